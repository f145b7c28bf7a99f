/* A look at one place of a text, for those who cut it up: emoticons.c, addresses.c, abbreviations.c.
 */
#ifndef OMTALE_GLANCE_H
#define OMTALE_GLANCE_H

#include "lib/str.h"

/* Behind the end stand spaces. */
static inline char
char_at(struct str text, size_t at)
{
	return at < text.length ? text.at[at] : ' ';
}

static inline bool
is_letter(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

static inline bool
is_digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

/* ASCII letters and digits, and every byte of a longer character. */
static inline bool
is_word_byte(char c)
{
	return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80;
}

/* The text from `at` on. */
static inline struct str
tail_at(struct str text, size_t at)
{
	return (struct str){text.at + at, text.length - at};
}

#endif
