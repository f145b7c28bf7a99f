/* What happened to each brand, period by period: the ground of timeline.csv and bursts.csv.
 */
#ifndef OMTALE_SERIES_H
#define OMTALE_SERIES_H

#include "reports/report.h"

struct period {
	int64_t day; /* its first */
	int64_t posts, authors, positive, negative, trust, distrust;
	int64_t total;             /* customers' posts in the period, about any brand or none */
	double expected, surprise; /* NAN when there is too little before it */
	bool burst;
};

struct burst {
	size_t start, end; /* periods [start, end) */
	double weight;     /* the cost saved by the higher state */
	double expected;   /* counts there in the lower state */
};

/* The periods of one brand from its first post to its last; those between without a post are there as well, but a silence of more than
 * LONGEST_SILENCE periods begins a new stretch, so that one wrong year does not make a million empty rows. */
struct series {
	uint32_t brand;
	struct period *periods;
	size_t count;
	struct burst *bursts;
	size_t bursts_count;
};

enum { LONGEST_SILENCE = 400 };

/* One series a brand that customers name, in the order of their names; *count gets how many. Free with series_release. */
struct series *
series_of_brands(const struct posts *posts, const struct report_options *options, size_t *count);

void
series_release(struct series *series, size_t count);

/* The first day of the period after the one that begins with `day`. */
int64_t
series_next(const struct report_options *options, int64_t day);

/* Kleinberg's automaton of two states on batched counts ("Bursty and hierarchical structure in streams", 2003, section on enumerating bursts), s = 2, γ = 1,
 * the cheapest sequence of states found by Viterbi: in state 0 a post is about the brand with p₀ = Σcounts/Σtotals, in state 1 with 2p₀; going up costs ln n,
 * going down nothing. With `totals` NULL, or when more than half of all posts are about the brand so that 2p₀ is no probability, counts are Poisson with the
 * mean count and twice it. Writes the bursts to `bursts` (room for count) and returns their number. */
size_t
bursts_find(const int64_t *counts, const int64_t *totals, size_t count, struct burst *bursts);

#endif
