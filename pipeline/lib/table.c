#include "lib/table.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/die.h"
#include "lib/doubtful.h"
#include "lib/fields.h"
#include "lib/options.h"

enum { BLOCK = 1 << 18 };

struct table_reading {
	struct source *source;
	struct rejects *rejects;
	struct dialect dialect;
	size_t longest;
	bool ragged, written;
	struct buffer bytes; /* what was read: [start … length) is not handed out yet */
	size_t start;
	uint64_t next_line; /* the physical line at `start` */
	bool ended;
	bool first_waits;  /* the first record was read for its width; hand it out next */
	char problem[512]; /* why the table must not be taken as whole; told by table_close */
	struct fields fields;
	struct doubtful *doubtful;
};

/* Reads on; false at the end or on failure. Moves what is not used to the front when that makes the room. */
static bool
fill(struct table_reading *reading)
{
	ptrdiff_t n;

	if (reading->ended)
		return false;
	if (reading->start && reading->bytes.capacity - reading->bytes.length < BLOCK) {
		reading->bytes.length -= reading->start;
		memmove(reading->bytes.at, reading->bytes.at + reading->start, reading->bytes.length);
		reading->start = 0;
	}
	n = source_read(reading->source, buffer_reserve(&reading->bytes, BLOCK), BLOCK);
	if (n > 0) {
		reading->bytes.length += (size_t)n;
		return true;
	}
	reading->ended = true;
	if (n < 0)
		snprintf(reading->problem, sizeof reading->problem, "%s", source_failure(reading->source));
	return false;
}

enum line { LINE_WHOLE, LINE_NONE, LINE_TOO_LONG, LINE_MISQUOTED };

/* Finds the end of the physical line that begins `offset` bytes behind start: *length without its LF. The last line may lack the LF, unless
 * the source failed: then it is not whole and is not handed out. */
static enum line
find_line(struct table_reading *reading, size_t offset, size_t *length, bool *has_feed)
{
	size_t searched = offset;

	for (;;) {
		size_t have = reading->bytes.length - reading->start;
		const char *begin = buffer_str(&reading->bytes).at + reading->start;
		const char *feed = have > searched ? memchr(begin + searched, '\n', have - searched) : NULL;

		*has_feed = feed != NULL;
		if (feed) {
			*length = (size_t)(feed - begin) - offset;
			return *length + offset > reading->longest ? LINE_TOO_LONG : LINE_WHOLE;
		}
		if (have > reading->longest)
			return LINE_TOO_LONG;
		searched = have;
		if (fill(reading))
			continue;
		if (have == offset || reading->problem[0])
			return LINE_NONE;
		*length = have - offset;
		return LINE_WHOLE;
	}
}

/* Uses up bytes to the end of the physical line that a too long record ends in. */
static void
skip_line(struct table_reading *reading)
{
	for (;;) {
		size_t have = reading->bytes.length - reading->start;
		const char *feed = have ? memchr(reading->bytes.at + reading->start, '\n', have) : NULL;

		if (feed) {
			reading->start = (size_t)(feed - reading->bytes.at) + 1;
			reading->next_line++;
			return;
		}
		reading->start = reading->bytes.length;
		if (!fill(reading))
			return;
	}
}

/* Has libcsv read physical lines, the first of `line_length` bytes, until the row is whole. *length gets the bytes used with the last LF. LINE_NONE: the
 * input ended inside a quoted field; LINE_TOO_LONG: the field did not end within the longest record; LINE_MISQUOTED: a quote stands where none may. */
static enum line
read_doubtful(struct table_reading *reading, size_t line_length, bool has_feed, size_t *length)
{
	size_t used = 0;

	doubtful_begin(reading->doubtful, &reading->fields);
	for (;;) {
		enum doubt doubt = doubtful_line(reading->doubtful, (struct str){reading->bytes.at + reading->start + used, line_length});
		enum line next;

		used += line_length + has_feed;
		if (doubt == DOUBT_MISQUOTED)
			return LINE_MISQUOTED;
		if (doubt == DOUBT_NONE) {
			*length = used;
			return LINE_WHOLE;
		}
		next = has_feed ? find_line(reading, used, &line_length, &has_feed) : LINE_NONE;
		if (next != LINE_WHOLE)
			return next;
	}
}

static void
reject(struct table *table, const char *reason, struct str record)
{
	struct table_reading *reading = table->reading;

	if (!reading->rejects)
		table_die(table, "%s", reason);
	rejects_add(reading->rejects, table->name, table->line, reason, record);
}

static uint64_t
count_lines(struct str text)
{
	uint64_t lines = 0;

	for (const char *at = text.at, *end = text.at + text.length; (at = memchr(at, '\n', (size_t)(end - at))); at++)
		lines++;
	return lines;
}

static struct str
without_line_end(struct str text)
{
	if (text.length && text.at[text.length - 1] == '\n')
		text.length--;
	if (text.length && text.at[text.length - 1] == '\r')
		text.length--;
	return text;
}

/* A quoted field that does not end, or quotes in wrong places. At the end of the input nothing that looks like a record behind an open quote can be
 * trusted; else only the line where the trouble began is put aside, and reading goes on behind it. */
static void
reject_quotes(struct table *table, size_t first_line, enum line found)
{
	struct table_reading *reading = table->reading;
	struct str line = {reading->bytes.at + reading->start, first_line};

	if (found != LINE_NONE) {
		reject(table,
		       found == LINE_TOO_LONG
		               ? "a quoted field does not end within the longest record allowed"
		               : "a quote inside an unquoted field, or text behind a closing quote (RFC 4180 wants \"…\" round the field and \"\" inside)",
		       without_line_end(line));
		skip_line(reading);
		return;
	}
	if (!reading->problem[0])
		snprintf(reading->problem, sizeof reading->problem,
		         "%s:%" PRIu64 ": a quoted field that begins here has no closing quote; what came before was read", table->name, table->line);
	reading->start = reading->bytes.length;
}

/* Cuts the record whose first line has `length` bytes; *length gets the bytes it takes with its last LF. */
static enum line
read_record(struct table_reading *reading, size_t *length, bool has_feed)
{
	const char *begin = reading->bytes.at + reading->start, *end = reading->bytes.at + reading->bytes.length;
	const char *feed = fields_cut(&reading->fields, reading->dialect, begin, begin + *length, end);

	if (!feed || (size_t)(feed - begin) > reading->longest)
		return read_doubtful(reading, *length, has_feed, length);
	*length = (size_t)(feed - begin) + (feed < end);
	return LINE_WHOLE;
}

/* Hands out the record that takes the next `used` bytes. */
static void
take(struct table *table, size_t used, bool one_line)
{
	struct table_reading *reading = table->reading;

	table->fields = reading->fields.at;
	table->fields_count = reading->fields.count;
	table->raw = (struct str){reading->bytes.at + reading->start, used};
	table->plain = one_line && reading->dialect.delimiter == ',' && !reading->dialect.no_quotes;
	reading->next_line += one_line ? 1 : count_lines(table->raw);
	table->raw = without_line_end(table->raw);
	reading->start += used;
}

/* The next record of any width in fields, or false. */
static bool
next_record(struct table *table)
{
	struct table_reading *reading = table->reading;

	for (;;) {
		size_t length, used;
		bool has_feed;
		enum line found = find_line(reading, 0, &length, &has_feed);
		struct str line = {buffer_str(&reading->bytes).at + reading->start, length};

		table->line = reading->next_line;
		if (found == LINE_NONE)
			return false;
		if (found == LINE_TOO_LONG) {
			reject(table, "the record is longer than the longest record allowed",
			       (struct str){line.at, REJECT_KEEPS < reading->longest ? REJECT_KEEPS : reading->longest});
			skip_line(reading);
			continue;
		}
		if (without_line_end(line).length == 0) {
			reading->start += length + has_feed;
			reading->next_line++;
			continue;
		}
		used = length;
		found = read_record(reading, &used, has_feed);
		if (found == LINE_WHOLE) {
			take(table, used, used == length + has_feed);
			return true;
		}
		reject_quotes(table, length, found);
	}
}

static void
check_written(const struct table *table)
{
	struct str rest = table->raw;

	while (rest.length) {
		size_t length = str_rune(rest, NULL);
		if (length == 0)
			table_die(table, "not UTF-8 (iconv -f WINDOWS-1252 -t UTF-8 may help)");
		rest = (struct str){rest.at + length, rest.length - length};
	}
}

bool
table_read(struct table *table)
{
	struct table_reading *reading = table->reading;

	if (reading->first_waits) {
		reading->first_waits = false;
		table->records++;
		return true;
	}
	while (next_record(table)) {
		char reason[96];

		if (reading->written)
			check_written(table);
		if (table->fields_count == table->columns_count || reading->ragged) {
			table->records++;
			return true;
		}
		snprintf(reason, sizeof reason, "expected %zu fields as in the header, found %zu", table->columns_count, table->fields_count);
		reject(table, reason, table->raw);
	}
	return false;
}

/* The header's names are kept apart, because fields lives only until the next record. */
static void
keep_columns(struct table *table, bool numbered)
{
	table->columns_count = table->fields_count;
	table->columns = memory_new(table->columns_count, sizeof *table->columns);
	for (size_t i = 0; i < table->columns_count; i++) {
		struct buffer name = {0};
		if (numbered)
			buffer_int(&name, (int64_t)i + 1);
		else
			buffer_text(&name, str_trim(table->fields[i]));
		buffer_reserve(&name, 1);
		table->columns[i] = buffer_str(&name); /* owned; freed by table_close */
	}
}

struct table *
table_on(struct source *source, const struct table_options *options)
{
	static const struct table_options plain;
	struct table *table = memory_new(1, sizeof *table);
	struct table_reading *reading = memory_new(1, sizeof *reading);
	struct str begin;

	options = options ? options : &plain;
	table->reading = reading;
	table->name = source_name(source);
	reading->source = source;
	reading->rejects = options->rejects;
	reading->dialect = (struct dialect){options->delimiter ? options->delimiter : ',', options->no_quotes};
	reading->longest = options->longest_record ? options->longest_record : TABLE_LONGEST_RECORD;
	reading->ragged = options->ragged;
	reading->written = options->written;
	reading->next_line = options->first_line ? options->first_line : 1;
	reading->doubtful = doubtful_open(reading->dialect);
	begin = source_peek(source, 3);
	if (str_starts(begin, STR("\xef\xbb\xbf"))) {
		char mark[3];
		source_read(source, mark, 3);
	}
	table->empty = !next_record(table);
	if (!table->empty) {
		keep_columns(table, options->no_header);
		reading->first_waits = options->no_header;
	}
	return table;
}

struct table *
table_open(const char *path, const struct table_options *options)
{
	return table_on(source_open(path), options);
}

size_t
table_find(const struct table *table, const char *column)
{
	for (size_t i = table->columns_count; i-- > 0;)
		if (str_equal(table->columns[i], str_of(column)))
			return i;
	return TABLE_NONE;
}

size_t
table_need(const struct table *table, const char *column, const char *maker)
{
	size_t found = table_find(table, column);

	if (found == TABLE_NONE && !table->empty)
		die("%s:1: no column \"%s\" (%s makes it)%s", table->name, column, maker, options_perhaps_of(column, table->columns, table->columns_count));
	return found;
}

void
table_die(const struct table *table, const char *format, ...)
{
	char text[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	die("%s:%" PRIu64 ": %s", table->name, table->line, text);
}

const struct source *
table_source(const struct table *table)
{
	return table->reading->source;
}

void
table_close(struct table *table)
{
	if (table->reading->problem[0])
		die("%s", table->reading->problem);
	table_abandon(table);
}

void
table_abandon(struct table *table)
{
	struct table_reading *reading = table->reading;

	for (size_t i = 0; i < table->columns_count; i++)
		free((void *)(uintptr_t)table->columns[i].at);
	source_close(reading->source);
	buffer_release(&reading->bytes);
	fields_release(&reading->fields);
	doubtful_close(reading->doubtful);
	free(reading);
	free(table->columns);
	free(table);
}
