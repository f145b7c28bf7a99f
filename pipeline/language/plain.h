/* Plain words, which most are, and the plain marks between them: found sixty-four bytes at a time, where there is no doubt about them. */
#ifndef OMTALE_PLAIN_H
#define OMTALE_PLAIN_H

#include "language/tokens.h"

enum { PLAIN_ROOM = 80 }; /* bytes */

/* Cuts from `at` on as long as all is plain; returns where something else begins, or behind the text's end. PLAIN_ROOM spaces must stand behind `text`. */
size_t
plain_cut(struct tokens *tokens, struct str text, size_t at);

#endif
