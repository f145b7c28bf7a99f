/* One report on its way out: cells in, a table out, in the dress that was asked for.
 *
 *   plain    CSV as everywhere in Omtale
 *   excel    what Danish and Norwegian Excel opens with a double click: UTF-8 with its mark, ';', decimal comma, CRLF; text that Excel would take for a
 *            number or a date stands as ="…", text that it would run as a formula is made harmless; cut into NAME.csv, NAME-2.csv … at Excel's rows
 *
 * A row is written when it is whole, so a report need not know that --brand leaves some out.
 */
#ifndef OMTALE_SHEET_H
#define OMTALE_SHEET_H

#include "lib/map.h"
#include "lib/str.h"
#include "reports/ids.h"

#define NO_TIME INT64_MIN

enum column_type { TEXT, WHOLE, NUMBER, INSTANT, DATE };

struct report_column {
	const char *name;
	enum column_type type;
	const char *meaning; /* a sentence, with the formula where there is one */
};

struct sheet;

enum { EXCEL_ROWS = 1048576 };

/* `path` as for sink_open. Columns end with one without a name. `only`: brand ids, NULL for all; rows whose column "brand" is none of them are left out. */
struct sheet *
sheet_open(const char *path, const struct report_column *columns, bool excel, const struct map *only);

/* The next cell. An instant is UTC seconds, empty for NO_TIME; a day is a day number. */
void
sheet_text(struct sheet *sheet, struct str text);
void
sheet_whole(struct sheet *sheet, int64_t value);
/* A post's; empty for MAP_NONE. */
void
sheet_id(struct sheet *sheet, const struct ids *ids, uint32_t number);
void
sheet_number(struct sheet *sheet, double value);
void
sheet_instant(struct sheet *sheet, int64_t utc);
void
sheet_day(struct sheet *sheet, int64_t day);
void
sheet_empty(struct sheet *sheet);

/* A number, or an empty cell when it rests on no case, or on fewer than `min`. */
void
sheet_number_of(struct sheet *sheet, double value, int64_t cases, int64_t min);

/* Ends the row. */
void
sheet_end(struct sheet *sheet);

/* Ends the last file, and returns how many files there are. */
int
sheet_close(struct sheet *sheet, uint64_t *rows);

/* The path of the file number `part` (from 1) of a sheet: "brands.csv", "brands-2.csv". Valid until the buffer changes. */
const char *
sheet_part(struct buffer *path, const char *first, int part);

#endif
