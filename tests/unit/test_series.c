/* Kleinberg's automaton against the cheapest of all sequences of states, tried one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>

#include "reports/series.h"

enum { LONGEST = 12 };

static uint32_t seed = 1;

static uint32_t
draw(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static double
choose(int64_t n, int64_t k)
{
	return lgamma((double)n + 1) - lgamma((double)k + 1) - lgamma((double)(n - k) + 1);
}

/* -ln of the probability of the count in the state, with every term. */
static double
cost(const int64_t *counts, const int64_t *totals, size_t count, size_t t, unsigned state)
{
	double hits = 0, cases = 0, p, mean;

	for (size_t i = 0; i < count; i++) {
		hits += (double)counts[i];
		cases += totals ? (double)totals[i] : 0;
	}
	if (totals && hits / cases < 0.5) {
		p = hits / cases * (state ? 2 : 1);
		return -(choose(totals[t], counts[t]) + (double)counts[t] * log(p) + (double)(totals[t] - counts[t]) * log(1 - p));
	}
	mean = hits / (double)count * (state ? 2 : 1);
	return -((double)counts[t] * log(mean) - mean - lgamma((double)counts[t] + 1));
}

static double
cost_of_sequence(const int64_t *counts, const int64_t *totals, size_t count, unsigned states)
{
	double sum = 0;
	unsigned before = 0;

	for (size_t t = 0; t < count; t++) {
		unsigned state = states >> t & 1;
		sum += cost(counts, totals, count, t, state) + (state > before ? log((double)count) : 0);
		before = state;
	}
	return sum;
}

static void
compare_with_all(const int64_t *counts, const int64_t *totals, size_t count)
{
	struct burst bursts[LONGEST];
	size_t found = bursts_find(counts, totals, count, bursts);
	double least = INFINITY, weight = 0, saved = 0;
	unsigned states = 0;

	for (size_t b = 0; b < found; b++) {
		assert_true(bursts[b].start < bursts[b].end && bursts[b].end <= count);
		assert_true(b == 0 || bursts[b - 1].end < bursts[b].start);
		weight += bursts[b].weight;
		for (size_t t = bursts[b].start; t < bursts[b].end; t++) {
			states |= 1u << t;
			saved += cost(counts, totals, count, t, 0) - cost(counts, totals, count, t, 1);
		}
	}
	for (unsigned all = 0; all < 1u << count; all++)
		least = fmin(least, cost_of_sequence(counts, totals, count, all));
	assert_true(fabs(cost_of_sequence(counts, totals, count, states) - least) < 1e-6);
	assert_true(fabs(weight - saved) < 1e-6);
}

static void
no_sequence_is_cheaper(void **state)
{
	int64_t counts[LONGEST], totals[LONGEST];

	(void)state;
	for (int trial = 0; trial < 300; trial++) {
		size_t count = 1 + draw(LONGEST);
		int64_t hits = 0;
		for (size_t t = 0; t < count; t++) {
			totals[t] = 1 + draw(60);
			counts[t] = draw(4) ? draw((uint32_t)totals[t] / 4 + 1) : draw((uint32_t)totals[t] + 1);
			hits += counts[t];
		}
		if (hits == 0)
			counts[0] = 1;
		compare_with_all(counts, totals, count);
		compare_with_all(counts, NULL, count);
	}
}

static void
a_plain_burst_is_found(void **state)
{
	int64_t counts[] = {2, 1, 2, 2, 30, 25, 2, 1, 2, 2}, totals[] = {50, 50, 50, 50, 60, 60, 50, 50, 50, 50};
	struct burst bursts[10];

	(void)state;
	assert_int_equal(bursts_find(counts, totals, 10, bursts), 1);
	assert_int_equal(bursts[0].start, 4);
	assert_int_equal(bursts[0].end, 6);
	assert_true(fabs(bursts[0].expected - 69.0 / 520.0 * 120.0) < 1e-9);
}

/* A day on which everyone writes more is no burst of the brand's; by counts alone it is one. */
static void
a_busy_day_is_no_burst(void **state)
{
	int64_t counts[] = {4, 4, 4, 40, 4, 4}, totals[] = {40, 40, 40, 400, 40, 40};
	struct burst bursts[6];

	(void)state;
	assert_int_equal(bursts_find(counts, totals, 6, bursts), 0);
	assert_int_equal(bursts_find(counts, NULL, 6, bursts), 1);
}

static void
silence_has_no_burst(void **state)
{
	int64_t counts[] = {0, 0, 0}, totals[] = {5, 5, 5};
	struct burst bursts[3];

	(void)state;
	assert_int_equal(bursts_find(counts, totals, 3, bursts), 0);
	assert_int_equal(bursts_find(counts, totals, 0, bursts), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_sequence_is_cheaper),
		cmocka_unit_test(a_plain_burst_is_found),
		cmocka_unit_test(a_busy_day_is_no_burst),
		cmocka_unit_test(silence_has_no_burst),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
