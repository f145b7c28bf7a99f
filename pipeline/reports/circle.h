/* Each brand's circle: the customers who write about it, and what passes between them. The ground of authors.csv and portfolio.csv.
 *
 * A person is one author seen from one brand. Ties are replies from one person to another on posts about that brand. What brands' own accounts write
 * is nobody's reply here.
 */
#ifndef OMTALE_CIRCLE_H
#define OMTALE_CIRCLE_H

#include "reports/names.h"
#include "reports/posts.h"
#include "reports/trees.h"

struct person {
	uint32_t author;
	uint16_t brand;
	uint32_t brand_posts, positive, negative, questions;
	uint32_t replies_received, repliers, reposts_received, reposters, mentions_received, descendants, helped;
	uint32_t answered, answered_back;    /* people this one replied to; those of them who replied to this one */
	uint32_t neighbours, neighbour_ties; /* people tied with either way; pairs of these tied with each other */
	int64_t reach, first, last;
};

struct circle {
	struct person *people; /* by brand's and author's number */
	uint32_t count;
	uint32_t *person_of; /* by number in posts->mentions: the person who wrote it, or NO_PERSON (a brand, nobody) */
	uint32_t *begin;     /* the mentions of person i, in the order of posts, are refs[begin[i] … begin[i + 1]) */
	struct mention_ref {
		uint32_t post, mention;
	} * refs;
};

#define NO_PERSON UINT32_MAX

/* The people, with nothing counted but brand, author, first and last. */
struct circle
circle_gather(const struct posts *posts);

/* Counts all the rest. Once for each circle. */
void
circle_count(struct circle *circle, const struct posts *posts, const struct trees *trees, const struct names *names);

/* The person, or NULL. */
struct person *
circle_find(const struct circle *circle, uint16_t brand, uint32_t author);

void
circle_release(struct circle *circle);

#endif
