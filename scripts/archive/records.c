#include "records.h"

#include <math.h>

#include "chance.h"
#include "lib/die.h"
#include "lib/sink.h"
#include "lib/table.h"

enum column { ID, TIME, CHANNEL, AUTHOR, REPLY_TO, REPOST_OF, THREAD, REACH, TEXT, COLUMNS };
static const char *const columns[COLUMNS] = {"id", "time", "channel", "author", "reply_to", "repost_of", "thread", "reach", "text"};

static struct {
	struct sink *sink;
	struct buffer line, field;
	uint64_t posts;
	bool json;
} out;

static struct {
	struct table *table;
	size_t place[COLUMNS];
	bool ready; /* a record waits for its time */
} hand;

/* ---- CSV and JSON ---- */

static void
put_csv(struct buffer *line, struct str field)
{
	bool bare = !memchr(field.at, ',', field.length) && !memchr(field.at, '"', field.length) && !memchr(field.at, '\n', field.length);

	if (bare) {
		buffer_text(line, field);
		return;
	}
	buffer_char(line, '"');
	for (size_t i = 0; i < field.length; i++) {
		if (field.at[i] == '"')
			buffer_char(line, '"');
		buffer_char(line, field.at[i]);
	}
	buffer_char(line, '"');
}

static void
put_json_string(struct buffer *line, struct str field)
{
	buffer_char(line, '"');
	for (size_t i = 0; i < field.length; i++) {
		char c = field.at[i];
		if (c == '\n') {
			buffer_text(line, STR("\\n"));
		} else if ((unsigned char)c < 0x20) {
			buffer_format(line, "\\u%04x", (unsigned)c);
		} else {
			if (c == '"' || c == '\\')
				buffer_char(line, '\\');
			buffer_char(line, c);
		}
	}
	buffer_char(line, '"');
}

static void
put_json(struct buffer *line, enum column column, struct str field)
{
	buffer_format(line, "\"%s\":", columns[column]);
	if (field.length == 0)
		buffer_text(line, STR("null"));
	else if (column == REACH)
		buffer_text(line, field);
	else
		put_json_string(line, field);
}

static void
put_field(enum column column, struct str field)
{
	if (column > 0)
		buffer_char(&out.line, ',');
	else if (out.json)
		buffer_char(&out.line, '{');
	if (out.json)
		put_json(&out.line, column, field);
	else
		put_csv(&out.line, field);
}

static void
end_record(void)
{
	buffer_text(&out.line, out.json ? STR("}\n") : STR("\n"));
	sink_write(out.sink, buffer_str(&out.line));
	buffer_reset(&out.line);
}

void
records_open(bool json, uint64_t posts)
{
	out.sink = sink_open("-");
	out.json = json;
	out.posts = posts;
	if (json)
		return;
	for (unsigned c = 0; c < COLUMNS; c++)
		put_field((enum column)c, str_of(columns[c]));
	end_record();
}

void
records_close(void)
{
	sink_close(out.sink);
	buffer_release(&out.line);
	buffer_release(&out.field);
	if (hand.table)
		table_close(hand.table);
}

/* ---- posts made up here ---- */

static void
put_channel(struct buffer *to, const struct post *post)
{
	static const char *const rooms[LANGUAGES] = {"hverdag", "nabolaget", "bygda", "everyday", "everyday", "everyday"};
	static const char *const forums[LANGUAGES] = {"snak", "prat", "ordskifte", "talk", "talk", "talk"};
	static const char *const names[CHANNELS] = {"twitter", "facebook/", "forum/", "blog", "trustsite"};
	const char *room = "";

	if (post->channel == FACEBOOK)
		room = post->brand == NO_BRAND ? rooms[post->language] : brands[post->brand].id;
	else if (post->channel == FORUM)
		room = post->brand == NO_BRAND ? forums[post->language] : kind_names[brands[post->brand].kind];
	buffer_text(to, str_of(names[post->channel]));
	buffer_text(to, str_of(room));
}

/* How many have seen it: a power law above what its author is used to. */
static int64_t
reach_of(const struct post *post)
{
	double u = chance_fraction();
	double base = 3.0 + (double)(post->author.traits >> 50 & 63);
	double reach = base / (u * sqrt(sqrt(u))) - 2.0;

	if (post->author.number >= ACCOUNT)
		reach *= 20.0;
	else if (post->author.number >= MIA)
		reach *= 6.0;
	if (post->uproar)
		reach = 250000.0 + (double)out.posts / 2.0;
	return reach > 9e6 ? 9000000 : (int64_t)reach;
}

static void
put_id(struct buffer *to, uint64_t id)
{
	if (id)
		buffer_int(to, (int64_t)id);
}

/* An archive is never whole: some of its fields are missing. */
static void
put_column(struct buffer *to, enum column column, const struct post *post)
{
	bool ordinary = post->author.number < MIA;

	/* clang-format off */
	switch (column) {
	case ID: put_id(to, post->id); break;
	case TIME:
		if (!ordinary || below(800))
			buffer_bytes(to, post->time, TIME_LENGTH);
		break;
	case CHANNEL: put_channel(to, post); break;
	case AUTHOR: put_author(to, post->author.number); break;
	case REPLY_TO: put_id(to, post->reply_to); break;
	case REPOST_OF: put_id(to, post->repost_of); break;
	case THREAD: put_id(to, post->thread); break;
	case REACH:
		if (post->channel <= FACEBOOK && (!ordinary || percent(92)))
			buffer_int(to, reach_of(post));
		break;
	case TEXT: buffer_text(to, buffer_str(&post->text)); break;
	case COLUMNS: break;
	}
	/* clang-format on */
}

void
record_post(const struct post *post)
{
	for (unsigned c = 0; c < COLUMNS; c++) {
		buffer_reset(&out.field);
		put_column(&out.field, (enum column)c, post);
		put_field((enum column)c, buffer_str(&out.field));
	}
	end_record();
}

/* ---- posts written by hand, merged in by their time ---- */

uint64_t
by_hand_open(const char *path)
{
	struct table *counted = table_open(path, NULL);
	uint64_t count;

	while (table_read(counted))
		;
	count = counted->records;
	table_close(counted);
	hand.table = table_open(path, NULL);
	for (unsigned c = 0; c < COLUMNS; c++) {
		hand.place[c] = table_find(hand.table, columns[c]);
		if (hand.place[c] == TABLE_NONE)
			die("%s: no column \"%s\"", path, columns[c]);
	}
	hand.ready = table_read(hand.table);
	return count;
}

void
by_hand_until(const char *time)
{
	while (hand.ready && (!time || str_compare(hand.table->fields[hand.place[TIME]], str_of(time)) <= 0)) {
		for (unsigned c = 0; c < COLUMNS; c++)
			put_field((enum column)c, hand.table->fields[hand.place[c]]);
		end_record();
		hand.ready = table_read(hand.table);
	}
}
