#include "stories.h"

#include "chance.h"
#include "speech.h"
#include "typing.h"
#include "words.h"

static struct ring rooms[LANGUAGES][BRANDS + 1][FORUM + 1];
static struct ring open_threads[BRANDS]; /* what customers began and no account has answered */
static struct ring scandal, circle, by_named[NAMED];
static struct kept scandal_root; /* all 0 before it is written */

static enum type
opinion_on(const struct post *post)
{
	static const unsigned odds[] = {10, 14, 12, 5, 5, 7, 8, 6, 5}; /* PLAIN ASK WISH TRUST DISTRUST COMPARE IRONY LEAVE RECOMMEND */
	bool fallen = post->brand == HAVNBANKEN && scandal_root.ms && post->ms > scandal_root.ms;
	unsigned positive = fallen ? 22 : brands[post->brand].positive;
	enum type type;

	if (percent(52))
		return percent(positive) ? GOOD : BAD;
	type = (enum type)(PLAIN + weighted(odds, sizeof odds / sizeof *odds, chance()));
	if (type == TRUST || type == DISTRUST)
		return percent(positive) ? TRUST : DISTRUST;
	if (type == LEAVE || type == RECOMMEND)
		return percent(positive) ? RECOMMEND : LEAVE;
	return type;
}

static void
give_opinion(struct post *post)
{
	post->type = opinion_on(post);
	say_of_brand(post);
}

/* ---- everyday posts ---- */

static void
choose_author_and_room(struct post *post)
{
	static const unsigned channels[CHANNELS] = {44, 25, 20, 4, 7};
	const struct author *author = &post->author;

	post->author = any_author();
	post->language = author->language;
	if (post->language < EN && author->traits % 23 == 0 && percent(40))
		post->language = EN;
	post->channel = (enum channel)weighted(channels, CHANNELS, percent(70) ? author->traits >> 32 & 0xfff : chance());
	if (post->language < SV && percent(40))
		post->brand = author->favourite != NO_BRAND && percent(60) ? author->favourite : brand_for(post->language, chance());
	if (post->channel == TRUSTSITE && post->language < SV && post->brand == NO_BRAND)
		post->brand = brand_for(post->language, chance());
	post->long_text = post->channel == BLOG || (post->channel == FORUM && percent(20)) || (post->channel == TRUSTSITE && percent(40));
}

static void
answer_in_room(struct post *post, struct kept *parent)
{
	enum { LONG_AGO_MS = 2000000000 };

	if (percent(30) && parent->parent_author < MIA)
		post->author = author_of(parent->parent_author);
	answer_to(post, parent);
	if (parent->author == post->author.number && percent(80))
		post->author = any_author();
	if (below(200) == 0) { /* what it answers was written before the archive begins, or is not kept */
		post->reply_to = post_id(ARCHIVE_START * 1000LL - 1 - below(LONG_AGO_MS));
		post->thread = post->reply_to;
		post->depth = 1;
	}
	say_reply(post, parent);
	type_as(post);
}

static bool
is_repost(const struct kept *k)
{
	return k->length > 1 && memcmp(k->text, "RT", 2) == 0;
}

static void
ordinary_post(struct post *post)
{
	struct kept *parent = NULL;

	choose_author_and_room(post);
	if (post->channel <= FORUM && percent(46) && post->language < SV)
		parent = ring_recall(&rooms[post->language][post->brand + 1][post->channel], post->ms);
	if (parent && post->channel == TWITTER && percent(28) && parent->depth < 3) {
		if (!is_repost(parent)) {
			repost(post, parent);
			return;
		}
	} else if (parent && below(8) < 8u - (parent->depth > 7 ? 7u : parent->depth)) {
		answer_in_room(post, parent);
		return;
	}
	if (post->brand != NO_BRAND)
		give_opinion(post);
	else
		say_chat(post);
	if (post->language < SV)
		decorate(post);
	type_as(post);
	if (below(700) == 0)
		post->author.number = NOBODY;
}

/* ---- the brands' own accounts ---- */

/* The oldest thread that nobody has answered, when it is minutes to days old. */
static struct kept *
unanswered(struct ring *ring, int64_t now_ms)
{
	for (uint64_t i = ring->count > RING ? ring->count - RING : 0; i < ring->count; i++) {
		struct kept *k = &ring->posts[i % RING];
		int64_t age_ms = now_ms - k->ms;
		if (!k->answered && age_ms > 240000 && age_ms < 120 * 3600000LL)
			return k;
	}
	return NULL;
}

static void
by_account(struct post *post, enum story story, uint64_t turn)
{
	unsigned odds[BRANDS];
	struct kept *question;

	for (unsigned b = 0; b < BRANDS; b++)
		odds[b] = story == ANSWERS ? brands[b].answers : brands[b].adverts;
	/* in turn rather than by chance, so that a small archive has its host and its pusher too */
	post->brand = (int)weighted(odds, BRANDS, turn * 97);
	post->author = author_of(ACCOUNT + (uint32_t)post->brand);
	question = story == ANSWERS ? unanswered(&open_threads[post->brand], post->ms) : NULL;
	if (question) {
		question->answered = true;
		answer_to(post, question);
		post->type = ANSWER;
		if (post->channel == TWITTER)
			put_special(post, TO);
		say(post, SAY_ANSWER);
		say_perhaps(post, 30, SAY_HOST);
		return;
	}
	post->language = (enum language)weighted(brands[post->brand].share, 4, chance());
	post->channel = percent(55) ? TWITTER : FACEBOOK;
	post->type = ADVERT;
	say(post, SAY_ADVERT);
	say_perhaps(post, 40, SAY_ADVERT);
}

/* ---- the bank's scandal ---- */

static void
reply_to_scandal(struct post *post)
{
	enum language language = post->language;
	struct kept *parent = scandal.count && percent(62) ? ring_recall(&scandal, post->ms) : NULL;

	parent = parent && parent->depth < 25 ? parent : &scandal_root;
	if (percent(parent == &scandal_root ? 45 : 8) && parent->text[0] != 'R') {
		repost(post, parent);
		return;
	}
	answer_to(post, parent);
	post->language = language;
	put_special(post, TO);
	say(post, SAY_SCANDAL_REPLY);
	say_perhaps(post, 30, SAY_DISTRUST);
	say_perhaps(post, 20, SAY_EMOJI_BAD);
	type_as(post);
}

static void
on_scandal(struct post *post, enum story story)
{
	post->brand = HAVNBANKEN;
	post->type = DISTRUST;
	if (story == SCANDAL_ROOT) {
		post->author = author_of(MIA);
		post->language = DA;
		post->channel = TWITTER;
		post->uproar = true;
		say(post, SAY_SCANDAL_ROOT);
		return;
	}
	post->author = any_nordic_author();
	post->language = post->author.language;
	if (story == SCANDAL_REPLIES) {
		reply_to_scandal(post);
		return;
	}
	post->channel = (enum channel)below(FORUM + 1);
	say(post, SAY_SCANDAL_POST);
	say_perhaps(post, 40, SAY_DISTRUST);
	say_perhaps(post, 25, SAY_EMOJI_BAD);
	type_as(post);
}

/* ---- three named customers and those who answer them ---- */

static void
to_named(struct post *post, uint32_t number)
{
	struct ring *ring = &by_named[number - MIA];
	struct kept *parent;

	do
		post->author = any_author();
	while (post->author.language != post->language);
	parent = ring_recall(ring, post->ms);
	parent = parent ? parent : ring_last(ring);
	if (parent) {
		answer_to(post, parent);
		say_reply(post, parent);
	} else {
		give_opinion(post);
	}
	type_as(post);
}

static void
by_helper(struct post *post)
{
	struct kept *parent = NULL;

	for (unsigned attempt = 0; attempt < 6 && !parent; attempt++)
		parent = ring_recall(&rooms[attempt < 4 ? NB : NN][GERDA + 1][attempt % 2 ? FACEBOOK : FORUM], post->ms);
	if (parent && parent->author != RAGNHILD) {
		answer_to(post, parent);
		post->language = NB;
	}
	post->type = HELP;
	say(post, SAY_RE_HELP);
	if (!post->named)
		say(post, SAY_NEUTRAL);
	say_perhaps(post, 30, SAY_RE_HELP);
}

static enum type
type_of_critic(void)
{
	if (percent(75))
		return BAD;
	return percent(50) ? IRONY : DISTRUST;
}

static void
by_or_to_named(struct post *post, enum story story)
{
	static const struct {
		uint32_t author;
		int brand;
		enum channel channel;
		bool own;
	} casts[STORIES] = {
		[HELPER] = {RAGNHILD, GERDA, FORUM, true},        [HELPED] = {RAGNHILD, GERDA, FORUM, false},
		[CRITIC] = {SUR_KUNDE, PIL, TWITTER, true},       [TO_CRITIC] = {SUR_KUNDE, PIL, TWITTER, false},
		[ADVOCATE] = {KINOKARI, KINORAMA, TWITTER, true}, [TO_ADVOCATE] = {KINOKARI, KINORAMA, TWITTER, false},
	};
	uint32_t number = casts[story].author;
	struct author who = author_of(number);

	post->brand = casts[story].brand;
	post->channel = casts[story].channel;
	post->language = who.language;
	if (!casts[story].own) {
		to_named(post, number);
		return;
	}
	post->author = who;
	if (story == HELPER) {
		by_helper(post);
		return;
	}
	post->type = story == CRITIC ? type_of_critic() : percent(70) ? GOOD : RECOMMEND;
	say_of_brand(post);
}

/* ---- drivers of electric cars: six to a circle, who answer one another more than anybody else does ---- */

/* Another of the parent's circle, half of the time the one whom the parent answered. */
static uint32_t
who_answers_in_circle(const struct kept *parent)
{
	uint32_t place = (uint32_t)circle_number(parent->author), six = place / 6 * 6;
	uint32_t number = circle_member(six + below(6));

	if (percent(50) && circle_number(parent->parent_author) >= 0)
		number = parent->parent_author;
	if (number == parent->author)
		number = circle_member(six + (place - six + 1) % 6);
	return number;
}

static void
in_circle(struct post *post)
{
	struct kept *parent;

	post->brand = LADELI;
	post->channel = FORUM;
	post->author = any_circle_member();
	parent = circle.count && percent(84) ? ring_recall(&circle, post->ms) : NULL;
	if (parent) {
		post->author = author_of(who_answers_in_circle(parent));
		answer_to(post, parent);
		post->language = post->author.language;
		say_reply(post, parent);
	} else {
		post->language = post->author.language;
		post->type = percent(45) ? ASK : opinion_on(post);
		say_of_brand(post);
	}
	type_as(post);
}

/* ---- the rest ---- */

static void
copied(struct post *post, uint64_t turn)
{
	uint32_t number = campaign_number(turn);

	post->author = author_of(campaign_author(number));
	post->language = number % 3 ? NB : DA;
	post->channel = number % 4 == 1 ? FACEBOOK : TWITTER;
	post->brand = GNIST;
	post->type = RECOMMEND;
	buffer_text(&post->text, alternative(part(post->language, SAY_CAMPAIGN), 0)->text);
	say_perhaps(post, 55, SAY_CAMPAIGN_END);
}

static void
wish_or_trust(struct post *post, enum story story)
{
	post->author = any_nordic_author();
	post->language = post->author.language;
	post->channel = (enum channel)below(FORUM + 1);
	if (story == WISHES) {
		post->brand = GERDA;
		post->type = WISH;
		say(post, SAY_WISH_APP);
	} else {
		post->brand = HAVNBANKEN;
		post->type = percent(scandal_root.ms ? 10 : 90) ? TRUST : DISTRUST;
		say_of_brand(post);
	}
	type_as(post);
}

void
story_post(struct post *post, enum story story, uint64_t turn)
{
	/* clang-format off */
	switch (story) {
	case ORDINARY: case STORIES: ordinary_post(post); break;
	case SCANDAL_ROOT: case SCANDAL_REPLIES: case SCANDAL_POSTS: on_scandal(post, story); break;
	case ANSWERS: case ADVERTS: by_account(post, story, turn); break;
	case HELPER: case HELPED: case CRITIC: case TO_CRITIC: case ADVOCATE: case TO_ADVOCATE: by_or_to_named(post, story); break;
	case CIRCLE: in_circle(post); break;
	case COPIES: copied(post, turn); break;
	case TRUST_POSTS: case WISHES: wish_or_trust(post, story); break;
	}
	/* clang-format on */
}

void
story_remember(const struct post *post, enum story story)
{
	uint32_t number = post->author.number;

	if (number == NOBODY || post->repost_of)
		return;
	if (story == SCANDAL_ROOT)
		keep(&scandal_root, post);
	else if (story == SCANDAL_REPLIES)
		ring_keep(&scandal, post);
	else if (story == CIRCLE)
		ring_keep(&circle, post);
	else if (post->channel <= FORUM)
		ring_keep(&rooms[post->language][post->brand + 1][post->channel], post);
	if (number >= MIA && number < ACCOUNT)
		ring_keep(&by_named[number - MIA], post);
	if (post->brand != NO_BRAND && !post->reply_to && number < ACCOUNT && post->channel <= FORUM)
		ring_keep(&open_threads[post->brand], post);
}
