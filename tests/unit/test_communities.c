/* Communities: node by node what igraph's Leiden gives with the same random numbers, and known communities found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <igraph/igraph.h>
#include <stdlib.h>

#undef STR /* igraph's */
#include "lib/str.h"
#include "reports/communities.h"

static uint32_t
below(uint32_t count)
{
	return (uint32_t)igraph_rng_get_integer(igraph_rng_default(), 0, (igraph_integer_t)count - 1);
}

static double
between(double low, double high)
{
	return igraph_rng_get_unif(igraph_rng_default(), low, high);
}

static const struct chance chance = {below, between};

/* A number below `count`, of a generator of the test's own, so that igraph's is left alone. */
static uint32_t
draw(uint64_t *seed, uint32_t count)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*seed >> 33) % count);
}

/* Ties drawn mostly within `groups`. How many. */
static size_t
draw_ties(uint64_t seed, uint32_t nodes, size_t most, uint32_t groups, uint32_t heaviest, struct tie *ties)
{
	size_t count = 0;

	for (size_t t = 0; t < most; t++) {
		uint32_t a = draw(&seed, nodes), b = draw(&seed, nodes);
		if (draw(&seed, 10))
			b = b - b % groups + a % groups;
		if (a != b && b < nodes)
			ties[count++] = (struct tie){a, b, 1 + draw(&seed, heaviest)};
	}
	return count;
}

/* Numbered in the order of first nodes. How many there are: igraph's own count may be more than have members. */
static uint32_t
leiden_of_igraph(const struct graph *graph, int rounds, uint32_t *membership)
{
	igraph_vector_int_t ends;
	igraph_vector_t weights, strength;
	igraph_vector_int_t communities;
	igraph_t both;
	uint32_t *numbers = memory_new(graph->nodes, sizeof *numbers), count = 0;

	igraph_vector_int_init(&communities, 0);
	igraph_vector_int_init(&ends, 0);
	igraph_vector_init(&weights, 0);
	igraph_vector_init(&strength, 0);
	for (uint32_t n = 0; n < graph->nodes; n++)
		for (size_t a = graph->begin[n]; a < graph->begin[n + 1]; a++)
			if (graph->arcs[a].to > n) {
				igraph_vector_int_push_back(&ends, n);
				igraph_vector_int_push_back(&ends, graph->arcs[a].to);
				igraph_vector_push_back(&weights, graph->arcs[a].weight);
			}
	igraph_create(&both, &ends, graph->nodes, IGRAPH_UNDIRECTED);
	igraph_strength(&both, &strength, igraph_vss_all(), IGRAPH_ALL, true, &weights);
	igraph_community_leiden(&both, &weights, &strength, 1.0 / igraph_vector_sum(&strength), 0.01, false, rounds, &communities, NULL, NULL);
	for (uint32_t n = 0; n < graph->nodes; n++) {
		uint32_t *number = &numbers[VECTOR(communities)[n]];
		if (*number == 0)
			*number = ++count;
		membership[n] = *number - 1;
	}
	igraph_destroy(&both);
	igraph_vector_destroy(&strength);
	igraph_vector_destroy(&weights);
	igraph_vector_int_destroy(&ends);
	igraph_vector_int_destroy(&communities);
	free(numbers);
	return count;
}

static void
communities_are_igraphs(void **state)
{
	size_t checked = 0, several = 0;

	(void)state;
	for (uint32_t kind = 0; kind < 1500; kind++) {
		uint32_t nodes = 2 + kind % 97, edges = nodes * (1 + kind % 7), groups = 1 + kind % 9, heaviest = kind % 3 ? 1 : 12, count;
		int rounds = 1 + (int)(kind % 10);
		uint32_t *membership = memory_new(nodes, sizeof *membership), *wanted = memory_new(nodes, sizeof *wanted);
		struct tie *ties = memory_new(edges, sizeof *ties);
		struct graph graph = graph_of(nodes, ties, draw_ties(kind, nodes, edges, groups, heaviest, ties));

		if (graph.begin[nodes]) {
			igraph_rng_seed(igraph_rng_default(), kind);
			count = leiden_of_igraph(&graph, rounds, wanted);
			igraph_rng_seed(igraph_rng_default(), kind);
			assert_int_equal(communities_of(&graph, rounds, &chance, membership), count);
			for (uint32_t n = 0; n < nodes; n++)
				assert_int_equal(membership[n], wanted[n]);
			checked++;
			several += count > 2 && count < nodes;
		}
		graph_release(&graph);
		free(wanted);
		free(membership);
		free(ties);
	}
	assert_true(checked > 1450 && several > 800);
}

/* A ring of cliques: five all tied with all, and one tie to the next five. */
static void
cliques_are_communities(void **state)
{
	enum { CLIQUES = 20, SIZE = 5, NODES = CLIQUES * SIZE };
	struct tie ties[NODES * SIZE];
	size_t count = 0;
	uint32_t membership[NODES];
	struct graph graph;

	(void)state;
	for (uint32_t a = 0; a < NODES; a++) {
		for (uint32_t b = a + 1; b / SIZE == a / SIZE; b++)
			ties[count++] = (struct tie){a, b, 1};
		if (a % SIZE == SIZE - 1)
			ties[count++] = (struct tie){a, (a + 1) % NODES, 1};
	}
	graph = graph_of(NODES, ties, count);
	igraph_rng_seed(igraph_rng_default(), 42);
	assert_int_equal(communities_of(&graph, 10, &chance, membership), CLIQUES);
	for (uint32_t n = 0; n < NODES; n++)
		assert_int_equal(membership[n], n / SIZE);
	graph_release(&graph);
}

static void
ties_are_added_up_whichever_way_they_go(void **state)
{
	const struct tie ties[] = {{2, 0, 3}, {0, 2, 4}, {1, 2, 1}, {2, 1, 1}, {2, 1, 5}, {4, 0, 1}};
	const size_t begin[] = {0, 2, 3, 5, 5, 6};
	const struct arc arcs[] = {{2, 7}, {4, 1}, {2, 7}, {0, 7}, {1, 7}, {0, 1}};
	struct graph graph = graph_of(5, ties, sizeof ties / sizeof *ties);

	(void)state;
	assert_memory_equal(graph.begin, begin, sizeof begin);
	assert_memory_equal(graph.arcs, arcs, sizeof arcs);
	graph_release(&graph);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ties_are_added_up_whichever_way_they_go),
		cmocka_unit_test(communities_are_igraphs),
		cmocka_unit_test(cliques_are_communities),
	};
	return cmocka_run_group_tests_name("communities", tests, NULL, NULL);
}
