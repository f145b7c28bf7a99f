/* One interface over the forms that archives come in: plain or gzip, in any charset, tables and JSON, told apart by looking.
 *
 *   file -> gunzip -> charset -> (documents -> lines) -> table -> fields            CSV, TSV, …
 *                                                              -> line -> nodes     JSON Lines
 */
#ifndef OMTALE_RECORDS_H
#define OMTALE_RECORDS_H

#include "archive/format.h"
#include "archive/json.h"
#include "archive/mending.h"
#include "lib/table.h"

enum step_kind { STEP_MEMBER, STEP_PICK };

/* One step on the way to a value. */
struct step {
	enum step_kind kind;
	struct str name;         /* STEP_MEMBER: the member, or the number of an element. STEP_PICK: the member that is compared … */
	struct str wanted;       /* … with this, */
	struct place *wanted_at; /* or with what stands there */
};

/* The way to a value. In a table, the name as a whole is the column's. */
struct place {
	struct str name;
	struct step *steps;
	size_t steps_count;
	bool from_top; /* $. */
	size_t column; /* of a table; TABLE_NONE when it has none of this name */
};

struct records_options {
	const char *charset;   /* NULL: look */
	char delimiter;        /* 0: look */
	size_t longest_record; /* 0: as table.h has it */
	struct rejects *rejects;
};

struct records {          /* read these; only records.c writes them */
	const char *name; /* of the file */
	bool standard;    /* it is standard input */
	const char *charset;
	struct format format;
	struct table *table; /* of a JSON archive: its lines */
	uint64_t line;       /* where the record began */
	uint64_t number;     /* of the record, from 1, rejected ones too */
	struct json json;
	uint32_t row; /* the node of the record */
	struct mending mending;
	struct records_reading *reading;
};

/* Opens PATH ("-": standard input); dies when it cannot. */
struct records *
records_open(const char *path, const struct records_options *options);

/* The same on an open source, which the records then own. */
struct records *
records_on(struct source *source, const struct records_options *options);

/* The next record that can be used, or false at the end, or when the input failed: records_close then dies with the reason. */
bool
records_read(struct records *records);

/* JSON: from the next text on, the records are the elements of the array that stands there, or the object that does; a text without it is a record
 * itself. May be called when the first record was read: then that text is taken again, and records_read must be called before anything else. */
void
records_rows(struct records *records, const struct place *rows);

/* Puts the record at hand aside. */
void
records_reject(struct records *records, const char *reason);

static inline bool
records_are_json(const struct records *records)
{
	return records->format.kind != FORMAT_TABLE;
}

/* Sets place->column to the table's column of this name: spelled so, or else the same but for case, spaces and marks. */
void
records_bind(const struct records *records, struct place *place);

/* Whether there is such a column or member, empty or not. */
bool
records_has(struct records *records, const struct place *place);

/* Whether there is a value that is neither empty nor null: an object or an array will do. */
bool
records_holds(struct records *records, const struct place *place);

/* Its text, valid until the next record; {NULL, 0} when it is not there, null, or no text but an object or array. Valid UTF-8 from JSON;
 * as it stood from a table. */
struct str
records_value(struct records *records, const struct place *place);

/* The names of the columns, or of the record's members, with commas between, for messages; cut when they are many. */
void
records_list_names(struct records *records, struct buffer *out);

/* What of them `word` perhaps meant, as the end of a message (options_perhaps). */
const char *
records_perhaps(struct records *records, struct str word);

/* Ends the file; dies when its input had failed. */
void
records_close(struct records *records);

/* Ends it whatever happened. */
void
records_abandon(struct records *records);

/* A name as names are compared: lower case, and "_" for spaces, marks and before capitals inside ("createdAt", "Created at" -> "created_at").
 * Appended to *out. */
void
records_plain_name(struct buffer *out, struct str name);

#endif
