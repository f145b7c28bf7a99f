/* Text as pointer and length, and a buffer that grows.
 *
 * struct str borrows: it never owns its bytes, is not NUL-terminated, and is valid as long as what it points into.
 * struct buffer owns; init with {0}, end with buffer_release. Running out of memory is a die().
 */
#ifndef OMTALE_STR_H
#define OMTALE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *at;
	size_t length;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

static inline struct str
str_of(const char *text)
{
	return (struct str){text, strlen(text)};
}

/* Eight bytes as a number, the first the lowest. */
static inline uint64_t
str_eight(const char *at)
{
	uint64_t eight;

	memcpy(&eight, at, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	eight = __builtin_bswap64(eight);
#endif
	return eight;
}

/* Four alike. */
static inline uint32_t
str_four(const char *at)
{
	uint32_t four;

	memcpy(&four, at, sizeof four);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	four = __builtin_bswap32(four);
#endif
	return four;
}

/* Fewer than eight alike, and zeros. Most texts are words of that length: two reads that overlap cost less than a byte at a time. */
static inline uint64_t
str_few(const char *at, size_t length)
{
	if (length >= 4)
		return str_four(at) | (uint64_t)str_four(at + length - 4) << 8 * (length - 4);
	if (length)
		return (uint64_t)(unsigned char)at[0] | (uint64_t)(unsigned char)at[length / 2] << 8 * (length / 2) |
		       (uint64_t)(unsigned char)at[length - 1] << 8 * (length - 1);
	return 0;
}

static inline bool
str_equal(struct str a, struct str b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

static inline bool
str_starts(struct str text, struct str prefix)
{
	return text.length >= prefix.length && memcmp(text.at, prefix.at, prefix.length) == 0;
}

static inline bool
str_ends(struct str text, struct str suffix)
{
	return text.length >= suffix.length && memcmp(text.at + text.length - suffix.length, suffix.at, suffix.length) == 0;
}

/* By bytes, as memcmp, the shorter first: less than, equal to or greater than 0. */
int
str_compare(struct str a, struct str b);

/* str_cut where the separator is far away, or the end near. */
struct str
str_cut_far(struct str *rest, char separator);

/* The part before the first `separator`; *rest becomes what follows it. At the end *rest becomes {NULL, 0}.
 *   for (struct str rest = cell, part; rest.at;) { part = str_cut(&rest, ';'); … }   an empty cell gives one empty part
 * Most parts are words, numbers and times, for which a call of memchr costs more than the search: the lowest zero byte of the difference ends the part.
 */
static inline struct str
str_cut(struct str *rest, char separator)
{
	const uint64_t each = 0x0101010101010101u;

	for (size_t i = 0; i < 3 * sizeof each && rest->length - i >= sizeof each; i += sizeof each) {
		uint64_t apart = str_eight(rest->at + i) ^ each * (unsigned char)separator;
		apart = (apart - each) & ~apart & each << 7;
		if (apart) {
			struct str part = {rest->at, i + (size_t)__builtin_ctzll(apart) / 8};
			*rest = (struct str){part.at + part.length + 1, rest->length - part.length - 1};
			return part;
		}
	}
	return str_cut_far(rest, separator);
}

/* Without spaces, tabs, CR and LF at both ends. */
struct str
str_trim(struct str text);

/* A whole decimal integer / number in *value, and true; false when `text` is anything else (locale-free, no hex, no inf). */
bool
str_to_int(struct str text, int64_t *value);
bool
str_to_double(struct str text, double *value);

/* str_rune where the first byte is not ASCII. */
size_t
str_rune_wide(struct str text, uint32_t *rune);

/* How many bytes at the front of `text` are one well-formed UTF-8 character (1–4), or 0; *rune gets it, or 0, when not NULL. */
static inline size_t
str_rune(struct str text, uint32_t *rune)
{
	unsigned char first = text.length ? (unsigned char)text.at[0] : 0;

	if (first >= 0x80)
		return str_rune_wide(text, rune);
	if (rune)
		*rune = first;
	return text.length != 0;
}

/* How many edits (insert, delete, replace, swap) turn a into b, at most `limit` + 1; bytes, for option and column names. */
int
str_distance(struct str a, struct str b, int limit);

struct buffer {
	char *at;
	size_t length, capacity;
};

void
buffer_release(struct buffer *b);

/* buffer_reserve where there is no room yet. */
void
buffer_grow(struct buffer *b, size_t more);

/* Makes room for `more` bytes behind the content, and returns where they go; the caller adds to length what it used. */
static inline char *
buffer_reserve(struct buffer *b, size_t more)
{
	if (b->capacity - b->length < more || !b->at)
		buffer_grow(b, more);
	return b->at + b->length;
}

static inline void
buffer_reset(struct buffer *b)
{
	b->length = 0;
}

static inline struct str
buffer_str(const struct buffer *b)
{
	return (struct str){b->at ? b->at : "", b->length};
}

static inline void
buffer_char(struct buffer *b, char c)
{
	if (b->length == b->capacity)
		buffer_reserve(b, 1);
	b->at[b->length++] = c;
}

static inline void
buffer_bytes(struct buffer *b, const void *bytes, size_t length)
{
	if (b->capacity - b->length < length)
		buffer_reserve(b, length);
	if (length)
		memcpy(b->at + b->length, bytes, length);
	b->length += length;
}

static inline void
buffer_text(struct buffer *b, struct str text)
{
	buffer_bytes(b, text.at, text.length);
}

/* A code point as UTF-8. */
void
buffer_rune(struct buffer *b, uint32_t rune);

/* The decimal digits of a number, put before `end`, where there must be room for twenty; returns the first. */
char *
str_digits(char *end, uint64_t value);

/* A whole number. */
void
buffer_int(struct buffer *b, int64_t value);

/* A number with a fixed count of decimals (0–9), rounded as printf rounds, '.' as the mark, never "-0.0". */
void
buffer_fixed(struct buffer *b, double value, int decimals);

/* printf into the buffer. */
void
buffer_format(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Text as a terminal may be shown it: control characters other than line breaks as \xNN. */
void
buffer_shown(struct buffer *b, struct str text);

/* The content with a NUL behind it (not counted). Valid until the buffer changes. */
const char *
buffer_cstring(struct buffer *b);

/* malloc/calloc/realloc that die when there is no memory. `count * size` is checked for overflow. */
void *
memory_new(size_t count, size_t size);
void *
memory_grow(void *old, size_t count, size_t size);

#endif
