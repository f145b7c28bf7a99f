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

/* A word (lower case) that may be a compound, and how it can be split once that has been asked. */
struct splitting {
	const struct dictionary *dictionary;
	struct str word;
	bool asked, any;
	struct compound compound;
};

/* The likeliest split, as long as *splitting stays; NULL when there is none. Costs no more than the word's length, and only the first time. */
const struct compound *
compound_split(struct splitting *splitting);

#endif
