/* Who is tied with whom, for measures that walk from neighbour to neighbour. */
#ifndef OMTALE_GRAPH_H
#define OMTALE_GRAPH_H

#include <stddef.h>
#include <stdint.h>

/* One way; the same two may have several. */
struct tie {
	uint32_t from, to, weight; /* from is not to; weight: 1 or more */
};

struct arc {
	uint32_t to, weight;
};

/* Undirected, without loops: the neighbours of node n are arcs[begin[n]] to before arcs[begin[n + 1]], by number, each once; every edge stands at both its
 * ends. */
struct graph {
	uint32_t nodes;
	size_t *begin;
	struct arc *arcs;
};

/* The graph of ties between nodes from 0 to before `nodes`, those of the same two added up whichever way they go. All weights together are below 2^32. */
struct graph
graph_of(uint32_t nodes, const struct tie *ties, size_t count);

/* The graph of groups: what binds two is all that binds a node of one to a node of the other. group: of each node, below `groups`. */
struct graph
graph_join(const struct graph *graph, const uint32_t *group, uint32_t groups);

void
graph_release(struct graph *graph);

#endif
