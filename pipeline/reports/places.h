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

/* Pairs as they come, most of them again and again; init with {0}. */
struct place_keys {
	uint64_t *all, *recent;
	size_t count, capacity;
};

void
place_keys_add(struct place_keys *keys, uint32_t channel, uint16_t brand);

/* Of all that were added to `keys`, which are spent; channels are numbered below `channels`. */
struct places
places_of(struct place_keys *keys, uint32_t channels);

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

/* What is counted at a place: its number << PART_BITS, and whatever the report knows below. Deals parts[0 … count), which are spent, by place: those of place i
 * are at begin[i] … begin[i + 1] (room for places->count + 1) of what is returned, in the order they had; free() it. */
enum { PART_BITS = 34 };

uint64_t *
places_deal(const struct places *places, uint64_t *parts, size_t count, size_t *begin);

void
places_release(struct places *places);

#endif
