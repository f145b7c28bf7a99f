#include "language/plain.h"

#include "language/abbreviations.h"
#include "language/collect.h"
#include "lib/lanes.h"

/* Sixty-four bytes from `base` on, a bit for each. */
struct window {
	const char *base;
	uint64_t letters;   /* of ASCII and of U+00C0-FF */
	uint64_t drawn_out; /* where a letter may stand three times, or one beyond ASCII twice */
};

enum { WINDOW = 64 };

_Static_assert(PLAIN_ROOM >= WINDOW + 2, "a window from the last byte and two steps on");

/* A letter of U+00C0-FF is 0xc3 and one of a character's later bytes that makes neither × nor ÷. */
static void
look(struct window *window, const char *base)
{
	const lanes_found later = (lanes_found)lanes_of(0xc0);
	uint64_t ascii = 0, latin = 0, drawn_out = 0;

	for (int i = 0; i < WINDOW; i += LANES) {
		lanes here = lanes_at(base + i), next = lanes_at(base + i + 1), after = lanes_at(base + i + 2);

		ascii |= (uint64_t)lanes_bits(((here | lanes_of(0x20)) - lanes_of('a')) < lanes_of(26)) << i;
		latin |= (uint64_t)lanes_bits((here == lanes_of(0xc3)) & ((lanes_found)next < later) & ((next | lanes_of(0x20)) != lanes_of(0xb7))) << i;
		drawn_out |= (uint64_t)lanes_bits((here == after) & ((here == next) | (here >= lanes_of(0x80)))) << i;
	}
	*window = (struct window){base, ascii | latin | latin << 1, drawn_out};
}

/* How many bytes of a word begin at `at`, when there is no doubt about it: plain letters, none drawn out, up to a mark that can neither join them to more nor
 * belong to them; no emoticon with an x, no abbreviation. Else 0, and tokens.c looks closely. */
static inline size_t
word_length(struct window *window, const char *at)
{
	uint64_t others;
	size_t place = (size_t)(at - window->base), length;
	char mark;

	if (place >= WINDOW || (others = ~window->letters >> place) == 0) {
		look(window, at);
		place = 0;
		if ((others = ~window->letters) == 0)
			return 0;
	}
	length = (size_t)__builtin_ctzll(others);
	if (window->drawn_out >> place & (((uint64_t)1 << length) - 1) || (*at | 0x20) == 'x')
		return 0;
	mark = at[length];
	if (mark == ' ' || mark == ',' || mark == '!' || mark == '?' || mark == ')' || mark == '"')
		return length;
	return mark == '.' && at[length + 1] == ' ' && !is_abbreviation((struct str){at, length}) ? length : 0;
}

/* A token at `to`, where there is room for as much and a space; returns where the next one goes. Short ones are copied by sixteen bytes at once, those behind
 * them to be written over by the next. */
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
	struct window window = {text.at + at, ~(uint64_t)0, 0}; /* a word as far as it is seen: it will be looked at */

	while (at < text.length) {
		unsigned char c = (unsigned char)text.at[at];
		size_t length = 1;

		if (c == ' ') {
			at++;
			continue;
		}
		if (c >= 'A') {
			if ((length = word_length(&window, text.at + at)) == 0)
				break;
			to = add(tokens, to, TOKEN_WORD, text.at + at, length);
		} else {
			if ((c != '.' && c != ',' && c != '!' && c != '?') || text.at[at + 1] != ' ')
				break;
			to = add(tokens, to, TOKEN_PUNCTUATION, text.at + at, length);
		}
		at += length;
		at += text.at[at] == ' ';
	}
	tokens->text.length = (size_t)(to - tokens->text.at);
	return at;
}
