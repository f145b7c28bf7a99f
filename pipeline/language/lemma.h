/* Lemma and mended form of each token of a post.
 *
 *   struct lemmatiser *danish = lemmatiser_open(STR("da"), NULL);
 *   choices = lemmatiser_post(danish, STR("Togene var forsinkede"), &count);
 */
#ifndef OMTALE_LEMMA_H
#define OMTALE_LEMMA_H

#include "language/counts.h"
#include "lib/str.h"

struct lemmatiser;

enum { LEMMA_SLACK = 16 }; /* bytes that may be read beyond a lemma's end, so that it can be copied in one step */

struct choice {
	struct str lemma;  /* lower case */
	struct str mended; /* the right spelling, with '_' for a space; empty where nothing was mended */
	struct str token;  /* told where something was mended only */
	bool unknown;      /* a word that no dictionary holds, and that was not mended */
};

/* The lemmatiser of a language, or NULL when it is none of da, nb, nn, en. `counts` of the archive, or NULL; must stay. */
struct lemmatiser *
lemmatiser_open(struct str lang, const struct counts *counts);

/* What is chosen for each of the post's tokens, between which stands a space: *count of them. Valid until the next call. */
const struct choice *
lemmatiser_post(struct lemmatiser *lemmatiser, struct str tokens, size_t *count);

void
lemmatiser_close(struct lemmatiser *lemmatiser);

#endif
