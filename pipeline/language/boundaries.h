/* What each character is to UAX #29's rules for words; with tokens_word_end (language/tokens.h), which is made of it.
 *
 *   letters and digits hold together;  _ holds all;  ' ’ . hold two letters or two digits;  , ; two digits;  · two letters
 */
#ifndef OMTALE_BOUNDARIES_H
#define OMTALE_BOUNDARIES_H

#include "language/tokens.h"

/* What a character is to a word. ASK: only ICU knows. */
enum role { BREAK, LETTER, DIGIT, JOINS_ALL, JOINS_LETTERS, JOINS_DIGITS, JOINS_ALIKE, ASK };

extern const uint8_t ascii_roles[128];

/* role_at where a character beyond ASCII stands. */
enum role
role_beyond_ascii(struct str text, size_t at, size_t *length);

/* The role of the character at `at` and its length in bytes; BREAK behind the end. */
static inline enum role
role_at(struct str text, size_t at, size_t *length)
{
	*length = 1;
	if (at >= text.length)
		return BREAK;
	if ((unsigned char)text.at[at] < 0x80)
		return ascii_roles[(unsigned char)text.at[at]];
	return role_beyond_ascii(text, at, length);
}

#endif
