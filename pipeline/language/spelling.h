/* What a word that nobody knows was meant to be.
 *
 * Candidates share a key with it (language/keys); they are ranked by how far they are (language/distance) against how common they are. A wrong mend is
 * worse than none: the best must be near enough for its length, and better than the next by a margin. No clock decides anything.
 */
#ifndef OMTALE_SPELLING_H
#define OMTALE_SPELLING_H

#include "language/compound.h"
#include "language/counts.h"
#include "language/dictionary.h"

enum { CORRECTION_LONGEST = 72 };

struct correction {
	uint32_t form; /* DICTIONARY_NONE when it is several words */
	size_t length;
	char text[CORRECTION_LONGEST]; /* lower case, '_' between words */
	int cost, score;
	bool alone; /* rather far off, and taken because no other word comes near: nothing for what may be a name */
};

/* Fills *correction with what the word (unknown) should be; false when it is best left alone. */
bool
spelling_mend(struct splitting *word, const struct counts *counts, bool english, struct correction *correction);

#endif
