#include "language/boundaries.h"

const uint8_t ascii_roles[128] = {
	['\''] = JOINS_ALIKE,
	['.'] = JOINS_ALIKE,
	[','] = JOINS_DIGITS,
	[';'] = JOINS_DIGITS,
	['_'] = JOINS_ALL,
	['0'] = DIGIT,
	DIGIT,
	DIGIT,
	DIGIT,
	DIGIT,
	DIGIT,
	DIGIT,
	DIGIT,
	DIGIT,
	DIGIT,
	['A'] = LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	['a'] = LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
	LETTER,
};

static enum role
role_of_rune(uint32_t rune)
{
	if (rune < 0x250) {
		if (rune >= 0xc0)
			return rune == 0xd7 || rune == 0xf7 ? BREAK : LETTER;
		return rune == 0xaa || rune == 0xb5 || rune == 0xba ? LETTER : rune == 0xb7 ? JOINS_LETTERS : rune == 0xad ? ASK : BREAK;
	}
	if (rune >= 0x2010 && rune < 0x2060) {
		if (rune == 0x2018 || rune == 0x2019 || rune == 0x2024)
			return JOINS_ALIKE;
		if (rune == 0x2027)
			return JOINS_LETTERS;
		return rune == 0x203f || rune == 0x2040 || rune == 0x2044 || rune == 0x2054 || (rune >= 0x202a && rune <= 0x202f) ? ASK : BREAK;
	}
	if (rune >= 0x20a0 && rune < 0x20c1)
		return BREAK;
	return (rune >= 0x1f300 && rune < 0x1f3fb) || (rune >= 0x1f400 && rune < 0x1fb00) || (rune >= 0x2600 && rune < 0x27c0) ? BREAK : ASK;
}

enum role
role_beyond_ascii(struct str text, size_t at, size_t *length)
{
	uint32_t rune;

	*length = str_rune((struct str){text.at + at, text.length - at}, &rune);
	if (*length == 0) {
		*length = 1;
		return BREAK;
	}
	return role_of_rune(rune);
}

static bool
joins(enum role joiner, enum role both)
{
	return joiner == JOINS_ALIKE || (joiner == JOINS_LETTERS && both == LETTER) || (joiner == JOINS_DIGITS && both == DIGIT);
}

/* The same by ICU, asked about what stands before the next space or @ (which ICU 72, and no other, takes for a letter).
 * A long stretch is set once and walked through. */
static size_t
ask_word_end(struct tokens *tokens, struct str text, size_t at, bool afresh)
{
	if (!tokens->breaker)
		tokens->breaker = word_breaker_new();
	if (afresh || at < tokens->asked || at >= tokens->asked_end) {
		size_t end = at + 1;

		while (end < text.length && text.at[end] != ' ' && text.at[end] != '@')
			end++;
		tokens->asked = tokens->boundary = at;
		tokens->asked_end = end;
		word_breaker_text(tokens->breaker, (struct str){text.at + at, tokens->asked_end - at});
	}
	while (tokens->boundary <= at && tokens->boundary < tokens->asked_end) {
		ptrdiff_t next = word_breaker_next(tokens->breaker);
		tokens->boundary = next < 0 ? tokens->asked_end : tokens->asked + (size_t)next;
	}
	return tokens->boundary;
}

size_t
tokens_word_end(struct tokens *tokens, struct str text, size_t at, bool always_ask)
{
	size_t length, next_length, end = at;
	enum role last = always_ask ? ASK : role_at(text, at, &length), role, next;

	tokens->joined = last == ASK;
	if (last == ASK)
		return ask_word_end(tokens, text, at, always_ask);
	for (end += length;; end += length) {
		while (end < text.length && (unsigned char)text.at[end] < 0x80 && ascii_roles[(unsigned char)text.at[end]] == LETTER) {
			end++;
			last = LETTER;
		}
		role = role_at(text, end, &length);
		if (role == LETTER || role == DIGIT || role == JOINS_ALL) {
			last = role;
			continue;
		}
		if (role == BREAK)
			return end;
		tokens->joined = true;
		if (role == ASK)
			return ask_word_end(tokens, text, at, false);
		if (last == JOINS_ALL || !joins(role, last))
			return end;
		next = role_at(text, end + length, &next_length);
		if (next == ASK)
			return ask_word_end(tokens, text, at, false);
		if (next != last)
			return end;
		length += next_length;
	}
}
