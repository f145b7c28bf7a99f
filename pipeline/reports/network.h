/* Who turns to whom about brands: the ground of nodes.csv, edges.csv and network.graphml, and the one door to igraph.
 *
 *   a post about a brand  --reply-->    the author replied to
 *                         --repost-->   the author reposted
 *                         --mention-->  authors named with an @ (but not the one replied to, whom replies name by custom)
 */
#ifndef OMTALE_NETWORK_H
#define OMTALE_NETWORK_H

#include "reports/names.h"
#include "reports/report.h"

enum tie_kind { REPLY, REPOST, NAMED };

extern const char *const tie_names[];

struct network_edge {
	uint32_t source, target; /* nodes */
	uint16_t brand;
	uint8_t kind;
	uint32_t weight; /* posts */
	int32_t sign;    /* of these, positive towards the brand minus negative */
	int64_t first, last;
};

struct network_node {
	uint32_t author;
	uint16_t brand;   /* whose account it is, or NO_BRAND */
	uint32_t posts;   /* all in the archive */
	uint32_t in, out; /* people who turned to this one; whom this one turned to */
	/* network_measure: */
	double pagerank;    /* times the number of nodes: 1 is the average */
	uint32_t community; /* from 1, the largest first */
	uint32_t core;
};

struct network {
	struct network_node *nodes; /* by author's name */
	struct network_edge *edges; /* by source, target, kind and brand, all by name */
	uint32_t nodes_count, edges_count;
};

/* The network about the brands of options->brands, or all. */
struct network
network_of(const struct posts *posts, const struct report_options *options, const struct names *names);

/* PageRank (damping 0.85, weighted, directed; Brin and Page, 1998), communities by Leiden's method on modularity (Traag, Waltman and van Eck, 2019; both
 * ways added up, a fixed seed), and the k-core that each node belongs to (Seidman, 1983). */
void
network_measure(struct network *network);

void
network_release(struct network *network);

#endif
