/* Each brand's circle: the customers who write about it, and what passes between them. The ground of authors.csv and portfolio.csv.
 *
 * A person is one author seen from one brand. Ties are replies from one person to another on posts about that brand. What brands' own accounts write
 * is nobody's reply here.
 */
#ifndef OMTALE_CIRCLE_H
#define OMTALE_CIRCLE_H

#include "reports/posts.h"
#include "reports/trees.h"

struct person {
	uint32_t brand, author;
	int64_t brand_posts, positive, negative, questions, reach;
	int64_t replies_received, repliers, reposts_received, reposters, mentions_received, descendants, helped;
	int64_t answered, answered_back; /* people this one replied to; those of them who replied to this one */
	int64_t neighbours, neighbour_ties; /* people tied with either way; pairs of these tied with each other */
	int64_t first, last;
};

struct circle {
	struct person *people; /* by brand's and author's number */
	size_t count;
};

struct circle
circle_of(const struct posts *posts, const struct trees *trees);

/* The person, or NULL. */
struct person *
circle_find(const struct circle *circle, uint32_t brand, uint32_t author);

void
circle_release(struct circle *circle);

#endif
