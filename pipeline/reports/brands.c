/* brands.csv: the brands side by side. */
#include "reports/report.h"

#include <stdlib.h>

#include "reports/numbers.h"

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
count(const struct topics *topics, const struct post *post, const struct mention *mention, uint32_t voices, struct tally *tally)
{
	tally->posts++;
	tally->fractional += 1.0 / voices;
	tally->polarities[mention->polarity]++;
	tally->trust += (post->topics & topics->trust) != 0;
	tally->distrust += (post->topics & topics->distrust) != 0;
	tally->wishes += (post->topics & topics->wishes) != 0;
	tally->complaints += (post->topics & topics->complaint) != 0;
	tally->questions += (post->topics & topics->question) != 0;
	tally->praise += (post->topics & topics->praise) != 0;
	tally->reach += post->reach != NO_REACH ? post->reach : 0;
	tally->duplicates += post->duplicate_of != NO_POST;
	if (post->time == NO_TIME)
		return;
	if (tally->first == NO_TIME || post->time < tally->first)
		tally->first = post->time;
	if (tally->last == NO_TIME || post->time > tally->last)
		tally->last = post->time;
}

static int
by_number(const void *one, const void *other)
{
	const uint64_t *a = one, *b = other;

	return (*a > *b) - (*a < *b);
}

/* Distinct authors of each brand and of all; pairs are brand << 32 | author. */
static int64_t
count_authors(uint64_t *pairs, size_t count_pairs, struct tally *tallies, uint32_t authors_count)
{
	uint8_t *seen = memory_new(authors_count, 1);
	int64_t all = 0;

	if (count_pairs)
		qsort(pairs, count_pairs, sizeof *pairs, by_number);
	for (size_t i = 0; i < count_pairs; i++) {
		uint32_t author = (uint32_t)pairs[i];
		if (i && pairs[i] == pairs[i - 1])
			continue;
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
write_net(int64_t in_favour, int64_t against, int64_t min, bool interval, struct writer *writer)
{
	int64_t cases = in_favour + against;
	double low = 0, high = 0;

	report_number_of(writer, net(in_favour, against), cases, min);
	if (!interval)
		return;
	if (cases)
		wilson(in_favour, cases, &low, &high);
	report_number_of(writer, 2 * low - 1, cases, min);
	report_number_of(writer, 2 * high - 1, cases, min);
}

static void
write_row(const struct posts *posts, const struct report_options *options, const struct tally *tally, const struct tally *all, struct writer *writer)
{
	writer_field(writer, map_text(&posts->brands, tally->brand));
	writer_int(writer, tally->posts);
	writer_int(writer, tally->authors);
	report_number_of(writer, (double)tally->posts / (double)all->posts, all->posts, 1);
	report_number_of(writer, tally->fractional / all->fractional, all->posts, 1);
	report_number_of(writer, (double)tally->authors / (double)all->authors, all->authors, 1);
	writer_int(writer, tally->polarities[POSITIVE]);
	writer_int(writer, tally->polarities[NEUTRAL]);
	writer_int(writer, tally->polarities[NEGATIVE]);
	writer_int(writer, tally->polarities[MIXED]);
	write_net(tally->polarities[POSITIVE], tally->polarities[NEGATIVE], options->min, true, writer);
	writer_int(writer, tally->trust);
	writer_int(writer, tally->distrust);
	write_net(tally->trust, tally->distrust, options->min, false, writer);
	writer_int(writer, tally->wishes);
	writer_int(writer, tally->complaints);
	writer_int(writer, tally->questions);
	writer_int(writer, tally->praise);
	writer_int(writer, tally->reach);
	writer_int(writer, tally->duplicates);
	report_instant(writer, tally->first);
	report_instant(writer, tally->last);
	writer_end(writer);
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
			count(&topics, post, &mentions[m], post->mentions_count, &tallies[mentions[m].brand]);
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
write(const struct posts *posts, const struct report_options *options, struct writer *writer)
{
	struct tally *tallies = memory_new(posts->brands.count, sizeof *tallies), all = tally_all(posts, tallies);

	qsort_r(tallies, posts->brands.count, sizeof *tallies, by_posts, (void *)(uintptr_t)posts);
	for (uint32_t b = 0; b < posts->brands.count; b++)
		if (tallies[b].posts)
			write_row(posts, options, &tallies[b], &all, writer);
	free(tallies);
}

const struct report brands_report = {
	"brands", "How much and how well each brand is spoken of, side by side.", "brand", "brand", columns, write,
};
