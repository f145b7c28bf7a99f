/* What one slip of several letters may have been made of. Such a word is many letters from the one that was meant and shares no key with it, so what undoes the
 * slip is tried and looked up as it is:
 *
 *   a group of letters written twice                           rememember, perpeson
 *   two consonants that changed places over the vowel between  meromable
 *   two pairs of neighbours swapped in a short word               hwihc
 */
#ifndef OMTALE_SLIPS_H
#define OMTALE_SLIPS_H

#include "lib/str.h"

enum { SLIPS_LONGEST = 48, SLIPS_MOST = 48, SLIPS_TWICE_MOST = 4, SLIPS_SYLLABLES = 8 };

struct slips {
	size_t count;
	uint8_t length[SLIPS_MOST];
	char text[SLIPS_MOST][SLIPS_LONGEST]; /* some may be no UTF-8: these are no words either */
};

/* What `word`, lower case, may have been. None of a word longer than SLIPS_LONGEST, and no more than there is room for. */
void
slips_of(struct str word, struct slips *slips);

/* Calls `found` for each group of up to SLIPS_TWICE_MOST letters that has come twice: taking out `count` from `at` leaves it once. `loose` is 1 where a letter
 * stands between the two, or, in a word of SLIPS_SYLLABLES letters and more, they are two of which one differs (a|no|nalyse), else 0. */
static inline void
slips_twice(const unsigned char *letters, size_t length, void (*found)(void *state, size_t at, size_t count, size_t loose), void *state)
{
	for (size_t i = 1; length >= SLIPS_SYLLABLES && i + 2 < length; i++) {
		if (letters[i] == letters[i + 2])
			found(state, i, 2, 1);
	}
	for (size_t shift = 2; shift <= SLIPS_TWICE_MOST + 1; shift++) {
		size_t alike = 0;
		for (size_t i = 0; i + shift < length; i++) {
			alike = letters[i] == letters[i + shift] ? alike + 1 : 0;
			if (alike >= shift && shift <= SLIPS_TWICE_MOST) {
				found(state, i + 1 - shift, shift, 0);
			} else if (shift > 2 && alike == shift - 1) {
				found(state, i + 2 - shift, shift - 1, 1);
				found(state, i + 2, shift - 1, 1);
			}
		}
	}
}

#endif
