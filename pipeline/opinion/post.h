/* A post as the opinion rules see it: its words as places, with sentence and clause of each.
 *
 *   tokens   NSB-togene er altid forsinkede , og Telenors service er dårlig .
 *   places   0          1  2     3            4  5        6       7  8      9 (barrier)
 *   clause   0          0  0     0            1  1        1       1  1      1
 *
 * A #TagOfSeveralWords is a place, and so is each of its words behind it, in a clause of their own.
 *
 * What a word is (its numbers, its kind) is worked out once a distinct word and cached. A tagged post is valid until the next post_read.
 */
#ifndef OMTALE_POST_H
#define OMTALE_POST_H

#include "opinion/lexicon.h"

enum word_kind {
	WORD_PLAIN,
	WORD_PAUSE,   /* , ; : – ( ) and quotation marks: a clause may end */
	WORD_END,     /* . ! ? …: the sentence ends */
	WORD_MENTION, /* @name */
	WORD_TAG,     /* #tag */
	WORD_LINK,    /* url:host */
	WORD_EMOJI,   /* in emoji.csv: has a score */
};

/* How a token holds the brand word that it was found to hold. */
enum brand_form {
	BRAND_PLAIN,  /* Telenor; Telenors, NSB-togene: as it stands, in the genitive, before a hyphen; @telenor, #telenor */
	BRAND_INSIDE, /* Telenorkunde, Telenoren: at the front of a longer word */
};

struct word {
	uint32_t opinion, brand; /* numbers in the vocabularies, or MAP_NONE */
	enum brand_form form;
	uint32_t parts_count; /* of a #TagOfSeveralWords */
	struct str *parts;
	enum word_kind kind;
	bool shouted, capital, upper, lower, question, exclamation;
	double score;     /* of an emoji */
	struct str lemma; /* the lemma that last came with this token, and its word */
	const struct word *lemma_word;
};

struct spot {
	const struct word *word; /* of the token */
	struct str token, lemma;
	uint32_t sentence, clause; /* numbers; the clause is given by clauses_read */
	bool pause;                /* a comma or the like stands before it */
	bool part;                 /* a word inside the #TagOfSeveralWords before it */
};

struct post {
	struct place *places, *brand_places;
	struct spot *spots; /* as many as places */
	uint32_t count, capacity;
	uint32_t sentences;       /* ended or not */
	bool upper, lower, ended; /* a capital was read; a small letter; the last place ends a sentence */
	bool one_case;            /* only small letters or only capitals: they tell nothing */
	uint32_t exclamations;
};

struct words;

/* `opinion` and `brand` are the vocabularies of all automata, complete before the first post. `emoji` are emoji.csv's, scores numbered alike. */
struct words *
words_new(const struct map *opinion, const struct map *brand, const struct map *emoji, const double *scores);

/* `lexicon` (or NULL) tells which words may be passed over inside a pattern. */
void
post_read(struct post *post, struct words *words, const struct lexicon *lexicon, struct str tokens, struct str lemmas);

void
post_release(struct post *post);

void
words_free(struct words *words);

#endif
