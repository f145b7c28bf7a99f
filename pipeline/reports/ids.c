#include "reports/ids.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/fetch.h"
#include "lib/hash.h"

#define OTHER ((uint64_t)1 << 63)

static inline bool
add_digit(char c, uint64_t *number)
{
	unsigned digit = (unsigned char)c - (unsigned)'0';

	*number = *number * 10 + digit;
	return digit <= 9;
}

/* Eight digits behind those that *number has: neighbours are joined to numbers of two digits, of four, of eight. */
static inline bool
add_eight_digits(const char *at, uint64_t *number)
{
	const uint64_t each = 0x0101010101010101u;
	uint64_t digits = str_eight(at) ^ each * '0';

	if ((digits | (digits + each * 6)) & each * 0xf0)
		return false;
	digits = digits * 10 + (digits >> 8);
	digits = (digits & 0x000000ff000000ffu) * (100 + (UINT64_C(1000000) << 32)) + (digits >> 16 & 0x000000ff000000ffu) * (1 + (UINT64_C(10000) << 32));
	*number = *number * 100000000 + (digits >> 32);
	return true;
}

/* What is written as a number is: 1 to 18 digits, or 19 below 2^63, no zero in front. */
static bool
as_number(struct str id, uint64_t *number)
{
	size_t i = 0;

	*number = 0;
	if (id.length == 0 || id.length > 19 || (id.at[0] == '0' && id.length > 1))
		return false;
	for (; i < id.length % 8; i++)
		if (!add_digit(id.at[i], number))
			return false;
	for (; i < id.length; i += 8)
		if (!add_eight_digits(id.at + i, number))
			return false;
	return *number < OTHER; /* 19 digits stay below 2^64 */
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

/* The lower half of the hash finds the slot; the upper one tells most others from the one that is sought, without a look at their keys. */
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
	uint64_t hash = place_hash_number(key);

	fetch(&index->slots[hash & (((uint64_t)1 << index->bits) - 1)]);
	return hash;
}

uint32_t
id_index_next(const struct id_index *index, uint64_t hash, uint32_t *step)
{
	size_t mask = ((size_t)1 << index->bits) - 1;

	for (;; ++*step) {
		const struct id_slot *slot = &index->slots[(hash + *step) & mask];
		if (slot->place_plus_one == 0)
			return MAP_NONE;
		if (slot->hash == (uint32_t)(hash >> 32)) {
			++*step;
			return slot->place_plus_one - 1;
		}
	}
}

void
id_index_add(struct id_index *index, uint64_t hash, uint32_t step, uint32_t place)
{
	index->slots[(hash + step) & (((size_t)1 << index->bits) - 1)] = (struct id_slot){(uint32_t)(hash >> 32), place + 1};
}

void
id_index_release(struct id_index *index)
{
	free(index->slots);
	*index = (struct id_index){0};
}
