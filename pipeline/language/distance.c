#include "language/distance.h"

enum {
	ANY = 16,
	VOWEL = 11,
	KEY = 12,
	SWAPPED = 8,
	DOUBLED = 6,
	FIRST = 10,
	EXTRA = 1, /* one is left out sooner than put in */

	APART = 4, /* how far the two may be apart in length, anywhere */
};

static size_t
read_letters(struct str word, unsigned char *letters)
{
	uint32_t rune;
	size_t count = 0, n;

	for (; word.length; word.at += n, word.length -= n) {
		n = 1;
		rune = (unsigned char)*word.at;
		if (rune >= 0x80)
			n = str_rune(word, &rune);
		if (n == 0 || count == DISTANCE_LONGEST)
			return 0;
		letters[count++] = (unsigned char)(rune > 0xff ? 0x80 | (rune & 0x1f) : rune);
	}
	return count;
}

/* Where a letter lies on the keyboard, a key a column, rows shifted by half a key: columns in halves. */
static bool
key_of(unsigned char c, int *row, int *column)
{
	static const char *const rows[] = {"qwertyuiop\xe5", "asdfghjkl\xe6\xf8", "zxcvbnm"};

	for (*row = 0; *row < 3; ++*row) {
		const char *found = strchr(rows[*row], (char)c);
		if (c && found) {
			*column = 2 * (int)(found - rows[*row]) + *row;
			return true;
		}
	}
	return false;
}

static bool
are_neighbours(unsigned char a, unsigned char b)
{
	int row, column, other_row, other_column;

	if (!key_of(a, &row, &column) || !key_of(b, &other_row, &other_column))
		return false;
	return row - other_row <= 1 && other_row - row <= 1 && column - other_column <= 2 && other_column - column <= 2;
}

static bool
is_vowel(unsigned char c)
{
	return (c && strchr("aeiouy", c)) || (c >= 0xc0 && c != 0xe7 && c != 0xf0 && c != 0xf1 && c != 0xfe);
}

/* Four letters as a number, the first lowest. */
static uint32_t
number_of(const unsigned char *letters)
{
	return letters[0] | (uint32_t)letters[1] << 8 | (uint32_t)letters[2] << 16 | (uint32_t)letters[3] << 24;
}

static uint32_t
mask_of(unsigned length)
{
	static const uint32_t masks[] = {0, 0xff, 0xffff, 0xffffff, UINT32_MAX};

	return masks[length < 4 ? length : 4];
}

static uint8_t replacing[256][256];

/* The costs of a letter for another, worked out once. */
static void
fill_costs(void)
{
	if (replacing['a']['b'])
		return;
	for (unsigned a = 0; a < 256; a++) {
		for (unsigned b = 0; b < 256; b++) {
			unsigned char x = (unsigned char)a, y = (unsigned char)b;
			replacing[a][b] = (uint8_t)(a == b ? 0 : is_vowel(x) && is_vowel(y) ? VOWEL : are_neighbours(x, y) ? KEY : ANY);
		}
	}
}

/* What each letter costs as one too many, or too few: it is cheap when it doubles its neighbour. */
static void
fill_lone(const unsigned char *word, size_t count, uint8_t *lone)
{
	for (size_t i = 0; i < count; i++)
		lone[i] = (i > 0 && word[i] == word[i - 1]) || (i + 1 < count && word[i] == word[i + 1]) ? DOUBLED : i == 0 ? ANY + FIRST : ANY - 1;
}

static bool
is_sound(const struct layout_sound *sound)
{
	return sound->wrong_length <= 4 && sound->right_length <= 4 && sound->wrong_length + sound->right_length > 0;
}

/* Takes the sounds that the misspelling may have been written by, at most SOUNDS_MOST. A letter that is left out costs the same everywhere: with `fold` these
 * are taken once for all places, unless that would be more than could be taken one by one: then false. */
static bool
take_sounds(const struct dictionary *dictionary, struct misspelling *misspelling, bool fold)
{
	size_t taken = 0, counted = 0;

	memset(misspelling->omitted, UINT8_MAX, sizeof misspelling->omitted);
	for (size_t i = 0; i <= misspelling->count; i++) {
		uint32_t letters = number_of(misspelling->letter + i);
		size_t count;
		const uint16_t *rows;
		const struct layout_sound *sounds = dictionary_sounds(dictionary, misspelling->letter[i], &rows, &count);
		misspelling->from[i] = (uint16_t)taken;
		for (size_t s = 0; s < count && counted < SOUNDS_MOST; s++) {
			const struct layout_sound *sound = &sounds[rows[s]];
			if (((letters ^ number_of(sound->wrong)) & mask_of(sound->wrong_length)) != 0 || !is_sound(sound) ||
			    i + sound->wrong_length > misspelling->count)
				continue;
			counted++;
			if (fold && sound->wrong_length == 0 && sound->right_length == 1) {
				uint8_t *omitted = &misspelling->omitted[sound->right[0]];
				*omitted = sound->cost < *omitted ? sound->cost : *omitted;
				continue;
			}
			misspelling->sounds[taken].mask = mask_of(sound->right_length);
			misspelling->sounds[taken].right = number_of(sound->right) & misspelling->sounds[taken].mask;
			misspelling->sounds[taken].wrong_length = sound->wrong_length;
			misspelling->sounds[taken].right_length = sound->right_length;
			misspelling->sounds[taken++].cost = sound->cost;
		}
	}
	misspelling->from[misspelling->count + 1] = (uint16_t)taken;
	return counted < SOUNDS_MOST;
}

bool
distance_begin(const struct dictionary *dictionary, struct str wrong, struct misspelling *misspelling)
{
	fill_costs();
	misspelling->count = read_letters(wrong, misspelling->letter);
	memset(misspelling->letter + misspelling->count, 0, 4);
	fill_lone(misspelling->letter, misspelling->count, misspelling->lone);
	if (!take_sounds(dictionary, misspelling, true))
		take_sounds(dictionary, misspelling, false);
	return misspelling->count > 0;
}

/* The table of costs: what it takes to get i letters of the misspelling out of j of the word. */
struct costs {
	uint16_t at[DISTANCE_LONGEST + 6][DISTANCE_LONGEST + 6];
};

static inline void
offer(struct costs *costs, size_t i, size_t j, int cost)
{
	if (cost < costs->at[i][j])
		costs->at[i][j] = (uint16_t)cost;
}

/* A word that the misspelling is compared with. */
struct other {
	unsigned char letter[DISTANCE_LONGEST + 5];
	uint8_t lone[DISTANCE_LONGEST + 1];
	size_t count;
};

/* All steps that lead on from (i, j), where `here` has been paid. */
static inline void
go_on(struct costs *costs, const struct misspelling *misspelling, const struct other *other, size_t i, size_t j, int here)
{
	const unsigned char *wrong = misspelling->letter, *word = other->letter;
	size_t n = misspelling->count, m = other->count;

	if (i < n) {
		if (j < m)
			offer(costs, i + 1, j + 1, here + replacing[wrong[i]][word[j]] + (i == 0 && j == 0 && wrong[0] != word[0] ? FIRST : 0));
		offer(costs, i + 1, j, here + misspelling->lone[i] + EXTRA);
	}
	if (j < m)
		offer(costs, i, j + 1, here + other->lone[j]);
	if (i + 1 < n && j + 1 < m && wrong[i] == word[j + 1] && wrong[i + 1] == word[j] && wrong[i] != wrong[i + 1])
		offer(costs, i + 2, j + 2, here + SWAPPED);
	for (size_t s = misspelling->from[i]; s < misspelling->from[i + 1]; s++) {
		if ((number_of(word + j) & misspelling->sounds[s].mask) == misspelling->sounds[s].right && j + misspelling->sounds[s].right_length <= m)
			offer(costs, i + misspelling->sounds[s].wrong_length, j + misspelling->sounds[s].right_length, here + misspelling->sounds[s].cost);
	}
}

int
distance_to(const struct misspelling *misspelling, struct str right, int limit)
{
	struct other other = {.count = 0};
	size_t n = misspelling->count, m = other.count = read_letters(right, other.letter);
	struct costs costs;

	if (m == 0 || (n > m ? n - m : m - n) > APART)
		return DISTANCE_FAR;
	fill_lone(other.letter, m, other.lone);
	for (size_t j = 0; j < m; j++)
		other.lone[j] = misspelling->omitted[other.letter[j]] < other.lone[j] ? misspelling->omitted[other.letter[j]] : other.lone[j];
	memset(costs.at, 0x3f, (n + 1) * sizeof costs.at[0]);
	costs.at[0][0] = 0;
	for (size_t i = 0; i <= n; i++) {
		size_t low = i > APART ? i - APART : 0, high = i + APART < m ? i + APART : m;
		bool any = false;
		for (size_t j = low; j <= high; j++) {
			if (costs.at[i][j] > limit)
				continue;
			any = true;
			go_on(&costs, misspelling, &other, i, j, costs.at[i][j]);
		}
		/* A sound may leap over rows, but not over four. */
		if (!any && i + 4 <= n) {
			bool later = false;
			for (size_t row = i + 1; row <= i + 4 && row <= n && !later; row++) {
				for (size_t j = 0; j <= m && !later; j++)
					later = costs.at[row][j] <= limit;
			}
			if (!later)
				return DISTANCE_FAR;
		}
	}
	return costs.at[n][m] <= limit ? costs.at[n][m] : DISTANCE_FAR;
}
