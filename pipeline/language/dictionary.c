#include "language/dictionary.h"

#include <stdlib.h>

#include "language/lettered.h"
#include "lib/fetch.h"
#include "lib/hash.h"

struct dictionary {
	const struct layout_header *header;
	struct str sections[SECTION_COUNT];
	const struct layout_form *forms;
	const uint32_t *slots, *deletes, *places;
	uint32_t forms_count, slots_mask, deletes_mask;
	struct lettered suffixes, endings; /* by the letter that each ends with */
	struct sounds sounds;
};

/* ---- what the bytes say ---- */

static bool
section_fits(const struct layout_header *header, enum section section, size_t unit)
{
	uint64_t offset = header->sections[section].offset, bytes = header->sections[section].bytes;

	return offset % 8 == 0 && offset >= sizeof *header && offset <= header->length && bytes <= header->length - offset && bytes % unit == 0;
}

static bool
is_power_of_two(uint64_t n)
{
	return n && (n & (n - 1)) == 0;
}

static const char *
check(struct str bytes)
{
	static const size_t units[SECTION_COUNT] = {
		[SECTION_TEXT] = 1,
		[SECTION_FORMS] = sizeof(struct layout_form),
		[SECTION_SLOTS] = sizeof(uint32_t),
		[SECTION_READINGS] = sizeof(struct layout_reading),
		[SECTION_FOLLOWS] = TAG_MOST * TAG_MOST,
		[SECTION_MENDED] = sizeof(struct layout_mended),
		[SECTION_CONFUSIONS] = sizeof(struct layout_confusion),
		[SECTION_SUFFIXES] = sizeof(struct layout_suffix),
		[SECTION_ENDINGS] = sizeof(struct layout_ending),
		[SECTION_SOUNDS] = sizeof(struct layout_sound),
		[SECTION_STRINGS] = 1,
		[SECTION_DELETES] = sizeof(uint32_t),
		[SECTION_PLACES] = sizeof(uint32_t),
		[SECTION_PARTS] = 1,
	};
	const struct layout_header *header = (const void *)bytes.at;

	if (bytes.length < sizeof *header || memcmp(header->magic, LAYOUT_MAGIC, sizeof header->magic) != 0)
		return "it is no compiled dictionary of this version";
	if (header->byte_order != 0x01020304)
		return "it was compiled on a machine of another byte order";
	if (header->length != bytes.length)
		return "it is not whole";
	for (int section = 0; section < SECTION_COUNT; section++) {
		if (!section_fits(header, (enum section)section, units[section]))
			return "it is damaged (a section lies outside the file)";
	}
	for (int section = SECTION_SUFFIXES; section <= SECTION_SOUNDS; section++) {
		if (header->sections[section].bytes / units[section] > LETTERED_MOST)
			return "it is damaged (a table has an impossible size)";
	}
	if (header->sections[SECTION_FOLLOWS].bytes != TAG_MOST * TAG_MOST || !is_power_of_two(header->sections[SECTION_SLOTS].bytes / 4) ||
	    !is_power_of_two(header->sections[SECTION_DELETES].bytes / 4 - 1))
		return "it is damaged (a table has an impossible size)";
	return NULL;
}

static unsigned
letter_of_suffix(const void *dictionary, size_t row)
{
	const struct layout_suffix *suffixes = (const void *)((const struct dictionary *)dictionary)->sections[SECTION_SUFFIXES].at;
	struct str suffix = dictionary_string(dictionary, suffixes[row].suffix);

	return suffix.length ? (unsigned char)suffix.at[suffix.length - 1] : LETTERED_ANY;
}

static unsigned
letter_of_ending(const void *dictionary, size_t row)
{
	const struct layout_ending *ending =
		(const struct layout_ending *)(const void *)((const struct dictionary *)dictionary)->sections[SECTION_ENDINGS].at + row;
	size_t length = ending->form_length;

	return length == 0 || length > sizeof ending->form || ending->form[length - 1] == '@' ? LETTERED_ANY : (unsigned char)ending->form[length - 1];
}

struct dictionary *
dictionary_on(struct str bytes, const char **problem)
{
	struct dictionary *dictionary;
	const struct layout_header *header = (const void *)bytes.at;

	*problem = check(bytes);
	if (*problem)
		return NULL;
	dictionary = memory_new(1, sizeof *dictionary);
	dictionary->header = header;
	for (int i = 0; i < SECTION_COUNT; i++)
		dictionary->sections[i] = (struct str){bytes.at + header->sections[i].offset, header->sections[i].bytes};
	dictionary->forms = (const void *)dictionary->sections[SECTION_FORMS].at;
	dictionary->forms_count = (uint32_t)(dictionary->sections[SECTION_FORMS].length / sizeof(struct layout_form));
	dictionary->slots = (const void *)dictionary->sections[SECTION_SLOTS].at;
	dictionary->slots_mask = (uint32_t)(dictionary->sections[SECTION_SLOTS].length / 4 - 1);
	dictionary->deletes = (const void *)dictionary->sections[SECTION_DELETES].at;
	dictionary->deletes_mask = (uint32_t)(dictionary->sections[SECTION_DELETES].length / 4 - 2);
	dictionary->places = (const void *)dictionary->sections[SECTION_PLACES].at;
	lettered_make(&dictionary->suffixes, dictionary->sections[SECTION_SUFFIXES].length / sizeof(struct layout_suffix), letter_of_suffix, dictionary);
	lettered_make(&dictionary->endings, dictionary->sections[SECTION_ENDINGS].length / sizeof(struct layout_ending), letter_of_ending, dictionary);
	sounds_make(&dictionary->sounds, (const void *)dictionary->sections[SECTION_SOUNDS].at,
	            dictionary->sections[SECTION_SOUNDS].length / sizeof(struct layout_sound));
	return dictionary;
}

void
dictionary_off(struct dictionary *dictionary)
{
	lettered_release(&dictionary->suffixes);
	lettered_release(&dictionary->endings);
	sounds_release(&dictionary->sounds);
	free(dictionary);
}

/* ---- asking ---- */

struct str
dictionary_text(const struct dictionary *dictionary, uint32_t form)
{
	struct str text = dictionary->sections[SECTION_TEXT];

	if (form >= dictionary->forms_count || dictionary->forms[form].text > text.length ||
	    dictionary->forms[form].length > text.length - dictionary->forms[form].text)
		return STR("");
	return (struct str){text.at + dictionary->forms[form].text, dictionary->forms[form].length};
}

uint64_t
dictionary_approach(const struct dictionary *dictionary, struct str form)
{
	uint64_t hash = lasting_hash(form);

	__builtin_prefetch(&dictionary->slots[(uint32_t)hash & dictionary->slots_mask]);
	return hash;
}

uint32_t
dictionary_find_hashed(const struct dictionary *dictionary, struct str form, uint64_t hash)
{
	uint32_t at = (uint32_t)hash & dictionary->slots_mask, mark = layout_mark(hash), slot;

	for (uint32_t tried = 0; tried <= dictionary->slots_mask && (slot = dictionary->slots[at]) != 0; tried++, at = (at + 1) & dictionary->slots_mask) {
		uint32_t found = (slot & PLACE_MASK) - 1;
		if (slot >> PLACE_BITS == mark && str_equal(dictionary_text(dictionary, found), form))
			return found;
	}
	return DICTIONARY_NONE;
}

uint32_t
dictionary_find(const struct dictionary *dictionary, struct str form)
{
	return dictionary_find_hashed(dictionary, form, lasting_hash(form));
}

unsigned
dictionary_flags(const struct dictionary *dictionary, uint32_t form)
{
	return form < dictionary->forms_count ? dictionary->forms[form].flags : 0;
}

unsigned
dictionary_prior(const struct dictionary *dictionary, uint32_t form)
{
	return form < dictionary->forms_count ? dictionary->forms[form].prior : 0;
}

const struct layout_reading *
dictionary_readings(const struct dictionary *dictionary, uint32_t form, size_t *count)
{
	const struct layout_reading *readings = (const void *)dictionary->sections[SECTION_READINGS].at;
	size_t all = dictionary->sections[SECTION_READINGS].length / sizeof *readings;

	*count = 0;
	if (form >= dictionary->forms_count || dictionary->forms[form].reading > all ||
	    dictionary->forms[form].readings > all - dictionary->forms[form].reading)
		return readings;
	*count = dictionary->forms[form].readings;
	return readings + dictionary->forms[form].reading;
}

const int8_t *
dictionary_neighbours(const struct dictionary *dictionary)
{
	return (const int8_t *)dictionary->sections[SECTION_FOLLOWS].at;
}

bool
dictionary_compounds(const struct dictionary *dictionary)
{
	return dictionary->header->compounds != 0;
}

struct str
dictionary_parts(const struct dictionary *dictionary)
{
	return dictionary->sections[SECTION_PARTS];
}

struct str
dictionary_string(const struct dictionary *dictionary, struct layout_string string)
{
	struct str strings = dictionary->sections[SECTION_STRINGS];

	if (string.at > strings.length || string.length > strings.length - string.at)
		return STR("");
	return (struct str){strings.at + string.at, string.length};
}

struct str
dictionary_mended(const struct dictionary *dictionary, uint32_t form)
{
	const struct layout_mended *rows = (const void *)dictionary->sections[SECTION_MENDED].at;
	size_t low = 0, high = dictionary->sections[SECTION_MENDED].length / sizeof *rows;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (rows[middle].form == form)
			return dictionary_string(dictionary, rows[middle].right);
		if (rows[middle].form < form)
			low = middle + 1;
		else
			high = middle;
	}
	return STR("");
}

const struct layout_confusion *
dictionary_confusions(const struct dictionary *dictionary, uint32_t form, size_t *count)
{
	const struct layout_confusion *rows = (const void *)dictionary->sections[SECTION_CONFUSIONS].at;
	size_t all = dictionary->sections[SECTION_CONFUSIONS].length / sizeof *rows, first = 0;

	while (first < all && rows[first].form < form)
		first++;
	for (*count = 0; first + *count < all && rows[first + *count].form == form;)
		++*count;
	return rows + first;
}

const struct layout_suffix *
dictionary_suffixes(const struct dictionary *dictionary, unsigned char last, const uint16_t **rows, size_t *count)
{
	*rows = lettered_rows(&dictionary->suffixes, last, count);
	return (const void *)dictionary->sections[SECTION_SUFFIXES].at;
}

const struct layout_ending *
dictionary_endings(const struct dictionary *dictionary, unsigned char last, const uint16_t **rows, size_t *count)
{
	*rows = lettered_rows(&dictionary->endings, last, count);
	return (const void *)dictionary->sections[SECTION_ENDINGS].at;
}

const struct sounds *
dictionary_sounds(const struct dictionary *dictionary)
{
	return &dictionary->sounds;
}

void
dictionary_approach_places(const struct dictionary *dictionary, uint64_t hash)
{
	fetch(&dictionary->deletes[(size_t)hash & dictionary->deletes_mask]);
}

void
dictionary_approach_form(const struct dictionary *dictionary, uint32_t form)
{
	if (form < dictionary->forms_count)
		fetch(&dictionary->forms[form]);
}

void
dictionary_approach_text(const struct dictionary *dictionary, uint32_t form)
{
	fetch(dictionary_text(dictionary, form).at);
}

const uint32_t *
dictionary_places(const struct dictionary *dictionary, uint64_t hash, size_t *count)
{
	size_t bucket = (size_t)hash & dictionary->deletes_mask, all = dictionary->sections[SECTION_PLACES].length / 4;
	uint32_t first = dictionary->deletes[bucket], end = dictionary->deletes[bucket + 1];

	*count = first <= end && end <= all ? end - first : 0;
	return dictionary->places + (*count ? first : 0);
}
