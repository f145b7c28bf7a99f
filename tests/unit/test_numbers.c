/* The formulas that reports share, against the figures that their papers print and against closed forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>

#include "reports/instants.h"
#include "reports/numbers.h"

static void
close_to(double got, double expected, double tolerance)
{
	if (!(fabs(got - expected) <= tolerance))
		print_error("got %.10g, expected %.10g\n", got, expected);
	assert_true(fabs(got - expected) <= tolerance);
}

/* R. G. Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3. */
static void
wilson_is_as_newcombe_prints_it(void **state)
{
	static const struct {
		int64_t hits, cases;
		double low, high;
	} rows[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0, 0.1611}, {1, 29, 0.0061, 0.1718}};
	double low, high;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		wilson(rows[i].hits, rows[i].cases, &low, &high);
		close_to(low, rows[i].low, 0.00005);
		close_to(high, rows[i].high, 0.00005);
	}
}

/* The ends are where the score test just does not reject: (p̂ - p)² = z² p(1 - p)/n; and turning hits to misses turns the interval round. */
static void
wilson_solves_its_equation(void **state)
{
	(void)state;
	for (int64_t n = 1; n <= 40; n++)
		for (int64_t k = 0; k <= n; k++) {
			double low, high, other_low, other_high, share = (double)k / (double)n;
			wilson(k, n, &low, &high);
			wilson(n - k, n, &other_low, &other_high);
			close_to(low, 1 - other_high, 1e-12);
			close_to((share - high) * (share - high), 1.96 * 1.96 * high * (1 - high) / (double)n, 1e-9);
			assert_true(low <= share + 1e-12 && share <= high + 1e-12);
		}
}

/* T. Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993, table 1: -2 log λ of bigrams. */
static void
likelihood_is_as_dunning_prints_it(void **state)
{
	static const struct {
		double both, first, second, neither, expected;
	} rows[] = {
		{110, 2442, 111, 29114, 270.72}, /* the swiss */
		{29, 13, 123, 31612, 263.90},    /* can be */
		{31, 23, 139, 31584, 256.84},    /* previous year */
		{10, 0, 3, 31764, 167.23},       /* mineral water */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		close_to(log_likelihood(rows[i].both, rows[i].first, rows[i].second, rows[i].neither), rows[i].expected, 0.005);
}

static void
likelihood_has_a_sign_and_no_preference(void **state)
{
	(void)state;
	close_to(log_likelihood(10, 20, 90, 180), 0, 1e-9); /* as frequent on both sides */
	assert_true(log_likelihood(1, 20, 99, 180) < 0);
	close_to(log_likelihood(30, 10, 70, 190), -log_likelihood(10, 30, 190, 70), 1e-9);
	close_to(log_likelihood(60, 20, 140, 380), 2 * log_likelihood(30, 10, 70, 190), 1e-9);
	assert_true(isfinite(log_likelihood(0, 0, 5, 5)) && isfinite(log_likelihood(5, 0, 0, 5)));
}

static void
gini_is_none_for_equals_and_most_for_one(void **state)
{
	int64_t equal[] = {7, 7, 7, 7, 7}, one[] = {0, 0, 9, 0}, ladder[] = {4, 1, 3, 2}, none[] = {0, 0};

	(void)state;
	close_to(gini(equal, 5), 0, 1e-12);
	close_to(gini(one, 4), 0.75, 1e-12);    /* (n - 1)/n */
	close_to(gini(ladder, 4), 0.25, 1e-12); /* 1 … n: (n - 1)/(3n) */
	close_to(gini(none, 2), 0, 0);
	close_to(gini(none, 0), 0, 0);
}

/* Half the mean difference over the mean, by its definition. */
static void
gini_is_half_the_relative_mean_difference(void **state)
{
	int64_t xs[] = {3, 14, 15, 92, 65, 35, 89, 79, 3, 23};
	double differences = 0, sum = 0;

	(void)state;
	for (int i = 0; i < 10; i++) {
		sum += (double)xs[i];
		for (int j = 0; j < 10; j++)
			differences += fabs((double)(xs[i] - xs[j]));
	}
	close_to(gini(xs, 10), differences / (2 * 10 * sum), 1e-12);
}

static void
median_and_net(void **state)
{
	double odd[] = {9, 1, 5}, even[] = {4, 1, 3, 2};

	(void)state;
	close_to(median(odd, 3), 5, 0);
	close_to(median(even, 4), 2.5, 0);
	close_to(net(3, 1), 0.5, 0);
	close_to(net(0, 0), 0, 0);
}

/* Every day of 400 years and of the years about the era's turn goes there and back; weekdays follow each other. */
static void
dates_go_there_and_back(void **state)
{
	int64_t first = day_of(1599, 12, 25), last = day_of(2001, 1, 5), year, before_year = 0;
	int month, day, before_day = 0;

	(void)state;
	assert_int_equal(day_of(1970, 1, 1), 0);
	assert_int_equal(day_of(2000, 3, 1), 11017);
	assert_int_equal(day_weekday(day_of(2025, 4, 9)), 2);
	for (int64_t at = first; at <= last; at++) {
		day_split(at, &year, &month, &day);
		assert_int_equal(day_of(year, month, day), at);
		assert_int_equal((day_weekday(at) + 1) % 7, day_weekday(at + 1));
		assert_true(at == first || day == before_day + 1 || day == 1);
		assert_true(year >= before_year);
		before_day = day;
		before_year = year;
	}
}

static void
instants_are_read_strictly(void **state)
{
	static const char *const wrong[] = {"",
	                                    "2025",
	                                    "2025-13-01",
	                                    "2025-02-30",
	                                    "2025-04-09 05:22:43",
	                                    "2025-04-09T05:22:43",
	                                    "2025-04-09T25:00:00Z",
	                                    "+025-04-09",
	                                    "2025-04-09T05:22:43ZZ"};
	int64_t utc;
	struct buffer text = {0};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (instant_read(str_of(wrong[i]), &utc))
			fail_msg("read \"%s\"", wrong[i]);
	assert_true(instant_read(STR("1969-12-31T23:59:59Z"), &utc));
	assert_int_equal(utc, -1);
	assert_int_equal(day_of_instant(utc), -1);
	instant_write(&text, utc);
	assert_true(str_equal(buffer_str(&text), STR("1969-12-31T23:59:59Z")));
	buffer_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wilson_is_as_newcombe_prints_it),
		cmocka_unit_test(wilson_solves_its_equation),
		cmocka_unit_test(likelihood_is_as_dunning_prints_it),
		cmocka_unit_test(likelihood_has_a_sign_and_no_preference),
		cmocka_unit_test(gini_is_none_for_equals_and_most_for_one),
		cmocka_unit_test(gini_is_half_the_relative_mean_difference),
		cmocka_unit_test(median_and_net),
		cmocka_unit_test(dates_go_there_and_back),
		cmocka_unit_test(instants_are_read_strictly),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
