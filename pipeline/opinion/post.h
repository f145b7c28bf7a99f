/* A post as the opinion rules see it: its words as places, with sentence and clause of each.
 *
 *   tokens   NSB-togene er altid forsinkede , og Telenors service er dårlig .
 *   places   0          1  2     3            4  5        6       7  8      9 (barrier)
 *   clause   0          0  0     0            1  1        1       1  1      1
 *
 * A #TagOfSeveralWords is a place, and so is each of its words behind it, in a clause of their own. A post is valid until the next post_read.
 */
#ifndef OMTALE_POST_H
#define OMTALE_POST_H

#include "opinion/lexicon.h"
#include "opinion/words.h"

struct spot {
	const struct word *word, *lemma;
	uint32_t sentence, clause; /* numbers; the clause is given by clauses_read */
	uint8_t classes;           /* enum word_class of the token */
	bool pause;                /* a comma or the like stands before it */
};

struct post {
	struct place *places;
	struct spot *spots; /* as many as places */
	uint32_t *starts;   /* the places where a pattern of the lexicon may begin */
	uint32_t *names;    /* those where one of the brands may */
	uint32_t *stirs;    /* those that clauses_read is to look at: they may make a border, or their sentence is to know of them */
	uint32_t count, starts_count, names_count, stirs_count, capacity;
	bool one_case; /* only small letters or only capitals: they tell nothing */
	bool emoji;    /* one that we know stands in it */
	uint32_t exclamations;
	struct buffer text; /* scratch */
};

/* `lexicon` (or NULL), one of those given to words_new, tells the classes of words, and which may be passed over inside a pattern. */
void
post_read(struct post *post, struct words *words, const struct lexicon *lexicon, struct str tokens, struct str lemmas);

void
post_release(struct post *post);

#endif
