#include "language/keys.h"

#include "language/sounds.h"
#include "lib/hash.h"

enum { SKELETON_SHORTEST = 4, SKELETON_DELETES = 6 };

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
		c = sounds_is_vowel(c) ? 'V' : sound(c, before, next);
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

void
keys_of(struct str word, struct keys *keys)
{
	struct letters letters, skeleton;

	keys->count = 0;
	if (!read_letters(word, &letters) || letters.count == 0)
		return;
	add_all(keys, &letters, letters.count > 1, 1);
	make_skeleton(&letters, &skeleton);
	if (skeleton.count >= SKELETON_SHORTEST)
		add_all(keys, &skeleton, skeleton.count >= SKELETON_DELETES, 2);
}

void
keys_of_longer(struct str word, struct keys *keys)
{
	struct letters letters, skeleton;
	char text[KEYS_LONGEST + 2]; /* behind the salt what stands before the vowel, the vowel, and the rest, of which a sign goes over at each step */

	keys->count = 0;
	if (!read_letters(word, &letters) || letters.count == 0)
		return;
	make_skeleton(&letters, &skeleton);
	if (skeleton.count + 2 < SKELETON_DELETES)
		return;
	text[0] = 2;
	text[1] = (char)skeleton.rune[0];
	memcpy(text + 2, skeleton.rune, skeleton.count);
	for (size_t i = 1; i <= skeleton.count; i++) {
		text[i] = (char)skeleton.rune[i - 1];
		text[i + 1] = 'V';
		if (skeleton.rune[i - 1] != 'V') /* behind a vowel it is the same as before it */
			keys->hash[keys->count++] = lasting_hash((struct str){text, skeleton.count + 2});
	}
}
