/* Text -> number: every distinct text gets the next number, 0, 1, 2 …, in order of first arrival.
 *
 *   slots (hash, number) --> texts[number] (owned, in an arena)
 *
 * Values live in arrays of the caller's, indexed by the number; walking 0 … count-1 is the only order there is, so no
 * result depends on hashing. Init with {0}. At most 2^32 - 2 texts.
 */
#ifndef OMTALE_MAP_H
#define OMTALE_MAP_H

#include "lib/arena.h"
#include "lib/fetch.h"

#define MAP_NONE UINT32_MAX
#define MAP_LATELY 16

struct map {
	struct map_slot *slots;
	struct map_short *shorts;    /* of map_add_all */
	uint32_t lately[MAP_LATELY]; /* of map_add_few */
	struct str *texts;
	uint32_t count, texts_capacity;
	size_t slots_count;
	struct arena arena;
};

/* The number of `text`, which is copied when new. */
uint32_t
map_add(struct map *map, struct str text);

/* map_add where there are few texts: it is found without a hash when it was the last of those that look like it. */
uint32_t
map_add_few(struct map *map, struct str text);

/* map_add in steps: map_approach has the processor fetch from memory where the text would be, while the caller does other things, and returns the text's
 * hash. map_approach_text and then map_approach_bytes may follow it: they fetch what is known of the text that is there and its bytes, if the first place that
 * it may be in is its own. */
uint64_t
map_approach(const struct map *map, struct str text);
void
map_approach_text(const struct map *map, uint64_t hash);
void
map_approach_bytes(const struct map *map, uint64_t hash);

uint32_t
map_add_hashed(struct map *map, struct str text, uint64_t hash);

/* map_add of many, whose numbers go to numbers[0 … count); they wait for memory together instead of one after the other. All stand before `end`, up to which
 * bytes may be read. */
void
map_add_all(struct map *map, const struct str *texts, size_t count, const char *end, uint32_t *numbers);

/* The number of `text`, or MAP_NONE. */
uint32_t
map_find(const struct map *map, struct str text);

/* The text with this number. Valid until map_release. */
static inline struct str
map_text(const struct map *map, uint32_t number)
{
	return map->texts[number];
}

/* The same; for MAP_NONE an empty text. */
static inline struct str
map_text_or_empty(const struct map *map, uint32_t number)
{
	return number == MAP_NONE ? (struct str){"", 0} : map->texts[number];
}

/* For one who will soon ask for a text: has the processor fetch where it stands, and, called when that has come, its bytes. */
static inline void
map_expect(const struct map *map, uint32_t number)
{
	fetch(&map->texts[number]);
}

static inline void
map_expect_bytes(const struct map *map, uint32_t number)
{
	fetch(map->texts[number].at);
}

/* The numbers of all texts, sorted by bytes; free() it. */
uint32_t *
map_sorted(const struct map *map);

/* Gives back what only map_add and map_find need; from then on texts are only asked for by number. */
void
map_seal(struct map *map);

void
map_release(struct map *map);

#endif
