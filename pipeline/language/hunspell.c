#include "language/hunspell.h"

#include <fcntl.h>
#include <hunspell/hunspell.h>
#include <stdlib.h>
#include <sys/mman.h>
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

/* Hunspell reads paths only, so the text becomes a file in memory, whose path this makes. Where the system has no such files, or lets none be opened: false. */
static bool
lay_out(struct str parts, int *file, struct buffer *path)
{
	int again;

	*file = parts.length ? memfd_create("parts", MFD_CLOEXEC) : -1;
	if (*file < 0)
		return false;
	while (parts.length) {
		ssize_t n = write(*file, parts.at, parts.length);
		if (n <= 0)
			return false;
		parts.at += n;
		parts.length -= (size_t)n;
	}
	buffer_reset(path);
	buffer_format(path, "/proc/self/fd/%d", *file);
	again = open(buffer_cstring(path), O_RDONLY | O_CLOEXEC);
	if (again >= 0)
		close(again);
	return again >= 0;
}

struct hunspell *
hunspell_open(const char *name, struct str parts)
{
	struct buffer aff = {0}, dic = {0}, made = {0};
	struct hunspell *hunspell = NULL;
	int file;
	bool laid_out = lay_out(parts, &file, &made);

	hunspell_path(&aff, name, "aff");
	hunspell_path(&dic, name, "dic");
	if (access(buffer_cstring(&aff), R_OK) == 0 && access(buffer_cstring(&dic), R_OK) == 0) {
		hunspell = memory_new(1, sizeof *hunspell);
		hunspell->dictionary = Hunspell_create(buffer_cstring(&aff), laid_out ? buffer_cstring(&made) : buffer_cstring(&dic));
		hunspell->latin1 = strstr(Hunspell_get_dic_encoding(hunspell->dictionary), "8859-1") != NULL;
	}
	if (file >= 0)
		close(file);
	buffer_release(&aff);
	buffer_release(&dic);
	buffer_release(&made);
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
