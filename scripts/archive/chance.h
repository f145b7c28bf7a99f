/* Chance that is the same on every machine: PCG32 (O'Neill, 2014) for draws, SplitMix64 (Steele, Lea and Flood, 2014) as a hash.
 *
 * One stream for the whole program. Never two draws in one expression: C leaves their order to the compiler.
 */
#ifndef MAKE_ARCHIVE_CHANCE_H
#define MAKE_ARCHIVE_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

void
chance_begin(uint64_t seed);

/* Any 32 bits; below n; true so many times in a hundred. */
uint32_t
chance(void);
uint32_t
below(uint32_t n);
bool
percent(uint32_t p);

/* Above 0, up to 1. */
double
chance_fraction(void);

/* The same answer for the same x and seed; draws nothing. */
uint64_t
chance_hash(uint64_t x);

/* The place that `draw` falls on among n places of these weights. */
unsigned
weighted(const unsigned *weights, unsigned n, uint64_t draw);

/* A rank with p(r) ∝ 1/(r + offset), below limit: Zipf's law. */
uint32_t
zipf_rank(uint32_t offset, uint32_t limit);

/* An unbounded rank with tail P(R > r) ~ r^(-2/3): distinct draws grow as n^0.6 (Heaps' law). */
uint32_t
heaps_rank(uint32_t scale);

#endif
