/* The one door to Hunspell: whether a word is one of the language's, compounds and all.
 *
 * The dictionaries are Debian's, under /usr/share/hunspell (or $OMTALE_HUNSPELL), in whatever charset they are written.
 * Its suggestions are never asked for: they stop by the wall clock.
 */
#ifndef OMTALE_HUNSPELL_H
#define OMTALE_HUNSPELL_H

#include "lib/str.h"

struct hunspell;

/* "/usr/share/hunspell/da_DK.aff" in *path: the file of dictionary `name` with this ending. Returns it. */
const char *
hunspell_path(struct buffer *path, const char *name, const char *ending);

/* Opens dictionary `name` ("da_DK"); NULL when its files are not there. Takes some 0.2 s: open it when the first word is asked of it. With `parts`, the text of
 * a .dic that stands in for its own (dictionary_parts), it takes a fiftieth of that. */
struct hunspell *
hunspell_open(const char *name, struct str parts);

/* Longer words are nobody's: the check of compounds grows fast with the length, and gives up by the clock. */
enum { HUNSPELL_LONGEST = 48 };

/* Whether `word` (UTF-8) is a word, in the case in which it stands. */
bool
hunspell_knows(struct hunspell *hunspell, struct str word);

void
hunspell_close(struct hunspell *hunspell);

#endif
