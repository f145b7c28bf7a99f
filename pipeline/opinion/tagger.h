/* The fourth stage's own state: lexicons, the post at hand and what was found in it; one call reads a post, one writes its columns. */
#ifndef OMTALE_TAGGER_H
#define OMTALE_TAGGER_H

#include "lib/table.h"

struct tagger;

enum tagger_file { TAGGER_SENTIMENT, TAGGER_MODIFIERS, TAGGER_TOPICS, TAGGER_FIXED /* no option stands in for it */ };

/* Nothing is loaded yet: first say which files stand in for the bundled ones, then tagger_load. */
struct tagger *
tagger_new(void);

/* "da=FILE" for one language, "FILE" for all four; in place of the bundled file. Several may be given. */
void
tagger_use(struct tagger *tagger, enum tagger_file file, const char *argument);

/* "NAME=FILE": a lexicon of the user's whose scores become further columns. */
void
tagger_also(struct tagger *tagger, const char *argument);

/* `brands`: path of the brand lexicon, or NULL for the bundled one. */
void
tagger_load(struct tagger *tagger, const char *brands);

/* The names of the columns that tagger_write appends. */
void
tagger_header(const struct tagger *tagger, struct writer *out);

/* Reads one post; what it points to must stay until tagger_write or tagger_explain. */
void
tagger_read(struct tagger *tagger, struct str lang, struct str author, struct str tokens, struct str lemmas);

void
tagger_write(struct tagger *tagger, struct writer *out);

/* Appends the post just read as a person would read it. */
void
tagger_explain(const struct tagger *tagger, struct str id, struct buffer *out);

void
tagger_free(struct tagger *tagger);

#endif
