/* quality.csv: how far the archive could be read and understood. */
#include "reports/ground.h"

#include <stdlib.h>

static const struct report_column columns[] = {
	{"measure", TEXT, "What is counted; posts:LANG is the number of posts in a language."},
	{"value", WHOLE, "How many."},
	{0},
};

static void
row(struct sheet *sheet, const char *measure, uint64_t value)
{
	sheet_text(sheet, str_of(measure));
	sheet_whole(sheet, (int64_t)value);
	sheet_end(sheet);
}

static void
write_languages(const struct posts *posts, struct sheet *sheet)
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
		row(sheet, buffer_cstring(&measure), count[sorted[i]]);
	}
	buffer_release(&measure);
	free(sorted);
	free(count);
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	uint64_t tokens = 0, unknown = 0, corrected = 0, wordless = 0, copies = 0, timeless = 0, authorless = 0, brandless = 0;
	struct details details = {0};

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		counts_of(posts, post, &details);
		tokens += details.tokens;
		unknown += details.unknown;
		corrected += details.corrected;
		wordless += post->without_evidence;
		copies += post->duplicate_of != NO_POST;
		timeless += post->time == NO_TIME;
		authorless += post->author == MAP_NONE;
		brandless += post->mentions_count == 0;
	}
	row(sheet, "posts", posts->count);
	row(sheet, "rejected", posts->rejected);
	row(sheet, "repeated_ids", posts->repeated_ids);
	write_languages(posts, sheet);
	row(sheet, "tokens", tokens);
	row(sheet, "unknown_words", unknown);
	row(sheet, "corrected_words", corrected);
	row(sheet, "posts_without_opinion_words", wordless);
	row(sheet, "posts_without_brand", brandless);
	row(sheet, "posts_without_author", authorless);
	row(sheet, "duplicates", copies);
	row(sheet, "unparsed_times", timeless);
	row(sheet, "dangling_replies", posts->dangling);
	row(sheet, "circular_replies", posts->circular);
	row(sheet, "replies_before_their_parent", posts->earlier_than_parent);
}

const struct report quality_report = {
	.name = "quality",
	.purpose = "How far the archive could be read and understood.",
	.grain = "measure",
	.key = "measure",
	.columns = columns,
	.write = write,
};
