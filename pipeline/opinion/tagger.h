/* The fourth stage's own state: lexicons, the post at hand and what was found in it; one call reads a post, one writes its columns. */
#ifndef OMTALE_TAGGER_H
#define OMTALE_TAGGER_H

#include "lib/table.h"

struct tagger;

/* `brands`: path of the brand lexicon, or NULL for the bundled one. */
struct tagger *
tagger_new(const char *brands);

void
tagger_header(const struct tagger *tagger, struct writer *out);

void
tagger_read(struct tagger *tagger, struct str lang, struct str author, struct str tokens, struct str lemmas);

void
tagger_write(struct tagger *tagger, struct writer *out);

void
tagger_free(struct tagger *tagger);

#endif
