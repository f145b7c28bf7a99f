/* What known archives call the columns of the post table.
 */
#ifndef OMTALE_PRESETS_H
#define OMTALE_PRESETS_H

#include "archive/formula.h"

enum column { COLUMN_ID, COLUMN_TIME, COLUMN_CHANNEL, COLUMN_AUTHOR, COLUMN_REPLY_TO, COLUMN_REPOST_OF, COLUMN_THREAD, COLUMN_REACH, COLUMN_TEXT, COLUMNS };

/* The names of the post table's first columns, NULL-ended. */
extern const char *const column_names[COLUMNS + 1];

struct preset {
	const char *name;
	const char *about;
	const char *sign;              /* a formula: an archive in whose first record it exists is of this kind */
	const char *rows;              /* for records_rows, or NULL */
	const char *formulas[COLUMNS]; /* NULL: empty */
};

/* All of them, in the order in which they are recognised; ended by a NULL name. */
extern const struct preset presets[];

/* The preset of this name; a usage() that lists them, with the nearest, when there is none. */
const struct preset *
preset_named(const char *name);

/* The preset that the record at hand (of a table, its header) shows, or NULL. */
const struct preset *
preset_recognised(struct records *records);

#endif
