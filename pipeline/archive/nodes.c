/* The half of json.h that reads strict JSON in place, and finds values in it. */
#include "archive/json.h"

struct json_node *
json_add(struct json *json, enum json_kind kind, struct str text)
{
	struct json_node *node;

	if (json->count == json->capacity) {
		json->capacity = json->capacity ? json->capacity * 2 : 256;
		json->nodes = memory_grow(json->nodes, json->capacity, sizeof *json->nodes);
	}
	node = &json->nodes[json->count++];
	*node = (struct json_node){.text = text, .next = json->count, .kind = (unsigned char)kind};
	return node;
}

/* ---- the strict reader ---- */

struct reading {
	const char *at, *end;
	uint32_t open[JSON_DEEPEST]; /* the objects and arrays that we are in */
	int depth;
};

enum { PLAIN, QUOTE, BACKSLASH, RAW_CONTROL };
static const unsigned char in_string[256] = {
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, ['"'] = QUOTE, ['\\'] = BACKSLASH,
};

static void
skip_space(struct reading *reading)
{
	while (reading->at < reading->end && (*reading->at == ' ' || *reading->at == '\t' || *reading->at == '\r' || *reading->at == '\n'))
		reading->at++;
}

/* The number in four hexadecimal digits, or -1. */
static int32_t
hexadecimal(const char *at, const char *end)
{
	int32_t value = 0;

	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = at[i] >= '0' && at[i] <= '9' ? at[i] - '0' : (at[i] | 32) >= 'a' && (at[i] | 32) <= 'f' ? (at[i] | 32) - 'a' + 10 : -1;
		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* How long the escape at `at` (a backslash) is and which character it means; 0 when it means none. */
static size_t
escape(const char *at, const char *end, uint32_t *rune)
{
	static const char names[] = "\"\\/bfnrt", runes[] = "\"\\/\b\f\n\r\t";
	const char *found;
	int32_t high, low;

	if (end - at < 2)
		return 0;
	if (at[1] != 'u') {
		found = at[1] ? strchr(names, at[1]) : NULL;
		*rune = found ? (unsigned char)runes[found - names] : 0;
		return found ? 2 : 0;
	}
	high = hexadecimal(at + 2, end);
	if (high < 0 || (high >= 0xdc00 && high < 0xe000))
		return 0;
	*rune = (uint32_t)high;
	if (high < 0xd800 || high >= 0xe000)
		return 6;
	low = end - at >= 12 && at[6] == '\\' && at[7] == 'u' ? hexadecimal(at + 8, end) : -1;
	if (low < 0xdc00 || low >= 0xe000)
		return 0;
	*rune = 0x10000 + ((uint32_t)(high - 0xd800) << 10) + (uint32_t)(low - 0xdc00);
	return 12;
}

/* Steps over bytes that are only themselves, eight at a time. */
static void
skip_plain(struct reading *reading)
{
	const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;

	for (uint64_t word; reading->end - reading->at >= 8; reading->at += 8) {
		uint64_t quotes, backslashes;

		memcpy(&word, reading->at, 8);
		quotes = word ^ (ones * '"');
		backslashes = word ^ (ones * '\\');
		/* a byte of 0 in either, or one below the space in word */
		if ((((quotes - ones) & ~quotes) | ((backslashes - ones) & ~backslashes) | ((word - ones * 0x20) & ~word)) & high)
			break;
	}
	while (reading->at < reading->end && in_string[(unsigned char)*reading->at] == PLAIN)
		reading->at++;
}

/* From behind the opening quote to behind the closing one. */
static bool
read_string(struct json *json, struct reading *reading)
{
	const char *begin = reading->at;
	bool escaped = false;

	for (;;) {
		uint32_t rune;
		size_t length;

		skip_plain(reading);
		if (reading->at == reading->end || in_string[(unsigned char)*reading->at] == RAW_CONTROL)
			return false;
		if (*reading->at == '"')
			break;
		length = escape(reading->at, reading->end, &rune);
		if (length == 0)
			return false;
		reading->at += length;
		escaped = true;
	}
	json_add(json, VALUE_STRING, (struct str){begin, (size_t)(reading->at - begin)})->escaped = escaped;
	reading->at++;
	return true;
}

static size_t
digits(struct str text)
{
	size_t n = 0;

	while (n < text.length && text.at[n] >= '0' && text.at[n] <= '9')
		n++;
	return n;
}

static struct str
behind(struct str text, size_t length)
{
	return (struct str){text.at + length, text.length - length};
}

size_t
json_number(struct str text)
{
	size_t sign = text.length && text.at[0] == '-', whole = digits(behind(text, sign)), length = sign + whole, part;

	if (whole == 0 || (text.at[sign] == '0' && whole > 1))
		return 0;
	if (length < text.length && text.at[length] == '.') {
		part = digits(behind(text, length + 1));
		if (part == 0)
			return 0;
		length += 1 + part;
	}
	if (length < text.length && (text.at[length] | 32) == 'e') {
		length++;
		if (length < text.length && (text.at[length] == '+' || text.at[length] == '-'))
			length++;
		part = digits(behind(text, length));
		if (part == 0)
			return 0;
		length += part;
	}
	return length;
}

static bool
read_number(struct json *json, struct reading *reading)
{
	struct str rest = {reading->at, (size_t)(reading->end - reading->at)};
	size_t length = json_number(rest);

	json_add(json, VALUE_NUMBER, (struct str){reading->at, length});
	reading->at += length;
	return length > 0;
}

static bool
read_word(struct json *json, struct reading *reading)
{
	static const struct {
		struct str word;
		enum json_kind kind;
	} words[] = {{{"null", 4}, VALUE_NULL}, {{"true", 4}, VALUE_TRUE}, {{"false", 5}, VALUE_FALSE}};
	struct str rest = {reading->at, (size_t)(reading->end - reading->at)};

	for (size_t i = 0; i < 3; i++)
		if (str_starts(rest, words[i].word)) {
			json_add(json, words[i].kind, words[i].word);
			reading->at += words[i].word.length;
			return true;
		}
	return false;
}

static bool
open_group(struct json *json, struct reading *reading, enum json_kind kind)
{
	if (reading->depth == JSON_DEEPEST)
		return false;
	reading->open[reading->depth++] = json->count;
	json_add(json, kind, (struct str){reading->at++, 0});
	return true;
}

static void
close_group(struct json *json, struct reading *reading)
{
	struct json_node *group = &json->nodes[reading->open[--reading->depth]];

	reading->at++;
	group->text.length = (size_t)(reading->at - group->text.at);
	group->next = json->count;
}

/* One value, of a group its opening. */
static bool
read_value(struct json *json, struct reading *reading)
{
	if (reading->at == reading->end || json->count >= JSON_MOST_VALUES)
		return false;
	switch (*reading->at) {
	case '"':
		reading->at++;
		return read_string(json, reading);
	case '{':
		return open_group(json, reading, VALUE_OBJECT);
	case '[':
		return open_group(json, reading, VALUE_ARRAY);
	case 'n':
	case 't':
	case 'f':
		return read_word(json, reading);
	default:
		return read_number(json, reading);
	}
}

static bool
read_key(struct json *json, struct reading *reading)
{
	if (reading->at == reading->end || *reading->at != '"')
		return false;
	reading->at++;
	if (!read_string(json, reading))
		return false;
	skip_space(reading);
	if (reading->at == reading->end || *reading->at != ':')
		return false;
	reading->at++;
	skip_space(reading);
	return true;
}

/* Behind a value: closes what ends here, and steps over a comma. False on an error; *more tells whether a member must follow. */
static bool
read_separator(struct json *json, struct reading *reading, bool opened, bool *more)
{
	bool first = opened;

	for (; reading->depth; first = false) {
		struct json_node *group = &json->nodes[reading->open[reading->depth - 1]];
		char closing = group->kind == VALUE_OBJECT ? '}' : ']';

		skip_space(reading);
		if (reading->at == reading->end)
			return false;
		if (*reading->at == closing) {
			close_group(json, reading);
			continue;
		}
		if (!first) {
			if (*reading->at != ',')
				return false;
			reading->at++;
			skip_space(reading);
		}
		group->count++;
		*more = true;
		return group->kind == VALUE_ARRAY || read_key(json, reading);
	}
	*more = false;
	return true;
}

bool
json_read_strictly(struct json *json, struct str text)
{
	struct reading reading = {.at = text.at, .end = text.at + text.length};
	bool more = true;

	skip_space(&reading);
	while (more) {
		int depth = reading.depth;
		if (!read_value(json, &reading) || !read_separator(json, &reading, reading.depth > depth, &more))
			return false;
	}
	skip_space(&reading);
	return reading.at == reading.end;
}

/* ---- finding ---- */

static void
unescape(struct json *json, struct json_node *node)
{
	char *room = arena_new(&json->arena, node->text.length + 1, 1);
	const char *at = node->text.at, *end = at + node->text.length;
	struct buffer out = {room, 0, node->text.length + 1}; /* an escape is never shorter than what it means */

	while (at < end) {
		const char *backslash = memchr(at, '\\', (size_t)(end - at));
		uint32_t rune;
		size_t length;

		buffer_bytes(&out, at, (size_t)((backslash ? backslash : end) - at));
		if (!backslash || !(length = escape(backslash, end, &rune))) /* what means nothing was refused when the text was read */
			break;
		at = backslash + length;
		if (rune < 0x80) {
			buffer_char(&out, (char)rune);
		} else {
			struct buffer one = {(char[4]){0}, 0, 4};
			buffer_rune(&one, rune);
			buffer_text(&out, buffer_str(&one));
		}
	}
	node->text = (struct str){room, out.length};
	node->escaped = false;
}

struct str
json_text(struct json *json, uint32_t node)
{
	if (node == JSON_NOWHERE || json->nodes[node].kind == VALUE_NULL || json->nodes[node].kind >= VALUE_OBJECT)
		return (struct str){NULL, 0};
	if (json->nodes[node].escaped)
		unescape(json, &json->nodes[node]);
	return json->nodes[node].text;
}

uint32_t
json_member(struct json *json, uint32_t object, struct str key)
{
	uint32_t found = JSON_NOWHERE, at;

	if (json_kind(json, object) != VALUE_OBJECT)
		return JSON_NOWHERE;
	at = json_first(object);
	for (uint32_t i = json->nodes[object].count; i; i--) {
		if (json->nodes[at].escaped)
			unescape(json, &json->nodes[at]);
		if (str_equal(json->nodes[at].text, key))
			found = at + 1;
		at = json->nodes[at + 1].next;
	}
	return found;
}

uint32_t
json_element(const struct json *json, uint32_t array, size_t index)
{
	uint32_t at;

	if (json_kind(json, array) != VALUE_ARRAY || index >= json->nodes[array].count)
		return JSON_NOWHERE;
	at = json_first(array);
	while (index--)
		at = json->nodes[at].next;
	return at;
}
