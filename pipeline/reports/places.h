/* Channels as each brand sees them: every pair of channel and brand that occurs has a number, from 0, by channel and brand.
 */
#ifndef OMTALE_PLACES_H
#define OMTALE_PLACES_H

#include "reports/posts.h"

struct places {
	uint32_t *begin;  /* by channel: where its own begin */
	uint16_t *brands; /* of each place */
	uint32_t count;
};

static inline uint64_t
place_key(uint32_t channel, uint16_t brand)
{
	return (uint64_t)channel << 16 | brand;
}

/* Of keys[0 … count), made by place_key and of any order, which are spent; channels are numbered below `channels`. */
struct places
places_of(uint64_t *keys, size_t count, uint32_t channels);

/* The number of a place that was among the keys. */
static inline uint32_t
places_find(const struct places *places, uint32_t channel, uint16_t brand)
{
	uint32_t low = places->begin[channel], high = places->begin[channel + 1];

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (places->brands[middle] <= brand)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void
places_release(struct places *places);

#endif
