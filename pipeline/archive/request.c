#include "archive/request.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/die.h"
#include "lib/options.h"
#include "lib/charsets.h"
#include "lib/zones.h"

/* Reads "NAME=FORMULA" or "NAME" from the front of *list. */
static struct str
cut_formula(struct str *list, struct formula *formula, struct arena *lasting, const char *option)
{
	size_t length = formula_find(*list, ','), equals;
	struct str one = str_trim((struct str){list->at, length}), name = one, from = one;
	const char *problem;

	*list = length < list->length ? (struct str){list->at + length + 1, list->length - length - 1} : (struct str){NULL, 0};
	equals = formula_find(one, '=');
	if (equals < one.length) {
		name = str_trim((struct str){one.at, equals});
		from = str_trim((struct str){one.at + equals + 1, one.length - equals - 1});
	}
	if (name.length >= 2 && name.at[0] == '"' && name.at[name.length - 1] == '"')
		name = (struct str){name.at + 1, name.length - 2};
	if (name.length == 0)
		usage("%s: a column's name is missing in \"%.*s\"", option, (int)one.length, one.at);
	problem = formula_parse(formula, lasting, from);
	if (problem)
		usage("%s: %s in \"%.*s\"", option, problem, (int)one.length, one.at);
	return name;
}

void
request_map(struct request *request, const char *value)
{
	struct posts_options *posts = &request->posts;

	for (struct str rest = str_of(value); rest.at;) {
		struct formula formula;
		struct str name = cut_formula(&rest, &formula, &request->lasting, "--map");
		char copy[64];
		const char *nearest;
		int column = 0;

		while (column < COLUMNS && !str_equal(name, str_of(column_names[column])))
			column++;
		if (column < COLUMNS) {
			posts->map[column] = formula;
			posts->mapped[column] = true;
			continue;
		}
		snprintf(copy, sizeof copy, "%.*s", name.length < 60 ? (int)name.length : 60, name.at);
		nearest = options_nearest(copy, column_names);
		usage("--map: no column \"%s\"%s%s%s (id, time, channel, author, reply_to, repost_of, thread, reach, text; --keep passes others on)", copy,
		      nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
	}
}

void
request_keep(struct request *request, const char *value)
{
	struct posts_options *posts = &request->posts;
	struct str *names;

	for (struct str rest = str_of(value); rest.at;) {
		size_t n = posts->keep_count++;

		posts->keep = memory_grow(posts->keep, n + 1, sizeof *posts->keep);
		names = request->kept_names = memory_grow(request->kept_names, n + 1, sizeof *names);
		names[n] = cut_formula(&rest, &posts->keep[n], &request->lasting, "--keep");
		for (int i = 0; i < COLUMNS; i++)
			if (str_equal(names[n], str_of(column_names[i])))
				usage("--keep: \"%s\" is a column of every post already; give yours another name: --keep my_%s=%s", column_names[i],
				      column_names[i], column_names[i]);
		for (size_t i = 0; i < n; i++)
			if (str_equal(names[n], names[i]))
				usage("--keep: \"%.*s\" is named twice", (int)names[n].length, names[n].at);
	}
}

void
request_longest_record(struct request *request, const char *value)
{
	struct str text = str_of(value);
	char unit = text.length ? text.at[text.length - 1] : '\0';
	int shift = unit == 'K' ? 10 : unit == 'M' ? 20 : unit == 'G' ? 30 : 0;
	int64_t size;

	text.length -= shift > 0;
	if (!str_to_int(text, &size) || size < 1 || size > (INT64_C(1) << 33) >> shift)
		usage("--max-record: expected a number of bytes, as 500K or 64M, up to 8G, found \"%s\"", value);
	request->posts.records.longest_record = (size_t)size << shift;
}

void
request_charset(struct request *request, const char *value)
{
	size_t count;
	const struct str *names;

	if (!charset_known(value)) {
		names = charset_names(&count);
		usage("--charset: no charset \"%s\" is known%s (UTF-8, UTF-16LE, windows-1252, ISO-8859-1 …)", value, options_perhaps_of(value, names, count));
	}
	request->posts.records.charset = value;
}

void
request_delimiter(struct request *request, const char *value)
{
	bool tab = strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0;

	if (!tab && (strlen(value) != 1 || strchr("\"\r\n", value[0])))
		usage("--delimiter: expected one character, or tab, found \"%s\"", value);
	request->posts.records.delimiter = tab ? '\t' : value[0];
}

void
request_time_format(struct request *request, const char *value)
{
	if (timeformat_unknown(value))
		usage("--time-format: no letter %%%c is known (%%Y %%y %%m %%b %%d %%a %%H %%I %%p %%M %%S %%f %%s %%z %%T %%F %%%%)",
		      timeformat_unknown(value));
	request->posts.times.format = value;
}

void
request_rows(struct request *request, const char *value)
{
	struct formula formula;
	const char *problem = formula_parse(&formula, &request->lasting, str_of(value));

	if (problem || formula.count != 1 || formula.choices->parts_count != 1 || formula.choices->parts->kind != PART_PLACE)
		usage("--rows: expected the path of an array, as in data.posts, found \"%s\"", value);
	request->posts.rows = &formula.choices->parts->place;
}

void
request_zone(struct request *request, const char *value)
{
	struct zone *zone = zone_open(value);

	if (!zone) {
		size_t count;
		const struct str *names = zone_names(&count);
		usage("--zone: no time zone \"%s\" is known%s (Europe/Copenhagen, UTC, +01:00 …)", value, options_perhaps_of(value, names, count));
	}
	request->posts.times.zone = zone;
}

void
request_release(struct request *request)
{
	zone_close(request->posts.times.zone);
	arena_release(&request->lasting);
	free(request->posts.keep);
	free(request->kept_names);
}
