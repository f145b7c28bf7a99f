/* JSON: our reading of it against jansson's own, over texts and damaged texts; digits that stay; documents at every chunk size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "archive/documents.h"
#include "archive/json.h"
#include "lib/unicode.h"

static const char *const seeds[] = {
	"{\"id\":17,\"text\":\"a\",\"user\":{\"name\":\"K\\u00e5re\",\"x\":[1,2.50,-3e+2,true,false,null]}}",
	" [ {} , [ ] , \"\" , 0 , -0 , 1E5 ] ",
	"{\"a\\\"b\":\"\\\\ \\/ \\b\\f\\n\\r\\t\",\"\\ud83d\\ude00\":\"\\u0000\"}",
	"{\"a\":1,\"a\":{\"a\":2},\"b\":[[[[[]]]]]}",
	"\"only text\"",
	"{\"æ\":\"😀 ø\",\"\":null}",
	"12345678901234567890",
	"{\"n\":0.1e-7 , \"t\" : [ true,false , null ] }",
};

/* The same value in both, jansson's duplicates dropped as ours are when they are asked for. */
static void
compare(struct json *json, uint32_t node, json_t *value)
{
	if (json_is_object(value)) {
		assert_int_equal(json_kind(json, node), VALUE_OBJECT);
		for (void *member = json_object_iter(value); member; member = json_object_iter_next(value, member)) {
			struct str key = {json_object_iter_key(member), json_object_iter_key_len(member)};
			uint32_t found = json_member(json, node, key);
			assert_true(found != JSON_NOWHERE);
			compare(json, found, json_object_iter_value(member));
		}
	} else if (json_is_array(value)) {
		assert_int_equal(json_kind(json, node), VALUE_ARRAY);
		assert_int_equal(json->nodes[node].count, json_array_size(value));
		for (size_t i = 0; i < json_array_size(value); i++)
			compare(json, json_element(json, node, i), json_array_get(value, i));
	} else if (json_is_null(value)) {
		assert_int_equal(json_kind(json, node), VALUE_NULL);
		assert_null(json_text(json, node).at);
	} else {
		struct str text = json_text(json, node);
		char digits[128];

		snprintf(digits, sizeof digits, "%.*s", (int)text.length, text.at);
		if (json_is_string(value))
			assert_true(str_equal(text, (struct str){json_string_value(value), json_string_length(value)}));
		else if (json_is_boolean(value))
			assert_true(str_equal(text, json_is_true(value) ? STR("true") : STR("false")));
		else if (json_is_integer(value))
			assert_true(strtoll(digits, NULL, 10) == json_integer_value(value));
		else
			assert_true(strtod(digits, NULL) == json_real_value(value));
	}
}

static bool
is_number_trouble(const char *problem)
{
	return strstr(problem, "too big") || strstr(problem, "overflow");
}

/* What jansson takes, we take, and find the same in it; what we take in strict form, jansson takes, but for numbers that it cannot hold. */
static void
judge_alike(struct json *json, struct str text)
{
	json_error_t error;
	json_t *expected = json_loadb(text.at, text.length, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
	bool strict = (json->count = 0, arena_reset(&json->arena), json_read_strictly(json, text));
	const char *problem;

	if (strict && !expected && !is_number_trouble(error.text))
		fail_msg("taken, though jansson says: %s: %.*s", error.text, (int)text.length, text.at);
	if (expected && !json_read(json, text, &problem))
		fail_msg("not taken: %s: %.*s", problem, (int)text.length, text.at);
	if (expected)
		compare(json, 0, expected);
	json_decref(expected);
}

static void
jansson_is_the_judge(void **state)
{
	static const char marks[] = "{}[]:,\"\\ 0123456789.eE+-truefalsn\tu\x01";
	struct json json = {0};
	unsigned seed = 3;
	char text[256];

	(void)state;
	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
		size_t length = strlen(seeds[i]);

		judge_alike(&json, str_of(seeds[i]));
		for (size_t cut = 0; cut < length; cut++)
			if (unicode_is_valid((struct str){seeds[i], cut}))
				judge_alike(&json, (struct str){seeds[i], cut});
		for (int round = 0; round < 20000; round++) {
			memcpy(text, seeds[i], length);
			for (int edits = 0; edits < 1 + round % 3; edits++) {
				seed = seed * 1103515245u + 12345u;
				text[(seed >> 8) % length] = marks[(seed >> 20) % (sizeof marks - 1)];
			}
			if (unicode_is_valid((struct str){text, length}))
				judge_alike(&json, (struct str){text, length});
		}
	}
	json_release(&json);
}

static void
numbers_stay_digits(void **state)
{
	static const char *const numbers[] = {"12345678901234567890",          "1.10", "9007199254740993", "-0", "1e999", "0.1234567890123456789",
	                                      "123456789012345678901234567890"};
	struct json json = {0};
	struct buffer text = {0};
	const char *problem;

	(void)state;
	for (int damaged = 0; damaged < 2; damaged++) /* strictly, and by way of jansson */
		for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
			buffer_reset(&text);
			buffer_format(&text, "{\"id\":%s%s}", numbers[i], damaged ? ",\"x\":NaN" : "");
			assert_true(json_read(&json, buffer_str(&text), &problem));
			assert_true(str_equal(json_text(&json, json_member(&json, 0, STR("id"))), str_of(numbers[i])));
		}
	assert_int_equal(json.mended, sizeof numbers / sizeof *numbers);
	buffer_release(&text);
	json_release(&json);
}

static void
deviations_are_mended(void **state)
{
	static const struct {
		const char *json, *text;
	} rows[] = {
		{"{\"t\":\"a\tb\"}", "a\tb"},
		{"{\"t\":\"a\\ud83d\"}", "a\ufffd"},
		{"{\"t\":\"\\ude00a\"}", "\ufffd"
	                                 "a"},
		{"{\"t\":\"\\ud83d\\ud83d\\ude00\"}", "\ufffd😀"},
		{"{\"n\":NaN,\"t\":\"a\"}", "a"},
		{"{\"n\":-Infinity,\"t\":\"a\"}", "a"},
	};
	static const char *const refused[] = {"",           "{",    "{\"t\":}", "{\"t\":\"a\"}}", "{'t':1}", "{\"t\":01}", "{\"t\":\"\\x\"}",
	                                      "{\"t\":\"a", "[1,]", "nope",     "{\"t\":+1}",     "{,}"};
	struct json json = {0};
	const char *problem;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(json_read(&json, str_of(rows[i].json), &problem));
		assert_true(str_equal(json_text(&json, json_member(&json, 0, STR("t"))), str_of(rows[i].text)));
	}
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (json_read(&json, str_of(refused[i]), &problem))
			fail_msg("taken: %s", refused[i]);
	json_release(&json);
}

static void
depth_and_size_are_bounded(void **state)
{
	enum { MANY = 1 << 20 };
	struct json json = {0};
	struct buffer text = {0};
	const char *problem;

	(void)state;
	for (int i = 0; i < MANY; i++)
		buffer_char(&text, '[');
	assert_false(json_read(&json, buffer_str(&text), &problem));
	buffer_reset(&text);
	for (int depth = 0; depth < 2 * JSON_DEEPEST; depth++)
		buffer_char(&text, depth < JSON_DEEPEST ? '[' : ']');
	assert_true(json_read(&json, buffer_str(&text), &problem));
	buffer_reset(&text);
	for (int depth = 0; depth < 2 * JSON_DEEPEST + 2; depth++)
		buffer_char(&text, depth <= JSON_DEEPEST ? '[' : ']');
	assert_false(json_read(&json, buffer_str(&text), &problem));
	assert_non_null(strstr(problem, "nested"));
	buffer_reset(&text);
	buffer_text(&text, STR("[0"));
	for (int i = 0; i < JSON_MOST_VALUES; i++)
		buffer_text(&text, STR(",0"));
	buffer_char(&text, ']');
	assert_false(json_read(&json, buffer_str(&text), &problem));
	assert_non_null(strstr(problem, "million values"));
	buffer_reset(&text);
	buffer_text(&text, STR("{\"a\":\""));
	for (int i = 0; i < MANY; i++)
		buffer_text(&text, STR("\\u00e6"));
	buffer_text(&text, STR("\"}"));
	assert_true(json_read(&json, buffer_str(&text), &problem));
	assert_int_equal(json_text(&json, json_member(&json, 0, STR("a"))).length, 2 * MANY);
	buffer_release(&text);
	json_release(&json);
}

/* ---- documents ---- */

static ptrdiff_t
drip(void *state, struct source *self, struct source *inner, char *room, size_t size)
{
	size_t step = *(size_t *)state;
	ptrdiff_t n = source_read(inner, room, size < step ? size : step);

	return n < 0 ? source_fail(self, "%s", source_failure(inner)) : n;
}

static void
lines_of(struct buffer *lines, const char *documents, size_t in, size_t out)
{
	size_t step = in;
	struct source *dripping = source_through(source_memory(str_of(documents), "test"), (struct source_filter){drip, NULL, &step});
	struct source *source = documents_source(dripping);
	char room[64];
	ptrdiff_t n;

	buffer_reset(lines);
	while ((n = source_read(source, room, out < sizeof room ? out : sizeof room)) > 0)
		buffer_bytes(lines, room, (size_t)n);
	if (n < 0)
		buffer_text(lines, STR("!"));
	source_close(source);
}

static void
documents_do_not_depend_on_chunks(void **state)
{
	static const struct {
		const char *documents, *lines;
	} rows[] = {
		{"[]", "\n"},
		{"[{\"a\":\"]}\\\"\"},{\"b\":[1,{}]}]", "{\"a\":\"]}\\\"\"}\n\n{\"b\":[1,{}]}\n\n"},
		{"{\n \"a\": 1\n}\n{\"b\":\r\n2}", "{  \"a\": 1 }\n\n{\"b\":  2}\n"},
		{"\xef\xbb\xbfwindow.YTD.tweets.part0 = [ {\"a\":1} ]", "{\"a\":1}\n\n"},
		{"[1,\"x\",null]", "1\n\"x\"\nnull\n"},
		{"[[1],[2]]", "[1]\n\n[2]\n\n"},
		{"[{\"a\":1},{\"b\"", "{\"a\":1}\n\n{\"b\"!"},
		{"{\"a\":\"x", "{\"a\":\"x!"},
		{"[{}", "{}\n!"},
		{"", ""},
	};
	struct buffer lines = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t in = 1; in <= strlen(rows[i].documents) + 1; in++)
			for (size_t out = 1; out < 5; out++) {
				lines_of(&lines, rows[i].documents, in, out);
				assert_string_equal(buffer_cstring(&lines), rows[i].lines);
			}
	buffer_release(&lines);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(jansson_is_the_judge),
		cmocka_unit_test(numbers_stay_digits),
		cmocka_unit_test(deviations_are_mended),
		cmocka_unit_test(depth_and_size_are_bounded),
		cmocka_unit_test(documents_do_not_depend_on_chunks),
	};
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
