/* str, buffer, map, arena, source and sink: laws that everything above them leans on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/gzip.h"
#include "lib/map.h"
#include "lib/sink.h"
#include "lib/sort.h"
#include "lib/source.h"

static void
integers_are_whole_or_nothing(void **state)
{
	int64_t value;

	(void)state;
	assert_true(str_to_int(STR("9223372036854775807"), &value) && value == INT64_MAX);
	assert_true(str_to_int(STR("-9223372036854775808"), &value) && value == INT64_MIN);
	assert_false(str_to_int(STR("9223372036854775808"), &value));
	assert_false(str_to_int(STR("99999999999999999999999"), &value));
	assert_false(str_to_int(STR(""), &value));
	assert_false(str_to_int(STR("-"), &value));
	assert_false(str_to_int(STR("12 "), &value));
	assert_false(str_to_int(STR("0x10"), &value));
}

static void
whole_numbers_print_as_printf_has_them(void **state)
{
	struct buffer b = {0};
	char wanted[32];

	(void)state;
	for (uint64_t power = 1; power && power <= INT64_MAX / 10; power *= 10)
		for (int64_t near = -11; near <= 11; near++)
			for (int sign = -1; sign <= 1; sign += 2) {
				int64_t value = ((int64_t)power + near) * sign;
				buffer_reset(&b);
				buffer_int(&b, value);
				snprintf(wanted, sizeof wanted, "%lld", (long long)value);
				assert_string_equal(buffer_cstring(&b), wanted);
			}
	buffer_reset(&b);
	buffer_int(&b, INT64_MIN);
	assert_string_equal(buffer_cstring(&b), "-9223372036854775808");
	buffer_release(&b);
}

static void
numbers_print_the_same_everywhere(void **state)
{
	struct buffer b = {0};

	(void)state;
	buffer_fixed(&b, -0.00001, 4);
	buffer_char(&b, ' ');
	buffer_fixed(&b, 0.5, 4);
	buffer_char(&b, ' ');
	buffer_fixed(&b, -1234567.25, 1);
	buffer_char(&b, ' ');
	buffer_int(&b, INT64_MIN);
	assert_string_equal(buffer_cstring(&b), "0.0000 0.5000 -1234567.2 -9223372036854775808");
	buffer_release(&b);
}

static uint64_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	return *seed ^= *seed << 17;
}

static void
same_as_printf(double value, int decimals)
{
	char expected[400];
	struct buffer b = {0};

	snprintf(expected, sizeof expected, "%.*f", decimals, value);
	buffer_fixed(&b, value, decimals);
	assert_string_equal(buffer_cstring(&b), expected[0] == '-' && !strpbrk(expected, "123456789") ? expected + 1 : expected);
	buffer_release(&b);
}

/* Scores, halves of the last decimal and their neighbours on both sides, and doubles of any bits. */
static void
numbers_are_rounded_as_printf_rounds(void **state)
{
	static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
	uint64_t seed = 88172645463325252u;

	(void)state;
	for (int decimals = 0; decimals < 10; decimals++)
		for (int i = 0; i < 4000; i++) {
			uint64_t bits = next_random(&seed);
			double any, half = ((double)(int64_t)(next_random(&seed) >> 40) + 0.5) / powers[decimals],
				    tie = (double)(int64_t)(bits >> 44) / 1048576;
			memcpy(&any, &bits, sizeof any);
			if (any - any == 0 && any < 1e300 && any > -1e300)
				same_as_printf(any, decimals);
			bits = bits >> 12 | (1003 + next_random(&seed) % 60) << 52; /* of an ordinary size */
			memcpy(&any, &bits, sizeof any);
			for (int sign = -1; sign <= 1; sign += 2) {
				uint64_t neighbour;
				same_as_printf(sign * any, decimals);
				same_as_printf(sign * tie, decimals);
				same_as_printf(sign * half, decimals);
				memcpy(&neighbour, &half, sizeof neighbour);
				neighbour += (uint64_t)(int64_t)sign;
				memcpy(&half, &neighbour, sizeof half);
				same_as_printf(half, decimals);
			}
		}
	same_as_printf(0.0, 4);
	same_as_printf(-0.0, 4);
	same_as_printf(8589934591.99999, 4);
	same_as_printf(8589934592.0, 9);
}

/* Words are cut eight bytes at a time; the answer is the first separator, whatever bytes stand near it. */
static void
parts_end_at_the_first_separator(void **state)
{
	static const char bytes[] = " !\x1f \xa0\x20\x01\x80 x\xff";
	uint64_t seed = 5;

	(void)state;
	for (int round = 0; round < 50000; round++) {
		char text[24];
		size_t length = next_random(&seed) % (sizeof text + 1);
		for (size_t i = 0; i < length; i++)
			text[i] = next_random(&seed) % 3 ? 'x' : bytes[next_random(&seed) % sizeof bytes];
		struct str rest = {text, length}, part;
		const char *found = length ? memchr(text, ' ', length) : NULL;
		part = str_cut(&rest, ' ');
		assert_ptr_equal(part.at, text);
		assert_int_equal(part.length, found ? (size_t)(found - text) : length);
		assert_ptr_equal(rest.at, found ? found + 1 : NULL);
		assert_int_equal(rest.length, found ? length - part.length - 1 : 0);
	}
}

static void
runes_are_well_formed_or_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
	} wrong[] = {{"\xc0\x80", 2},         {"\xc1\xbf", 2}, {"\xe0\x9f\xbf", 3}, {"\xed\xa0\x80", 3}, {"\xf0\x8f\xbf\xbf", 4},
	             {"\xf4\x90\x80\x80", 4}, {"\x80", 1},     {"\xff", 1},         {"\xe2\x82", 2},     {"\xc3", 1}};

	(void)state;
	for (uint32_t rune = 0; rune < 0x110000; rune++) {
		struct buffer b = {0};
		uint32_t back;

		if (rune >= 0xd800 && rune < 0xe000)
			continue;
		buffer_rune(&b, rune);
		assert_int_equal(str_rune(buffer_str(&b), &back), b.length);
		assert_int_equal(back, rune);
		buffer_release(&b);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(str_rune((struct str){wrong[i].bytes, wrong[i].length}, NULL), 0);
}

static void
distance_counts_swaps_as_one(void **state)
{
	(void)state;
	assert_int_equal(str_distance(STR("brands"), STR("bradns"), 3), 1);
	assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 3), 3);
	assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 2), 3);
	assert_int_equal(str_distance(STR(""), STR("abc"), 5), 3);
}

static int
by_value(const void *one, const void *other)
{
	const uint64_t *a = one, *b = other;

	return (*a > *b) - (*a < *b);
}

/* Against qsort: few and many, all alike, and numbers that differ in some of their bytes only. */
static void
numbers_are_sorted_as_by_comparing(void **state)
{
	static const uint64_t masks[] = {UINT64_MAX, 0xff, 0xffff0000, 0xff000000000000ff, 3, 0};
	static uint64_t numbers[3000], expected[3000];
	uint64_t seed = 1;

	(void)state;
	for (size_t count = 0; count <= 3000; count += count < 60 ? 1 : 735)
		for (size_t m = 0; m < sizeof masks / sizeof *masks; m++) {
			size_t distinct = 0;
			for (size_t i = 0; i < count; i++) {
				seed = seed * 6364136223846793005u + 1442695040888963407u;
				numbers[i] = expected[i] = (seed ^ seed >> 29) & masks[m];
			}
			qsort(expected, count, sizeof *expected, by_value);
			sort_numbers(numbers, count);
			assert_memory_equal(numbers, expected, count * sizeof *numbers);
			for (size_t i = 0; i < count; i++)
				distinct += i == 0 || expected[i] != expected[i - 1];
			assert_int_equal(sort_distinct(numbers, count), distinct);
			for (size_t i = 1; i < distinct; i++)
				assert_true(numbers[i - 1] < numbers[i]);
		}
}

static void
a_map_numbers_in_order_of_arrival(void **state)
{
	struct map map = {0};
	uint32_t *sorted;

	(void)state;
	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0; i < 50000; i++) {
			char text[16];
			snprintf(text, sizeof text, "%u", i * 7919u);
			assert_int_equal(map_add(&map, str_of(text)), i);
			assert_int_equal(map_find(&map, str_of(text)), i);
		}
	assert_int_equal(map_find(&map, STR("x")), MAP_NONE);
	assert_int_equal(map_add(&map, STR("")), 50000);
	sorted = map_sorted(&map);
	for (uint32_t i = 1; i < map.count; i++)
		assert_true(str_compare(map_text(&map, sorted[i - 1]), map_text(&map, sorted[i])) < 0);
	free(sorted);
	map_release(&map);
}

/* All of a source, read `step` bytes at a time; the failure's words behind a '!'. */
static void
drink(struct buffer *drunk, struct str bytes, size_t step)
{
	struct source *source = source_memory(bytes, "memory");
	char room[64];
	ptrdiff_t n;

	buffer_reset(drunk);
	while ((n = source_read(source, room, step)) > 0)
		buffer_bytes(drunk, room, (size_t)n);
	if (n < 0)
		buffer_format(drunk, "!%s", source_failure(source));
	source_close(source);
}

static void
gzip_members_end_to_end_are_one_text(void **state)
{
	struct buffer packed = {0}, drunk = {0};

	(void)state;
	for (int member = 0; member < 3; member++) {
		struct gzip *gzip = gzip_new();
		gzip_run(gzip, STR("hej "), false, &packed);
		gzip_run(gzip, STR("verden\n"), true, &packed);
		gzip_free(gzip);
	}
	buffer_bytes(&packed, "\0\0\0\0", 4); /* padding as tapes leave it */
	for (size_t step = 1; step <= 64; step++) {
		drink(&drunk, buffer_str(&packed), step);
		assert_string_equal(buffer_cstring(&drunk), "hej verden\nhej verden\nhej verden\n");
	}
	buffer_release(&packed);
	buffer_release(&drunk);
}

static void
a_cut_gzip_gives_what_it_has_and_an_error(void **state)
{
	struct buffer packed = {0}, drunk = {0};
	struct gzip *gzip = gzip_new();

	(void)state;
	gzip_run(gzip, STR("et to tre fire fem"), true, &packed);
	gzip_free(gzip);
	for (size_t length = 2; length < packed.length; length++) {
		const char *mark;
		drink(&drunk, (struct str){packed.at, length}, 64);
		mark = strchr(buffer_cstring(&drunk), '!');
		assert_non_null(mark);
		assert_non_null(strstr(mark, "cut off"));
		assert_memory_equal(drunk.at, "et to tre fire fem", (size_t)(mark - drunk.at));
	}
	packed.at[packed.length - 6] ^= 1; /* the checksum */
	drink(&drunk, buffer_str(&packed), 64);
	assert_non_null(strstr(buffer_cstring(&drunk), "damaged"));
	buffer_release(&packed);
	buffer_release(&drunk);
}

static void
a_file_stands_under_its_name_only_when_whole(void **state)
{
	char folder[] = "/tmp/omtale-test-XXXXXX", path[64], again[64];
	struct buffer first = {0};
	struct source *source;
	struct sink *sink;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a.gz", folder);
	snprintf(again, sizeof again, "%s/b", folder);
	sink = sink_open(path);
	sink_write(sink, STR("hej\n"));
	assert_int_not_equal(access(path, F_OK), 0);
	sink_close(sink);
	source = source_open(path);
	assert_true(str_equal(source_peek(source, 100), STR("hej\n")));
	source_close(source);
	sink = sink_open(again);
	sink_write(sink, STR("x"));
	sink_abandon(sink);
	assert_int_not_equal(access(again, F_OK), 0);
	unlink(path);
	assert_int_equal(rmdir(folder), 0); /* nothing is left behind */
	buffer_release(&first);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(integers_are_whole_or_nothing),
		cmocka_unit_test(whole_numbers_print_as_printf_has_them),
		cmocka_unit_test(numbers_print_the_same_everywhere),
		cmocka_unit_test(numbers_are_rounded_as_printf_rounds),
		cmocka_unit_test(parts_end_at_the_first_separator),
		cmocka_unit_test(runes_are_well_formed_or_refused),
		cmocka_unit_test(distance_counts_swaps_as_one),
		cmocka_unit_test(a_map_numbers_in_order_of_arrival),
		cmocka_unit_test(numbers_are_sorted_as_by_comparing),
		cmocka_unit_test(gzip_members_end_to_end_are_one_text),
		cmocka_unit_test(a_cut_gzip_gives_what_it_has_and_an_error),
		cmocka_unit_test(a_file_stands_under_its_name_only_when_whole),
	};
	return cmocka_run_group_tests_name("bytes", tests, NULL, NULL);
}
