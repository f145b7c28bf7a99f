#include "lib/fields.h"

#include <stdlib.h>

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

static const char *
cut_bare(struct fields *fields, char delimiter, struct str line, const char *feed)
{
	while (line.at)
		fields_add(fields, str_cut(&line, delimiter));
	return feed;
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
	const char *line_end = without_return(at, feed), *quote = dialect.no_quotes ? line_end : next_of('"', at, line_end), *stray;
	struct str field, rest;

	fields->count = 0;
	buffer_reset(&fields->joined);
	if (quote == line_end)
		return cut_bare(fields, dialect.delimiter, (struct str){at, (size_t)(line_end - at)}, feed);
	stray = next_of('\r', at, line_end);
	for (;; at++) {
		if (at < line_end && at == quote) {
			const char *close = closing_quote(&fields->joined, at + 1, end, &field);
			if (close && close > feed)
				feed = memchr(close, '\n', (size_t)(end - close)); /* it went over line ends */
			if (!close || !feed)
				return NULL;
			at = close + 1;
			line_end = without_return(close, feed);
			if (at != line_end && *at != dialect.delimiter)
				return NULL;
			quote = next_of('"', at, line_end);
			if (stray < at)
				stray = next_of('\r', at, line_end);
		} else {
			rest = (struct str){at, (size_t)(line_end - at)};
			field = str_cut(&rest, dialect.delimiter);
			at += field.length;
			if (quote < at || stray < at)
				return NULL;
		}
		fields_add(fields, field);
		if (at == line_end)
			return feed;
	}
}

void
fields_release(struct fields *fields)
{
	buffer_release(&fields->joined);
	free(fields->at);
}
