#include "reports/graph.h"

#include <stdlib.h>
#include <string.h>

#include "lib/str.h"

/* As an edge stands at both its ends, to deal the arcs out by where they lead puts each node's in the order of its neighbours. */
static struct arc *
sort_arcs(const struct graph *graph)
{
	struct arc *sorted = memory_new(graph->begin[graph->nodes], sizeof *sorted);
	size_t *place = memory_new(graph->nodes, sizeof *place);

	memcpy(place, graph->begin, graph->nodes * sizeof *place);
	for (uint32_t n = 0; n < graph->nodes; n++)
		for (size_t a = graph->begin[n]; a < graph->begin[n + 1]; a++)
			sorted[place[graph->arcs[a].to]++] = (struct arc){n, graph->arcs[a].weight};
	free(place);
	return sorted;
}

/* Neighbours that stand twice, once for each way, are added up. */
static void
add_up(struct graph *graph)
{
	size_t kept = 0, begin = 0;

	for (uint32_t n = 0; n < graph->nodes; n++) {
		size_t first = kept, end = graph->begin[n + 1];
		for (size_t a = begin; a < end; a++)
			if (kept > first && graph->arcs[kept - 1].to == graph->arcs[a].to)
				graph->arcs[kept - 1].weight += graph->arcs[a].weight;
			else
				graph->arcs[kept++] = graph->arcs[a];
		begin = end;
		graph->begin[n + 1] = kept;
	}
}

struct graph
graph_of(uint32_t nodes, const struct tie *ties, size_t count)
{
	struct graph graph = {.nodes = nodes, .begin = memory_new((size_t)nodes + 1, sizeof *graph.begin)};
	struct arc *unsorted = graph.arcs = memory_new(2 * count, sizeof *unsorted);
	size_t *place = memory_new(nodes, sizeof *place);

	for (size_t t = 0; t < count; t++) {
		graph.begin[ties[t].from + 1]++;
		graph.begin[ties[t].to + 1]++;
	}
	for (uint32_t n = 0; n < nodes; n++) {
		place[n] = graph.begin[n];
		graph.begin[n + 1] += graph.begin[n];
	}
	for (size_t t = 0; t < count; t++) {
		unsorted[place[ties[t].from]++] = (struct arc){ties[t].to, ties[t].weight};
		unsorted[place[ties[t].to]++] = (struct arc){ties[t].from, ties[t].weight};
	}
	free(place);
	graph.arcs = sort_arcs(&graph);
	free(unsorted);
	add_up(&graph);
	return graph;
}

void
graph_release(struct graph *graph)
{
	free(graph->begin);
	free(graph->arcs);
	*graph = (struct graph){0};
}

struct graph
graph_join(const struct graph *graph, const uint32_t *group, uint32_t groups)
{
	struct tie *ties = memory_new(graph->begin[graph->nodes] / 2, sizeof *ties);
	struct graph joined;
	size_t count = 0;

	for (uint32_t n = 0; n < graph->nodes; n++)
		for (size_t a = graph->begin[n]; a < graph->begin[n + 1]; a++) {
			const struct arc *arc = &graph->arcs[a];
			if (arc->to > n && group[arc->to] != group[n])
				ties[count++] = (struct tie){group[n], group[arc->to], arc->weight};
		}
	joined = graph_of(groups, ties, count);
	free(ties);
	return joined;
}
