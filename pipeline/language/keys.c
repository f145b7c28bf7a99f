#include "language/keys.h"

#include "lib/hash.h"

enum { SKELETON_SHORTEST = 4, SKELETON_DELETES = 6, SYLLABLES_SHORTEST = 8 };

struct letters {
	unsigned char rune[KEYS_LONGEST]; /* Latin-1; anything beyond is folded into it */
	size_t count;
};

static bool
read_letters(struct str word, struct letters *letters)
{
	uint32_t rune;
	size_t n;

	letters->count = 0;
	for (; word.length; word.at += n, word.length -= n) {
		n = 1;
		rune = (unsigned char)*word.at;
		if (rune >= 0x80)
			n = str_rune(word, &rune);
		if (n == 0 || letters->count == KEYS_LONGEST)
			return false;
		letters->rune[letters->count++] = (unsigned char)(rune > 0xff ? 0x80 | (rune & 0x1f) : rune);
	}
	return true;
}

/* A vowel is 'V' (0xc0–0xff are æ ø å and letters with accents, most of them vowels). */
static bool
is_vowel(unsigned char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || (c >= 0xc0 && c != 0xe7 && c != 0xf0 && c != 0xf1 && c != 0xfe);
}

/* How a consonant sounds, before `next`; 0 when it is not heard. */
static unsigned char
sound(unsigned char c, unsigned char before, unsigned char next)
{
	switch (c) {
	case 'c':
		return next == 'e' || next == 'i' || next == 'y' ? 's' : next == 'k' || next == 'h' ? 0 : 'k';
	case 'q':
		return 'k';
	case 'z':
		return 's';
	case 'w':
		return 'v';
	case 'h':
		return before == 'p' || before == 'g' || before == 't' || before == 'r' || next == 'v' || next == 'j' ? 0 : 'h';
	case 'p':
		return next == 'h' ? 'f' : 'p';
	case 'd':
		return before == 'n' || before == 'l' || next == 't' || next == 's' ? 0 : 'd';
	case '-':
	case '\'':
		return 0;
	default:
		return c;
	}
}

static void
make_skeleton(const struct letters *letters, struct letters *skeleton)
{
	skeleton->count = 0;
	for (size_t i = 0; i < letters->count; i++) {
		unsigned char c = letters->rune[i], next = i + 1 < letters->count ? letters->rune[i + 1] : 0, before = i ? letters->rune[i - 1] : 0;
		c = is_vowel(c) ? 'V' : sound(c, before, next);
		if (c && (skeleton->count == 0 || skeleton->rune[skeleton->count - 1] != c))
			skeleton->rune[skeleton->count++] = c;
	}
}

static void
add_all(struct keys *keys, const struct letters *letters, bool deletes, unsigned char salt)
{
	char text[KEYS_LONGEST + 1]; /* behind the salt the letters; then without one of them, which is put back before the next is taken out */

	text[0] = (char)salt;
	memcpy(text + 1, letters->rune, letters->count);
	keys->hash[keys->count++] = lasting_hash((struct str){text, letters->count + 1});
	if (!deletes)
		return;
	memcpy(text + 1, letters->rune + 1, letters->count - 1);
	for (size_t i = 0; i < letters->count; i++) {
		if (i > 0)
			text[i] = (char)letters->rune[i - 1];
		if (i == 0 || letters->rune[i] != letters->rune[i - 1]) /* of two alike, either gives the same key */
			keys->hash[keys->count++] = lasting_hash((struct str){text, letters->count});
	}
}

/* Of two syllables alike one is easily left out, and one easily written twice: compe(ti)tive, determi(ni)ning. The word without two letters where the first of
 * them follows again. */
static void
add_without_syllable(struct keys *keys, const struct letters *letters)
{
	char text[KEYS_LONGEST + 1] = {1};
	size_t count = letters->count, added = 0;

	for (size_t i = 1; i + 2 < count && added < KEYS_SYLLABLES; i++) {
		if (letters->rune[i] != letters->rune[i + 2] || (i > 1 && letters->rune[i - 1] == letters->rune[i + 1]))
			continue; /* the second of an overlapping two, titi, gives the same key */
		memcpy(text + 1, letters->rune, i);
		memcpy(text + 1 + i, letters->rune + i + 2, count - i - 2);
		keys->hash[keys->count++] = lasting_hash((struct str){text, count - 1});
		added++;
	}
}

void
keys_of(struct str word, struct keys *keys)
{
	struct letters letters, skeleton;

	keys->count = 0;
	if (!read_letters(word, &letters) || letters.count == 0)
		return;
	add_all(keys, &letters, letters.count > 1, 1);
	if (letters.count >= SYLLABLES_SHORTEST)
		add_without_syllable(keys, &letters);
	make_skeleton(&letters, &skeleton);
	if (skeleton.count >= SKELETON_SHORTEST)
		add_all(keys, &skeleton, skeleton.count >= SKELETON_DELETES, 2);
}
