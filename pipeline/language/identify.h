/* Which language a post is in: da, nb, nn or en, one of the others that lexicons/other knows, or what its script tells.
 *
 * Each word speaks for languages with what language/profile.h holds of it: how common it is there, whether a dictionary has it, how its letters follow one
 * another. The sums are chances (Bayes' rule with words taken as independent, which they are not; the caution in what each is worth makes up for it).
 * @names, #tags, addresses, numbers and emoji say nothing. A post in two languages takes the larger part.
 */
#ifndef OMTALE_IDENTIFY_H
#define OMTALE_IDENTIFY_H

#include "language/profile.h"
#include "language/tokens.h"

struct identifier;

struct language {
	char code[4];      /* "da", "nb", "nn", "en", another ISO 639-1 code, or "und" */
	double confidence; /* the chance that `code` is right, 0–1 */
};

/* Maps the compiled table; dies when it is missing or damaged, and says what to do. Process lifetime. */
struct identifier *
identifier_open(void);

/* Warns when the table was made of other dictionaries or lexicons than those here now. */
void
identifier_compare_sources(const struct identifier *identifier);

struct language
identify(struct identifier *identifier, const struct tokens *tokens);

/* How likely `word` (lower case) is in our language number `language`: comparable between words, 0 when it is none of its words. */
int
identifier_worth(const struct identifier *identifier, struct str word, unsigned language);

void
identifier_close(struct identifier *identifier);

#endif
