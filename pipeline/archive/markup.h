/* The text of HTML as federated servers send posts: <p> and <br> become line breaks, other tags go, <script> and <style> with what is in them. Entities stay:
 * omtale-normalise reads them, as it does in all other texts.
 */
#ifndef OMTALE_MARKUP_H
#define OMTALE_MARKUP_H

#include "lib/str.h"

/* Appends the text of `html`. What only looks like a tag ("<3", "a < b") stays. */
void
markup_text(struct buffer *out, struct str html);

#endif
