#include "reports/stopwords.h"

#include "lib/locate.h"
#include "lib/table.h"

static const char *const languages[STOPWORD_LANGUAGES] = {"da", "nb", "nn", "en"};

int
stopwords_language(struct str lang)
{
	for (int i = 0; i < STOPWORD_LANGUAGES; i++)
		if (str_equal(lang, str_of(languages[i])))
			return i;
	return -1;
}

struct str
stopwords_name(int language)
{
	return str_of(languages[language]);
}

void
stopwords_read(struct stopwords *stopwords)
{
	struct buffer name = {0}, path = {0};

	*stopwords = (struct stopwords){0};
	for (int i = 0; i < STOPWORD_LANGUAGES; i++) {
		struct table *table;
		size_t lemma;

		buffer_reset(&name);
		buffer_format(&name, "%s/stopwords.csv", languages[i]);
		table = table_open(locate_lexicon(&path, buffer_cstring(&name)), NULL);
		lemma = table_need(table, "lemma", "a linguist");
		while (table_read(table))
			map_add(&stopwords->of[i], table_field(table, lemma));
		table_close(table);
	}
	buffer_release(&name);
	buffer_release(&path);
}

bool
stopwords_any(const struct stopwords *stopwords, struct str lemma)
{
	for (int i = 0; i < STOPWORD_LANGUAGES; i++)
		if (map_find(&stopwords->of[i], lemma) != MAP_NONE)
			return true;
	return false;
}

void
stopwords_release(struct stopwords *stopwords)
{
	for (int i = 0; i < STOPWORD_LANGUAGES; i++)
		map_release(&stopwords->of[i]);
}
