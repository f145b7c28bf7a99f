/* edges.csv: who turned to whom about which brand. */
#include "lib/sort.h"
#include "reports/ground.h"

#include <stdlib.h>

static const struct report_column columns[] = {
	{"source", TEXT, "Who wrote."},
	{"target", TEXT, "To whom: the author replied to, reposted, or named with an @ (not the one replied to)."},
	{"kind", TEXT, "reply, repost or mention."},
	{"brand", TEXT, "The brand that the source's posts are about, by name or by thread."},
	{"weight", WHOLE, "How many posts."},
	{"sign", WHOLE, "Of these, posts positive towards the brand minus negative ones."},
	{"first_seen", INSTANT, "The first of them."},
	{"last_seen", INSTANT, "The last."},
	{0},
};

/* The heaviest first, then as they stand in the network. */
static struct keyed *
order_edges(const struct network *network)
{
	struct keyed *order = memory_new(network->edges_count, sizeof *order);

	for (uint32_t e = 0; e < network->edges_count; e++)
		order[e] = (struct keyed){UINT32_MAX - network->edges[e].weight, e};
	sort_keyed(order, network->edges_count);
	return order;
}

/* The edge whose row is `at`. Of those behind the processor is told to fetch, one after the other, the edge, its two nodes, where their names stand, and the
 * names. */
static const struct network_edge *
edge_of_row(const struct posts *posts, const struct network *network, const struct keyed *order, uint32_t at)
{
	const struct network_edge *edges = network->edges, *edge;

	if (at + 4 * AHEAD < network->edges_count)
		__builtin_prefetch(&edges[order[at + 4 * AHEAD].number]);
	if (at + 3 * AHEAD < network->edges_count) {
		edge = &edges[order[at + 3 * AHEAD].number];
		__builtin_prefetch(&network->nodes[edge->source].author);
		__builtin_prefetch(&network->nodes[edge->target].author);
	}
	if (at + 2 * AHEAD < network->edges_count) {
		edge = &edges[order[at + 2 * AHEAD].number];
		author_approach(posts, network->nodes[edge->source].author);
		author_approach(posts, network->nodes[edge->target].author);
	}
	if (at + AHEAD < network->edges_count) {
		edge = &edges[order[at + AHEAD].number];
		author_approach_name(posts, network->nodes[edge->source].author);
		author_approach_name(posts, network->nodes[edge->target].author);
	}
	return &edges[order[at].number];
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct network *network = ground_network(ground, false);
	struct keyed *order = order_edges(network);

	for (uint32_t e = 0; e < network->edges_count; e++) {
		const struct network_edge *edge = edge_of_row(posts, network, order, e);
		sheet_text(sheet, map_text(&posts->authors, network->nodes[edge->source].author));
		sheet_text(sheet, map_text(&posts->authors, network->nodes[edge->target].author));
		sheet_text(sheet, str_of(tie_names[edge->kind]));
		sheet_text(sheet, map_text(&posts->brands, edge->brand));
		sheet_whole(sheet, edge->weight);
		sheet_whole(sheet, edge->sign);
		sheet_instant(sheet, edge->first);
		sheet_instant(sheet, edge->last);
		sheet_end(sheet);
	}
	free(order);
}

const struct report edges_report = {
	.name = "edges",
	.purpose = "Who turned to whom about which brand, how often and in what mood.",
	.grain = "author → author × kind × brand",
	.key = "source target kind brand",
	.columns = columns,
	.write = write,
	.stands_on = NETWORK | NAMES,
};
