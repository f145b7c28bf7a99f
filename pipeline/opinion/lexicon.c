#include "opinion/lexicon.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/table.h"
#include "lib/unicode.h"
#include "opinion/evidence.h"
#include "opinion/foreign.h"

static const char *const kind_names[] = {"sentiment", "negate",    "without", "boost", "dampen", "but",   "though",
                                         "unless",    "condition", "than",    "wish",  "quote",  "irony", "topic"};

static const char *const topic_names[TOPICS] = {"trust",     "distrust", "wish", "need", "preference", "dream",   "complaint", "praise", "question",
                                                "recommend", "leave",    "join", "help", "thanks",     "waiting", "price",     "service"};

const char *
topic_name(enum topic topic)
{
	return topic_names[topic];
}

void
lexicon_init(struct lexicon *lexicon, struct map *words)
{
	*lexicon = (struct lexicon){.patterns = {.words = words}};
}

/* The entry's text, and behind it what the evidence says of it. */
static void
keep_text(struct lexicon *lexicon, struct entry *entry, struct str text)
{
	size_t length;

	buffer_reset(&lexicon->lower);
	unicode_lower(&lexicon->lower, text);
	length = lexicon->lower.length;
	if (entry->kind == ENTRY_SENTIMENT) {
		buffer_char(&lexicon->lower, '\0');
		buffer_reserve(&lexicon->lower, length + 64); /* so that the text stays where it is */
		evidence_word(&lexicon->lower, (struct str){lexicon->lower.at, length}, entry->value);
		entry->evidence = (uint32_t)(lexicon->lower.length - length - 1);
	}
	entry->text = (struct str){arena_copy(&lexicon->arena, buffer_str(&lexicon->lower)).at, length};
}

/* Lower-cases and adds; `path` and `line` are for the warning about a pattern that can never match. */
static void
add_entry(struct lexicon *lexicon, const char *path, uint64_t line, struct str text, struct entry entry)
{
	const char *idle = patterns_idle(text);

	if (idle)
		warn("%s:%llu: \"%.*s\" can never match: %s", path, (unsigned long long)line, (int)text.length, text.at, idle);
	keep_text(lexicon, &entry, text);
	if (lexicon->count == lexicon->capacity) {
		lexicon->capacity = lexicon->capacity ? 2 * lexicon->capacity : 4096;
		lexicon->entries = memory_grow(lexicon->entries, lexicon->capacity, sizeof *lexicon->entries);
	}
	patterns_add(&lexicon->patterns, entry.text, lexicon->count);
	lexicon->entries[lexicon->count++] = entry;
}

static void
add(struct lexicon *lexicon, const struct table *table, struct str text, struct entry entry)
{
	const char *problem;

	text = str_trim(text);
	if ((problem = patterns_problem(text)))
		table_die(table, "the pattern \"%.*s\" cannot be: %s", (int)text.length, text.at, problem);
	add_entry(lexicon, table->name, table->line, text, entry);
}

static size_t
need_column(const struct table *table, const char *column)
{
	return table_expect(table, column, "the header of a lexicon (see omtale-lexicon(5))");
}

static double
number(const struct table *table, struct str field, double low, double high)
{
	double value;

	if (!str_to_double(str_trim(field), &value))
		table_die(table, "expected a number, found \"%.*s\"", (int)field.length, field.at);
	if (!(value >= low && value <= high))
		table_die(table, "%.*s is not between %g and %g", (int)field.length, field.at, low, high);
	return value;
}

void
lexicon_sentiment(struct lexicon *lexicon, const char *path)
{
	struct table *table = table_open(path, &(struct table_options){.written = true});
	size_t lemma = need_column(table, "lemma"), score = need_column(table, "score");

	while (table_read(table))
		add(lexicon, table, table->fields[lemma], (struct entry){.kind = ENTRY_SENTIMENT, .value = number(table, table->fields[score], -5, 5)});
	table_close(table);
}

static void
mark_class(struct lexicon *lexicon, struct str word, unsigned class);

/* What a list of words is worth: plainly good or bad, by what its maker called it. */
static double
list_score(const char *path)
{
	const char *base = strrchr(path, '/');
	struct buffer lower = {0};
	double score = 0;

	unicode_lower(&lower, str_of(base ? base + 1 : path));
	if (strstr(buffer_cstring(&lower), "neg"))
		score = -2;
	else if (strstr(buffer_cstring(&lower), "pos"))
		score = 2;
	buffer_release(&lower);
	if (score == 0)
		die("%s: a list of words without scores; call it …pos… or …neg… to say what they are worth, or use --also NAME=FILE to count them", path);
	return score;
}

void
lexicon_sentiment_any(struct lexicon *lexicon, const char *path)
{
	struct foreign foreign;
	double list;

	foreign_read(&foreign, path);
	if (foreign.format == FOREIGN_CATEGORIES)
		die("%s: has categories, not scores; use --also NAME=FILE to count them", path);
	list = foreign.format == FOREIGN_LIST ? list_score(path) : 1;
	for (uint32_t i = 0; i < foreign.count; i++) {
		const struct foreign_row *row = &foreign.rows[i];
		double score = row->score * list;
		if (!(score >= -5 && score <= 5))
			die("%s:%llu: %g is not between -5 and 5", path, (unsigned long long)row->line, score);
		if (row->prefix)
			warn("%s:%llu: \"%.*s*\": a beginning of words is taken for a whole word here; --also knows beginnings", path,
			     (unsigned long long)row->line, (int)row->word.length, row->word.at);
		add_entry(lexicon, path, row->line, row->word, (struct entry){.kind = ENTRY_SENTIMENT, .value = score});
	}
	foreign_release(&foreign);
}

/* What may stand inside a phrase: negators, boosters, and what goes with a negator ("ikke længere", "ikkje heilt"). */
static void
mark_optional(struct lexicon *lexicon, struct str text, enum entry_kind kind)
{
	struct str rest = text, first = str_cut(&rest, ' ');

	if (!rest.at)
		mark_class(lexicon, first, entry_denies(kind) ? CLASS_OPTIONAL | CLASS_NEGATOR : CLASS_OPTIONAL);
	else if (kind == ENTRY_NEGATE && !memchr(rest.at, ' ', rest.length) && str_starts(first, STR("ikk")))
		mark_class(lexicon, rest, CLASS_OPTIONAL);
}

void
lexicon_modifiers(struct lexicon *lexicon, const char *path)
{
	struct table *table = table_open(path, &(struct table_options){.written = true});
	size_t lemma = need_column(table, "lemma"), kind = need_column(table, "kind"), value = need_column(table, "value");

	while (table_read(table)) {
		struct str name = str_trim(table->fields[kind]);
		enum entry_kind found = ENTRY_NEGATE;
		while (found < ENTRY_TOPIC && !str_equal(name, str_of(kind_names[found])))
			found++;
		if (found == ENTRY_TOPIC)
			table_die(table,
			          "\"%.*s\" is no kind of modifier (negate, without, boost, dampen, but, though, unless, condition, than, wish, quote, irony)",
			          (int)name.length, name.at);
		add(lexicon, table, table->fields[lemma], (struct entry){.kind = found, .value = number(table, table->fields[value], -2, 3)});
		if (entry_denies(found) || found == ENTRY_BOOST)
			mark_optional(lexicon, lexicon->entries[lexicon->count - 1].text, found);
	}
	table_close(table);
}

void
lexicon_topics(struct lexicon *lexicon, const char *path)
{
	struct table *table = table_open(path, &(struct table_options){.written = true});
	size_t topic = need_column(table, "topic"), pattern = need_column(table, "pattern");

	while (table_read(table)) {
		struct str name = str_trim(table->fields[topic]);
		enum topic found = 0;
		while (found < TOPICS && !str_equal(name, str_of(topic_names[found])))
			found++;
		if (found == TOPICS)
			table_die(table, "\"%.*s\" is no topic (see omtale-lexicon(5))", (int)name.length, name.at);
		add(lexicon, table, table->fields[pattern], (struct entry){.kind = ENTRY_TOPIC, .topic = found});
	}
	table_close(table);
}

void
lexicon_stopwords(struct lexicon *lexicon, const char *path)
{
	struct table *table = table_open(path, &(struct table_options){.written = true});
	size_t lemma = need_column(table, "lemma");

	while (table_read(table))
		map_add(&lexicon->stopwords, table->fields[lemma]);
	table_close(table);
}

static void
mark_class(struct lexicon *lexicon, struct str word, unsigned class)
{
	uint32_t number = map_add(lexicon->patterns.words, word);

	if (number >= lexicon->classes_size) {
		uint32_t size = lexicon->classes_size ? lexicon->classes_size : 1024;
		while (size <= number)
			size *= 2;
		lexicon->classes = memory_grow(lexicon->classes, size, 1);
		memset(lexicon->classes + lexicon->classes_size, 0, size - lexicon->classes_size);
		lexicon->classes_size = size;
	}
	lexicon->classes[number] |= (uint8_t) class;
}

/* Of a form's several rows the first is the likeliest, and the one that counts. */
void
lexicon_classes(struct lexicon *lexicon, const char *path)
{
	static const struct {
		const char *name;
		unsigned class;
	} names[] = {{"pron", CLASS_PRONOUN},      {"conj", CLASS_CONJUNCTION}, {"cconj", CLASS_CONJUNCTION},
	             {"sconj", CLASS_SUBJUNCTION}, {"verb", CLASS_VERB},        {"aux", CLASS_VERB}};
	struct table *table = table_open(path, &(struct table_options){.written = true});
	size_t form = need_column(table, "form"), class = need_column(table, "class");
	struct buffer last = {0};

	while (table_read(table)) {
		if (str_equal(buffer_str(&last), table->fields[form]))
			continue;
		buffer_reset(&last);
		buffer_text(&last, table->fields[form]);
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (str_equal(table->fields[class], str_of(names[i].name)))
				mark_class(lexicon, table->fields[form], names[i].class);
	}
	buffer_release(&last);
	table_close(table);
}

void
lexicon_release(struct lexicon *lexicon)
{
	patterns_release(&lexicon->patterns);
	map_release(&lexicon->stopwords);
	arena_release(&lexicon->arena);
	buffer_release(&lexicon->lower);
	free(lexicon->entries);
	free(lexicon->classes);
}
