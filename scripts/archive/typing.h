/* How an author types: chat forms, slips of the keyboard, no æøå, no capitals. Half of all authors do none of it.
 */
#ifndef MAKE_ARCHIVE_TYPING_H
#define MAKE_ARCHIVE_TYPING_H

#include "posts.h"

/* Rewrites post->text as its author would have typed it. */
void
type_as(struct post *post);

#endif
