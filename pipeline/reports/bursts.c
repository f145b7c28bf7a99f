/* bursts.csv: when a brand was suddenly spoken of, with what it was about and who set it off. */
#include <stdlib.h>

#include "reports/ground.h"
#include "reports/instants.h"
#include "reports/numbers.h"

static const struct report_column columns[] = {
	{"brand", TEXT, "The brand."},
	{"start", DATE, "First day, in the reports' time zone."},
	{"end", DATE, "Last day."},
	{"peak_date", DATE, "The period with most posts, by its first day."},
	{"posts", WHOLE, "Customers' posts that name the brand, in the burst."},
	{"expected", NUMBER,
         "What the automaton's lower state expects there: the brand's usual share of customers' posts (or, collected by keyword, its usual number)."},
	{"ratio", NUMBER, "posts / expected."},
	{"weight", NUMBER,
         "The cost saved by the higher state of Kleinberg's two-state automaton (2003; s = 2, gamma = 1): how sure the burst is. Rows stand by it."},
	{"net_sentiment", NUMBER, "(positive - negative)/(positive + negative) of these posts; empty below --min."},
	{"net_before", NUMBER, "The same in the 28 days before."},
	{"terms", TEXT,
         "The five lemmas or pairs of lemmas with the highest g2 (authors in the burst against authors of the 28 days before), at least 10.83, separated by "
         "semicolons."},
	{"authors", TEXT, "The five authors with most posts by others below their posts of the burst, the first first, separated by semicolons."},
	{"posts_first", TEXT, "The posts to read first: of each of these authors the one with most posts below it, separated by semicolons."},
	{0},
};

enum { DAYS_BEFORE = 28, LISTED = 5 };

/* A mention that counts for the brand, and the day it falls on. */
struct voice {
	uint32_t post, mention;
	int64_t day;
};

struct workroom {
	const struct posts *posts;
	const struct report_options *options;
	const struct trees *trees;
	struct terms *terms;
	uint32_t *begin;      /* by brand, in voices */
	struct voice *voices; /* by brand, then in the order of posts */
	/* By term, for one burst: authors in it and before, and who was counted last. */
	uint32_t *here, *before, *last_here, *last_before;
	uint32_t stamp;
	struct numbers found, touched;
};

/* Of the brands that have bursts; how many voices each has, its series tells. */
static void
collect_voices(struct workroom *room, const struct series *all, size_t count)
{
	const struct posts *posts = room->posts;
	struct report_options by_day = {.by = 'd', .zone = room->options->zone};
	uint32_t *next = memory_new(posts->brands.count, sizeof *next), sum = 0;
	bool *wanted = memory_new(posts->brands.count, sizeof *wanted);

	room->begin = memory_new((size_t)posts->brands.count + 1, sizeof *room->begin);
	for (size_t s = 0; s < count; s++) {
		wanted[all[s].brand] = all[s].bursts_count > 0;
		for (size_t i = 0; i < all[s].count && all[s].bursts_count; i++)
			next[all[s].brand] += (uint32_t)all[s].periods[i].posts;
	}
	for (uint32_t b = 0; b < posts->brands.count; b++) {
		room->begin[b] = sum;
		sum += next[b];
		next[b] = room->begin[b];
	}
	room->begin[posts->brands.count] = sum;
	room->voices = memory_new(sum, sizeof *room->voices);
	for (uint32_t p = 0; p < posts->count && sum; p++) {
		const struct post *post = &posts->all[p];
		for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count && post->time != NO_TIME; m++)
			if (wanted[posts->mentions[m].brand] && counts_as_voice(post, &posts->mentions[m]))
				room->voices[next[posts->mentions[m].brand]++] = (struct voice){p, m, report_period(&by_day, post->time)};
	}
	free(wanted);
	free(next);
}

/* The first voice of the brand on `day` or later. Days rise with time, but for the hour that autumn repeats, which stays within its day. */
static uint32_t
first_on(const struct workroom *room, uint32_t brand, int64_t day)
{
	uint32_t low = room->begin[brand], high = room->begin[brand + 1];

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (room->voices[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static double
net_of(const struct workroom *room, uint32_t from, uint32_t to, int64_t *cases)
{
	int64_t positive = 0, negative = 0;

	for (uint32_t v = from; v < to; v++) {
		positive += room->posts->mentions[room->voices[v].mention].polarity == POSITIVE;
		negative += room->posts->mentions[room->voices[v].mention].polarity == NEGATIVE;
	}
	*cases = positive + negative;
	return net(positive, negative);
}

/* ---- who ---- */

struct starter {
	uint32_t author, place, post, below, below_best;
};

static int
by_author_place(const void *one, const void *other)
{
	const struct starter *a = one, *b = other;

	if (a->author != b->author)
		return a->author < b->author ? -1 : 1;
	return (a->place > b->place) - (a->place < b->place);
}

static int
by_below(const void *one, const void *other, void *posts_pointer)
{
	const struct posts *posts = posts_pointer;
	const struct starter *a = one, *b = other;

	if (a->below != b->below)
		return a->below > b->below ? -1 : 1;
	return str_compare(map_text(&posts->authors, a->author), map_text(&posts->authors, b->author));
}

/* The authors of voices[from … to), each once, those with most posts by others below theirs first: how many. An author's own posts of the burst below are left
 * out. */
static uint32_t
find_starters(const struct workroom *room, uint32_t from, uint32_t to, struct starter *starters)
{
	uint32_t n = 0, kept = 0, until = 0;

	for (uint32_t v = from; v < to; v++) {
		uint32_t p = room->voices[v].post, place = room->trees->place[p];
		if (room->posts->all[p].author != MAP_NONE)
			starters[n++] = (struct starter){room->posts->all[p].author, place, p, room->trees->size[place] - 1, 0};
	}
	if (n)
		qsort(starters, n, sizeof *starters, by_author_place);
	for (uint32_t i = 0; i < n; i++) {
		struct starter starter = starters[i];
		bool same = i && kept && starters[kept - 1].author == starter.author;
		if (!same) {
			until = starter.place + starter.below + 1;
			starter.below_best = starter.below;
			starters[kept++] = starter;
			continue;
		}
		if (starter.below > starters[kept - 1].below_best) {
			starters[kept - 1].below_best = starter.below;
			starters[kept - 1].post = starter.post;
		}
		if (starter.place < until) {
			starters[kept - 1].below--;
		} else {
			starters[kept - 1].below += starter.below;
			until = starter.place + starter.below + 1;
		}
	}
	if (kept)
		qsort_r(starters, kept, sizeof *starters, by_below, (void *)(uintptr_t)room->posts);
	return kept;
}

static void
write_starters(const struct workroom *room, uint32_t from, uint32_t to, struct sheet *sheet)
{
	struct starter *starters = memory_new((size_t)(to - from) + 1, sizeof *starters);
	uint32_t count = find_starters(room, from, to, starters);
	struct buffer authors = {0}, posts = {0};
	char id[ID_ROOM];

	for (uint32_t i = 0; i < count && i < LISTED && starters[i].below; i++) {
		if (i) {
			buffer_char(&authors, ';');
			buffer_char(&posts, ';');
		}
		buffer_text(&authors, map_text(&room->posts->authors, starters[i].author));
		buffer_text(&posts, ids_text(&room->posts->ids, room->posts->all[starters[i].post].id, id));
	}
	sheet_text(sheet, buffer_str(&authors));
	sheet_text(sheet, buffer_str(&posts));
	buffer_release(&authors);
	buffer_release(&posts);
	free(starters);
}

/* ---- about what ---- */

/* Counts the authors of each term in voices[from … to); returns how many authors there are. A post without an author counts as one of its own. */
static uint32_t
count_terms(struct workroom *room, uint32_t from, uint32_t to, uint32_t *counts, uint32_t *last)
{
	struct starter *by_author = memory_new((size_t)(to - from) + 1, sizeof *by_author);
	uint32_t authors = 0;

	for (uint32_t v = from; v < to; v++)
		by_author[v - from] = (struct starter){.author = room->posts->all[room->voices[v].post].author, .place = v, .post = room->voices[v].post};
	if (to > from)
		qsort(by_author, to - from, sizeof *by_author, by_author_place);
	for (uint32_t i = 0; i < to - from; i++) {
		bool same = i && by_author[i].author != MAP_NONE && by_author[i].author == by_author[i - 1].author;
		authors += !same;
		room->stamp += !same;
		terms_in_post(room->terms, by_author[i].post, &room->found);
		for (uint32_t t = 0; t < room->found.count; t++) {
			uint32_t term = room->found.at[t];
			if (room->here[term] == 0 && room->before[term] == 0)
				numbers_add(&room->touched, term);
			if (last[term] != room->stamp) {
				last[term] = room->stamp;
				counts[term]++;
			}
		}
	}
	free(by_author);
	return authors;
}

#define EVIDENT 10.83 /* chi-square, one degree of freedom, p = 0.001 */

struct candidate {
	uint32_t term;
	double g2;
};

static bool
goes_before(const struct workroom *room, const struct candidate *a, const struct candidate *b)
{
	struct buffer of_a = {0}, of_b = {0};
	bool first;

	if (a->g2 != b->g2)
		return a->g2 > b->g2;
	first = str_compare(terms_text(room->terms, a->term, &of_a), terms_text(room->terms, b->term, &of_b)) < 0;
	buffer_release(&of_a);
	buffer_release(&of_b);
	return first;
}

static void
write_terms(struct workroom *room, uint32_t before, uint32_t from, uint32_t to, struct sheet *sheet)
{
	struct candidate best[LISTED + 1];
	size_t count = 0;
	struct buffer cell = {0}, text = {0};
	uint32_t here = count_terms(room, from, to, room->here, room->last_here), earlier = count_terms(room, before, from, room->before, room->last_before);

	for (uint32_t i = 0; i < room->touched.count; i++) {
		uint32_t term = room->touched.at[i], a = room->here[term], b = room->before[term];
		struct candidate candidate = {term, log_likelihood(a, b, here - a, earlier - b)};
		size_t place = count;
		room->here[term] = room->before[term] = 0;
		if (a < room->options->min || candidate.g2 < EVIDENT)
			continue;
		for (; place && goes_before(room, &candidate, &best[place - 1]); place--)
			best[place] = best[place - 1];
		if (place < LISTED)
			best[place] = candidate;
		count = count < LISTED ? count + 1 : LISTED;
	}
	room->touched.count = 0;
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_char(&cell, ';');
		buffer_text(&cell, terms_text(room->terms, best[i].term, &text));
	}
	sheet_text(sheet, buffer_str(&cell));
	buffer_release(&cell);
	buffer_release(&text);
}

/* ---- rows ---- */

struct found {
	const struct series *series;
	const struct burst *burst;
};

static int
by_weight(const void *one, const void *other, void *posts)
{
	const struct found *a = one, *b = other;

	if (a->burst->weight != b->burst->weight)
		return a->burst->weight > b->burst->weight ? -1 : 1;
	if (a->series->brand != b->series->brand)
		return str_compare(map_text(&((const struct posts *)posts)->brands, a->series->brand),
		                   map_text(&((const struct posts *)posts)->brands, b->series->brand));
	return (a->burst->start > b->burst->start) - (a->burst->start < b->burst->start);
}

static void
write_row(struct workroom *room, const struct found *found, struct sheet *sheet)
{
	const struct series *series = found->series;
	const struct burst *burst = found->burst;
	const struct period *peak = &series->periods[burst->start];
	int64_t start = peak->day, end = series_next(room->options, series->periods[burst->end - 1].day), cases, cases_before, posts = 0;
	uint32_t before = first_on(room, series->brand, start - DAYS_BEFORE), from = first_on(room, series->brand, start),
		 to = first_on(room, series->brand, end);
	double net_here = net_of(room, from, to, &cases), net_before = net_of(room, before, from, &cases_before);

	for (size_t i = burst->start; i < burst->end; i++) {
		posts += series->periods[i].posts;
		if (series->periods[i].posts > peak->posts)
			peak = &series->periods[i];
	}
	sheet_text(sheet, map_text(&room->posts->brands, series->brand));
	sheet_day(sheet, start);
	sheet_day(sheet, end - 1);
	sheet_day(sheet, peak->day);
	sheet_whole(sheet, posts);
	sheet_number(sheet, burst->expected);
	sheet_number_of(sheet, burst->expected > 0 ? (double)posts / burst->expected : 0, burst->expected > 0, 1);
	sheet_number(sheet, burst->weight);
	sheet_number_of(sheet, net_here, cases, room->options->min);
	sheet_number_of(sheet, net_before, cases_before, room->options->min);
	write_terms(room, before, from, to, sheet);
	write_starters(room, from, to, sheet);
	sheet_end(sheet);
}

static size_t
collect_bursts(const struct posts *posts, const struct series *all, size_t count, struct found **found)
{
	size_t n = 0;

	for (size_t s = 0; s < count; s++)
		n += all[s].bursts_count;
	*found = memory_new(n, sizeof **found);
	n = 0;
	for (size_t s = 0; s < count; s++)
		for (size_t b = 0; b < all[s].bursts_count; b++)
			(*found)[n++] = (struct found){&all[s], &all[s].bursts[b]};
	if (n)
		qsort_r(*found, n, sizeof **found, by_weight, (void *)(uintptr_t)posts);
	return n;
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct report_options *options = ground->options;
	size_t count, bursts;
	const struct series *all = ground_series(ground, &count);
	struct found *found;
	struct workroom room = {.posts = posts, .options = options, .trees = ground_trees(ground), .terms = ground_terms(ground)};
	uint32_t **by_term[] = {&room.here, &room.before, &room.last_here, &room.last_before};

	for (size_t i = 0; i < sizeof by_term / sizeof *by_term; i++)
		*by_term[i] = memory_new(room.terms->count, sizeof(uint32_t));
	collect_voices(&room, all, count);
	bursts = collect_bursts(posts, all, count, &found);
	for (size_t i = 0; i < bursts; i++)
		write_row(&room, &found[i], sheet);
	for (size_t i = 0; i < sizeof by_term / sizeof *by_term; i++)
		free(*by_term[i]);
	free(found);
	free(room.voices);
	free(room.begin);
	free(room.found.at);
	free(room.touched.at);
}

const struct report bursts_report = {
	.name = "bursts",
	.purpose = "When a brand was suddenly spoken of, about what, and who set it off.",
	.grain = "burst",
	.key = "brand start",
	.columns = columns,
	.write = write,
	.stands_on = SERIES | TREES | TERMS,
};
