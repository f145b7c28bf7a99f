/* How the words of each of our languages are built of letters: how likely a sign is behind the three before it, out of all words of the dictionaries,
 * each counted once.
 *
 *   P(c | xyz) = (n(xyzc) + K · P(c | yz)) / (n(xyz) + K), and so on down to 1/32
 *
 * which is Bayes' estimate with the shorter context as prior of strength K (MacKay & Peto 1995, "A hierarchical Dirichlet language model").
 */
#ifndef OMTALE_SIGNS_H
#define OMTALE_SIGNS_H

#include "lib/str.h"

struct signs;

struct signs *
signs_new(void);

/* Counts a word of language number `language`. */
void
signs_count(struct signs *signs, unsigned language, struct str word);

/* Appends the table as language/profile.h lays it out: uint8_t [QUADS][OURS]. Call once, when all words are counted, before signs_judge. */
void
signs_table(struct signs *signs, struct buffer *table);

/* The word's natural log-likelihood in each of our languages, less the best one's. */
void
signs_judge(const struct signs *signs, struct str word, double *values);

void
signs_free(struct signs *signs);

#endif
