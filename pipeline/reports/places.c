#include "reports/places.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/sort.h"

struct places
places_of(uint64_t *keys, size_t count, uint32_t channels)
{
	struct places places = {0};

	count = sort_distinct(keys, count);
	if (count > UINT32_MAX / 4)
		die("more than %u pairs of channel and brand", UINT32_MAX / 4);
	places.count = (uint32_t)count;
	places.begin = memory_new((size_t)channels + 1, sizeof *places.begin);
	places.brands = memory_new(count, sizeof *places.brands);
	for (size_t i = 0; i < count; i++) {
		places.begin[(keys[i] >> 16) + 1]++;
		places.brands[i] = (uint16_t)keys[i];
	}
	for (uint32_t c = 0; c < channels; c++)
		places.begin[c + 1] += places.begin[c];
	return places;
}

void
places_release(struct places *places)
{
	free(places->begin);
	free(places->brands);
	*places = (struct places){0};
}
