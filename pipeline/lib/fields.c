#include "lib/fields.h"

#include <stdlib.h>

#include "lib/lanes.h"

enum { WINDOW = 4 * LANES };

void
fields_grow(struct fields *fields)
{
	fields->capacity = fields->capacity ? fields->capacity * 2 : 2 * WINDOW;
	fields->at = memory_grow(fields->at, fields->capacity, sizeof *fields->at);
}

/* The next `sign`, or the end. */
static inline const char *
next_of(char sign, const char *at, const char *end)
{
	const char *found = at < end ? memchr(at, sign, (size_t)(end - at)) : NULL;

	return found ? found : end;
}

/* A CR before the line end is no part of the line. */
static inline const char *
without_return(const char *line, const char *feed)
{
	return feed > line && feed[-1] == '\r' ? feed - 1 : feed;
}

/* Which of at[0 … WINDOW) are delimiters, a bit for each. */
static inline uint64_t
look_through(const char *at, lanes delimiters)
{
	uint64_t found = 0;

	for (unsigned i = 0; i < WINDOW; i += LANES)
		found |= (uint64_t)lanes_bits(lanes_at(at + i) == delimiters) << i;
	return found;
}

/* The same of begin[0 … length), which is shorter. */
static uint64_t
look_through_few(const char *begin, size_t length, lanes delimiters)
{
	uint64_t found = 0;

	if (length < LANES)
		return lanes_bits(lanes_of_few(begin, length) == delimiters);
	for (size_t i = 0; i + LANES <= length; i += LANES)
		found |= (uint64_t)lanes_bits(lanes_at(begin + i) == delimiters) << i;
	return found | (uint64_t)lanes_bits(lanes_at(begin + length - LANES) == delimiters) << (length - LANES);
}

/* Adds the parts of begin[0 … stop) that a `delimiter` ends; returns where the part behind the last of these begins. A step is a window whatever its number of
 * delimiters: to go from one to the next cost four times as much. Bytes up to `end` may be read. */
static inline const char *
cut_run(struct fields *fields, char delimiter, const char *begin, const char *stop, const char *end)
{
	const lanes delimiters = lanes_of(delimiter);
	const size_t length = (size_t)(stop - begin);

	for (const char *at = begin; at < stop;) {
		size_t left = (size_t)(stop - at);
		uint64_t found;
		struct str *field;

		if (left >= WINDOW)
			found = look_through(at, delimiters);
		else if (end - at >= WINDOW)
			found = look_through(at, delimiters) & (((uint64_t)1 << left) - 1);
		else if (length >= WINDOW)
			found = look_through(stop - WINDOW, delimiters) >> (WINDOW - left);
		else
			found = look_through_few(at, left, delimiters);
		if (fields->capacity - fields->count < WINDOW)
			fields_grow(fields);
		for (field = fields->at + fields->count; found; found &= found - 1) {
			const char *part_end = at + __builtin_ctzll(found);
			*field++ = (struct str){begin, (size_t)(part_end - begin)};
			begin = part_end + 1;
		}
		fields->count = (size_t)(field - fields->at);
		at += left < WINDOW ? left : WINDOW;
	}
	return begin;
}

static void
cut_bare(struct fields *fields, char delimiter, const char *at, const char *line_end, const char *end)
{
	at = cut_run(fields, delimiter, at, line_end, end);
	fields_add(fields, (struct str){at, (size_t)(line_end - at)});
}

void
fields_split(struct fields *fields, char separator, struct str cell)
{
	fields->count = 0;
	cut_bare(fields, separator, cell.at, cell.at + cell.length, cell.at + cell.length);
}

/* The quote that closes the field that begins at `at`, behind its opening one, or NULL. `joined` gets room for all up to `end` before the first field goes
 * into it, and so does not move while the record is cut. */
static const char *
closing_quote(struct buffer *joined, const char *at, const char *end, struct str *field)
{
	const char *begin = at, *quote;
	size_t before = joined->length;

	while ((quote = memchr(at, '"', (size_t)(end - at))) && quote + 1 < end && quote[1] == '"') {
		if (joined->length == 0)
			buffer_reserve(joined, (size_t)(end - begin));
		buffer_bytes(joined, begin, (size_t)(quote + 1 - begin));
		begin = at = quote + 2;
	}
	if (!quote)
		return NULL;
	*field = (struct str){begin, (size_t)(quote - begin)};
	if (joined->length > before) {
		buffer_text(joined, *field);
		*field = (struct str){joined->at + before, joined->length - before};
	}
	return quote;
}

const char *
fields_cut(struct fields *fields, struct dialect dialect, const char *at, const char *feed, const char *end)
{
	const char *line_end = without_return(at, feed), *quote = dialect.no_quotes ? line_end : next_of('"', at, line_end);
	const char *stray = quote == line_end ? line_end : next_of('\r', at, line_end);
	struct str field;

	fields->count = 0;
	buffer_reset(&fields->joined);
	for (;; at++) {
		if (at < quote || quote == line_end) {
			if (stray < quote)
				return NULL;
			if (quote == line_end)
				break;
			if (cut_run(fields, dialect.delimiter, at, quote, end) != quote)
				return NULL;
		}
		const char *close = closing_quote(&fields->joined, quote + 1, end, &field);
		if (close && close > feed)
			feed = memchr(close, '\n', (size_t)(end - close)); /* it went over line ends */
		if (!close || !feed)
			return NULL;
		fields_add(fields, field);
		at = close + 1;
		line_end = without_return(close, feed);
		if (at == line_end)
			return feed;
		if (*at != dialect.delimiter)
			return NULL;
		quote = next_of('"', at, line_end);
		if (stray < at)
			stray = next_of('\r', at, line_end);
	}
	cut_bare(fields, dialect.delimiter, at, line_end, end);
	return feed;
}

void
fields_release(struct fields *fields)
{
	buffer_release(&fields->joined);
	free(fields->at);
}
