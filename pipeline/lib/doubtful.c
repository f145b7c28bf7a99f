#include "lib/doubtful.h"

#include <csv.h>
#include <stdlib.h>

#include "lib/die.h"

struct doubtful {
	struct csv_parser csv;
	struct fields *fields; /* of the record at hand: their bytes stand in fields->joined, end to end … */
	size_t *ends;          /* … and each of them ends here */
	size_t ends_capacity, ends_count;
	bool whole;
};

static void
keep_field(void *field, size_t length, void *doubtful_pointer)
{
	struct doubtful *doubtful = doubtful_pointer;

	if (doubtful->ends_count == doubtful->ends_capacity) {
		doubtful->ends_capacity = doubtful->ends_capacity ? doubtful->ends_capacity * 2 : 32;
		doubtful->ends = memory_grow(doubtful->ends, doubtful->ends_capacity, sizeof *doubtful->ends);
	}
	buffer_bytes(&doubtful->fields->joined, field, length);
	doubtful->ends[doubtful->ends_count++] = doubtful->fields->joined.length;
}

static void
keep_row(int end, void *doubtful_pointer)
{
	(void)end;
	((struct doubtful *)doubtful_pointer)->whole = true;
}

/* A CR before the line end is no part of a field, quoted or not; libcsv drops what it takes for space there. */
static int
is_carriage_return(unsigned char c)
{
	return c == '\r';
}

static int
is_line_feed(unsigned char c)
{
	return c == '\n';
}

static void
start_csv(struct doubtful *doubtful, char delimiter)
{
	if (csv_init(&doubtful->csv, CSV_STRICT) != 0)
		die("libcsv cannot start");
	csv_set_delim(&doubtful->csv, (unsigned char)delimiter);
	csv_set_space_func(&doubtful->csv, is_carriage_return);
	csv_set_term_func(&doubtful->csv, is_line_feed);
}

struct doubtful *
doubtful_open(struct dialect dialect)
{
	struct doubtful *doubtful = memory_new(1, sizeof *doubtful);

	start_csv(doubtful, dialect.delimiter);
	return doubtful;
}

void
doubtful_begin(struct doubtful *doubtful, struct fields *fields)
{
	char delimiter = (char)csv_get_delim(&doubtful->csv);

	if (doubtful->fields && !doubtful->whole) { /* the last record was given up: libcsv is still in it */
		csv_free(&doubtful->csv);
		start_csv(doubtful, delimiter);
	}
	doubtful->fields = fields;
	doubtful->ends_count = 0;
	doubtful->whole = false;
	buffer_reset(&fields->joined);
}

enum doubt
doubtful_line(struct doubtful *doubtful, struct str line)
{
	struct fields *fields = doubtful->fields;

	if (csv_parse(&doubtful->csv, line.at, line.length, keep_field, keep_row, doubtful) != line.length ||
	    csv_parse(&doubtful->csv, "\n", 1, keep_field, keep_row, doubtful) != 1) {
		if (csv_error(&doubtful->csv) != CSV_EPARSE)
			die("libcsv: %s", csv_strerror(csv_error(&doubtful->csv)));
		doubtful->whole = false;
		return DOUBT_MISQUOTED;
	}
	if (!doubtful->whole)
		return DOUBT_OPEN;
	fields->count = 0;
	for (size_t i = 0, begin = 0; i < doubtful->ends_count; begin = doubtful->ends[i++])
		fields_add(fields, (struct str){buffer_str(&fields->joined).at + begin, doubtful->ends[i] - begin});
	return DOUBT_NONE;
}

void
doubtful_close(struct doubtful *doubtful)
{
	csv_free(&doubtful->csv);
	free(doubtful->ends);
	free(doubtful);
}
