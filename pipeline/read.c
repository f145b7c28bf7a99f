/* omtale-read: an archive of posts in any common form becomes the table of posts. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "archive/posts.h"
#include "lib/die.h"
#include "lib/options.h"

enum { MAP, PRESET, KEEP, CHANNEL, ROWS, CHARSET, DELIMITER, ZONE, TIME_FORMAT, MAX_RECORD, REJECTS, PROGRESS, DESCRIBE, PRESETS };

static const struct option_row option_rows[] = {
	{'m', "map", "COL=FROM,…", "where columns stand: text=full_text,author=user.screen_name"},
	{'p', "preset", "NAME", "columns as a known archive has them (default: recognised)"},
	{'k', "keep", "COL,…", "further columns to pass on: lang,place=geo.name"},
	{'c', "channel", "NAME", "the channel, where the archive names none"},
	{0, "rows", "PATH", "JSON: the posts are the elements of the array there"},
	{0, "charset", "NAME", "UTF-8, windows-1252, UTF-16LE … (default: look)"},
	{'d', "delimiter", "C", "what separates the fields: ; or , or | or tab (default: look)"},
	{'z', "zone", "NAME", "of times that have none: Europe/Oslo, +01:00 (default: UTC)"},
	{0, "time-format", "FORMAT", "how times are written, if not in a usual way: '%d.%m.%y kl %H'"},
	{0, "max-record", "SIZE", "longest record in bytes, K, M or G (default: 64M)"},
	{0, "rejects", "FILE", "keep the records that cannot be used, with file, line and reason"},
	{0, "progress", "WHEN", "on standard error: auto (on a terminal), always, never (default)"},
	{0, "describe", NULL, "show what each file was taken for, and stop"},
	{0, "presets", NULL, "list the presets, and stop"},
	{0, NULL, NULL, NULL},
};

static const struct option_about about = {
	.program = "omtale-read",
	.synopsis = "[OPTION]… [FILE]… >posts.csv",
	.purpose = "makes the table of posts from archives in CSV, TSV or JSON, plain or gzip",
	.examples = "  omtale-read posts.csv.gz | omtale-normalise | omtale-stem | omtale-tag >tagged.csv\n"
	            "  omtale-read --describe tweets.jsonl.gz\n"
	            "  omtale-read --map 'text=besked|emne,author=kunde.navn' --zone Europe/Copenhagen --channel e-mail post.jsonl\n",
};

struct wishes {
	struct posts_options posts;
	const char *rejects;
	bool progress, describe;
};

/* ---- options ---- */

/* Reads "NAME=FORMULA" or "NAME" from the front of *list. */
static struct str
cut_formula(struct str *list, struct formula *formula, struct arena *lasting, const char *option)
{
	size_t length = formula_cut(*list), equals;
	struct str one = str_trim((struct str){list->at, length}), name = one, from = one;
	const char *problem;

	*list = length < list->length ? (struct str){list->at + length + 1, list->length - length - 1} : (struct str){NULL, 0};
	for (equals = 0; equals < one.length && one.at[equals] != '='; equals++)
		if (one.at[equals] == '[' || one.at[equals] == '"')
			equals = one.length - 1; /* an = inside a path is none of ours */
	if (equals < one.length) {
		name = str_trim((struct str){one.at, equals});
		from = str_trim((struct str){one.at + equals + 1, one.length - equals - 1});
	}
	if (name.length == 0)
		usage("%s: a column's name is missing in \"%.*s\"", option, (int)one.length, one.at);
	problem = formula_parse(formula, lasting, from);
	if (problem)
		usage("%s: %s in \"%.*s\"", option, problem, (int)one.length, one.at);
	return name;
}

static void
read_map(struct posts_options *posts, struct arena *lasting, const char *value)
{
	for (struct str rest = str_of(value); rest.at;) {
		struct formula formula;
		struct str name = cut_formula(&rest, &formula, lasting, "--map");
		char copy[64];
		const char *nearest;
		int column = 0;

		while (column < COLUMNS && !str_equal(name, str_of(column_names[column])))
			column++;
		if (column < COLUMNS) {
			posts->map[column] = formula;
			posts->mapped[column] = true;
			continue;
		}
		snprintf(copy, sizeof copy, "%.*s", name.length < 60 ? (int)name.length : 60, name.at);
		nearest = options_nearest(copy, column_names);
		usage("--map: no column \"%s\"%s%s%s (id, time, channel, author, reply_to, repost_of, thread, reach, text; --keep passes others on)", copy,
		      nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
	}
}

static void
read_keep(struct posts_options *posts, struct arena *lasting, struct str **names, const char *value)
{
	for (struct str rest = str_of(value); rest.at;) {
		size_t n = posts->keep_count++;

		posts->keep = memory_grow(posts->keep, n + 1, sizeof *posts->keep);
		*names = memory_grow(*names, n + 1, sizeof **names);
		(*names)[n] = cut_formula(&rest, &posts->keep[n], lasting, "--keep");
		for (int i = 0; i < COLUMNS; i++)
			if (str_equal((*names)[n], str_of(column_names[i])))
				usage("--keep: \"%s\" is a column of every post already; give yours another name: --keep my_%s=%s", column_names[i], column_names[i], column_names[i]);
		for (size_t i = 0; i < n; i++)
			if (str_equal((*names)[n], (*names)[i]))
				usage("--keep: \"%.*s\" is named twice", (int)(*names)[n].length, (*names)[n].at);
	}
}

static size_t
read_size(const char *value)
{
	struct str text = str_of(value);
	char unit = text.length ? text.at[text.length - 1] : '\0';
	int shift = unit == 'K' ? 10 : unit == 'M' ? 20 : unit == 'G' ? 30 : 0;
	int64_t size;

	text.length -= shift > 0;
	if (!str_to_int(text, &size) || size < 1 || size > (INT64_C(1) << 33) >> shift)
		usage("--max-record: expected a number of bytes, as 500K or 64M, up to 8G, found \"%s\"", value);
	return (size_t)size << shift;
}

static char
read_delimiter(const char *value)
{
	if (strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0)
		return '\t';
	if (strlen(value) != 1 || strchr("\"\r\n", value[0]))
		usage("--delimiter: expected one character, or tab, found \"%s\"", value);
	return value[0];
}

static bool
read_when(const char *value)
{
	if (strcmp(value, "always") == 0)
		return true;
	if (strcmp(value, "auto") != 0 && strcmp(value, "never") != 0)
		usage("--progress: expected auto, always or never, found \"%s\"", value);
	return value[0] == 'a' && isatty(STDERR_FILENO);
}

static const char *
read_time_format(const char *value)
{
	if (timeformat_unknown(value))
		usage("--time-format: no letter %%%c is known (%%Y %%y %%m %%b %%d %%a %%H %%I %%p %%M %%S %%f %%s %%z %%T %%F %%%%)", timeformat_unknown(value));
	return value;
}

static struct place *
read_rows(struct arena *lasting, const char *value)
{
	struct formula formula;
	const char *problem = formula_parse(&formula, lasting, str_of(value));

	if (problem || formula.count != 1 || formula.choices->parts_count != 1 || formula.choices->parts->kind != PART_PLACE)
		usage("--rows: expected the path of an array, as in data.posts, found \"%s\"", value);
	return &formula.choices->parts->place;
}

static void
list_presets(void)
{
	for (const struct preset *preset = presets; preset->name; preset++)
		if (printf("%-12s %s\n", preset->name, preset->about) < 0)
			die("cannot write standard output:");
	if (fflush(stdout) != 0)
		die("cannot write standard output:");
	exit(0);
}

static struct zone *
read_zone(const char *value)
{
	struct zone *zone = zone_open(value);

	if (!zone)
		usage("--zone: no time zone \"%s\" is known (Europe/Copenhagen, UTC, +01:00 …)", value);
	return zone;
}

static void
read_options(struct options *options, struct wishes *wishes, struct arena *lasting, struct str **kept_names)
{
	for (int row; (row = options_next(options)) >= 0;)
		switch (row) {
		case MAP: read_map(&wishes->posts, lasting, options->value); break;
		case PRESET: wishes->posts.preset = preset_named(options->value); break;
		case KEEP: read_keep(&wishes->posts, lasting, kept_names, options->value); break;
		case CHANNEL: wishes->posts.channel = options->value; break;
		case ROWS: wishes->posts.rows = read_rows(lasting, options->value); break;
		case CHARSET: wishes->posts.records.charset = options->value; break;
		case DELIMITER: wishes->posts.records.delimiter = read_delimiter(options->value); break;
		case ZONE: wishes->posts.times.zone = read_zone(options->value); break;
		case TIME_FORMAT: wishes->posts.times.format = read_time_format(options->value); break;
		case MAX_RECORD: wishes->posts.records.longest_record = read_size(options->value); break;
		case REJECTS: wishes->rejects = options->value; break;
		case PROGRESS: wishes->progress = read_when(options->value); break;
		case DESCRIBE: wishes->describe = true; break;
		case PRESETS: list_presets();
		}
}

/* ---- progress ---- */

struct progress {
	bool shown;
	struct timespec begun, last;
	uint64_t posts, bytes; /* bytes as they stand in files already read */
};

static double
seconds_between(struct timespec a, struct timespec b)
{
	return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

static void
show_progress(struct progress *progress, const struct source *source, bool last)
{
	struct timespec now;
	double seconds;
	uint64_t taken = source_taken(source), size = source_size(source), all = progress->bytes + taken;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!last && seconds_between(progress->last, now) < 0.2)
		return;
	progress->last = now;
	seconds = seconds_between(progress->begun, now);
	fprintf(stderr, "\r%s: %" PRIu64 " posts, %.1f MB/s", die_program(), progress->posts, seconds > 0 ? (double)all / 1e6 / seconds : 0.0);
	if (size)
		fprintf(stderr, ", %3.0f %% of %s", 100.0 * (double)taken / (double)size, source_name(source));
	fputs(last ? "\n" : "   ", stderr);
}

/* ---- the stage ---- */

static void
write_header(struct writer *out, const struct str *kept_names, size_t kept)
{
	for (int i = 0; i < COLUMNS; i++)
		writer_field(out, str_of(column_names[i]));
	for (size_t i = 0; i < kept; i++)
		writer_field(out, kept_names[i]);
	writer_end(out);
}

static void
read_archive(struct writer *out, struct wishes *wishes, struct posts_account *account, struct progress *progress, const char *path)
{
	struct posts *posts = posts_open(path, &wishes->posts, account);

	while (posts_read(posts)) {
		for (int i = 0; i < COLUMNS; i++)
			writer_field(out, posts->fields[i]);
		for (size_t i = 0; i < wishes->posts.keep_count; i++)
			writer_field(out, posts->kept[i]);
		writer_end(out);
		if (progress->shown && ++progress->posts % 1024 == 0)
			show_progress(progress, table_source(posts->records->table), false);
	}
	if (progress->shown)
		show_progress(progress, table_source(posts->records->table), true);
	progress->bytes += source_taken(table_source(posts->records->table));
	writer_flush(out); /* closing may die, and what was read shall not be lost with it */
	posts_close(posts);
}

static void
describe(struct wishes *wishes, struct posts_account *account, const char *path)
{
	struct posts *posts = posts_open(path, &wishes->posts, account);
	struct buffer text = {0};

	posts_read(posts);
	posts_describe(posts, &text);
	if (fwrite(text.at, 1, text.length, stdout) != text.length || fflush(stdout) != 0)
		die("cannot write standard output:");
	buffer_release(&text);
	posts_close(posts);
}

/* "3 texts with control characters: left out" */
static void
warn_of(uint64_t count, const char *what, const char *done)
{
	if (count)
		warn("%" PRIu64 " %s%s %s", count, what, count == 1 ? "" : "s", done);
}

static void
warn_of_mending(struct posts_account *account)
{
	warn_of(account->mending.decoding, "text", "decoded wrongly once (\"Ã¸\" for \"ø\"): mended");
	warn_of(account->mending.bytes, "field or JSON line", "with bytes that are no UTF-8: read as Windows-1252 (--charset NAME, if they are another)");
	warn_of(account->mending.controls, "text", "with control characters: left out");
	warn_of(account->json, "JSON record", "not strictly JSON (NaN, half a surrogate pair, a raw control character): mended");
	if (account->times)
		warn("%" PRIu64 " time%s could not be read and left empty; the first: %s (say how they are written with --time-format)", account->times,
		     account->times == 1 ? "" : "s", buffer_cstring(&account->first_time));
	buffer_release(&account->first_time);
}

int
main(int argc, char **argv)
{
	struct options options;
	struct wishes wishes = {0};
	struct posts_account account = {0};
	struct progress progress = {0};
	struct rejects rejects;
	struct arena lasting = {0};
	struct str *kept_names = NULL;
	struct writer *out;
	char *path;

	options_begin(&options, &about, option_rows, argc, argv);
	read_options(&options, &wishes, &lasting, &kept_names);
	rejects_open(&rejects, wishes.rejects);
	wishes.posts.records.rejects = &rejects;
	path = options_operand(&options);
	path = path ? path : (char[]){"-"};
	if (wishes.describe) {
		for (; path; path = options_operand(&options))
			describe(&wishes, &account, path);
		return 0;
	}
	progress.shown = wishes.progress;
	clock_gettime(CLOCK_MONOTONIC, &progress.begun);
	out = writer_open("-");
	write_header(out, kept_names, wishes.posts.keep_count);
	for (; path; path = options_operand(&options))
		read_archive(out, &wishes, &account, &progress, path);
	writer_close(out);
	rejects_close(&rejects);
	warn_of_mending(&account);
	zone_close(wishes.posts.times.zone);
	arena_release(&lasting);
	free(wishes.posts.keep);
	free(kept_names);
	return 0;
}
