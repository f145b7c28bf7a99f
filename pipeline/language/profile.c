#include "language/profile.h"

#include "lib/map.h"

const char *const profile_codes[PROFILE_OURS] = {"da", "nb", "nn", "en"};

unsigned
profile_sign(uint32_t rune)
{
	if (rune - 'a' < 26)
		return rune - 'a' + 1;
	switch (rune) {
	case 0xe6:
		return 27;
	case 0xf8:
		return 28;
	case 0xe5:
		return 29;
	case '-':
	case '\'':
		return 31;
	default:
		return 30;
	}
}

uint64_t
profile_hash(struct str word)
{
	return map_hash(word);
}
