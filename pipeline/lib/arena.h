/* Memory that is given back all at once: for a record (reset when the next is read) or for the process (a lexicon).
 *
 *   blocks:  [ used ........ | free ]  ->  [ used … ]      newest first
 *
 * Init with {0}. What is allocated is zeroed, aligned for any type, and valid until arena_reset or arena_release. ARENA_SLACK bytes behind it may be read.
 */
#ifndef OMTALE_ARENA_H
#define OMTALE_ARENA_H

#include "lib/str.h"

enum { ARENA_SLACK = 16 };

struct arena {
	struct arena_block *blocks;
};

/* `count` × `size` zeroed bytes; dies when there is no memory. */
void *
arena_new(struct arena *arena, size_t count, size_t size);

/* A copy of `text` with a NUL behind it (not counted in length). */
struct str
arena_copy(struct arena *arena, struct str text);

/* Forget everything, keep the largest block for reuse. */
void
arena_reset(struct arena *arena);

void
arena_release(struct arena *arena);

#endif
