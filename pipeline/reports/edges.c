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

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct network *network = ground_network(ground, false);
	struct keyed *order = order_edges(network);

	for (uint32_t e = 0; e < network->edges_count; e++) {
		const struct network_edge *edge = &network->edges[order[e].number];
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
