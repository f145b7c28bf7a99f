/* Signs that names and addresses are known by, in texts as they are shown (archive/shown.h). Times grow with what is looked at alone.
 */
#ifndef OMTALE_SIGNS_H
#define OMTALE_SIGNS_H

#include "lib/str.h"

/* Whether `word` stands at `at`, whatever the case of its ASCII letters. */
bool
sign_starts(struct str text, size_t at, const char *word);

/* How many bytes at `at`, or before it, are one character of a word: a letter, digit, mark or "_"; 0 for none. `text` must be valid UTF-8. */
size_t
sign_word_at(struct str text, size_t at);
size_t
sign_word_before(struct str text, size_t at);

/* The end of a host name with a point in it (firma.dk) that begins at `at`, or 0. */
size_t
sign_host_end(struct str text, size_t at);

#endif
