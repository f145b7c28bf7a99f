#include "language/distance.h"

enum { ANY = 16, VOWEL = 11, KEY = 12, SWAPPED = 10, DOUBLED = 6, FIRST = 10 };

static size_t
read_letters(struct str word, unsigned char *letters)
{
	uint32_t rune;
	size_t count = 0, n;

	for (; word.length; word.at += n, word.length -= n) {
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

bool
distance_begin(const struct dictionary *dictionary, struct str wrong, struct misspelling *misspelling)
{
	size_t count;
	const struct layout_sound *sounds = dictionary_sounds(dictionary, &count);

	fill_costs();
	misspelling->sounds_count = 0;
	misspelling->count = read_letters(wrong, misspelling->letter);
	for (size_t i = 0; i <= misspelling->count; i++) {
		for (size_t s = 0; s < count && s < UINT16_MAX && misspelling->sounds_count < 256; s++) {
			if (sounds[s].wrong_length > sizeof sounds[s].wrong || sounds[s].right_length > sizeof sounds[s].right
			    || i + sounds[s].wrong_length > misspelling->count || memcmp(misspelling->letter + i, sounds[s].wrong, sounds[s].wrong_length) != 0)
				continue;
			misspelling->sounds[misspelling->sounds_count].sound = (uint16_t)s;
			misspelling->sounds[misspelling->sounds_count++].at = (uint8_t)i;
		}
	}
	return misspelling->count > 0;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* A letter too many in `wrong` at i, or too few: cheap when it doubles its neighbour. */
static int
lone(const unsigned char *word, size_t i, size_t count)
{
	return (i > 0 && word[i] == word[i - 1]) || (i + 1 < count && word[i] == word[i + 1]) ? DOUBLED : i == 0 ? ANY + FIRST : ANY - 1;
}

int
distance_to(const struct dictionary *dictionary, const struct misspelling *misspelling, struct str right, int limit)
{
	size_t sounds_count;
	const struct layout_sound *sounds = dictionary_sounds(dictionary, &sounds_count);
	const unsigned char *wrong = misspelling->letter;
	unsigned char word[DISTANCE_LONGEST + 1];
	size_t n = misspelling->count, m = read_letters(right, word), next = 0;
	uint16_t cost[DISTANCE_LONGEST + 2][DISTANCE_LONGEST + 2];

	if (m == 0 || (n > m ? n - m : m - n) > 4)
		return DISTANCE_FAR;
	for (size_t i = 0; i <= n; i++)
		memset(cost[i], 0x3f, (m + 1) * sizeof cost[i][0]);
	cost[0][0] = 0;
	for (size_t i = 0; i <= n; i++) {
		size_t first = next, end = next, low = i > 5 ? i - 5 : 0, high = i + 5 < m ? i + 5 : m;
		int best = DISTANCE_FAR;
		while (end < misspelling->sounds_count && misspelling->sounds[end].at == i)
			end++;
		next = end;
		for (size_t j = low; j <= high; j++) {
			int here = cost[i][j];
			if (here > limit)
				continue;
			best = least(best, here);
			if (i < n && j < m)
				cost[i + 1][j + 1] = (uint16_t)least(cost[i + 1][j + 1], here + replacing[wrong[i]][word[j]] + (i == 0 && j == 0 && wrong[0] != word[0] ? FIRST : 0));
			if (i < n)
				cost[i + 1][j] = (uint16_t)least(cost[i + 1][j], here + lone(wrong, i, n));
			if (j < m)
				cost[i][j + 1] = (uint16_t)least(cost[i][j + 1], here + lone(word, j, m));
			if (i + 1 < n && j + 1 < m && wrong[i] == word[j + 1] && wrong[i + 1] == word[j] && wrong[i] != wrong[i + 1])
				cost[i + 2][j + 2] = (uint16_t)least(cost[i + 2][j + 2], here + SWAPPED);
			for (size_t s = first; s < end; s++) {
				const struct layout_sound *sound = &sounds[misspelling->sounds[s].sound];
				size_t to_i = i + sound->wrong_length, to_j = j + sound->right_length;
				if (to_j <= m && (to_i > i || to_j > j) && memcmp(word + j, sound->right, sound->right_length) == 0)
					cost[to_i][to_j] = (uint16_t)least(cost[to_i][to_j], here + sound->cost);
			}
		}
		if (best > limit)
			return DISTANCE_FAR;
	}
	return cost[n][m] <= limit ? cost[n][m] : DISTANCE_FAR;
}
