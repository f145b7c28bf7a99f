/* One post as a person would read it: tokens and lemmas, what matched, each rule that fired, the sums. For --explain. */
#ifndef OMTALE_EXPLAIN_H
#define OMTALE_EXPLAIN_H

#include "opinion/targets.h"
#include "opinion/topics.h"

struct explained {
	struct str id, lang, tokens, lemmas;
	const struct brands *brands;
	uint32_t by_brand;
	const struct mentions *mentions;
	const struct reading *reading;
	const struct targets *targets;
	const struct topics *topics;
};

/* Appends the text, which ends with an empty line. */
void
explain(struct buffer *out, const struct explained *post);

#endif
