/* How often each word stands in an archive: made by `omtale-stem --count`, given back with --counts, so that a second pass knows its names and slang.
 *
 *   word,lang,count      CSV, sorted by language and word
 */
#ifndef OMTALE_COUNTS_H
#define OMTALE_COUNTS_H

#include "lib/map.h"

struct counts {
	struct map words;
	uint32_t *count; /* by number */
	uint32_t capacity;
};

/* Adds one to a word, which is kept in lower case. Of many millions, those seen once are forgotten to keep memory bounded. */
void
counts_add(struct counts *counts, struct str word, uint32_t times);

/* 0 when never seen; `counts` may be NULL. */
uint32_t
counts_times(const struct counts *counts, struct str word);

void
counts_release(struct counts *counts);

#endif
