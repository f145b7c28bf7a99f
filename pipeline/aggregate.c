/* omtale-aggregate: folds tagged posts into reports, or into states that merge. */
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/die.h"
#include "lib/fence.h"
#include "lib/options.h"
#include "lib/rejects.h"
#include "lib/zones.h"
#include "reports/ground.h"
#include "reports/instants.h"
#include "reports/package.h"
#include "reports/report.h"

enum {
	OUTPUT,
	PARTIAL,
	MERGE,
	LIST,
	DESCRIBE,
	SQL,
	BY,
	ZONE,
	FROM,
	TO,
	LANG,
	BRAND,
	MIN,
	NEAR,
	COLLECTED,
	MEMBERS,
	PLANNED,
	EXCEL,
	PROVENANCE,
	REJECTED,
	REJECTS
};

static const struct option_row rows[] = {
	{'o', "output", "DIR", "write every report into DIR, with datapackage.json and manifest.json"},
	{0, "partial", NULL, "write a state to standard output, to be merged later"},
	{0, "merge", NULL, "the operands are states; their reports (or, with --partial, their state) are those of the whole"},
	{'l', "list", NULL, "list the reports, a sentence each"},
	{0, "describe", "REPORT", "list a report's columns, their meanings and formulas"},
	{0, "sql", "SYSTEM", "print tables, loading and views for postgresql, sqlite or duckdb; operand: the reports' folder"},
	{0, "by", "PERIOD", "day, week or month for reports over time (default: day)"},
	{0, "zone", "ZONE", "time zone of dates, such as Europe/Copenhagen (default: UTC)"},
	{0, "from", "DATE", "leave out posts written before; a date or an instant"},
	{0, "to", "DATE", "leave out posts written after that date, or at that instant and later"},
	{0, "lang", "LANG,…", "only posts in these languages"},
	{0, "brand", "BRAND,…", "only rows of these brands; shares are of all"},
	{0, "min", "N", "leave a ratio empty when it rests on fewer than N cases (default: 5)"},
	{0, "near", "J", "Jaccard index from which a text is a copy (default: 0.8)"},
	{0, "collected", "HOW", "full or keyword: an archive collected by keyword leaves focus empty"},
	{0, "members", "FILE", "how many members each channel has: CSV of channel,members"},
	{0, "planned", "FILE", "what is planned, to hold against the wishes: CSV of plan,pattern"},
	{0, "excel", NULL, "write what Danish and Norwegian Excel opens with a double click"},
	{0, "provenance", "FILE", "what the stages before this one used, for manifest.json: CSV of kind,name,value"},
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
	const char *folder, *rejects_path, *provenance, *sql;
	const char *from, *to;
	const struct report *report; /* NULL: all */
	bool partial, merge;
	double near;
	int64_t rejected;
	struct map langs, brands;
	struct choice choice;
	struct report_options options;
	struct manifest manifest;
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
	const char *names[64] = {0}, *perhaps;

	if (report)
		return report;
	for (size_t i = 0; reports[i] && i < 63; i++)
		names[i] = reports[i]->name;
	perhaps = options_perhaps(name, names);
	usage("no report \"%s\"%s", name, *perhaps ? perhaps : "; omtale-aggregate --list shows them");
}

static void
describe(const struct report *report)
{
	struct buffer file = {0};

	printf("%s: %s\nOne row for every %s; key: %s.\n\n", report_file(report, &file), report->purpose, report->grain, report->key);
	for (const struct report_column *column = report->columns; column && column->name; column++)
		printf("%-26s %s\n", column->name, column->meaning);
	buffer_release(&file);
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
add_names(struct map *names, const char *option, const char *value)
{
	for (struct str rest = str_of(value); rest.at;) {
		struct str name = str_trim(str_cut(&rest, ','));
		if (name.length == 0)
			usage("--%s: expected names separated by commas, found \"%s\"", option, value);
		map_add(names, name);
	}
}

static char
one_of(const char *option, const char *value, const char *const words[])
{
	for (size_t i = 0; words[i]; i++)
		if (strcmp(value, words[i]) == 0)
			return value[0];
	usage("--%s: expected %s%s%s%s%s, found \"%s\"%s", option, words[0], words[2] ? ", " : " or ", words[1], words[2] ? " or " : "",
	      words[2] ? words[2] : "", value, options_perhaps(value, words));
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
		return;
	case MERGE:
		job->merge = true;
		return;
	case LIST:
		list();
		options_leave();
	case DESCRIBE:
		describe(find_report(value));
		options_leave();
	case SQL:
		one_of("sql", value, (const char *const[]){"postgresql", "sqlite", "duckdb", NULL});
		job->sql = value;
		return;
	case BY:
		job->options.by = one_of("by", value, (const char *const[]){"day", "week", "month", NULL});
		break;
	case ZONE:
		zone_close(job->options.zone);
		job->options.zone = zone_open(value);
		if (!job->options.zone) {
			size_t count;
			const struct str *names = zone_names(&count);
			usage("--zone: no time zone \"%s\" is known%s (Europe/Copenhagen, Europe/Oslo, UTC, +01:00 …)", value,
			      options_perhaps_of(value, names, count));
		}
		break;
	case FROM:
		job->from = value;
		break;
	case TO:
		job->to = value;
		break;
	case LANG:
		add_names(&job->langs, "lang", value);
		job->choice.langs = &job->langs;
		break;
	case BRAND:
		add_names(&job->brands, "brand", value);
		job->options.brands = &job->brands;
		break;
	case MIN:
		job->options.min = whole("min", value);
		break;
	case NEAR:
		if (!str_to_double(str_of(value), &job->near) || !(job->near > 0 && job->near <= 1))
			usage("--near: expected a number above 0 and up to 1, found \"%s\"", value);
		break;
	case COLLECTED:
		job->options.by_keyword = one_of("collected", value, (const char *const[]){"keyword", "full", NULL}) == 'k';
		break;
	case MEMBERS:
		job->options.members = value;
		break;
	case PLANNED:
		job->options.planned = value;
		break;
	case EXCEL:
		job->options.excel = true;
		break;
	case PROVENANCE:
		job->provenance = value;
		return;
	case REJECTED:
		job->rejected = whole("rejected", value);
		break;
	case REJECTS:
		job->rejects_path = value;
		return;
	}
	if (row != OUTPUT)
		manifest_option(&job->manifest, rows[row].name, value ? value : "");
}

/* The UTC second of a date's first moment in the reports' zone, or of an instant. `days`: how many days later. */
static int64_t
bound(const struct job *job, const char *option, const char *value, int days)
{
	int64_t utc;

	if (!value)
		return NO_TIME;
	if (!instant_read(str_of(value), &utc))
		usage("--%s: expected a date (2025-04-09) or an instant (2025-04-09T05:00:00Z), found \"%s\"", option, value);
	if (strlen(value) > 10)
		return utc;
	utc += (int64_t)days * 86400;
	return job->options.zone ? zone_to_utc(job->options.zone, utc) : utc;
}

/* A brand or a language of which there is nothing was perhaps mistyped: said before a report without rows is taken for an answer. */
static void
warn_of_absent(const char *option, const struct map *wanted, const struct map *there)
{
	struct str *names;

	if (there->count == 0)
		return;
	names = memory_grow(NULL, there->count, sizeof *names);
	for (uint32_t i = 0; i < there->count; i++)
		names[i] = map_text(there, i);
	for (uint32_t i = 0; i < wanted->count; i++)
		if (map_find(there, map_text(wanted, i)) == MAP_NONE) {
			struct buffer name = {0};
			buffer_text(&name, map_text(wanted, i));
			warn("--%s: not one post has \"%s\"%s", option, buffer_cstring(&name), options_perhaps_of(buffer_cstring(&name), names, there->count));
			buffer_release(&name);
		}
	free(names);
}

/* One archive read twice is set right by this; two that count their posts from 1 each lose one of them. */
static void
warn_of_repeated(uint64_t count)
{
	if (count)
		warn("%llu post%s left out, as an earlier one has the same id; where files number their posts from 1 each, read them with --map id=",
		     (unsigned long long)count, count == 1 ? "" : "s");
}

static void
write_reports(struct job *job, const struct posts *posts)
{
	struct ground ground = {.posts = posts, .options = &job->options};
	struct buffer path = {0}, file = {0};
	uint64_t count;

	if (job->report) {
		report_write(job->report, &ground, "-", &count);
		ground_release(&ground, 0);
		return;
	}
	if (mkdir(job->folder, 0777) < 0 && errno != EEXIST)
		die("cannot make the folder %s:", job->folder);
	for (size_t i = 0; reports[i]; i++) {
		int parts;
		buffer_reset(&path);
		buffer_format(&path, "%s/%s", job->folder, report_file(reports[i], &file));
		parts = report_write(reports[i], &ground, buffer_cstring(&path), &count);
		ground_release(&ground, reports_stand_on(i + 1));
		for (int part = 1; part <= parts; part++)
			manifest_report(&job->manifest, reports[i], part, count);
	}
	package_write(&job->manifest, job->folder, job->options.excel);
	manifest_write(&job->manifest, job->folder, posts, job->provenance);
	buffer_release(&file);
	buffer_release(&path);
}

/* With neither -o nor --partial the first operand names a report. */
static void
find_out_what_to_write(struct job *job, struct options *options)
{
	char *name;

	if (job->partial && job->folder)
		usage("--partial writes a state to standard output, -o DIR writes reports: give one of them");
	if (job->partial || job->folder)
		return;
	name = options_operand(options);
	if (!name)
		usage("no report named and no -o DIR");
	job->report = find_report(name);
}

static void
read_posts(struct job *job, struct options *options, struct posts *posts, struct rejects *rejects)
{
	static char standard_input[] = "-";
	char *path = options_operand(options);

	if (!path)
		path = standard_input;
	for (; path; path = options_operand(options)) {
		if (job->merge)
			state_add(posts, path);
		else
			posts_add(posts, path, rejects);
		if (job->folder)
			manifest_input(&job->manifest, path);
	}
	posts->rejected += (uint64_t)job->rejected + rejects->count;
}

/* Files that merge or describe are read as they are needed; written is only into the folder, or, before it is there, into what it will stand in. A folder that
 * cannot be is told before anything is read. */
static void
raise_fence(const char *folder)
{
	char *copy = folder ? strdup(folder) : NULL;
	struct stat status;

	fence_promise_reading("/");
	if (copy) {
		const char *place = stat(folder, &status) == 0 ? folder : dirname(copy);
		if (stat(place, &status) < 0)
			die("cannot make the folder %s:", folder);
		if (!S_ISDIR(status.st_mode))
			die("cannot write reports into %s: %s is no folder", folder, place);
		fence_promise_writing(place);
	}
	fence_raise();
	free(copy);
}

int
main(int argc, char **argv)
{
	struct job job = {.near = 0.8, .options = {.min = 5, .by = 'd'}};
	struct options options;
	struct posts posts = {0};
	struct rejects rejects;

	options_begin(&options, &about, rows, argc, argv);
	for (int row; (row = options_next(&options)) >= 0;)
		read_option(&job, row, options.value);
	if (job.sql) {
		sql_print(job.sql, options_operand(&options));
		options_leave();
	}
	find_out_what_to_write(&job, &options);
	job.choice.from = bound(&job, "from", job.from, 0);
	job.choice.to = bound(&job, "to", job.to, 1);
	if (job.choice.from != NO_TIME && job.choice.to != NO_TIME && job.choice.from >= job.choice.to)
		usage("--from %s --to %s: no moment is left between them", job.from, job.to);
	rejects_open(&rejects, job.rejects_path);
	raise_fence(job.folder);
	read_posts(&job, &options, &posts, &rejects);
	if (job.partial) {
		struct writer *writer = writer_open("-");
		posts_sort(&posts);
		state_write(&posts, writer);
		writer_close(writer);
	} else {
		warn_of_absent("brand", &job.brands, &posts.brands);
		warn_of_absent("lang", &job.langs, &posts.langs);
		posts_settle(&posts, &job.choice, job.near);
		warn_of_repeated(posts.repeated_ids);
		write_reports(&job, &posts);
	}
	rejects_close(&rejects);
	posts_release(&posts);
	manifest_release(&job.manifest);
	map_release(&job.langs);
	map_release(&job.brands);
	zone_close(job.options.zone);
	return 0;
}
