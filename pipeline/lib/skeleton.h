/* A CSV record with quotes, cut down to what decides where its fields begin and end.
 *
 *   17,"Hej, ""du""",x   is shown as   a,"a,a""a""",a
 *
 * libcsv looks at each byte in turn, which took a fifth of a stage's time. Only quotes, delimiters and line ends tell it anything, so in place of all bytes
 * up to the next of these it is shown one, and what it makes of the one is made of the bytes. It remains the judge of every record with a quote.
 *
 * Init with {0}.
 */
#ifndef OMTALE_SKELETON_H
#define OMTALE_SKELETON_H

#include "lib/str.h"

struct skeleton {
	struct buffer shown;
	struct run *runs; /* what stands in the record where the skeleton has `stand_in` */
	size_t capacity, count, filled;
	char delimiter, stand_in;
};

/* A new record. */
void
skeleton_begin(struct skeleton *skeleton, char delimiter);

/* The next physical line of the record, `offset` bytes behind `record`, with an LF behind it. Valid until the next call. */
struct str
skeleton_line(struct skeleton *skeleton, const char *record, size_t offset, size_t length);

/* Appends to `out` what a field of the skeleton is in the record, which may have moved. Fields come in their order, each once. */
void
skeleton_fill(struct skeleton *skeleton, struct str field, const char *record, struct buffer *out);

void
skeleton_release(struct skeleton *skeleton);

#endif
