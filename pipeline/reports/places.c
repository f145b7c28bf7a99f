#include "reports/places.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/hash.h"
#include "lib/sort.h"

enum { RECENT = 1 << 10 };

/* What was added before is dropped as far as it is remembered: few pairs are most of all. */
void
place_keys_add(struct place_keys *keys, uint32_t channel, uint16_t brand)
{
	uint64_t key = (uint64_t)channel << 16 | brand, *recent;

	if (!keys->recent)
		keys->recent = memory_new(RECENT, sizeof *keys->recent);
	recent = &keys->recent[lasting_hash_number(key) % RECENT];
	if (*recent == key + 1)
		return;
	*recent = key + 1;
	if (keys->count == keys->capacity) {
		keys->capacity = keys->capacity ? 2 * keys->capacity : RECENT;
		keys->all = memory_grow(keys->all, keys->capacity, sizeof *keys->all);
	}
	keys->all[keys->count++] = key;
}

struct places
places_of(struct place_keys *keys, uint32_t channels)
{
	struct places places = {0};
	size_t count = sort_distinct(keys->all, keys->count);

	if (count > UINT32_MAX / 4)
		die("more than %u pairs of channel and brand", UINT32_MAX / 4);
	places.count = (uint32_t)count;
	places.begin = memory_new((size_t)channels + 1, sizeof *places.begin);
	places.brands = memory_new(count, sizeof *places.brands);
	for (size_t i = 0; i < count; i++) {
		places.begin[(keys->all[i] >> 16) + 1]++;
		places.brands[i] = (uint16_t)keys->all[i];
	}
	for (uint32_t c = 0; c < channels; c++)
		places.begin[c + 1] += places.begin[c];
	free(keys->recent);
	free(keys->all);
	*keys = (struct place_keys){0};
	return places;
}

uint64_t *
places_deal(const struct places *places, uint64_t *parts, size_t count, size_t *begin)
{
	uint64_t *dealt = memory_new(count, sizeof *dealt);

	memset(begin, 0, ((size_t)places->count + 1) * sizeof *begin);
	for (size_t i = 0; i < count; i++)
		begin[parts[i] >> PART_BITS]++;
	for (size_t i = 0, sum = 0; i <= places->count; i++) {
		sum += begin[i];
		begin[i] = sum;
	}
	for (size_t i = count; i-- > 0;)
		dealt[--begin[parts[i] >> PART_BITS]] = parts[i];
	free(parts);
	return dealt;
}

void
places_release(struct places *places)
{
	free(places->begin);
	free(places->brands);
	*places = (struct places){0};
}
