/* What several reports stand on. Each thing is made when the first report asks for it; who writes many reports gives back, behind each of them, what none of
 * those to come stands on.
 *
 *   struct ground ground = {.posts = posts, .options = options};
 *   trees = ground_trees(&ground);                      the ground's: valid until ground_release
 *   ground_release(&ground, TREES);                     everything but the trees
 *   ground_release(&ground, 0);
 */
#ifndef OMTALE_GROUND_H
#define OMTALE_GROUND_H

#include "reports/circle.h"
#include "reports/network.h"
#include "reports/series.h"
#include "reports/terms.h"
#include "reports/trees.h"

enum { TREES = 1, CIRCLE = 2, SERIES = 4, TERMS = 8, NETWORK = 16, NAMES = 32 };

struct ground {
	const struct posts *posts; /* settled */
	const struct report_options *options;
	unsigned made; /* of the above */
	bool measured; /* the network */
	struct circle circle;
	struct series *series;
	size_t series_count;
	struct network network;
	struct names names;
};

/* The trees and terms are the posts' own, which the ground gives back for them. */
const struct trees *
ground_trees(struct ground *ground);

/* Its people have nothing counted but what circle_gather does. */
struct circle *
ground_circle(struct ground *ground);

/* One a brand, by name. */
const struct series *
ground_series(struct ground *ground, size_t *count);

/* They remember the post they were asked for last, and so are no constant. */
struct terms *
ground_terms(struct ground *ground);

/* With or without what network_measure works out. */
const struct network *
ground_network(struct ground *ground, bool measured);

const struct names *
ground_names(struct ground *ground);

/* Releases all but what is in `kept`. */
void
ground_release(struct ground *ground, unsigned kept);

#endif
