#include "lib/sort.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 8, DIGITS = 64 / DIGIT_BITS, BASE = 1 << DIGIT_BITS, FEW = 48, MANY = 1024 };

/* By insertion, which no other order beats for a handful. */
static void
sort_few(uint64_t *numbers, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint64_t number = numbers[i];
		size_t place = i;

		for (; place && numbers[place - 1] > number; place--)
			numbers[place] = numbers[place - 1];
		numbers[place] = number;
	}
}

static int
by_value(const void *one, const void *other)
{
	const uint64_t *a = one, *b = other;

	return (*a > *b) - (*a < *b);
}

static unsigned
digit_of(uint64_t number, int digit)
{
	return (unsigned)(number >> digit * DIGIT_BITS) & (BASE - 1);
}

/* Deals the numbers out by one digit, in the order they have; the lowest digit goes first. */
static void
deal(const uint64_t *from, uint64_t *to, size_t count, int digit, const size_t *how_many)
{
	size_t next[BASE], sum = 0;

	for (int value = 0; value < BASE; value++) {
		next[value] = sum;
		sum += how_many[value];
	}
	for (size_t i = 0; i < count; i++)
		to[next[digit_of(from[i], digit)]++] = from[i];
}

static void
sort_many(uint64_t *numbers, size_t count)
{
	uint64_t *room = memory_new(count, sizeof *room), *from = numbers, *to = room;
	size_t(*how_many)[BASE] = memory_new(DIGITS, sizeof *how_many);

	for (size_t i = 0; i < count; i++)
		for (int digit = 0; digit < DIGITS; digit++)
			how_many[digit][digit_of(numbers[i], digit)]++;
	for (int digit = 0; digit < DIGITS; digit++) {
		uint64_t *dealt = to;
		if (how_many[digit][digit_of(numbers[0], digit)] == count)
			continue; /* all alike */
		deal(from, to, count, digit, how_many[digit]);
		to = from;
		from = dealt;
	}
	if (from != numbers)
		memcpy(numbers, from, count * sizeof *numbers);
	free(how_many);
	free(room);
}

void
sort_numbers(uint64_t *numbers, size_t count)
{
	size_t sorted = 1;

	while (sorted < count && numbers[sorted - 1] <= numbers[sorted])
		sorted++;
	if (sorted >= count)
		return;
	if (count <= FEW)
		sort_few(numbers, count);
	else if (count < MANY)
		qsort(numbers, count, sizeof *numbers, by_value);
	else
		sort_many(numbers, count);
}

size_t
sort_distinct(uint64_t *numbers, size_t count)
{
	size_t kept = 0;

	sort_numbers(numbers, count);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || numbers[i] != numbers[i - 1])
			numbers[kept++] = numbers[i];
	return kept;
}

static void
sort_few_keyed(struct keyed *all, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct keyed one = all[i];
		size_t place = i;

		for (; place && all[place - 1].key > one.key; place--)
			all[place] = all[place - 1];
		all[place] = one;
	}
}

static void
deal_keyed(const struct keyed *from, struct keyed *to, size_t count, int digit, const size_t *how_many)
{
	size_t next[BASE], sum = 0;

	for (int value = 0; value < BASE; value++) {
		next[value] = sum;
		sum += how_many[value];
	}
	for (size_t i = 0; i < count; i++)
		to[next[digit_of(from[i].key, digit)]++] = from[i];
}

static void
sort_many_keyed(struct keyed *all, size_t count)
{
	struct keyed *room = memory_new(count, sizeof *room), *from = all, *to = room;
	size_t(*how_many)[BASE] = memory_new(DIGITS, sizeof *how_many);

	for (size_t i = 0; i < count; i++)
		for (int digit = 0; digit < DIGITS; digit++)
			how_many[digit][digit_of(all[i].key, digit)]++;
	for (int digit = 0; digit < DIGITS; digit++) {
		struct keyed *dealt = to;
		if (how_many[digit][digit_of(all[0].key, digit)] == count)
			continue;
		deal_keyed(from, to, count, digit, how_many[digit]);
		to = from;
		from = dealt;
	}
	if (from != all)
		memcpy(all, from, count * sizeof *all);
	free(how_many);
	free(room);
}

void
sort_keyed(struct keyed *all, size_t count)
{
	(count <= FEW ? sort_few_keyed : sort_many_keyed)(all, count);
}

/* ---- texts ---- */

enum { STEP = 8, DEEPEST = 64 };

/* Eight bytes from `at` on as a number that is greater where they are, with zeros behind the end. */
static uint64_t
key_at(struct str text, size_t at)
{
	uint64_t key = 0;

	if (at < text.length)
		memcpy(&key, text.at + at, text.length - at < STEP ? text.length - at : STEP);
	return be64toh(key);
}

static int
by_text(const void *one, const void *other, void *texts_pointer)
{
	const struct str *texts = texts_pointer;
	const struct keyed *a = one, *b = other;
	int order = str_compare(texts[a->number], texts[b->number]);

	return order ? order : (a->key > b->key) - (a->key < b->key);
}

/* By comparing; the keys are spent on keeping equals as they stood. */
static void
compare_all(const struct str *texts, struct keyed *all, size_t count)
{
	for (size_t i = 0; i < count; i++)
		all[i].key = i;
	qsort_r(all, count, sizeof *all, by_text, (void *)(uintptr_t)texts);
}

/* Texts that are equal up to `at`: by the eight bytes behind, and where these are equal, by those behind them. Names made to be alike for long are compared. */
static void
sort_from(const struct str *texts, struct keyed *all, size_t count, size_t at)
{
	if (count < 8 || at == DEEPEST) {
		compare_all(texts, all, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		all[i].key = key_at(texts[all[i].number], at);
	sort_keyed(all, count);
	for (size_t start = 0, end; start < count; start = end) {
		for (end = start + 1; end < count && all[end].key == all[start].key; end++)
			;
		if (end - start > 1)
			sort_from(texts, all + start, end - start, at + STEP);
	}
}

void
sort_texts(const struct str *texts, uint32_t *numbers, size_t count)
{
	struct keyed *all = memory_new(count, sizeof *all);

	for (size_t i = 0; i < count; i++)
		all[i].number = numbers[i];
	sort_from(texts, all, count, 0);
	for (size_t i = 0; i < count; i++)
		numbers[i] = all[i].number;
	free(all);
}
