/* How far a misspelling is from a word, by how easily the one slip turns into the other: sixteenths of an ordinary edit.
 *
 *   16 any letter for another     10 two swapped      6 one doubled or single that should not be
 *   12 its neighbour on the keys  11 a vowel for a vowel
 *   as sounds.csv says            hvert|vært, ae|æ, q|g …
 *
 * and slips of several letters: a group written twice, a syllable left out, a letter moved, two letters exchanged over a third.
 */
#ifndef OMTALE_DISTANCE_H
#define OMTALE_DISTANCE_H

#include "language/dictionary.h"

enum { DISTANCE_LONGEST = 32, DISTANCE_FAR = 1000, SOUNDS_MOST = 400 };

/* The misspelling, made ready to be compared with many words. */
struct misspelling {
	unsigned char letter[DISTANCE_LONGEST + 4]; /* Latin-1; others folded into it */
	size_t count;
	uint8_t lone[DISTANCE_LONGEST + 1];   /* what each costs as one too many */
	uint16_t twice[DISTANCE_LONGEST + 1]; /* bit n: n letters from here come twice, or SLIPS_TWICE_MOST less of them, loosely */
	const uint8_t *omitted;               /* what each letter costs at most when it was left out, wherever that was */
	struct sound sounds[SOUNDS_MOST];     /* by where their wrong parts begin: those at i are from[i] … from[i + 1] */
	uint16_t from[DISTANCE_LONGEST + 2];
	uint16_t room[DISTANCE_LONGEST + 1][DISTANCE_LONGEST + 1]; /* what distance_to works in */
};

/* False when the word is too long or no text. The dictionary must stay. */
bool
distance_begin(const struct dictionary *dictionary, struct str wrong, struct misspelling *misspelling);

/* The cost of `right` written as the misspelling, or DISTANCE_FAR when more than `limit`. */
int
distance_to(struct misspelling *misspelling, struct str right, int limit);

#endif
