/* The half of table.h that writes. */
#include "lib/table.h"

#include <stdlib.h>

#include "lib/sink.h"

struct writer {
	struct sink *sink;
	struct buffer line;
	bool started; /* the record has a field already */
};

/* What makes a field need care: 1 quotes round it, 2 also a change inside (a quote doubled, a line break replaced). */
static const unsigned char care[256] = {[','] = 1, ['"'] = 2, ['\n'] = 2, ['\r'] = 2};

struct writer *
writer_open(const char *path)
{
	struct writer *writer = memory_new(1, sizeof *writer);

	writer->sink = sink_open(path);
	return writer;
}

static void
quote(struct buffer *line, struct str field)
{
	buffer_char(line, '"');
	for (size_t i = 0; i < field.length; i++) {
		char c = field.at[i];
		if (c == '\r' && i + 1 < field.length && field.at[i + 1] == '\n')
			continue;
		if (c == '\n' || c == '\r')
			buffer_bytes(line, "\xe2\x80\xa8", 3);
		else
			buffer_char(line, c);
		if (c == '"')
			buffer_char(line, '"');
	}
	buffer_char(line, '"');
}

void
writer_field(struct writer *writer, struct str field)
{
	struct buffer *line = &writer->line;
	unsigned found = 0;

	if (writer->started)
		buffer_char(line, ',');
	writer->started = true;
	for (size_t i = 0; i < field.length; i++)
		found |= care[(unsigned char)field.at[i]];
	if (found & 2) {
		quote(line, field);
	} else if (found) {
		buffer_char(line, '"');
		buffer_text(line, field);
		buffer_char(line, '"');
	} else {
		buffer_text(line, field);
	}
}

void
writer_int(struct writer *writer, int64_t value)
{
	if (writer->started)
		buffer_char(&writer->line, ',');
	writer->started = true;
	buffer_int(&writer->line, value);
}

void
writer_number(struct writer *writer, double value)
{
	if (writer->started)
		buffer_char(&writer->line, ',');
	writer->started = true;
	buffer_fixed(&writer->line, value, 4);
}

void
writer_header(struct writer *writer, const struct table *table)
{
	for (size_t i = 0; i < table->columns_count; i++)
		writer_field(writer, table->columns[i]);
}

void
writer_record(struct writer *writer, const struct table *table)
{
	/* A record on one line passes as it stood, which costs a copy; one with line breaks inside is written anew. */
	if (table->raw.length && table->plain) {
		if (writer->started)
			buffer_char(&writer->line, ',');
		writer->started = true;
		buffer_text(&writer->line, table->raw);
		return;
	}
	for (size_t i = 0; i < table->fields_count; i++)
		writer_field(writer, table->fields[i]);
}

void
writer_end(struct writer *writer)
{
	/* A lone empty field would be an empty line, which readers skip. */
	if (writer->line.length == 0)
		buffer_bytes(&writer->line, "\"\"", 2);
	buffer_char(&writer->line, '\n');
	sink_write(writer->sink, buffer_str(&writer->line));
	buffer_reset(&writer->line);
	writer->started = false;
}

void
writer_flush(struct writer *writer)
{
	sink_flush(writer->sink);
}

void
writer_close(struct writer *writer)
{
	sink_close(writer->sink);
	buffer_release(&writer->line);
	free(writer);
}
