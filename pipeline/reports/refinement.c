#include <math.h>
#include <string.h>

#include "reports/leiden.h"

/* How far from the best a node may go when communities are refined (theta in the paper). */
static const double RANDOMNESS = 0.01;

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
			double here = leiden_gain(leiden, part, node_strength);
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
refine_community(struct leiden *leiden, const struct level *level, const uint32_t *members, uint32_t count)
{
	uint32_t *nodes = leiden->queue;
	double strength = 0;

	memcpy(nodes, members, count * sizeof *nodes);
	for (uint32_t i = 0; i < count; i++)
		strength += level->strength[nodes[i]];
	leiden_shuffle(leiden->chance, nodes, count);
	for (uint32_t i = 0; i < count; i++) {
		struct community *part = &leiden->communities[leiden->parts[nodes[i]]];
		uint32_t near;

		if (i + LEIDEN_AHEAD < count)
			leiden_fetch(level, nodes[i + LEIDEN_AHEAD]);
		if (part->grown || !is_well_bound(leiden, part, strength))
			continue;
		part->strength = 0;
		near = look_within(leiden, level, nodes[i]);
		join(leiden, level, nodes[i], draw_part(leiden, near, level->strength[nodes[i]], strength));
	}
}

uint32_t
leiden_refine(struct leiden *leiden, const struct level *level)
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
	memset(leiden->numbers, 0xff, nodes * sizeof *leiden->numbers);
	for (uint32_t i = 0; i < nodes; i++) {
		uint32_t *part = &leiden->parts[leiden->order[i]], *number = &leiden->numbers[*part];
		if (*number == UINT32_MAX)
			*number = count++;
		*part = *number;
	}
	return count;
}
