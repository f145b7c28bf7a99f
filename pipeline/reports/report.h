/* What a report is: a name, a sentence, its columns with a sentence each, and one function that writes it. Out of this one description come
 * --list, --describe, datapackage.json and the SQL that makes the tables.
 *
 * A new report is one new file that defines a struct report, and one line in report.c.
 */
#ifndef OMTALE_REPORT_H
#define OMTALE_REPORT_H

#include "lib/sink.h"
#include "lib/zones.h"
#include "reports/posts.h"
#include "reports/sheet.h"

struct report_options {
	int64_t min;              /* fewer cases than this are too few to say */
	char by;                  /* 'd'ay, 'w'eek, 'm'onth */
	struct zone *zone;        /* for dates; NULL: UTC */
	bool by_keyword;          /* the archive was collected by keyword: shares of an author's posts mean nothing */
	bool excel;               /* see sheet.h */
	const struct map *brands; /* the only ones that rows are written of; NULL: all */
	const char *members;      /* a CSV of channel,members, or NULL */
	const char *planned;      /* a CSV of plan,pattern, or NULL */
};

struct ground;

struct report {
	const char *name;                    /* of the file, without .csv */
	const char *purpose;                 /* the question it answers, a sentence */
	const char *grain;                   /* "post × brand" */
	const char *key;                     /* the columns that tell rows apart, separated by spaces */
	const struct report_column *columns; /* ended by one without a name; NULL for what is no table */
	void (*write)(struct ground *ground, struct sheet *sheet);
	/* What is no table (GraphML) has a file's whole name and writes its bytes. */
	const char *file;
	void (*write_bytes)(struct ground *ground, struct sink *sink);
	unsigned stands_on; /* what of ground.h it asks for */
};

/* All of them, ended by NULL, in the order in which a reader would want them. */
extern const struct report *const reports[];

/* The report called `name`, or NULL. */
const struct report *
report_find(const char *name);

/* Writes it to PATH ("-": standard output); returns into how many files, which is 1 but for --excel. *rows gets how many there are. What `ground` holds for
 * reports to come is the caller's to release. */
int
report_write(const struct report *report, struct ground *ground, const char *path, uint64_t *rows);

/* What reports[from] and those behind it stand on. */
unsigned
reports_stand_on(size_t from);

/* The name of its file: "brands.csv". Valid until the buffer changes. */
const char *
report_file(const struct report *report, struct buffer *name);

/* Whether the column belongs to the report's key. */
bool
report_in_key(const struct report *report, const char *column);

/* ---- for reports ---- */

/* The day, or the first day of the week (Monday) or month, that the instant falls on in the reports' zone. */
int64_t
report_period(const struct report_options *options, int64_t utc);

/* Whether somebody else than a brand wrote it. */
static inline bool
is_customer(const struct post *post)
{
	return post->by_brand == NO_BRAND;
}

/* Whether the mention counts for a brand's public image: a customer's post that names the brand itself. Share of voice and brand counts take these;
 * authors, cascades and relations take inherited ones too. */
static inline bool
counts_as_voice(const struct post *post, const struct mention *mention)
{
	return mention->via != VIA_REPLY && post->by_brand == NO_BRAND;
}

#endif
