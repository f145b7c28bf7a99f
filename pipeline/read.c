/* omtale-read: an archive of posts in any common form becomes the table of posts. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "archive/discretion.h"
#include "archive/request.h"
#include "lib/die.h"
#include "lib/fence.h"
#include "lib/options.h"

enum {
	MAP,
	PRESET,
	KEEP,
	CHANNEL,
	ROWS,
	CHARSET,
	DELIMITER,
	ZONE,
	TIME_FORMAT,
	MAX_RECORD,
	PSEUDONYMISE,
	BRANDS,
	REDACT,
	FORGET,
	DEAL,
	REJECTS,
	PROGRESS,
	DESCRIBE,
	PRESETS
};

static const struct option_row option_rows[] = {
	{'m', "map", "COL=FROM", "where columns stand: text=full_text,author=user.screen_name"},
	{'p', "preset", "NAME", "columns as a known archive has them (default: recognised)"},
	{'k', "keep", "COL", "further columns to pass on: lang,place=geo.name"},
	{'c', "channel", "NAME", "the channel, where the archive names none"},
	{0, "rows", "PATH", "JSON: the posts are the elements of the array there"},
	{0, "charset", "NAME", "UTF-8, windows-1252, UTF-16LE … (default: look)"},
	{'d', "delimiter", "C", "what separates the fields: ; or , or | or tab (default: look)"},
	{'z', "zone", "NAME", "of times that have none: Europe/Oslo, +01:00 (default: UTC)"},
	{0, "time-format", "FORMAT", "how times are written, if not in a usual way: '%d.%m.%y kl %H'"},
	{0, "max-record", "SIZE", "longest record in bytes, K, M or G (default: 64M)"},
	{0, "pseudonymise", "KEYFILE", "authors and @names become pseudonyms by this key (omtale keygen makes one)"},
	{'b', "brands", "FILE", "whose accounts keep their names (default: the bundled brand lexicon)"},
	{0, "redact", NULL, "mask e-mail addresses, telephone, CPR, fødselsnummer, IBAN and card numbers"},
	{0, "forget", "FILE", "leave out the posts of these authors and ids: CSV of author,id"},
	{0, "deal", "FILE", "write to FILE and to those of further --deals, a post to each in turn"},
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
	struct request request;
	struct discretion discretion;
	const char *rejects;
	const char **deals; /* where the posts go, when not to standard output */
	size_t deals_count;
	bool progress, describe;
};

/* ---- options ---- */

static bool
read_when(const char *value)
{
	if (strcmp(value, "always") == 0)
		return true;
	if (strcmp(value, "auto") != 0 && strcmp(value, "never") != 0)
		usage("--progress: expected auto, always or never, found \"%s\"", value);
	return value[0] == 'a' && isatty(STDERR_FILENO);
}

static void
list_presets(void)
{
	for (const struct preset *preset = presets; preset->name; preset++)
		printf("%-12s %s\n", preset->name, preset->about);
	options_leave();
}

static void
read_options(struct options *options, struct wishes *wishes)
{
	struct request *request = &wishes->request;

	for (int row; (row = options_next(options)) >= 0;)
		switch (row) {
		case MAP:
			request_map(request, options->value);
			break;
		case PRESET:
			request->posts.preset = preset_named(options->value);
			break;
		case KEEP:
			request_keep(request, options->value);
			break;
		case CHANNEL:
			request->posts.channel = options->value;
			break;
		case ROWS:
			request_rows(request, options->value);
			break;
		case CHARSET:
			request_charset(request, options->value);
			break;
		case DELIMITER:
			request_delimiter(request, options->value);
			break;
		case ZONE:
			request_zone(request, options->value);
			break;
		case TIME_FORMAT:
			request_time_format(request, options->value);
			break;
		case MAX_RECORD:
			request_longest_record(request, options->value);
			break;
		case PSEUDONYMISE:
			wishes->discretion.key = options->value;
			break;
		case BRANDS:
			wishes->discretion.brands = options->value;
			break;
		case REDACT:
			wishes->discretion.redact = true;
			break;
		case FORGET:
			wishes->discretion.forget = options->value;
			break;
		case DEAL:
			wishes->deals = memory_grow(wishes->deals, wishes->deals_count + 1, sizeof *wishes->deals);
			wishes->deals[wishes->deals_count++] = options->value;
			break;
		case REJECTS:
			wishes->rejects = options->value;
			break;
		case PROGRESS:
			wishes->progress = read_when(options->value);
			break;
		case DESCRIBE:
			wishes->describe = true;
			break;
		case PRESETS:
			list_presets();
		}
}

/* ---- progress ---- */

struct progress {
	bool shown;
	struct timespec begun, last;
	uint64_t posts, bytes; /* bytes as they stand in files already read */
	double before;         /* seconds that those took */
};

static double
seconds_between(struct timespec a, struct timespec b)
{
	return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

/* "90:05" or "1:30:05" */
static void
print_duration(double seconds)
{
	uint64_t s = seconds < 3.6e8 ? (uint64_t)(seconds + 0.5) : 360000000;

	if (s >= 3600)
		fprintf(stderr, "%" PRIu64 ":%02u:%02u", s / 3600, (unsigned)(s / 60 % 60), (unsigned)(s % 60));
	else
		fprintf(stderr, "%" PRIu64 ":%02u", s / 60, (unsigned)(s % 60));
}

static void
show_progress(struct progress *progress, const struct source *source, bool last)
{
	struct timespec now;
	double seconds, taken = (double)source_taken(source), size = (double)source_size(source);
	const char *name = source_name(source), *slash = strrchr(name, '/');

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!last && seconds_between(progress->last, now) < 0.2)
		return;
	progress->last = now;
	seconds = seconds_between(progress->begun, now);
	fprintf(stderr, "\r%s: %.32s: %" PRIu64 " posts, %.1f MB/s", die_program(), slash ? slash + 1 : name, progress->posts,
	        seconds > 0 ? ((double)progress->bytes + taken) / 1e6 / seconds : 0.0);
	if (last) {
		fputs("                          \n", stderr);
	} else if (size > 0 && taken > 0) { /* of a pipe nobody knows the size */
		fprintf(stderr, ", %.0f %%, ", 100 * taken / size);
		print_duration(taken < size ? (seconds - progress->before) * (size - taken) / taken : 0);
		fputs(" left   ", stderr);
	}
}

/* ---- the stage ---- */

/* Where the table goes: to one place, or to several in turn. */
struct outlets {
	struct writer **writers;
	size_t count, next;
};

static void
write_header(struct writer *out, const struct request *request)
{
	for (int i = 0; i < COLUMNS; i++)
		writer_field(out, str_of(column_names[i]));
	for (size_t i = 0; i < request->posts.keep_count; i++)
		writer_field(out, request->kept_names[i]);
	writer_end(out);
}

static void
open_outlets(struct outlets *outlets, const struct wishes *wishes)
{
	outlets->count = wishes->deals_count ? wishes->deals_count : 1;
	outlets->writers = memory_new(outlets->count, sizeof *outlets->writers);
	for (size_t i = 0; i < outlets->count; i++)
		outlets->writers[i] = writer_open(wishes->deals_count ? wishes->deals[i] : "-");
}

static struct writer *
next_outlet(struct outlets *outlets)
{
	struct writer *writer = outlets->writers[outlets->next];

	if (++outlets->next == outlets->count)
		outlets->next = 0;
	return writer;
}

static void
close_outlets(struct outlets *outlets)
{
	for (size_t i = 0; i < outlets->count; i++)
		writer_close(outlets->writers[i]);
	free(outlets->writers);
}

static void
write_post(struct writer *out, const struct request *request, const struct posts *posts)
{
	for (int i = 0; i < COLUMNS; i++)
		writer_field(out, posts->fields[i]);
	for (size_t i = 0; i < request->posts.keep_count; i++)
		writer_field(out, posts->kept[i]);
	writer_end(out);
}

static void
read_archive(struct outlets *outlets, struct wishes *wishes, struct posts_account *account, struct progress *progress, const char *path)
{
	struct request *request = &wishes->request;
	struct posts *posts = posts_open(path, &request->posts, account);
	bool discreet = discretion_asked(&wishes->discretion);

	while (posts_read(posts)) {
		if (!discreet || discretion_apply(&wishes->discretion, posts, &request->posts, request->kept_names))
			write_post(next_outlet(outlets), request, posts);
		if (progress->shown && ++progress->posts % 1024 == 0)
			show_progress(progress, table_source(posts->records->table), false);
	}
	if (progress->shown)
		show_progress(progress, table_source(posts->records->table), true);
	progress->bytes += source_taken(table_source(posts->records->table));
	for (size_t i = 0; i < outlets->count; i++)
		writer_flush(outlets->writers[i]); /* closing may die, and what was read shall not be lost with it */
	posts_close(posts);
}

static void
describe(struct request *request, struct posts_account *account, const char *path)
{
	struct posts *posts = posts_open(path, &request->posts, account);
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
}

/* All archives to where they go. */
static void
read_all(struct options *options, struct wishes *wishes, struct posts_account *account, char *path)
{
	struct progress progress = {.shown = wishes->progress};
	struct outlets outlets = {0};

	clock_gettime(CLOCK_MONOTONIC, &progress.begun);
	open_outlets(&outlets, wishes);
	fence_raise();
	for (size_t i = 0; i < outlets.count; i++)
		write_header(outlets.writers[i], &wishes->request);
	for (; path; path = options_operand(options))
		read_archive(&outlets, wishes, account, &progress, path);
	close_outlets(&outlets);
}

int
main(int argc, char **argv)
{
	struct options options;
	struct wishes wishes = {0};
	struct posts_account account = {0};
	struct rejects rejects;
	char *path;

	options_begin(&options, &about, option_rows, argc, argv);
	read_options(&options, &wishes);
	rejects_open(&rejects, wishes.rejects);
	wishes.request.posts.records.rejects = &rejects;
	rejects.discreet = account.discreet = discretion_asked(&wishes.discretion);
	discretion_open(&wishes.discretion);
	path = options_operand(&options);
	path = path ? path : (char[]){"-"};
	for (int i = 1; i <= options.operands; i++)
		fence_promise_reading(options.arguments[i]);
	if (wishes.describe) {
		fence_raise();
		for (; path; path = options_operand(&options))
			describe(&wishes.request, &account, path);
	} else {
		read_all(&options, &wishes, &account, path);
	}
	rejects_close(&rejects);
	discretion_close(&wishes.discretion);
	if (!wishes.describe)
		warn_of_mending(&account);
	buffer_release(&account.first_time);
	request_release(&wishes.request);
	free(wishes.deals);
	return 0;
}
