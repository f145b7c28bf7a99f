/* Parts become text: sections expand into alternatives, slots into words, some of which nobody has listed.
 *
 * All append to post->text.
 */
#ifndef MAKE_ARCHIVE_WORDS_H
#define MAKE_ARCHIVE_WORDS_H

#include "posts.h"

/* One alternative of the section by chance, or the given one. Dies when sections refer to themselves without an end. */
void
expand(struct post *post, const struct section *section);
void
expand_alternative(struct post *post, const struct section *section, const struct alternative *a);

void
put_special(struct post *post, enum special which);

/* A compound by Heaps' law, indefinite (0) or definite (1); its gender. */
enum gender
put_compound(struct buffer *to, enum language language, unsigned definite);

#endif
