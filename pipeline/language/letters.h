/* The letters a writer meant: one way of writing each, whatever program or trick the text came through.
 *
 *   NFC             a + ring above -> å
 *   invisible       zero-width, soft hyphen, byte order mark, bidi marks, control characters: gone (joiners and selectors stay in emoji)
 *   compatibility   full-width, ligature and mathematical letters -> the plain ones (ｗｏｗ 𝐰𝐨𝐰 ﬁ)
 *   look-alikes     a Cyrillic or Greek letter among Latin ones that looks like one of them becomes it (pаypаl)
 *   marks           more than four combining marks on a letter are cut to four
 */
#ifndef OMTALE_LETTERS_H
#define OMTALE_LETTERS_H

#include "lib/str.h"

/* `text` (valid UTF-8) so written: itself when nothing was to be done, which one pass over its bytes tells, else a text in *room, valid until *room
 * changes. `spare` is a second buffer to work in. */
struct str
letters_clean(struct str text, struct buffer *room, struct buffer *spare);

#endif
