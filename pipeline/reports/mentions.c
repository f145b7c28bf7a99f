/* mentions.csv: post × brand, the fact table for BI and for anyone who checks the other reports by SQL. */
#include "reports/ground.h"

#include <stdlib.h>

static const struct report_column columns[] = {
	{"post_id", TEXT, "The post."},
	{"time", INSTANT, "When it was written, UTC."},
	{"date", DATE, "The day of it in the reports' time zone."},
	{"channel", TEXT, "Where it was said."},
	{"author", TEXT, "Who wrote it."},
	{"lang", TEXT, "Its language."},
	{"brand", TEXT, "The brand that it is about."},
	{"via", TEXT, "How it is about it: name, account, hashtag, domain; reply: it names no brand, but its nearest ancestor that does names this one."},
	{"by_brand", TEXT, "The brand whose own account wrote it; such posts are the brand's, never a customer's."},
	{"sentiment", NUMBER, "What is said of this brand, -1 to 1."},
	{"polarity", TEXT, "positive, negative, neutral or mixed, towards this brand."},
	{"topics", TEXT, "The post's topics, separated by semicolons."},
	{"reach", WHOLE, "Views, or likes plus shares, as the source tells."},
	{"reply_to", TEXT, "The post that it answers."},
	{"thread", TEXT, "The first post of its tree."},
	{"duplicate_of", TEXT, "The first post with the same words, or nearly (Jaccard index of 4-word shingles at least --near)."},
	{0},
};

/* A set's topics by name, separated by semicolons. */
static void
list_topics(const struct posts *posts, uint64_t set, const uint32_t *by_name, struct buffer *cell)
{
	buffer_reset(cell);
	for (uint32_t t = 0; t < posts->topics.count; t++)
		if (set >> by_name[t] & 1) {
			if (cell->length)
				buffer_char(cell, ';');
			buffer_text(cell, map_text(&posts->topics, by_name[t]));
		}
}

static void
write_row(const struct posts *posts, const struct report_options *options, uint32_t p, const struct mention *mention, struct str topics, struct sheet *sheet)
{
	const struct post *post = &posts->all[p];
	int64_t reach = reach_of(posts, post);

	sheet_id(sheet, &posts->ids, post->id);
	sheet_instant(sheet, post->time);
	if (post->time == NO_TIME)
		sheet_empty(sheet);
	else
		sheet_day(sheet, report_period(&(struct report_options){.by = 'd', .zone = options->zone}, post->time));
	sheet_text(sheet, map_text(&posts->channels, post->channel));
	sheet_text(sheet, map_text_or_empty(&posts->authors, post->author));
	sheet_text(sheet, map_text(&posts->langs, post->lang));
	sheet_text(sheet, map_text(&posts->brands, mention->brand));
	sheet_text(sheet, str_of(via_names[mention->via]));
	sheet_text(sheet, is_customer(post) ? STR("") : map_text(&posts->brands, post->by_brand));
	sheet_number(sheet, mention->sentiment / 10000.0);
	sheet_text(sheet, str_of(polarity_names[mention->polarity]));
	sheet_text(sheet, topics);
	if (reach == NO_REACH)
		sheet_empty(sheet);
	else
		sheet_whole(sheet, reach);
	sheet_id(sheet, &posts->ids, reply_to(post));
	sheet_id(sheet, &posts->ids, posts->all[post->root].id);
	sheet_id(sheet, &posts->ids, post->duplicate_of == NO_POST ? MAP_NONE : posts->all[post->duplicate_of].id);
	sheet_end(sheet);
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	uint32_t *by_name = map_sorted(&posts->topics);
	struct buffer topics = {0};
	uint32_t listed = UINT32_MAX; /* the set of topics that `topics` tells */

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		if (p + 2 * AHEAD < posts->count && post[2 * AHEAD].mentions_count) {
			post_approach(posts, post[2 * AHEAD].root);
			words_approach(posts, &post[2 * AHEAD]);
			author_approach(posts, post[2 * AHEAD].author);
		}
		if (p + AHEAD < posts->count && post[AHEAD].mentions_count) {
			__builtin_prefetch(&posts->ids.keys[posts->all[post[AHEAD].root].id]);
			author_approach_name(posts, post[AHEAD].author);
		}
		if (post->mentions_count && post->topics != listed) {
			list_topics(posts, posts->topic_sets[post->topics], by_name, &topics);
			listed = post->topics;
		}
		for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count; m++)
			write_row(posts, ground->options, p, &posts->mentions[m], buffer_str(&topics), sheet);
	}
	buffer_release(&topics);
	free(by_name);
}

const struct report mentions_report = {
	.name = "mentions",
	.purpose = "What is said of whom: one row for every post and brand, the facts behind the other reports.",
	.grain = "post × brand",
	.key = "post_id brand",
	.columns = columns,
	.write = write,
};
