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

char *
str_digits(char *end, uint64_t value)
{
	static const char pairs[] =
		"00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869"
		"707172737475767778798081828384858687888990919293949596979899";

	for (; value >= 100; value /= 100)
		memcpy(end -= 2, pairs + 2 * (value % 100), 2);
	if (value >= 10)
		memcpy(end -= 2, pairs + 2 * value, 2);
	else
		*--end = (char)('0' + value);
	return end;
}

void
buffer_int(struct buffer *b, int64_t value)
{
	enum { LONGEST = 20 };
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value, power = 10;
	char *at = buffer_reserve(b, 1 + LONGEST);
	size_t length = 1;

	if (value < 0) {
		*at++ = '-';
		b->length++;
	}
	for (; length < LONGEST && left >= power; power *= 10)
		length++;
	str_digits(at + length, left);
	b->length += length;
}

static const uint64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

/* |value| · 10^decimals as a whole number, halves to the even one; false when it is large. A double is a whole number shifted, m · 2^-k, so nothing is lost
 * before the rounding, which is therefore printf's. */
static bool
scale(double value, int decimals, uint64_t *scaled)
{
	__extension__ typedef unsigned __int128 wide;
	uint64_t bits, exponent;
	wide product, rest;
	unsigned shift;

	memcpy(&bits, &value, sizeof bits);
	exponent = bits >> 52 & 0x7ff;
	if (exponent > 1055 || decimals < 0 || decimals > 9) /* 2^33 and more, infinite, none */
		return false;
	shift = (unsigned)(1075 - exponent);
	if (shift > 100) { /* below half of the last decimal; zero too */
		*scaled = 0;
		return true;
	}
	product = (wide)(bits << 12 >> 12 | (uint64_t)1 << 52) * powers[decimals];
	*scaled = (uint64_t)(product >> shift);
	rest = product << (128 - shift);
	*scaled += rest > (wide)1 << 127 || (rest == (wide)1 << 127 && *scaled & 1);
	return true;
}

/* Three numbers a post, printed by printf, were 7 % of tagging. */
static bool
put_fixed(struct buffer *b, double value, int decimals)
{
	uint64_t scaled, rest;
	char *mark;

	if (!scale(value, decimals, &scaled))
		return false;
	if (value < 0 && scaled)
		buffer_char(b, '-');
	buffer_int(b, (int64_t)(scaled / powers[decimals]));
	if (decimals == 0)
		return true;
	mark = buffer_reserve(b, 1 + (size_t)decimals);
	*mark = '.';
	rest = scaled % powers[decimals];
	for (int i = decimals; i > 0; rest /= 10)
		mark[i--] = (char)('0' + rest % 10);
	b->length += 1 + (size_t)decimals;
	return true;
}

void
buffer_fixed(struct buffer *b, double value, int decimals)
{
	char text[400], *at = text;
	int length;

	if (put_fixed(b, value, decimals))
		return;
	length = snprintf(text, sizeof text, "%.*f", decimals, value);
	if (length < 0 || (size_t)length >= sizeof text)
		die("a number does not fit: %g with %d decimals", value, decimals);
	if (text[0] == '-' && strspn(text + 1, "0.") == (size_t)length - 1) {
		at++; /* "-0.0000" is 0.0000 */
		length--;
	}
	buffer_bytes(b, at, (size_t)length);
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
