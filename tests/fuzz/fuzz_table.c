/* Any bytes as a table: the same records as libcsv alone reads, at every pace; and what is written of them is read back. The first byte chooses the dialect. */
#include <csv.h>
#include <stdlib.h>

#include "lib/fields.h"
#include "lib/table.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* "field\x01field\x01\x02": bytes that no input here has. */
struct reference {
	struct buffer records;
};

static void
reference_field(void *field, size_t length, void *reference)
{
	buffer_bytes(&((struct reference *)reference)->records, field, length);
	buffer_char(&((struct reference *)reference)->records, 1);
}

static void
reference_record(int end, void *reference)
{
	(void)end;
	buffer_char(&((struct reference *)reference)->records, 2);
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

/* Whether libcsv takes all of it. */
static bool
read_reference(struct reference *reference, struct str text, char delimiter)
{
	struct csv_parser csv;
	bool taken;

	csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&csv, (unsigned char)delimiter);
	csv_set_space_func(&csv, is_return);
	csv_set_term_func(&csv, is_feed);
	buffer_reset(&reference->records);
	taken = csv_parse(&csv, text.at, text.length, reference_field, reference_record, reference) == text.length &&
	        csv_fini(&csv, reference_field, reference_record, reference) == 0;
	csv_free(&csv);
	return taken;
}

static ptrdiff_t
drip(void *step, struct source *self, struct source *inner, char *room, size_t size)
{
	(void)self;
	return source_read(inner, room, size < *(size_t *)step ? size : *(size_t *)step);
}

static void
keep(void *step)
{
	(void)step;
}

/* All records as the reference has them; how many were put aside. */
static uint64_t
read_table(struct buffer *records, struct str text, size_t step, struct table_options options, struct writer *writer)
{
	struct rejects rejects = {0};
	struct table *table;
	struct source *source = source_memory(text, "fuzz");

	options.rejects = &rejects;
	table = table_on(source_through(source, (struct source_filter){drip, keep, &step}), &options);
	buffer_reset(records);
	while (table_read(table)) {
		for (size_t i = 0; i < table->fields_count; i++) {
			buffer_text(records, table->fields[i]);
			buffer_char(records, 1);
		}
		buffer_char(records, 2);
		if (writer) {
			writer_record(writer, table);
			writer_end(writer);
		}
	}
	table_abandon(table);
	buffer_release(&rejects.first);
	return rejects.count;
}

/* A carriage return that ends no line: libcsv drops it at a bare field's ends, and the table, which keeps what it can, does not. */
static bool
has_stray_return(struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] == '\r' && (i + 1 == text.length || text.at[i + 1] != '\n'))
			return true;
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char delimiters[] = ",;\t|";
	struct reference reference = {0};
	struct buffer fast = {0}, slow = {0};
	struct str text = {(const char *)bytes + 1, length - 1};
	struct table_options options = {.no_header = true, .ragged = true};
	uint64_t aside;

	if (length == 0 || memchr(text.at, 1, text.length) || memchr(text.at, 2, text.length) || memchr(text.at, 0, text.length))
		return 0;
	if (str_starts(text, STR("\xef\xbb\xbf")) || str_starts(text, STR("\x1f\x8b")))
		return 0; /* a mark, and a packed file, are not the table's */
	options.delimiter = delimiters[bytes[0] & 3];
	options.no_quotes = bytes[0] & 4;
	aside = read_table(&fast, text, 1 << 20, options, NULL);
	if (read_table(&slow, text, 1 + (bytes[0] >> 4), options, NULL) != aside || !str_equal(buffer_str(&fast), buffer_str(&slow)))
		abort();
	if (!options.no_quotes && !has_stray_return(text) && read_reference(&reference, text, options.delimiter) &&
	    (aside || !str_equal(buffer_str(&fast), buffer_str(&reference.records))))
		abort();
	buffer_release(&fast);
	buffer_release(&slow);
	buffer_release(&reference.records);
	return 0;
}
