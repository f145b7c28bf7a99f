/* quality.csv: how far the archive could be read and understood. */
#include "reports/report.h"

#include <stdlib.h>

static const struct report_column columns[] = {
	{"measure", TEXT, "What is counted; posts:LANG is the number of posts in a language."},
	{"value", WHOLE, "How many."},
	{0},
};

static void
row(struct writer *writer, const char *measure, uint64_t value)
{
	writer_field(writer, str_of(measure));
	writer_int(writer, (int64_t)value);
	writer_end(writer);
}

static void
write_languages(const struct posts *posts, struct writer *writer)
{
	uint64_t *count = memory_new(posts->langs.count, sizeof *count);
	uint32_t *sorted = map_sorted(&posts->langs);
	struct buffer measure = {0};

	for (uint32_t p = 0; p < posts->count; p++)
		count[posts->all[p].lang]++;
	for (uint32_t i = 0; i < posts->langs.count; i++) {
		buffer_reset(&measure);
		buffer_text(&measure, STR("posts:"));
		buffer_text(&measure, map_text(&posts->langs, sorted[i]));
		row(writer, buffer_cstring(&measure), count[sorted[i]]);
	}
	buffer_release(&measure);
	free(sorted);
	free(count);
}

static void
write(const struct posts *posts, const struct report_options *options, struct writer *writer)
{
	uint64_t tokens = 0, unknown = 0, corrected = 0, wordless = 0, copies = 0, timeless = 0, authorless = 0, brandless = 0;

	(void)options;
	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		tokens += post->tokens;
		unknown += post->unknown;
		corrected += post->corrected;
		wordless += post->without_evidence;
		copies += post->duplicate_of != NO_POST;
		timeless += post->time == NO_TIME;
		authorless += post->author == MAP_NONE;
		brandless += post->mentions_count == 0;
	}
	row(writer, "posts", posts->count);
	row(writer, "rejected", posts->rejected);
	row(writer, "repeated_ids", posts->repeated_ids);
	write_languages(posts, writer);
	row(writer, "tokens", tokens);
	row(writer, "unknown_words", unknown);
	row(writer, "corrected_words", corrected);
	row(writer, "posts_without_opinion_words", wordless);
	row(writer, "posts_without_brand", brandless);
	row(writer, "posts_without_author", authorless);
	row(writer, "duplicates", copies);
	row(writer, "unparsed_times", timeless);
	row(writer, "dangling_replies", posts->dangling);
	row(writer, "circular_replies", posts->circular);
	row(writer, "replies_before_their_parent", posts->earlier_than_parent);
}

const struct report quality_report = {
	"quality", "How far the archive could be read and understood.", "measure", "measure", columns, write,
};
