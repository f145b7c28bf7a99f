/* The rows of sounds.csv as language/distance compares with them: letters as numbers, by the letter that the wrong part begins with.
 */
#ifndef OMTALE_SOUNDS_H
#define OMTALE_SOUNDS_H

#include <stdbool.h>
#include <stddef.h>

#include "language/layout.h"

/* Four letters as a number, the first lowest; of it what `mask` leaves is compared at once. */
struct sound {
	uint32_t wrong, wrong_mask, right, right_mask;
	uint8_t wrong_length, right_length, cost;
};

enum { SOUNDS_ANYWHERE = 256 };

struct sounds {
	struct sound *rows;                  /* those of letter c are rows[first[c]] … rows[first[c + 1]] … */
	uint32_t first[SOUNDS_ANYWHERE + 2]; /* … and of SOUNDS_ANYWHERE, which have no wrong part; but one letter left out has no row: it costs … */
	uint8_t omitted[256];                /* … this wherever it is, UINT8_MAX where that is no slip by sound */
	size_t omissions;                    /* how many rows of the table that was */
	const struct layout_sound *table;    /* all, as they stand in sounds.csv */
	size_t table_count;
};

/* Of a Latin-1 letter in lower case: 0xc0–0xff are æ ø å and letters with accents, most of them vowels. */
static inline bool
sounds_is_vowel(unsigned char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || (c >= 0xc0 && c != 0xe7 && c != 0xf0 && c != 0xf1 && c != 0xfe);
}

static inline uint32_t
sounds_number(const unsigned char *letters)
{
	return letters[0] | (uint32_t)letters[1] << 8 | (uint32_t)letters[2] << 16 | (uint32_t)letters[3] << 24;
}

/* The row made ready; false when it is none, in a damaged file. */
static inline bool
sounds_ready(const struct layout_sound *row, struct sound *sound)
{
	static const uint32_t masks[] = {0, 0xff, 0xffff, 0xffffff, UINT32_MAX};

	if (row->wrong_length > 4 || row->right_length > 4 || row->wrong_length + row->right_length == 0)
		return false;
	*sound = (struct sound){.wrong_mask = masks[row->wrong_length],
	                        .right_mask = masks[row->right_length],
	                        .wrong_length = row->wrong_length,
	                        .right_length = row->right_length,
	                        .cost = row->cost};
	sound->wrong = sounds_number(row->wrong) & sound->wrong_mask;
	sound->right = sounds_number(row->right) & sound->right_mask;
	return true;
}

/* The table must stay. */
void
sounds_make(struct sounds *sounds, const struct layout_sound *table, size_t count);

void
sounds_release(struct sounds *sounds);

#endif
