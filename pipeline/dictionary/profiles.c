#include "dictionary/profiles.h"

#include <math.h>
#include <stdlib.h>

#include "dictionary/sisters.h"
#include "dictionary/testimony.h"
#include "language/sources.h"
#include "lib/die.h"
#include "lib/hash.h"

/* Natural logarithms. */
static const double DICTIONARY = 2.5, SISTER = 1.0, MARKER = 0.6, SHARED_MARKER = 0.3, FLOOR = 0.03, LETTERS = 0.2, LETTERS_MOST = 2, ONLY_DICTIONARY = 0.3,
		    ENDING = 0.6, NAME = 0.7, NAME_LETTERS = 0.2;

/* ---- what a word says ---- */

enum { BOKMAAL = 1, NYNORSK = 2 };

static bool
marker_free(const struct entry *entry)
{
	return entry->marker[BOKMAAL] < 2;
}

static int8_t
units(double value)
{
	return (int8_t)lrint(fmax(-127, fmin(127, value * PROFILE_UNIT)));
}

/* Our languages' part; the best of a word that only dictionaries have says nothing against the others' 0. */
static void
judge_ours(struct testimony *testimony, struct str word, const struct entry *entry, struct profile_row *row)
{
	double letters[PROFILE_OURS], rarer[PROFILE_OURS] = {0};
	bool sister;

	signs_judge(testimony->signs, word, letters);
	if (!entry->known && !entry->frequent) {
		for (size_t l = 0; l < PROFILE_OURS; l++)
			row->ours[l] = units((entry->named >> l & 1 ? NAME : 0) + fmax(-LETTERS_MOST, NAME_LETTERS * letters[l]));
		row->other = units(NAME);
		return;
	}
	sister = entry->known >> BOKMAAL & 1 && marker_free(entry) && !sisters_nynorsk_differs(testimony, word);
	if (marker_free(entry))
		rarer[BOKMAAL] = sisters_rarer_in_bokmaal(testimony, word, entry->known);
	if (entry->known >> BOKMAAL & entry->known >> NYNORSK & 1 && entry->marker[NYNORSK] < 2)
		rarer[NYNORSK] = sisters_rarer_in_nynorsk(testimony, word);
	for (size_t l = 0; l < PROFILE_OURS; l++) {
		bool known = entry->known >> l & 1, shared = (entry->known & ~(1u << l)) != 0;
		double value, marker = MARKER * (shared ? SHARED_MARKER * fmin(entry->marker[l], 1) : fmin(entry->marker[l], 3));

		if (entry->frequent)
			value = log(fmax(FLOOR, fmax(entry->frequency[l], known ? ONLY_DICTIONARY : 0))) + (entry->frequency[l] > 0 ? 0 : marker);
		else if (known)
			value = DICTIONARY + marker + fmax(-LETTERS_MOST, LETTERS * letters[l]) - rarer[l];
		else
			value = l == NYNORSK && sister ? SISTER : 0;
		row->ours[l] = units(value);
	}
	row->other = units(entry->frequent ? log(FLOOR) : 0);
	row->known = entry->known;
}

/* Whether the word is another one's genitive (or plural) in -s and says no more than that: identify tries a word without its -s. */
static bool
is_mere_genitive(struct testimony *testimony, struct str word, const struct entry *entry)
{
	uint32_t owner;
	static const uint8_t none[PROFILE_OURS];

	if (word.length < 4 || word.at[word.length - 1] != 's' || entry->frequent || memcmp(entry->marker, none, sizeof none) != 0)
		return false;
	owner = map_find(&testimony->words, (struct str){word.at, word.length - 1});
	return owner != MAP_NONE && testimony->entries[owner].known == entry->known && testimony->entries[owner].named == entry->named &&
	       !testimony->entries[owner].frequent && memcmp(testimony->entries[owner].marker, none, sizeof none) == 0;
}

/* ---- the file ---- */

struct image {
	uint32_t *slots, slots_count;
	struct map rows; /* by their bytes */
	struct buffer extras;
};

static void
add_extras(struct testimony *testimony, const struct entry *entry, bool pattern, struct image *image, struct profile_row *row)
{
	row->extra = (uint32_t)(image->extras.length / sizeof(struct profile_extra));
	for (uint32_t at = entry->extra_plus_one; at && row->extras < UINT8_MAX; at = testimony->extras[at - 1].next_plus_one) {
		const struct extra *extra = &testimony->extras[at - 1];
		struct profile_extra value = {extra->other, units(pattern ? ENDING * extra->frequency : log(fmax(FLOOR, extra->frequency)) - log(FLOOR))};

		buffer_bytes(&image->extras, &value, sizeof value);
		row->extras++;
	}
}

static void
file_word(struct testimony *testimony, uint32_t number, struct image *image)
{
	struct str word = map_text(&testimony->words, number);
	const struct entry *entry = &testimony->entries[number];
	bool pattern = word.at[0] == '-' && word.length > 1;
	struct profile_row row;
	uint64_t hash = profile_hash(word);
	uint32_t slot = (uint32_t)hash & (image->slots_count - 1), tag = (uint32_t)(hash >> 48), found;

	memset(&row, 0, sizeof row);
	if (!pattern)
		judge_ours(testimony, word, entry, &row);
	if (entry->extra_plus_one)
		add_extras(testimony, entry, pattern, image, &row);
	found = map_add(&image->rows, (struct str){(char *)&row, sizeof row});
	if (found > UINT16_MAX)
		die("more than %u different rows in the table of languages", (unsigned)UINT16_MAX);
	while (image->slots[slot])
		slot = (slot + 1) & (image->slots_count - 1);
	image->slots[slot] = tag << 16 | found;
}

static void
write_image(const struct testimony *testimony, struct image *image, const struct str letters, struct buffer *out)
{
	struct profile_header header = {.magic = PROFILE_MAGIC,
	                                .byte_order = 0x01020304,
	                                .slots = image->slots_count,
	                                .rows = image->rows.count,
	                                .others = testimony->others_count,
	                                .sources = sources_fingerprint()};
	size_t start = out->length;
	struct str body;

	while (image->extras.length % 8)
		buffer_char(&image->extras, 0);
	header.extras = (uint32_t)(image->extras.length / sizeof(struct profile_extra));
	memcpy(header.codes, testimony->others, sizeof header.codes);
	buffer_bytes(out, &header, sizeof header);
	buffer_bytes(out, image->slots, image->slots_count * sizeof *image->slots);
	for (uint32_t i = 0; i < image->rows.count; i++)
		buffer_text(out, map_text(&image->rows, i));
	buffer_text(out, buffer_str(&image->extras));
	buffer_text(out, letters);
	body = (struct str){out->at + start + sizeof header, out->length - start - sizeof header};
	header.checksum = lasting_hash_long(body);
	header.length = out->length - start;
	memcpy(out->at + start, &header, sizeof header);
}

void
profiles_build(struct buffer *out)
{
	struct testimony testimony;
	struct image image = {.slots_count = 1 << 10};
	struct profile_row empty;
	struct buffer letters = {0};
	uint32_t kept = 0;

	testimony_read(&testimony);
	signs_table(testimony.signs, &letters);
	memset(&empty, 0, sizeof empty);
	map_add(&image.rows, (struct str){(char *)&empty, sizeof empty}); /* row 0 marks an empty slot */
	for (uint32_t i = 0; i < testimony.words.count; i++)
		kept += !is_mere_genitive(&testimony, map_text(&testimony.words, i), &testimony.entries[i]);
	while (image.slots_count - image.slots_count / 5 < kept)
		image.slots_count *= 2;
	image.slots = memory_new(image.slots_count, sizeof *image.slots);
	for (uint32_t i = 0; i < testimony.words.count; i++)
		if (!is_mere_genitive(&testimony, map_text(&testimony.words, i), &testimony.entries[i]))
			file_word(&testimony, i, &image);
	write_image(&testimony, &image, buffer_str(&letters), out);

	free(image.slots);
	map_release(&image.rows);
	buffer_release(&image.extras);
	buffer_release(&letters);
	testimony_release(&testimony);
}
