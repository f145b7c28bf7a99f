#include "opinion/tagger.h"

#include <stdlib.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/locate.h"
#include "opinion/also.h"
#include "opinion/evidence.h"
#include "opinion/explain.h"

enum { LANGUAGES = 4 };
static const char *const languages[LANGUAGES] = {"da", "nb", "nn", "en"};
static const char *const columns[] = {"by_brand", "brands", "brand_via", "brand_sentiment", "sentiment", "polarity", "topics", "wishes", "evidence"};

struct chosen {
	enum tagger_file file;
	int language; /* or -1: all */
	const char *path;
};

struct tagger {
	struct map vocabulary, emoji;
	double *emoji_scores;
	struct lexicon lexicons[LANGUAGES];
	struct brands brands;
	struct chosen *chosen;
	size_t chosen_count;
	struct also **also;
	size_t also_count;
	struct words *words;

	/* the post at hand */
	struct str lang, tokens, lemmas;
	struct post post;
	struct mentions mentions;
	struct marks marks;
	struct clauses clauses;
	struct sentiment sentiment;
	struct targets targets;
	struct topics topics;
	struct reading reading;
	uint32_t by_brand;
	struct buffer cell;
};

struct tagger *
tagger_new(void)
{
	struct tagger *tagger = memory_new(1, sizeof *tagger);

	*tagger = (struct tagger){0};
	for (int i = 0; i < LANGUAGES; i++) {
		lexicon_init(&tagger->lexicons[i], &tagger->vocabulary);
		tagger->lexicons[i].verb_first = strcmp(languages[i], "en") != 0;
	}
	return tagger;
}

static int
language_number(struct str name)
{
	for (int i = 0; i < LANGUAGES; i++)
		if (str_equal(name, str_of(languages[i])))
			return i;
	return -1;
}

void
tagger_use(struct tagger *tagger, enum tagger_file file, const char *argument)
{
	const char *equals = strchr(argument, '=');
	int language = equals ? language_number((struct str){argument, (size_t)(equals - argument)}) : -1;

	if (equals && language < 0 && equals - argument <= 3 && access(argument, F_OK) != 0)
		usage("expected FILE or LANG=FILE with da, nb, nn or en for LANG, found \"%s\"", argument);
	tagger->chosen = memory_grow(tagger->chosen, tagger->chosen_count + 1, sizeof *tagger->chosen);
	tagger->chosen[tagger->chosen_count++] = (struct chosen){file, language, language >= 0 ? equals + 1 : argument};
}

void
tagger_also(struct tagger *tagger, const char *argument)
{
	struct str file = str_of(argument), name = str_cut(&file, '=');
	struct buffer column = {0};

	if (!file.at || file.length == 0)
		usage("--also wants NAME=FILE, found \"%s\"", argument);
	buffer_text(&column, name);
	tagger->also = memory_grow(tagger->also, tagger->also_count + 1, sizeof *tagger->also);
	tagger->also[tagger->also_count++] = also_open(buffer_cstring(&column), file.at, &tagger->vocabulary);
	buffer_release(&column);
}

/* ---- loading ---- */

static void
load_emoji(struct tagger *tagger)
{
	struct buffer path = {0};
	struct table *table = table_open(locate_lexicon(&path, "emoji.csv"), NULL);
	size_t emoji = table_need(table, "emoji", "the lexicon"), score = table_need(table, "score", "the lexicon");
	uint32_t capacity = 0;

	while (table_read(table)) {
		uint32_t number = map_add(&tagger->emoji, table->fields[emoji]);
		if (number >= capacity) {
			capacity = capacity ? 2 * capacity : 1024;
			tagger->emoji_scores = memory_grow(tagger->emoji_scores, capacity, sizeof *tagger->emoji_scores);
		}
		if (!str_to_double(table->fields[score], &tagger->emoji_scores[number]))
			table_die(table, "expected a number, found \"%.*s\"", (int)table->fields[score].length, table->fields[score].at);
	}
	table_close(table);
	buffer_release(&path);
}

typedef void
load_file(struct lexicon *lexicon, const char *path);

/* The user's files for this language, if any; else the bundled one. */
static void
load_chosen(struct tagger *tagger, int language, enum tagger_file file, const char *name, load_file *bundled, load_file *own)
{
	struct lexicon *lexicon = &tagger->lexicons[language];
	struct buffer path = {0}, inside = {0};
	bool found = false;

	for (size_t i = 0; i < tagger->chosen_count; i++)
		if (tagger->chosen[i].file == file && (tagger->chosen[i].language < 0 || tagger->chosen[i].language == language)) {
			own(lexicon, tagger->chosen[i].path);
			found = true;
		}
	if (!found) {
		buffer_format(&inside, "%s/%s", languages[language], name);
		bundled(lexicon, locate_lexicon(&path, buffer_cstring(&inside)));
	}
	buffer_release(&path);
	buffer_release(&inside);
}

static void
load_language(struct tagger *tagger, int language)
{
	load_chosen(tagger, language, TAGGER_SENTIMENT, "sentiment.csv", lexicon_sentiment, lexicon_sentiment_any);
	load_chosen(tagger, language, TAGGER_MODIFIERS, "modifiers.csv", lexicon_modifiers, lexicon_modifiers);
	load_chosen(tagger, language, TAGGER_TOPICS, "topics.csv", lexicon_topics, lexicon_topics);
	load_chosen(tagger, language, TAGGER_FIXED, "stopwords.csv", lexicon_stopwords, lexicon_stopwords);
	load_chosen(tagger, language, TAGGER_FIXED, "lemmas.csv", lexicon_classes, lexicon_classes);
}

void
tagger_load(struct tagger *tagger, const char *brands)
{
	struct buffer path = {0};

	for (int i = 0; i < LANGUAGES; i++)
		load_language(tagger, i);
	load_emoji(tagger);
	brands_load(&tagger->brands, brands ? brands : locate_lexicon(&path, "brands.csv"));
	buffer_release(&path);
	tagger->words = words_new(tagger->lexicons, LANGUAGES, &tagger->brands.patterns, &tagger->emoji, tagger->emoji_scores);
}

/* ---- a post ---- */

void
tagger_header(const struct tagger *tagger, struct writer *out)
{
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		writer_field(out, str_of(columns[i]));
	for (size_t i = 0; i < tagger->also_count; i++)
		also_header(tagger->also[i], out);
}

void
tagger_read(struct tagger *tagger, struct str lang, struct str author, struct str tokens, struct str lemmas)
{
	int language = language_number(lang);
	const struct lexicon *lexicon = language < 0 ? NULL : &tagger->lexicons[language];

	tagger->lang = lang;
	tagger->tokens = tokens;
	tagger->lemmas = lemmas;
	tagger->by_brand = brands_author(&tagger->brands, author);
	post_read(&tagger->post, tagger->words, lexicon, tokens, lemmas);
	brands_find(&tagger->brands, &tagger->post, &tagger->mentions);
	marks_read(&tagger->marks, lexicon, &tagger->post);
	clauses_read(&tagger->clauses, &tagger->post, &tagger->marks);
	tagger->reading = (struct reading){lexicon, &tagger->post, &tagger->marks, &tagger->clauses, &tagger->mentions, &tagger->sentiment};
	sentiment_read(&tagger->reading);
	targets_read(&tagger->targets, &tagger->brands, &tagger->mentions, &tagger->reading);
	topics_read(&tagger->topics, &tagger->reading);
}

enum brand_column { COLUMN_ID, COLUMN_VIA, COLUMN_SCORE };

static void
write_brands(struct tagger *tagger, struct writer *out, enum brand_column column)
{
	buffer_reset(&tagger->cell);
	for (uint32_t t = 0; t < tagger->targets.count; t++) {
		const struct target *target = &tagger->targets.all[t];
		if (t)
			buffer_char(&tagger->cell, ';');
		if (column == COLUMN_ID)
			buffer_text(&tagger->cell, map_text(&tagger->brands.ids, target->brand));
		else if (column == COLUMN_VIA)
			buffer_text(&tagger->cell, str_of(brand_via_name(target->via)));
		else
			buffer_fixed(&tagger->cell, target->score, 4);
	}
	writer_field(out, buffer_str(&tagger->cell));
}

void
tagger_write(struct tagger *tagger, struct writer *out)
{
	writer_field(out, map_text_or_empty(&tagger->brands.ids, tagger->by_brand));
	write_brands(tagger, out, COLUMN_ID);
	write_brands(tagger, out, COLUMN_VIA);
	write_brands(tagger, out, COLUMN_SCORE);
	writer_number(out, tagger->sentiment.score);
	writer_field(out, str_of(tagger->sentiment.polarity));
	writer_field(out, buffer_str(&tagger->topics.names));
	writer_field(out, buffer_str(&tagger->topics.wishes));
	buffer_reset(&tagger->cell);
	evidence_text(&tagger->cell, &tagger->brands, &tagger->mentions, &tagger->sentiment, &tagger->topics);
	writer_field(out, buffer_str(&tagger->cell));
	for (size_t i = 0; i < tagger->also_count; i++)
		also_write(tagger->also[i], &tagger->post, out);
}

void
tagger_explain(const struct tagger *tagger, struct str id, struct buffer *out)
{
	explain(out, &(struct explained){id, tagger->lang, tagger->tokens, tagger->lemmas, &tagger->brands, tagger->by_brand, &tagger->mentions,
	                                 &tagger->reading, &tagger->targets, &tagger->topics});
}

void
tagger_free(struct tagger *tagger)
{
	for (int i = 0; i < LANGUAGES; i++)
		lexicon_release(&tagger->lexicons[i]);
	brands_release(&tagger->brands);
	words_free(tagger->words);
	post_release(&tagger->post);
	mentions_release(&tagger->mentions);
	marks_release(&tagger->marks);
	clauses_release(&tagger->clauses);
	sentiment_release(&tagger->sentiment);
	targets_release(&tagger->targets);
	topics_release(&tagger->topics);
	map_release(&tagger->vocabulary);
	map_release(&tagger->emoji);
	free(tagger->emoji_scores);
	for (size_t i = 0; i < tagger->also_count; i++)
		also_close(tagger->also[i]);
	free(tagger->also);
	free(tagger->chosen);
	buffer_release(&tagger->cell);
	free(tagger);
}
