#include "opinion/foreign.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/table.h"
#include "lib/unicode.h"
#include "opinion/patterns.h"

/* What is wrong with the word, or NULL. */
static const char *
add(struct foreign *foreign, uint64_t line, struct str word, double score, uint32_t category)
{
	struct buffer lower = {0};
	bool prefix = word.length > 1 && word.at[word.length - 1] == '*' && word.at[word.length - 2] != ' ';
	const char *problem;

	if (prefix)
		word.length--;
	unicode_lower(&lower, word);
	if (!(problem = patterns_problem(buffer_str(&lower)))) {
		if (foreign->count == foreign->capacity) {
			foreign->capacity = foreign->capacity ? 2 * foreign->capacity : 1024;
			foreign->rows = memory_grow(foreign->rows, foreign->capacity, sizeof *foreign->rows);
		}
		foreign->rows[foreign->count++] = (struct foreign_row){arena_copy(&foreign->arena, buffer_str(&lower)), prefix, score, category, line};
	}
	buffer_release(&lower);
	return problem;
}

/* ---- a CSV with a header ---- */

static size_t
find_any(const struct table *table, const char *const names[])
{
	size_t found = TABLE_NONE;

	for (size_t i = 0; names[i] && found == TABLE_NONE; i++)
		found = table_find(table, names[i]);
	return found;
}

static const char *const word_names[] = {"lemma", "word", "term", "token", NULL};
static const char *const score_names[] = {"score", "value", "valence", "sentiment", NULL};

static void
read_table(struct foreign *foreign, struct table *table)
{
	size_t word = find_any(table, word_names), score = find_any(table, score_names);

	while (table_read(table)) {
		double value;
		if (!str_to_double(str_trim(table->fields[score]), &value))
			table_die(table, "expected a number, found \"%.*s\"", (int)table->fields[score].length, table->fields[score].at);
		const char *problem = add(foreign, table->line, str_trim(table->fields[word]), value, 0);
		if (problem)
			table_die(table, "the pattern \"%.*s\" cannot be: %s", (int)table->fields[word].length, table->fields[word].at, problem);
	}
}

/* ---- lines ---- */

static const char *
read_scored(struct foreign *foreign, uint64_t line, struct str text)
{
	struct str word = str_trim(str_cut(&text, '\t')), field = text.at ? str_trim(str_cut(&text, '\t')) : (struct str){"", 0};
	double score;

	if (!str_to_double(field, &score))
		return "expected a word, a tab and a number";
	return add(foreign, line, word, score, 0);
}

struct dic {
	int section;        /* 0 before the first %, 1 among the categories, 2 among the words */
	struct map numbers; /* of categories as the file writes them */
};

static const char *
read_category(struct foreign *foreign, struct dic *dic, struct str number, struct str rest)
{
	struct str name = rest.at ? str_trim(rest) : (struct str){"", 0};

	if (name.length == 0 || map_find(&dic->numbers, number) != MAP_NONE)
		return "expected a new number, a tab and the category's name";
	map_add(&dic->numbers, number);
	return map_add(&foreign->categories, name) == dic->numbers.count - 1 ? NULL : "the category stands twice";
}

static const char *
read_dic(struct foreign *foreign, struct dic *dic, uint64_t line, struct str text)
{
	const char *problem = NULL;

	if (text.at[0] == '%') {
		dic->section++;
		return NULL;
	}
	struct str first = str_trim(str_cut(&text, '\t'));
	if (dic->section == 1)
		return read_category(foreign, dic, first, text);
	while (text.at && !problem) {
		struct str number = str_trim(str_cut(&text, '\t'));
		if (number.length == 0)
			continue;
		uint32_t category = map_find(&dic->numbers, number);
		problem = category == MAP_NONE ? "no category has this number" : add(foreign, line, first, 1, category);
	}
	return problem;
}

static enum foreign_format
look(struct str whole)
{
	for (struct str rest = whole; rest.at;) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (line.length == 0)
			continue;
		return line.at[0] == '%' ? FOREIGN_CATEGORIES : memchr(line.at, '\t', line.length) ? FOREIGN_SCORED : FOREIGN_LIST;
	}
	return FOREIGN_LIST;
}

const char *
foreign_lines(struct foreign *foreign, struct str whole, uint64_t *line)
{
	struct dic dic = {0};
	const char *problem = NULL;

	*foreign = (struct foreign){.format = look(whole)};
	*line = 0;
	for (struct str rest = whole; rest.at && !problem;) {
		struct str text = str_trim(str_cut(&rest, '\n'));
		++*line;
		if (text.length == 0)
			continue;
		if (foreign->format == FOREIGN_CATEGORIES)
			problem = read_dic(foreign, &dic, *line, text);
		else if (foreign->format == FOREIGN_SCORED)
			problem = read_scored(foreign, *line, text);
		else if (text.at[0] != '#' && text.at[0] != ';')
			problem = add(foreign, *line, text, 1, 0);
	}
	if (!problem && foreign->format == FOREIGN_CATEGORIES && dic.section != 2)
		problem = "expected a line of % before the categories and one behind them";
	map_release(&dic.numbers);
	return problem;
}

static void
slurp(struct buffer *whole, const char *path)
{
	struct source *source = source_open(path);
	ptrdiff_t got;

	do {
		char *room = buffer_reserve(whole, 1 << 16);
		got = source_read(source, room, 1 << 16);
		whole->length += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	if (got < 0)
		die("%s: %s", path, source_failure(source));
	source_close(source);
	if (!unicode_is_valid(buffer_str(whole)))
		die("%s: not UTF-8 (iconv -f WINDOWS-1252 -t UTF-8 may help)", path);
}

static struct table *
try_table(struct str whole, const char *path)
{
	struct table *table;
	struct str rest = whole, head = str_cut(&rest, '\n');

	if (!memchr(head.at, ',', head.length))
		return NULL;
	table = table_on(source_memory(whole, path), NULL);
	if (find_any(table, word_names) != TABLE_NONE && find_any(table, score_names) != TABLE_NONE)
		return table;
	table_close(table);
	return NULL;
}

void
foreign_read(struct foreign *foreign, const char *path)
{
	struct buffer whole = {0};
	struct table *table;

	*foreign = (struct foreign){.format = FOREIGN_SCORED};
	slurp(&whole, path);
	if (whole.length >= 3 && memcmp(whole.at, "\xef\xbb\xbf", 3) == 0)
		memset(whole.at, ' ', 3);
	if ((table = try_table(buffer_str(&whole), path))) {
		read_table(foreign, table);
		table_close(table);
	} else {
		uint64_t line;
		const char *problem = foreign_lines(foreign, buffer_str(&whole), &line);
		if (problem)
			die("%s:%llu: %s", path, (unsigned long long)line, problem);
	}
	buffer_release(&whole);
}

void
foreign_release(struct foreign *foreign)
{
	free(foreign->rows);
	map_release(&foreign->categories);
	arena_release(&foreign->arena);
}
