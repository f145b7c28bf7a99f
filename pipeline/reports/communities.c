#include "reports/communities.h"

#include <stdlib.h>
#include <string.h>

#include "lib/str.h"
#include "reports/leiden.h"

/* Numbers communities from 0 in the order of their first nodes. */
static uint32_t
renumber(uint32_t *membership, uint32_t nodes, uint32_t *numbers)
{
	uint32_t count = 0;

	memset(numbers, 0xff, nodes * sizeof *numbers);
	for (uint32_t n = 0; n < nodes; n++) {
		uint32_t *number = &numbers[membership[n]];
		if (*number == UINT32_MAX)
			*number = count++;
		membership[n] = *number;
	}
	return count;
}

/* ---- moving: each node to the community that gains most, and again those whose neighbours moved ---- */

/* The communities that the node has neighbours in, `first` before them, into leiden->near; what binds it to each into `towards`. */
static uint32_t
look_around(struct leiden *leiden, const struct level *level, uint32_t node, uint32_t first)
{
	const struct arc *arc = level->graph.arcs + level->graph.begin[node], *end = level->graph.arcs + level->graph.begin[node + 1];
	uint32_t count = 1;

	leiden->near[0] = first;
	for (; arc < end; arc++) {
		uint32_t community = level->membership[arc->to];
		if (leiden->communities[community].towards == 0)
			leiden->near[count++] = community;
		leiden->communities[community].towards += arc->weight;
	}
	return count;
}

static uint32_t
best_near(struct leiden *leiden, uint32_t count, uint32_t now, double strength)
{
	double most = leiden_gain(leiden, &leiden->communities[now], strength);
	uint32_t best = now;

	for (uint32_t i = 0; i < count; i++) {
		struct community *community = &leiden->communities[leiden->near[i]];
		double here = leiden_gain(leiden, community, strength);
		if (here > most) {
			most = here;
			best = leiden->near[i];
		}
		community->towards = 0;
	}
	return best;
}

static void
move_nodes(struct leiden *leiden, struct level *level)
{
	struct community *communities = leiden->communities;
	uint32_t nodes = level->graph.nodes, empty = 0;
	size_t head = 0, waiting = nodes;

	memset(communities, 0, nodes * sizeof *communities);
	for (uint32_t n = 0; n < nodes; n++) {
		leiden->queue[n] = n;
		communities[level->membership[n]].size++;
		communities[level->membership[n]].strength += level->strength[n];
	}
	for (uint32_t c = 0; c < nodes; c++)
		if (communities[c].size == 0)
			leiden->empty[empty++] = c;
	leiden_shuffle(leiden->chance, leiden->queue, nodes);
	memset(leiden->waits, 1, nodes);
	while (waiting) {
		uint32_t node = leiden->queue[head], now = level->membership[node], best;

		head = head + 1 == nodes ? 0 : head + 1;
		waiting--;
		if (head + LEIDEN_AHEAD < nodes)
			leiden_fetch(level, leiden->queue[head + LEIDEN_AHEAD]);
		communities[now].strength -= level->strength[node];
		if (--communities[now].size == 0)
			leiden->empty[empty++] = now;
		best = best_near(leiden, look_around(leiden, level, node, leiden->empty[empty - 1]), now, level->strength[node]);
		communities[best].strength += level->strength[node];
		communities[best].size++;
		empty -= best == leiden->empty[empty - 1];
		leiden->waits[node] = 0;
		if (best == now)
			continue;
		level->membership[node] = best;
		for (size_t a = level->graph.begin[node]; a < level->graph.begin[node + 1]; a++) {
			uint32_t other = level->graph.arcs[a].to;
			size_t place;
			if (leiden->waits[other] || level->membership[other] == best)
				continue;
			place = head + waiting++;
			leiden->queue[place < nodes ? place : place - nodes] = other;
			leiden->waits[other] = 1;
		}
	}
	level->count = renumber(level->membership, nodes, leiden->numbers);
}

/* ---- joining: parts become the nodes of the next level ---- */

static struct level
join_parts(const struct leiden *leiden, const struct level *level, uint32_t parts)
{
	struct level next = {.graph = graph_join(&level->graph, leiden->parts, parts)};

	next.strength = memory_new(parts, sizeof *next.strength);
	next.membership = memory_new(parts, sizeof *next.membership);
	for (uint32_t n = 0; n < level->graph.nodes; n++) {
		next.strength[leiden->parts[n]] += level->strength[n];
		next.membership[leiden->parts[n]] = level->membership[n];
	}
	return next;
}

/* ---- rounds ---- */

static void
level_release(struct level *level)
{
	graph_release(&level->graph);
	free(level->strength);
	free(level->membership);
}

/* One round, from authors up until each community is one node; `of`: the node of the level at hand that each author is in. */
static void
improve(struct leiden *leiden, struct level *authors, uint32_t *of)
{
	struct level level = *authors;

	for (uint32_t n = 0; n < authors->graph.nodes; n++)
		of[n] = n;
	for (bool first = true;; first = false) {
		struct level next;
		uint32_t parts;

		move_nodes(leiden, &level);
		if (level.count == level.graph.nodes)
			break; /* should a node have left its community here, alone, it stays there all the same: igraph's way, not the paper's */
		for (uint32_t n = 0; n < authors->graph.nodes && !first; n++)
			authors->membership[n] = level.membership[of[n]];
		parts = leiden_refine(leiden, &level);
		if (parts == level.graph.nodes) { /* no node joined another: the communities themselves are the next level */
			memcpy(leiden->parts, level.membership, parts * sizeof *leiden->parts);
			parts = level.count;
		}
		for (uint32_t n = 0; n < authors->graph.nodes; n++)
			of[n] = leiden->parts[of[n]];
		next = join_parts(leiden, &level, parts);
		if (!first)
			level_release(&level);
		level = next;
	}
	if (level.membership != authors->membership)
		level_release(&level);
}

uint32_t
communities_of(const struct graph *graph, int rounds, const struct chance *chance, uint32_t *membership)
{
	size_t nodes = graph->nodes;
	struct level authors = {.graph = *graph, .membership = membership, .strength = memory_new(nodes, sizeof(double))};
	struct leiden leiden = {
		.chance = chance,
		.communities = memory_new(nodes, sizeof *leiden.communities),
		.near = memory_new(nodes, sizeof *leiden.near),
		.queue = memory_new(nodes, sizeof *leiden.queue),
		.order = memory_new(nodes, sizeof *leiden.order),
		.start = memory_new(nodes + 1, sizeof *leiden.start),
		.parts = memory_new(nodes, sizeof *leiden.parts),
		.numbers = memory_new(nodes, sizeof *leiden.numbers),
		.sums = memory_new(nodes, sizeof *leiden.sums),
		.waits = memory_new(nodes, sizeof *leiden.waits),
		.empty = memory_new(nodes, sizeof *leiden.empty),
	};
	uint32_t *of = memory_new(nodes, sizeof *of);
	uint32_t count;
	double all = 0;

	for (uint32_t n = 0; n < nodes; n++) {
		membership[n] = n;
		for (size_t a = graph->begin[n]; a < graph->begin[n + 1]; a++)
			authors.strength[n] += graph->arcs[a].weight;
		all += authors.strength[n];
	}
	leiden.resolution = 1.0 / all;
	for (int round = 0; round < rounds; round++)
		improve(&leiden, &authors, of);
	count = renumber(membership, graph->nodes, leiden.numbers);
	free(authors.strength);
	free(of);
	free(leiden.communities);
	free(leiden.near);
	free(leiden.queue);
	free(leiden.order);
	free(leiden.start);
	free(leiden.parts);
	free(leiden.numbers);
	free(leiden.sums);
	free(leiden.waits);
	free(leiden.empty);
	return count;
}
