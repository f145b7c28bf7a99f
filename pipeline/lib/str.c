#include "lib/str.h"

#include "lib/die.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int
str_compare(struct str a, struct str b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.at, b.at, shorter) : 0;

	return order ? order : (a.length > b.length) - (a.length < b.length);
}

struct str
str_cut_far(struct str *rest, char separator)
{
	struct str text = *rest, part = text;
	const char *found = text.length ? memchr(text.at, separator, text.length) : NULL;

	if (!found) {
		*rest = (struct str){NULL, 0};
		return part;
	}
	part.length = (size_t)(found - text.at);
	*rest = (struct str){found + 1, text.length - part.length - 1};
	return part;
}

static inline bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str text)
{
	while (text.length && is_blank(text.at[0]))
		text.at++, text.length--;
	while (text.length && is_blank(text.at[text.length - 1]))
		text.length--;
	return text;
}

bool
str_to_int(struct str text, int64_t *value)
{
	bool negative = text.length && text.at[0] == '-';
	size_t i = negative || (text.length && text.at[0] == '+') ? 1 : 0;
	uint64_t sum = 0, limit = negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX;

	if (i == text.length)
		return false;
	for (; i < text.length; i++) {
		unsigned digit = (unsigned)(text.at[i] - '0');
		if (digit > 9 || sum > (limit - digit) / 10)
			return false;
		sum = sum * 10 + digit;
	}
	*value = negative ? (int64_t)(0 - sum) : (int64_t)sum;
	return true;
}

/* "-1.25": up to fifteen digits are a whole number that a double holds exactly, as it does the power of ten, and one division rounds as strtod does (Clinger
 * 1990). */
static bool
few_digits(struct str text, double *value)
{
	static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	bool negative = text.at[0] == '-', mark = false;
	size_t digits = 0, decimals = 0;
	uint64_t sum = 0;

	for (size_t i = negative || text.at[0] == '+'; i < text.length; i++) {
		unsigned digit = (unsigned)(text.at[i] - '0');
		if (digit > 9 && (text.at[i] != '.' || mark))
			return false;
		if (digit > 9) {
			mark = true;
			continue;
		}
		sum = sum * 10 + digit;
		digits++;
		decimals += mark;
	}
	if (digits == 0 || digits > 15)
		return false;
	*value = (double)sum / powers[decimals];
	if (negative)
		*value = -*value;
	return true;
}

bool
str_to_double(struct str text, double *value)
{
	char copy[64], *end;

	if (text.length == 0 || text.length >= sizeof copy)
		return false;
	if (text.length <= 17 && few_digits(text, value))
		return true;
	for (size_t i = 0; i < text.length; i++)
		if (!memchr("0123456789+-.eE", text.at[i], 15))
			return false;
	memcpy(copy, text.at, text.length);
	copy[text.length] = '\0';
	errno = 0;
	*value = strtod(copy, &end); /* no program calls setlocale, so the mark is '.' */
	return *end == '\0' && end != copy && errno == 0;
}

size_t
str_rune_wide(struct str text, uint32_t *rune)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *at = (const unsigned char *)text.at;
	uint32_t value;
	size_t length;

	if (rune)
		*rune = 0;
	length = at[0] >= 0xf0 && at[0] < 0xf5 ? 4 : at[0] >= 0xe0 ? 3 : 2;
	if (at[0] < 0xc2 || at[0] > 0xf4 || text.length < length)
		return 0;
	value = at[0] & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (at[i] & 0x3f);
	}
	if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
		return 0;
	if (rune)
		*rune = value;
	return length;
}

int
str_distance(struct str a, struct str b, int limit)
{
	enum { LONGEST = 64 };
	int rows[3][LONGEST + 1], *before = rows[0], *last = rows[1], *now = rows[2];

	if (a.length > LONGEST || b.length > LONGEST)
		return limit + 1;
	for (size_t j = 0; j <= b.length; j++)
		last[j] = (int)j;
	for (size_t i = 1; i <= a.length; i++) {
		int *spare = before;
		now[0] = (int)i;
		for (size_t j = 1; j <= b.length; j++) {
			int best = last[j - 1] + (a.at[i - 1] != b.at[j - 1]);
			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[b.length] > limit ? limit + 1 : last[b.length];
}

void *
memory_new(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);

	if (!memory)
		die("out of memory: %zu × %zu bytes wanted", count, size);
	return memory;
}

void *
memory_grow(void *old, size_t count, size_t size)
{
	void *memory = NULL;

	if (size == 0 || count <= SIZE_MAX / size)
		memory = realloc(old, count && size ? count * size : 1);
	if (!memory)
		die("out of memory: %zu × %zu bytes wanted", count, size);
	return memory;
}

void
buffer_release(struct buffer *b)
{
	free(b->at);
	*b = (struct buffer){0};
}

void
buffer_grow(struct buffer *b, size_t more)
{
	size_t capacity = b->capacity ? b->capacity : 64;

	if (more > SIZE_MAX / 2 - b->length)
		die("out of memory: %zu bytes wanted behind %zu", more, b->length);
	while (capacity - b->length < more)
		capacity *= 2;
	b->at = memory_grow(b->at, capacity, 1);
	b->capacity = capacity;
}

void
buffer_rune(struct buffer *b, uint32_t rune)
{
	char *at = buffer_reserve(b, 4);

	if (rune < 0x80) {
		at[0] = (char)rune;
		b->length += 1;
	} else if (rune < 0x800) {
		at[0] = (char)(0xc0 | rune >> 6);
		at[1] = (char)(0x80 | (rune & 0x3f));
		b->length += 2;
	} else if (rune < 0x10000) {
		at[0] = (char)(0xe0 | rune >> 12);
		at[1] = (char)(0x80 | (rune >> 6 & 0x3f));
		at[2] = (char)(0x80 | (rune & 0x3f));
		b->length += 3;
	} else {
		at[0] = (char)(0xf0 | rune >> 18);
		at[1] = (char)(0x80 | (rune >> 12 & 0x3f));
		at[2] = (char)(0x80 | (rune >> 6 & 0x3f));
		at[3] = (char)(0x80 | (rune & 0x3f));
		b->length += 4;
	}
}

void
buffer_format(struct buffer *b, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		die("a text does not fit its format \"%s\"", format);
	buffer_reserve(b, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(b->at + b->length, (size_t)length + 1, format, arguments);
	va_end(arguments);
	b->length += (size_t)length;
}

void
buffer_shown(struct buffer *b, struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i], next = i + 1 < text.length ? (unsigned char)text.at[i + 1] : 0;

		if (c == 0xc2 && next >= 0x80 && next < 0xa0)
			buffer_format(b, "\\x%02x", (unsigned char)text.at[++i]);
		else if ((c < 0x20 && c != '\n') || c == 0x7f)
			buffer_format(b, "\\x%02x", c);
		else
			buffer_char(b, (char)c);
	}
}

const char *
buffer_cstring(struct buffer *b)
{
	*buffer_reserve(b, 1) = '\0';
	return b->at;
}
