/* Communities by the Leiden method on modularity: Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
 * Scientific Reports 9 (2019), 5233, appendix A.
 *
 * igraph has the method, and it is what this is held to: with igraph's random numbers the memberships are igraph's own, node by node. It is done again here
 * because it was a tenth of a whole run, from archive to reports, and is the heart of who belongs together: neighbours stand in one array, eight bytes each,
 * and what is asked of a community in one line of the cache.
 */
#ifndef OMTALE_COMMUNITIES_H
#define OMTALE_COMMUNITIES_H

#include "reports/graph.h"

struct chance {
	uint32_t (*below)(uint32_t count);          /* a whole number from 0, each as likely; count: 1 or more */
	double (*between)(double low, double high); /* any number from low to before high */
};

/* Improves the partition of one node to a community for `rounds` rounds. Into `membership`, graph->nodes long, the number of each node's community, from 0
 * in the order of their first nodes. Gives how many there are. At least one edge. */
uint32_t
communities_of(const struct graph *graph, int rounds, const struct chance *chance, uint32_t *membership);

#endif
