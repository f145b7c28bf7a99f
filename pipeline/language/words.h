/* What is known of each distinct word of a language, worked out once and kept: what it can be read as, and how it should be spelt.
 *
 * A word is the token as it stands, so that capitals can be told; what comes out depends on nothing else, so that it makes no difference when the
 * store is emptied for room (WORDS_BYTES). Process lifetime.
 */
#ifndef OMTALE_WORDS_H
#define OMTALE_WORDS_H

#include "language/counts.h"
#include "language/dictionary.h"
#include "lib/arena.h"
#include "lib/hash.h"

struct words;

enum {
	READINGS_MOST = 10,
	WORDS_BYTES = 16 << 20,
	WORD_SLACK = ARENA_SLACK, /* bytes that may be read beyond a word's text, so that most are copied or compared in one step */
};

/* A word is in one piece with its texts, which stand behind its readings and are told by how far from its beginning. Nearly all words, with all that is asked
 * of them, fit into one or two lines of the processor's cache. */
struct word_text {
	uint32_t at, length;
};

struct word_reading {
	struct word_text lemma;
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

/* What a word may have been written for, with the signs (word_sign) of the neighbours that would make it sure: a bit for each, all where any will do. */
struct word_confusion {
	uint64_t before, after;
	const struct layout_confusion *row;
};

/* What few words have. */
struct word_spelling {
	struct str mended;        /* how it should be spelt, where `mending` says so … */
	const struct word *right; /* … and read as this */
	const struct word_confusion *confusions;
	size_t confusions_count;
};

struct word {
	uint8_t count;                        /* of readings, at least one */
	uint8_t mending;                      /* enum mending: whether, and where, it should be spelt otherwise */
	uint8_t sign;                         /* word_sign of it in lower case */
	uint8_t class;                        /* of its first reading, before those were dropped that lose to another wherever the word stands */
	bool begins : 1;                      /* a sentence ends here, or the next word may have a capital for another reason */
	bool capital : 1;                     /* the first letter, not all */
	bool unknown : 1;                     /* to the dictionary, in its parts and endings too */
	bool mark : 1;                        /* read as one, so that a sentence begins no earlier than behind it */
	bool named : 1;                       /* one of its readings is a name only because of its capital */
	bool rings : 1;                       /* has æ, ø or å */
	const struct word_spelling *spelling; /* NULL for most */
	struct word_text token, lower;
	struct word_reading readings[];
};

/* One of the word's own texts. */
static inline struct str
word_str(const struct word *word, struct word_text text)
{
	return (struct str){(const char *)word + text.at, text.length};
}

/* A number below 64 by which two different words can mostly be told apart. */
static inline uint8_t
word_sign(struct str lower)
{
	return (uint8_t)(lasting_hash(lower) & 63);
}

/* `counts` of an archive, or NULL; must stay. */
struct words *
words_open(const struct dictionary_language *language, const struct counts *counts);

/* The words of a post's tokens, which stand in `text` with a space between each two: as many as *count says, and the tokens themselves. What is new is worked
 * out. Arrays and tokens are good until the next call, words until words_tidy. */
const struct word *const *
words_of(struct words *words, struct str text, const struct str **tokens, size_t *count);

/* One word. */
const struct word *
words_of_token(struct words *words, struct str token);

/* To be called between posts: makes room. */
void
words_tidy(struct words *words);

const struct dictionary *
words_dictionary(const struct words *words);

void
words_close(struct words *words);

#endif
