/* The one door to jansson: it decides what can be used of a text that is not strict JSON.
 *
 *   text -> a copy, mended, each number in quotes (so that its digits stay) -> jansson -> nodes that point into its strings
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "archive/json.h"
#include "lib/die.h"
#include "lib/hash.h"

struct judge {
	struct buffer copy;
	json_t *root;
	char problem[256];
};

/* What stands between values, and opens strings. */
#define MARKS "{}[]:,\" \t\r\n"

struct copying {
	const char *at, *end;
	struct buffer *out;
	bool mended;
};

static bool
is_high_surrogate(const char *at, const char *end)
{
	return end - at >= 6 && at[0] == '\\' && at[1] == 'u' && (at[2] | 32) == 'd' && memchr("89abAB", at[3], 6);
}

static bool
is_low_surrogate(const char *at, const char *end)
{
	return end - at >= 6 && at[0] == '\\' && at[1] == 'u' && (at[2] | 32) == 'd' && memchr("cdefCDEF", at[3], 8);
}

static void
copy_escape(struct copying *copying)
{
	bool high = is_high_surrogate(copying->at, copying->end);
	size_t length = 2, have = (size_t)(copying->end - copying->at);

	if (high && is_low_surrogate(copying->at + 6, copying->end)) {
		length = 12;
	} else if (high || is_low_surrogate(copying->at, copying->end)) {
		buffer_bytes(copying->out, "\\ufffd", 6);
		copying->at += 6;
		copying->mended = true;
		return;
	}
	length = length < have ? length : have;
	buffer_bytes(copying->out, copying->at, length);
	copying->at += length;
}

static void
copy_string(struct copying *copying)
{
	buffer_char(copying->out, *copying->at++);
	while (copying->at < copying->end) {
		unsigned char c = (unsigned char)*copying->at;

		if (c == '\\') {
			copy_escape(copying);
			continue;
		}
		copying->at++;
		if (c < 0x20) {
			buffer_format(copying->out, "\\u%04x", c);
			copying->mended = true;
		} else {
			buffer_char(copying->out, (char)c);
		}
		if (c == '"')
			return;
	}
}

/* Numbers and words run to the next mark. */
static void
copy_bare(struct copying *copying)
{
	static const char *const nothing[] = {"NaN", "Infinity", "-Infinity", "nan", "None", "undefined"};
	const char *begin = copying->at;
	struct str word;

	while (copying->at < copying->end && !memchr(MARKS, *copying->at, sizeof MARKS - 1))
		copying->at++;
	word = (struct str){begin, (size_t)(copying->at - begin)};
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
		if (str_equal(word, str_of(nothing[i]))) {
			buffer_text(copying->out, STR("null"));
			copying->mended = true;
			return;
		}
	if (word.length && json_number(word) == word.length) {
		buffer_char(copying->out, '"');
		buffer_text(copying->out, word);
		buffer_char(copying->out, '"');
	} else {
		buffer_text(copying->out, word);
	}
}

/* Returns whether something was mended. */
static bool
copy_mended(struct buffer *out, struct str text)
{
	struct copying copying = {.at = text.at, .end = text.at + text.length, .out = out};

	buffer_reset(out);
	while (copying.at < copying.end)
		if (*copying.at == '"')
			copy_string(&copying);
		else if (memchr(MARKS, *copying.at, sizeof MARKS - 1))
			buffer_char(out, *copying.at++);
		else
			copy_bare(&copying);
	return copying.mended;
}

/* ---- what jansson made of it ---- */

static bool
walk(struct json *json, json_t *value, int depth);

static bool
walk_object(struct json *json, json_t *object, int depth)
{
	json_add(json, VALUE_OBJECT, STR(""))->count = (uint32_t)json_object_size(object);
	for (void *member = json_object_iter(object); member; member = json_object_iter_next(object, member)) {
		json_add(json, VALUE_STRING, (struct str){json_object_iter_key(member), json_object_iter_key_len(member)});
		if (!walk(json, json_object_iter_value(member), depth + 1))
			return false;
	}
	return true;
}

static bool
walk_array(struct json *json, json_t *array, int depth)
{
	size_t size = json_array_size(array);

	json_add(json, VALUE_ARRAY, STR(""))->count = (uint32_t)size;
	for (size_t i = 0; i < size; i++)
		if (!walk(json, json_array_get(array, i), depth + 1))
			return false;
	return true;
}

/* The same nodes as the strict reader makes; false when nested too deeply. */
static bool
walk(struct json *json, json_t *value, int depth)
{
	uint32_t here = json->count;
	bool whole = depth <= JSON_DEEPEST;

	if (json_is_object(value))
		whole = whole && walk_object(json, value, depth);
	else if (json_is_array(value))
		whole = whole && walk_array(json, value, depth);
	else if (json_is_string(value))
		json_add(json, VALUE_STRING, (struct str){json_string_value(value), json_string_length(value)});
	else if (json_is_boolean(value))
		json_add(json, json_is_true(value) ? VALUE_TRUE : VALUE_FALSE, json_is_true(value) ? STR("true") : STR("false"));
	else
		json_add(json, VALUE_NULL, STR("null"));
	if (whole)
		json->nodes[here].next = json->count;
	return whole;
}

static bool
judge_read(struct json *json, struct str text, const char **problem)
{
	struct judge *judge = json->judge;
	json_error_t error;
	bool mended;

	if (!judge) {
		judge = json->judge = memory_new(1, sizeof *judge);
		/* Left to itself it reads a file, which the fence keeps from it, and then takes the clock. */
		json_object_seed((size_t)place_hash(STR("jansson")) | 1);
	}
	json_decref(judge->root); /* NULL is fine */
	mended = copy_mended(&judge->copy, text);
	judge->root = json_loadb(judge->copy.at ? judge->copy.at : "", judge->copy.length, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
	*problem = judge->problem;
	if (!judge->root) {
		char *near = strstr(error.text, " near '"); /* what follows is the archive's, cut anywhere */

		if (near)
			*near = '\0';
		snprintf(judge->problem, sizeof judge->problem, "no JSON: %s", error.text);
		return false;
	}
	if (!walk(json, judge->root, 1)) {
		snprintf(judge->problem, sizeof judge->problem, "the JSON is nested more than %d deep", JSON_DEEPEST);
		return false;
	}
	json->mended += mended;
	return true;
}

bool
json_read(struct json *json, struct str text, const char **problem)
{
	json->count = 0;
	arena_reset(&json->arena);
	if (json_read_strictly(json, text))
		return true;
	*problem = json->count >= JSON_MOST_VALUES     ? "the JSON text holds more than 4 million values"
	           : text.length > JSON_LONGEST_MENDED ? "the JSON text is not strictly JSON, and is longer than the 4 MB that can be mended"
	                                               : NULL;
	json->count = 0;
	return !*problem && judge_read(json, text, problem);
}

void
json_release(struct json *json)
{
	if (json->judge) {
		json_decref(json->judge->root);
		buffer_release(&json->judge->copy);
		free(json->judge);
	}
	free(json->nodes);
	arena_release(&json->arena);
	*json = (struct json){0};
}
