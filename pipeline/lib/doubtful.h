/* A record of CSV that has quotes where fields_cut is in doubt: read by libcsv, to which this is the only door.
 *
 *   doubtful_begin(doubtful, &fields);
 *   while (doubtful_line(doubtful, line) == DOUBT_OPEN) line = the next one;
 */
#ifndef OMTALE_DOUBTFUL_H
#define OMTALE_DOUBTFUL_H

#include "lib/fields.h"

struct doubtful;

struct doubtful *
doubtful_open(struct dialect dialect);

/* Begins a record, whatever came of the last, whose fields go to `fields`, with their bytes to fields->joined. */
void
doubtful_begin(struct doubtful *doubtful, struct fields *fields);

enum doubt {
	DOUBT_NONE,      /* the record is whole, its fields stand */
	DOUBT_OPEN,      /* it goes on inside a quoted field */
	DOUBT_MISQUOTED, /* a quote stands where none may */
};

/* Reads on: a physical line without its LF. */
enum doubt
doubtful_line(struct doubtful *doubtful, struct str line);

void
doubtful_close(struct doubtful *doubtful);

#endif
