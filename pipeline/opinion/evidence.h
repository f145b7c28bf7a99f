/* The evidence column: what decided, in reading order: `god:+2 ikke*god:-1.4 stole_på:trust telia:name`. */
#ifndef OMTALE_EVIDENCE_H
#define OMTALE_EVIDENCE_H

#include "opinion/brands.h"
#include "opinion/topics.h"

/* Appends what is said of a scored word: `stole_på:+2`. */
void
evidence_word(struct buffer *out, struct str text, double score);

/* Appends it. */
void
evidence_text(struct buffer *out, const struct brands *brands, const struct mentions *mentions, const struct sentiment *sentiment, const struct topics *topics);

#endif
