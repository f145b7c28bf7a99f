/* Sorting by keys: qsort's answer, whatever the number and the spread of keys, and equals stay as they stood. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/sort.h"
#include "lib/str.h"

enum { MOST = 3000 };

static uint64_t
next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state ^ *state >> 29;
}

static int
by_key(const void *one, const void *other)
{
	const struct keyed *a = one, *b = other;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* `mask` says which bits differ, among them one byte alone, none, and all. */
static void
check(size_t count, uint64_t mask, uint64_t *seed)
{
	struct keyed *all = memory_new(count, sizeof *all), *wanted = memory_new(count, sizeof *wanted);
	uint64_t *keys = memory_new(count, sizeof *keys);

	for (size_t i = 0; i < count; i++) {
		keys[i] = (next(seed) & mask) | (~mask & 0x4200000000000017u);
		all[i] = wanted[i] = (struct keyed){keys[i], (uint32_t)i};
	}
	qsort(wanted, count, sizeof *wanted, by_key);
	sort_keyed(all, count);
	sort_numbers(keys, count);
	for (size_t i = 0; i < count; i++) {
		assert_true(all[i].key == wanted[i].key && all[i].number == wanted[i].number);
		assert_true(keys[i] == wanted[i].key);
	}
	free(keys);
	free(wanted);
	free(all);
}

static void
test_as_qsort(void **state)
{
	static const size_t counts[] = {0, 1, 2, 3, 47, 48, 49, 255, 256, 257, MOST};
	static const uint64_t masks[] = {0, 1, 0xff, 0x700, 0xff00000000000000u, 0x8000000000000000u, 0xffff0000ffffu, UINT64_MAX};
	uint64_t seed = 7;

	(void)state;
	for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
		for (size_t m = 0; m < sizeof masks / sizeof *masks; m++)
			check(counts[c], masks[m], &seed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_qsort)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
