/* CSV in and out: the only contract between stages.
 *
 *   buffer: | …… | id,time,text↵ | 17,2009-12-11T08:30:00Z,"Hej, ↵ | …
 *                  ^ raw           ^ fields[0], fields[1], fields[2] point into it
 *
 * Canonical records are cut by lib/fields; whatever else has quotes is for lib/doubtful to judge. Foreign files may hold line breaks inside quotes: such a
 * record takes several physical lines. What this file writes never does: a line break inside a field becomes U+2028.
 *
 *   struct table *posts = table_open("-", &(struct table_options){.rejects = &rejects});
 *   size_t text = table_need(posts, "text", "omtale-read");
 *   writer_header(out, posts); writer_field(out, STR("lang")); writer_end(out);
 *   while (table_read(posts)) { writer_record(out, posts); writer_field(out, lang_of(posts->fields[text])); writer_end(out); }
 *   writer_close(out); table_close(posts); rejects_close(&rejects);
 */
#ifndef OMTALE_TABLE_H
#define OMTALE_TABLE_H

#include "lib/rejects.h"
#include "lib/source.h"
#include "lib/str.h"

struct table_options {
	char delimiter;          /* 0: ',' */
	size_t longest_record;   /* bytes; 0: TABLE_LONGEST_RECORD */
	struct rejects *rejects; /* where bad records go; NULL: a bad record is a die() (lexicons) */
	bool no_header;          /* the first line is a record; columns are named "1", "2", … by the first record's width */
	bool no_quotes;          /* a quote is a character like any other, as in plain TSV */
	bool ragged;             /* a record may have another number of fields than the header */
	bool written;            /* people write it: a record that is no UTF-8 is a die(), as it would match nothing and say nothing */
	uint64_t first_line;     /* the number of the first line, when the caller has used up some; 0: 1 */
};

enum { TABLE_LONGEST_RECORD = 64 << 20 };

#define TABLE_NONE SIZE_MAX

struct table {            /* read these; only table.c writes them */
	const char *name; /* of the file, for messages */
	struct str *columns;
	size_t columns_count;
	bool empty;         /* the input had not one line: no columns, no records */
	struct str *fields; /* of the record; valid until the next table_read */
	size_t fields_count;
	uint64_t line;    /* where the record began, from 1 (the header's) */
	uint64_t records; /* good ones so far */
	struct str raw;   /* the record as it stood, without its line end */
	bool plain;       /* raw is one comma-separated line, fit to be passed on as it is */
	struct table_reading *reading;
};

/* Opens PATH ("-": standard input) and reads the header. Dies when it cannot. `options` may be NULL. */
struct table *
table_open(const char *path, const struct table_options *options);

/* The same on an open source, which the table then owns. */
struct table *
table_on(struct source *source, const struct table_options *options);

/* The next good record in fields; false at the end, or when the input failed: table_close then dies with the reason, so that what was read
 * before can be written out first. */
bool
table_read(struct table *table);

/* The number of the column, or TABLE_NONE. Of two with one name the right one, which was made last: a source may have had a "lang" of its own, and a stage may
 * have run before. */
size_t
table_find(const struct table *table, const char *column);

/* The number of a column that must be there; dies otherwise and names `maker`, the stage that makes it. In an empty table: TABLE_NONE. */
size_t
table_need(const struct table *table, const char *column, const char *maker);

/* The same, before the first table_read, of a table that people write, which has "the columns brand,kind,pattern (see …)". */
size_t
table_expect(const struct table *table, const char *column, const char *columns);

/* The field, or an empty one where `column` is TABLE_NONE or the (ragged) record is too short. */
static inline struct str
table_field(const struct table *table, size_t column)
{
	return column < table->fields_count ? table->fields[column] : (struct str){"", 0};
}

/* A die() about the record at hand: "FILE:LINE: …". */
_Noreturn void
table_die(const struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The source, for progress. */
const struct source *
table_source(const struct table *table);

/* Ends the table; dies when its input had failed or ended inside a quoted field. */
void
table_close(struct table *table);

/* Ends it whatever happened. */
void
table_abandon(struct table *table);

struct writer;

/* Begins a CSV on PATH as sink_open does ("-": standard output). */
struct writer *
writer_open(const char *path);

/* Appends one field, quoted when it must be; line breaks become U+2028. */
void
writer_field(struct writer *writer, struct str field);

/* Begins a field that the caller then appends to what is returned: nothing but bytes that ask for no quotes, such as a date. */
struct buffer *
writer_cell(struct writer *writer);

/* A whole number, or a number with four decimals. */
void
writer_int(struct writer *writer, int64_t value);
void
writer_number(struct writer *writer, double value);

/* Appends all of the table's columns, or all fields of its record, untouched. */
void
writer_header(struct writer *writer, const struct table *table);
void
writer_record(struct writer *writer, const struct table *table);

/* Ends the record. */
void
writer_end(struct writer *writer);

/* Ends it unwritten. */
void
writer_drop(struct writer *writer);

void
writer_flush(struct writer *writer);

/* Ends the file as sink_close does: a full disk dies here at the latest. */
void
writer_close(struct writer *writer);

#endif
