#include "language/scripts.h"

/* Unicode's blocks of letters, and the language that most who write them on the net write. */
static const struct {
	uint32_t first, last;
	char code[4];
} blocks[] = {
	{0x370, 0x3ff, "el"},   {0x400, 0x52f, "ru"},   {0x530, 0x58f, "hy"},   {0x590, 0x5ff, "he"},   {0x600, 0x77f, "ar"},
	{0x900, 0x97f, "hi"},   {0x980, 0x9ff, "bn"},   {0xa00, 0xa7f, "pa"},   {0xa80, 0xaff, "gu"},   {0xb80, 0xbff, "ta"},
	{0xc00, 0xc7f, "te"},   {0xc80, 0xcff, "kn"},   {0xd00, 0xd7f, "ml"},   {0xe00, 0xe7f, "th"},   {0x10a0, 0x10ff, "ka"},
	{0x1200, 0x137f, "am"}, {0x3040, 0x30ff, "ja"}, {0x3400, 0x9fff, "zh"}, {0xac00, 0xd7af, "ko"},
};

enum { BLOCKS = sizeof blocks / sizeof *blocks, JAPANESE = 16, CHINESE = 17 };

static void
look_closer(struct scripts *scripts, struct str word)
{
	uint32_t rune;

	for (size_t n; (n = str_rune(word, &rune)) != 0; word.at += n, word.length -= n) {
		scripts->ukrainian = scripts->ukrainian || rune == 0x456 || rune == 0x457 || rune == 0x454;
		scripts->persian = scripts->persian || rune == 0x67e || rune == 0x686 || rune == 0x698 || rune == 0x6af;
	}
}

bool
scripts_add(struct scripts *scripts, struct str word)
{
	uint32_t rune;

	if (str_rune(word, &rune) == 0)
		return false;
	for (size_t i = 0; i < BLOCKS; i++) {
		if (rune < blocks[i].first || rune > blocks[i].last)
			continue;
		scripts->counts[i]++;
		scripts->words++;
		if (rune >= 0x400 && rune < 0x780)
			look_closer(scripts, word);
		return true;
	}
	return false;
}

const char *
scripts_language(const struct scripts *scripts)
{
	size_t best = 0;

	for (size_t i = 1; i < BLOCKS; i++)
		if (scripts->counts[i] > scripts->counts[best])
			best = i;
	if (best == CHINESE && scripts->counts[JAPANESE])
		best = JAPANESE; /* Chinese has no kana, Japanese has Chinese signs */
	if (blocks[best].first == 0x400 && scripts->ukrainian)
		return "uk\0";
	if (blocks[best].first == 0x600 && scripts->persian)
		return "fa\0";
	return scripts->counts[best] ? blocks[best].code : "und";
}
