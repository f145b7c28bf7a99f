#include "reports/sheet.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/sink.h"
#include "lib/table.h"
#include "reports/instants.h"

enum { LONGEST_LITERAL = 255 /* of a text in an Excel formula */ };

struct sheet {
	const struct report_column *columns;
	const struct map *only;
	const char *path;
	struct writer *writer;      /* plain */
	struct sink *sink;          /* excel */
	struct buffer line;         /* excel: the row so far */
	struct buffer cell;         /* the one at hand, where it is not known as a text */
	size_t count, width, brand; /* of the row at hand; of all; which column it is, or SIZE_MAX */
	uint64_t rows;              /* without headers */
	int parts;
	bool excel, unwanted; /* the row at hand is of a brand that is not in `only` */
};

/* ---- Excel ---- */

/* What Excel would read as something else than the text that it is: numbers, dates, times all begin with a digit. */
static bool
looks_like_number(struct str text)
{
	return text.length && text.length <= LONGEST_LITERAL && text.at[0] >= '0' && text.at[0] <= '9';
}

static void
quote(struct buffer *line, struct str text)
{
	buffer_char(line, '"');
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] == '"')
			buffer_char(line, '"');
		buffer_char(line, text.at[i]);
	}
	buffer_char(line, '"');
}

static void
excel_text(struct buffer *line, struct str text)
{
	struct buffer formula = {0};

	if (looks_like_number(text)) {
		buffer_char(&formula, '=');
		quote(&formula, text);
		quote(line, buffer_str(&formula));
	} else {
		/* A formula would run on the reader's machine: the apostrophe makes it text. */
		if (text.length && strchr("=+-@\t\r", text.at[0]))
			buffer_char(&formula, '\'');
		buffer_text(&formula, text);
		quote(line, buffer_str(&formula));
	}
	buffer_release(&formula);
}

static void
excel_cell(struct buffer *line, struct str cell, enum column_type type)
{
	if (cell.length == 0)
		return;
	if (type == TEXT) {
		excel_text(line, cell);
		return;
	}
	for (size_t i = 0; i < cell.length; i++) {
		char c = cell.at[i];
		if (type == NUMBER && c == '.')
			c = ',';
		else if (type == INSTANT && c == 'T')
			c = ' '; /* 2025-04-09 05:22:43 is a time to Excel; with T and Z it is a text */
		else if (type == INSTANT && c == 'Z')
			continue;
		buffer_char(line, c);
	}
}

static void
excel_header(struct sheet *sheet)
{
	struct buffer header = {0};

	buffer_bytes(&header, "\xef\xbb\xbf", 3);
	for (size_t i = 0; i < sheet->width; i++)
		buffer_format(&header, "%s%s", i ? ";" : "", sheet->columns[i].name);
	buffer_bytes(&header, "\r\n", 2);
	sink_write(sheet->sink, buffer_str(&header));
	buffer_release(&header);
}

static void
next_part(struct sheet *sheet)
{
	struct buffer path = {0};

	if (strcmp(sheet->path, "-") == 0) {
		if (sheet->parts == 1)
			warn("more rows than the %d that Excel opens; with -o DIR they are cut into files", EXCEL_ROWS);
		sheet->parts++;
		return;
	}
	sink_close(sheet->sink);
	sheet->sink = sink_open(sheet_part(&path, sheet->path, ++sheet->parts));
	excel_header(sheet);
	buffer_release(&path);
}

static void
excel_end(struct sheet *sheet)
{
	if (sheet->rows && sheet->rows % (EXCEL_ROWS - 1) == 0)
		next_part(sheet);
	buffer_bytes(&sheet->line, "\r\n", 2);
	sink_write(sheet->sink, buffer_str(&sheet->line));
}

/* ---- both ---- */

const char *
sheet_part(struct buffer *path, const char *first, int part)
{
	struct str stem = str_of(first);

	buffer_reset(path);
	if (part > 1 && str_ends(stem, STR(".csv"))) {
		buffer_text(path, (struct str){stem.at, stem.length - 4});
		buffer_format(path, "-%d.csv", part);
	} else {
		buffer_text(path, stem);
	}
	return buffer_cstring(path);
}

struct sheet *
sheet_open(const char *path, const struct report_column *columns, bool excel, const struct map *only)
{
	struct sheet *sheet = memory_new(1, sizeof *sheet);

	*sheet = (struct sheet){.columns = columns, .only = only, .path = path, .brand = SIZE_MAX, .parts = 1, .excel = excel};
	for (; columns[sheet->width].name; sheet->width++)
		if (strcmp(columns[sheet->width].name, "brand") == 0)
			sheet->brand = sheet->width;
	if (excel) {
		sheet->sink = sink_open(path);
		excel_header(sheet);
		return sheet;
	}
	sheet->writer = writer_open(path);
	for (size_t i = 0; i < sheet->width; i++)
		writer_field(sheet->writer, str_of(columns[i].name));
	writer_end(sheet->writer);
	return sheet;
}

static void
begin_cell(struct sheet *sheet)
{
	if (sheet->count == sheet->width)
		die("%s: a row has more cells than its %zu columns", sheet->path, sheet->width);
	sheet->count++;
}

static void
put_excel(struct sheet *sheet, struct str cell)
{
	if (sheet->count > 1)
		buffer_char(&sheet->line, ';');
	excel_cell(&sheet->line, cell, sheet->columns[sheet->count - 1].type);
}

/* Where a cell goes that is no text: straight into the table, or where end_value fetches it to dress it for Excel. */
static inline struct buffer *
begin_value(struct sheet *sheet)
{
	begin_cell(sheet);
	if (!sheet->excel)
		return writer_cell(sheet->writer);
	buffer_reset(&sheet->cell);
	return &sheet->cell;
}

static inline void
end_value(struct sheet *sheet)
{
	if (sheet->excel)
		put_excel(sheet, buffer_str(&sheet->cell));
}

void
sheet_text(struct sheet *sheet, struct str text)
{
	begin_cell(sheet);
	if (sheet->only && sheet->count - 1 == sheet->brand)
		sheet->unwanted = map_find(sheet->only, text) == MAP_NONE;
	if (sheet->excel)
		put_excel(sheet, text);
	else
		writer_field(sheet->writer, text);
}

void
sheet_whole(struct sheet *sheet, int64_t value)
{
	buffer_int(begin_value(sheet), value);
	end_value(sheet);
}

void
sheet_id(struct sheet *sheet, const struct ids *ids, uint32_t number)
{
	char room[ID_ROOM];
	struct str id = ids_text(ids, number, room);

	if (!sheet->excel && id.at + id.length == room + sizeof room) /* digits, put there: no look for commas is needed */
		buffer_text(begin_value(sheet), id);
	else
		sheet_text(sheet, id);
}

void
sheet_number(struct sheet *sheet, double value)
{
	buffer_fixed(begin_value(sheet), value, 4);
	end_value(sheet);
}

void
sheet_instant(struct sheet *sheet, int64_t utc)
{
	struct buffer *cell = begin_value(sheet);

	if (utc != NO_TIME)
		instant_write(cell, utc);
	end_value(sheet);
}

void
sheet_day(struct sheet *sheet, int64_t day)
{
	day_write(begin_value(sheet), day);
	end_value(sheet);
}

void
sheet_empty(struct sheet *sheet)
{
	sheet_text(sheet, STR(""));
}

void
sheet_number_of(struct sheet *sheet, double value, int64_t cases, int64_t min)
{
	if (cases < min || cases == 0)
		sheet_empty(sheet);
	else
		sheet_number(sheet, value);
}

void
sheet_end(struct sheet *sheet)
{
	if (sheet->count != sheet->width)
		die("%s: a row has %zu cells for %zu columns", sheet->path, sheet->count, sheet->width);
	if (!sheet->unwanted) {
		if (sheet->excel)
			excel_end(sheet);
		else
			writer_end(sheet->writer);
		sheet->rows++;
	} else if (!sheet->excel) {
		writer_drop(sheet->writer);
	}
	buffer_reset(&sheet->line);
	sheet->count = 0;
}

int
sheet_close(struct sheet *sheet, uint64_t *rows)
{
	int parts = sheet->parts;

	*rows = sheet->rows;
	if (sheet->excel)
		sink_close(sheet->sink);
	else
		writer_close(sheet->writer);
	buffer_release(&sheet->cell);
	buffer_release(&sheet->line);
	free(sheet);
	return parts;
}
