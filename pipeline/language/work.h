/* What is shared by the files that know words: readings.c (what a word can be read as), mending.c (what it was meant to be), words.c (both, in one),
 * store.c (those known).
 */
#ifndef OMTALE_WORK_H
#define OMTALE_WORK_H

#include "language/compound.h"
#include "language/hunspell.h"
#include "language/words.h"
#include "lib/arena.h"

/* A reading while the word is worked out. */
struct work_reading {
	struct str lemma;
	int16_t worth;
	uint8_t tag;
	bool name;
};

struct words {
	const struct dictionary_language *language;
	struct dictionary *dictionary;
	struct hunspell *hunspell;     /* opened when the first word is asked of it */
	struct dictionary *sisters[2]; /* whose words are foreign here, not wrong */
	const struct counts *counts;
	struct slot *slots; /* the store, by hash; a power of two */
	struct slot *front; /* those met last, by hash, each in the only place that it can have there */
	size_t slots_count, count;
	struct arena arena;   /* words */
	struct arena scratch; /* what is needed while one is worked out */
	size_t bytes;
	struct buffer lower, lemma, texts;
	struct gain {
		bool known;
		int16_t most; /* by how much two neighbours can at most speak for the first tag rather than for the second */
	} gains[TAG_MOST][TAG_MOST];
	struct {
		struct buffer text; /* with WORD_SLACK spaces behind it */
		struct str *tokens;
		const struct word **words;
		size_t capacity;
	} post;
};

/* What is being worked out about one token. */
struct work {
	struct words *words;
	struct str token, lower;
	bool known;             /* read by its ending, from a word that is listed */
	bool unread;            /* neither listed, nor made of parts or endings of what is, nor a name by its capital */
	bool capital, capitals; /* a capital first; nothing but capitals */
	struct work_reading readings[READINGS_MOST];
	size_t count;
	struct splitting splitting; /* of `lower`, for when it is unknown */
};

/* What is known of a token that the store does not have yet, in the store's memory. */
const struct word *
work_out(struct words *words, struct str token);

/* A copy of the text that lives while the word is worked out. */
struct str
work_keep(struct words *words, struct str text);

/* Adds a reading; of two alike the worthier stays. */
void
work_read_as(struct work *work, struct str lemma, unsigned tag, int worth, bool name);

/* All readings of work->lower, in the capitals of work->token. At least one. */
void
work_read(struct work *work);

/* Whether `word` is drawn out (nååå, sooo): then work->lower becomes what it draws out. */
bool
work_shorten(struct work *work);

/* Whether the word has æ, ø or å. */
bool
word_has_rings(struct str word);

/* The right spelling of work->lower, which is unknown or in spelling.csv (`form`, or DICTIONARY_NONE), in *right. */
enum mending
work_mend(struct work *work, uint32_t form, struct str *right);

#endif
