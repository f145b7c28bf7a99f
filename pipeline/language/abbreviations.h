/* Words that a mark belongs to: abbreviations and their points, clipped words and their apostrophes; tokens.c asks.
 */
#ifndef OMTALE_ABBREVIATIONS_H
#define OMTALE_ABBREVIATIONS_H

#include "lib/str.h"

/* Where `word`, which ends at `end`, ends with what belongs to it: an abbreviation's last point, a clitic's apostrophe, the plus of Disney+. */
size_t
word_tail_end(struct str text, struct str word, size_t end);

/* Whether a word is one that is written with a point behind it: kl, f.eks. */
bool
is_abbreviation(struct str word);

/* Whether a word with points inside it is one word: f.eks, U.S.A. */
bool
is_pointed_word(struct str word);

#endif
