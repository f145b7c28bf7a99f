#include "opinion/also.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/unicode.h"

/* What a distinct word gets by the lexicon's prefixes is kept until this many are known. */
enum { MOST_KNOWN = 1 << 18 };

struct also {
	struct str name;
	struct foreign foreign;
	struct patterns patterns; /* of whole words and phrases; entries are numbers of foreign rows */
	struct map prefixes;
	uint32_t *prefix_rows; /* by prefix: row + 1 of the last one; `chain` leads to the others */
	uint32_t *chain;       /* by row */
	struct map known;      /* token -> longest prefix that it begins with */
	uint32_t *known_prefixes, known_capacity;
	double *sums; /* by category, or one */
	uint32_t columns;
	struct matches matches;
	struct buffer lower;
};

static bool
is_name(struct str name)
{
	for (size_t i = 0; i < name.length; i++)
		if (!((name.at[i] >= 'a' && name.at[i] <= 'z') || (name.at[i] >= '0' && name.at[i] <= '9') || name.at[i] == '_'))
			return false;
	return name.length > 0;
}

static void
add_prefix(struct also *also, uint32_t row)
{
	uint32_t before = also->prefixes.count, number = map_add(&also->prefixes, also->foreign.rows[row].word);

	if (number == before)
		also->prefix_rows[number] = 0;
	also->chain[row] = also->prefix_rows[number];
	also->prefix_rows[number] = row + 1;
}

/* A score under the name of what the stages make would be taken for it. */
static void
refuse_taken(struct str column)
{
	static const char *const taken[] = {"id",     "time",      "channel", "author", "reply_to",        "repost_of",   "thread",   "reach",
	                                    "text",   "lang",      "tokens",  "lemmas", "lang_confidence", "corrections", "unknown",  "by_brand",
	                                    "brands", "brand_via", "topics",  "wishes", "brand_sentiment", "sentiment",   "polarity", "evidence"};

	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (str_equal(column, str_of(taken[i])))
			usage("--also: every post has a column \"%s\" already; give this lexicon another name", taken[i]);
}

/* Appends the name of a column: NAME, or NAME_category. */
static void
name_column(const struct also *also, uint32_t number, struct buffer *column)
{
	buffer_text(column, also->name);
	if (also->foreign.format == FOREIGN_CATEGORIES) {
		buffer_char(column, '_');
		buffer_text(column, map_text(&also->foreign.categories, number));
	}
}

struct also *
also_open(const char *name, const char *path, struct map *words)
{
	struct also *also = memory_new(1, sizeof *also);
	struct buffer column = {0};

	if (!is_name(str_of(name)))
		usage("--also NAME=FILE: \"%s\" is no name for a column (a-z, 0-9 and _)", name);
	*also = (struct also){.patterns = {.words = words}};
	foreign_read(&also->foreign, path);
	also->name = arena_copy(&also->foreign.arena, str_of(name));
	also->columns = also->foreign.format == FOREIGN_CATEGORIES ? also->foreign.categories.count : 1;
	for (uint32_t c = 0; c < also->columns; c++) {
		buffer_reset(&column);
		name_column(also, c, &column);
		refuse_taken(buffer_str(&column));
	}
	buffer_release(&column);
	also->sums = memory_new(also->columns ? also->columns : 1, sizeof *also->sums);
	also->prefix_rows = memory_new(also->foreign.count + 1, sizeof *also->prefix_rows);
	also->chain = memory_new(also->foreign.count + 1, sizeof *also->chain);
	for (uint32_t row = 0; row < also->foreign.count; row++)
		if (also->foreign.rows[row].prefix)
			add_prefix(also, row);
		else
			patterns_add(&also->patterns, also->foreign.rows[row].word, row);
	return also;
}

void
also_header(const struct also *also, struct writer *out)
{
	struct buffer column = {0};

	for (uint32_t c = 0; c < also->columns; c++) {
		buffer_reset(&column);
		name_column(also, c, &column);
		writer_field(out, buffer_str(&column));
	}
	buffer_release(&column);
}

static uint32_t
longest_prefix(struct also *also, struct str token)
{
	buffer_reset(&also->lower);
	unicode_lower(&also->lower, token);
	for (size_t length = also->lower.length < 64 ? also->lower.length : 64; length > 0; length--) {
		uint32_t found = map_find(&also->prefixes, (struct str){also->lower.at, length});
		if (found != MAP_NONE)
			return found;
	}
	return MAP_NONE;
}

static uint32_t
prefix_of(struct also *also, struct str token)
{
	if (also->known.count > MOST_KNOWN)
		map_release(&also->known);
	uint32_t before = also->known.count, number = map_add(&also->known, token);
	if (number == before) {
		if (number >= also->known_capacity) {
			also->known_capacity = also->known_capacity ? 2 * also->known_capacity : 4096;
			also->known_prefixes = memory_grow(also->known_prefixes, also->known_capacity, sizeof *also->known_prefixes);
		}
		also->known_prefixes[number] = longest_prefix(also, token);
	}
	return also->known_prefixes[number];
}

static void
count_row(struct also *also, uint32_t row)
{
	const struct foreign_row *found = &also->foreign.rows[row];

	also->sums[also->foreign.format == FOREIGN_CATEGORIES ? found->category : 0] += found->score;
}

/* The longest phrase that begins here, all its rows; where it ends, or `at` when there is none. */
static uint32_t
count_phrase(struct also *also, const struct post *post, uint32_t at)
{
	uint32_t count = patterns_match(&also->patterns, post->places, post->count, at, &also->matches), end = at, tokens = 0;

	for (uint32_t i = 0; i < count; i++)
		if (also->matches.all[i].passed == 0 &&
		    (also->matches.all[i].end > end || (also->matches.all[i].end == end && also->matches.all[i].tokens > tokens)))
			end = also->matches.all[i].end, tokens = also->matches.all[i].tokens;
	for (uint32_t i = 0; i < count; i++)
		if (also->matches.all[i].passed == 0 && also->matches.all[i].end == end && also->matches.all[i].tokens == tokens)
			count_row(also, also->matches.all[i].entry);
	return end;
}

void
also_write(struct also *also, const struct post *post, struct writer *out)
{
	memset(also->sums, 0, also->columns * sizeof *also->sums);
	for (uint32_t at = 0; at < post->count;) {
		uint32_t end = count_phrase(also, post, at);
		if (end == at && also->prefixes.count) {
			uint32_t prefix = prefix_of(also, post->spots[at].word->text);
			for (uint32_t row = prefix == MAP_NONE ? 0 : also->prefix_rows[prefix]; row; row = also->chain[row - 1])
				count_row(also, row - 1);
		}
		at = end > at ? end : at + 1;
	}
	for (uint32_t c = 0; c < also->columns; c++)
		if (also->foreign.format == FOREIGN_SCORED)
			writer_number(out, also->sums[c]);
		else
			writer_int(out, (int64_t)also->sums[c]);
}

void
also_close(struct also *also)
{
	foreign_release(&also->foreign);
	patterns_release(&also->patterns);
	map_release(&also->prefixes);
	map_release(&also->known);
	free(also->prefix_rows);
	free(also->chain);
	free(also->known_prefixes);
	free(also->sums);
	free(also->matches.all);
	buffer_release(&also->lower);
	free(also);
}
