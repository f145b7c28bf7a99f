#include "language/tokens.h"

#include <stdlib.h>

#include "language/abbreviations.h"
#include "language/addresses.h"
#include "language/boundaries.h"
#include "language/collect.h"
#include "language/emoticons.h"
#include "language/plain.h"

/* ---- collecting ---- */

/* Where the next token's text will begin. */
static size_t
begin_token(struct tokens *tokens)
{
	if (tokens->text.length)
		buffer_char(&tokens->text, ' ');
	return tokens->text.length;
}

/* Makes a token of the text from `at` on. */
static void
end_token(struct tokens *tokens, enum token_kind kind, size_t at)
{
	collect_token(tokens, kind, at, tokens->text.length - at);
}

static void
add_text(struct tokens *tokens, enum token_kind kind, struct str text)
{
	size_t at = begin_token(tokens);

	buffer_text(&tokens->text, text);
	end_token(tokens, kind, at);
}

/* Whether a letter stands three times in a row; *shapes: an apostrophe or hyphen is there that is not ' or -. */
static bool
look_through(struct str word, bool *shapes)
{
	const unsigned char *at = (const unsigned char *)word.at;
	bool elongated = false;

	*shapes = false;
	for (size_t i = 0; i < word.length; i++) {
		unsigned char c = at[i];

		if (c == '`' || c == 0xe2 || (c == 0xc2 && i + 1 < word.length && at[i + 1] == 0xb4))
			*shapes = true;
		else if (c < 0x80)
			elongated = elongated || (i > 1 && c == at[i - 1] && c == at[i - 2] && c >= 'A');
		else if (c >= 0xc3 && c < 0xe0)
			elongated = elongated ||
			            (i > 3 && i + 1 < word.length && c == at[i - 2] && c == at[i - 4] && at[i + 1] == at[i - 1] && at[i + 1] == at[i - 3]);
	}
	return elongated;
}

/* Appends `word` with apostrophes and hyphens of all shapes as ' and -. */
static void
append_in_shape(struct buffer *text, struct str word)
{
	static const struct {
		const char *shape;
		char plain;
	} shapes[] = {{"`", '\''}, {"´", '\''}, {"‘", '\''}, {"’", '\''}, {"\u2010", '-'}, {"\u2011", '-'}};

	while (word.length) {
		size_t n = 0;

		for (size_t i = 0; i < sizeof shapes / sizeof *shapes && n == 0; i++) {
			if (str_starts(word, str_of(shapes[i].shape))) {
				n = strlen(shapes[i].shape);
				buffer_char(text, shapes[i].plain);
			}
		}
		if (n == 0)
			buffer_char(text, word.at[n++]);
		word.at += n;
		word.length -= n;
	}
}

static void
add_word(struct tokens *tokens, enum token_kind kind, struct str word)
{
	size_t at = begin_token(tokens);
	bool shapes, elongated = look_through(word, &shapes);

	if (shapes)
		append_in_shape(&tokens->text, word);
	else
		buffer_text(&tokens->text, word);
	end_token(tokens, kind, at);
	if (elongated && kind == TOKEN_WORD)
		tokens->list[tokens->count - 1].elongated = tokens->elongated = true;
}

/* ---- words and numbers with what belongs to them ---- */

static bool
is_word_start(struct str text, size_t at)
{
	size_t length;
	enum role role = role_at(text, at, &length);
	uint32_t rune;

	if (role != ASK)
		return role == LETTER || role == DIGIT || role == JOINS_ALL;
	str_rune((struct str){text.at + at, text.length - at}, &rune);
	return rune_class(rune) == RUNE_LETTER || rune_class(rune) == RUNE_DIGIT;
}

/* How long the mark at `at` is when it may hold two halves of a word together although UAX #29 breaks there: - & ´ `; in numbers also : and /. */
static size_t
holds_together(struct str text, size_t at, bool digit_before)
{
	unsigned char c = at < text.length ? (unsigned char)text.at[at] : 0;

	if (c == '-' || c == '`' || (c == '&' && !digit_before))
		return 1;
	if ((c == ':' || c == '/') && digit_before && at + 1 < text.length && (unsigned)(text.at[at + 1] - '0') < 10)
		return 1;
	if (c == 0xc2 && at + 1 < text.length && (unsigned char)text.at[at + 1] == 0xb4)
		return 2;
	return str_starts((struct str){text.at + at, text.length - at}, STR("\u2010")) ||
	                       str_starts((struct str){text.at + at, text.length - at}, STR("\u2011"))
	               ? 3
	               : 0;
}

static bool
is_digit_at(struct str text, size_t at)
{
	return at < text.length && (unsigned)(text.at[at] - '0') < 10;
}

static bool
is_small_letter_at(struct str text, size_t at)
{
	uint32_t rune;

	if (at >= text.length || !str_rune((struct str){text.at + at, text.length - at}, &rune))
		return false;
	return rune < 0x80 ? rune - 'a' < 26 : rune_class(rune) == RUNE_LETTER && !rune_is_upper(rune);
}

/* What may follow a number and belong to it: `,-` `%` and, before a small letter, the point of an ordinal. */
static size_t
number_end(struct str text, size_t start, size_t end)
{
	if (end + 1 < text.length && (text.at[end] == ',' || text.at[end] == '.') && text.at[end + 1] == '-' && !is_digit_at(text, end + 2))
		return end + 2;
	if (end < text.length && text.at[end] == '%')
		return end + 1;
	if (end - start <= 2 && end + 2 < text.length && text.at[end] == '.' && text.at[end + 1] == ' ' && is_small_letter_at(text, end + 2))
		return end + 1;
	return end;
}

/* Adds a word that holds points: an abbreviation or an initialism as it is, other words one by one with the full stops between them. */
static void
add_pointed(struct tokens *tokens, struct str word)
{
	size_t start = 0;

	if (is_pointed_word(word)) {
		add_word(tokens, TOKEN_WORD, word);
		return;
	}
	for (size_t i = 0; i <= word.length; i++) {
		if (i < word.length && word.at[i] != '.')
			continue;
		if (i > start)
			add_word(tokens, TOKEN_WORD, (struct str){word.at + start, i - start});
		if (i < word.length)
			add_text(tokens, TOKEN_PUNCTUATION, STR("."));
		start = i + 1;
	}
}

static struct str
without_underscores(struct str word)
{
	while (word.length && word.at[0] == '_')
		word.at++, word.length--;
	while (word.length && word.at[word.length - 1] == '_')
		word.length--;
	return word;
}

/* An address holds a point, an @ or a colon before two slashes; most words need no closer look. */
static bool
may_be_address(const struct tokens *tokens, struct str text, size_t at, size_t end)
{
	char next = end < text.length ? text.at[end] : ' ';

	return next == '@' || next == ':' || next == '+' || next == '-' || next == '.' || (tokens->joined && memchr(text.at + at, '.', end - at));
}

/* The word or number at `at`; returns where it ends. */
static size_t
cut_word(struct tokens *tokens, struct str text, size_t at)
{
	size_t end = tokens_word_end(tokens, text, at, false), next, behind, joint;
	struct str word, host;
	bool number = is_digit_at(text, at);

	if (may_be_address(tokens, text, at, end) && (behind = address_end(text, at, end, &host)) > 0) {
		size_t start = begin_token(tokens);
		buffer_text(&tokens->text, STR("url:"));
		unicode_lower(&tokens->text, host);
		end_token(tokens, TOKEN_URL, start);
		return behind;
	}
	while ((joint = holds_together(text, end, is_digit_at(text, end - 1))) && is_word_start(text, end + joint) && text.at[end + joint] != '_') {
		next = tokens_word_end(tokens, text, end + joint, false);
		end = next;
	}
	word = without_underscores((struct str){text.at + at, end - at});
	if (word.length == 0)
		return end;
	if (number) {
		next = number_end(text, at, end);
		add_word(tokens, TOKEN_NUMBER, (struct str){word.at, (size_t)(text.at + next - word.at)});
		return next;
	}
	next = word_tail_end(text, word, end);
	if (next > end)
		add_word(tokens, TOKEN_WORD, (struct str){word.at, (size_t)(text.at + next - word.at)});
	else if (memchr(word.at, '.', word.length))
		add_pointed(tokens, word);
	else
		add_word(tokens, TOKEN_WORD, word);
	return next;
}

/* ---- marks ---- */

/* @name or #tag at `at`; returns its end, or `at` when it is none. */
static size_t
cut_name(struct tokens *tokens, struct str text, size_t at)
{
	size_t end = at + 1, length;
	bool tag = text.at[at] == '#', letter = false;
	enum role role;

	if (at > 0 && is_word_start(text, at - 1))
		return at;
	for (; end < text.length; end += length) {
		role = role_at(text, end, &length);
		if (role == ASK) {
			uint32_t rune;
			enum rune_class class;
			str_rune((struct str){text.at + end, text.length - end}, &rune);
			class = rune_class(rune);
			role = class == RUNE_LETTER || class == RUNE_MARK ? LETTER : class == RUNE_DIGIT ? DIGIT : BREAK;
		}
		if (role != LETTER && role != DIGIT && role != JOINS_ALL)
			break;
		letter = letter || role == LETTER;
	}
	if (end == at + 1 || (tag && !letter))
		return at;
	if (!tag && end + 1 < text.length && text.at[end] == '@') /* @name@host of the fediverse */
		end = host_end(text, end + 1);
	add_text(tokens, tag ? TOKEN_TAG : TOKEN_MENTION, (struct str){text.at + at, end - at});
	return end;
}

static size_t
punctuation_length(struct str text, size_t at)
{
	unsigned char c = at < text.length ? (unsigned char)text.at[at] : 0;

	if (c == '.' || c == ',' || c == '!' || c == '?')
		return 1;
	return c == 0xe2 && str_starts((struct str){text.at + at, text.length - at}, STR("…")) ? 3 : 0;
}

static size_t
cut_punctuation(struct tokens *tokens, struct str text, size_t at)
{
	size_t end = at, kept = at, length;

	for (int i = 0; (length = punctuation_length(text, end)); i++) {
		end += length;
		if (i < 3)
			kept = end;
	}
	add_text(tokens, TOKEN_PUNCTUATION, (struct str){text.at + at, kept - at});
	return end;
}

/* A price that begins with its currency: $5.76. */
static size_t
cut_price(struct tokens *tokens, struct str text, size_t at, size_t mark)
{
	size_t end;

	if (!is_digit_at(text, at + mark))
		return at;
	end = tokens_word_end(tokens, text, at + mark, false);
	end = number_end(text, end, end);
	add_text(tokens, TOKEN_NUMBER, (struct str){text.at + at, end - at});
	return end;
}

/* Whatever begins at `at` with neither a space nor a letter nor a digit; returns where to go on. */
static size_t
cut_mark(struct tokens *tokens, struct str text, size_t at)
{
	unsigned char c = (unsigned char)text.at[at];
	struct str shape;
	uint32_t rune = c;
	size_t end, length = 1;

	if (c >= 0x80 && (length = str_rune((struct str){text.at + at, text.length - at}, &rune)) == 0)
		return at + 1;
	if ((end = emoticon_end(text, at, &shape)) > at) {
		add_text(tokens, TOKEN_EMOTICON, shape);
		return end;
	}
	if ((c == '@' || c == '#') && (end = cut_name(tokens, text, at)) > at)
		return end;
	if ((rune == '$' || rune == 0xa3 || rune == 0xa5 || rune == 0x20ac) && (end = cut_price(tokens, text, at, length)) > at)
		return end;
	if (punctuation_length(text, at))
		return cut_punctuation(tokens, text, at);
	if ((end = emoji_end(text, at)) > at) {
		add_text(tokens, TOKEN_EMOJI, (struct str){text.at + at, end - at});
		return end;
	}
	return at + length;
}

static bool
may_be_emoticon(char c)
{
	return c == 'x' || c == 'X' || c == 'o' || c == 'O' || c == 'T' || c == '8';
}

/* The text with spaces behind it, so that it can be looked at beyond its end. */
static struct str
with_room(struct tokens *tokens, struct str text)
{
	char *room;

	buffer_reset(&tokens->room);
	room = buffer_reserve(&tokens->room, text.length + PLAIN_ROOM);
	memcpy(room, text.at, text.length);
	memset(room + text.length, ' ', PLAIN_ROOM);
	return (struct str){room, text.length};
}

void
tokens_cut(struct tokens *tokens, struct str text)
{
	size_t at = 0, end;
	struct str shape;

	buffer_reset(&tokens->text);
	tokens->count = 0;
	tokens->asked = tokens->asked_end = 0;
	tokens->elongated = false;
	text = with_room(tokens, text);
	while (at < text.length) {
		if (!tokens->closely && (at = plain_cut(tokens, text, at)) >= text.length)
			break;
		if (text.at[at] == ' ') {
			at++;
		} else if (!is_word_start(text, at)) {
			at = cut_mark(tokens, text, at);
		} else if (may_be_emoticon(text.at[at]) && (end = lettered_emoticon_end(text, at, &shape)) > at) {
			add_text(tokens, TOKEN_EMOTICON, shape);
			at = end;
		} else if (is_digit_at(text, at) && (end = keycap_end(text, at)) > at) {
			add_text(tokens, TOKEN_EMOJI, (struct str){text.at + at, end - at});
			at = end;
		} else {
			at = cut_word(tokens, text, at);
		}
	}
	buffer_reserve(&tokens->text, TOKENS_ROOM);
}

void
tokens_release(struct tokens *tokens)
{
	buffer_release(&tokens->text);
	buffer_release(&tokens->room);
	free(tokens->list);
	word_breaker_free(tokens->breaker);
	*tokens = (struct tokens){0};
}
