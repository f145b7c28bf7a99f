/* What each character is to UAX #29's rules for words; with tokens_word_end (language/tokens.h), which is made of it.
 *
 *   letters and digits hold together;  _ holds all;  ' ’ . hold two letters or two digits;  , ; two digits;  · two letters
 */
#ifndef OMTALE_BOUNDARIES_H
#define OMTALE_BOUNDARIES_H

#include "language/tokens.h"

/* What a character is to a word. ASK: only ICU knows. */
enum role { BREAK, LETTER, DIGIT, JOINS_ALL, JOINS_LETTERS, JOINS_DIGITS, JOINS_ALIKE, ASK };

/* The role of the character at `at` and its length in bytes; BREAK behind the end. */
enum role
role_at(struct str text, size_t at, size_t *length);

#endif
