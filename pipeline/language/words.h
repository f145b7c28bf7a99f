/* What is known of each distinct word of a language, worked out once and kept: what it can be read as, and how it should be spelt.
 *
 * A word is the token as it stands, so that capitals can be told; what comes out depends on nothing else, so that it makes no difference when the
 * store is emptied for room (WORDS_BYTES). Process lifetime.
 */
#ifndef OMTALE_WORDS_H
#define OMTALE_WORDS_H

#include "language/counts.h"
#include "language/dictionary.h"

struct words;

enum { READINGS_MOST = 10, WORDS_BYTES = 12 << 20 };

struct word_reading {
	struct str lemma;
	int16_t worth; /* sixteenths of a doubling, without its neighbours */
	uint8_t tag;
	bool name; /* a name only because of its capital, so less likely where a sentence begins */
};

enum mending {
	MEND_NOT,
	MEND_ALWAYS, /* the linguist's list says so */
	MEND_RINGS,  /* the writer had no æ, ø, å on the keys; not where the same post has them */
	MEND_SLIP,
	MEND_STRONG, /* a slip so clear that it may be mended under a capital that begins a sentence */
};

struct word {
	struct str lower;
	const struct word_reading *readings;
	uint8_t count;
	uint8_t mending;                           /* enum mending: whether, and where, it should be spelt otherwise … */
	struct str mended;                         /* … so … */
	const struct word *right;                  /* … and read as this */
	bool ends;                                 /* a sentence ends here */
	bool begins;                               /* the next word may have a capital for that reason */
	bool capital;                              /* the first letter, not all */
	bool unknown;                              /* to the dictionary, in its parts and endings too */
	bool rings;                                /* has æ, ø or å */
	const struct layout_confusion *confusions; /* what it may have been written for */
	size_t confusions_count;
};

/* `counts` of an archive, or NULL; must stay. */
struct words *
words_open(const struct dictionary_language *language, const struct counts *counts);

/* The number of a token's word, worked out when new, and the word of a number. A number is good until words_tidy, a word until the next words_number. */
uint32_t
words_number(struct words *words, struct str token);

/* words_number for all tokens of a post, faster. */
void
words_numbers(struct words *words, const struct str *tokens, size_t count, uint32_t *numbers);

const struct word *
words_at(const struct words *words, uint32_t number);

/* To be called between posts: makes room. */
void
words_tidy(struct words *words);

const struct dictionary *
words_dictionary(const struct words *words);

void
words_close(struct words *words);

#endif
