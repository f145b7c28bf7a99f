#include "chance.h"

#include <math.h>

static uint64_t state, seeded;

void
chance_begin(uint64_t seed)
{
	seeded = seed;
	state = chance_hash(seed);
}

uint32_t
chance(void)
{
	uint64_t old = state;
	uint32_t shifted = (uint32_t)(((old >> 18) ^ old) >> 27), turn = (uint32_t)(old >> 59);

	state = old * 6364136223846793005u + 1442695040888963407u;
	return (shifted >> turn) | (shifted << ((32 - turn) & 31));
}

uint32_t
below(uint32_t n)
{
	return (uint32_t)(((uint64_t)chance() * n) >> 32);
}

bool
percent(uint32_t p)
{
	return below(100) < p;
}

double
chance_fraction(void)
{
	return ((double)chance() + 1.0) / 4294967296.0;
}

uint64_t
chance_hash(uint64_t x)
{
	x += seeded + 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

unsigned
weighted(const unsigned *weights, unsigned n, uint64_t draw)
{
	unsigned total = 0, i = 0;

	do
		total += weights[i];
	while (++i < n);
	draw %= total;
	for (i = 0; draw >= weights[i]; i++)
		draw -= weights[i];
	return i;
}

/* An octave is chosen evenly, a place in it by rejection. */
uint32_t
zipf_rank(uint32_t offset, uint32_t limit)
{
	uint64_t end = (uint64_t)offset + limit;
	unsigned first = 0, last = 0;

	while (offset >> (first + 1))
		first++;
	while (end >> (last + 1))
		last++;
	for (;;) {
		unsigned octave = first + below(last - first + 1);
		uint64_t low = (uint64_t)1 << octave;
		uint64_t r = low + (((uint64_t)chance() << octave) >> 32);
		if (r >= offset && r < end && ((uint64_t)chance() * r) >> 32 < low)
			return (uint32_t)(r - offset);
	}
}

uint32_t
heaps_rank(uint32_t scale)
{
	double u = chance_fraction();
	double r = (double)scale * (1.0 / (u * sqrt(u)) - 1.0);

	return r > 4e9 ? 4000000000u : (uint32_t)r;
}
