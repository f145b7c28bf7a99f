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

/* The host of what may have been copied from a browser, as omtale-normalise writes it. */
static struct str
host(struct str url)
{
	static const char *const fronts[] = {"https://", "http://", "www."};

	for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
		if (str_starts(url, str_of(fronts[i])))
			url = (struct str){url.at + strlen(fronts[i]), url.length - strlen(fronts[i])};
	return str_cut(&url, '/');
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
	if (via == VIA_DOMAIN)
		pattern = host(pattern);
	buffer_text(out, str_of(marks[via]));
	unicode_lower(out, pattern);
}

static void
note_ambiguous(struct brands *brands, uint32_t brand, enum brand_via via)
{
	if (brand >= brands->ambiguous_capacity) {
		uint32_t capacity = brands->ambiguous_capacity ? 2 * brands->ambiguous_capacity : 256;
		brands->ambiguous = memory_grow(brands->ambiguous, capacity, sizeof *brands->ambiguous);
		memset(brands->ambiguous + brands->ambiguous_capacity, 0, (capacity - brands->ambiguous_capacity) * sizeof *brands->ambiguous);
		brands->ambiguous_capacity = capacity;
	}
	brands->ambiguous[brand] |= via == VIA_NOT;
}

static void
add_row(struct brands *brands, const struct table *table, struct str id, enum brand_via via, struct str text)
{
	const char *problem = patterns_problem(text), *idle = patterns_idle(text);
	uint32_t brand;

	if (problem)
		table_die(table, "the pattern \"%.*s\" cannot be: %s", (int)text.length, text.at, problem);
	if (!idle && via != VIA_NAME && via != VIA_NOT && memchr(text.at, ' ', text.length))
		idle = "accounts, hashtags and domains have no spaces";
	if (idle)
		warn("%s:%llu: \"%.*s\" can never match: %s", table->name, (unsigned long long)table->line, (int)text.length, text.at, idle);
	spell(&brands->spelt, via, text);
	if (brands->count == brands->capacity) {
		brands->capacity = brands->capacity ? 2 * brands->capacity : 256;
		brands->rows = memory_grow(brands->rows, brands->capacity, sizeof *brands->rows);
	}
	patterns_add(&brands->patterns, buffer_str(&brands->spelt), brands->count);
	brand = map_add(&brands->ids, id);
	note_ambiguous(brands, brand, via);
	brands->rows[brands->count++] = (struct brand_pattern){brand, via, arena_copy(&brands->arena, text), via == VIA_NAME && has_capital(text)};
}

static size_t
need_column(const struct table *table, const char *column)
{
	return table_expect(table, column, "the columns brand,kind,pattern of a brand lexicon (see omtale-lexicon(5))");
}

/* Accounts' names by their first two bytes; those that are shorter or not ASCII stand for any. */
static unsigned
front(struct str name)
{
	return name.length < 2 || (name.at[0] | name.at[1]) & 0x80 ? 0 : (unsigned)name.at[0] << 8 | (unsigned)name.at[1];
}

static void
mark_account(struct brands *brands, unsigned bit)
{
	brands->accounts[bit >> 3] |= (uint8_t)(1u << (bit & 7));
}

/* In small letters, as the patterns are, and in capitals. */
static void
mark_accounts(struct brands *brands)
{
	for (uint32_t i = 0; i < brands->words.count; i++) {
		struct str word = map_text(&brands->words, i);
		if (!str_starts(word, STR("@")))
			continue;
		unsigned bit = front((struct str){word.at + 1, word.length - 1});
		unsigned first = (bit >> 8) - 'a' < 26 ? 0x2000 : 0, second = (bit & 0xff) - 'a' < 26 ? 0x20 : 0;
		if (bit == 0)
			memset(brands->accounts, 0xff, sizeof brands->accounts);
		mark_account(brands, bit);
		mark_account(brands, bit ^ first);
		mark_account(brands, bit ^ second);
		mark_account(brands, bit ^ first ^ second);
	}
}

static bool
may_be_account(const struct brands *brands, struct str author)
{
	unsigned bit = front(author.at[0] == '@' ? (struct str){author.at + 1, author.length - 1} : author);

	return bit == 0 || brands->accounts[bit >> 3] >> (bit & 7) & 1;
}

void
brands_load(struct brands *brands, const char *path)
{
	struct table *table = table_open(path, &(struct table_options){.written = true});
	size_t brand = need_column(table, "brand"), kind = need_column(table, "kind"), pattern = need_column(table, "pattern");

	brands->patterns.words = &brands->words;
	while (table_read(table)) {
		struct str id = str_trim(table->fields[brand]), name = str_trim(table->fields[kind]);
		enum brand_via via = VIA_NAME;
		while (via <= VIA_NOT && !str_equal(name, str_of(via_names[via])))
			via++;
		if (!is_id(id))
			table_die(table, "\"%.*s\" is no brand id: a-z, 0-9, _ and - only", (int)id.length, id.at);
		if (via > VIA_NOT)
			table_die(table, "\"%.*s\" is no kind (name, account, hashtag, domain, not)", (int)name.length, name.at);
		add_row(brands, table, id, via, str_trim(table->fields[pattern]));
	}
	if (brands->count == 0)
		warn("%s: there is no brand in it: none will be found", path);
	table_close(table);
	mark_accounts(brands);
}

uint32_t
brands_author(struct brands *brands, struct str author)
{
	uint32_t found = MAP_NONE;

	if (author.length == 0 || !may_be_account(brands, author))
		return MAP_NONE;
	spell(&brands->spelt, VIA_ACCOUNT, author);
	uint32_t word = map_find(&brands->words, buffer_str(&brands->spelt));
	if (word == MAP_NONE)
		return MAP_NONE;
	struct place place = {word, word, false, false};
	struct matches matches = {0};
	if (patterns_match(&brands->patterns, &place, 1, 0, &matches))
		found = brands->rows[matches.all[0].entry].brand;
	free(matches.all);
	return found;
}

/* A name written with capitals must have them in the post, letter for letter at the front of each word, unless the word is shouted or the whole post
 * is in one case. Handles and tags are written as it happens. */
static bool
capitals_agree(const struct brands *brands, const struct brand_pattern *row, const struct post *post, const struct match *match)
{
	uint32_t at = match->start;

	if (!row->capitals || post->one_case)
		return true;
	for (struct str rest = row->text; rest.at && at < match->end; at++) {
		struct str word = str_cut(&rest, ' '), token = post->spots[at].word->text;
		bool marked = post->spots[at].word->kind == WORD_MENTION || post->spots[at].word->kind == WORD_TAG;
		if (marked ? brands->ambiguous[row->brand] : !str_starts(token, word) && !post->spots[at].word->shouted)
			return false;
	}
	return true;
}

static bool
is_place_preposition(struct str token)
{
	static const char *const words[] = {"hos", "hjå", "Hos", "Hjå", "HOS", "@"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(token, str_of(words[i])))
			return true;
	return false;
}

/* A name that is also a word ("Fem", "Kiwi"), where its capital tells nothing: first in a sentence, or in a post of one case. A verb behind it makes it the
 * subject ("Fem er nede"), a preposition of company before it a supplier ("hos fem"); else the post must name the brand in some other way too. */
static bool
is_doubtful(const struct brands *brands, const struct brand_pattern *row, const struct post *post, const struct match *match)
{
	bool first = match->start == 0 || post->spots[match->start - 1].sentence != post->spots[match->start].sentence;

	if (row->via != VIA_NAME || !brands->ambiguous[row->brand] || !row->capitals || (!first && !post->one_case))
		return false;
	if (match->start > 0 && !first && is_place_preposition(post->spots[match->start - 1].word->text))
		return false;
	return !(match->end < post->count && post->spots[match->end].classes & CLASS_VERB);
}

static bool
is_inside(const struct post *post, const struct match *match)
{
	for (uint32_t at = match->start; at < match->end; at++)
		if (post->spots[at].word->inside)
			return true;
	return false;
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

/* A pattern that begins at `start` asks only for a few places, and of those before it whether a sentence ends there. */
static void
read_places(const struct brands *brands, const struct post *post, struct mentions *mentions, uint32_t start)
{
	uint32_t from = start < LONGEST_SLOT ? 0 : start - LONGEST_SLOT, reach = brands->patterns.reach + 1;
	uint32_t end = post->count - start > reach ? start + reach : post->count;

	if (mentions->places_capacity < post->count) {
		mentions->places_capacity = post->capacity;
		mentions->places = memory_grow(mentions->places, mentions->places_capacity, sizeof *mentions->places);
	}
	for (uint32_t at = from; at < start; at++)
		mentions->places[at].barrier = post->places[at].barrier;
	for (uint32_t at = start; at < end; at++)
		mentions->places[at] = (struct place){post->spots[at].word->brand, post->spots[at].lemma->brand, post->places[at].barrier, false};
}

/* The longest pattern that begins at `start`; a `not` of the same length outranks a name. */
static bool
longest(const struct brands *brands, const struct post *post, struct mentions *mentions, uint32_t start, struct mention *found)
{
	bool any = false;
	uint32_t count;

	read_places(brands, post, mentions, start);
	count = patterns_match(&brands->patterns, mentions->places, post->count, start, &mentions->matches);
	for (uint32_t i = 0; i < count; i++) {
		const struct match *match = &mentions->matches.all[i];
		const struct brand_pattern *row = &brands->rows[match->entry];
		if (!capitals_agree(brands, row, post, match) || (brands->ambiguous[row->brand] && is_inside(post, match)))
			continue;
		if (any && (match->end < found->end || (match->end == found->end && row->via != VIA_NOT)))
			continue;
		enum word_kind kind = post->spots[match->start].word->kind;
		enum brand_via via = row->via != VIA_NAME ? row->via : kind == WORD_MENTION ? VIA_ACCOUNT : kind == WORD_TAG ? VIA_HASHTAG : VIA_NAME;
		*found = (struct mention){row->brand, via, match->start, match->end, is_doubtful(brands, row, post, match)};
		any = true;
	}
	return any;
}

/* Doubtful mentions stay where a sure one of the same brand stands in the post. */
static void
settle(struct mentions *mentions, uint32_t doubtful)
{
	uint32_t kept = 0;

	if (!doubtful)
		return;
	for (uint32_t i = 0; i < mentions->count; i++) {
		bool sure = !mentions->all[i].doubtful;
		for (uint32_t j = 0; j < mentions->count && j < 64 && !sure; j++)
			sure = !mentions->all[j].doubtful && mentions->all[j].brand == mentions->all[i].brand;
		if (sure)
			mentions->all[kept] = mentions->all[i], mentions->all[kept++].doubtful = false;
	}
	mentions->count = kept;
}

void
brands_find(const struct brands *brands, const struct post *post, struct mentions *mentions)
{
	uint32_t doubtful = 0, free_from = 0;

	mentions->count = 0;
	for (uint32_t n = 0; n < post->names_count; n++) {
		struct mention found = {0};
		if (post->names[n] < free_from || !longest(brands, post, mentions, post->names[n], &found))
			continue;
		if (found.via != VIA_NOT)
			append(mentions, found), doubtful += found.doubtful;
		free_from = found.end;
	}
	settle(mentions, doubtful);
}

void
mentions_release(struct mentions *mentions)
{
	free(mentions->all);
	free(mentions->places);
	free(mentions->matches.all);
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
	free(brands->ambiguous);
	buffer_release(&brands->spelt);
}
