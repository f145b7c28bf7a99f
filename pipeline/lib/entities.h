/* HTML entities: `&amp;` `&oslash;` `&#248;` `&#xF8;` become the characters they stand for.
 *
 * The names are those of HTML 4 (the Latin-1, symbol and special sets). The semicolon may be missing behind amp, lt, gt, quot and nbsp, and
 * behind numbers, as browsers forgive it. Numbers 128–159 mean windows-1252, as browsers read them. What is no entity stands as it is, and a
 * number that is no character becomes U+FFFD. Archives often escape twice (`&amp;lt;`), so the result is read once more, and only once.
 */
#ifndef OMTALE_ENTITIES_H
#define OMTALE_ENTITIES_H

#include "lib/str.h"

/* Appends `text` (valid UTF-8) with its entities decoded. Costs a memchr where there are none. `out` may not own `text`. */
void
entities_decode(struct buffer *out, struct str text);

/* How many bytes the entity takes that begins at the front of `text`, with a '&', and the one character it stands for; 0 when it is none. */
size_t
entity_at(struct str text, uint32_t *rune);

#endif
