/* omtale-aggregate: folds tagged posts into reports, or into states that merge. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "lib/die.h"
#include "lib/options.h"
#include "lib/rejects.h"
#include "lib/unicode.h"
#include "reports/report.h"

enum { OUTPUT, PARTIAL, MERGE, LIST, DESCRIBE, BY, ZONE, MIN, NEAR, COLLECTED, REJECTED, REJECTS };

static const struct option_row rows[] = {
	{'o', "output", "DIR", "write every report into DIR, one CSV each"},
	{0, "partial", NULL, "write a state to standard output, to be merged later"},
	{0, "merge", NULL, "the operands are states; their reports are those of the whole"},
	{'l', "list", NULL, "list the reports, a sentence each"},
	{0, "describe", "REPORT", "list a report's columns, their meanings and formulas"},
	{0, "by", "PERIOD", "day, week or month for reports over time (default: day)"},
	{0, "zone", "ZONE", "time zone of dates, such as Europe/Copenhagen (default: UTC)"},
	{0, "min", "N", "leave a ratio empty when it rests on fewer than N cases (default: 5)"},
	{0, "near", "J", "Jaccard index from which a text is a copy (default: 0.8)"},
	{0, "collected", "HOW", "full or keyword: an archive collected by keyword leaves focus empty"},
	{0, "rejected", "N", "records put aside before this stage, for quality.csv"},
	{0, "rejects", "FILE", "keep bad records in FILE"},
	{0, NULL, NULL, NULL},
};

static const struct option_about about = {
	"omtale-aggregate",
	"REPORT | -o DIR | --partial | --merge -o DIR  [OPTION]… [FILE…]",
	"folds tagged posts into reports",
	"  omtale-aggregate brands <tagged.csv                   one report to standard output\n"
	"  omtale-aggregate -o reports tagged.csv.gz             all reports, in one pass\n"
	"  omtale-aggregate --partial <1.csv | gzip -n >1.state.gz; omtale-aggregate --merge -o reports *.state.gz\n",
};

struct job {
	const char *folder, *rejects_path;
	const struct report *report; /* NULL: all */
	bool partial, merge;
	double near;
	int64_t rejected;
	struct report_options options;
};

static void
list(void)
{
	for (size_t i = 0; reports[i]; i++)
		printf("%-10s  %s\n", reports[i]->name, reports[i]->purpose);
}

static const struct report *
find_report(const char *name)
{
	const struct report *report = report_find(name);
	const char *names[64] = {0}, *nearest;

	if (report)
		return report;
	for (size_t i = 0; reports[i] && i < 63; i++)
		names[i] = reports[i]->name;
	nearest = options_nearest(name, names);
	if (nearest)
		usage("no report \"%s\"; did you mean %s?", name, nearest);
	usage("no report \"%s\"; omtale-aggregate --list shows them", name);
}

static void
describe(const struct report *report)
{
	printf("%s.csv: %s\nOne row for every %s; key: %s.\n\n", report->name, report->purpose, report->grain, report->key);
	for (const struct report_column *column = report->columns; column->name; column++)
		printf("%-26s %s\n", column->name, column->meaning);
}

static int64_t
whole(const char *option, const char *value)
{
	int64_t number;

	if (!str_to_int(str_of(value), &number) || number < 0)
		usage("--%s: expected a whole number, found \"%s\"", option, value);
	return number;
}

static void
read_option(struct job *job, int row, const char *value)
{
	switch (row) {
	case OUTPUT:
		job->folder = value;
		break;
	case PARTIAL:
		job->partial = true;
		break;
	case MERGE:
		job->merge = true;
		break;
	case LIST:
		list();
		exit(fflush(stdout) ? 1 : 0);
	case DESCRIBE:
		describe(find_report(value));
		exit(fflush(stdout) ? 1 : 0);
	case BY:
		if (strcmp(value, "day") != 0 && strcmp(value, "week") != 0 && strcmp(value, "month") != 0)
			usage("--by: expected day, week or month, found \"%s\"", value);
		job->options.by = value[0];
		break;
	case ZONE:
		job->options.zone = zone_open(value);
		if (!job->options.zone)
			usage("--zone: no time zone \"%s\" is known (Europe/Copenhagen, Europe/Oslo, UTC, +01:00 …)", value);
		break;
	case MIN:
		job->options.min = whole("min", value);
		break;
	case NEAR:
		if (!str_to_double(str_of(value), &job->near) || !(job->near > 0 && job->near <= 1))
			usage("--near: expected a number above 0 and up to 1, found \"%s\"", value);
		break;
	case COLLECTED:
		if (strcmp(value, "keyword") != 0 && strcmp(value, "full") != 0)
			usage("--collected: expected full or keyword, found \"%s\"", value);
		job->options.by_keyword = value[0] == 'k';
		break;
	case REJECTED:
		job->rejected = whole("rejected", value);
		break;
	case REJECTS:
		job->rejects_path = value;
		break;
	}
}

static void
write_reports(const struct job *job, const struct posts *posts)
{
	struct buffer path = {0};
	struct writer *writer;

	if (job->report) {
		writer = writer_open("-");
		report_write(job->report, posts, &job->options, writer);
		writer_close(writer);
		return;
	}
	if (mkdir(job->folder, 0777) < 0 && errno != EEXIST)
		die("cannot make the folder %s:", job->folder);
	for (size_t i = 0; reports[i]; i++) {
		buffer_reset(&path);
		buffer_format(&path, "%s/%s.csv", job->folder, reports[i]->name);
		writer = writer_open(buffer_cstring(&path));
		report_write(reports[i], posts, &job->options, writer);
		writer_close(writer);
	}
	buffer_release(&path);
}

int
main(int argc, char **argv)
{
	struct job job = {.near = 0.8, .options = {.min = 5, .by = 'd'}};
	struct options options;
	struct posts posts = {0};
	struct rejects rejects;
	char *path;
	bool read_any = false;

	options_begin(&options, &about, rows, argc, argv);
	for (int row; (row = options_next(&options)) >= 0;)
		read_option(&job, row, options.value);
	if (!job.partial && !job.folder) {
		char *name = options_operand(&options);
		if (!name)
			usage("no report named and no -o DIR");
		job.report = find_report(name);
	}
	rejects_open(&rejects, job.rejects_path);
	while ((path = options_operand(&options))) {
		posts_add(&posts, path, &rejects);
		read_any = true;
	}
	if (!read_any)
		posts_add(&posts, "-", &rejects);
	posts.rejected = (uint64_t)job.rejected + rejects.count;
	if (job.partial) {
		struct writer *writer = writer_open("-");
		posts_sort(&posts);
		posts_write_state(&posts, writer);
		writer_close(writer);
	} else {
		posts_settle(&posts, job.near);
		write_reports(&job, &posts);
	}
	rejects_close(&rejects);
	posts_release(&posts);
	zone_close(job.options.zone);
	return 0;
}
