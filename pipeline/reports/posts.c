#include "reports/posts.h"

#include <math.h>
#include <stdlib.h>

#include "lib/die.h"
#include "lib/unicode.h"
#include "reports/instants.h"

const char *const polarity_names[] = {"neutral", "positive", "negative", "mixed", NULL};
const char *const via_names[] = {"name", "account", "hashtag", "domain", "reply", NULL};

enum { MOST_TOPICS = 64, MOST_LANGS = 65535 };

/* Where the columns stand in the table at hand. A tagged table has tokens, lemmas, corrections and evidence; a state has them counted, and `words`. */
struct columns {
	size_t id, time, channel, author, reply_to, repost_of, thread, reach, lang;
	size_t tokens, lemmas, corrections, unknown, evidence;
	size_t words, names, tokens_count, corrected, without_evidence;
	size_t by_brand, brands, brand_via, brand_sentiment, sentiment, polarity, topics, wishes;
};

static struct columns
find_columns(const struct table *table)
{
	struct columns c = {0};

	c.id = table_need(table, "id", "omtale-read");
	c.time = table_find(table, "time");
	c.channel = table_find(table, "channel");
	c.author = table_find(table, "author");
	c.reply_to = table_find(table, "reply_to");
	c.repost_of = table_find(table, "repost_of");
	c.thread = table_find(table, "thread");
	c.reach = table_find(table, "reach");
	c.lang = table_find(table, "lang");
	c.words = table_find(table, "words");
	c.names = table_find(table, "names");
	c.tokens_count = table_find(table, "tokens_count");
	c.corrected = table_find(table, "corrected");
	c.without_evidence = table_find(table, "without_evidence");
	c.unknown = table_find(table, "unknown");
	c.tokens = c.lemmas = c.corrections = c.evidence = TABLE_NONE;
	if (c.words == TABLE_NONE) {
		c.tokens = table_need(table, "tokens", "omtale-normalise");
		c.lemmas = table_need(table, "lemmas", "omtale-stem");
		c.corrections = table_find(table, "corrections");
		c.evidence = table_need(table, "evidence", "omtale-tag");
	}
	c.by_brand = table_find(table, "by_brand");
	c.brands = table_need(table, "brands", "omtale-tag");
	c.brand_via = table_find(table, "brand_via");
	c.brand_sentiment = table_need(table, "brand_sentiment", "omtale-tag");
	c.sentiment = table_need(table, "sentiment", "omtale-tag");
	c.polarity = table_need(table, "polarity", "omtale-tag");
	c.topics = table_need(table, "topics", "omtale-tag");
	c.wishes = table_find(table, "wishes");
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

static uint32_t
number_of(struct map *map, struct str text)
{
	return text.length ? map_add(map, text) : MAP_NONE;
}

/* ---- cells ---- */

/* "0.1234" as ten-thousandths. */
static bool
read_score(struct str cell, int32_t *score)
{
	double value;

	if (!str_to_double(cell, &value) || value < -1.0 || value > 1.0)
		return false;
	*score = (int32_t)lround(value * 10000.0);
	return true;
}

static int
find_name(struct str name, const char *const names[])
{
	for (int i = 0; names[i]; i++)
		if (str_equal(name, str_of(names[i])))
			return i;
	return -1;
}

static uint32_t
count_parts(struct str cell)
{
	uint32_t parts = cell.length ? 1 : 0;

	for (size_t i = 0; i < cell.length; i++)
		parts += cell.at[i] == ' ';
	return parts;
}

static uint32_t
read_count(struct str cell)
{
	int64_t count;

	return str_to_int(cell, &count) && count > 0 ? (uint32_t)(count > UINT32_MAX ? UINT32_MAX : count) : 0;
}

static bool
is_punctuation(struct str token)
{
	for (size_t i = 0; i < token.length; i++)
		if (!strchr(".,!?", token.at[i]) && !str_starts((struct str){token.at + i, token.length - i}, STR("…")) && ((unsigned char)token.at[i] & 0xc0) != 0x80)
			return false;
	return true;
}

static void
add_lemma(struct posts *posts, struct post *post, struct str lemma)
{
	posts->lemmas = posts_room(posts->lemmas, posts->lemmas_count, &posts->lemmas_capacity, sizeof *posts->lemmas);
	posts->lemmas[posts->lemmas_count++] = map_add(&posts->words, lemma);
	post->lemmas_count++;
}

/* `name` as it stands behind an @. */
static void
add_name(struct posts *posts, struct post *post, struct str name)
{
	static struct buffer lower; /* process: as long as the longest name */

	buffer_reset(&lower);
	unicode_lower(&lower, name);
	posts->names = posts_room(posts->names, posts->names_count, &posts->names_capacity, sizeof *posts->names);
	posts->names[posts->names_count++] = map_add(&posts->handles, buffer_str(&lower));
	post->names_count++;
}

/* The lemmas that carry meaning: no punctuation, no addresses, and @names apart. */
static void
add_lemmas(struct posts *posts, struct post *post, struct str tokens, struct str lemmas)
{
	post->lemmas = posts->lemmas_count;
	post->names = posts->names_count;
	while (tokens.length && lemmas.at) {
		struct str token = str_cut(&tokens, ' '), lemma = str_cut(&lemmas, ' ');

		if (token.length > 1 && token.at[0] == '@')
			add_name(posts, post, (struct str){token.at + 1, token.length - 1});
		else if (lemma.length && !str_starts(token, STR("url:")) && !is_punctuation(token))
			add_lemma(posts, post, lemma);
	}
}

/* Brands with their scores and ways, three aligned cells. NULL, or what is wrong. */
static const char *
add_mentions(struct posts *posts, struct post *post, struct str brands, struct str scores, struct str ways)
{
	post->mentions = posts->mentions_count;
	if (brands.length == 0)
		return NULL;
	while (brands.at) {
		struct mention mention = {.via = VIA_NAME};
		struct str brand = str_cut(&brands, ';'), way = ways.length ? str_cut(&ways, ';') : STR("");

		if (!scores.at || !read_score(str_cut(&scores, ';'), &mention.sentiment))
			return "expected one score from -1 to 1 a brand in brand_sentiment";
		if (way.length) {
			int found = find_name(way, via_names);
			if (found < 0)
				return "expected name, account, hashtag or domain in brand_via";
			mention.via = (uint8_t)found;
		}
		mention.brand = map_add(&posts->brands, brand);
		mention.polarity = mention.sentiment > 0 ? POSITIVE : mention.sentiment < 0 ? NEGATIVE : NEUTRAL;
		posts->mentions = posts_room(posts->mentions, posts->mentions_count, &posts->mentions_capacity, sizeof *posts->mentions);
		posts->mentions[posts->mentions_count++] = mention;
		post->mentions_count++;
	}
	/* A mixed post about one brand is mixed about it; about several, each has its own sign. */
	if (post->mentions_count == 1 && post->polarity == MIXED)
		posts->mentions[post->mentions].polarity = MIXED;
	return NULL;
}

static const char *
add_topics(struct posts *posts, struct post *post, struct str topics)
{
	while (topics.length) {
		uint32_t topic = map_add(&posts->topics, str_cut(&topics, ';'));
		if (topic >= MOST_TOPICS)
			return "more than 64 different topics";
		post->topics |= (uint64_t)1 << topic;
	}
	return NULL;
}

static void
add_wishes(struct posts *posts, struct post *post, struct str wishes)
{
	post->wishes = posts->wishes_count;
	while (wishes.length) {
		posts->wishes = posts_room(posts->wishes, posts->wishes_count, &posts->wishes_capacity, sizeof *posts->wishes);
		posts->wishes[posts->wishes_count++] = map_add(&posts->wish_texts, str_cut(&wishes, ';'));
		post->wishes_count++;
	}
}

static void
add_source_cells(struct posts *posts, struct post *post, const struct table *table, const struct columns *c)
{
	struct str reach = table_field(table, c->reach);

	post->id = map_add(&posts->ids, table_field(table, c->id));
	if (!instant_read(table_field(table, c->time), &post->time))
		post->time = NO_TIME;
	post->channel = map_add(&posts->channels, table_field(table, c->channel));
	post->author = number_of(&posts->authors, table_field(table, c->author));
	post->reply_to = number_of(&posts->ids, table_field(table, c->reply_to));
	post->repost_of = number_of(&posts->ids, table_field(table, c->repost_of));
	post->thread = number_of(&posts->ids, table_field(table, c->thread));
	if (!str_to_int(reach, &post->reach) || post->reach < 0)
		post->reach = NO_REACH;
	post->lang = (uint16_t)map_add(&posts->langs, table_field(table, c->lang));
	post->parent = post->root = post->duplicate_of = NO_POST;
}

/* NULL, or what is wrong with the record. */
static const char *
add_record(struct posts *posts, const struct table *table, const struct columns *c)
{
	struct post post = {0};
	const char *problem;
	int polarity = find_name(table_field(table, c->polarity), polarity_names);

	if (table_field(table, c->id).length == 0)
		return "the post has no id";
	if (polarity < 0)
		return "expected positive, negative, neutral or mixed in polarity";
	if (!read_score(table_field(table, c->sentiment), &post.sentiment))
		return "expected a number from -1 to 1 in sentiment";
	if (posts->langs.count >= MOST_LANGS)
		return "more different languages than there are";
	post.polarity = (uint8_t)polarity;
	add_source_cells(posts, &post, table, c);
	post.by_brand = number_of(&posts->brands, table_field(table, c->by_brand));
	if ((problem = add_mentions(posts, &post, table_field(table, c->brands), table_field(table, c->brand_sentiment), table_field(table, c->brand_via))) ||
	    (problem = add_topics(posts, &post, table_field(table, c->topics))))
		return problem;
	add_wishes(posts, &post, table_field(table, c->wishes));
	if (c->words != TABLE_NONE) {
		struct str words = table_field(table, c->words);
		post.lemmas = posts->lemmas_count;
		while (words.length)
			add_lemma(posts, &post, str_cut(&words, ' '));
		words = table_field(table, c->names);
		post.names = posts->names_count;
		while (words.length)
			add_name(posts, &post, str_cut(&words, ' '));
		post.tokens = read_count(table_field(table, c->tokens_count));
		post.corrected = read_count(table_field(table, c->corrected));
		post.without_evidence = table_field(table, c->without_evidence).length > 0;
	} else {
		add_lemmas(posts, &post, table_field(table, c->tokens), table_field(table, c->lemmas));
		post.tokens = count_parts(table_field(table, c->tokens));
		post.corrected = count_parts(table_field(table, c->corrections));
		post.without_evidence = table_field(table, c->evidence).length == 0;
	}
	post.unknown = read_count(table_field(table, c->unknown));
	posts->all = posts_room(posts->all, posts->count, &posts->capacity, sizeof *posts->all);
	posts->all[posts->count++] = post;
	return NULL;
}

void
posts_add(struct posts *posts, const char *path, struct rejects *rejects)
{
	struct table *table = table_open(path, &(struct table_options){.rejects = rejects});
	struct columns columns = find_columns(table);

	while (table_read(table)) {
		const char *problem = add_record(posts, table, &columns);
		if (problem)
			rejects_add(rejects, table->name, table->line, problem, table->raw);
	}
	table_close(table);
}

/* ---- states ---- */

static void
join(struct buffer *cell, char separator, struct str text)
{
	if (cell->length)
		buffer_char(cell, separator);
	buffer_text(cell, text);
}

static void
write_mentions(const struct posts *posts, const struct post *post, struct buffer *cell, struct writer *writer)
{
	const struct mention *mentions = posts->mentions + post->mentions;

	for (int column = 0; column < 3; column++) {
		buffer_reset(cell);
		for (uint32_t m = 0; m < post->mentions_count; m++) {
			if (mentions[m].via == VIA_REPLY)
				continue; /* inherited: found again when states are joined, from a parent that may be in another */
			if (m)
				buffer_char(cell, ';');
			if (column == 0)
				buffer_text(cell, map_text(&posts->brands, mentions[m].brand));
			else if (column == 1)
				buffer_text(cell, str_of(via_names[mentions[m].via]));
			else
				buffer_fixed(cell, mentions[m].sentiment / 10000.0, 4);
		}
		writer_field(writer, buffer_str(cell));
	}
}

static void
write_post(const struct posts *posts, const struct post *post, struct buffer *cell, struct writer *writer)
{
	writer_field(writer, map_text(&posts->ids, post->id));
	buffer_reset(cell);
	if (post->time != NO_TIME)
		instant_write(cell, post->time);
	writer_field(writer, buffer_str(cell));
	writer_field(writer, map_text(&posts->channels, post->channel));
	writer_field(writer, map_text_or_empty(&posts->authors, post->author));
	writer_field(writer, map_text_or_empty(&posts->ids, post->reply_to));
	writer_field(writer, map_text_or_empty(&posts->ids, post->repost_of));
	writer_field(writer, map_text_or_empty(&posts->ids, post->thread));
	buffer_reset(cell);
	if (post->reach != NO_REACH)
		buffer_int(cell, post->reach);
	writer_field(writer, buffer_str(cell));
	writer_field(writer, map_text(&posts->langs, post->lang));
	writer_field(writer, map_text_or_empty(&posts->brands, post->by_brand));
	write_mentions(posts, post, cell, writer);
	writer_number(writer, post->sentiment / 10000.0);
	writer_field(writer, str_of(polarity_names[post->polarity]));
	buffer_reset(cell);
	for (uint32_t t = 0; t < posts->topics.count; t++)
		if (post->topics >> t & 1)
			join(cell, ';', map_text(&posts->topics, t));
	writer_field(writer, buffer_str(cell));
	buffer_reset(cell);
	for (uint32_t w = 0; w < post->wishes_count; w++)
		join(cell, ';', map_text(&posts->wish_texts, posts->wishes[post->wishes + w]));
	writer_field(writer, buffer_str(cell));
	buffer_reset(cell);
	for (uint32_t l = 0; l < post->lemmas_count; l++)
		join(cell, ' ', map_text(&posts->words, posts->lemmas[post->lemmas + l]));
	writer_field(writer, buffer_str(cell));
	buffer_reset(cell);
	for (uint32_t n = 0; n < post->names_count; n++)
		join(cell, ' ', map_text(&posts->handles, posts->names[post->names + n]));
	writer_field(writer, buffer_str(cell));
	writer_int(writer, post->tokens);
	writer_int(writer, post->unknown);
	writer_int(writer, post->corrected);
	writer_field(writer, post->without_evidence ? STR("1") : STR(""));
	writer_end(writer);
}

void
posts_write_state(const struct posts *posts, struct writer *writer)
{
	static const char *const columns[] = {"id", "time", "channel", "author", "reply_to", "repost_of", "thread", "reach", "lang", "by_brand", "brands", "brand_via",
	                                      "brand_sentiment", "sentiment", "polarity", "topics", "wishes", "words", "names", "tokens_count", "unknown", "corrected",
	                                      "without_evidence", NULL};
	struct buffer cell = {0};

	for (size_t i = 0; columns[i]; i++)
		writer_field(writer, str_of(columns[i]));
	writer_end(writer);
	for (uint32_t p = 0; p < posts->count; p++)
		write_post(posts, &posts->all[p], &cell, writer);
	buffer_release(&cell);
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
	struct map *maps[] = {&posts->ids, &posts->authors, &posts->channels, &posts->langs, &posts->brands, &posts->topics, &posts->words, &posts->wish_texts, &posts->handles};

	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		map_release(maps[i]);
	free(posts->all);
	free(posts->mentions);
	free(posts->lemmas);
	free(posts->wishes);
	free(posts->names);
	free(posts->post_of_id);
	*posts = (struct posts){0};
}
