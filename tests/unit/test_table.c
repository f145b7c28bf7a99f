/* CSV in: the same records at every chunk size, the same as libcsv's own reading of it, and nothing lost when the input is bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/table.h"

/* A source that gives at most `step` bytes a read. */
struct dripping {
	size_t step;
};

static ptrdiff_t
drip(void *state, struct source *self, struct source *inner, char *room, size_t size)
{
	size_t step = ((struct dripping *)state)->step;
	ptrdiff_t n = source_read(inner, room, size < step ? size : step);

	return n < 0 ? source_fail(self, "%s", source_failure(inner)) : n;
}

static struct source *
dripping_source(const char *text, size_t length, size_t step)
{
	struct dripping *dripping = memory_new(1, sizeof *dripping);

	dripping->step = step;
	return source_through(source_memory((struct str){text, length}, "memory"), (struct source_filter){drip, free, dripping});
}

/* Every field of every record as "[field]", records ended by their line number. */
static void
show(struct buffer *shown, const char *text, size_t length, size_t step, struct table_options options)
{
	struct rejects rejects;
	struct table *table;

	rejects_open(&rejects, NULL);
	options.rejects = &rejects;
	table = table_on(dripping_source(text, length, step), &options);
	buffer_reset(shown);
	for (size_t i = 0; i < table->columns_count; i++)
		buffer_format(shown, "<%.*s>", (int)table->columns[i].length, table->columns[i].at);
	while (table_read(table)) {
		buffer_format(shown, "\n%d:", (int)table->line);
		for (size_t i = 0; i < table->fields_count; i++)
			buffer_format(shown, "[%.*s]", (int)table->fields[i].length, table->fields[i].at);
	}
	buffer_format(shown, "\nrejected %d", (int)rejects.count);
	if (rejects.count)
		buffer_format(shown, " %s", buffer_cstring(&rejects.first));
	buffer_release(&rejects.first);
	table_close(table);
}

static const struct {
	const char *csv, *shown;
	struct table_options options;
} cases[] = {
	{"a,b\n1,2\n", "<a><b>\n2:[1][2]\nrejected 0", {0}},
	{"a,b\n1,2", "<a><b>\n2:[1][2]\nrejected 0", {0}},
	{"\xef\xbb\xbf"
         "a,b\r\n1,2\r\n\r\n3,4\r\n",
         "<a><b>\n2:[1][2]\n4:[3][4]\nrejected 0",
         {0}},
	{"a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", "<a><b>\n2:[x,y][say \"hi\"]\nrejected 0", {0}},
	{"a,b\n\"two\nlines\",2\r\n3,4\n", "<a><b>\n2:[two\nlines][2]\n4:[3][4]\nrejected 0", {0}},
	{"a,b\n\"\",\n,\"\"\n", "<a><b>\n2:[][]\n3:[][]\nrejected 0", {0}},
	{"a,b\n1\n1,2,3\n5,6\n", "<a><b>\n4:[5][6]\nrejected 2 memory:2: expected 2 fields as in the header, found 1", {0}},
	{"a,b\n 1 ,\t2\n", "<a><b>\n2:[ 1 ][\t2]\nrejected 0", {0}},
	{"a,b\n5\" x,2\n3,4\n\"5\" x,6\n7,8\n",
         "<a><b>\n3:[3][4]\n5:[7][8]\nrejected 2 memory:2: a quote inside an unquoted field, or text behind a closing quote (RFC 4180 wants \"…\" round the "
         "field and \"\" inside)",
         {0}},
	{"a\tb\n5\" x\t\"2\n", "<a><b>\n2:[5\" x][\"2]\nrejected 0", {.delimiter = '\t', .no_quotes = true}},
	{"a;b\n1,5;2\n\"3;4\";5\n", "<a><b>\n2:[1,5][2]\n3:[3;4][5]\nrejected 0", {.delimiter = ';'}},
	{"1,2\n3,4\n", "<1><2>\n1:[1][2]\n2:[3][4]\nrejected 0", {.no_header = true}},
	{"a,b\n1\n1,2,3\n", "<a><b>\n2:[1]\n3:[1][2][3]\nrejected 0", {.ragged = true}},
	{"a,b\n1234567890123,2\n3,4\n", "<a><b>\n3:[3][4]\nrejected 1 memory:2: the record is longer than the longest record allowed", {.longest_record = 10}},
	{"a,b\n\"12\n34\n56\n78\",2\n3,4\n5,6\n",
         "<a><b>\n6:[3][4]\n7:[5][6]\nrejected 4 memory:2: a quoted field does not end within the longest record allowed",
         {.longest_record = 8}},
	{"", "\nrejected 0", {0}},
	{"\n\n", "\nrejected 0", {0}},
	{"a\n\"\"\n", "<a>\n2:[]\nrejected 0", {0}},
};

static void
records_do_not_depend_on_chunks(void **state)
{
	struct buffer shown = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t step = 1; step <= strlen(cases[i].csv) + 1; step++) {
			show(&shown, cases[i].csv, strlen(cases[i].csv), step, cases[i].options);
			assert_string_equal(buffer_cstring(&shown), cases[i].shown);
		}
	buffer_release(&shown);
}

/* Random fields written and read again are the same, whatever they hold, but for line breaks. */
static void
what_is_written_is_read(void **state)
{
	static const char alphabet[] = "ab ,;\"\"\n\r\t\xc3\xa6";
	char path[] = "/tmp/omtale-test-XXXXXX";
	struct buffer fields = {0};
	size_t starts[4001];
	unsigned seed = 1;
	struct writer *writer;
	struct table *table;
	size_t n = 0;

	(void)state;
	close(mkstemp(path));
	writer = writer_open(path);
	writer_field(writer, STR("a"));
	writer_field(writer, STR("b"));
	writer_end(writer);
	for (size_t record = 0; record < 2000; record++) {
		for (size_t f = 0; f < 2; f++) {
			starts[n] = fields.length;
			for (size_t length = (seed = seed * 1103515245u + 12345u) >> 16 & (record % 2 ? 7 : 63); length; length--)
				buffer_char(&fields, record % 4 == 2 && length % 32
				                             ? 'x'
				                             : alphabet[((seed = seed * 1103515245u + 12345u) >> 16) % (sizeof alphabet - 1)]);
			writer_field(writer, (struct str){fields.at + starts[n], fields.length - starts[n]});
			n++;
		}
		writer_end(writer);
	}
	starts[n] = fields.length;
	writer_close(writer);
	table = table_open(path, NULL);
	n = 0;
	while (table_read(table))
		for (size_t f = 0; f < 2; f++, n++) {
			struct buffer expected = {0};
			for (size_t i = starts[n]; i < starts[n + 1]; i++) {
				if (fields.at[i] == '\r' && i + 1 < starts[n + 1] && fields.at[i + 1] == '\n')
					continue;
				if (fields.at[i] == '\n' || fields.at[i] == '\r')
					buffer_bytes(&expected, "\xe2\x80\xa8", 3);
				else
					buffer_char(&expected, fields.at[i]);
			}
			assert_true(str_equal(buffer_str(&expected), table->fields[f]));
			assert_int_equal(table->line, n / 2 + 2); /* one record, one line */
			buffer_release(&expected);
		}
	assert_int_equal(n, 4000);
	table_close(table);
	unlink(path);
	buffer_release(&fields);
}

/* ---- libcsv, given the whole record byte by byte ---- */

static void
show_field(void *field, size_t length, void *shown)
{
	buffer_format(shown, "[%.*s]", (int)length, (char *)field);
}

static void
show_row(int end, void *shown)
{
	(void)end;
	buffer_char(shown, '\n');
}

static int
is_return(unsigned char c)
{
	return c == '\r';
}

static int
is_feed(unsigned char c)
{
	return c == '\n';
}

/* False when it finds a quote where none may stand, an open one at the end, or more than one record. */
static bool
show_libcsv(struct buffer *shown, struct str text, char delimiter)
{
	struct csv_parser csv;
	bool good = true;

	buffer_reset(shown);
	csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&csv, (unsigned char)delimiter);
	csv_set_space_func(&csv, is_return);
	csv_set_term_func(&csv, is_feed);
	for (size_t i = 0; i < text.length && good; i++)
		good = (shown->length == 0 || shown->at[shown->length - 1] != '\n') && csv_parse(&csv, text.at + i, 1, show_field, show_row, shown) == 1;
	good = good && csv_fini(&csv, show_field, show_row, shown) == 0;
	csv_free(&csv);
	return good;
}

static void
show_table(struct buffer *shown, struct str text, size_t step, char delimiter)
{
	struct rejects rejects;
	struct table *table;

	rejects_open(&rejects, NULL);
	table = table_on(dripping_source(text.at, text.length, step),
	                 &(struct table_options){.delimiter = delimiter, .ragged = true, .no_header = true, .rejects = &rejects});
	buffer_reset(shown);
	while (table_read(table) && table->line == 1) {
		for (size_t i = 0; i < table->fields_count; i++)
			show_field((void *)(uintptr_t)table->fields[i].at, table->fields[i].length, shown);
		buffer_char(shown, '\n');
	}
	buffer_release(&rejects.first);
	table_abandon(table);
}

/* The short ways (lib/fields) find the same fields as libcsv, and no record where it refuses one, at every chunk size and with every delimiter. */
static void
quotes_are_read_as_libcsv_reads_them(void **state)
{
	static const char *const pieces[] = {
		"\"", "\"\"", "\",\"", "\",", ",\"", ",", "\r", "\n", "\"\n", "a", "b", "\xc3\xa6", "a word of some length", "eightb\"", "b,a;\t", "\r\n"};
	static const char delimiters[] = ",;\tab";
	struct buffer text = {0}, ours = {0}, libcsvs = {0};
	unsigned seed = 7;
	size_t compared = 0, refused = 0;

	(void)state;
	while (compared < 1500 || refused < 1500) {
		char delimiter = delimiters[(seed = seed * 1103515245u + 12345u) >> 16 & 7 ? 0 : (seed >> 20) % (sizeof delimiters - 1)];
		buffer_reset(&text);
		if ((seed >> 24 & 3) == 0)
			buffer_text(&text, STR("b,c,,"));
		buffer_text(&text, STR("\""));
		for (size_t length = 1 + ((seed = seed * 1103515245u + 12345u) >> 16 & 7); length; length--)
			buffer_text(&text, str_of(pieces[((seed = seed * 1103515245u + 12345u) >> 16) % (sizeof pieces / sizeof *pieces)]));
		if (!show_libcsv(&libcsvs, buffer_str(&text), delimiter)) {
			if (libcsvs.length && memchr(libcsvs.at, '\n', libcsvs.length))
				continue; /* more than one record */
			buffer_reset(&libcsvs);
			refused++;
		} else {
			compared++;
		}
		for (size_t step = 1; step <= text.length + 1; step++) {
			show_table(&ours, buffer_str(&text), step, delimiter);
			assert_string_equal(buffer_cstring(&ours), buffer_cstring(&libcsvs));
		}
	}
	buffer_release(&text);
	buffer_release(&ours);
	buffer_release(&libcsvs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_do_not_depend_on_chunks),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(quotes_are_read_as_libcsv_reads_them),
	};
	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
