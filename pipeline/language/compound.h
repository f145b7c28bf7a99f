/* Compounds that no dictionary lists, split into parts that it does: kundeservice + medarbejdernes.
 */
#ifndef OMTALE_COMPOUND_H
#define OMTALE_COMPOUND_H

#include "language/dictionary.h"

struct compound {
	size_t first;  /* bytes of the word before the last part, with the -s- or -e- that links */
	uint32_t last; /* the last part: a form of the dictionary */
	int worth;     /* of what comes before it: 40 and the prior, or less where that is two parts itself */
};

/* The likeliest split of `word` (lower case); false when there is none. Costs no more than the word's length. */
bool
compound_split(const struct dictionary *dictionary, struct str word, struct compound *compound);

#endif
