/* Where a program finds its lexicons and compiled dictionaries, wherever it was built, installed or unpacked:
 *
 *   $OMTALE_LEXICONS            when set and not empty
 *   BIN/../lexicons             beside the build (BIN is the folder of the running program)
 *   BIN/../share/omtale/lexicons under the installed prefix
 */
#ifndef OMTALE_LOCATE_H
#define OMTALE_LOCATE_H

#include "lib/str.h"

/* The path of `name` ("da/sentiment.csv") among the lexicons, in *path: a C string owned by the caller's buffer. Returns it; the file itself may or may
 * not exist. Dies when there is no lexicon folder, naming those tried. */
const char *
locate_lexicon(struct buffer *path, const char *name);

/* Whether there is a folder of lexicons at all, for who can do without. */
bool
locate_has_lexicons(void);

/* The folder of compiled dictionaries: $OMTALE_DICTIONARIES, BIN/dictionaries, BIN/../share/omtale/dictionaries. NULL when there is none. */
const char *
locate_dictionaries(struct buffer *path);

/* The path of `name` ("report.html") among what a page is made of: $OMTALE_PAGE, BIN/../pipeline/page, BIN/../share/omtale/page; else as locate_lexicon. */
const char *
locate_page(struct buffer *path, const char *name);

#endif
