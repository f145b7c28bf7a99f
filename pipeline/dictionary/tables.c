#include "dictionary/tables.h"

#include <stdlib.h>

#include "lib/die.h"

static struct layout_string
put_string(struct tables *tables, struct str text)
{
	struct layout_string string = {(uint32_t)tables->strings.length, (uint32_t)text.length};

	buffer_text(&tables->strings, text);
	return string;
}

/* ---- neighbours.csv ---- */

static void
group_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	struct tables *tables = state;

	(void)vocabulary;
	if (tables->groups_count == TAG_MOST - TAG_COUNT)
		die("groups.csv: more than %d groups", TAG_MOST - TAG_COUNT);
	tables->groups[tables->groups_count] = arena_copy(&tables->arena, fields[0]);
	tables->groups_class[tables->groups_count++] = tag_find(fields[1]);
}

/* Sets in `chosen` the tags that a field names: tags, "noun.*" for a whole class, groups. Returns whether a group was among them. */
static bool
choose(struct tables *tables, struct str field, bool chosen[TAG_MOST])
{
	bool groups = false;

	memset(chosen, 0, TAG_MOST * sizeof *chosen);
	for (struct str rest = field, name; rest.at;) {
		bool found = false;
		name = str_cut(&rest, ' ');
		for (unsigned i = 0; i < tables->groups_count; i++) {
			if (str_equal(name, tables->groups[i]))
				chosen[TAG_COUNT + i] = found = groups = true;
		}
		if (!found && str_ends(name, STR(".*"))) {
			unsigned class = tag_find((struct str){name.at, name.length - 2});
			for (unsigned tag = 0; tag < TAG_COUNT && class < TAG_COUNT; tag++) {
				if (tag_class((enum tag)tag) == (enum tag) class)
					chosen[tag] = found = true;
			}
		} else if (!found && str_equal(name, STR("*"))) {
			for (unsigned tag = 0; tag < TAG_COUNT; tag++)
				chosen[tag] = tag != TAG_CAPITAL;
			found = true;
		} else if (!found && tag_find(name) < TAG_COUNT) {
			chosen[tag_find(name)] = found = true;
		}
		if (!found)
			die("%s/neighbours.csv: \"%.*s\" is neither a tag nor a group of groups.csv", tables->vocabulary->language, (int)name.length, name.at);
	}
	return groups;
}

struct rule {
	bool left[TAG_MOST], right[TAG_MOST], groups;
	int weight;
	size_t area, order;
};

struct rules {
	struct tables *tables;
	struct rule *rows;
	size_t count, capacity;
};

static void
neighbours_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	struct rules *rules = state;
	struct rule *rule;
	double weight;
	size_t left = 0, right = 0;

	if (!str_to_double(fields[2], &weight) || weight < -7.9 || weight > 7.9)
		die("%s/neighbours.csv: expected a weight from -7.9 to 7.9, found \"%.*s\"", vocabulary->language, (int)fields[2].length, fields[2].at);
	if (rules->count == rules->capacity) {
		rules->capacity = rules->capacity ? 2 * rules->capacity : 128;
		rules->rows = memory_grow(rules->rows, rules->capacity, sizeof *rules->rows);
	}
	rule = &rules->rows[rules->count];
	rule->groups = choose(rules->tables, fields[0], rule->left);
	rule->groups |= choose(rules->tables, fields[1], rule->right);
	rule->weight = (int)(weight * 16);
	for (size_t i = 0; i < TAG_MOST; i++) {
		left += rule->left[i];
		right += rule->right[i];
	}
	rule->area = left * right;
	rule->order = rules->count++;
}

static int
widest_first(const void *a, const void *b)
{
	const struct rule *one = a, *other = b;

	if (one->groups != other->groups)
		return one->groups ? 1 : -1;
	if (one->area != other->area)
		return one->area > other->area ? -1 : 1;
	return one->order < other->order ? -1 : 1;
}

/* A group has what its class has, where no row speaks of it. */
static void
inherit(struct tables *tables)
{
	for (unsigned g = 0; g < tables->groups_count; g++)
		memcpy(tables->follows[TAG_COUNT + g], tables->follows[tables->groups_class[g]], TAG_MOST);
	for (unsigned g = 0; g < tables->groups_count; g++) {
		for (size_t i = 0; i < TAG_MOST; i++)
			tables->follows[i][TAG_COUNT + g] = tables->follows[i][tables->groups_class[g]];
	}
}

/* The row that speaks of the fewest pairs is the one that counts. */
static void
read_neighbours(struct tables *tables)
{
	static const char *const group[] = {"group", "class"}, *const neighbours[] = {"left", "right", "weight"};
	struct rules rules = {.tables = tables};
	bool inherited = false;

	vocabulary_lexicon(tables->vocabulary, "groups.csv", group, 2, group_row, tables);
	vocabulary_lexicon(tables->vocabulary, "neighbours.csv", neighbours, 3, neighbours_row, &rules);
	if (rules.count)
		qsort(rules.rows, rules.count, sizeof *rules.rows, widest_first);
	for (size_t r = 0; r < rules.count; r++) {
		const struct rule *rule = &rules.rows[r];
		if (rule->groups && !inherited) {
			inherit(tables);
			inherited = true;
		}
		for (size_t i = 0; i < TAG_MOST; i++) {
			for (size_t j = 0; j < TAG_MOST; j++) {
				if (rule->left[i] && rule->right[j])
					tables->follows[i][j] = (int8_t)rule->weight;
			}
		}
	}
	if (!inherited)
		inherit(tables);
	free(rules.rows);
}

/* ---- spelling.csv, confusions.csv, suffixes.csv ---- */

static void
spelling_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	struct tables *tables = state;
	struct layout_mended mended = {.form = vocabulary_add(vocabulary, fields[0])};

	if (str_equal(fields[0], fields[1]) || fields[1].length == 0 || (vocabulary->forms[mended.form].flags & FORM_MENDED))
		return;
	vocabulary->forms[mended.form].flags |= FORM_MENDED;
	mended.right = put_string(tables, fields[1]);
	for (size_t i = mended.right.at; i < tables->strings.length; i++) {
		if (tables->strings.at[i] == ' ')
			tables->strings.at[i] = '_';
	}
	buffer_bytes(&tables->mended, &mended, sizeof mended);
}

static void
confusions_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	struct tables *tables = state;
	struct layout_confusion confusion = {.form = vocabulary_add(vocabulary, fields[0])};

	vocabulary->forms[confusion.form].flags |= FORM_CONFUSED;
	confusion.instead = put_string(tables, fields[1]);
	confusion.before = put_string(tables, fields[2]);
	confusion.after = put_string(tables, fields[3]);
	buffer_bytes(&tables->confusions, &confusion, sizeof confusion);
}

static void
suffixes_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	struct tables *tables = state;
	struct layout_suffix suffix = {.tag = tag_find(fields[2])};
	double weight;

	if (suffix.tag >= TAG_COUNT || !str_to_double(fields[3], &weight) || weight < 0 || weight > 1)
		die("%s/suffixes.csv: %.*s: expected a class and a weight from 0 to 1, found \"%.*s\" and \"%.*s\"", vocabulary->language,
		    (int)fields[0].length, fields[0].at, (int)fields[2].length, fields[2].at, (int)fields[3].length, fields[3].at);
	suffix.suffix = put_string(tables, str_starts(fields[0], STR("-")) ? (struct str){fields[0].at + 1, fields[0].length - 1} : fields[0]);
	suffix.replacement = put_string(tables, str_starts(fields[1], STR("-")) ? (struct str){fields[1].at + 1, fields[1].length - 1} : fields[1]);
	suffix.weight = (uint32_t)(weight * 255);
	buffer_bytes(&tables->suffixes, &suffix, sizeof suffix);
}

/* Up to four letters in Latin-1. */
static uint8_t
put_letters(const struct tables *tables, struct str text, uint8_t letters[4])
{
	uint32_t rune;
	uint8_t count = 0;

	for (size_t n; (n = str_rune(text, &rune)) != 0; text.at += n, text.length -= n) {
		if (count == 4 || rune > 0xff)
			die("%s/sounds.csv: expected at most four letters of Latin-1", tables->vocabulary->language);
		letters[count++] = (uint8_t)rune;
	}
	return count;
}

static void
sounds_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	struct tables *tables = state;
	struct layout_sound sound = {.cost = 0};
	int64_t cost;

	if (!str_to_int(fields[2], &cost) || cost < 1 || cost > 32)
		die("%s/sounds.csv: expected a cost from 1 to 32, found \"%.*s\"", vocabulary->language, (int)fields[2].length, fields[2].at);
	sound.cost = (uint8_t)cost;
	sound.wrong_length = put_letters(tables, fields[0], sound.wrong);
	sound.right_length = put_letters(tables, fields[1], sound.right);
	buffer_bytes(&tables->sounds, &sound, sizeof sound);
}

static int
longest_first(const void *a, const void *b)
{
	const struct layout_suffix *one = a, *other = b;

	if (one->suffix.length != other->suffix.length)
		return one->suffix.length > other->suffix.length ? -1 : 1;
	if (one->weight != other->weight)
		return one->weight > other->weight ? -1 : 1;
	return one->suffix.at < other->suffix.at ? -1 : one->suffix.at > other->suffix.at;
}

void
tables_read(struct tables *tables)
{
	static const char *const spelling[] = {"wrong", "right"}, *const confusions[] = {"word", "instead", "before", "after"},
				 *const suffixes[] = {"suffix", "replacement", "class", "weight"}, *const sounds[] = {"wrong", "right", "cost"};

	read_neighbours(tables);
	vocabulary_lexicon(tables->vocabulary, "spelling.csv", spelling, 2, spelling_row, tables);
	vocabulary_lexicon(tables->vocabulary, "confusions.csv", confusions, 4, confusions_row, tables);
	vocabulary_lexicon(tables->vocabulary, "suffixes.csv", suffixes, 4, suffixes_row, tables);
	vocabulary_lexicon(tables->vocabulary, "sounds.csv", sounds, 3, sounds_row, tables);
	if (tables->suffixes.length)
		qsort(tables->suffixes.at, tables->suffixes.length / sizeof(struct layout_suffix), sizeof(struct layout_suffix), longest_first);
}

static int
by_form(const void *a, const void *b)
{
	const struct layout_confusion *one = a, *other = b;

	if (one->form != other->form)
		return one->form < other->form ? -1 : 1;
	return one->instead.at < other->instead.at ? -1 : one->instead.at > other->instead.at;
}

static int
mended_by_form(const void *a, const void *b)
{
	const struct layout_mended *one = a, *other = b;

	return one->form < other->form ? -1 : one->form > other->form;
}

void
tables_number(struct tables *tables, const uint32_t *number)
{
	struct layout_mended *mended = (struct layout_mended *)(void *)tables->mended.at;
	struct layout_confusion *confusions = (struct layout_confusion *)(void *)tables->confusions.at;
	size_t mended_count = tables->mended.length / sizeof *mended, confusions_count = tables->confusions.length / sizeof *confusions;

	for (size_t i = 0; i < mended_count; i++)
		mended[i].form = number[mended[i].form];
	for (size_t i = 0; i < confusions_count; i++)
		confusions[i].form = number[confusions[i].form];
	if (mended_count)
		qsort(mended, mended_count, sizeof *mended, mended_by_form);
	if (confusions_count)
		qsort(confusions, confusions_count, sizeof *confusions, by_form);
}

void
tables_release(struct tables *tables)
{
	arena_release(&tables->arena);
	buffer_release(&tables->mended);
	buffer_release(&tables->confusions);
	buffer_release(&tables->suffixes);
	buffer_release(&tables->sounds);
	buffer_release(&tables->strings);
}
