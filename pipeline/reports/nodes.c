/* nodes.csv: the people (and brands' accounts) that turn to each other about brands. */
#include "lib/sort.h"
#include "reports/ground.h"

#include <math.h>
#include <stdlib.h>

static const struct report_column columns[] = {
	{"author", TEXT, "Who; only those with a tie."},
	{"brand", TEXT, "The brand whose own account it is; empty for customers."},
	{"posts", WHOLE, "All of the author's posts in the archive."},
	{"in", WHOLE, "People who turned to this one (edges.csv, whatever kind and brand)."},
	{"out", WHOLE, "People whom this one turned to."},
	{"pagerank", NUMBER, "PageRank over the weighted edges (damping 0.85) times the number of nodes, so that 1 is the average."},
	{"community", WHOLE, "Community by Leiden's method (modularity, both ways added up, fixed seed); 1 is the largest."},
	{"core", WHOLE, "The largest k such that the author has ties with k others who have so among themselves (k-core)."},
	{0},
};

/* The most central first, then by name. */
static struct keyed *
order_nodes(const struct network *network)
{
	struct keyed *order = memory_new(network->nodes_count, sizeof *order);

	for (uint32_t n = 0; n < network->nodes_count; n++)
		order[n] = (struct keyed){UINT64_MAX - (uint64_t)llround(network->nodes[n].pagerank * 10000), n};
	sort_keyed(order, network->nodes_count);
	return order;
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct network *network = ground_network(ground, true);
	struct keyed *order = order_nodes(network);

	for (uint32_t n = 0; n < network->nodes_count; n++) {
		const struct network_node *node = &network->nodes[order[n].number];
		sheet_text(sheet, map_text(&posts->authors, node->author));
		sheet_text(sheet, node->brand == NO_BRAND ? STR("") : map_text(&posts->brands, node->brand));
		sheet_whole(sheet, node->posts);
		sheet_whole(sheet, node->in);
		sheet_whole(sheet, node->out);
		sheet_number(sheet, node->pagerank);
		sheet_whole(sheet, node->community);
		sheet_whole(sheet, node->core);
		sheet_end(sheet);
	}
	free(order);
}

const struct report nodes_report = {
	.name = "nodes",
	.purpose = "Who stands where among those who turn to each other about brands: centre, community, core.",
	.grain = "author",
	.key = "author",
	.columns = columns,
	.write = write,
	.stands_on = NETWORK | NAMES,
};
