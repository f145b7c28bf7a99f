/* What one word says of the language it is in: by the word, by what it is a genitive or a compound of, or by its letters and its ending.
 *
 * All numbers are eighths of a natural logarithm.
 */
#ifndef OMTALE_EVIDENCE_H
#define OMTALE_EVIDENCE_H

#include "language/profile.h"

/* What one word says, but for its extras, which are in the tally. */
struct finding {
	int ours[PROFILE_OURS];
	int other;     /* what any other language gets */
	bool listed;   /* it is in a list, of ours or of others, not only made of letters and endings */
	unsigned rows; /* how many rows its extras are from */
	uint16_t row;  /* the last of them */
};

struct tally {
	int ours[PROFILE_OURS];
	int other;                 /* what any other language gets */
	int extra[PROFILE_OTHERS]; /* and one of them beyond that */
	uint32_t listed;           /* bit i: a word of language i's list was among them, not only letters and endings */
	int words;
};

/* Adds what a row says for single other languages. */
static inline void
evidence_add_extras(const struct profile *profile, const struct profile_row *row, bool listed, struct tally *tally)
{
	const struct profile_extra *extras = profile->extras + row->extra;

	for (unsigned i = 0; i < row->extras; i++) {
		tally->extra[extras[i].other] += extras[i].value;
		tally->listed |= (uint32_t)listed << extras[i].other;
	}
}

/* Works out what a token says; its extras are added at once. `elongated`: a letter stands three times. `first`: it begins the post. `lower` is room for
 * letters. */
struct finding
evidence_find(const struct profile *profile, struct buffer *lower, struct str token, bool elongated, bool first, struct tally *tally);

#endif
