#include "archive/records.h"

#include <stdio.h>
#include <stdlib.h>

#include "archive/documents.h"
#include "archive/picks.h"
#include "lib/die.h"
#include "lib/options.h"
#include "lib/charsets.h"

struct records_reading {
	struct rejects *rejects;
	struct buffer line; /* a JSON line whose bytes were mended */
	const struct place *rows;
	bool again;         /* the text at hand is to be taken again, for its rows */
	uint32_t next_row;  /* node of the next row … */
	uint32_t rows_left; /* … of so many */
	struct picks picks;
};

/* ---- opening ---- */

/* Bytes of one-byte Latin need no conversion when most of what is above ASCII is UTF-8 after all: those that are not are mended one by one. */
static bool
is_mostly_utf8(struct str sample)
{
	size_t good = 0, bad = 0, n;

	for (size_t i = 0; i < sample.length; i += n) {
		n = str_rune((struct str){sample.at + i, sample.length - i}, NULL);
		good += n > 1;
		bad += n == 0;
		n = n ? n : 1;
	}
	return good > bad;
}

static struct source *
open_charset(struct records *records, struct source *source, const char *charset)
{
	struct str sample = source_peek(source, FORMAT_SAMPLE);
	const char *packed = format_packed(sample);

	if (packed)
		die("%s: this is %s", source_name(source), packed);
	if (!charset) {
		charset = charset_detect(sample);
		if (strcmp(charset, "windows-1252") == 0 && is_mostly_utf8(sample))
			charset = "UTF-8";
	}
	records->charset = charset;
	return strcmp(charset, "UTF-8") == 0 ? source : charset_source(source, charset);
}

static void
skip_bytes(struct source *source, size_t count)
{
	char room[16];

	while (count) {
		ptrdiff_t n = source_read(source, room, count < sizeof room ? count : sizeof room);
		if (n <= 0)
			return;
		count -= (size_t)n;
	}
}

struct records *
records_on(struct source *source, const struct records_options *options)
{
	struct records *records = memory_new(1, sizeof *records);
	struct records_reading *reading = memory_new(1, sizeof *reading);
	struct str sample;
	struct table_options how = {.rejects = options->rejects, .longest_record = options->longest_record};

	source = open_charset(records, source, options->charset);
	sample = source_peek(source, FORMAT_SAMPLE);
	records->reading = reading;
	reading->rejects = options->rejects;
	records->format = format_look(sample, sample.length < FORMAT_SAMPLE);
	if (options->delimiter) {
		records->format.kind = FORMAT_TABLE;
		records->format.delimiter = options->delimiter;
		records->format.no_quotes = false;
	}
	if (records->format.kind == FORMAT_JSON_DOCUMENTS)
		source = documents_source(source);
	if (records_are_json(records)) {
		how.delimiter = '\n'; /* a line is one field */
		how.no_header = how.no_quotes = true;
	} else {
		how.delimiter = records->format.delimiter;
		how.no_quotes = records->format.no_quotes;
		how.first_line = records->format.skip ? 2 : 1;
		skip_bytes(source, records->format.skip);
	}
	records->table = table_on(source, &how);
	records->name = records->table->name;
	return records;
}

struct records *
records_open(const char *path, const struct records_options *options)
{
	struct records *records = records_on(source_open(path), options);

	records->standard = strcmp(path, "-") == 0;
	return records;
}

/* ---- reading ---- */

void
records_reject(struct records *records, const char *reason)
{
	rejects_add(records->reading->rejects, records->name, records->line, reason, records->table->raw);
}

static uint32_t
walk(struct records *records, uint32_t from, const struct place *place);

/* Lays out the rows of the text at hand; a text without rows is one itself. */
static void
begin_text(struct records *records)
{
	struct records_reading *reading = records->reading;
	uint32_t rows = reading->rows ? walk(records, 0, reading->rows) : JSON_NOWHERE;

	picks_reset(&reading->picks);
	reading->next_row = 0;
	reading->rows_left = 1;
	if (rows == JSON_NOWHERE)
		return;
	if (json_kind(&records->json, rows) == VALUE_OBJECT) {
		reading->next_row = rows;
	} else if (json_kind(&records->json, rows) == VALUE_ARRAY) {
		reading->next_row = json_first(rows);
		reading->rows_left = records->json.nodes[rows].count;
	}
}

static bool
next_text(struct records *records)
{
	struct records_reading *reading = records->reading;
	const char *problem;

	if (reading->again) {
		reading->again = false;
		begin_text(records);
		return true;
	}
	while (table_read(records->table)) {
		struct str line = mend_bytes(&records->mending, &reading->line, records->table->raw);

		records->line = records->table->line;
		if (json_read(&records->json, line, &problem)) {
			begin_text(records);
			return true;
		}
		records->number++;
		records_reject(records, problem);
	}
	return false;
}

static bool
read_json(struct records *records)
{
	struct records_reading *reading = records->reading;

	for (;;) {
		while (reading->rows_left == 0)
			if (!next_text(records))
				return false;
		records->row = reading->next_row;
		reading->next_row = json_next(&records->json, records->row);
		reading->rows_left--;
		records->number++;
		if (json_kind(&records->json, records->row) == VALUE_OBJECT)
			return true;
		records_reject(records, "expected a JSON object, found another value");
	}
}

bool
records_read(struct records *records)
{
	if (records_are_json(records))
		return read_json(records);
	if (!table_read(records->table))
		return false;
	records->line = records->table->line;
	records->number++;
	return true;
}

void
records_rows(struct records *records, const struct place *rows)
{
	records->reading->rows = rows;
	if (records->number) {
		records->reading->again = true;
		records->reading->rows_left = 0;
		records->number--;
	}
}

/* ---- finding ---- */

static uint32_t
walk(struct records *records, uint32_t from, const struct place *place)
{
	struct records_reading *reading = records->reading;
	uint32_t node = from;

	for (size_t i = 0; i < place->steps_count && node != JSON_NOWHERE; i++) {
		const struct step *step = &place->steps[i];
		int64_t number;

		if (step->kind == STEP_PICK)
			node = picks_find(&reading->picks, &records->json, node, step->name,
			                  step->wanted_at ? records_value(records, step->wanted_at) : step->wanted);
		else if (json_kind(&records->json, node) == VALUE_ARRAY)
			node = str_to_int(step->name, &number) && number >= 0 ? json_element(&records->json, node, (size_t)number) : JSON_NOWHERE;
		else
			node = json_member(&records->json, node, step->name);
	}
	return node;
}

static uint32_t
find(struct records *records, const struct place *place)
{
	uint32_t node = walk(records, place->from_top ? 0 : records->row, place);

	/* Flattened JSON has dots in its names. */
	if (node == JSON_NOWHERE && place->steps_count > 1)
		node = json_member(&records->json, records->row, place->name);
	return node;
}

bool
records_has(struct records *records, const struct place *place)
{
	return records_are_json(records) ? find(records, place) != JSON_NOWHERE : place->column != TABLE_NONE;
}

struct str
records_value(struct records *records, const struct place *place)
{
	if (records_are_json(records))
		return json_text(&records->json, find(records, place));
	return place->column == TABLE_NONE ? (struct str){NULL, 0} : table_field(records->table, place->column);
}

bool
records_holds(struct records *records, const struct place *place)
{
	uint32_t node;

	if (!records_are_json(records))
		return records_value(records, place).length > 0;
	node = find(records, place);
	return json_kind(&records->json, node) >= VALUE_OBJECT || json_text(&records->json, node).length > 0;
}

/* ---- names ---- */

void
records_plain_name(struct buffer *out, struct str name)
{
	size_t begin = out->length;
	bool lower_before = false;

	name = str_trim(name);
	for (size_t i = 0; i < name.length; i++) {
		char c = name.at[i];
		bool capital = c >= 'A' && c <= 'Z';

		if ((capital && lower_before) || (strchr(" -./_", c) && c))
			if (out->length > begin && out->at[out->length - 1] != '_')
				buffer_char(out, '_');
		lower_before = c >= 'a' && c <= 'z';
		if (capital)
			buffer_char(out, (char)(c | 0x20));
		else if (!strchr(" -./_", c) || !c)
			buffer_char(out, c);
	}
}

void
records_bind(const struct records *records, struct place *place)
{
	const struct table *table = records->table;
	struct buffer wanted = {0}, name = {0};

	place->column = TABLE_NONE;
	for (size_t i = 0; i < table->columns_count && place->column == TABLE_NONE; i++)
		if (str_equal(table->columns[i], place->name))
			place->column = i;
	records_plain_name(&wanted, place->name);
	for (size_t i = 0; i < table->columns_count && place->column == TABLE_NONE; i++) {
		buffer_reset(&name);
		records_plain_name(&name, table->columns[i]);
		if (str_equal(buffer_str(&name), buffer_str(&wanted)))
			place->column = i;
	}
	buffer_release(&wanted);
	buffer_release(&name);
}

void
records_list_names(struct records *records, struct buffer *out)
{
	enum { ENOUGH = 1500 };
	size_t begin = out->length;
	bool json = records_are_json(records);
	size_t count = json ? records->json.nodes[records->row].count : records->table->columns_count;
	uint32_t node = json_first(records->row);

	for (size_t i = 0; i < count; i++) {
		struct str name = json ? json_text(&records->json, node) : records->table->columns[i];

		if (out->length - begin > ENOUGH) {
			buffer_format(out, " … (%zu in all)", count);
			return;
		}
		buffer_format(out, "%s%.*s", i ? ", " : "", name.length < 100 ? (int)name.length : 100, name.at);
		if (json)
			node = json_next(&records->json, node + 1);
	}
}

const char *
records_perhaps(struct records *records, struct str word)
{
	struct str names[128];
	struct buffer copy = {0};
	bool json = records_are_json(records);
	size_t count = json ? records->json.nodes[records->row].count : records->table->columns_count;
	uint32_t node = json_first(records->row);
	const char *perhaps;

	if (count > 128)
		count = 128;
	for (size_t i = 0; i < count; i++) {
		names[i] = json ? json_text(&records->json, node) : records->table->columns[i];
		if (json)
			node = json_next(&records->json, node + 1);
	}
	buffer_text(&copy, word);
	perhaps = options_perhaps_of(buffer_cstring(&copy), names, count);
	buffer_release(&copy);
	return perhaps;
}

static void
release(struct records *records)
{
	struct records_reading *reading = records->reading;

	json_release(&records->json);
	buffer_release(&reading->line);
	picks_release(&reading->picks);
	free(reading);
	free(records);
}

void
records_close(struct records *records)
{
	table_close(records->table);
	release(records);
}

void
records_abandon(struct records *records)
{
	table_abandon(records->table);
	release(records);
}
