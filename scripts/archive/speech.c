#include "speech.h"

#include "chance.h"
#include "letters.h"
#include "words.h"

/* Another than those said already, if a few attempts find one. */
static const struct alternative *
choose_fresh(const struct post *post, const struct section *section)
{
	const struct alternative *a = choose(section);

	for (unsigned i = 0, attempts = 0; i < post->said && attempts < 6;) {
		if (post->sentences[i++] == a) {
			a = choose(section);
			i = 0;
			attempts++;
		}
	}
	return a;
}

static void
say_section(struct post *post, const struct section *section)
{
	struct buffer *t = &post->text;
	const struct alternative *a;
	size_t start;
	bool goes_on;

	if (t->length)
		buffer_char(t, post->long_text && percent(12) ? '\n' : ' ');
	start = t->length;
	goes_on = start > 1 && (t->at[start - 2] == ',' || t->at[start - 2] == ':');
	a = choose_fresh(post, section);
	if (post->said < SENTENCES)
		post->sentences[post->said++] = a;
	post->gender = COMMON;
	expand_alternative(post, section, a);
	if (!goes_on || percent(30))
		capitalise(t->at + start);
}

void
say(struct post *post, enum known what)
{
	say_section(post, part(post->language, what));
}

void
say_perhaps(struct post *post, uint32_t p, enum known what)
{
	if (percent(p))
		say(post, what);
}

void
say_chat(struct post *post)
{
	const struct section *subject = part_subject(post->language, zipf_rank(6, part_subjects(post->language)));
	unsigned sentences = 1u + percent(60);

	sentences += percent(35);
	sentences += post->long_text ? 2u + below(3) : 0u;
	if (post->language < SV)
		say_perhaps(post, 15, SAY_OPEN);
	while (sentences--)
		say_section(post, subject);
}

/* clang-format off */
static const struct plan {
	enum known first, second, emoji;
} plans[] = {
	[GOOD] = {SAY_POS, SAY_GOOD, SAY_EMOJI_GOOD},
	[BAD] = {SAY_BAD, SAY_NEG, SAY_EMOJI_BAD},
	[PLAIN] = {SAY_NEUTRAL, SAY_NEUTRAL, SAY_EMOJI_ANY},
	[ASK] = {SAY_ASK, SAY_BAD, SAY_EMOJI_ANY},
	[WISH] = {SAY_WISH, SAY_POS, SAY_EMOJI_ANY},
	[TRUST] = {SAY_TRUST, SAY_GOOD, SAY_EMOJI_GOOD},
	[DISTRUST] = {SAY_DISTRUST, SAY_NEG, SAY_EMOJI_BAD},
	[COMPARE] = {SAY_COMPARE, SAY_NEUTRAL, SAY_EMOJI_ANY},
	[IRONY] = {SAY_IRONY, SAY_BAD, SAY_EMOJI_IRONY},
	[LEAVE] = {SAY_BAD, SAY_LEAVE, SAY_EMOJI_BAD},
	[RECOMMEND] = {SAY_GOOD, SAY_RECOMMEND, SAY_EMOJI_GOOD},
};
/* clang-format on */

void
say_of_brand(struct post *post)
{
	struct plan plan = plans[post->type];
	enum known first = plan.first, second = plan.second;
	bool both = post->type == LEAVE || post->type == RECOMMEND;

	if (post->channel == TWITTER && percent(18))
		put_special(post, AT);
	say_perhaps(post, 25, SAY_OPEN);
	if ((post->type == GOOD || post->type == BAD) && percent(45)) {
		first = plan.second;
		second = plan.first;
	}
	say(post, first);
	if (both || percent(post->type == WISH ? 12 : 40))
		say(post, second);
	if (post->long_text) {
		say_perhaps(post, 70, SAY_NEUTRAL);
		say_perhaps(post, 60, plan.second);
		say_perhaps(post, 40, post->type == BAD ? SAY_NEG : plan.first);
	}
	say_perhaps(post, 12, SAY_CLOSE);
	say_perhaps(post, post->type == IRONY ? 50 : 16, plan.emoji);
	if (!post->named) {
		buffer_char(&post->text, ' ');
		put_special(post, percent(50) || post->channel != TWITTER ? TAG : AT);
	}
}

/* ---- replies ---- */

enum ground { TO_CHAT, TO_OPINION, TO_QUESTION, TO_HELP, TO_ADVERT, GROUNDS };

static enum ground
ground_of(const struct kept *parent)
{
	if (parent->type == CHAT || parent->brand == NO_BRAND)
		return TO_CHAT;
	if (parent->type == ASK)
		return TO_QUESTION;
	if (parent->type == HELP || parent->type == ANSWER)
		return TO_HELP;
	return parent->type == ADVERT ? TO_ADVERT : TO_OPINION;
}

static void
quote(struct post *post, const struct kept *parent)
{
	size_t n = parent->length < 80 ? parent->length : 80;

	while (n < parent->length && (parent->text[n] & 0xc0) == 0x80)
		n++;
	buffer_text(&post->text, STR("> "));
	for (size_t i = 0; i < n; i++)
		buffer_char(&post->text, parent->text[i] == '\n' ? ' ' : parent->text[i]);
	buffer_text(&post->text, n < parent->length ? STR("…\n") : STR("\n"));
}

void
say_reply(struct post *post, const struct kept *parent)
{
	enum { AGREES, HELPS = 2, OUTCOMES = 8 };
	static const struct {
		enum known what;
		enum type type;
	} outcomes[OUTCOMES] = {{SAY_RE_AGREE, AGREE}, {SAY_RE_DISAGREE, AGREE}, {SAY_RE_HELP, HELP}, {SAY_RE_ASK, ASK},
	                        {SAY_RE_JOKE, CHAT},   {SAY_RE_THANKS, THANKS},  {SAY_RE_CHAT, CHAT}, {SAY_RE_ADVERT, BAD}};
	static const unsigned odds[GROUNDS][OUTCOMES] = {
		[TO_CHAT] = {3, 2, 0, 8, 10, 0, 77, 0}, [TO_OPINION] = {45, 15, 18, 10, 12, 0, 0, 0}, [TO_QUESTION] = {22, 0, 58, 14, 6, 0, 0, 0},
		[TO_HELP] = {6, 4, 0, 20, 8, 62, 0, 0}, [TO_ADVERT] = {4, 6, 0, 12, 18, 0, 0, 60},
	};
	enum ground ground = ground_of(parent);
	unsigned outcome = weighted(odds[ground], OUTCOMES, chance());
	enum known more = SAY_NEUTRAL;

	if (post->channel == FORUM && parent->length > 20 && percent(7)) {
		quote(post, parent);
	} else if (post->channel == TWITTER && percent(60)) {
		put_special(post, TO);
	}
	post->type = outcomes[outcome].type;
	say(post, outcomes[outcome].what);
	if (ground == TO_OPINION && outcome == AGREES)
		more = parent->type == GOOD || parent->type == TRUST ? SAY_GOOD : SAY_NEG;
	if (post->brand != NO_BRAND)
		say_perhaps(post, 22, more);
	say_perhaps(post, 30, ground == TO_CHAT ? SAY_RE_CHAT : outcome == HELPS ? SAY_RE_HELP : SAY_RE_JOKE);
	say_perhaps(post, 14, SAY_EMOJI_ANY);
}

/* ---- what hangs on ---- */

/* A compound in one word behind '#'. */
static void
put_coined_hashtag(struct post *post)
{
	struct buffer *t = &post->text;
	size_t end;

	buffer_char(t, '#');
	end = t->length;
	put_compound(t, post->language, 0);
	for (size_t i = end; i < t->length; i++)
		if (t->at[i] != '-' && t->at[i] != ' ')
			t->at[end++] = t->at[i];
	t->length = end;
}

void
decorate(struct post *post)
{
	if (post->brand == NO_BRAND)
		say_perhaps(post, 12, SAY_EMOJI_ANY);
	if (post->channel == TWITTER && percent(14)) {
		buffer_char(&post->text, ' ');
		if (percent(60))
			expand(post, part(post->language, SAY_HASHTAG));
		else
			put_coined_hashtag(post);
	}
	if (percent(3)) {
		const char *site = post->brand != NO_BRAND && percent(50) ? brands[post->brand].site : "nyt.example";
		buffer_format(&post->text, " https://%s/%u", site, 1000 + below(90000));
	}
}
