#include "opinion/edges.h"

#include <stdlib.h>

#include "lib/str.h"

struct edge {
	uint32_t node, word, target; /* no target: free */
};

/* The place of the edge, or that where it would go. */
static size_t
seek(const struct edges *edges, uint32_t node, uint32_t word)
{
	size_t mask = edges->size - 1;

	for (size_t i = edges_hash(node, word) & mask;; i = (i + 1) & mask) {
		const struct edge *edge = &edges->all[i];
		if (edge->target == 0 || (edge->node == node && edge->word == word))
			return i;
	}
}

static void
place(struct edges *edges, struct edge edge)
{
	size_t bit = edges_hash(edge.node, edge.word) & (EDGES_BITS * edges->size - 1);

	edges->all[seek(edges, edge.node, edge.word)] = edge;
	edges->bits[bit / 8] |= (uint8_t)(1u << bit % 8);
}

static void
grow(struct edges *edges)
{
	struct edge *old = edges->all;
	size_t old_size = edges->size;

	free(edges->bits);
	edges->size = old_size ? old_size * 2 : 1024;
	edges->all = memory_new(edges->size, sizeof *edges->all);
	edges->bits = memory_new(edges->size, EDGES_BITS / 8);
	for (size_t i = 0; i < old_size; i++)
		if (old[i].target)
			place(edges, old[i]);
	free(old);
}

uint32_t
edges_find(const struct edges *edges, uint32_t node, uint32_t word)
{
	return edges_may_hold(edges, node, word) ? edges->all[seek(edges, node, word)].target : 0;
}

void
edges_add(struct edges *edges, uint32_t node, uint32_t word, uint32_t target)
{
	if (edges->count >= edges->size / 2)
		grow(edges);
	place(edges, (struct edge){node, word, target});
	edges->count++;
}

void
edges_release(struct edges *edges)
{
	free(edges->all);
	free(edges->bits);
	*edges = (struct edges){0};
}
