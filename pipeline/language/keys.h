/* What a word and a misspelling of it have in common: keys under which the compiled dictionary files its words.
 *
 *   the word itself, and the word without one of its letters      tog  og tg to
 *   its skeleton (vowels alike, letters once, sounds as heard)    definately, definitely -> dVfVnVtlV, and that without one of its signs
 *
 * Two words that share a key are at most a few edits apart; how alike they are is for the weighted distance to say.
 */
#ifndef OMTALE_KEYS_H
#define OMTALE_KEYS_H

#include "lib/str.h"

enum {
	KEYS_LONGEST = 32, /* runes; a longer word has no keys */
	KEYS_MOST = 2 * (KEYS_LONGEST + 1),
};

struct keys {
	uint64_t hash[KEYS_MOST];
	size_t count;
};

/* The keys of `word`, lower case. Each hash once. */
void
keys_of(struct str word, struct keys *keys);

/* The keys of words that have a syllable more than it (considation): its skeleton with a vowel more, as theirs is without a consonant. */
void
keys_of_longer(struct str word, struct keys *keys);

#endif
