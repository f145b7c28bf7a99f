/* Whom it is about: which brand each scored word is said of, and what that makes for each brand. */
#ifndef OMTALE_TARGETS_H
#define OMTALE_TARGETS_H

#include "opinion/brands.h"
#include "opinion/sentiment.h"

struct target {
	uint32_t brand;
	enum brand_via via; /* of its first mention */
	double sum, score;  /* score: -1 … 1 */
};

struct targets {
	struct target *all; /* the post's brands, in order of first mention */
	uint32_t count, capacity;
	uint32_t *of_mention; /* by mention: number of its target */
	uint32_t *groups;     /* by mention: the first mention of its group ("A and B") */
	double *sums;         /* by mention */
	uint32_t mentions_capacity;
	uint32_t *of_hit; /* by scored word: the mention it was given to, or MAP_NONE; only when there is a mention */
	uint32_t hits_capacity;
	uint32_t *stamps; /* by brand: target + 1 in this post; brands_count of them */
	uint32_t brands_count;
};

void
targets_read(struct targets *targets, const struct brands *brands, const struct mentions *mentions, const struct reading *reading);

void
targets_release(struct targets *targets);

#endif
