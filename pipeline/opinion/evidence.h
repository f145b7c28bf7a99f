/* The evidence column: what decided, in reading order: `god:+2 ikke*god:-1.4 stole_på:trust telia:name`. */
#ifndef OMTALE_EVIDENCE_H
#define OMTALE_EVIDENCE_H

#include "opinion/brands.h"
#include "opinion/topics.h"

/* One piece, to be put in reading order. */
struct piece {
	uint32_t place, order;
	size_t from, length; /* in text */
};

struct evidence {
	struct piece *pieces;
	uint32_t count, capacity;
	struct buffer text, cell;
};

/* Valid until the next call. */
struct str
evidence_text(struct evidence *evidence, const struct brands *brands, const struct mentions *mentions, const struct sentiment *sentiment,
              const struct topics *topics);

void
evidence_release(struct evidence *evidence);

#endif
