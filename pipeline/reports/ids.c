#include "reports/ids.h"

#include <stdlib.h>

#include "lib/die.h"

#define OTHER ((uint64_t)1 << 63)

/* What is written as a number is: 1 to 18 digits, or 19 below 2^63, no zero in front. */
static bool
as_number(struct str id, uint64_t *number)
{
	*number = 0;
	if (id.length == 0 || id.length > 19 || (id.at[0] == '0' && id.length > 1))
		return false;
	for (size_t i = 0; i < id.length; i++) {
		unsigned digit = (unsigned char)id.at[i] - (unsigned)'0';
		if (digit > 9)
			return false;
		*number = *number * 10 + digit; /* 19 digits stay below 2^64 */
	}
	return *number < OTHER;
}

uint32_t
ids_add(struct ids *ids, struct str id)
{
	uint64_t key;

	if (id.length == 0)
		return MAP_NONE;
	if (!as_number(id, &key))
		key = OTHER | map_add(&ids->texts, id);
	if (ids->count == ids->capacity) {
		if (ids->capacity > UINT32_MAX / 2)
			die("the archive is too large for one run: more than %u ids", ids->capacity);
		ids->capacity = ids->capacity ? ids->capacity * 2 : 256;
		ids->keys = memory_grow(ids->keys, ids->capacity, sizeof *ids->keys);
	}
	ids->keys[ids->count] = key;
	return ids->count++;
}

struct str
ids_text(const struct ids *ids, uint32_t number, char room[ID_ROOM])
{
	uint64_t key;
	char *at;

	if (number == MAP_NONE)
		return STR("");
	key = ids->keys[number];
	if (key & OTHER)
		return map_text(&ids->texts, (uint32_t)key);
	at = str_digits(room + ID_ROOM, key);
	return (struct str){at, (size_t)(room + ID_ROOM - at)};
}

int
ids_compare(const struct ids *ids, uint32_t a, uint32_t b)
{
	char of_a[ID_ROOM], of_b[ID_ROOM];

	if (a == MAP_NONE || b == MAP_NONE)
		return (b == MAP_NONE) - (a == MAP_NONE);
	if (ids->keys[a] == ids->keys[b])
		return 0;
	return str_compare(ids_text(ids, a, of_a), ids_text(ids, b, of_b));
}

void
ids_release(struct ids *ids)
{
	free(ids->keys);
	map_release(&ids->texts);
	*ids = (struct ids){0};
}

/* The upper half of the hash finds the slot; the lower one tells most others from the one that is sought, without a look at their keys. */
struct id_slot {
	uint32_t hash, place_plus_one;
};

void
id_index_make(struct id_index *index, uint32_t count)
{
	index->bits = 4;
	while (((uint64_t)3 << index->bits) / 4 <= count)
		index->bits++;
	index->slots = memory_new((size_t)1 << index->bits, sizeof *index->slots);
}

uint64_t
id_index_approach(const struct id_index *index, uint64_t key)
{
	uint64_t hash = map_hash_number(key);

	__builtin_prefetch(&index->slots[hash >> (64 - index->bits)]);
	return hash;
}

uint32_t
id_index_next(const struct id_index *index, uint64_t hash, uint32_t *step)
{
	size_t mask = ((size_t)1 << index->bits) - 1;

	for (;; ++*step) {
		const struct id_slot *slot = &index->slots[((hash >> (64 - index->bits)) + *step) & mask];
		if (slot->place_plus_one == 0)
			return MAP_NONE;
		if (slot->hash == (uint32_t)hash) {
			++*step;
			return slot->place_plus_one - 1;
		}
	}
}

void
id_index_add(struct id_index *index, uint64_t hash, uint32_t step, uint32_t place)
{
	index->slots[((hash >> (64 - index->bits)) + step) & (((size_t)1 << index->bits) - 1)] = (struct id_slot){(uint32_t)hash, place + 1};
}

void
id_index_release(struct id_index *index)
{
	free(index->slots);
	*index = (struct id_index){0};
}
