#include "dictionary/profiles.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "dictionary/affixes.h"
#include "dictionary/signs.h"
#include "language/hunspell.h"
#include "language/profile.h"
#include "lib/die.h"
#include "lib/locate.h"
#include "lib/map.h"
#include "lib/table.h"
#include "lib/unicode.h"

/* Natural logarithms. */
static const double DICTIONARY = 2.5, SISTER = 1.0, MARKER = 0.6, FLOOR = 0.03, LETTERS = 0.2, LETTERS_MOST = 2, ONLY_DICTIONARY = 0.3, ENDING = 0.6, NAME = 0.7, NAME_LETTERS = 0.2;

static const char *const dictionaries[][PROFILE_OURS] = {{"da_DK", "nb_NO", "nn_NO", "en_US"}, {NULL, NULL, NULL, "en_GB"}};

/* What is gathered about a word. */
struct entry {
	float frequency[PROFILE_OURS];
	uint8_t marker[PROFILE_OURS]; /* weight in markers.csv */
	uint8_t known, named;         /* bit l: as a word of language l, as a name */
	bool frequent;                /* in a list of frequencies */
	uint32_t extra_plus_one;      /* the first of its extras */
};

struct extra {
	uint8_t other;
	float frequency;
	uint32_t next_plus_one;
};

struct profiles {
	struct map words;
	struct entry *entries;
	uint32_t capacity;
	struct extra *extras;
	uint32_t extras_count, extras_capacity;
	char others[PROFILE_OTHERS][4];
	uint32_t others_count;
	struct signs *signs;
	unsigned language; /* whose dictionary is being read */
	struct buffer lower;
};

static struct entry *
entry_of(struct profiles *profiles, struct str word)
{
	uint32_t number = map_add(&profiles->words, word);

	if (number >= profiles->capacity) {
		uint32_t before = profiles->capacity;
		profiles->capacity = before ? 2 * before : 1 << 16;
		profiles->entries = memory_grow(profiles->entries, profiles->capacity, sizeof *profiles->entries);
		memset(profiles->entries + before, 0, (profiles->capacity - before) * sizeof *profiles->entries);
	}
	return &profiles->entries[number];
}

/* ---- dictionaries ---- */

static bool
is_lower_case(struct str form)
{
	uint32_t rune;

	for (size_t n; (n = str_rune(form, &rune)) != 0; form.at += n, form.length -= n)
		if (rune_is_upper(rune))
			return false;
	return true;
}

/* "Kristoffersen" is a name, "NATO" and "McDonald" are not of one language. */
static bool
is_name(struct str form)
{
	uint32_t rune;
	size_t n = str_rune(form, &rune);

	return n && rune_is_upper(rune) && is_lower_case((struct str){form.at + n, form.length - n});
}

static void
gather_name(struct profiles *profiles, struct str name)
{
	buffer_reset(&profiles->lower);
	unicode_lower(&profiles->lower, name);
	entry_of(profiles, buffer_str(&profiles->lower))->named |= (uint8_t)(1u << profiles->language);
}

static void
gather(void *state, const struct expansion *expansion)
{
	struct profiles *profiles = state;
	struct entry *entry;

	if (expansion->form.length == 0 || expansion->form.length > PROFILE_LONGEST)
		return;
	if (is_name(expansion->form))
		gather_name(profiles, expansion->form);
	if (!is_lower_case(expansion->form))
		return;
	entry = entry_of(profiles, expansion->form);
	if (!(entry->known & 1u << profiles->language))
		signs_count(profiles->signs, profiles->language, expansion->form);
	entry->known |= (uint8_t)(1u << profiles->language);
}

static void
read_dictionaries(struct profiles *profiles)
{
	struct buffer aff = {0}, dic = {0};

	for (size_t i = 0; i < 2; i++) {
		for (unsigned l = 0; l < PROFILE_OURS; l++) {
			const char *name = dictionaries[i][l];

			if (!name)
				continue;
			hunspell_path(&aff, name, "aff");
			hunspell_path(&dic, name, "dic");
			if (access(buffer_cstring(&aff), R_OK) != 0)
				die("%s: no such dictionary; install the package %s", buffer_cstring(&aff),
				    l == 0 ? "hunspell-da" : l == 3 ? i ? "hunspell-en-gb" : "hunspell-en-us" : "hunspell-no");
			profiles->language = l;
			affixes_expand(buffer_cstring(&aff), buffer_cstring(&dic), (struct spelling_out){gather, profiles});
		}
	}
	buffer_release(&aff);
	buffer_release(&dic);
}

/* ---- lexicons ---- */

static double
number_of(const struct table *table, size_t column)
{
	double value = 0;
	struct str field = table_field(table, column);

	if (field.length && (!str_to_double(field, &value) || value < 0 || value > 10000))
		table_die(table, "expected a number from 0 to 10000, found \"%.*s\"", (int)field.length, field.at);
	return value;
}

static struct entry *
entry_of_form(struct profiles *profiles, const struct table *table, size_t form)
{
	struct str word = table_field(table, form);

	if (word.length == 0 || word.length > PROFILE_LONGEST)
		table_die(table, "expected a word, found %zu bytes", word.length);
	buffer_reset(&profiles->lower);
	unicode_lower(&profiles->lower, word);
	return entry_of(profiles, buffer_str(&profiles->lower));
}

static struct table *
open_lexicon(struct buffer *path, const char *folder, const char *name)
{
	struct buffer place = {0};
	struct table *table;

	buffer_format(&place, "%s%s%s", folder, *folder ? "/" : "", name);
	table = table_open(locate_lexicon(path, buffer_cstring(&place)), NULL);
	buffer_release(&place);
	return table;
}

static void
read_markers(struct profiles *profiles, unsigned language)
{
	struct buffer path = {0};
	struct table *markers = open_lexicon(&path, profile_codes[language], "markers.csv");
	size_t form = table_need(markers, "form", "a linguist"), weight = table_need(markers, "weight", "a linguist");

	while (table_read(markers)) {
		struct entry *entry = entry_of_form(profiles, markers, form);
		entry->marker[language] = (uint8_t)fmin(number_of(markers, weight), 9);
		entry->known |= (uint8_t)(1u << language);
	}
	table_close(markers);
	markers = open_lexicon(&path, profile_codes[language], "lemmas.csv");
	form = table_need(markers, "form", "a linguist");
	while (table_read(markers))
		if (is_lower_case(table_field(markers, form)))
			entry_of_form(profiles, markers, form)->known |= (uint8_t)(1u << language);
	table_close(markers);
	buffer_release(&path);
}

static void
add_extra(struct profiles *profiles, struct entry *entry, uint32_t other, double frequency)
{
	if (profiles->extras_count == profiles->extras_capacity) {
		profiles->extras_capacity = profiles->extras_capacity ? profiles->extras_capacity * 2 : 4096;
		profiles->extras = memory_grow(profiles->extras, profiles->extras_capacity, sizeof *profiles->extras);
	}
	profiles->extras[profiles->extras_count++] = (struct extra){(uint8_t)other, (float)frequency, entry->extra_plus_one};
	entry->extra_plus_one = profiles->extras_count;
	entry->frequent = true;
}

static uint32_t
other_of(struct profiles *profiles, struct str code)
{
	for (uint32_t i = 0; i < profiles->others_count; i++)
		if (str_equal(str_of(profiles->others[i]), code))
			return i;
	if (profiles->others_count == PROFILE_OTHERS || code.length > 3)
		die("lexicons/other: at most %d languages, with codes of two or three letters", PROFILE_OTHERS);
	memcpy(profiles->others[profiles->others_count], code.at, code.length);
	return profiles->others_count++;
}

static void
read_frequencies(struct profiles *profiles)
{
	struct buffer path = {0};
	struct table *table = open_lexicon(&path, "", "frequencies.csv");
	size_t form = table_need(table, "form", "a linguist"), swedish = table_need(table, "sv", "a linguist"), ours[PROFILE_OURS];

	for (size_t l = 0; l < PROFILE_OURS; l++)
		ours[l] = table_need(table, profile_codes[l], "a linguist");
	while (table_read(table)) {
		struct entry *entry = entry_of_form(profiles, table, form);

		entry->frequent = true;
		for (size_t l = 0; l < PROFILE_OURS; l++) {
			entry->frequency[l] = (float)number_of(table, ours[l]);
			entry->known |= (uint8_t)(entry->frequency[l] > 0 ? 1u << l : 0);
		}
		if (number_of(table, swedish) > 0)
			add_extra(profiles, entry, other_of(profiles, STR("sv")), number_of(table, swedish));
	}
	table_close(table);
	buffer_release(&path);
}

static int
is_list(const struct dirent *file)
{
	return str_ends(str_of(file->d_name), STR(".csv"));
}

static void
read_others(struct profiles *profiles)
{
	struct buffer path = {0};
	struct dirent **files;
	int count = scandir(locate_lexicon(&path, "other"), &files, is_list, alphasort);

	if (count < 0)
		die("%s:", buffer_cstring(&path));
	for (int i = 0; i < count; i++) {
		struct table *list = open_lexicon(&path, "other", files[i]->d_name);
		size_t form = table_need(list, "form", "a linguist"), weight = table_need(list, "weight", "a linguist");
		uint32_t other = other_of(profiles, (struct str){files[i]->d_name, strlen(files[i]->d_name) - 4});

		while (table_read(list)) {
			struct entry *entry = entry_of_form(profiles, list, form);
			add_extra(profiles, entry, other, number_of(list, weight));
		}
		table_close(list);
		free(files[i]);
	}
	free(files);
	buffer_release(&path);
}

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
judge_ours(struct profiles *profiles, struct str word, const struct entry *entry, struct profile_row *row)
{
	double letters[PROFILE_OURS];

	signs_judge(profiles->signs, word, letters);
	if (!entry->known && !entry->frequent) {
		for (size_t l = 0; l < PROFILE_OURS; l++)
			row->ours[l] = units((entry->named >> l & 1 ? NAME : 0) + fmax(-LETTERS_MOST, NAME_LETTERS * letters[l]));
		row->other = units(NAME);
		return;
	}
	for (size_t l = 0; l < PROFILE_OURS; l++) {
		bool known = entry->known >> l & 1, shared = (entry->known & ~(1u << l)) != 0;
		double value, marker = MARKER * (shared ? fmin(entry->marker[l], 1) : entry->marker[l]);

		if (entry->frequent)
			value = log(fmax(FLOOR, fmax(entry->frequency[l], known ? ONLY_DICTIONARY : 0))) + (entry->frequency[l] > 0 ? 0 : marker);
		else if (known)
			value = DICTIONARY + marker + fmax(-LETTERS_MOST, LETTERS * letters[l]);
		else
			value = l == NYNORSK && entry->known >> BOKMAAL & 1 && marker_free(entry) ? SISTER : 0;
		row->ours[l] = units(value);
	}
	row->other = units(entry->frequent ? log(FLOOR) : 0);
	row->known = entry->known;
}

/* Whether the word is another one's genitive (or plural) in -s and says no more than that: identify tries a word without its -s. */
static bool
is_mere_genitive(struct profiles *profiles, struct str word, const struct entry *entry)
{
	uint32_t owner;
	static const uint8_t none[PROFILE_OURS];

	if (word.length < 4 || word.at[word.length - 1] != 's' || entry->frequent || memcmp(entry->marker, none, sizeof none) != 0)
		return false;
	owner = map_find(&profiles->words, (struct str){word.at, word.length - 1});
	return owner != MAP_NONE && profiles->entries[owner].known == entry->known &&
	       profiles->entries[owner].named == entry->named && !profiles->entries[owner].frequent &&
	       memcmp(profiles->entries[owner].marker, none, sizeof none) == 0;
}

/* ---- the file ---- */

struct image {
	uint32_t *slots, slots_count;
	struct map rows; /* by their bytes */
	struct buffer extras;
};

static void
add_extras(struct profiles *profiles, const struct entry *entry, bool pattern, struct image *image, struct profile_row *row)
{
	row->extra = (uint32_t)(image->extras.length / sizeof(struct profile_extra));
	for (uint32_t at = entry->extra_plus_one; at && row->extras < UINT8_MAX; at = profiles->extras[at - 1].next_plus_one) {
		const struct extra *extra = &profiles->extras[at - 1];
		struct profile_extra value = {extra->other, units(pattern ? ENDING * extra->frequency : log(fmax(FLOOR, extra->frequency)) - log(FLOOR))};

		buffer_bytes(&image->extras, &value, sizeof value);
		row->extras++;
	}
}

static void
file_word(struct profiles *profiles, uint32_t number, struct image *image)
{
	struct str word = map_text(&profiles->words, number);
	const struct entry *entry = &profiles->entries[number];
	bool pattern = word.at[0] == '-' && word.length > 1;
	struct profile_row row;
	uint64_t hash = profile_hash(word);
	uint32_t slot = (uint32_t)hash & (image->slots_count - 1), tag = (uint32_t)(hash >> 48), found;

	memset(&row, 0, sizeof row);
	if (!pattern)
		judge_ours(profiles, word, entry, &row);
	if (entry->extra_plus_one)
		add_extras(profiles, entry, pattern, image, &row);
	found = map_add(&image->rows, (struct str){(char *)&row, sizeof row});
	if (found > UINT16_MAX)
		die("more than %u different rows in the table of languages", (unsigned)UINT16_MAX);
	while (image->slots[slot])
		slot = (slot + 1) & (image->slots_count - 1);
	image->slots[slot] = tag << 16 | found;
}

static void
write_image(const struct profiles *profiles, struct image *image, const struct str letters, struct buffer *out)
{
	struct profile_header header = {PROFILE_MAGIC, 0x01020304, image->slots_count, image->rows.count, 0, profiles->others_count, 0, 0, 0, {{0}}};
	size_t start = out->length;
	struct str body;

	while (image->extras.length % 8)
		buffer_char(&image->extras, 0);
	header.extras = (uint32_t)(image->extras.length / sizeof(struct profile_extra));
	memcpy(header.codes, profiles->others, sizeof header.codes);
	buffer_bytes(out, &header, sizeof header);
	buffer_bytes(out, image->slots, image->slots_count * sizeof *image->slots);
	for (uint32_t i = 0; i < image->rows.count; i++)
		buffer_text(out, map_text(&image->rows, i));
	buffer_text(out, buffer_str(&image->extras));
	buffer_text(out, letters);
	body = (struct str){out->at + start + sizeof header, out->length - start - sizeof header};
	header.checksum = map_hash(body);
	header.length = out->length - start;
	memcpy(out->at + start, &header, sizeof header);
}

void
profiles_build(struct buffer *out)
{
	struct profiles profiles = {.signs = signs_new()};
	struct image image = {.slots_count = 1 << 10};
	struct profile_row empty;
	struct buffer letters = {0};
	uint32_t kept = 0;

	read_dictionaries(&profiles);
	for (unsigned l = 0; l < PROFILE_OURS; l++)
		read_markers(&profiles, l);
	read_frequencies(&profiles);
	read_others(&profiles);
	signs_table(profiles.signs, &letters);

	memset(&empty, 0, sizeof empty);
	map_add(&image.rows, (struct str){(char *)&empty, sizeof empty}); /* row 0 marks an empty slot */
	for (uint32_t i = 0; i < profiles.words.count; i++)
		kept += !is_mere_genitive(&profiles, map_text(&profiles.words, i), &profiles.entries[i]);
	while (image.slots_count - image.slots_count / 5 < kept)
		image.slots_count *= 2;
	image.slots = memory_new(image.slots_count, sizeof *image.slots);
	for (uint32_t i = 0; i < profiles.words.count; i++)
		if (!is_mere_genitive(&profiles, map_text(&profiles.words, i), &profiles.entries[i]))
			file_word(&profiles, i, &image);
	write_image(&profiles, &image, buffer_str(&letters), out);

	free(image.slots);
	map_release(&image.rows);
	buffer_release(&image.extras);
	buffer_release(&letters);
	buffer_release(&profiles.lower);
	signs_free(profiles.signs);
	map_release(&profiles.words);
	free(profiles.entries);
	free(profiles.extras);
}
