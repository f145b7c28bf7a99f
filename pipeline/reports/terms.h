/* What posts are made of for themes: lemmas that carry meaning, and pairs of such lemmas side by side, each language by itself. Only the four
 * languages with lists of stop words have terms.
 *
 * Only terms that stand in at least `min` posts about a brand are numbered; what is rarer can be no theme, and most are.
 */
#ifndef OMTALE_TERMS_H
#define OMTALE_TERMS_H

#include "reports/posts.h"
#include "reports/stopwords.h"

struct terms {
	const struct posts *posts;
	uint32_t count;
	int *language; /* by number in posts->langs: its number in stopwords.h, or -1 */
	/* terms.c's own */
	uint64_t *keys; /* by term: language, lemma, second lemma; those of one lemma stand before the pairs */
	uint32_t capacity, pairs, slots_count;
	uint32_t *slots;       /* by hash of a pair's key: the term plus one */
	uint8_t *languages_of; /* by lemma: a bit for each language in which it can stand in a term */
	uint32_t *of_lemma;    /* by lemma: its term in the first of these */
	uint32_t *last_post;   /* by term: the last post it was found in, plus one */
	struct numbers lemmas; /* of the post at hand, those that can stand in a term */
	uint64_t *at_hand;     /* its pairs, fewer than it has lemmas */
	uint32_t most_lemmas;
};

/* The terms of all posts about brands, which own them: found when they are first asked for. `min` is the same in a run. Needs lexicons/LANG/stopwords.csv. */
struct terms *
terms_of(const struct posts *posts, int64_t min);

/* The terms of post `p` into `found`, each once. */
void
terms_in_post(struct terms *terms, uint32_t p, struct numbers *found);

/* "mørk tema", and its language's number in stopwords.h. The text is valid until the buffer changes. */
struct str
terms_text(const struct terms *terms, uint32_t term, struct buffer *text);
int
terms_language(const struct terms *terms, uint32_t term);

/* The numbers of its one or two lemmas; the second is MAP_NONE where there is one. */
void
terms_lemmas(const struct terms *terms, uint32_t term, uint32_t lemmas[2]);

void
terms_release(struct terms *terms);

#endif
