/* What a report is: a name, a sentence, its columns with a sentence each, and one function that writes it. Out of this one description come
 * --list, --describe, datapackage.json and the SQL that makes the tables.
 *
 * A new report is one new file that defines a struct report, and one line in report.c.
 */
#ifndef OMTALE_REPORT_H
#define OMTALE_REPORT_H

#include "lib/table.h"
#include "lib/unicode.h"
#include "reports/posts.h"

enum column_type { TEXT, WHOLE, NUMBER, INSTANT, DATE };

struct report_column {
	const char *name;
	enum column_type type;
	const char *meaning; /* a sentence, with the formula where there is one */
};

struct report_options {
	int64_t min;          /* fewer cases than this are too few to say */
	char by;              /* 'd'ay, 'w'eek, 'm'onth */
	struct zone *zone;    /* for dates; NULL: UTC */
	bool by_keyword;      /* the archive was collected by keyword: shares of an author's posts mean nothing */
};

struct report {
	const char *name;     /* of the file, without .csv */
	const char *purpose;  /* the question it answers, a sentence */
	const char *grain;    /* "post × brand" */
	const char *key;      /* the columns that tell rows apart, separated by spaces */
	const struct report_column *columns; /* ended by one without a name */
	void (*write)(const struct posts *posts, const struct report_options *options, struct writer *writer);
};

/* All of them, ended by NULL, in the order in which a reader would want them. */
extern const struct report *const reports[];

/* The report called `name`, or NULL. */
const struct report *
report_find(const char *name);

/* Writes header and rows. */
void
report_write(const struct report *report, const struct posts *posts, const struct report_options *options, struct writer *writer);

/* ---- for reports ---- */

/* A cell: an instant, a date (the day there in the reports' zone), an empty one. */
void
report_instant(struct writer *writer, int64_t utc);
void
report_day(struct writer *writer, int64_t day);
void
report_empty(struct writer *writer);

/* A number, or an empty cell when there were too few cases to say. */
void
report_number_of(struct writer *writer, double value, int64_t cases, int64_t min);

/* The day, or the first day of the week (Monday) or month, that the instant falls on in the reports' zone. */
int64_t
report_period(const struct report_options *options, int64_t utc);

/* Whether the mention counts for a brand's public image: a customer's post that names the brand itself. Share of voice and brand counts take these;
 * authors, cascades and relations take inherited ones too. */
static inline bool
counts_as_voice(const struct post *post, const struct mention *mention)
{
	return mention->via != VIA_REPLY && post->by_brand == MAP_NONE;
}

#endif
