#include "language/plain.h"

#include "language/collect.h"
#include "language/posts.h"
#include "lib/lanes.h"

/* Which of sixteen bytes are letters of ASCII. */
static inline uint32_t
ascii_letters(lanes here)
{
	return lanes_bits(((here | lanes_of(0x20)) - lanes_of('a')) < lanes_of(26));
}

/* Which begin a letter of U+00C0-FF: 0xc3 with a byte behind it that makes neither × nor ÷, nor is none of a character's. */
static inline uint32_t
latin_letters(lanes here, lanes next)
{
	const lanes_found later = (lanes_found)lanes_of(0xc0);

	return lanes_bits((here == lanes_of(0xc3)) & ((lanes_found)next < later) & ((next | lanes_of(0x20)) != lanes_of(0xb7)));
}

/* Where a letter may stand three times, or one beyond ASCII twice. */
static inline uint32_t
drawn_out(lanes here, lanes next, lanes after)
{
	return lanes_bits((here == after) & ((here == next) | (here >= lanes_of(0x80))));
}

/* Where the word at `at` ends when there is no doubt about it: plain letters, none drawn out, up to a mark that can neither join them to more nor belong to
 * them; no emoticon with an x, no abbreviation. Else `at`, and tokens.c looks closely. */
static inline size_t
word_end(struct str text, size_t at)
{
	size_t end = at;
	uint32_t carried = 0;
	char mark;

	if ((text.at[at] | 0x20) == 'x')
		return at;
	for (uint32_t length = LANES; length == LANES; end += length) {
		lanes here = lanes_at(text.at + end), next = lanes_at(text.at + end + 1), after = lanes_at(text.at + end + 2);
		uint32_t latin = latin_letters(here, next), letters = ascii_letters(here) | latin | latin << 1 | carried;

		carried = latin >> (LANES - 1);
		length = (uint32_t)__builtin_ctz(~letters | 1u << LANES);
		if (drawn_out(here, next, after) & ((1u << length) - 1))
			return at;
	}
	mark = text.at[end];
	if (mark == ' ' || mark == ',' || mark == '!' || mark == '?' || mark == ')' || mark == '"')
		return end;
	return mark == '.' && text.at[end + 1] == ' ' && !posts_is_abbreviation((struct str){text.at + at, end - at}) ? end : at;
}

/* A token of text[at … end) at `to`, where there is room for as much and a space; returns where the next one goes. Short ones are copied by sixteen bytes at
 * once, those behind them to be written over by the next. */
static inline char *
add(struct tokens *tokens, char *to, enum token_kind kind, const char *begin, size_t length)
{
	if (to != tokens->text.at)
		*to++ = ' ';
	memcpy(to, begin, LANES);
	if (length > LANES)
		memcpy(to + LANES, begin + LANES, length - LANES);
	collect_token(tokens, kind, (size_t)(to - tokens->text.at), length);
	return to + length;
}

size_t
plain_cut(struct tokens *tokens, struct str text, size_t at)
{
	char *to = buffer_reserve(&tokens->text, 2 * (text.length - at) + PLAIN_ROOM);

	while (at < text.length) {
		char c = text.at[at];
		size_t end = at + 1;
		bool mark = c == '.' || c == ',' || c == '!' || c == '?';

		if (c == ' ') {
			at++;
			continue;
		}
		if (mark ? text.at[end] != ' ' : (end = word_end(text, at)) == at)
			break;
		to = add(tokens, to, mark ? TOKEN_PUNCTUATION : TOKEN_WORD, text.at + at, end - at);
		at = end;
	}
	tokens->text.length = (size_t)(to - tokens->text.at);
	return at;
}
