/* What a post says, from the cells of a table. */
#include "reports/posts.h"

#include "lib/unicode.h"

static bool
is_punctuation(struct str token)
{
	for (size_t i = 0; i < token.length; i++)
		if (!strchr(".,!?", token.at[i]) && !str_starts((struct str){token.at + i, token.length - i}, STR("…")) &&
		    ((unsigned char)token.at[i] & 0xc0) != 0x80)
			return false;
	return true;
}

/* A letter begins most tokens, and no punctuation; but for one letter, no address. */
static inline bool
begins_word(char c)
{
	return ((unsigned)(c | 0x20) - 'a' < 26) & (c != 'u');
}

static inline bool
is_mark(struct str token)
{
	const uint32_t marks = 1u << (',' - '!') | 1u << ('.' - '!') | 1u << ('?' - '!') | 1u;
	unsigned place = (unsigned char)token.at[0] - (unsigned)'!';

	return (token.length == 1) & (place < 32) & marks >> place % 32;
}

/* `name` as it stands behind an @. */
static void
add_name(struct posts *posts, struct details *details, struct str name)
{
	static struct buffer lower; /* process: as long as the longest name */

	buffer_reset(&lower);
	unicode_lower(&lower, name);
	numbers_add(&details->names, map_add(&posts->handles, buffer_str(&lower)));
}

/* Words that stand in one cell. */
static void
add_words(struct posts *posts, struct details *details, const struct str *words, size_t count, struct str cell)
{
	if (count == 0)
		return;
	numbers_reserve(&details->lemmas, (uint32_t)count);
	map_add_all(&posts->words, words, count, cell.at + cell.length, details->lemmas.at + details->lemmas.count);
	details->lemmas.count += (uint32_t)count;
}

void
details_add_lemmas(struct posts *posts, struct details *details, struct str tokens, struct str lemmas)
{
	struct fields *parts = &details->parts, *words = &details->words;
	size_t kept = 0;

	if (tokens.length == 0)
		return;
	fields_split(parts, ' ', tokens);
	fields_split(words, ' ', lemmas);
	details->tokens = parts->count;
	for (size_t i = 0; i < parts->count && i < words->count; i++) {
		struct str token = parts->at[i], lemma = words->at[i];
		bool word;

		if (token.length == 0)
			continue;
		word = begins_word(token.at[0]);
		if (word | is_mark(token)) { /* nearly all; which of both is not worth a guess */
			words->at[kept] = lemma;
			kept += word & (lemma.length > 0);
		} else if (token.length > 1 && token.at[0] == '@') {
			add_name(posts, details, (struct str){token.at + 1, token.length - 1});
		} else if (lemma.length && !str_starts(token, STR("url:")) && !is_punctuation(token)) {
			words->at[kept++] = lemma;
		}
	}
	add_words(posts, details, words->at, kept, lemmas);
}

void
details_add_words(struct posts *posts, struct details *details, struct str words)
{
	fields_split(&details->words, ' ', words);
	add_words(posts, details, details->words.at, details->words.count - (words.length == 0 || words.at[words.length - 1] == ' '), words);
}

void
details_add_names(struct posts *posts, struct details *details, struct str names)
{
	while (names.length)
		add_name(posts, details, str_cut(&names, ' '));
}
