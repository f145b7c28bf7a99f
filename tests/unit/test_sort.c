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

/* Texts of few letters, with zero bytes and bytes above 127 among them, many equal, some alike for long. */
static void
check_texts(size_t count, size_t longest, uint64_t *seed)
{
	static const char letters[] = {'a', 'b', '\0', '\xff'};
	char(*rooms)[200] = memory_new(count, sizeof *rooms);
	struct str *texts = memory_new(count, sizeof *texts);
	uint32_t *numbers = memory_new(count, sizeof *numbers);

	for (size_t i = 0; i < count; i++) {
		size_t length = (size_t)(next(seed) % (longest + 1)), alike = length > 12 && next(seed) % 2 ? length - 3 : 0;
		memset(rooms[i], 'x', alike);
		for (size_t at = alike; at < length; at++)
			rooms[i][at] = letters[next(seed) % sizeof letters];
		texts[i] = (struct str){rooms[i], length};
		numbers[i] = (uint32_t)i;
	}
	sort_texts(texts, numbers, count);
	for (size_t i = 1; i < count; i++) {
		int order = str_compare(texts[numbers[i - 1]], texts[numbers[i]]);
		assert_true(order < 0 || (order == 0 && numbers[i - 1] < numbers[i]));
	}
	free(numbers);
	free(texts);
	free(rooms);
}

static void
test_texts_as_compared(void **state)
{
	static const size_t counts[] = {0, 1, 2, 7, 8, 9, 100, MOST};
	uint64_t seed = 11;

	(void)state;
	for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
		for (size_t longest = 1; longest < 200; longest += longest < 20 ? 1 : 60)
			check_texts(counts[c], longest, &seed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_qsort), cmocka_unit_test(test_texts_as_compared)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
