#include "dictionary/vocabulary.h"

#include <stdlib.h>
#include <unistd.h>

#include "dictionary/affixes.h"
#include "language/hunspell.h"
#include "lib/locate.h"
#include "lib/table.h"
#include "lib/unicode.h"

uint32_t
vocabulary_add(struct vocabulary *vocabulary, struct str form)
{
	uint32_t number = map_add(&vocabulary->map, form);

	if (number >= vocabulary->capacity) {
		uint32_t before = vocabulary->capacity;
		vocabulary->capacity = before ? 2 * before : 1 << 16;
		vocabulary->forms = memory_grow(vocabulary->forms, vocabulary->capacity, sizeof *vocabulary->forms);
		memset(vocabulary->forms + before, 0, (vocabulary->capacity - before) * sizeof *vocabulary->forms);
	}
	return number;
}

void
vocabulary_read_as(struct vocabulary *vocabulary, uint32_t form, struct reading reading)
{
	uint32_t *link = &vocabulary->forms[form].reading_plus_one;

	for (uint32_t at = *link; at; at = vocabulary->readings[at - 1].next_plus_one) {
		struct reading *old = &vocabulary->readings[at - 1];
		if (old->lemma != reading.lemma || old->tag != reading.tag)
			continue;
		if (old->weight < reading.weight)
			old->weight = reading.weight;
		return;
	}
	if (vocabulary->readings_count == vocabulary->readings_capacity) {
		vocabulary->readings_capacity = vocabulary->readings_capacity ? 2 * vocabulary->readings_capacity : 1 << 16;
		vocabulary->readings = memory_grow(vocabulary->readings, vocabulary->readings_capacity, sizeof *vocabulary->readings);
	}
	reading.next_plus_one = *link;
	vocabulary->readings[vocabulary->readings_count++] = reading;
	*link = vocabulary->readings_count;
}

void
vocabulary_lexicon(struct vocabulary *vocabulary, const char *name, const char *const columns[], size_t count,
                   void (*row)(struct vocabulary *vocabulary, const struct str *fields, void *state), void *state)
{
	struct buffer path = {0}, place = {0};
	struct str fields[8];
	size_t found[8];

	buffer_format(&place, "%s/%s", vocabulary->language, name);
	if (access(locate_lexicon(&path, buffer_cstring(&place)), F_OK) == 0) {
		struct table *rows = table_open(buffer_cstring(&path), NULL);
		for (size_t i = 0; i < count; i++)
			found[i] = table_need(rows, columns[i], "a lexicographer");
		while (table_read(rows)) {
			for (size_t i = 0; i < count; i++)
				fields[i] = table_field(rows, found[i]);
			row(vocabulary, fields, state);
		}
		table_close(rows);
	}
	buffer_release(&path);
	buffer_release(&place);
}

/* ---- forms out of Hunspell's dictionaries ---- */

struct gathering {
	struct vocabulary *vocabulary;
	struct buffer lower, entry;
};

/* How a form is written: FORM_WORD, FORM_NAME or FORM_CAPITALS. */
static unsigned
casing(struct str form)
{
	uint32_t rune;
	size_t n, upper = 0, runes = 0;
	bool first = false;

	for (; (n = str_rune(form, &rune)) != 0; form.at += n, form.length -= n, runes++) {
		bool is_upper = rune_is_upper(rune);
		upper += is_upper;
		first |= runes == 0 && is_upper;
	}
	if (upper == 0)
		return FORM_WORD;
	return upper > 1 || !first ? FORM_CAPITALS : FORM_NAME;
}

static void
gather(void *state, const struct expansion *expansion)
{
	struct gathering *gathering = state;
	struct vocabulary *vocabulary = gathering->vocabulary;
	uint32_t number, lemma;
	struct form *form;

	if (expansion->form.length > UINT8_MAX || expansion->form.length == 0)
		return;
	buffer_reset(&gathering->lower);
	unicode_lower(&gathering->lower, expansion->form);
	number = vocabulary_add(vocabulary, buffer_str(&gathering->lower));
	form = &vocabulary->forms[number];
	form->flags |= (uint16_t)casing(expansion->form);
	if (expansion->compounds && expansion->bare)
		form->flags |= FORM_COMPOUNDS;
	if (expansion->bare && !expansion->prefixed)
		form->bare = 1;
	/* A dictionary that names stems (st:) is ordered by lemma, which is the surest there is; what kind of form it is, the stem's class tells later. */
	vocabulary->stems |= expansion->named;
	buffer_reset(&gathering->entry);
	unicode_lower(&gathering->entry, expansion->entry);
	lemma = vocabulary_add(vocabulary, buffer_str(&gathering->entry));
	vocabulary_read_as(vocabulary, number, (struct reading){.lemma = lemma, .tag = TAG_OTHER, .weight = 0.4f});
}

void
vocabulary_expand(struct vocabulary *vocabulary, const char *const hunspell[2])
{
	struct gathering gathering = {.vocabulary = vocabulary};
	struct buffer aff = {0}, dic = {0};

	for (size_t i = 0; i < 2 && hunspell[i]; i++) {
		hunspell_path(&aff, hunspell[i], "aff");
		hunspell_path(&dic, hunspell[i], "dic");
		vocabulary->compounds |= affixes_expand(buffer_cstring(&aff), buffer_cstring(&dic),
		                                        (struct spelling_out){gather, &gathering, i == 0 ? &vocabulary->parts : NULL});
	}
	buffer_release(&aff);
	buffer_release(&dic);
	buffer_release(&gathering.lower);
	buffer_release(&gathering.entry);
}

void
vocabulary_release(struct vocabulary *vocabulary)
{
	map_release(&vocabulary->map);
	free(vocabulary->forms);
	free(vocabulary->readings);
	buffer_release(&vocabulary->endings);
	buffer_release(&vocabulary->parts);
	*vocabulary = (struct vocabulary){0};
}
