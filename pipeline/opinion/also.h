/* Scores by lexicons that the user brings (--also NAME=FILE), each in its own scale and without our rules: further columns of the table.
 *
 *   --also afinn=AFINN-da-32.txt   column afinn: the sum of the scores of the words found
 *   --also liwc=danish.dic         columns liwc_posemo, liwc_negemo …: how many words of each category
 */
#ifndef OMTALE_ALSO_H
#define OMTALE_ALSO_H

#include "lib/table.h"
#include "opinion/foreign.h"
#include "opinion/post.h"

struct also;

/* `words` is the vocabulary that posts are read with, to which the lexicon's words are added. The name is [a-z0-9_]+. */
struct also *
also_open(const char *name, const char *path, struct map *words);

void
also_header(const struct also *also, struct writer *out);

void
also_write(struct also *also, const struct post *post, struct writer *out);

void
also_close(struct also *also);

#endif
