/* brands.csv: the brands side by side. */
#include "lib/sort.h"
#include "reports/ground.h"
#include "reports/numbers.h"

#include <stdlib.h>

static const struct report_column columns[] = {
	{"brand", TEXT, "The brand."},
	{"posts", WHOLE, "Posts by others than brands that name it (not those that are about it only because of what they answer)."},
	{"authors", WHOLE, "How many wrote them."},
	{"share_of_voice", NUMBER, "posts / the sum of posts over all brands."},
	{"share_of_voice_fractional", NUMBER, "The same when a post that names k brands gives each 1/k."},
	{"share_of_authors", NUMBER, "authors / all who wrote about any brand."},
	{"positive", WHOLE, "Posts that are positive towards it (P)."},
	{"neutral", WHOLE, "Posts that are neither."},
	{"negative", WHOLE, "Posts that are negative towards it (N)."},
	{"mixed", WHOLE, "Posts that are both."},
	{"net_sentiment", NUMBER, "(P - N)/(P + N); empty when P + N is below --min."},
	{"net_low", NUMBER, "Lower end of its 95 % interval: Wilson's for P/(P + N), mapped by 2p - 1."},
	{"net_high", NUMBER, "Upper end of it."},
	{"trust", WHOLE, "Posts with the topic trust."},
	{"distrust", WHOLE, "Posts with the topic distrust."},
	{"trust_net", NUMBER, "(trust - distrust)/(trust + distrust); empty when their sum is below --min."},
	{"wishes", WHOLE, "Posts with a wish, need, preference or dream."},
	{"complaints", WHOLE, "Posts with the topic complaint."},
	{"questions", WHOLE, "Posts with the topic question."},
	{"praise", WHOLE, "Posts with the topic praise."},
	{"reach", WHOLE, "Their reach, added up."},
	{"duplicates", WHOLE, "Those among them that copy an earlier post; they are counted above as well."},
	{"first_seen", INSTANT, "The first of them."},
	{"last_seen", INSTANT, "The last of them."},
	{0},
};

struct tally {
	uint32_t brand;
	int64_t posts, authors, polarities[4], trust, distrust, wishes, complaints, questions, praise, reach, duplicates, first, last;
	double fractional;
};

struct topics {
	uint64_t trust, distrust, wishes, complaint, question, praise;
};

static void
count(const struct posts *posts, const struct topics *topics, const struct post *post, const struct mention *mention, uint32_t voices, struct tally *tally)
{
	int64_t reach = reach_of(posts, post);

	tally->posts++;
	tally->fractional += 1.0 / voices;
	tally->polarities[mention->polarity]++;
	tally->trust += has_topic(posts, post, topics->trust);
	tally->distrust += has_topic(posts, post, topics->distrust);
	tally->wishes += has_topic(posts, post, topics->wishes);
	tally->complaints += has_topic(posts, post, topics->complaint);
	tally->questions += has_topic(posts, post, topics->question);
	tally->praise += has_topic(posts, post, topics->praise);
	tally->reach += reach > 0 ? reach : 0;
	tally->duplicates += post->duplicate_of != NO_POST;
	if (post->time == NO_TIME)
		return;
	if (tally->first == NO_TIME || post->time < tally->first)
		tally->first = post->time;
	if (tally->last == NO_TIME || post->time > tally->last)
		tally->last = post->time;
}

/* Distinct authors of each brand and of all; pairs are brand << 32 | author. */
static int64_t
count_authors(uint64_t *pairs, size_t count_pairs, struct tally *tallies, uint32_t authors_count)
{
	uint8_t *seen = memory_new(authors_count, 1);
	int64_t all = 0;

	count_pairs = sort_distinct(pairs, count_pairs);
	for (size_t i = 0; i < count_pairs; i++) {
		uint32_t author = (uint32_t)pairs[i];
		tallies[pairs[i] >> 32].authors++;
		all += !seen[author];
		seen[author] = 1;
	}
	free(seen);
	return all;
}

static int
by_posts(const void *one, const void *other, void *posts)
{
	const struct tally *a = one, *b = other;

	if (a->posts != b->posts)
		return a->posts > b->posts ? -1 : 1;
	return str_compare(map_text(&((const struct posts *)posts)->brands, a->brand), map_text(&((const struct posts *)posts)->brands, b->brand));
}

static void
write_net(int64_t in_favour, int64_t against, int64_t min, bool interval, struct sheet *sheet)
{
	int64_t cases = in_favour + against;
	double low = 0, high = 0;

	sheet_number_of(sheet, net(in_favour, against), cases, min);
	if (!interval)
		return;
	if (cases)
		wilson(in_favour, cases, &low, &high);
	sheet_number_of(sheet, 2 * low - 1, cases, min);
	sheet_number_of(sheet, 2 * high - 1, cases, min);
}

static void
write_row(const struct posts *posts, const struct report_options *options, const struct tally *tally, const struct tally *all, struct sheet *sheet)
{
	sheet_text(sheet, map_text(&posts->brands, tally->brand));
	sheet_whole(sheet, tally->posts);
	sheet_whole(sheet, tally->authors);
	sheet_number_of(sheet, (double)tally->posts / (double)all->posts, all->posts, 1);
	sheet_number_of(sheet, tally->fractional / all->fractional, all->posts, 1);
	sheet_number_of(sheet, (double)tally->authors / (double)all->authors, all->authors, 1);
	sheet_whole(sheet, tally->polarities[POSITIVE]);
	sheet_whole(sheet, tally->polarities[NEUTRAL]);
	sheet_whole(sheet, tally->polarities[NEGATIVE]);
	sheet_whole(sheet, tally->polarities[MIXED]);
	write_net(tally->polarities[POSITIVE], tally->polarities[NEGATIVE], options->min, true, sheet);
	sheet_whole(sheet, tally->trust);
	sheet_whole(sheet, tally->distrust);
	write_net(tally->trust, tally->distrust, options->min, false, sheet);
	sheet_whole(sheet, tally->wishes);
	sheet_whole(sheet, tally->complaints);
	sheet_whole(sheet, tally->questions);
	sheet_whole(sheet, tally->praise);
	sheet_whole(sheet, tally->reach);
	sheet_whole(sheet, tally->duplicates);
	sheet_instant(sheet, tally->first);
	sheet_instant(sheet, tally->last);
	sheet_end(sheet);
}

/* Fills tallies by brand; returns the totals over all of them. */
static struct tally
tally_all(const struct posts *posts, struct tally *tallies)
{
	struct topics topics = {
		.trust = posts_topic(posts, "trust"),
		.distrust = posts_topic(posts, "distrust"),
		.wishes = posts_topic(posts, "wish") | posts_topic(posts, "need") | posts_topic(posts, "preference") | posts_topic(posts, "dream"),
		.complaint = posts_topic(posts, "complaint"),
		.question = posts_topic(posts, "question"),
		.praise = posts_topic(posts, "praise"),
	};
	uint64_t *pairs = memory_new(posts->mentions_count, sizeof *pairs);
	struct tally all = {0};
	size_t count_pairs = 0;

	for (uint32_t b = 0; b < posts->brands.count; b++)
		tallies[b] = (struct tally){.brand = b, .first = NO_TIME, .last = NO_TIME};
	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		const struct mention *mentions = posts->mentions + post->mentions;

		for (uint32_t m = 0; m < post->mentions_count; m++) {
			if (!counts_as_voice(post, &mentions[m]))
				continue;
			count(posts, &topics, post, &mentions[m], post->mentions_count, &tallies[mentions[m].brand]);
			all.posts++;
			all.fractional += 1.0 / post->mentions_count;
			if (post->author != MAP_NONE)
				pairs[count_pairs++] = (uint64_t)mentions[m].brand << 32 | post->author;
		}
	}
	all.authors = count_authors(pairs, count_pairs, tallies, posts->authors.count);
	free(pairs);
	return all;
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct report_options *options = ground->options;
	struct tally *tallies = memory_new(posts->brands.count, sizeof *tallies), all = tally_all(posts, tallies);

	qsort_r(tallies, posts->brands.count, sizeof *tallies, by_posts, (void *)(uintptr_t)posts);
	for (uint32_t b = 0; b < posts->brands.count; b++)
		if (tallies[b].posts)
			write_row(posts, options, &tallies[b], &all, sheet);
	free(tallies);
}

const struct report brands_report = {
	.name = "brands",
	.purpose = "How much and how well each brand is spoken of, side by side.",
	.grain = "brand",
	.key = "brand",
	.columns = columns,
	.write = write,
};
