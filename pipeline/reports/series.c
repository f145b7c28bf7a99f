#include "reports/series.h"

#include <math.h>
#include <stdlib.h>

#include "lib/sort.h"
#include "reports/instants.h"
#include "reports/numbers.h"

enum { WEEKS_BEFORE = 8 };

int64_t
series_next(const struct report_options *options, int64_t day)
{
	int64_t year;
	int month, day_of_month;

	if (options->by == 'd')
		return day + 1;
	if (options->by == 'w')
		return day + 7;
	day_split(day, &year, &month, &day_of_month);
	return month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
}

/* The mentions that count, by brand and period. All that is counted of one is held here, so that nobody goes back to its post, which is somewhere else. */
struct voices {
	struct keyed *all; /* period, and below it what VOICE_… say; the author or MAP_NONE */
	size_t count;
	uint32_t *seen; /* by author: the period counted last, over all brands */
	uint32_t stamp;
};

enum { VOICE_POSITIVE = 1, VOICE_NEGATIVE = 2, VOICE_TRUST = 4, VOICE_DISTRUST = 8, VOICE_BITS = 4 };

/* Days from here fit 32 bits, whatever the year. */
#define FIRST INT64_C(-1000000000)

/* brand << 32 | days since FIRST of its first */
static uint64_t
period_of(struct keyed voice)
{
	return voice.key >> VOICE_BITS;
}

static uint32_t
brand_of(struct keyed voice)
{
	return (uint32_t)(period_of(voice) >> 32);
}

static int64_t
day_of_voice(struct keyed voice)
{
	return (int64_t)(uint32_t)period_of(voice) + FIRST;
}

static struct voices
collect_voices(const struct posts *posts, const struct report_options *options)
{
	struct voices voices = {.all = memory_new(posts->mentions_count, sizeof *voices.all), .seen = memory_new(posts->authors.count, sizeof *voices.seen)};
	uint64_t trust = posts_topic(posts, "trust"), distrust = posts_topic(posts, "distrust");

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		uint32_t day, topics;
		if (post->time == NO_TIME || post->by_brand != NO_BRAND || post->mentions_count == 0)
			continue;
		day = (uint32_t)(report_period(options, post->time) - FIRST);
		topics = (has_topic(posts, post, trust) ? VOICE_TRUST : 0u) | (has_topic(posts, post, distrust) ? VOICE_DISTRUST : 0u);
		for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count; m++) {
			const struct mention *mention = &posts->mentions[m];
			uint32_t sign = mention->polarity == POSITIVE ? VOICE_POSITIVE : mention->polarity == NEGATIVE ? VOICE_NEGATIVE : 0;
			if (counts_as_voice(post, mention))
				voices.all[voices.count++] = (struct keyed){((uint64_t)mention->brand << 32 | day) << VOICE_BITS | topics | sign, post->author};
		}
	}
	sort_keyed(voices.all, voices.count);
	return voices;
}

static void
add_period(struct series *series, size_t *capacity, int64_t day)
{
	if (series->count == *capacity) {
		*capacity = *capacity ? *capacity * 2 : 64;
		series->periods = memory_grow(series->periods, *capacity, sizeof *series->periods);
	}
	series->periods[series->count++] = (struct period){.day = day, .expected = NAN, .surprise = NAN};
}

static void
fill_silence(const struct report_options *options, struct series *series, size_t *capacity, int64_t day)
{
	int64_t last = series->periods[series->count - 1].day, length = options->by == 'd' ? 1 : options->by == 'w' ? 7 : 28;

	if ((day - last) / length > LONGEST_SILENCE)
		return;
	for (last = series_next(options, last); last < day; last = series_next(options, last))
		add_period(series, capacity, last);
}

static void
count_voice(struct voices *voices, struct period *period, struct keyed voice)
{
	uint32_t author = voice.number;

	period->posts++;
	if (author != MAP_NONE && voices->seen[author] != voices->stamp) {
		voices->seen[author] = voices->stamp;
		period->authors++;
	}
	period->positive += (voice.key & VOICE_POSITIVE) != 0;
	period->negative += (voice.key & VOICE_NEGATIVE) != 0;
	period->trust += (voice.key & VOICE_TRUST) != 0;
	period->distrust += (voice.key & VOICE_DISTRUST) != 0;
}

/* The series of one brand, whose voices are all[start … end). */
static struct series
make_series(const struct report_options *options, struct voices *voices, size_t start, size_t end)
{
	const struct keyed *all = voices->all;
	struct series series = {.brand = brand_of(all[start])};
	size_t capacity = 0;

	for (size_t v = start; v < end; v++) {
		if (v == start || period_of(all[v]) != period_of(all[v - 1])) {
			int64_t day = day_of_voice(all[v]);
			if (v > start)
				fill_silence(options, &series, &capacity, day);
			add_period(&series, &capacity, day);
			voices->stamp++;
		}
		count_voice(voices, &series.periods[series.count - 1], all[v]);
	}
	return series;
}

/* expected: the median of the same weekday in the eight weeks before (of the eight weeks, or months, before); surprise: how far √posts is from √expected, in
 * robust standard deviations, 1.4826 × MAD of the eight √counts, but at least 1/2: the deviation of the root of a Poisson count, whatever its mean (Anscombe,
 * 1948). */
static void
judge_periods(const struct report_options *options, struct series *series)
{
	size_t step = options->by == 'd' ? 7 : 1;

	for (size_t i = 0; i < series->count; i++) {
		double counts[WEEKS_BEFORE], roots[WEEKS_BEFORE], centre, deviation;
		size_t n = 0;

		for (size_t week = 1; week <= WEEKS_BEFORE && week * step <= i; week++) {
			const struct period *before = &series->periods[i - week * step];
			if (series->periods[i].day - before->day > (int64_t)(week * (options->by == 'm' ? 31 : 7)))
				break; /* beyond a long silence */
			counts[n] = (double)before->posts;
			roots[n++] = sqrt((double)before->posts);
		}
		if (n == 0 || (int64_t)n < (options->min < WEEKS_BEFORE ? options->min : WEEKS_BEFORE))
			continue;
		series->periods[i].expected = median(counts, n);
		centre = median(roots, n);
		for (size_t k = 0; k < n; k++)
			roots[k] = fabs(roots[k] - centre);
		deviation = 1.4826 * median(roots, n);
		series->periods[i].surprise =
			(sqrt((double)series->periods[i].posts) - sqrt(series->periods[i].expected)) / (deviation > 0.5 ? deviation : 0.5);
	}
}

/* The periods that customers wrote in, about whatever: their first days in keys, as FIRST counts them, ascending; how many posts in numbers. Returns how many
 * periods. */
static size_t
collect_periods(const struct posts *posts, const struct report_options *options, struct keyed *periods)
{
	uint64_t *days = memory_new(posts->count, sizeof *days);
	size_t count = 0, kept = 0;

	for (uint32_t p = 0; p < posts->count; p++)
		if (posts->all[p].time != NO_TIME && posts->all[p].by_brand == NO_BRAND)
			days[count++] = (uint64_t)(report_period(options, posts->all[p].time) - FIRST);
	sort_numbers(days, count);
	for (size_t i = 0; i < count; i++) {
		if (kept == 0 || periods[kept - 1].key != days[i])
			periods[kept++] = (struct keyed){days[i], 0};
		periods[kept - 1].number++;
	}
	free(days);
	return kept;
}

static void
mark_bursts(const struct report_options *options, struct series *series, const struct keyed *periods, size_t periods_count)
{
	int64_t *counts = memory_new(series->count, sizeof *counts), *totals = memory_new(series->count, sizeof *totals);
	struct burst *bursts = memory_new(series->count, sizeof *bursts);
	size_t found, d = 0;

	for (size_t i = 0; i < series->count; i++) {
		struct period *period = &series->periods[i];
		uint64_t day = (uint64_t)(period->day - FIRST);
		while (d < periods_count && periods[d].key < day)
			d++;
		if (d < periods_count && periods[d].key == day)
			period->total = periods[d].number;
		counts[i] = period->posts;
		totals[i] = period->total;
	}
	found = bursts_find(counts, options->by_keyword ? NULL : totals, series->count, bursts);
	for (size_t b = 0; b < found; b++)
		for (size_t i = bursts[b].start; i < bursts[b].end; i++)
			series->periods[i].burst = true;
	series->bursts = bursts;
	series->bursts_count = found;
	free(totals);
	free(counts);
}

static int
by_brand_name(const void *one, const void *other, void *posts)
{
	const struct map *brands = &((const struct posts *)posts)->brands;

	return str_compare(map_text(brands, ((const struct series *)one)->brand), map_text(brands, ((const struct series *)other)->brand));
}

struct series *
series_of_brands(const struct posts *posts, const struct report_options *options, size_t *count)
{
	struct voices voices = collect_voices(posts, options);
	struct series *all = memory_new(posts->brands.count, sizeof *all);
	struct keyed *periods = memory_new(posts->count, sizeof *periods);
	size_t periods_count = collect_periods(posts, options, periods);

	*count = 0;
	for (size_t start = 0, end; start < voices.count; start = end) {
		for (end = start; end < voices.count && brand_of(voices.all[end]) == brand_of(voices.all[start]); end++)
			;
		all[*count] = make_series(options, &voices, start, end);
		judge_periods(options, &all[*count]);
		mark_bursts(options, &all[*count], periods, periods_count);
		++*count;
	}
	free(periods);
	free(voices.all);
	free(voices.seen);
	if (*count)
		qsort_r(all, *count, sizeof *all, by_brand_name, (void *)(uintptr_t)posts);
	return all;
}

void
series_release(struct series *series, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(series[i].periods);
		free(series[i].bursts);
	}
	free(series);
}

/* What `count` of `total` costs in a state, up to a term that both states share. */
static double
binomial_cost(int64_t count, int64_t total, double p)
{
	return -((double)count * log(p) + (double)(total - count) * log(1 - p));
}

static double
poisson_cost(int64_t count, double mean)
{
	return mean - (double)count * log(mean);
}

size_t
bursts_find(const int64_t *counts, const int64_t *totals, size_t count, struct burst *bursts)
{
	double hits = 0, cases = 0, up = count ? log((double)count) : 0, low = 0, high = INFINITY, share;
	double *saved = memory_new(count, sizeof *saved);
	uint8_t(*from)[2] = memory_new(count, sizeof *from);
	size_t found = 0;
	int state;

	for (size_t t = 0; t < count; t++) {
		hits += (double)counts[t];
		cases += totals ? (double)totals[t] : 0;
	}
	share = cases > 0 ? hits / cases : 1;
	for (size_t t = 0; t < count && hits > 0; t++) {
		bool binomial = totals && share < 0.5;
		double mean = hits / (double)count;
		double cost[2] = {binomial ? binomial_cost(counts[t], totals[t], share) : poisson_cost(counts[t], mean),
		                  binomial ? binomial_cost(counts[t], totals[t], 2 * share) : poisson_cost(counts[t], 2 * mean)};
		double stay_low = low, rise = low + up;

		saved[t] = cost[0] - cost[1];
		/* Ties go to the lower state, so that the answer is one. */
		from[t][0] = high < stay_low;
		from[t][1] = high < rise;
		low = (high < stay_low ? high : stay_low) + cost[0];
		high = (high < rise ? high : rise) + cost[1];
	}
	state = hits > 0 && high < low;
	for (size_t t = count; t-- > 0 && hits > 0;) {
		if (state) {
			if (found == 0 || bursts[found - 1].start != t + 1)
				bursts[found++] = (struct burst){.start = t, .end = t + 1};
			bursts[found - 1].start = t;
			bursts[found - 1].weight += saved[t];
			bursts[found - 1].expected += totals && share < 0.5 ? share * (double)totals[t] : hits / (double)count;
		}
		state = from[t][state];
	}
	for (size_t i = 0; i < found / 2; i++) { /* found from the end */
		struct burst swap = bursts[i];
		bursts[i] = bursts[found - 1 - i];
		bursts[found - 1 - i] = swap;
	}
	free(from);
	free(saved);
	return found;
}
