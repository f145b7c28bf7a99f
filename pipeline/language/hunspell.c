#include "language/hunspell.h"

#include <hunspell/hunspell.h>
#include <stdlib.h>
#include <unistd.h>

struct hunspell {
	struct Hunhandle *dictionary;
	bool latin1;
	char word[4 * HUNSPELL_LONGEST + 1];
};

const char *
hunspell_path(struct buffer *path, const char *name, const char *ending)
{
	const char *folder = getenv("OMTALE_HUNSPELL");

	buffer_reset(path);
	buffer_format(path, "%s/%s.%s", folder && *folder ? folder : "/usr/share/hunspell", name, ending);
	return buffer_cstring(path);
}

struct hunspell *
hunspell_open(const char *name)
{
	struct buffer aff = {0}, dic = {0};
	struct hunspell *hunspell = NULL;

	hunspell_path(&aff, name, "aff");
	hunspell_path(&dic, name, "dic");
	if (access(buffer_cstring(&aff), R_OK) == 0 && access(buffer_cstring(&dic), R_OK) == 0) {
		hunspell = memory_new(1, sizeof *hunspell);
		hunspell->dictionary = Hunspell_create(buffer_cstring(&aff), buffer_cstring(&dic));
		hunspell->latin1 = strstr(Hunspell_get_dic_encoding(hunspell->dictionary), "8859-1") != NULL;
	}
	buffer_release(&aff);
	buffer_release(&dic);
	return hunspell;
}

/* The word as the dictionary writes it, NUL-ended; false when it cannot. */
static bool
encode(struct hunspell *hunspell, struct str word)
{
	char *out = hunspell->word;
	uint32_t rune;
	size_t runes = 0;

	while (word.length) {
		size_t n = str_rune(word, &rune);
		if (n == 0 || rune == 0 || ++runes > HUNSPELL_LONGEST || (hunspell->latin1 && rune > 0xff))
			return false;
		if (hunspell->latin1) {
			*out++ = (char)(unsigned char)rune;
		} else {
			memcpy(out, word.at, n);
			out += n;
		}
		word.at += n;
		word.length -= n;
	}
	*out = '\0';
	return true;
}

bool
hunspell_knows(struct hunspell *hunspell, struct str word)
{
	return word.length && encode(hunspell, word) && Hunspell_spell(hunspell->dictionary, hunspell->word) != 0;
}

void
hunspell_close(struct hunspell *hunspell)
{
	if (!hunspell)
		return;
	Hunspell_destroy(hunspell->dictionary);
	free(hunspell);
}
