#include "archive/signs.h"

#include "lib/unicode.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool
sign_starts(struct str text, size_t at, const char *word)
{
	size_t i = 0;

	while (word[i] && at + i < text.length && lower(text.at[at + i]) == lower(word[i]))
		i++;
	return word[i] == '\0';
}

static size_t
word_length(struct str rest)
{
	unsigned char first = rest.length ? (unsigned char)rest.at[0] : 0;
	enum rune_class class;
	uint32_t rune;
	size_t length;

	if (first < 0x80)
		return (first >= '0' && first <= '9') || ((first | 0x20) >= 'a' && (first | 0x20) <= 'z') || first == '_';
	length = str_rune(rest, &rune);
	class = length ? rune_class(rune) : RUNE_OTHER;
	return class == RUNE_LETTER || class == RUNE_DIGIT || class == RUNE_MARK ? length : 0;
}

size_t
sign_word_at(struct str text, size_t at)
{
	return at < text.length ? word_length((struct str){text.at + at, text.length - at}) : 0;
}

size_t
sign_word_before(struct str text, size_t at)
{
	size_t start = at;

	if (at == 0)
		return 0;
	do
		start--;
	while (start > 0 && at - start < 4 && ((unsigned char)text.at[start] & 0xc0) == 0x80);
	return word_length((struct str){text.at + start, at - start});
}

size_t
sign_host_end(struct str text, size_t at)
{
	size_t end = at, point = 0, length;

	for (;;) {
		char c = end < text.length ? text.at[end] : '\0';

		if (c == '.' && end > at && text.at[end - 1] != '.' && sign_word_at(text, end + 1))
			point = end++;
		else if (c == '-' && end > at)
			end++;
		else if (c != '_' && (length = sign_word_at(text, end)))
			end += length;
		else
			break;
	}
	while (end > at && text.at[end - 1] == '-')
		end--;
	return point && end > point + 2 ? end : 0;
}
