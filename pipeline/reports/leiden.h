/* What the phases of the Leiden method (communities.c, refinement.c) share. */
#ifndef OMTALE_LEIDEN_H
#define OMTALE_LEIDEN_H

#include <stdbool.h>

#include "lib/fetch.h"
#include "reports/communities.h"

/* What a move asks of a community. */
struct community {
	double strength;  /* of its nodes */
	double outside;   /* refining: weight of the edges to the rest of the community that it is a part of */
	uint32_t size;    /* nodes */
	uint32_t towards; /* weight of the edges from the node at hand; 0 between nodes */
	bool grown;       /* refining: more than the node that it began with */
};

/* One level: at the first a node is an author, at the next a community of the one before. */
struct level {
	struct graph graph;
	double *strength;     /* of each node: its edges' weights, those within it twice */
	uint32_t *membership; /* the community of each node */
	uint32_t count;       /* communities */
};

struct leiden {
	const struct chance *chance;
	double resolution; /* 1 / the strength of all, which makes the constant Potts model modularity */
	/* Room for each node of the first level, so for all. */
	struct community *communities;
	uint32_t *near;  /* the communities next to the node at hand */
	uint32_t *queue; /* nodes in the order in which they are taken */
	uint32_t *order; /* nodes by community, and within it by number */
	uint32_t *start; /* where in `order` a community begins */
	uint32_t *empty; /* communities without nodes */
	uint32_t *parts; /* the part of its community that a node is in */
	uint32_t *numbers;
	double *sums;
	uint8_t *waits; /* whether a node stands in the queue */
};

/* Every order as likely (Fisher and Yates). */
static inline void
leiden_shuffle(const struct chance *chance, uint32_t *all, uint32_t count)
{
	for (uint32_t left = count; left > 1; left--) {
		uint32_t drawn = chance->below(left), last = all[left - 1];
		all[left - 1] = all[drawn];
		all[drawn] = last;
	}
}

/* Nodes are taken at random: what the one some steps on needs is fetched meanwhile, a sixth of the time. */
enum { LEIDEN_AHEAD = 6 };

static inline void
leiden_fetch(const struct level *level, uint32_t node)
{
	fetch(&level->graph.arcs[level->graph.begin[node]]);
	fetch(&level->strength[node]);
}

/* What modularity gains by a node of that strength in the community, but for a factor. */
static inline double
leiden_gain(const struct leiden *leiden, const struct community *community, double strength)
{
	return community->towards - strength * community->strength * leiden->resolution;
}

/* Within each community, nodes merge to parts that are well bound to it, at random among those that gain. Into leiden->parts the part of each node, numbered
 * from 0 by the order of communities and then of first nodes. How many parts. */
uint32_t
leiden_refine(struct leiden *leiden, const struct level *level);

#endif
