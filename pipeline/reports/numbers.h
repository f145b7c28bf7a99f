/* The formulas that several reports share. */
#ifndef OMTALE_NUMBERS_H
#define OMTALE_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Wilson's score interval for a share of `hits` among `cases` (> 0), z = 1.96: E. B. Wilson, "Probable inference", 1927. */
void
wilson(int64_t hits, int64_t cases, double *low, double *high);

/* (for − against)/(for + against), or 0 of nothing. */
double
net(int64_t in_favour, int64_t against);

/* The median of values[0 … count), which are put in order; count > 0. Of an even count, the mean of the middle two. */
double
median(double *values, size_t count);

/* Gini's coefficient Σ(2i − n − 1)xᵢ/(nΣx) of xs, none below 0, which are put in ascending order; 0 when their sum is 0. */
double
gini(int64_t *xs, size_t count);

/* Dunning's log-likelihood ratio, four-cell: a of (a + c) cases here have the trait, b of (b + d) there. Signed: negative when it is rarer here.
 * T. Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993. */
double
log_likelihood(double a, double b, double c, double d);

#endif
