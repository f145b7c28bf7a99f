#include "dictionary/testimony.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "dictionary/affixes.h"
#include "language/hunspell.h"
#include "lib/die.h"
#include "lib/locate.h"
#include "lib/table.h"
#include "lib/unicode.h"

static const char *const dictionaries[][PROFILE_OURS] = {{"da_DK", "nb_NO", "nn_NO", "en_US"}, {NULL, NULL, NULL, "en_GB"}};

static struct entry *
entry_of(struct testimony *testimony, struct str word)
{
	uint32_t number = map_add(&testimony->words, word);

	if (number >= testimony->capacity) {
		uint32_t before = testimony->capacity;
		testimony->capacity = before ? 2 * before : 1 << 16;
		testimony->entries = memory_grow(testimony->entries, testimony->capacity, sizeof *testimony->entries);
		memset(testimony->entries + before, 0, (testimony->capacity - before) * sizeof *testimony->entries);
	}
	return &testimony->entries[number];
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
gather_name(struct testimony *testimony, struct str name)
{
	buffer_reset(&testimony->lower);
	unicode_lower(&testimony->lower, name);
	entry_of(testimony, buffer_str(&testimony->lower))->named |= (uint8_t)(1u << testimony->language);
}

static void
gather(void *state, const struct expansion *expansion)
{
	struct testimony *testimony = state;
	struct entry *entry;

	if (expansion->form.length == 0 || expansion->form.length > PROFILE_LONGEST)
		return;
	if (is_name(expansion->form))
		gather_name(testimony, expansion->form);
	if (!is_lower_case(expansion->form))
		return;
	entry = entry_of(testimony, expansion->form);
	if (!(entry->known & 1u << testimony->language))
		signs_count(testimony->signs, testimony->language, expansion->form);
	entry->known |= (uint8_t)(1u << testimony->language);
}

static void
read_dictionaries(struct testimony *testimony)
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
				    l == 0   ? "hunspell-da"
				    : l == 3 ? i ? "hunspell-en-gb" : "hunspell-en-us"
				             : "hunspell-no");
			testimony->language = l;
			affixes_expand(buffer_cstring(&aff), buffer_cstring(&dic), (struct spelling_out){gather, testimony, NULL});
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
entry_of_form(struct testimony *testimony, const struct table *table, size_t form)
{
	struct str word = table_field(table, form);

	if (word.length == 0 || word.length > PROFILE_LONGEST)
		table_die(table, "expected a word, found %zu bytes", word.length);
	buffer_reset(&testimony->lower);
	unicode_lower(&testimony->lower, word);
	return entry_of(testimony, buffer_str(&testimony->lower));
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
read_markers(struct testimony *testimony, unsigned language)
{
	struct buffer path = {0};
	struct table *markers = open_lexicon(&path, profile_codes[language], "markers.csv");
	size_t form = table_need(markers, "form", "a linguist"), weight = table_need(markers, "weight", "a linguist");

	while (table_read(markers)) {
		struct entry *entry = entry_of_form(testimony, markers, form);
		entry->marker[language] = (uint8_t)fmin(number_of(markers, weight), 9);
		entry->known |= (uint8_t)(1u << language);
	}
	table_close(markers);
	markers = open_lexicon(&path, profile_codes[language], "lemmas.csv");
	form = table_need(markers, "form", "a linguist");
	while (table_read(markers))
		if (is_lower_case(table_field(markers, form)))
			entry_of_form(testimony, markers, form)->known |= (uint8_t)(1u << language);
	table_close(markers);
	buffer_release(&path);
}

static void
add_extra(struct testimony *testimony, struct entry *entry, uint32_t other, double frequency)
{
	if (testimony->extras_count == testimony->extras_capacity) {
		testimony->extras_capacity = testimony->extras_capacity ? testimony->extras_capacity * 2 : 4096;
		testimony->extras = memory_grow(testimony->extras, testimony->extras_capacity, sizeof *testimony->extras);
	}
	testimony->extras[testimony->extras_count++] = (struct extra){(uint8_t)other, (float)frequency, entry->extra_plus_one};
	entry->extra_plus_one = testimony->extras_count;
	entry->frequent = true;
}

static uint32_t
other_of(struct testimony *testimony, struct str code)
{
	for (uint32_t i = 0; i < testimony->others_count; i++)
		if (str_equal(str_of(testimony->others[i]), code))
			return i;
	if (testimony->others_count == PROFILE_OTHERS || code.length > 3)
		die("lexicons/other: at most %d languages, with codes of two or three letters", PROFILE_OTHERS);
	memcpy(testimony->others[testimony->others_count], code.at, code.length);
	return testimony->others_count++;
}

static void
read_frequencies(struct testimony *testimony)
{
	struct buffer path = {0};
	struct table *table = open_lexicon(&path, "", "frequencies.csv");
	size_t form = table_need(table, "form", "a linguist"), swedish = table_need(table, "sv", "a linguist"), ours[PROFILE_OURS];

	for (size_t l = 0; l < PROFILE_OURS; l++)
		ours[l] = table_need(table, profile_codes[l], "a linguist");
	while (table_read(table)) {
		struct entry *entry = entry_of_form(testimony, table, form);

		entry->frequent = true;
		for (size_t l = 0; l < PROFILE_OURS; l++) {
			entry->frequency[l] = (float)number_of(table, ours[l]);
			entry->known |= (uint8_t)(entry->frequency[l] > 0 ? 1u << l : 0);
		}
		if (number_of(table, swedish) > 0)
			add_extra(testimony, entry, other_of(testimony, STR("sv")), number_of(table, swedish));
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
read_others(struct testimony *testimony)
{
	struct buffer path = {0};
	struct dirent **files;
	int count = scandir(locate_lexicon(&path, "other"), &files, is_list, alphasort);

	if (count < 0)
		die("%s:", buffer_cstring(&path));
	for (int i = 0; i < count; i++) {
		struct table *list = open_lexicon(&path, "other", files[i]->d_name);
		size_t form = table_need(list, "form", "a linguist"), weight = table_need(list, "weight", "a linguist");
		uint32_t other = other_of(testimony, (struct str){files[i]->d_name, strlen(files[i]->d_name) - 4});

		while (table_read(list)) {
			struct entry *entry = entry_of_form(testimony, list, form);
			add_extra(testimony, entry, other, number_of(list, weight));
		}
		table_close(list);
		free(files[i]);
	}
	free(files);
	buffer_release(&path);
}

/* ---- all of it ---- */

void
testimony_read(struct testimony *testimony)
{
	*testimony = (struct testimony){.signs = signs_new()};
	read_dictionaries(testimony);
	for (unsigned l = 0; l < PROFILE_OURS; l++)
		read_markers(testimony, l);
	read_frequencies(testimony);
	read_others(testimony);
}

void
testimony_release(struct testimony *testimony)
{
	signs_free(testimony->signs);
	buffer_release(&testimony->lower);
	map_release(&testimony->words);
	free(testimony->entries);
	free(testimony->extras);
}
