#include "language/lemma.h"

#include <stdlib.h>

#include "lib/arena.h"
#include "lib/locate.h"
#include "lib/map.h"
#include "lib/table.h"
#include "lib/unicode.h"

struct lemmatiser {
	struct map forms;
	struct str *lemmas; /* by number of form */
	struct arena arena;
	struct buffer lower;
};

static void
load(struct lemmatiser *lemmatiser, const char *path)
{
	struct table *rows = table_open(path, NULL);
	size_t form = table_need(rows, "form", "the lexicon"), lemma = table_need(rows, "lemma", "the lexicon"), capacity = 0;

	while (table_read(rows)) {
		uint32_t before = lemmatiser->forms.count, number = map_add(&lemmatiser->forms, rows->fields[form]);
		if (number < before)
			continue;
		if (number >= capacity) {
			capacity = capacity ? 2 * capacity : 1024;
			lemmatiser->lemmas = memory_grow(lemmatiser->lemmas, capacity, sizeof *lemmatiser->lemmas);
		}
		lemmatiser->lemmas[number] = arena_copy(&lemmatiser->arena, rows->fields[lemma]);
	}
	table_close(rows);
}

struct lemmatiser *
lemmatiser_open(struct str lang)
{
	static const char *const ours[] = {"da", "nb", "nn", "en"};
	struct lemmatiser *lemmatiser = NULL;
	struct buffer path = {0}, name = {0};

	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
		if (!str_equal(lang, str_of(ours[i])))
			continue;
		lemmatiser = memory_new(1, sizeof *lemmatiser);
		buffer_format(&name, "%s/lemmas.csv", ours[i]);
		load(lemmatiser, locate_lexicon(&path, buffer_cstring(&name)));
	}
	buffer_release(&path);
	buffer_release(&name);
	return lemmatiser;
}

void
lemmatiser_post(struct lemmatiser *lemmatiser, const struct str *tokens, size_t count, struct choice *choices)
{
	size_t room = 0;

	for (size_t i = 0; i < count; i++)
		room += 2 * tokens[i].length + 8;
	buffer_reset(&lemmatiser->lower);
	buffer_reserve(&lemmatiser->lower, room);
	for (size_t i = 0; i < count; i++) {
		size_t begin = lemmatiser->lower.length;
		uint32_t number;
		struct str lower;

		unicode_lower(&lemmatiser->lower, tokens[i]);
		lower = (struct str){lemmatiser->lower.at + begin, lemmatiser->lower.length - begin};
		number = map_find(&lemmatiser->forms, lower);
		choices[i] = (struct choice){number == MAP_NONE ? lower : lemmatiser->lemmas[number], {"", 0}};
	}
}

void
lemmatiser_close(struct lemmatiser *lemmatiser)
{
	if (!lemmatiser)
		return;
	map_release(&lemmatiser->forms);
	free(lemmatiser->lemmas);
	arena_release(&lemmatiser->arena);
	buffer_release(&lemmatiser->lower);
	free(lemmatiser);
}
