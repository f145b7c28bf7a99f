/* The one door to zlib: unpacking of gzip with any number of members end to end, and packing with the same bytes every time.
 */
#ifndef OMTALE_GZIP_H
#define OMTALE_GZIP_H

#include "lib/str.h"

struct gunzip;
struct gzip;

struct gunzip *
gunzip_new(void);

/* Unpacks from *in, which moves on by what was used, into room[0 … size): how many bytes came out, or -1 when the stream is damaged
 * (*problem says how). 0 means that more input is wanted. */
ptrdiff_t
gunzip_run(struct gunzip *gunzip, struct str *in, char *room, size_t size, const char **problem);

/* Whether the input may end here: behind a whole member. */
bool
gunzip_complete(const struct gunzip *gunzip);

void
gunzip_free(struct gunzip *gunzip);

/* One member, no name and no time in its header, so that the same bytes in give the same bytes out. */
struct gzip *
gzip_new(void);

/* Packs `in` and appends what comes out to `packed`; `last` ends the member. */
void
gzip_run(struct gzip *gzip, struct str in, bool last, struct buffer *packed);

void
gzip_free(struct gzip *gzip);

#endif
