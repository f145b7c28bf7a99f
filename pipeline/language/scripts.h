/* Words in scripts other than Latin, and the language that such a script tells at once. */
#ifndef OMTALE_SCRIPTS_H
#define OMTALE_SCRIPTS_H

#include "lib/str.h"

enum { SCRIPTS_MOST = 20 };

/* Init with {0}. */
struct scripts {
	int words;
	int counts[SCRIPTS_MOST];
	bool ukrainian, persian; /* a letter that Russian, or Arabic, has not */
};

/* Counts `word` by its first letter; false, and nothing counted, when that is Latin. */
bool
scripts_add(struct scripts *scripts, struct str word);

/* The ISO 639-1 code of the commonest one, or "und"; four bytes. */
const char *
scripts_language(const struct scripts *scripts);

#endif
