#include <stdio.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/table.h"
#include "reports/package.h"

/* What differs between the systems. */
struct sql_dialect {
	const char *name;
	const char *types[5]; /* by enum column_type */
	const char *week;     /* the Monday of `date` */
	const char *month;    /* the first of its month */
};

static const struct sql_dialect dialects[] = {
	{"postgresql",
         {"text NOT NULL", "bigint", "double precision", "timestamp with time zone", "date"},
         "date_trunc('week', date)::date",
         "date_trunc('month', date)::date"},
	{"sqlite", {"TEXT NOT NULL", "INTEGER", "REAL", "TEXT", "TEXT"}, "date(date, 'weekday 0', '-6 days')", "date(date, 'start of month')"},
	{"duckdb",
         {"VARCHAR NOT NULL", "BIGINT", "DOUBLE", "TIMESTAMPTZ", "DATE"},
         "CAST(date_trunc('week', date) AS DATE)",
         "CAST(date_trunc('month', date) AS DATE)"},
};

/* Prints a quoted SQL text. */
static void
print_literal(const char *before, const char *text)
{
	printf("'%s", before);
	for (; *text; text++)
		*text == '\'' ? printf("''") : putchar(*text);
}

static void
print_key(const struct report *report)
{
	for (struct str rest = str_of(report->key); rest.at;) {
		struct str column = str_cut(&rest, ' ');
		printf("\"%.*s\"%s", (int)column.length, column.at, rest.at ? ", " : "");
	}
}

static void
print_table(const struct report *report, const struct sql_dialect *dialect)
{
	printf("\n-- %s\nCREATE TABLE \"%s\" (\n", report->purpose, report->name);
	for (const struct report_column *column = report->columns; column->name; column++)
		printf("\t\"%s\" %s,\n", column->name, dialect->types[column->type]);
	printf("\tPRIMARY KEY (");
	print_key(report);
	printf(")\n);\n");
}

static void
print_columns(const struct report *report, enum column_type type)
{
	bool first = true;

	for (const struct report_column *column = report->columns; column->name; column++)
		if (column->type == type) {
			printf("%s\"%s\"", first ? "" : ", ", column->name);
			first = false;
		}
}

/* SQLite's import knows no NULL: an empty cell of a number or a time is made one. */
static void
print_nulls(const struct report *report)
{
	const char *before = "UPDATE";

	for (const struct report_column *column = report->columns; column->name; column++)
		if (column->type != TEXT) {
			if (before[0] == 'U')
				printf("UPDATE \"%s\" SET", report->name);
			printf("%s \"%s\" = nullif(\"%s\", '')", before[0] == 'U' ? "" : before, column->name, column->name);
			before = ",";
		}
	if (before[0] == ',')
		printf(";\n");
}

static void
print_loading(const struct report *report, const struct sql_dialect *dialect, const char *folder)
{
	if (dialect->name[0] == 's') {
		printf(".import --csv --skip 1 ");
		print_literal(folder, "");
		printf("/%s.csv' \"%s\"\n", report->name, report->name);
		print_nulls(report);
		return;
	}
	printf(dialect->name[0] == 'p' ? "\\copy \"%s\" FROM " : "COPY \"%s\" FROM ", report->name);
	print_literal("", folder);
	printf("/%s.csv' (FORMAT csv, HEADER, FORCE_NOT_NULL (", report->name);
	print_columns(report, TEXT);
	printf("));\n");
}

static void
print_views(const struct sql_dialect *dialect)
{
	printf("\n-- A star: the facts and what they hang on.\n"
	       "CREATE VIEW fact_mention AS SELECT post_id, brand, channel, author, date, lang, via, by_brand, sentiment, polarity, reach, duplicate_of FROM "
	       "mentions;\n"
	       "CREATE VIEW dim_brand AS SELECT DISTINCT brand FROM mentions;\n"
	       "CREATE VIEW dim_author AS SELECT author, count(*) AS mentions, min(time) AS first_seen, max(time) AS last_seen FROM mentions GROUP BY author;\n"
	       "CREATE VIEW dim_channel AS SELECT DISTINCT channel FROM mentions;\n"
	       "CREATE VIEW dim_date AS SELECT DISTINCT date, %s AS week, %s AS month FROM mentions WHERE date IS NOT NULL;\n",
	       dialect->week, dialect->month);
	printf("\n-- Each brand's share of what customers say by name, week by week.\n"
	       "CREATE VIEW share_of_voice_by_week AS\n"
	       "SELECT week, brand, posts, 1.0 * posts / sum(posts) OVER (PARTITION BY week) AS share_of_voice, net_sentiment\n"
	       "FROM (SELECT %s AS week, brand, count(*) AS posts,\n"
	       "\t1.0 * (sum(CASE polarity WHEN 'positive' THEN 1 ELSE 0 END) - sum(CASE polarity WHEN 'negative' THEN 1 ELSE 0 END))\n"
	       "\t/ nullif(sum(CASE WHEN polarity IN ('positive', 'negative') THEN 1 ELSE 0 END), 0) AS net_sentiment\n"
	       "\tFROM mentions WHERE via <> 'reply' AND by_brand = '' AND date IS NOT NULL GROUP BY 1, 2) AS weekly;\n",
	       dialect->week);
	printf("\n-- The fifty to talk with first about each brand, and why.\n"
	       "CREATE VIEW authors_to_talk_with AS\n"
	       "SELECT brand, rank, author, why, role, brand_posts, posts, repliers, reposters, descendants, net_sentiment, last_seen FROM authors WHERE rank "
	       "<= 50;\n");
}

/* Whether a system will find there what it can load: SQLite would take a line of semicolons for a brand's name. */
static void
look_at(const char *folder)
{
	struct buffer path = {0};
	struct table *table;

	buffer_format(&path, "%s/brands.csv", folder);
	if (access(buffer_cstring(&path), R_OK) == 0) {
		table = table_open(buffer_cstring(&path), NULL);
		if (table->columns_count == 1)
			die("%s: written for Excel; make the reports without --excel", buffer_cstring(&path));
		table_abandon(table);
	} else {
		warn("%s: no such file; name the folder of the reports: omtale sql SYSTEM reports", buffer_cstring(&path));
	}
	buffer_release(&path);
}

void
sql_print(const char *system, const char *folder)
{
	const struct sql_dialect *dialect = dialects;

	folder = folder ? folder : ".";
	look_at(folder);
	while (strcmp(dialect->name, system) != 0)
		dialect++;
	printf("-- Omtale's reports for %s: tables, loading, views. Made by omtale-aggregate --sql %s.\n", system, system);
	for (size_t i = 0; reports[i]; i++)
		if (reports[i]->columns)
			print_table(reports[i], dialect);
	printf("\n");
	for (size_t i = 0; reports[i]; i++)
		if (reports[i]->columns)
			print_loading(reports[i], dialect, folder);
	print_views(dialect);
}
