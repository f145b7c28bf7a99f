/* omtale-read: an archive of posts in any common form becomes the table of posts. */
#include "archive/mending.h"
#include "lib/options.h"
#include "lib/table.h"

enum { ID, TIME, CHANNEL, AUTHOR, REPLY_TO, REPOST_OF, THREAD, REACH, TEXT, COLUMNS };

static const char *const columns[] = {"id", "time", "channel", "author", "reply_to", "repost_of", "thread", "reach", "text", NULL};

enum { REJECTS };
static const struct option_row rows[] = {
	{0, "rejects", "FILE", "keep the records that cannot be used, with file, line and reason"},
	{0, NULL, NULL, NULL},
};

static const struct option_about about = {
	.program = "omtale-read",
	.synopsis = "[OPTION]… [FILE]… >posts.csv",
	.purpose = "makes the table of posts from an archive",
};

static struct str
mend(struct mending *mending, struct buffer rooms[3], struct str text)
{
	text = mend_bytes(mending, &rooms[0], text);
	text = mend_decoding(mending, &rooms[1], text);
	return mend_controls(mending, &rooms[2], text);
}

static void
read_file(struct writer *out, struct rejects *rejects, const char *path)
{
	struct table *table = table_open(path, &(struct table_options){.rejects = rejects});
	size_t places[COLUMNS];
	struct buffer rooms[3] = {0}, id = {0};
	struct mending mending = {0};

	for (int i = 0; i < COLUMNS; i++)
		places[i] = table_find(table, columns[i]);
	table_need(table, "text", "your archive");
	while (table_read(table)) {
		for (int i = 0; i < COLUMNS; i++) {
			struct str field = mend(&mending, rooms, table_field(table, places[i]));
			if (i == ID && field.length == 0) {
				buffer_reset(&id);
				buffer_format(&id, "%s:%llu", table->name, (unsigned long long)table->records);
				field = buffer_str(&id);
			}
			writer_field(out, field);
		}
		writer_end(out);
	}
	writer_flush(out);
	table_close(table);
	for (int i = 0; i < 3; i++)
		buffer_release(&rooms[i]);
	buffer_release(&id);
}

int
main(int argc, char **argv)
{
	struct options options;
	const char *rejects_path = NULL;
	struct rejects rejects;
	struct writer *out;
	bool any = false;

	options_begin(&options, &about, rows, argc, argv);
	for (int row; (row = options_next(&options)) >= 0;)
		if (row == REJECTS)
			rejects_path = options.value;
	rejects_open(&rejects, rejects_path);
	out = writer_open("-");
	for (int i = 0; i < COLUMNS; i++)
		writer_field(out, str_of(columns[i]));
	writer_end(out);
	for (char *path; (path = options_operand(&options)); any = true)
		read_file(out, &rejects, path);
	if (!any)
		read_file(out, &rejects, "-");
	writer_close(out);
	rejects_close(&rejects);
	return 0;
}
