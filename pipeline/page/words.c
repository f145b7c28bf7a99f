#include "page/words.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/table.h"
#include "page/json.h"

void
words_read(struct words *words, const char *path, const char *lang)
{
	struct table *table = table_open(path, NULL);
	size_t key = table_need(table, "key", "the package"), english = table_need(table, "en", "the package"), wanted = table_need(table, lang, "the package");

	while (table_read(table)) {
		struct str text = table_field(table, wanted);
		uint32_t number = map_add(&words->keys, table_field(table, key));

		if (number + 1 != words->keys.count)
			table_die(table, "the key \"%.*s\" was there before", (int)table_field(table, key).length, table_field(table, key).at);
		words->texts = memory_grow(words->texts, words->keys.count, sizeof *words->texts);
		words->texts[number] = arena_copy(&words->arena, text.length ? text : table_field(table, english));
	}
	table_close(table);
}

struct str
words_find(const struct words *words, struct str key)
{
	uint32_t number = map_find(&words->keys, key);

	if (number == MAP_NONE)
		die("words.csv has no key \"%.*s\", which the page asks for", (int)key.length, key.at);
	return words->texts[number];
}

void
words_write(const struct words *words, struct sink *sink)
{
	struct buffer out = {0};

	for (uint32_t i = 0; i < words->keys.count; i++) {
		buffer_text(&out, i ? STR(",\n") : STR("{"));
		json_string(&out, map_text(&words->keys, i));
		buffer_char(&out, ':');
		json_string(&out, words->texts[i]);
	}
	buffer_text(&out, words->keys.count ? STR("}") : STR("{}"));
	sink_write(sink, buffer_str(&out));
	buffer_release(&out);
}

void
words_release(struct words *words)
{
	map_release(&words->keys);
	arena_release(&words->arena);
	free(words->texts);
	*words = (struct words){0};
}
