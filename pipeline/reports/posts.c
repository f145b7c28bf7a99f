#include "reports/posts.h"

#include <math.h>
#include <stdlib.h>

#include "lib/die.h"
#include "reports/instants.h"
#include "reports/terms.h"
#include "reports/trees.h"

const char *const polarity_names[] = {"neutral", "positive", "negative", "mixed", NULL};
const char *const via_names[] = {"name", "account", "hashtag", "domain", "reply", NULL};

enum { MOST_TOPICS = 64, MOST_LANGS = 65535, MOST_BRANDS = 65534, MOST_TOPIC_SETS = 65535, MOST_MENTIONS = 65535 };

/* No reach or count above this is believed, so that sums stay exact. */
#define MOST_REACH INT64_C(1000000000000)

struct columns {
	size_t id, time, channel, author, reply_to, repost_of, reach, lang;
	size_t tokens, lemmas, corrections, unknown, evidence;          /* tagged */
	size_t words, names, tokens_count, corrected, without_evidence; /* state */
	size_t by_brand, brands, brand_via, brand_sentiment, sentiment, polarity, topics, wishes;
	bool state;
};

struct columns *
columns_of(const struct table *table, bool state)
{
	struct columns *c = memory_new(1, sizeof *c);

	c->state = state;
	c->id = table_need(table, "id", "omtale-read");
	c->time = table_find(table, "time");
	c->channel = table_find(table, "channel");
	c->author = table_find(table, "author");
	c->reply_to = table_find(table, "reply_to");
	c->repost_of = table_find(table, "repost_of");
	c->reach = table_find(table, "reach");
	c->lang = table_find(table, "lang");
	c->unknown = table_find(table, "unknown");
	if (state) {
		c->words = table_find(table, "words");
		c->names = table_find(table, "names");
		c->tokens_count = table_find(table, "tokens_count");
		c->corrected = table_find(table, "corrected");
		c->without_evidence = table_find(table, "without_evidence");
	} else {
		c->tokens = table_need(table, "tokens", "omtale-normalise");
		c->lemmas = table_need(table, "lemmas", "omtale-stem");
		c->corrections = table_find(table, "corrections");
		c->evidence = table_need(table, "evidence", "omtale-tag");
	}
	c->by_brand = table_find(table, "by_brand");
	c->brands = table_need(table, "brands", "omtale-tag");
	c->brand_via = table_find(table, "brand_via");
	c->brand_sentiment = table_need(table, "brand_sentiment", "omtale-tag");
	c->sentiment = table_need(table, "sentiment", "omtale-tag");
	c->polarity = table_need(table, "polarity", "omtale-tag");
	c->topics = table_need(table, "topics", "omtale-tag");
	c->wishes = table_find(table, "wishes");
	return c;
}

/* ---- growing arrays ---- */

void *
posts_room(void *array, uint32_t count, uint32_t *capacity, size_t size)
{
	if (count < *capacity)
		return array;
	if (*capacity > UINT32_MAX / 2)
		die("the archive is too large for one run: more than %u rows", *capacity);
	*capacity = *capacity ? *capacity * 2 : 256;
	return memory_grow(array, *capacity, size);
}

/* ---- cells ---- */

/* "-0.1234" as ten-thousandths, for all scores that omtale-tag writes. */
static bool
read_four_decimals(struct str cell, int16_t *score)
{
	bool negative = cell.length && cell.at[0] == '-';
	const char *at = cell.at + negative;
	int value = 0;

	if (cell.length != 6u + negative || at[1] != '.')
		return false;
	for (int i = 0; i < 6; i++) {
		if (i == 1)
			continue;
		if (at[i] < '0' || at[i] > '9')
			return false;
		value = value * 10 + (at[i] - '0');
	}
	*score = (int16_t)(negative ? -value : value);
	return value <= 10000;
}

static bool
read_score(struct str cell, int16_t *score)
{
	double value;

	if (read_four_decimals(cell, score))
		return true;
	if (!str_to_double(cell, &value) || value < -1.0 || value > 1.0)
		return false;
	*score = (int16_t)lround(value * 10000.0);
	return true;
}

static int
find_name(struct str name, const char *const names[])
{
	for (int i = 0; names[i]; i++)
		if (name.length && names[i][0] == name.at[0] && str_equal(name, str_of(names[i])))
			return i;
	return -1;
}

static uint32_t
count_char(struct str cell, char wanted)
{
	uint32_t count = 0;

	for (size_t i = 0; i < cell.length; i++)
		count += cell.at[i] == wanted;
	return count;
}

static uint32_t
count_parts(struct str cell)
{
	return cell.length ? 1 + count_char(cell, ' ') : 0;
}

static uint32_t
read_count(struct str cell)
{
	int64_t count;

	return str_to_int(cell, &count) && count > 0 ? (uint32_t)(count > UINT32_MAX ? UINT32_MAX : count) : 0;
}

/* The number of a brand, or NO_BRAND for an empty cell. Dies of too many, since no archive is about 65,534 brands. */
static uint16_t
brand_of(struct posts *posts, struct str brand)
{
	if (brand.length == 0)
		return NO_BRAND;
	if (posts->brands.count >= MOST_BRANDS && map_find(&posts->brands, brand) == MAP_NONE)
		die("more than %d different brands", MOST_BRANDS);
	return (uint16_t)map_add_few(&posts->brands, brand);
}

static bool
is_named(const struct posts *posts, const struct post *post, uint16_t brand)
{
	for (uint32_t m = 0; m < post->mentions_count; m++)
		if (posts->mentions[post->mentions + m].brand == brand)
			return true;
	return false;
}

/* The sign of the score; but where the post's score is all about this brand, what the tagger made of it, which knows mixed from neutral. */
static enum polarity
polarity_towards(const struct post *post, bool alone, int16_t sentiment)
{
	if (alone && (sentiment == post->sentiment || post->polarity == MIXED))
		return post->polarity;
	return sentiment > 0 ? POSITIVE : sentiment < 0 ? NEGATIVE : NEUTRAL;
}

/* Brands with their scores and ways, three aligned cells. NULL, or what is wrong. */
static const char *
add_mentions(struct posts *posts, struct post *post, struct str brands, struct str scores, struct str ways)
{
	bool alone = !memchr(brands.at, ';', brands.length);

	post->mentions = posts->mentions_count;
	if (brands.length == 0)
		return NULL;
	while (brands.at) {
		struct mention mention = {.via = VIA_NAME};
		struct str brand = str_cut(&brands, ';'), way = ways.length ? str_cut(&ways, ';') : STR("");

		if (brand.length == 0)
			return "expected brand ids separated by single semicolons in brands";
		if (!scores.at || !read_score(str_cut(&scores, ';'), &mention.sentiment))
			return "expected one score from -1 to 1 a brand in brand_sentiment";
		if (way.length) {
			int found = find_name(way, via_names);
			if (found < 0 || found == VIA_REPLY)
				return "expected name, account, hashtag or domain in brand_via";
			mention.via = (uint8_t)found;
		}
		mention.brand = brand_of(posts, brand);
		if (is_named(posts, post, mention.brand))
			continue; /* one row a post and brand, whatever the table says */
		if (post->mentions_count == MOST_MENTIONS)
			return "more than 65535 brands in one post";
		mention.polarity = (uint8_t)polarity_towards(post, alone, mention.sentiment);
		posts->mentions = posts_room(posts->mentions, posts->mentions_count, &posts->mentions_capacity, sizeof *posts->mentions);
		posts->mentions[posts->mentions_count++] = mention;
		post->mentions_count++;
	}
	return NULL;
}

static const char *
add_topics(struct posts *posts, struct post *post, struct str topics)
{
	uint64_t set = 0;
	uint32_t number;

	while (topics.length) {
		uint32_t topic = map_add_few(&posts->topics, str_cut(&topics, ';'));
		if (topic >= MOST_TOPICS)
			return "more than 64 different topics";
		set |= (uint64_t)1 << topic;
	}
	number = map_add_few(&posts->topic_set_texts, (struct str){(const char *)&set, sizeof set});
	if (number >= MOST_TOPIC_SETS)
		return "more than 65535 different sets of topics";
	posts->topic_sets = posts_room(posts->topic_sets, number, &posts->topic_sets_capacity, sizeof *posts->topic_sets);
	posts->topic_sets[number] = set;
	post->topics = (uint16_t)number;
	return NULL;
}

static void
add_wishes(struct posts *posts, struct details *details, struct str wishes)
{
	while (wishes.length)
		numbers_add(&details->wishes, map_add_few(&posts->wish_texts, str_cut(&wishes, ';')));
}

static void
add_source_cells(struct posts *posts, struct post *post, const struct table *table, const struct columns *c, uint64_t author_hash)
{
	struct str author = table_field(table, c->author);
	int64_t time;

	post->id = ids_add(&posts->ids, table_field(table, c->id));
	post->time = instant_read(table_field(table, c->time), &time) ? time : NO_TIME;
	post->channel = map_add_few(&posts->channels, table_field(table, c->channel));
	post->is_reply = ids_add(&posts->ids, table_field(table, c->reply_to)) != MAP_NONE;
	post->is_repost = ids_add(&posts->ids, table_field(table, c->repost_of)) != MAP_NONE;
	post->lang = (uint16_t)map_add_few(&posts->langs, table_field(table, c->lang));
	post->author = author.length ? map_add_hashed(&posts->authors, author, author_hash) : MAP_NONE;
	post->parent = post->root = post->duplicate_of = NO_POST;
}

static void
add_details(struct posts *posts, struct post *post, const struct table *table, const struct columns *c, struct details *details)
{
	struct str reach = table_field(table, c->reach);

	details->names.count = details->wishes.count = details->lemmas.count = 0;
	if (!str_to_int(reach, &details->reach) || details->reach < 0 || details->reach > MOST_REACH)
		details->reach = NO_REACH;
	add_wishes(posts, details, table_field(table, c->wishes));
	if (c->state) {
		details_add_words(posts, details, table_field(table, c->words));
		details_add_names(posts, details, table_field(table, c->names));
		details->tokens = read_count(table_field(table, c->tokens_count));
		details->corrected = read_count(table_field(table, c->corrected));
		post->without_evidence = table_field(table, c->without_evidence).length > 0;
	} else {
		details->tokens = 0;
		details_add_lemmas(posts, details, table_field(table, c->tokens), table_field(table, c->lemmas));
		details->corrected = count_parts(table_field(table, c->corrections));
		post->without_evidence = table_field(table, c->evidence).length == 0;
	}
	details->unknown = read_count(table_field(table, c->unknown));
	post->words = details_pack(posts, details);
}

const char *
posts_add_record(struct posts *posts, const struct table *table, const struct columns *c, struct details *details)
{
	struct post post = {0};
	const char *problem;
	int polarity = find_name(table_field(table, c->polarity), polarity_names);
	uint64_t author_hash = map_approach(&posts->authors, table_field(table, c->author));

	if (!posts->mentions) /* so that a post without any may point there */
		posts->mentions = posts_room(NULL, 0, &posts->mentions_capacity, sizeof *posts->mentions);
	if (table_field(table, c->id).length == 0)
		return "the post has no id";
	if (polarity < 0)
		return "expected positive, negative, neutral or mixed in polarity";
	if (!read_score(table_field(table, c->sentiment), &post.sentiment))
		return "expected a number from -1 to 1 in sentiment";
	if (posts->langs.count >= MOST_LANGS)
		return "more different languages than there are";
	post.polarity = (uint8_t)polarity;
	post.by_brand = brand_of(posts, table_field(table, c->by_brand));
	if ((problem = add_mentions(posts, &post, table_field(table, c->brands), table_field(table, c->brand_sentiment), table_field(table, c->brand_via))) ||
	    (problem = add_topics(posts, &post, table_field(table, c->topics))))
		return problem;
	map_approach_text(&posts->authors, author_hash);
	add_details(posts, &post, table, c, details);
	map_approach_bytes(&posts->authors, author_hash);
	add_source_cells(posts, &post, table, c, author_hash);
	posts->all = posts_room(posts->all, posts->count, &posts->capacity, sizeof *posts->all);
	posts->all[posts->count++] = post;
	return NULL;
}

void
posts_add(struct posts *posts, const char *path, struct rejects *rejects)
{
	struct table *table = table_open(path, &(struct table_options){.rejects = rejects});
	struct columns *columns = columns_of(table, false);
	struct details details = {0};

	while (table_read(table)) {
		const char *problem = posts_add_record(posts, table, columns, &details);
		if (problem)
			rejects_add(rejects, table->name, table->line, problem, table->raw);
	}
	details_release(&details);
	free(columns);
	table_close(table);
}

uint64_t
posts_topic(const struct posts *posts, const char *name)
{
	uint32_t topic = map_find(&posts->topics, str_of(name));

	return topic == MAP_NONE ? 0 : (uint64_t)1 << topic;
}

void
posts_release(struct posts *posts)
{
	struct map *maps[] = {&posts->authors, &posts->channels,   &posts->langs,   &posts->brands,         &posts->topics,
	                      &posts->words,   &posts->wish_texts, &posts->handles, &posts->topic_set_texts};

	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		map_release(maps[i]);
	ids_release(&posts->ids);
	if (posts->shared) {
		trees_release(posts->shared->trees);
		terms_release(posts->shared->terms);
		free(posts->shared);
	}
	free(posts->all);
	free(posts->mentions);
	free(posts->topic_sets);
	buffer_release(&posts->words_of);
	free(posts->recent);
	*posts = (struct posts){0};
}
