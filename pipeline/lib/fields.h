/* A record of CSV cut into its fields, where no state machine is needed: a canonical record, quoted or not, on one line or several.
 *
 *   17,"Hej, du",,"say ""hi"""↵     [17] [Hej, du] []    where they stand; [say "hi"] put together in `joined`
 *
 * Quotes and line ends are found by memchr, delimiters sixteen bytes at a time. Whatever is in doubt is left to libcsv (lib/doubtful).
 *
 * Init with {0}.
 */
#ifndef OMTALE_FIELDS_H
#define OMTALE_FIELDS_H

#include "lib/str.h"

struct fields {
	struct str *at; /* of the last record cut; they point into its bytes and into `joined` */
	size_t count, capacity;
	struct buffer joined; /* fields that do not stand in the record as they are meant */
};

/* Makes room for more fields. */
void
fields_grow(struct fields *fields);

static inline void
fields_add(struct fields *fields, struct str field)
{
	if (fields->count == fields->capacity)
		fields_grow(fields);
	fields->at[fields->count++] = field;
}

/* What decides where fields end. */
struct dialect {
	char delimiter;
	bool no_quotes; /* a quote is a character like any other */
};

/* Cuts the record that begins at `at`, whose first line ends at `feed` (an LF or the end of the input), and returns where its last line ends. Bytes up to
 * `end` may be read. NULL where there is any doubt: a quote inside a bare field, text or a carriage return beside the quotes, a quoted field that goes on
 * behind `end`. */
const char *
fields_cut(struct fields *fields, struct dialect dialect, const char *at, const char *feed, const char *end);

/* All parts of a cell, between its separators, as str_cut finds them: an empty cell has one empty part. They replace the fields that are there. */
void
fields_split(struct fields *fields, char separator, struct str cell);

void
fields_release(struct fields *fields);

#endif
