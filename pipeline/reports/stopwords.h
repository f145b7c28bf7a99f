/* Words that carry no theme: lexicons/LANG/stopwords.csv of every language that has one.
 */
#ifndef OMTALE_STOPWORDS_H
#define OMTALE_STOPWORDS_H

#include "lib/map.h"

enum { STOPWORD_LANGUAGES = 4 };

struct stopwords {
	struct map of[STOPWORD_LANGUAGES]; /* da, nb, nn, en */
};

/* The number of a language that has a list, or -1. */
int
stopwords_language(struct str lang);

/* The other way. */
struct str
stopwords_name(int language);

/* Dies when there are no lexicons. */
void
stopwords_read(struct stopwords *stopwords);

/* Whether `lemma` is one in any language. */
bool
stopwords_any(const struct stopwords *stopwords, struct str lemma);

void
stopwords_release(struct stopwords *stopwords);

#endif
