/* Lemma and mended form of each token of a post.
 *
 *   struct lemmatiser *danish = lemmatiser_open(STR("da"), NULL);
 *   lemmatiser_post(danish, tokens, count, choices);
 */
#ifndef OMTALE_LEMMA_H
#define OMTALE_LEMMA_H

#include "language/counts.h"
#include "lib/str.h"

struct lemmatiser;

struct choice {
	struct str lemma;  /* lower case */
	bool unknown;      /* a word that no dictionary holds, and that was not mended */
	struct str mended; /* the right spelling, with '_' for a space; empty where nothing was mended */
};

/* The lemmatiser of a language, or NULL when it is none of da, nb, nn, en. `counts` of the archive, or NULL; must stay. */
struct lemmatiser *
lemmatiser_open(struct str lang, const struct counts *counts);

/* Fills choices[0 … count). Valid until the next call. */
void
lemmatiser_post(struct lemmatiser *lemmatiser, const struct str *tokens, size_t count, struct choice *choices);

void
lemmatiser_close(struct lemmatiser *lemmatiser);

#endif
