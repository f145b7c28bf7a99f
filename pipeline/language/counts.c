#include "language/counts.h"

#include <stdlib.h>

enum { COUNTS_MOST = 2000000 };

/* Keeps what was seen more than once. */
static void
forget(struct counts *counts)
{
	struct counts kept = {0};

	for (uint32_t i = 0; i < counts->words.count; i++) {
		if (counts->count[i] > 1)
			counts_add(&kept, map_text(&counts->words, i), counts->count[i]);
	}
	counts_release(counts);
	*counts = kept;
}

void
counts_add(struct counts *counts, struct str word, uint32_t times)
{
	uint32_t before = counts->words.count, number = map_add(&counts->words, word);

	if (number >= counts->capacity) {
		counts->capacity = counts->capacity ? 2 * counts->capacity : 1 << 12;
		counts->count = memory_grow(counts->count, counts->capacity, sizeof *counts->count);
	}
	if (number == before)
		counts->count[number] = 0;
	counts->count[number] = UINT32_MAX - counts->count[number] < times ? UINT32_MAX : counts->count[number] + times;
	if (counts->words.count > COUNTS_MOST && number == before) {
		forget(counts);
		if (counts->words.count > COUNTS_MOST - COUNTS_MOST / 8) { /* all of them common: no more is known than that */
			for (uint32_t i = 0; i < counts->words.count; i++)
				counts->count[i] /= 2;
		}
	}
}

uint32_t
counts_times(const struct counts *counts, struct str word)
{
	uint32_t number = counts ? map_find(&counts->words, word) : MAP_NONE;

	return number == MAP_NONE ? 0 : counts->count[number];
}

void
counts_release(struct counts *counts)
{
	map_release(&counts->words);
	free(counts->count);
	*counts = (struct counts){0};
}
