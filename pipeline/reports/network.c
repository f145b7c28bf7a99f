#include "reports/network.h"

#include <igraph/igraph.h>
#include <math.h>
#include <stdlib.h>

#include "lib/die.h"
#include "lib/sort.h"
#include "reports/communities.h"

const char *const tie_names[] = {"reply", "repost", "mention"};

/* ---- edges ---- */

static int
compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int
by_number(const void *one, const void *other)
{
	return compare(*(const uint32_t *)one, *(const uint32_t *)other);
}

struct gathering {
	const struct posts *posts;
	const struct report_options *options;
	const struct names *names;
	struct network_edge *edges; /* source and target are authors here */
	uint32_t count, capacity;
};

static void
add_edges(struct gathering *gathering, const struct post *post, uint32_t target, enum tie_kind kind)
{
	const struct posts *posts = gathering->posts;
	const struct map *only = gathering->options->brands;

	if (target == MAP_NONE || target == post->author)
		return;
	for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count; m++) {
		const struct mention *mention = &posts->mentions[m];
		if (only && map_find(only, map_text(&posts->brands, mention->brand)) == MAP_NONE)
			continue;
		gathering->edges = posts_room(gathering->edges, gathering->count, &gathering->capacity, sizeof *gathering->edges);
		gathering->edges[gathering->count++] = (struct network_edge){
			post->author, target,    mention->brand, (uint8_t)kind, 1, (mention->polarity == POSITIVE) - (mention->polarity == NEGATIVE),
			post->time,   post->time};
	}
}

static void
gather(struct gathering *gathering)
{
	const struct posts *posts = gathering->posts;
	struct numbers named = {0};

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		uint32_t answered = MAP_NONE;

		if (post->author == MAP_NONE || post->mentions_count == 0)
			continue;
		if (post->parent != NO_POST) {
			answered = posts->all[post->parent].author;
			add_edges(gathering, post, answered, post->is_reply ? REPLY : REPOST);
		}
		handles_of(posts, post, &named);
		for (uint32_t n = 0; n < named.count; n++)
			named.at[n] = gathering->names->author_of_handle[named.at[n]];
		if (named.count > 1)
			qsort(named.at, named.count, sizeof *named.at, by_number);
		for (uint32_t n = 0; n < named.count; n++)
			if (named.at[n] != answered && (n == 0 || named.at[n] != named.at[n - 1]))
				add_edges(gathering, post, named.at[n], NAMED);
	}
	free(named.at);
}

static uint64_t
ends_of(const struct network_edge *edge, const struct names *names)
{
	return (uint64_t)names->author_place[edge->source] << 32 | names->author_place[edge->target];
}

static uint64_t
matter_of(const struct network_edge *edge, const struct names *names)
{
	return (uint64_t)edge->kind << 32 | names->brand_place[edge->brand];
}

/* By source, target, kind and brand, all by name: the least of these first, each time keeping what was there. */
static struct keyed *
sort_edges(const struct gathering *gathering)
{
	struct keyed *order = memory_new(gathering->count, sizeof *order);

	for (uint32_t e = 0; e < gathering->count; e++)
		order[e] = (struct keyed){matter_of(&gathering->edges[e], gathering->names), e};
	sort_keyed(order, gathering->count);
	for (uint32_t i = 0; i < gathering->count; i++)
		order[i].key = ends_of(&gathering->edges[order[i].number], gathering->names);
	sort_keyed(order, gathering->count);
	return order;
}

static bool
is_same(const struct network_edge *a, const struct network_edge *b)
{
	return a->source == b->source && a->target == b->target && a->kind == b->kind && a->brand == b->brand;
}

static void
merge(struct network_edge *into, const struct network_edge *edge)
{
	into->weight += edge->weight;
	into->sign += edge->sign;
	if (edge->first != NO_TIME && (into->first == NO_TIME || edge->first < into->first))
		into->first = edge->first;
	if (edge->last != NO_TIME && (into->last == NO_TIME || edge->last > into->last))
		into->last = edge->last;
}

static void
merge_edges(const struct gathering *gathering, struct network *network)
{
	struct keyed *order = sort_edges(gathering);

	network->edges = memory_new(gathering->count, sizeof *network->edges);
	for (uint32_t i = 0; i < gathering->count; i++) {
		const struct network_edge *edge = &gathering->edges[order[i].number];
		if (i && is_same(&network->edges[network->edges_count - 1], edge))
			merge(&network->edges[network->edges_count - 1], edge);
		else
			network->edges[network->edges_count++] = *edge;
	}
	free(order);
}

/* ---- nodes ---- */

/* Authors become nodes, numbered by name; edges then speak of nodes. */
static void
number_nodes(struct network *network, const struct posts *posts, const struct names *names)
{
	uint32_t *node_of = memory_new(posts->authors.count, sizeof *node_of), count = 0;
	uint8_t *used = memory_new(posts->authors.count, 1);

	for (uint32_t e = 0; e < network->edges_count; e++)
		used[network->edges[e].source] = used[network->edges[e].target] = 1;
	for (uint32_t a = 0; a < posts->authors.count; a++)
		count += used[a];
	network->nodes = memory_new(count, sizeof *network->nodes);
	for (uint32_t i = 0; i < posts->authors.count; i++)
		if (used[names->authors[i]]) {
			node_of[names->authors[i]] = network->nodes_count;
			network->nodes[network->nodes_count++] = (struct network_node){.author = names->authors[i], .brand = NO_BRAND};
		}
	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		if (post->author == MAP_NONE || !used[post->author])
			continue;
		network->nodes[node_of[post->author]].posts++;
		if (post->by_brand != NO_BRAND && network->nodes[node_of[post->author]].brand == NO_BRAND)
			network->nodes[node_of[post->author]].brand = post->by_brand;
	}
	for (uint32_t e = 0; e < network->edges_count; e++) {
		network->edges[e].source = node_of[network->edges[e].source];
		network->edges[e].target = node_of[network->edges[e].target];
	}
	free(used);
	free(node_of);
}

struct network
network_of(const struct posts *posts, const struct report_options *options, const struct names *names)
{
	struct gathering gathering = {.posts = posts, .options = options, .names = names};
	struct network network = {0};

	gather(&gathering);
	merge_edges(&gathering, &network);
	free(gathering.edges);
	number_nodes(&network, posts, names);
	for (uint32_t e = 0; e < network.edges_count; e++)
		if (e == 0 || network.edges[e].source != network.edges[e - 1].source || network.edges[e].target != network.edges[e - 1].target) {
			network.nodes[network.edges[e].source].out++;
			network.nodes[network.edges[e].target].in++;
		}
	return network;
}

void
network_release(struct network *network)
{
	free(network->nodes);
	free(network->edges);
	*network = (struct network){0};
}

/* ---- igraph ---- */

static void
check(igraph_error_t error)
{
	if (error != IGRAPH_SUCCESS)
		die("the network cannot be measured: %s", igraph_strerror(error));
}

/* Who turned to whom, the weights of all kinds and brands added up. Edges stand by source and target, so equals are neighbours. */
static struct tie *
ties_of(const struct network *network, size_t *count)
{
	struct tie *ties = memory_new(network->edges_count, sizeof *ties);

	*count = 0;
	for (uint32_t e = 0; e < network->edges_count; e++) {
		const struct network_edge *edge = &network->edges[e];
		if (e && edge->source == edge[-1].source && edge->target == edge[-1].target)
			ties[*count - 1].weight += edge->weight;
		else
			ties[(*count)++] = (struct tie){edge->source, edge->target, edge->weight};
	}
	return ties;
}

/* igraph shares PageRank among threads, whose sums come in any order, and whose waiting for each other cost a tenth of a run: one is enough. The function is
 * OpenMP's (its header comes with gcc alone). */
extern void
omp_set_num_threads(int threads);

static void
measure_pagerank(struct network *network, const struct tie *ties, size_t count)
{
	igraph_vector_int_t ends;
	igraph_vector_t weights, rank;
	igraph_real_t eigenvalue;
	igraph_t directed;

	check(igraph_vector_int_init(&ends, 2 * (igraph_integer_t)count));
	check(igraph_vector_init(&weights, (igraph_integer_t)count));
	for (size_t t = 0; t < count; t++) {
		VECTOR(ends)[2 * t] = ties[t].from;
		VECTOR(ends)[2 * t + 1] = ties[t].to;
		VECTOR(weights)[t] = ties[t].weight;
	}
	check(igraph_create(&directed, &ends, network->nodes_count, IGRAPH_DIRECTED));
	igraph_vector_int_destroy(&ends);
	omp_set_num_threads(1);
	check(igraph_vector_init(&rank, 0));
	check(igraph_pagerank(&directed, IGRAPH_PAGERANK_ALGO_PRPACK, &rank, &eigenvalue, igraph_vss_all(), true, 0.85, &weights, NULL));
	/* The last bits differ from run to run, and must not decide an order: what is printed does. */
	for (uint32_t n = 0; n < network->nodes_count; n++)
		network->nodes[n].pagerank = round(VECTOR(rank)[n] * network->nodes_count * 10000) / 10000;
	igraph_vector_destroy(&rank);
	igraph_vector_destroy(&weights);
	igraph_destroy(&directed);
}

struct community {
	uint32_t number, size, first; /* first: its first node, the one with the first name */
};

static int
by_size(const void *one, const void *other)
{
	const struct community *a = one, *b = other;

	if (a->size != b->size)
		return a->size > b->size ? -1 : 1;
	return compare(a->first, b->first);
}

/* Communities are numbered by size, so that a number means something and a rerun gives the same. */
static void
number_communities(struct network *network, const uint32_t *membership, uint32_t count)
{
	struct community *communities = memory_new(count, sizeof *communities);
	uint32_t *place = memory_new(count, sizeof *place);

	for (uint32_t c = 0; c < count; c++)
		communities[c] = (struct community){c, 0, UINT32_MAX};
	for (uint32_t n = 0; n < network->nodes_count; n++) {
		struct community *community = &communities[membership[n]];
		community->size++;
		community->first = n < community->first ? n : community->first;
	}
	if (count)
		qsort(communities, count, sizeof *communities, by_size);
	for (uint32_t c = 0; c < count; c++)
		place[communities[c].number] = c + 1;
	for (uint32_t n = 0; n < network->nodes_count; n++)
		network->nodes[n].community = place[membership[n]];
	free(place);
	free(communities);
}

static uint32_t
draw_below(uint32_t count)
{
	return (uint32_t)igraph_rng_get_integer(igraph_rng_default(), 0, (igraph_integer_t)count - 1);
}

static double
draw_between(double low, double high)
{
	return igraph_rng_get_unif(igraph_rng_default(), low, high);
}

static void
measure_communities(struct network *network, const struct graph *both)
{
	enum { ROUNDS = 10 };
	const struct chance chance = {draw_below, draw_between};
	uint32_t *membership = memory_new(network->nodes_count, sizeof *membership);

	check(igraph_rng_seed(igraph_rng_default(), 42));
	number_communities(network, membership, communities_of(both, ROUNDS, &chance, membership));
	free(membership);
}

static void
measure_cores(struct network *network, const struct graph *both)
{
	igraph_vector_int_t ends, cores;
	igraph_t undirected;

	check(igraph_vector_int_init(&ends, 0));
	check(igraph_vector_int_reserve(&ends, (igraph_integer_t)both->begin[both->nodes]));
	for (uint32_t n = 0; n < both->nodes; n++)
		for (size_t a = both->begin[n]; a < both->begin[n + 1]; a++)
			if (both->arcs[a].to < n) {
				check(igraph_vector_int_push_back(&ends, n));
				check(igraph_vector_int_push_back(&ends, both->arcs[a].to));
			}
	check(igraph_create(&undirected, &ends, network->nodes_count, IGRAPH_UNDIRECTED));
	check(igraph_vector_int_init(&cores, 0));
	check(igraph_coreness(&undirected, &cores, IGRAPH_ALL));
	for (uint32_t n = 0; n < network->nodes_count; n++)
		network->nodes[n].core = (uint32_t)VECTOR(cores)[n];
	igraph_vector_int_destroy(&cores);
	igraph_vector_int_destroy(&ends);
	igraph_destroy(&undirected);
}

void
network_measure(struct network *network)
{
	struct graph both;
	struct tie *ties;
	size_t count;

	if (network->edges_count == 0)
		return;
	igraph_set_error_handler(igraph_error_handler_ignore);
	ties = ties_of(network, &count);
	both = graph_of(network->nodes_count, ties, count);
	measure_pagerank(network, ties, count);
	measure_communities(network, &both);
	measure_cores(network, &both);
	graph_release(&both);
	free(ties);
}
