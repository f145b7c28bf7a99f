/* Faces made of marks, and pictures. Each function looks at one place of a text and says where what stands there ends; tokens.c asks.
 */
#ifndef OMTALE_EMOTICONS_H
#define OMTALE_EMOTICONS_H

#include "lib/str.h"

/* An emoticon at `at`: its end, or `at`. *shape is the emoticon with its mouth once (`:)))` gives `:)`), in `text` or of static life. */
size_t
emoticon_end(struct str text, size_t at, struct str *shape);

/* The same for those that begin with a letter: xD, o_O. */
size_t
lettered_emoticon_end(struct str text, size_t at, struct str *shape);

/* A whole emoji at `at` with modifiers, selectors, joined parts, a flag's two letters: its end, or `at`. */
size_t
emoji_end(struct str text, size_t at);

/* The same for a digit in a keycap. */
size_t
keycap_end(struct str text, size_t at);

#endif
