/* Words that are confused with others in writing (ad/af, og/å, your/you're), mended only where a neighbour makes it sure: confusions.csv.
 */
#ifndef OMTALE_CONFUSION_H
#define OMTALE_CONFUSION_H

#include "language/words.h"

struct word_confusion
confusion_ready(const struct dictionary *dictionary, const struct layout_confusion *row);

/* What should stand instead of `word` between `before` and `after` (NULL at the post's ends), or an empty string. `word` has a spelling. */
struct str
confusion_instead(const struct dictionary *dictionary, const struct word *before, const struct word *word, const struct word *after);

#endif
