#include "archive/posts.h"

#include <inttypes.h>
#include <stdlib.h>

#include "archive/amounts.h"
#include "archive/meanings.h"
#include "lib/die.h"

struct posts_reading {
	struct posts_options *options;
	struct posts_account *account;
	struct arena lasting; /* formulas */
	struct arena record;  /* what had to be changed of the post at hand */
	struct formula formulas[COLUMNS];
	struct place rows;
	bool decided; /* the formulas stand, or names are looked for in each JSON record */
	bool by_name;
	struct buffer rooms[4];
	uint64_t textless;  /* records, as long as no post was found */
	struct buffer seen; /* the names in the first of them */
	char iso[20];
};

/* ---- deciding where the columns are ---- */

static void
use_preset(struct posts *posts, const struct preset *preset)
{
	struct posts_reading *reading = posts->reading;
	const char *problem;

	posts->preset = preset;
	for (int i = 0; i < COLUMNS; i++)
		if (preset->formulas[i] && (problem = formula_parse(&reading->formulas[i], &reading->lasting, str_of(preset->formulas[i]))))
			die("preset %s, column %s: %s", preset->name, column_names[i], problem);
	if (preset->rows && !reading->options->rows) {
		struct formula rows;
		if ((problem = formula_parse(&rows, &reading->lasting, str_of(preset->rows))))
			die("preset %s, rows: %s", preset->name, problem);
		reading->rows = rows.choices->parts->place;
		records_rows(posts->records, &reading->rows);
	}
}

/* The surest column of a table for each that a post has; likes and shares for a reach that nothing counts. */
static void
use_header(struct posts *posts)
{
	struct posts_reading *reading = posts->reading;
	const struct table *table = posts->records->table;
	size_t best[MEANINGS];
	struct buffer sum = {0};

	surest_columns(table, best);
	for (int i = 0; i < COLUMNS; i++)
		if (best[i] != TABLE_NONE)
			reading->formulas[i] = formula_of_name(&reading->lasting, table->columns[best[i]]);
	if (best[COLUMN_REACH] == TABLE_NONE && (best[MEANING_LIKES] != TABLE_NONE || best[MEANING_SHARES] != TABLE_NONE)) {
		for (int i = MEANING_LIKES; i <= MEANING_SHARES; i++)
			if (best[i] != TABLE_NONE)
				buffer_format(&sum, "%s\"%.*s\"", sum.length ? "+" : "", (int)table->columns[best[i]].length, table->columns[best[i]].at);
		formula_parse(&reading->formulas[COLUMN_REACH], &reading->lasting, arena_copy(&reading->lasting, buffer_str(&sum)));
		buffer_release(&sum);
	}
}

/* A column that the user named and the table lacks is an error; one of a preset is empty. */
static void
bind_named(struct posts *posts, struct formula *formula, const char *option)
{
	struct buffer names = {0};

	if (formula_bind(formula, posts->records) || formula->count == 0 || posts->records->table->empty || formula_is_literal(formula))
		return;
	records_list_names(posts->records, &names);
	die("%s: %s: no column \"%.*s\"%s (the columns are: %s)", posts->records->name, option, (int)formula->written.length, formula->written.at,
	    records_perhaps(posts->records, formula->written), buffer_cstring(&names));
}

static void
bind_all(struct posts *posts)
{
	struct posts_reading *reading = posts->reading;
	struct posts_options *options = reading->options;

	for (int i = 0; i < COLUMNS; i++) {
		if (options->mapped[i]) {
			bind_named(posts, &options->map[i], "--map");
			reading->formulas[i] = options->map[i];
		} else {
			formula_bind(&reading->formulas[i], posts->records);
		}
	}
	for (size_t i = 0; i < options->keep_count; i++)
		bind_named(posts, &options->keep[i], "--keep");
}

static _Noreturn void
die_textless(const struct posts *posts, struct buffer *names)
{
	die("%s: no text: expected a column named text, message, body, content or the like%s%s, found: %s; say where it is with --map text=COLUMN, or with "
	    "--preset",
	    posts->records->name, posts->preset ? ", or those of the preset " : "", posts->preset ? posts->preset->name : "", buffer_cstring(names));
}

static void
decide_table(struct posts *posts)
{
	struct posts_reading *reading = posts->reading;
	const struct preset *preset = reading->options->preset ? reading->options->preset : preset_recognised(posts->records);

	if (preset)
		use_preset(posts, preset);
	else
		use_header(posts);
	bind_all(posts);
	reading->decided = true;
	if (!formula_bind(&reading->formulas[COLUMN_TEXT], posts->records) && !posts->records->table->empty) {
		records_list_names(posts->records, &reading->seen);
		die_textless(posts, &reading->seen);
	}
}

struct posts *
posts_open(const char *path, struct posts_options *options, struct posts_account *account)
{
	struct posts *posts = memory_new(1, sizeof *posts);
	struct posts_reading *reading = memory_new(1, sizeof *reading);

	posts->records = records_open(path, &options->records);
	posts->kept = memory_new(options->keep_count, sizeof *posts->kept);
	posts->reading = reading;
	reading->options = options;
	reading->account = account;
	if (options->rows)
		records_rows(posts->records, options->rows);
	if (!records_are_json(posts->records)) {
		decide_table(posts);
	} else if (options->preset) {
		use_preset(posts, options->preset);
		bind_all(posts);
		reading->decided = true;
	}
	return posts;
}

/* ---- one post ---- */

static struct str
keep_text(struct posts_reading *reading, struct str text)
{
	struct posts_account *account = reading->account;
	struct str mended = text;

	if (mend_plain(text) < text.length) {
		mended = mend_bytes(&account->mending, &reading->rooms[0], mended);
		mended = mend_decoding(&account->mending, &reading->rooms[1], mended);
		mended = mend_controls(&account->mending, &reading->rooms[2], mended);
	}
	/* What stands in a room must outlive it. */
	return mended.at == text.at && text.at != reading->rooms[3].at ? text : arena_copy(&reading->record, mended);
}

static struct str
value_of(struct posts *posts, const struct formula *formula)
{
	struct str value = formula_value(formula, posts->records, &posts->reading->rooms[3]);

	return value.length ? keep_text(posts->reading, value) : value;
}

static struct str
as_time(struct posts *posts, struct str text)
{
	struct posts_reading *reading = posts->reading;
	struct posts_account *account = reading->account;

	text = str_trim(text);
	if (text.length == 0)
		return STR("");
	if (times_read(&reading->options->times, text, reading->iso))
		return (struct str){reading->iso, sizeof reading->iso};
	if (account->discreet)
		text = STR("…");
	if (account->times++ == 0)
		buffer_format(&account->first_time, "%s:%" PRIu64 ": \"%.*s\"", posts->records->name, posts->records->line,
		              text.length < 60 ? (int)text.length : 60, text.at);
	return STR("");
}

static struct str
amount_text(struct posts_reading *reading, bool known, int64_t amount)
{
	struct buffer *room = &reading->rooms[3];

	if (!known)
		return STR("");
	buffer_reset(room);
	buffer_int(room, amount);
	return arena_copy(&reading->record, buffer_str(room));
}

static void
read_by_name(struct posts *posts)
{
	struct posts_reading *reading = posts->reading;
	struct json *json = &posts->records->json;
	uint32_t best[MEANINGS];
	int64_t amount = 0, more = 0;
	bool known;

	surest_members(json, posts->records->row, best);
	for (int i = 0; i < COLUMNS; i++) {
		struct str value = json_text(json, best[i]);
		if (i != COLUMN_REACH && !reading->options->mapped[i])
			posts->fields[i] = value.length ? keep_text(reading, value) : value;
	}
	known = amount_read(json_text(json, best[COLUMN_REACH]), &amount);
	if (!known) {
		known = amount_read(json_text(json, best[MEANING_LIKES]), &amount);
		if (amount_read(json_text(json, best[MEANING_SHARES]), &more)) {
			amount = known ? amount > INT64_MAX - more ? INT64_MAX : amount + more : more;
			known = true;
		}
	}
	posts->fields[COLUMN_REACH] = amount_text(reading, known, amount);
}

static void
read_by_formula(struct posts *posts)
{
	struct posts_reading *reading = posts->reading;

	for (int i = 0; i < COLUMNS; i++) {
		if (reading->by_name && !reading->options->mapped[i])
			continue;
		if (i == COLUMN_REACH) {
			int64_t amount = 0;
			bool known = formula_sum(&reading->formulas[i], posts->records, &amount);
			posts->fields[i] = amount_text(reading, known, amount);
		} else {
			posts->fields[i] = value_of(posts, &reading->formulas[i]);
		}
	}
	for (size_t i = 0; i < reading->options->keep_count; i++)
		posts->kept[i] = value_of(posts, &reading->options->keep[i]);
}

/* A JSON archive is decided by its first record that shows what it is. Gives true when its text must be taken again, for its rows. */
static bool
decide_json(struct posts *posts)
{
	struct posts_reading *reading = posts->reading;
	const struct preset *preset = preset_recognised(posts->records);

	if (!preset) {
		reading->by_name = true;
		bind_all(posts);
		return false;
	}
	use_preset(posts, preset);
	bind_all(posts);
	reading->decided = true;
	reading->by_name = false;
	return preset->rows && !reading->options->rows;
}

/* Notices and errors stand between the posts of a stream; an archive that has nothing else is not understood. */
static void
reject_textless(struct posts *posts)
{
	enum { ENOUGH = 1000 };
	struct posts_reading *reading = posts->reading;

	if (reading->textless == 0)
		records_list_names(posts->records, &reading->seen);
	if (reading->textless < ENOUGH && ++reading->textless == ENOUGH)
		die_textless(posts, &reading->seen);
	records_reject(posts->records, "no text");
}

static void
finish_post(struct posts *posts)
{
	struct posts_reading *reading = posts->reading;

	posts->fields[COLUMN_TIME] = as_time(posts, posts->fields[COLUMN_TIME]);
	if (posts->fields[COLUMN_CHANNEL].length == 0 && reading->options->channel)
		posts->fields[COLUMN_CHANNEL] = str_of(reading->options->channel);
	posts->numbered = posts->fields[COLUMN_ID].length == 0;
	if (posts->numbered) {
		buffer_reset(&reading->rooms[3]);
		buffer_format(&reading->rooms[3], "%s:%" PRIu64, posts->records->standard ? "stdin" : posts->records->name, posts->records->number);
		posts->fields[COLUMN_ID] = keep_text(reading, buffer_str(&reading->rooms[3]));
	}
	reading->account->posts++;
}

bool
posts_read(struct posts *posts)
{
	struct posts_reading *reading = posts->reading;

	while (records_read(posts->records)) {
		arena_reset(&reading->record);
		if (!reading->decided && decide_json(posts))
			continue;
		if (reading->by_name)
			read_by_name(posts);
		read_by_formula(posts);
		if (!posts->fields[COLUMN_TEXT].at) {
			reject_textless(posts);
			continue;
		}
		reading->decided = true;
		reading->textless = UINT64_MAX; /* there are posts: from now on a record without a text is only a record without a text */
		finish_post(posts);
		return true;
	}
	return false;
}

static void
describe_formula(const struct formula *formula, struct buffer *out)
{
	for (struct str rest = formula->written; rest.at;) { /* a paragraph between two parts is shown as one */
		buffer_shown(out, str_cut(&rest, '\n'));
		if (rest.at)
			buffer_text(out, STR("\\n"));
	}
}

/* Where the first post has what is found by name. */
static void
describe_members(struct posts *posts, int column, struct buffer *out)
{
	struct json *json = &posts->records->json;
	uint32_t row = posts->records->row, best[MEANINGS];

	if (posts->reading->textless != UINT64_MAX) /* there was no post */
		return;
	surest_members(json, row, best);
	if (column != COLUMN_REACH || best[COLUMN_REACH] != JSON_NOWHERE) {
		member_path(json, row, best[column], out);
		return;
	}
	member_path(json, row, best[MEANING_LIKES], out);
	if (best[MEANING_LIKES] != JSON_NOWHERE && best[MEANING_SHARES] != JSON_NOWHERE)
		buffer_char(out, '+');
	member_path(json, row, best[MEANING_SHARES], out);
}

void
posts_describe(struct posts *posts, struct buffer *out)
{
	struct posts_reading *reading = posts->reading;
	struct records *records = posts->records;

	buffer_format(out, "%s: %s, %s, %s%s\n", records->name, format_name(&records->format), records->charset,
	              posts->preset ? "preset " : "columns found by name", posts->preset ? posts->preset->name : "");
	for (int i = 0; i < COLUMNS; i++) {
		buffer_format(out, "  %-10s", column_names[i]);
		if (reading->by_name && !reading->options->mapped[i])
			describe_members(posts, i, out);
		else
			describe_formula(&reading->formulas[i], out);
		buffer_char(out, '\n');
	}
}

void
posts_close(struct posts *posts)
{
	struct posts_reading *reading = posts->reading;

	if (reading->textless > 0 && reading->textless < UINT64_MAX)
		die_textless(posts, &reading->seen);
	reading->account->mending.bytes += posts->records->mending.bytes; /* of JSON, whose lines are mended as a whole */
	reading->account->json += posts->records->json.mended;
	records_close(posts->records);
	for (size_t i = 0; i < sizeof reading->rooms / sizeof *reading->rooms; i++)
		buffer_release(&reading->rooms[i]);
	arena_release(&reading->lasting);
	arena_release(&reading->record);
	buffer_release(&reading->seen);
	free(reading);
	free(posts->kept);
	free(posts);
}
