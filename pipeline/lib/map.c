#include "lib/map.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/hash.h"
#include "lib/lanes.h"
#include "lib/sort.h"

/* A slot holds the lower half of the hash, so that most misses are told without touching the text, and none is touched when slots are made anew: those of
 * up to 2^32 slots are found by it. */
struct map_slot {
	uint32_t hash, number_plus_one;
};

/* str_equal without a call: texts whose hashes are equal are the same almost always, so all of both is read, in steps that may overlap. */
static bool
same(struct str a, struct str b)
{
	size_t n = a.length;

	if (n != b.length)
		return false;
	if (n >= 8) {
		for (size_t i = 0; i + 8 < n; i += 8)
			if (str_eight(a.at + i) != str_eight(b.at + i))
				return false;
		return str_eight(a.at + n - 8) == str_eight(b.at + n - 8);
	}
	if (n >= 4)
		return str_four(a.at) == str_four(b.at) && str_four(a.at + n - 4) == str_four(b.at + n - 4);
	return n == 0 || (a.at[0] == b.at[0] && a.at[n / 2] == b.at[n / 2] && a.at[n - 1] == b.at[n - 1]);
}

/* The slot that holds `text`, or the empty one where it would go. */
static inline struct map_slot *
seek(const struct map *map, struct str text, uint64_t hash)
{
	size_t mask = map->slots_count - 1;

	for (size_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
		struct map_slot *slot = &map->slots[i];
		if (slot->number_plus_one == 0)
			return slot;
		if (slot->hash == (uint32_t)hash && same(map->texts[slot->number_plus_one - 1], text))
			return slot;
	}
}

static void
grow(struct map *map)
{
	struct map_slot *old = map->slots;
	size_t old_count = map->slots_count, mask;

	map->slots_count = old_count ? old_count * 2 : 64;
	map->slots = memory_new(map->slots_count, sizeof *map->slots);
	mask = map->slots_count - 1;
	for (size_t i = 0; i < old_count; i++) {
		size_t at = old[i].hash & mask;
		if (old[i].number_plus_one == 0)
			continue;
		while (map->slots[at].number_plus_one)
			at = (at + 1) & mask;
		map->slots[at] = old[i];
	}
	free(old);
}

uint64_t
map_approach(const struct map *map, struct str text)
{
	uint64_t hash = place_hash(text);

	if (map->slots_count)
		__builtin_prefetch(&map->slots[(uint32_t)hash & (map->slots_count - 1)]);
	return hash;
}

uint32_t
map_add(struct map *map, struct str text)
{
	return map_add_hashed(map, text, place_hash(text));
}

uint32_t
map_add_hashed(struct map *map, struct str text, uint64_t hash)
{
	struct map_slot *slot;

	if (map->slots_count == 0)
		grow(map);
	slot = seek(map, text, hash);
	if (slot->number_plus_one)
		return slot->number_plus_one - 1;
	if (map->count >= map->slots_count - map->slots_count / 4) {
		grow(map);
		slot = seek(map, text, hash);
	}
	if (map->count >= MAP_NONE - 1)
		die("more than %u distinct texts", map->count);
	if (map->count == map->texts_capacity) {
		map->texts_capacity = map->texts_capacity ? map->texts_capacity * 2 : 64;
		map->texts = memory_grow(map->texts, map->texts_capacity, sizeof *map->texts);
	}
	map->texts[map->count] = arena_copy(&map->arena, text);
	*slot = (struct map_slot){(uint32_t)hash, map->count + 1};
	return map->count++;
}

uint32_t
map_add_few(struct map *map, struct str text)
{
	size_t looks = text.length ? text.length * 3 + (unsigned char)text.at[0] + (size_t)(unsigned char)text.at[text.length - 1] * 5 : 0;
	uint32_t *lately = &map->lately[looks % MAP_LATELY];

	if (*lately >= map->count || !same(map->texts[*lately], text))
		*lately = map_add(map, text);
	return *lately;
}

/* The text that is there, if the first place that one with this hash may be in holds one. */
static inline const struct str *
first_text(const struct map *map, uint64_t hash)
{
	uint32_t number_plus_one = map->slots_count ? map->slots[(uint32_t)hash & (map->slots_count - 1)].number_plus_one : 0;

	return number_plus_one ? &map->texts[number_plus_one - 1] : NULL;
}

void
map_approach_text(const struct map *map, uint64_t hash)
{
	fetch(first_text(map, hash));
}

void
map_approach_bytes(const struct map *map, uint64_t hash)
{
	const struct str *text = first_text(map, hash);

	if (text)
		fetch(text->at);
}

/* ---- many at once ---- */

/* The words of a language that stand in most of its running text are few and short: what number such a one has is told by its bytes alone, from a place that is
 * one line of the processor's cache. The last three that came to a place stand there; 4,096 places know 19 of 20 words, without a guess that goes wrong. */
enum { WAYS = 3, SHORT = LANES - 1 /* bytes */, SHORT_BITS = 12, LINE = 64, END = 0x7f, TOGETHER = 32 };

struct map_short {
	lanes keys[WAYS]; /* a text's bytes, an END, and zeros */
	uint32_t numbers[WAYS];
} __attribute__((aligned(LINE)));

/* For texts of up to SHORT bytes. Bytes up to `end` may be read. */
static inline lanes
short_key(struct str text, const char *end)
{
	static const char kept[2 * LANES] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, ends[2 * LANES] = {[LANES] = END};
	lanes key = end - text.at >= LANES ? lanes_at(text.at) & lanes_at(kept + LANES - text.length) : lanes_of_few(text.at, text.length);

	return key | lanes_at(ends + LANES - text.length);
}

static inline struct map_short *
short_place(const struct map *map, lanes key)
{
	uint64_t halves[2];

	memcpy(halves, &key, sizeof halves);
	return &map->shorts[(halves[0] ^ halves[1] * 0xe7037ed1a0b428dbu) * 0x9e3779b97f4a7c15u >> (64 - SHORT_BITS)];
}

/* 1 where all lanes were found, else 0. */
static inline uint32_t
is_all(lanes_found found)
{
	return (lanes_bits(found) + 1) >> LANES;
}

/* Which way it stands in is not worth a guess. It may be several, which say the same. */
static inline bool
find_short(const struct map_short *place, lanes key, uint32_t *number)
{
	uint32_t ways = is_all(place->keys[0] == key) | is_all(place->keys[1] == key) << 1 | is_all(place->keys[2] == key) << 2;

	*number = place->numbers[ways >> 1 & ~(ways >> 2)];
	return ways != 0;
}

static void
keep_short(struct map *map, struct str text, const char *end, uint32_t number)
{
	struct map_short *place;
	lanes key;

	if (text.length > SHORT)
		return;
	key = short_key(text, end);
	place = short_place(map, key);
	for (int way = WAYS - 1; way; way--) {
		place->keys[way] = place->keys[way - 1];
		place->numbers[way] = place->numbers[way - 1];
	}
	place->keys[0] = key;
	place->numbers[0] = number;
}

/* No more than TOGETHER. */
static void
add_together(struct map *map, const struct str *texts, size_t count, const char *end, uint32_t *numbers)
{
	uint64_t hashes[TOGETHER];
	uint8_t sought[TOGETHER];
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		if (texts[i].length <= SHORT) {
			lanes key = short_key(texts[i], end);
			if (find_short(short_place(map, key), key, &numbers[i]))
				continue;
		}
		hashes[n] = map_approach(map, texts[i]);
		sought[n++] = (uint8_t)i;
	}
	for (size_t i = 0; i < n; i++)
		map_approach_text(map, hashes[i]);
	for (size_t i = 0; i < n; i++) {
		struct str text = texts[sought[i]];
		numbers[sought[i]] = map_add_hashed(map, text, hashes[i]);
		keep_short(map, text, end, numbers[sought[i]]);
	}
}

static struct map_short *
new_shorts(void)
{
	size_t size = sizeof(struct map_short) << SHORT_BITS;
	struct map_short *shorts = aligned_alloc(LINE, size);

	if (!shorts)
		die("out of memory: %zu bytes wanted", size);
	return memset(shorts, 0, size);
}

void
map_add_all(struct map *map, const struct str *texts, size_t count, const char *end, uint32_t *numbers)
{
	if (!map->shorts)
		map->shorts = new_shorts();
	for (size_t begin = 0; begin < count; begin += TOGETHER)
		add_together(map, texts + begin, count - begin < TOGETHER ? count - begin : TOGETHER, end, numbers + begin);
}

uint32_t
map_find(const struct map *map, struct str text)
{
	if (map->slots_count == 0)
		return MAP_NONE;
	return seek(map, text, place_hash(text))->number_plus_one - 1; /* an empty slot's 0 wraps to MAP_NONE */
}

uint32_t *
map_sorted(const struct map *map)
{
	uint32_t *numbers = memory_new(map->count, sizeof *numbers);

	for (uint32_t i = 0; i < map->count; i++)
		numbers[i] = i;
	sort_texts(map->texts, numbers, map->count);
	return numbers;
}

void
map_seal(struct map *map)
{
	free(map->slots);
	free(map->shorts);
	map->shorts = NULL;
	map->slots = NULL;
	map->slots_count = 0;
}

void
map_release(struct map *map)
{
	free(map->slots);
	free(map->shorts);
	free(map->texts);
	arena_release(&map->arena);
	*map = (struct map){0};
}
