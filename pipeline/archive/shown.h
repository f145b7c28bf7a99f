/* A text as it will be seen, for finding what is personal in it, and where each part of that stood as it was written.
 *
 *   entities of HTML, twice over as omtale-normalise reads them    bj&oslash;rn&#64;firma.no, ring&nbsp;22&#51;3
 *   full-width, mathematical and circled letters, keycaps          ＠２２, 𝟐𝟐, 2️⃣
 *   what nobody sees: zero-width and bidi marks, soft hyphens, selectors
 *
 * Finders look at `text`. What they change is written span by span, in order, and all between stays as it was written:
 *
 *   shown_read(&shown, written);
 *   shown_copy(&shown, out, from); … shown_skip(&shown, to); …
 *   shown_end(&shown, out);
 */
#ifndef OMTALE_SHOWN_H
#define OMTALE_SHOWN_H

#include "lib/str.h"

/* From here on, bytes of the peeled text stand at `below` in the one beneath. */
struct shown_stretch {
	size_t above, below;
};

struct shown_layer {
	struct buffer text;
	struct shown_stretch *stretches;
	size_t count, capacity, at; /* at: of the boundary asked for last */
};

/* Init with {0}. */
struct shown {
	struct str text, written; /* the same when nothing is hidden */
	size_t done;              /* of `written` */
	size_t depth;             /* layers between the two */
	struct shown_layer layers[2];
};

/* Valid UTF-8 in and out. `written` must stay, and `text` does, until the next call. Time and memory grow with its length alone. */
void
shown_read(struct shown *shown, struct str written);

/* Appends what was written up to the offset `at` of the text shown; offsets never go back. */
void
shown_copy(struct shown *shown, struct buffer *out, size_t at);

/* Leaves out what was written up to there. */
void
shown_skip(struct shown *shown, size_t at);

/* Appends all that is left. */
void
shown_end(struct shown *shown, struct buffer *out);

void
shown_release(struct shown *shown);

#endif
