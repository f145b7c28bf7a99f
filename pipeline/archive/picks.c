#include "archive/picks.h"

#include <stdlib.h>

/* Shorter arrays are walked through. */
enum { WORTH_AN_INDEX = 8 };

static void
build(struct picks_index *index, struct json *json, uint32_t array, struct str member)
{
	uint32_t node = json_first(array);

	map_release(&index->values);
	index->values = (struct map){0};
	index->used = true;
	index->array = array;
	index->member = member;
	for (uint32_t left = json->nodes[array].count; left; left--, node = json_next(json, node)) {
		struct str value = json_text(json, json_member(json, node, member));
		uint32_t before = index->values.count, number;

		if (!value.at)
			continue;
		number = map_add(&index->values, value);
		if (number >= index->capacity) {
			index->capacity = index->capacity ? index->capacity * 2 : 256;
			index->nodes = memory_grow(index->nodes, index->capacity, sizeof *index->nodes);
		}
		if (number == before)
			index->nodes[number] = node;
	}
}

static const struct picks_index *
index_of(struct picks *picks, struct json *json, uint32_t array, struct str member)
{
	struct picks_index *index;

	for (size_t i = 0; i < PICKS_INDEXES; i++) {
		index = &picks->indexes[i];
		if (index->used && index->array == array && str_equal(index->member, member))
			return index;
	}
	index = &picks->indexes[picks->next++ % PICKS_INDEXES];
	build(index, json, array, member);
	return index;
}

uint32_t
picks_find(struct picks *picks, struct json *json, uint32_t array, struct str member, struct str wanted)
{
	uint32_t node;

	if (json_kind(json, array) != VALUE_ARRAY || !wanted.at)
		return JSON_NOWHERE;
	if (json->nodes[array].count >= WORTH_AN_INDEX) {
		const struct picks_index *index = index_of(picks, json, array, member);
		uint32_t number = map_find(&index->values, wanted);
		return number == MAP_NONE ? JSON_NOWHERE : index->nodes[number];
	}
	node = json_first(array);
	for (uint32_t left = json->nodes[array].count; left; left--, node = json_next(json, node)) {
		struct str value = json_text(json, json_member(json, node, member));
		if (value.at && str_equal(value, wanted))
			return node;
	}
	return JSON_NOWHERE;
}

void
picks_reset(struct picks *picks)
{
	for (size_t i = 0; i < PICKS_INDEXES; i++)
		picks->indexes[i].used = false;
}

void
picks_release(struct picks *picks)
{
	for (size_t i = 0; i < PICKS_INDEXES; i++) {
		map_release(&picks->indexes[i].values);
		free(picks->indexes[i].nodes);
	}
	*picks = (struct picks){0};
}
