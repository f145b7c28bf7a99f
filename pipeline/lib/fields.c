#include "lib/fields.h"

#include <stdlib.h>

#include "lib/lanes.h"

void
fields_grow(struct fields *fields)
{
	fields->capacity = fields->capacity ? fields->capacity * 2 : 32;
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

/* Adds the parts of begin[0 … stop) that a `delimiter` ends; returns where the part behind the last of these begins. A step is sixteen bytes whatever their
 * number of delimiters: to go from one to the next cost three times as much. */
static inline const char *
cut_run(struct fields *fields, char delimiter, const char *begin, const char *stop)
{
	const lanes delimiters = lanes_of(delimiter);
	size_t length = (size_t)(stop - begin);
	const char *at = begin;

	for (size_t i = 0; i < length; i += LANES, at += LANES) {
		struct str *field;
		unsigned found;

		if (length - i >= LANES)
			found = lanes_bits(lanes_at(at) == delimiters);
		else if (length >= LANES) /* the end, read with some of what is before it */
			found = lanes_bits(lanes_at(stop - LANES) == delimiters) >> (LANES - (length - i));
		else
			found = lanes_bits(lanes_of_few(at, length) == delimiters);
		if (fields->capacity - fields->count < LANES)
			fields_grow(fields);
		for (field = fields->at + fields->count; found; found &= found - 1) {
			const char *end = at + __builtin_ctz(found);
			*field++ = (struct str){begin, (size_t)(end - begin)};
			begin = end + 1;
		}
		fields->count = (size_t)(field - fields->at);
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
