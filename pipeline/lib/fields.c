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

/* Which of at[0 … left) are delimiters, a bit for each; of no more than WINDOW. `whole` tells that the LANES bytes before the end may be read. */
static inline uint64_t
find_delimiters(const char *at, size_t left, bool whole, lanes delimiters)
{
	uint64_t found = 0;

	for (size_t i = 0; i < left; i += LANES) {
		uint64_t here;
		if (left - i >= LANES)
			here = lanes_bits(lanes_at(at + i) == delimiters);
		else if (whole) /* the end, read with some of what is before it */
			here = lanes_bits(lanes_at(at + left - LANES) == delimiters) >> (LANES - (left - i));
		else
			here = lanes_bits(lanes_of_few(at, left) == delimiters);
		found |= here << i;
	}
	return found;
}

/* Adds the parts of begin[0 … stop) that a `delimiter` ends; returns where the part behind the last of these begins. A step is a window whatever its number of
 * delimiters: to go from one to the next cost four times as much. */
static inline const char *
cut_run(struct fields *fields, char delimiter, const char *begin, const char *stop)
{
	const lanes delimiters = lanes_of(delimiter);
	const bool whole = stop - begin >= LANES;

	for (const char *at = begin; at < stop; at += WINDOW) {
		size_t left = (size_t)(stop - at);
		uint64_t found = left < WINDOW ? find_delimiters(at, left, whole, delimiters) : find_delimiters(at, WINDOW, true, delimiters);
		struct str *field;

		if (fields->capacity - fields->count < WINDOW)
			fields_grow(fields);
		for (field = fields->at + fields->count; found; found &= found - 1) {
			const char *end = at + __builtin_ctzll(found);
			*field++ = (struct str){begin, (size_t)(end - begin)};
			begin = end + 1;
		}
		fields->count = (size_t)(field - fields->at);
		if (left <= WINDOW)
			break;
	}
	return begin;
}

static void
cut_bare(struct fields *fields, char delimiter, const char *at, const char *line_end)
{
	at = cut_run(fields, delimiter, at, line_end);
	fields_add(fields, (struct str){at, (size_t)(line_end - at)});
}

void
fields_split(struct fields *fields, char separator, struct str cell)
{
	fields->count = 0;
	cut_bare(fields, separator, cell.at, cell.at + cell.length);
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
			if (cut_run(fields, dialect.delimiter, at, quote) != quote)
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
	cut_bare(fields, dialect.delimiter, at, line_end);
	return feed;
}

void
fields_release(struct fields *fields)
{
	buffer_release(&fields->joined);
	free(fields->at);
}
