#include "reports/ground.h"

/* Whether this is the first time that it is asked for. */
static bool
is_new(struct ground *ground, unsigned thing)
{
	bool made = ground->made & thing;

	ground->made |= thing;
	return !made;
}

const struct trees *
ground_trees(struct ground *ground)
{
	ground->made |= TREES;
	return trees_of(ground->posts);
}

struct circle *
ground_circle(struct ground *ground)
{
	if (is_new(ground, CIRCLE))
		ground->circle = circle_gather(ground->posts);
	return &ground->circle;
}

const struct series *
ground_series(struct ground *ground, size_t *count)
{
	if (is_new(ground, SERIES))
		ground->series = series_of_brands(ground->posts, ground->options, &ground->series_count);
	*count = ground->series_count;
	return ground->series;
}

struct terms *
ground_terms(struct ground *ground)
{
	ground->made |= TERMS;
	return terms_of(ground->posts, ground->options->min);
}

const struct network *
ground_network(struct ground *ground, bool measured)
{
	if (is_new(ground, NETWORK)) {
		ground->network = network_of(ground->posts, ground->options, ground_names(ground));
		ground->measured = false;
	}
	if (measured && !ground->measured)
		network_measure(&ground->network);
	ground->measured |= measured;
	return &ground->network;
}

const struct names *
ground_names(struct ground *ground)
{
	if (is_new(ground, NAMES))
		ground->names = names_of(ground->posts);
	return &ground->names;
}

void
ground_release(struct ground *ground, unsigned kept)
{
	unsigned released = ground->made & ~kept;

	if (released & TREES) {
		trees_release(ground->posts->shared->trees);
		ground->posts->shared->trees = NULL;
	}
	if (released & CIRCLE)
		circle_release(&ground->circle);
	if (released & SERIES)
		series_release(ground->series, ground->series_count);
	if (released & TERMS) {
		terms_release(ground->posts->shared->terms);
		ground->posts->shared->terms = NULL;
	}
	if (released & NETWORK)
		network_release(&ground->network);
	if (released & NAMES)
		names_release(&ground->names);
	ground->made &= kept;
}
