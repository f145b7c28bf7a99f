/* The order of posts is that of time and id, whatever order they came in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "reports/instants.h"
#include "reports/posts.h"

enum { MANY = 700 };

/* A generator of its own, so that the test is the same everywhere. */
static uint32_t
chance(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)*state * below >> 32);
}

static void
add(struct posts *posts, int64_t time, uint32_t id)
{
	char digits[ID_ROOM], *begin = str_digits(digits + ID_ROOM, id);
	struct post post = {.time = time, .author = MAP_NONE, .by_brand = NO_BRAND};

	post.id = ids_add(&posts->ids, (struct str){begin, (size_t)(digits + ID_ROOM - begin)});
	posts->all = posts_room(posts->all, posts->count, &posts->capacity, sizeof *posts->all);
	posts->all[posts->count++] = post;
}

static void
assert_in_order(const struct posts *posts, uint32_t count)
{
	uint64_t sum = 0;

	assert_int_equal(posts->count, count);
	for (uint32_t p = 0; p < count; p++) {
		const struct post *a = p ? &posts->all[p - 1] : NULL, *b = &posts->all[p];
		sum += posts->ids.keys[b->id];
		if (!a)
			continue;
		if (a->time == NO_TIME)
			assert_true(b->time == NO_TIME);
		if (a->time == b->time)
			assert_true(ids_compare(&posts->ids, a->id, b->id) < 0);
		else
			assert_true(b->time == NO_TIME || a->time < b->time);
	}
	assert_int_equal(sum, (uint64_t)count * (count + 1) / 2);
}

/* Posts 1 … count in order, but one of `every` with a time of its own, and one of `timeless` without. */
static void
try(uint32_t count, uint32_t every, uint32_t timeless, int64_t reach, uint32_t *state)
{
	struct posts posts = {0};

	for (uint32_t i = 1; i <= count; i++) {
		int64_t time = 1000000 + i / 2;
		if (every && chance(state, every) == 0)
			time += reach * ((int64_t)chance(state, 200) - 100);
		if (timeless && chance(state, timeless) == 0)
			time = NO_TIME;
		add(&posts, time, i);
	}
	posts_sort(&posts);
	assert_in_order(&posts, count);
	posts_release(&posts);
}

static void
test_strays(void **state)
{
	uint32_t luck = 1;

	(void)state;
	for (uint32_t count = 0; count < 40; count++)
		for (uint32_t every = 0; every < 12; every++)
			try(count, every, every * 3, 1, &luck);
	for (uint32_t every = 0; every < 60; every++) {
		try(MANY, every, 0, 1, &luck);
		try(MANY, every, 40, 1000, &luck);
		try(MANY, every, 90, INT64_C(100000000000), &luck);
	}
}

/* The worst there is for keeping what stands in order: a first post that is the last, and posts from the last to the first. */
static void
test_backwards(void **state)
{
	(void)state;
	for (uint32_t count = 1; count < MANY; count += 37) {
		struct posts last_first = {0}, backwards = {0}, alike = {0};

		add(&last_first, 2000000, count);
		for (uint32_t i = 1; i < count; i++)
			add(&last_first, 1000000 + i, i);
		for (uint32_t i = count; i > 0; i--) {
			add(&backwards, 1000000 + i, i);
			add(&alike, 1000000, i);
		}
		posts_sort(&last_first);
		posts_sort(&backwards);
		posts_sort(&alike);
		assert_in_order(&last_first, count);
		assert_in_order(&backwards, count);
		assert_in_order(&alike, count);
		posts_release(&last_first);
		posts_release(&backwards);
		posts_release(&alike);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_strays), cmocka_unit_test(test_backwards)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
