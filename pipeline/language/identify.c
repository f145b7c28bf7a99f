#include "language/identify.h"

#include <stdlib.h>

#include "lib/locate.h"
#include "lib/map.h"
#include "lib/table.h"

/* A first way: the weights of the markers found, one map for all languages. */
enum { OURS = 4 };

static const char *const codes[OURS] = {"da", "nb", "nn", "en"};

struct identifier {
	struct map forms;
	double (*weights)[OURS];
	size_t capacity;
	struct buffer lower;
};

static void
read_markers(struct identifier *identifier, size_t language)
{
	struct buffer path = {0}, name = {0};
	struct table *markers;
	size_t form, weight;

	buffer_format(&name, "%s/markers.csv", codes[language]);
	markers = table_open(locate_lexicon(&path, buffer_cstring(&name)), NULL);
	form = table_need(markers, "form", "a linguist");
	weight = table_need(markers, "weight", "a linguist");
	while (table_read(markers)) {
		uint32_t number = map_add(&identifier->forms, markers->fields[form]);
		double value;

		if (!str_to_double(markers->fields[weight], &value))
			table_die(markers, "the weight is no number");
		if (number >= identifier->capacity) {
			identifier->capacity = identifier->capacity ? identifier->capacity * 2 : 1024;
			identifier->weights = memory_grow(identifier->weights, identifier->capacity, sizeof *identifier->weights);
		}
		if (number + 1 == identifier->forms.count)
			memset(identifier->weights[number], 0, sizeof *identifier->weights);
		identifier->weights[number][language] += value;
	}
	table_close(markers);
	buffer_release(&name);
	buffer_release(&path);
}

struct identifier *
identifier_open(void)
{
	struct identifier *identifier = memory_new(1, sizeof *identifier);

	for (size_t i = 0; i < OURS; i++)
		read_markers(identifier, i);
	return identifier;
}

struct language
identify(struct identifier *identifier, const struct tokens *tokens)
{
	double sums[OURS] = {0}, total = 0;
	size_t best = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		uint32_t number;

		if (tokens->list[i].kind != TOKEN_WORD)
			continue;
		buffer_reset(&identifier->lower);
		unicode_lower(&identifier->lower, tokens_text(tokens, i));
		number = map_find(&identifier->forms, buffer_str(&identifier->lower));
		for (size_t l = 0; number != MAP_NONE && l < OURS; l++)
			sums[l] += identifier->weights[number][l];
	}
	for (size_t l = 0; l < OURS; l++) {
		total += sums[l];
		best = sums[l] > sums[best] ? l : best;
	}
	return total > 0 ? (struct language){codes[best], sums[best] / (total + 1)} : (struct language){"und", 0};
}

void
identifier_close(struct identifier *identifier)
{
	map_release(&identifier->forms);
	free(identifier->weights);
	buffer_release(&identifier->lower);
	free(identifier);
}
