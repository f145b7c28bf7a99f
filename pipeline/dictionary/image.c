#include "dictionary/image.h"

#include <stdlib.h>

#include "dictionary/tables.h"
#include "language/dictionary.h"
#include "language/keys.h"
#include "lib/die.h"
#include "lib/hash.h"
#include "lib/map.h"

enum {
	READINGS_MOST = 8,
	RAREST = 0,
	SMALL = 400000, /* forms; a larger vocabulary holds words that are too rare to be meant by a slip */
};

struct building {
	struct vocabulary *vocabulary;
	struct buffer *image;
	uint32_t *order, *number; /* new -> old, old -> new */
	uint64_t places_buckets;
};

static void
begin_section(struct building *building, enum section section)
{
	struct buffer *image = building->image;
	struct layout_header *header;

	while (image->length % 8)
		buffer_char(image, '\0');
	header = (struct layout_header *)(void *)image->at;
	header->sections[section].offset = image->length;
}

static void
end_section(struct building *building, enum section section)
{
	struct layout_header *header = (struct layout_header *)(void *)building->image->at;

	header->sections[section].bytes = building->image->length - header->sections[section].offset;
}

static void
put_table(struct building *building, enum section section, struct str bytes)
{
	begin_section(building, section);
	buffer_text(building->image, bytes);
	end_section(building, section);
}

/* ---- forms and readings ---- */

static int
by_weight(const void *a, const void *b)
{
	const struct layout_reading *one = a, *other = b;

	if (one->listed != other->listed)
		return one->listed ? -1 : 1;
	if (one->weight != other->weight)
		return one->weight > other->weight ? -1 : 1;
	if (one->lemma != other->lemma)
		return one->lemma < other->lemma ? -1 : 1;
	return one->tag < other->tag ? -1 : one->tag > other->tag;
}

static uint8_t
byte_of(float value, float scale)
{
	value *= scale;
	return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

/* The readings of a form, best first, at most READINGS_MOST; how many. */
static uint8_t
put_readings(const struct building *building, struct buffer *readings, uint32_t old)
{
	struct vocabulary *vocabulary = building->vocabulary;
	struct layout_reading all[64];
	size_t count = 0;

	for (uint32_t at = vocabulary->forms[old].reading_plus_one; at && count < 64; at = vocabulary->readings[at - 1].next_plus_one) {
		const struct reading *reading = &vocabulary->readings[at - 1];
		all[count++] = (struct layout_reading){building->number[reading->lemma], reading->tag, byte_of(reading->weight, 255), reading->listed, 0};
	}
	qsort(all, count, sizeof *all, by_weight);
	if (count > READINGS_MOST)
		count = READINGS_MOST;
	buffer_bytes(readings, all, count * sizeof *all);
	return (uint8_t)count;
}

static void
put_forms(struct building *building)
{
	struct vocabulary *vocabulary = building->vocabulary;
	struct buffer text = {0}, forms = {0}, readings = {0};

	for (uint32_t i = 0; i < vocabulary->map.count; i++) {
		uint32_t old = building->order[i];
		struct str form = map_text(&vocabulary->map, old);
		struct layout_form record = {.text = (uint32_t)text.length,
		                             .length = (uint8_t)form.length,
		                             .reading = (uint32_t)(readings.length / sizeof(struct layout_reading)),
		                             .flags = (uint8_t)vocabulary->forms[old].flags,
		                             .prior = byte_of(vocabulary->forms[old].prior + 2, 16)};
		buffer_text(&text, form);
		record.readings = put_readings(building, &readings, old);
		buffer_bytes(&forms, &record, sizeof record);
	}
	put_table(building, SECTION_TEXT, buffer_str(&text));
	put_table(building, SECTION_FORMS, buffer_str(&forms));
	put_table(building, SECTION_READINGS, buffer_str(&readings));
	buffer_release(&text);
	buffer_release(&forms);
	buffer_release(&readings);
}

static void
put_slots(struct building *building)
{
	const struct map *map = &building->vocabulary->map;
	size_t count = 1024;
	uint32_t *slots;

	while (count < (size_t)map->count + map->count / 2)
		count *= 2;
	slots = memory_new(count, sizeof *slots);
	for (uint32_t i = 0; i < map->count; i++) {
		uint64_t hash = lasting_hash(map_text(map, building->order[i]));
		size_t at = (size_t)hash & (count - 1);
		while (slots[at])
			at = (at + 1) & (count - 1);
		slots[at] = (i + 1) | layout_mark(hash) << PLACE_BITS;
	}
	put_table(building, SECTION_SLOTS, (struct str){(const char *)slots, count * sizeof *slots});
	free(slots);
}

/* ---- the index for spelling ---- */

/* What a misspelling may be mended to: a word in its own right that is not too rare. */
static bool
is_target(const struct vocabulary *vocabulary, uint32_t form)
{
	const struct form *self = &vocabulary->forms[form];
	struct str text = map_text(&vocabulary->map, form);

	return !(self->flags & FORM_MENDED) && !self->aside && (self->flags & (FORM_WORD | FORM_NAME)) && text.length > 1 &&
	       !memchr(text.at, '\'', text.length) && (self->prior > RAREST || vocabulary->map.count < SMALL);
}

static void
put_places(struct building *building)
{
	const struct vocabulary *vocabulary = building->vocabulary;
	uint32_t *begins, *places;
	size_t entries = 0, buckets = 1024;
	struct keys keys;

	for (uint32_t i = 0; i < vocabulary->map.count; i++) {
		if (!is_target(vocabulary, i))
			continue;
		keys_of(map_text(&vocabulary->map, i), &keys);
		entries += keys.count;
	}
	while (buckets < entries / 2)
		buckets *= 2;
	begins = memory_new(buckets + 2, sizeof *begins);
	places = memory_new(entries + 1, sizeof *places);
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < vocabulary->map.count; i++) {
			if (!is_target(vocabulary, building->order[i]))
				continue;
			keys_of(map_text(&vocabulary->map, building->order[i]), &keys);
			for (size_t k = 0; k < keys.count; k++) {
				size_t bucket = (size_t)keys.hash[k] & (buckets - 1);
				if (pass == 0)
					begins[bucket + 2]++;
				else
					places[begins[bucket + 1]++] = i | layout_mark(keys.hash[k]) << PLACE_BITS;
			}
		}
		for (size_t b = 0; pass == 0 && b < buckets; b++)
			begins[b + 2] += begins[b + 1];
	}
	put_table(building, SECTION_DELETES, (struct str){(const char *)begins, (buckets + 1) * sizeof *begins});
	put_table(building, SECTION_PLACES, (struct str){(const char *)places, entries * sizeof *places});
	free(begins);
	free(places);
}

/* A .dic begins with the number of its entries. */
static void
put_parts(struct building *building)
{
	struct str lines = buffer_str(&building->vocabulary->parts);
	size_t count = 0;

	begin_section(building, SECTION_PARTS);
	for (size_t i = 0; i < lines.length; i++)
		count += lines.at[i] == '\n';
	if (count) {
		buffer_format(building->image, "%zu\n", count);
		buffer_text(building->image, lines);
	}
	end_section(building, SECTION_PARTS);
}

void
image_build(struct vocabulary *vocabulary, uint64_t sources, struct buffer *image)
{
	struct layout_header header = {.magic = LAYOUT_MAGIC, .byte_order = 0x01020304, .compounds = vocabulary->compounds, .sources = sources};
	struct building building = {.vocabulary = vocabulary, .image = image};
	struct tables tables = {.vocabulary = vocabulary};
	struct layout_header *written;

	tables_read(&tables); /* may add forms, so first */
	if (vocabulary->map.count >= 1u << PLACE_BITS)
		die("%s: %u forms are more than a compiled dictionary holds (%u)", vocabulary->language, vocabulary->map.count, 1u << PLACE_BITS);
	buffer_bytes(image, &header, sizeof header);
	building.order = map_sorted(&vocabulary->map);
	building.number = memory_new(vocabulary->map.count, sizeof *building.number);
	for (uint32_t i = 0; i < vocabulary->map.count; i++)
		building.number[building.order[i]] = i;
	put_forms(&building);
	put_slots(&building);
	tables_number(&tables, building.number);
	put_table(&building, SECTION_FOLLOWS, (struct str){(const char *)tables.follows, sizeof tables.follows});
	put_table(&building, SECTION_MENDED, buffer_str(&tables.mended));
	put_table(&building, SECTION_CONFUSIONS, buffer_str(&tables.confusions));
	put_table(&building, SECTION_SUFFIXES, buffer_str(&tables.suffixes));
	put_table(&building, SECTION_ENDINGS, buffer_str(&vocabulary->endings));
	put_table(&building, SECTION_SOUNDS, buffer_str(&tables.sounds));
	put_table(&building, SECTION_STRINGS, buffer_str(&tables.strings));
	put_places(&building);
	put_parts(&building);
	tables_release(&tables);
	free(building.order);
	free(building.number);
	written = (struct layout_header *)(void *)image->at;
	written->length = image->length;
	written->checksum = lasting_hash_long((struct str){image->at + sizeof header, image->length - sizeof header});
}
