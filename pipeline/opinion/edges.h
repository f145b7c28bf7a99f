/* The edges of a tree of patterns: (node, word) -> node, in one hash table for all nodes. Init with {0}. */
#ifndef OMTALE_EDGES_H
#define OMTALE_EDGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EDGES_BITS = 8 };

struct edges {
	struct edge *all; /* size of them, a power of two; at most half are taken */
	uint8_t *bits;    /* EDGES_BITS times as many: one is set for each edge, by its hash */
	size_t count, size;
};

static inline size_t
edges_hash(uint32_t node, uint32_t word)
{
	uint64_t hash = ((uint64_t)node << 32 | word) * 0x9e3779b97f4a7c15u;

	return (size_t)(hash ^ hash >> 32);
}

/* Whether there may be such an edge. Mostly there is none, and that the bits tell, which are read from less memory than the edges. */
static inline bool
edges_may_hold(const struct edges *edges, uint32_t node, uint32_t word)
{
	size_t bit = edges_hash(node, word) & (EDGES_BITS * edges->size - 1);

	return edges->size && edges->bits[bit / 8] >> bit % 8 & 1;
}

/* The node that `word` leads to from `node`, or 0. */
uint32_t
edges_find(const struct edges *edges, uint32_t node, uint32_t word);

/* Adds an edge that is not there yet; `target` is not 0. */
void
edges_add(struct edges *edges, uint32_t node, uint32_t word, uint32_t target);

void
edges_release(struct edges *edges);

#endif
