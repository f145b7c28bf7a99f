#include "opinion/brands.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/table.h"
#include "lib/unicode.h"

static const char *const via_names[] = {"name", "account", "hashtag", "domain", "not"};

const char *
brand_via_name(enum brand_via via)
{
	return via_names[via];
}

static bool
is_id(struct str id)
{
	for (size_t i = 0; i < id.length; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", id.at[i]) || id.at[i] == '\0')
			return false;
	return id.length > 0;
}

static bool
has_capital(struct str text)
{
	uint32_t rune;

	for (size_t i = 0, length; i < text.length; i += length) {
		if (!(length = str_rune((struct str){text.at + i, text.length - i}, &rune)))
			return false;
		if (rune_is_upper(rune))
			return true;
	}
	return false;
}

/* What stands in the tokens for an account, a hashtag or a domain. */
static void
spell(struct buffer *out, enum brand_via via, struct str pattern)
{
	static const char *const marks[] = {"", "@", "#", "url:", ""};

	buffer_reset(out);
	if (via == VIA_ACCOUNT || via == VIA_HASHTAG || via == VIA_DOMAIN)
		if (str_starts(pattern, str_of(marks[via])))
			pattern = (struct str){pattern.at + strlen(marks[via]), pattern.length - strlen(marks[via])};
	buffer_text(out, str_of(marks[via]));
	unicode_lower(out, pattern);
}

void
brands_load(struct brands *brands, const char *path)
{
	struct table *table = table_open(path, NULL);
	size_t brand = table_need(table, "brand", "you: brand,kind,pattern"), kind = table_need(table, "kind", "you: brand,kind,pattern");
	size_t pattern = table_need(table, "pattern", "you: brand,kind,pattern");
	struct buffer spelt = {0};

	brands->patterns.words = &brands->words;
	while (table_read(table)) {
		struct str id = str_trim(table->fields[brand]), name = str_trim(table->fields[kind]), text = str_trim(table->fields[pattern]);
		const char *problem = patterns_problem(text);
		enum brand_via via = VIA_NAME;
		while (via <= VIA_NOT && !str_equal(name, str_of(via_names[via])))
			via++;
		if (!is_id(id))
			table_die(table, "\"%.*s\" is no brand id: a-z, 0-9, _ and - only", (int)id.length, id.at);
		if (via > VIA_NOT)
			table_die(table, "\"%.*s\" is no kind (name, account, hashtag, domain, not)", (int)name.length, name.at);
		if (problem)
			table_die(table, "the pattern \"%.*s\" cannot be: %s", (int)text.length, text.at, problem);
		spell(&spelt, via, text);
		if (brands->count == brands->capacity) {
			brands->capacity = brands->capacity ? 2 * brands->capacity : 256;
			brands->rows = memory_grow(brands->rows, brands->capacity, sizeof *brands->rows);
		}
		patterns_add(&brands->patterns, buffer_str(&spelt), brands->count);
		brands->rows[brands->count++] = (struct brand_pattern){map_add(&brands->ids, id), via, arena_copy(&brands->arena, text), has_capital(text)};
	}
	buffer_release(&spelt);
	table_close(table);
}

uint32_t
brands_author(const struct brands *brands, struct str author)
{
	struct buffer spelt = {0};
	uint32_t found = MAP_NONE;

	if (author.length == 0)
		return MAP_NONE;
	spell(&spelt, VIA_ACCOUNT, author);
	uint32_t word = map_find(&brands->words, buffer_str(&spelt));
	buffer_release(&spelt);
	if (word == MAP_NONE)
		return MAP_NONE;
	struct place place = {word, word, false, false};
	struct match *matches = NULL;
	uint32_t capacity = 0, count = patterns_match(&brands->patterns, &place, 1, 0, &matches, &capacity);
	if (count)
		found = brands->rows[matches[0].entry].brand;
	free(matches);
	return found;
}

/* A name written with capitals must have them in the post, letter for letter at the front of each word, unless the word is shouted or the whole post
 * is in one case. */
static bool
capitals_agree(const struct brand_pattern *row, const struct post *post, const struct match *match)
{
	uint32_t at = match->start;

	if (!row->capitals || post->one_case)
		return true;
	for (struct str rest = row->text; rest.at && at < match->end; at++) {
		struct str word = str_cut(&rest, ' ');
		if (!str_starts(post->spots[at].token, word) && !post->spots[at].word->shouted)
			return false;
	}
	return true;
}

static void
append(struct mentions *mentions, struct mention mention)
{
	if (mentions->count == mentions->capacity) {
		mentions->capacity = mentions->capacity ? 2 * mentions->capacity : 16;
		mentions->all = memory_grow(mentions->all, mentions->capacity, sizeof *mentions->all);
	}
	mentions->all[mentions->count++] = mention;
}

/* The longest pattern that begins at `start`; a `not` of the same length outranks a name. */
static bool
longest(const struct brands *brands, const struct post *post, struct mentions *mentions, uint32_t start, struct mention *found)
{
	uint32_t count = patterns_match(&brands->patterns, post->brand_places, post->count, start, &mentions->matches, &mentions->matches_capacity);
	bool any = false;

	for (uint32_t i = 0; i < count; i++) {
		const struct match *match = &mentions->matches[i];
		const struct brand_pattern *row = &brands->rows[match->entry];
		if (!capitals_agree(row, post, match) && row->via != VIA_NOT)
			continue;
		if (any && (match->end < found->end || (match->end == found->end && row->via != VIA_NOT)))
			continue;
		*found = (struct mention){row->brand, row->via, match->start, match->end};
		any = true;
	}
	return any;
}

void
brands_find(const struct brands *brands, const struct post *post, struct mentions *mentions)
{
	mentions->count = 0;
	for (uint32_t start = 0; start < post->count;) {
		struct mention found = {0};
		if (!longest(brands, post, mentions, start, &found)) {
			start++;
			continue;
		}
		if (found.via != VIA_NOT)
			append(mentions, found);
		start = found.end;
	}
}

void
mentions_release(struct mentions *mentions)
{
	free(mentions->all);
	free(mentions->matches);
	*mentions = (struct mentions){0};
}

void
brands_release(struct brands *brands)
{
	map_release(&brands->ids);
	map_release(&brands->words);
	patterns_release(&brands->patterns);
	arena_release(&brands->arena);
	free(brands->rows);
}
