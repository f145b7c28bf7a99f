#include "language/slips.h"

#include "language/sounds.h"

enum { EXCHANGE_SHORTEST = 5, SWAPS_SHORTEST = 4, SWAPS_LONGEST = 6 };

struct making {
	struct str word;
	struct slips *slips;
};

/* Room for another text, which begins as the word; NULL when there is none left. */
static char *
begin(struct making *making, size_t length)
{
	struct slips *slips = making->slips;

	if (slips->count == SLIPS_MOST)
		return NULL;
	slips->length[slips->count] = (uint8_t)length;
	return memcpy(slips->text[slips->count++], making->word.at, making->word.length);
}

static void
swap(char *text, size_t i, size_t j)
{
	char letter = text[i];

	text[i] = text[j];
	text[j] = letter;
}

static void
undo_twice(void *state, size_t at, size_t count, size_t loose)
{
	struct making *making = state;
	char *text = begin(making, making->word.length - count);

	(void)loose;
	if (text)
		memmove(text + at, text + at + count, making->word.length - at - count);
}

/* A letter of more than one byte is neither. */
static bool
is_consonant(char c)
{
	return c >= 'a' && c <= 'z' && !sounds_is_vowel((unsigned char)c);
}

static void
undo_exchanges(struct making *making)
{
	struct str word = making->word;

	for (size_t i = 0; i + 2 < word.length; i++) {
		size_t other = i + 2 + ((unsigned char)word.at[i + 1] >= 0xc0); /* æ, ø, å are two bytes */
		char *text;
		if (!is_consonant(word.at[i]) || other >= word.length || !is_consonant(word.at[other]) || word.at[i] == word.at[other] ||
		    is_consonant(word.at[i + 1]))
			continue;
		text = begin(making, word.length);
		if (text)
			swap(text, i, other);
	}
}

static void
undo_swaps(struct making *making)
{
	size_t length = making->word.length;

	for (size_t i = 0; i + 3 < length; i++) {
		for (size_t j = i + 2; j + 1 < length; j++) {
			char *text = begin(making, length);
			if (text) {
				swap(text, i, i + 1);
				swap(text, j, j + 1);
			}
		}
	}
}

void
slips_of(struct str word, struct slips *slips)
{
	struct making making = {word, slips};

	slips->count = 0;
	if (word.length > SLIPS_LONGEST)
		return;
	slips_twice((const unsigned char *)word.at, word.length, undo_twice, &making);
	if (word.length >= EXCHANGE_SHORTEST)
		undo_exchanges(&making);
	if (word.length >= SWAPS_SHORTEST && word.length <= SWAPS_LONGEST)
		undo_swaps(&making);
}
