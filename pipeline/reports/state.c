#include <inttypes.h>
#include <stdlib.h>

#include "lib/die.h"
#include "reports/instants.h"
#include "reports/posts.h"

static const char *const columns[] = {"id",       "time",   "channel",      "author",          "reply_to",  "repost_of",        "reach",          "lang",
                                      "by_brand", "brands", "brand_via",    "brand_sentiment", "sentiment", "polarity",         "topics",         "wishes",
                                      "words",    "names",  "tokens_count", "unknown",         "corrected", "without_evidence", "omtale_state_1", NULL};

enum { WIDTH = sizeof columns / sizeof *columns - 1 };

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
write_list(const struct map *texts, const struct numbers *numbers, char separator, struct buffer *cell, struct writer *writer)
{
	buffer_reset(cell);
	for (uint32_t i = 0; i < numbers->count; i++)
		join(cell, separator, map_text(texts, numbers->at[i]));
	writer_field(writer, buffer_str(cell));
}

static void
write_topics(const struct posts *posts, const struct post *post, const uint32_t *by_name, struct buffer *cell, struct writer *writer)
{
	buffer_reset(cell);
	for (uint32_t t = 0; t < posts->topics.count && t < 64; t++)
		if (posts->topic_sets[post->topics] >> by_name[t] & 1)
			join(cell, ';', map_text(&posts->topics, by_name[t]));
	writer_field(writer, buffer_str(cell));
}

struct writing {
	uint32_t *topics; /* by name */
	struct buffer cell;
	struct details details;
};

static void
write_post(const struct posts *posts, const struct post *post, struct writing *room, struct writer *writer)
{
	struct buffer *cell = &room->cell;
	char id[ID_ROOM];

	details_of(posts, post, &room->details);
	writer_field(writer, ids_text(&posts->ids, post->id, id));
	buffer_reset(cell);
	if (post->time != NO_TIME)
		instant_write(cell, post->time);
	writer_field(writer, buffer_str(cell));
	writer_field(writer, map_text(&posts->channels, post->channel));
	writer_field(writer, map_text_or_empty(&posts->authors, post->author));
	writer_field(writer, ids_text(&posts->ids, reply_to(post), id));
	writer_field(writer, ids_text(&posts->ids, repost_of(post), id));
	buffer_reset(cell);
	if (room->details.reach != NO_REACH)
		buffer_int(cell, room->details.reach);
	writer_field(writer, buffer_str(cell));
	writer_field(writer, map_text(&posts->langs, post->lang));
	writer_field(writer, post->by_brand == NO_BRAND ? STR("") : map_text(&posts->brands, post->by_brand));
	write_mentions(posts, post, cell, writer);
	writer_number(writer, post->sentiment / 10000.0);
	writer_field(writer, str_of(polarity_names[post->polarity]));
	write_topics(posts, post, room->topics, cell, writer);
	write_list(&posts->wish_texts, &room->details.wishes, ';', cell, writer);
	write_list(&posts->words, &room->details.lemmas, ' ', cell, writer);
	write_list(&posts->handles, &room->details.names, ' ', cell, writer);
	writer_int(writer, (int64_t)room->details.tokens);
	writer_int(writer, (int64_t)room->details.unknown);
	writer_int(writer, (int64_t)room->details.corrected);
	writer_field(writer, post->without_evidence ? STR("1") : STR(""));
	writer_field(writer, STR(""));
	writer_end(writer);
}

void
state_write(const struct posts *posts, struct writer *writer)
{
	struct writing room = {.topics = map_sorted(&posts->topics)};

	for (size_t i = 0; columns[i]; i++)
		writer_field(writer, str_of(columns[i]));
	writer_end(writer);
	for (uint32_t p = 0; p < posts->count; p++)
		write_post(posts, &posts->all[p], &room, writer);
	for (size_t i = 1; i < WIDTH; i++)
		writer_field(writer, STR(""));
	buffer_reset(&room.cell);
	buffer_format(&room.cell, "posts=%" PRIu32 " rejected=%" PRIu64, posts->count, posts->rejected);
	writer_field(writer, buffer_str(&room.cell));
	writer_end(writer);
	details_release(&room.details);
	buffer_release(&room.cell);
	free(room.topics);
}

/* ---- and back ---- */

static const char *
check_columns(const struct table *table)
{
	for (size_t i = 0; i < WIDTH; i++)
		if (i >= table->columns_count || !str_equal(table->columns[i], str_of(columns[i]))) {
			if (table->columns_count && str_starts(table->columns[table->columns_count - 1], STR("omtale_state_")))
				return "a state of another version than this omtale-aggregate reads; make it again with --partial";
			return "not a state; omtale-aggregate --partial makes them (a tagged table is read without --merge)";
		}
	return NULL;
}

static bool
read_number(struct str *text, struct str name, uint64_t *number)
{
	struct str part = str_cut(text, ' ');
	int64_t value;

	if (!str_starts(part, name) || !str_to_int((struct str){part.at + name.length, part.length - name.length}, &value) || value < 0)
		return false;
	*number = (uint64_t)value;
	return true;
}

/* The record that closes a state. NULL, or what is wrong. */
static const char *
close_state(struct posts *posts, struct str closing, uint64_t before)
{
	uint64_t count = 0, rejected = 0;

	if (!read_number(&closing, STR("posts="), &count) || !read_number(&closing, STR("rejected="), &rejected) || closing.at ||
	    count != posts->count - before)
		return "the state is damaged: it closes with other counts than it holds";
	posts->rejected += rejected;
	return NULL;
}

const char *
state_read(struct posts *posts, struct table *table)
{
	const char *problem = check_columns(table);
	struct columns *places = problem ? NULL : columns_of(table, true);
	struct details details = {0};
	uint64_t before = posts->count;
	bool closed = false;

	while (!problem && table_read(table)) {
		struct str closing = table_field(table, WIDTH - 1);

		if (closed)
			problem = "the state is damaged: something stands behind the record that closes it";
		else if (closing.length == 0)
			problem = posts_add_record(posts, table, places, &details);
		else if (!(problem = close_state(posts, closing, before)))
			closed = true;
	}
	if (!problem && !closed)
		problem = "the state is cut off: the record that closes it is missing";
	details_release(&details);
	free(places);
	return problem;
}

void
state_add(struct posts *posts, const char *path)
{
	struct rejects bad = {0};
	struct table *table = table_open(path, &(struct table_options){.rejects = &bad});
	const char *problem = state_read(posts, table);

	if (bad.count)
		die("%s: the state is damaged", buffer_cstring(&bad.first));
	if (source_failure(table_source(table)))
		table_close(table); /* which says why */
	if (problem)
		die("%s:%" PRIu64 ": %s", table->name, table->line, problem);
	table_close(table);
}
