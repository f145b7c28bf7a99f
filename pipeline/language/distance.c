#include "language/distance.h"

#include "language/slips.h"

/* What a slip costs is how seldom it is made: four thirds of a sixteenth for every time that it is half as often. Of a hundred slips some fifteen double a
 * letter or fail to, as many swap two neighbours, and a third leave a letter out. One or two leave out a syllable of a long word: four halvings from a letter
 * left out. One writes a group of letters twice, which is as dear as one of two groups alike left out: five from a letter written twice, with more such groups
 * in a word than letters. One in three hundred moves a letter over two others, six from a swap, and one in five hundred exchanges two over a third. Of letters
 * too many, those that are neighbours on the keys of both beside them come four times as often as chance would have it. */
enum {
	ANY = 16,
	VOWEL = 11,
	KEY = 12,
	SWAPPED = 8,
	DOUBLED = 6,
	FIRST = 10,
	EXTRA = 1,             /* one is left out sooner than put in */
	TWICE = 15,            /* a group of letters written twice */
	LOOSE = 1,             /* … with a letter between the two, or one other than it was */
	BESIDE = 13,           /* a letter too many between two that are its neighbours on the keys */
	EXCHANGED = 17,        /* two letters over a third */
	MOVED = 16,            /* a letter over two others */
	SHORT = 4,             /* letters of a word that is written in one go, so that they … */
	RACE = 2,              /* … come in another order so much sooner */
	SYLLABLE = 18,         /* of two letters left out, one of them a vowel */
	LONGER = 4,            /* … of three letters */
	ALIKE = 3,             /* … so much sooner beside one that is like it: haplology */
	SYLLABLE_SHORTEST = 8, /* a word of fewer letters has no syllable to lose */

	APART = 4, /* how far the two may be apart in length, anywhere */
};

/* Whether the word, of eight bytes at least, has letters of one byte only: the last eight are looked at wherever they begin. */
static inline bool
is_ascii(struct str word)
{
	uint64_t all = 0, eight;

	for (size_t at = 0; at < word.length; at += sizeof eight) {
		memcpy(&eight, word.at + (at + sizeof eight <= word.length ? at : word.length - sizeof eight), sizeof eight);
		all |= eight;
	}
	return (all & 0x8080808080808080u) == 0;
}

static size_t
read_letters(struct str word, unsigned char *letters)
{
	size_t count = 0;

	if (word.length >= sizeof(uint64_t) && word.length <= DISTANCE_LONGEST && is_ascii(word)) {
		memcpy(letters, word.at, word.length);
		return word.length;
	}
	for (size_t at = 0, n = 1; at < word.length; at += n) {
		uint32_t rune = (unsigned char)word.at[at];
		n = rune < 0x80 ? 1 : str_rune((struct str){word.at + at, word.length - at}, &rune);
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

static uint8_t replacing[256][256];
static bool beside[256][256];

/* The costs of a letter for another, worked out once. */
static void
fill_costs(void)
{
	if (replacing['a']['b'])
		return;
	for (unsigned a = 0; a < 256; a++) {
		for (unsigned b = 0; b < 256; b++) {
			unsigned char x = (unsigned char)a, y = (unsigned char)b;
			beside[a][b] = a != b && are_neighbours(x, y);
			replacing[a][b] = (uint8_t)(a == b ? 0 : sounds_is_vowel(x) && sounds_is_vowel(y) ? VOWEL : beside[a][b] ? KEY : ANY);
		}
	}
}

/* What a letter costs as one too many, or too few: it is cheap when it doubles the one before. */
static inline uint8_t
lone_at(const unsigned char *word, size_t i)
{
	return i == 0 ? ANY + FIRST : word[i] == word[i - 1] ? DOUBLED : ANY - 1;
}

/* One too many: a finger that hits two keys at once puts in a letter that is a neighbour of both beside it. */
static uint8_t
extra_at(const unsigned char *word, size_t count, size_t i)
{
	uint8_t lone = lone_at(word, i);

	return lone > BESIDE && i > 0 && i + 1 < count && beside[word[i]][word[i - 1]] && beside[word[i]][word[i + 1]] ? BESIDE : lone;
}

static void
take_twice(void *state, size_t at, size_t count, size_t loose)
{
	struct misspelling *misspelling = state;

	misspelling->twice[at] |= (uint16_t)(1u << (count + (loose ? SLIPS_TWICE_MOST : 0)));
}

/* Whether the row's wrong part begins at `i`. */
static inline bool
begins_at(const struct sound *sound, const struct misspelling *misspelling, size_t i)
{
	return ((sounds_number(misspelling->letter + i) ^ sound->wrong) & sound->wrong_mask) == 0 && i + sound->wrong_length <= misspelling->count;
}

/* Takes the sounds that the misspelling may have been written by. A letter that is left out costs the same everywhere, so these are not taken one by one;
 * false when all together are more than could be. */
static bool
take_sounds(const struct sounds *sounds, struct misspelling *misspelling)
{
	size_t taken = 0, omissions = (misspelling->count + 1) * sounds->omissions;

	misspelling->omitted = sounds->omitted;
	for (size_t i = 0; i <= misspelling->count; i++) {
		unsigned letters[] = {misspelling->letter[i], SOUNDS_ANYWHERE};
		misspelling->from[i] = (uint16_t)taken;
		for (size_t which = 0; which < 2; which++) {
			const struct sound *end = sounds->rows + sounds->first[letters[which] + 1];
			for (const struct sound *sound = sounds->rows + sounds->first[letters[which]]; sound < end; sound++) {
				if (!begins_at(sound, misspelling, i))
					continue;
				if (taken + omissions + 1 >= SOUNDS_MOST)
					return false;
				misspelling->sounds[taken++] = *sound;
			}
		}
	}
	misspelling->from[misspelling->count + 1] = (uint16_t)taken;
	return omissions < SOUNDS_MOST;
}

/* The first SOUNDS_MOST, in the order of the letters and of the table. */
static void
take_first_sounds(const struct sounds *sounds, struct misspelling *misspelling)
{
	static uint8_t none[256];
	size_t taken = 0;

	memset(none, UINT8_MAX, sizeof none);
	misspelling->omitted = none;
	for (size_t i = 0; i <= misspelling->count; i++) {
		misspelling->from[i] = (uint16_t)taken;
		for (size_t row = 0; row < sounds->table_count && taken < SOUNDS_MOST; row++) {
			struct sound *sound = &misspelling->sounds[taken];
			if (sounds_ready(&sounds->table[row], sound) && begins_at(sound, misspelling, i))
				taken++;
		}
	}
	misspelling->from[misspelling->count + 1] = (uint16_t)taken;
}

bool
distance_begin(const struct dictionary *dictionary, struct str wrong, struct misspelling *misspelling)
{
	const struct sounds *sounds = dictionary_sounds(dictionary);

	fill_costs();
	misspelling->count = read_letters(wrong, misspelling->letter);
	memset(misspelling->letter + misspelling->count, 0, 4);
	for (size_t i = 0; i < misspelling->count; i++)
		misspelling->lone[i] = extra_at(misspelling->letter, misspelling->count, i);
	memset(misspelling->twice, 0, sizeof misspelling->twice);
	slips_twice(misspelling->letter, misspelling->count, take_twice, misspelling);
	if (!take_sounds(sounds, misspelling))
		take_first_sounds(sounds, misspelling);
	return misspelling->count > 0;
}

/* The table of costs: what it takes to get i letters of the misspelling out of j of the word. Hardly any word comes near, so the few places that can be reached
 * within the limit are remembered, instead of all being filled and looked at: bit j of within[i]. */
struct costs {
	int limit;
	size_t last; /* no row behind it has been reached */
	uint64_t within[DISTANCE_LONGEST + 1];
	uint16_t (*at)[DISTANCE_LONGEST + 1];
};

static inline void
offer(struct costs *costs, size_t i, size_t j, int cost)
{
	uint64_t place = (uint64_t)1 << j;

	if (cost > costs->limit || (costs->within[i] & place && costs->at[i][j] <= cost))
		return;
	costs->within[i] |= place;
	costs->at[i][j] = (uint16_t)cost;
	costs->last = i > costs->last ? i : costs->last;
}

/* A word that the misspelling is compared with. */
struct other {
	unsigned char letter[DISTANCE_LONGEST + 5];
	size_t count;
	bool longer; /* by so much that the misspelling may lack a syllable */
};

/* A group that is in the misspelling twice, once. */
static void
go_on_once(struct costs *costs, const struct misspelling *misspelling, size_t i, size_t j, int here)
{
	for (size_t count = 2; count <= SLIPS_TWICE_MOST; count++) {
		if (misspelling->twice[i] >> count & 1)
			offer(costs, i + count, j, here + TWICE);
		else if (misspelling->twice[i] >> (count + SLIPS_TWICE_MOST) & 1)
			offer(costs, i + count, j, here + TWICE + LOOSE);
	}
}

/* Whether what stands `apart` from the letters at `at` is the same in all of them but one. */
static inline bool
is_alike(const unsigned char *at, size_t count, ptrdiff_t apart)
{
	size_t alike = 0;

	for (size_t i = 0; i < count; i++)
		alike += at[i] == at[(ptrdiff_t)i + apart];
	return alike + 1 >= count;
}

/* A syllable of the word that the misspelling lacks: two letters or three, a vowel and a consonant among them. */
static void
go_on_longer(struct costs *costs, const struct other *other, size_t i, size_t j, int here)
{
	const unsigned char *word = other->letter + j;
	size_t left = other->count - j;

	for (size_t count = 2; count <= 3 && count < left; count++) {
		size_t vowels = 0;
		bool alike = (j >= count && is_alike(word, count, -(ptrdiff_t)count)) || (2 * count <= left && is_alike(word, count, (ptrdiff_t)count));
		for (size_t k = 0; k < count; k++)
			vowels += sounds_is_vowel(word[k]);
		if (vowels > 0 && vowels < count)
			offer(costs, i, j + count, here + SYLLABLE + (count > 2 ? LONGER : 0) - (alike ? ALIKE : 0));
	}
}

/* What it costs that `wrong` is three letters of `word`, with one moved over two or the outer ones exchanged; 0 when it is not. */
static inline int
moved(const unsigned char *wrong, const unsigned char *word)
{
	if (wrong[0] != word[2])
		return wrong[0] == word[1] && wrong[1] == word[2] && wrong[2] == word[0] ? MOVED : 0;
	if (wrong[1] == word[0] && wrong[2] == word[1])
		return MOVED;
	return wrong[1] == word[1] && wrong[2] == word[0] ? EXCHANGED : 0;
}

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
		if (n > m + 1 && misspelling->twice[i])
			go_on_once(costs, misspelling, i, j, here);
	}
	if (j < m) {
		uint8_t lone = lone_at(word, j), omitted = misspelling->omitted[word[j]];
		offer(costs, i, j + 1, here + (omitted < lone ? omitted : lone));
	}
	if (i + 1 < n && j + 1 < m && wrong[i] == word[j + 1] && wrong[i + 1] == word[j] && wrong[i] != wrong[i + 1])
		offer(costs, i + 2, j + 2, here + SWAPPED);
	if (i + 2 < n && j + 2 < m && wrong[i] != word[j]) {
		int cost = moved(wrong + i, word + j);
		if (cost)
			offer(costs, i + 3, j + 3, here + cost - (n <= SHORT ? RACE : 0));
	}
	if (other->longer && j >= 2)
		go_on_longer(costs, other, i, j, here);
	for (size_t s = misspelling->from[i]; s < misspelling->from[i + 1]; s++) {
		const struct sound *sound = &misspelling->sounds[s];
		if ((sounds_number(word + j) & sound->right_mask) == sound->right && j + sound->right_length <= m)
			offer(costs, i + sound->wrong_length, j + sound->right_length, here + sound->cost);
	}
}

int
distance_to(struct misspelling *misspelling, struct str right, int limit)
{
	const uint64_t band = ((uint64_t)2 << (2 * APART)) - 1;
	struct other other = {.count = 0};
	size_t n = misspelling->count, m = other.count = read_letters(right, other.letter);
	struct costs costs;

	if (m == 0 || (n > m ? n - m : m - n) > APART)
		return DISTANCE_FAR;
	other.longer = m >= n + 2 && m >= SYLLABLE_SHORTEST;
	costs.at = misspelling->room;
	costs.limit = limit;
	costs.last = 0;
	memset(costs.within, 0, (n + 1) * sizeof costs.within[0]);
	offer(&costs, 0, 0, 0);
	for (size_t i = 0; i <= costs.last; i++) {
		uint64_t near = i > APART ? band << (i - APART) : band >> (APART - i), left;
		while ((left = costs.within[i] & near) != 0) {
			size_t j = (size_t)__builtin_ctzll(left);
			near &= ~(uint64_t)1 << j; /* those before it are done with as well */
			go_on(&costs, misspelling, &other, i, j, costs.at[i][j]);
		}
	}
	return costs.within[n] >> m & 1 ? costs.at[n][m] : DISTANCE_FAR;
}
