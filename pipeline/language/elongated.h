/* Words whose letters were held down: sååååå is så, goooood is good in an English post and god in a Danish one.
 *
 * A letter that stands three times or more is written once or twice, whichever gives the likelier word of the post's language (once, when both are as
 * likely); where no choice gives a word, twice. So a word drawn out to any length is one word.
 */
#ifndef OMTALE_ELONGATED_H
#define OMTALE_ELONGATED_H

#include "language/identify.h"
#include "language/tokens.h"

/* Shortens the tokens marked as elongated, in place. `code` is the post's language. */
void
elongated_shorten(struct tokens *tokens, const struct identifier *identifier, const char *code);

#endif
