#include "letters.h"

size_t
character(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

static bool
is_nordic(const char *s)
{
	unsigned char second;

	if ((unsigned char)s[0] != 0xc3)
		return false; /* the last character of a text has nothing behind it */
	second = (unsigned char)s[1] | 0x20;
	return second >= 0xa0 && second != 0xb7;
}

bool
is_capital(const char *s)
{
	return (*s >= 'A' && *s <= 'Z') || (is_nordic(s) && !(s[1] & 0x20));
}

bool
is_letter(const char *s)
{
	return (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || is_nordic(s);
}

void
capitalise(char *s)
{
	if (*s >= 'a' && *s <= 'z')
		*s = (char)(*s - 32);
	else if (is_nordic(s) && (unsigned char)s[1] >= 0xa0)
		s[1] = (char)(s[1] & ~0x20);
}

void
lower(char *s, size_t n)
{
	for (size_t i = 0; i < n; i += character(s + i)) {
		if (s[i] >= 'A' && s[i] <= 'Z')
			s[i] = (char)(s[i] + 32);
		else if (is_nordic(s + i))
			s[i + 1] = (char)(s[i + 1] | 0x20);
	}
}

void
put_ascii(struct buffer *to, struct str text)
{
	static const struct {
		const char *letter, *spelt;
	} spellings[] = {{"æ", "ae"}, {"ø", "oe"}, {"å", "aa"}, {"Æ", "Ae"}, {"Ø", "Oe"}, {"Å", "Aa"},
	                 {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"é", "e"},  {"ò", "o"},  {"ô", "o"}};
	const size_t count = sizeof spellings / sizeof *spellings;

	for (size_t i = 0, length; i < text.length; i += length) {
		size_t k = 0;
		length = character(text.at + i);
		while (k < count && (length != 2 || memcmp(spellings[k].letter, text.at + i, 2) != 0))
			k++;
		if (k < count)
			buffer_text(to, str_of(spellings[k].spelt));
		else
			buffer_bytes(to, text.at + i, length);
	}
}
