/* The half of table.h that writes. */
#include "lib/table.h"

#include <stdlib.h>

#include "lib/lanes.h"
#include "lib/sink.h"

struct writer {
	struct sink *sink;
	struct buffer block; /* records not handed to the sink yet, and the one at hand */
	size_t begin;        /* of the one at hand */
	bool started;        /* it has a field already */
};

struct writer *
writer_open(const char *path)
{
	struct writer *writer = memory_new(1, sizeof *writer);

	writer->sink = sink_open(path);
	return writer;
}

/* ---- fields ---- */

/* A field with a comma needs quotes round it; one with a quote, which is doubled, or a line break, which is replaced, too. */
struct cares {
	lanes_found commas, changes;
};

static inline void
look(struct cares *cares, lanes here)
{
	cares->commas |= here == lanes_of(',');
	cares->changes |= (here == lanes_of('"')) | (here == lanes_of('\n')) | (here == lanes_of('\r'));
}

static void
quote(struct buffer *block, struct str field)
{
	size_t begin = 0;

	buffer_char(block, '"');
	for (size_t i = 0; i < field.length; i++) {
		char c = field.at[i];
		if (c != '"' && c != '\n' && c != '\r')
			continue;
		buffer_bytes(block, field.at + begin, i - begin);
		begin = i + 1;
		if (c == '"')
			buffer_bytes(block, "\"\"", 2);
		else if (c == '\n' || begin == field.length || field.at[begin] != '\n')
			buffer_bytes(block, "\xe2\x80\xa8", 3);
	}
	buffer_bytes(block, field.at + begin, field.length - begin);
	buffer_char(block, '"');
}

static inline void
begin_field(struct writer *writer)
{
	if (writer->started)
		buffer_char(&writer->block, ',');
	writer->started = true;
}

static void
put_careful(struct buffer *block, struct str field, const struct cares *cares)
{
	if (lanes_any(cares->changes)) {
		quote(block, field);
	} else if (lanes_any(cares->commas)) {
		buffer_char(block, '"');
		buffer_text(block, field);
		buffer_char(block, '"');
	} else {
		buffer_text(block, field);
	}
}

void
writer_field(struct writer *writer, struct str field)
{
	struct buffer *block = &writer->block;
	struct cares cares = {0};

	begin_field(writer);
	if (field.length == 0)
		return;
	if (field.length <= LANES) { /* as most are: they are still at hand when they have been looked at */
		lanes here = field.length == LANES ? lanes_at(field.at) : lanes_of_few(field.at, field.length);

		look(&cares, here);
		if (!lanes_any(cares.commas | cares.changes)) {
			memcpy(buffer_reserve(block, sizeof here), &here, sizeof here);
			block->length += field.length;
			return;
		}
	} else {
		for (size_t i = 0; i + LANES < field.length; i += LANES)
			look(&cares, lanes_at(field.at + i));
		look(&cares, lanes_at(field.at + field.length - LANES)); /* the rest, and some again */
	}
	put_careful(block, field, &cares);
}

struct buffer *
writer_cell(struct writer *writer)
{
	begin_field(writer);
	return &writer->block;
}

void
writer_int(struct writer *writer, int64_t value)
{
	begin_field(writer);
	buffer_int(&writer->block, value);
}

void
writer_number(struct writer *writer, double value)
{
	begin_field(writer);
	buffer_fixed(&writer->block, value, 4);
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
		begin_field(writer);
		buffer_text(&writer->block, table->raw);
		return;
	}
	for (size_t i = 0; i < table->fields_count; i++)
		writer_field(writer, table->fields[i]);
}

/* Whole records only. */
static void
hand_over(struct writer *writer)
{
	struct buffer *block = &writer->block;

	sink_write(writer->sink, (struct str){buffer_str(block).at, writer->begin});
	block->length -= writer->begin;
	if (block->length)
		memmove(block->at, block->at + writer->begin, block->length);
	writer->begin = 0;
}

void
writer_drop(struct writer *writer)
{
	writer->block.length = writer->begin;
	writer->started = false;
}

void
writer_end(struct writer *writer)
{
	/* A lone empty field would be an empty line, which readers skip. */
	if (writer->block.length == writer->begin)
		buffer_bytes(&writer->block, "\"\"", 2);
	buffer_char(&writer->block, '\n');
	writer->begin = writer->block.length;
	writer->started = false;
	if (writer->block.length >= SINK_BLOCK)
		hand_over(writer);
}

void
writer_flush(struct writer *writer)
{
	hand_over(writer);
	sink_flush(writer->sink);
}

void
writer_close(struct writer *writer)
{
	hand_over(writer);
	sink_close(writer->sink);
	buffer_release(&writer->block);
	free(writer);
}
