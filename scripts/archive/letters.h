/* Letters of the four languages in valid UTF-8: ASCII and the Latin-1 letters, which is all that the parts are written in but for emoji.
 */
#ifndef MAKE_ARCHIVE_LETTERS_H
#define MAKE_ARCHIVE_LETTERS_H

#include "lib/str.h"

/* The bytes of the character at s. */
size_t
character(const char *s);

/* Whether the character at s is a letter; a capital one. */
bool
is_letter(const char *s);
bool
is_capital(const char *s);

/* In place; the length stays. */
void
capitalise(char *s);
void
lower(char *s, size_t n);

/* Appends text with æøå as those write them who lack the keys. */
void
put_ascii(struct buffer *to, struct str text);

#endif
