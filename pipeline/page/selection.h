/* Which rows of the reports a page carries: all brands that lead brands.csv, and of each long report the first rows a brand. The rest is in the CSV, and
 * the page says so: every report comes with how many rows it has.
 *
 *   {"brands": {"columns": ["brand", …], "rows": [["havnbanken", …], …], "total": 12}, "timeline": {…}, …}
 *
 * Reports that are not in the folder are left out. Rows are written as they are read, so length costs no memory.
 */
#ifndef OMTALE_SELECTION_H
#define OMTALE_SELECTION_H

#include "lib/map.h"
#include "lib/sink.h"

enum { BRANDS_SHOWN = 50 };

struct selection { /* init with {.rows = …} */
	const char *folder;
	uint64_t rows;     /* at most that many authors (a brand) and cascades */
	struct map brands; /* those shown */
};

/* Reads which brands lead. Dies when the folder has no reports. */
void
selection_begin(struct selection *selection, const char *folder);

/* Whether rows about this brand are shown; an empty name is about none or all. */
bool
selection_has(const struct selection *selection, struct str brand);

/* FOLDER/NAME.csv in *path, and whether there is such a file. */
bool
selection_path(const struct selection *selection, const char *name, struct buffer *path);

/* The members of a JSON object, without its braces. */
void
selection_write(const struct selection *selection, struct sink *sink);

void
selection_release(struct selection *selection);

#endif
