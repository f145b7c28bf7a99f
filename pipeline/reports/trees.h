/* The forest of replies and reposts, laid out so that a subtree is a range.
 *
 *   order:  root child grandchild child | root | root child …       each post before those below it, children by time and id
 *   size:   4    2     1          1       1      2    1              at the post's place: itself and all below it
 *
 * The subtree of the post at place i is order[i … i + size[i]).
 */
#ifndef OMTALE_TREES_H
#define OMTALE_TREES_H

#include "reports/posts.h"

struct trees {
	uint32_t *order; /* place -> post */
	uint32_t *place; /* post -> place */
	uint32_t *size;  /* place -> posts in the subtree */
	uint32_t *depth; /* place -> edges up to the root */
	uint32_t count;
};

/* Of settled posts, which own it: laid out when it is first asked for. */
const struct trees *
trees_of(const struct posts *posts);

/* The structural virality of the subtree at `place`, of more than one post: the mean distance between all pairs of its n posts, 2W/(n(n - 1)) with
 * W the sum over edges of m(n - m), m the posts below the edge (Goel, Anderson, Hofman and Watts, "The structural virality of online diffusion", 2016). */
double
trees_virality(const struct trees *trees, uint32_t place);

void
trees_release(struct trees *trees);

#endif
