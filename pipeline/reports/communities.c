#include "reports/communities.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lib/str.h"

/* How far from the best a node may go when communities are refined (theta in the paper). */
static const double RANDOMNESS = 0.01;

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
	uint32_t *near; /* the communities next to the node at hand */
	uint32_t *queue;
	uint32_t *order; /* nodes by community, and within it by number */
	uint32_t *start; /* where in `order` a community begins */
	uint32_t *parts, *numbers;
	double *sums;
	uint8_t *waits;
	uint32_t *empty;
};

static void
shuffle(const struct chance *chance, uint32_t *all, uint32_t count)
{
	for (uint32_t left = count; left > 1; left--) {
		uint32_t drawn = chance->below(left), last = all[left - 1];
		all[left - 1] = all[drawn];
		all[drawn] = last;
	}
}

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

static double
gain(const struct leiden *leiden, const struct community *community, double strength)
{
	return community->towards - strength * community->strength * leiden->resolution;
}

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
	double most = gain(leiden, &leiden->communities[now], strength);
	uint32_t best = now;

	for (uint32_t i = 0; i < count; i++) {
		struct community *community = &leiden->communities[leiden->near[i]];
		double here = gain(leiden, community, strength);
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
	shuffle(leiden->chance, leiden->queue, nodes);
	memset(leiden->waits, 1, nodes);
	while (waiting) {
		uint32_t node = leiden->queue[head], now = level->membership[node], best;

		head = head + 1 == nodes ? 0 : head + 1;
		waiting--;
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

/* ---- refining: within each community, nodes merge to parts that are well bound to it, at random among those that gain ---- */

/* leiden->order and leiden->start: the nodes of each of `count` groups. */
static void
sort_by(struct leiden *leiden, const uint32_t *group, uint32_t nodes, uint32_t count)
{
	uint32_t *start = leiden->start;

	memset(start, 0, ((size_t)count + 1) * sizeof *start);
	for (uint32_t n = 0; n < nodes; n++)
		start[group[n]]++;
	for (uint32_t c = 0, before = 0; c <= count; c++) {
		uint32_t size = start[c];
		start[c] = before;
		before += size;
	}
	for (uint32_t n = 0; n < nodes; n++)
		leiden->order[start[group[n]]++] = n;
	memmove(start + 1, start, count * sizeof *start);
	start[0] = 0;
}

/* Whether the part is bound to the rest of its community by as much as chance would have it. */
static bool
is_well_bound(const struct leiden *leiden, const struct community *part, double strength)
{
	return part->outside >= part->strength * (strength - part->strength) * leiden->resolution;
}

/* The parts of its own community that the node has neighbours in, its own first. */
static uint32_t
look_within(struct leiden *leiden, const struct level *level, uint32_t node)
{
	const struct arc *arc = level->graph.arcs + level->graph.begin[node], *end = level->graph.arcs + level->graph.begin[node + 1];
	uint32_t count = 1, community = level->membership[node];

	leiden->near[0] = leiden->parts[node];
	for (; arc < end; arc++) {
		struct community *part;
		if (level->membership[arc->to] != community)
			continue;
		part = &leiden->communities[leiden->parts[arc->to]];
		if (part->towards == 0)
			leiden->near[count++] = leiden->parts[arc->to];
		part->towards += arc->weight;
	}
	return count;
}

/* One of the parts near that the node gains by, the likelier the more. */
static uint32_t
draw_part(struct leiden *leiden, uint32_t count, double node_strength, double strength)
{
	double sum = 0, most = 0, drawn;
	uint32_t best = leiden->near[0], low = 0, high = count - 1;

	for (uint32_t i = 0; i < count; i++) {
		struct community *part = &leiden->communities[leiden->near[i]];
		if (is_well_bound(leiden, part, strength)) {
			double here = gain(leiden, part, node_strength);
			if (here > most) {
				most = here;
				best = leiden->near[i];
			}
			if (here >= 0)
				sum += exp(here / RANDOMNESS);
		}
		leiden->sums[i] = sum;
		part->towards = 0;
	}
	if (!(sum < HUGE_VAL))
		return best;
	drawn = leiden->chance->between(0, sum);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (leiden->sums[middle] < drawn)
			low = middle + 1;
		else
			high = middle;
	}
	return leiden->near[low];
}

static void
join(struct leiden *leiden, const struct level *level, uint32_t node, uint32_t chosen)
{
	struct community *part = &leiden->communities[chosen];
	int64_t outside = 0;

	part->strength += level->strength[node];
	for (size_t a = level->graph.begin[node]; a < level->graph.begin[node + 1]; a++) {
		const struct arc *arc = &level->graph.arcs[a];
		if (level->membership[arc->to] == level->membership[node])
			outside += leiden->parts[arc->to] == chosen ? -(int64_t)arc->weight : arc->weight;
	}
	part->outside += (double)outside;
	if (leiden->parts[node] != chosen) {
		leiden->parts[node] = chosen;
		part->grown = true;
	}
}

static void
refine_community(struct leiden *leiden, const struct level *level, uint32_t *nodes, uint32_t count)
{
	double strength = 0;

	for (uint32_t i = 0; i < count; i++)
		strength += level->strength[nodes[i]];
	shuffle(leiden->chance, nodes, count);
	for (uint32_t i = 0; i < count; i++) {
		struct community *part = &leiden->communities[leiden->parts[nodes[i]]];
		uint32_t near;

		if (part->grown || !is_well_bound(leiden, part, strength))
			continue;
		part->strength = 0;
		near = look_within(leiden, level, nodes[i]);
		join(leiden, level, nodes[i], draw_part(leiden, near, level->strength[nodes[i]], strength));
	}
}

/* Into leiden->parts, from 0 by the order of communities and then of first nodes. How many parts. */
static uint32_t
refine(struct leiden *leiden, const struct level *level)
{
	uint32_t nodes = level->graph.nodes, count = 0;

	sort_by(leiden, level->membership, nodes, level->count);
	for (uint32_t n = 0; n < nodes; n++) {
		struct community part = {.strength = level->strength[n]};
		for (size_t a = level->graph.begin[n]; a < level->graph.begin[n + 1]; a++)
			if (level->membership[level->graph.arcs[a].to] == level->membership[n])
				part.outside += level->graph.arcs[a].weight;
		leiden->communities[n] = part;
		leiden->parts[n] = n;
	}
	for (uint32_t c = 0; c < level->count; c++)
		refine_community(leiden, level, leiden->order + leiden->start[c], leiden->start[c + 1] - leiden->start[c]);
	sort_by(leiden, level->membership, nodes, level->count); /* refining shuffled them */
	memset(leiden->numbers, 0xff, nodes * sizeof *leiden->numbers);
	for (uint32_t i = 0; i < nodes; i++) {
		uint32_t *number = &leiden->numbers[leiden->parts[leiden->order[i]]];
		if (*number == UINT32_MAX)
			*number = count++;
		leiden->parts[leiden->order[i]] = *number;
	}
	return count;
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
		parts = refine(leiden, &level);
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
