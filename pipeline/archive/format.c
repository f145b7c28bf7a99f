#include "archive/format.h"

enum { RECORDS_LOOKED_AT = 200 };

/* ---- JSON ---- */

/* Whether each brace that the line opens is closed in it. */
static bool
is_balanced(struct str line)
{
	bool quoted = false;
	long depth = 0;

	for (size_t i = 0; i < line.length; i++) {
		char c = line.at[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '{' || c == '['))
			depth++;
		else if (!quoted && (c == '}' || c == ']'))
			depth--;
	}
	return depth <= 0 && !quoted;
}

/* Whether an object can go on with another on the line below. */
static bool
ends_between(struct str line)
{
	line = str_trim(line);
	return line.length && memchr(",:[{", line.at[line.length - 1], 4) != NULL;
}

static bool
look_for_json(struct str sample, struct format *format)
{
	struct str begin = str_trim(sample), rest = begin, line = str_cut(&rest, '\n');

	if (str_starts(begin, STR("[")) || str_starts(begin, STR("window.YTD."))) {
		format->kind = FORMAT_JSON_DOCUMENTS;
		return true;
	}
	if (!str_starts(begin, STR("{")))
		return false;
	/* A line that is longer than the sample is a line all the same: what is written over several lines breaks soon, and where a member ends or begins. A
	 * first line that was cut off in the middle has another post below it. */
	format->kind = rest.at && !is_balanced(line) && !(str_starts(rest, STR("{\"")) && !ends_between(line)) ? FORMAT_JSON_DOCUMENTS : FORMAT_JSON_LINES;
	return true;
}

/* ---- tables ---- */

struct cutting {
	long columns;        /* of the header */
	long records, equal; /* behind it, and those of as many fields */
};

/* One record's walk through the sample. */
struct walk {
	const char *at, *end;
	char delimiter;
	bool quotes;
	bool misquoted; /* by RFC 4180; without quotes: what looks as if they counted after all */
};

/* Steps over one field, to its delimiter, line end or the sample's end. False when a quote is still open there. */
static bool
walk_field(struct walk *walk)
{
	const char *begin = walk->at;
	bool quoted = walk->quotes && begin < walk->end && *begin == '"', open = quoted;

	for (walk->at += quoted; open && walk->at < walk->end; walk->at++)
		if (*walk->at == '"') {
			open = walk->at + 1 < walk->end && walk->at[1] == '"';
			walk->at += open;
		}
	if (open)
		return false;
	for (; walk->at < walk->end && *walk->at != walk->delimiter && *walk->at != '\n'; walk->at++)
		if (walk->quotes && (*walk->at == '"' || (quoted && *walk->at != '\r')))
			walk->misquoted = true;
	if (!walk->quotes && walk->at - begin > 1 && *begin == '"' && (walk->at[-1] == '"' || (walk->at[-1] == '\r' && walk->at[-2] == '"')))
		walk->misquoted = true;
	return true;
}

enum { MISQUOTED = -1, UNFINISHED = -2 };

/* Cuts one record from the front of *rest: how many fields, or what is wrong with it. */
static long
cut_record(struct str *rest, char delimiter, bool quotes, bool whole)
{
	struct walk walk = {rest->at, rest->at + rest->length, delimiter, quotes, false};

	for (long fields = 1;; fields++) {
		bool closed = walk_field(&walk), ends = walk.at == walk.end;

		if (ends || *walk.at == '\n') {
			*rest = (struct str){walk.at + !ends, (size_t)(walk.end - walk.at) - !ends};
			return !closed || (ends && !whole) ? UNFINISHED : walk.misquoted ? MISQUOTED : fields;
		}
		walk.at++;
	}
}

static struct cutting
cut(struct str sample, char delimiter, bool quotes, bool whole)
{
	struct cutting cutting = {.columns = cut_record(&sample, delimiter, quotes, true)};

	while (sample.length && cutting.records < RECORDS_LOOKED_AT) {
		bool blank = sample.at[0] == '\n' || sample.at[0] == '\r';
		long fields = cut_record(&sample, delimiter, quotes, whole);

		if (fields == UNFINISHED)
			break;
		if (blank)
			continue;
		cutting.records++;
		cutting.equal += fields == cutting.columns;
	}
	return cutting;
}

/* Whether `a` explains the sample better: a larger share of records like the header; with equal shares, more columns. */
static bool
better(const struct cutting *a, const struct cutting *b)
{
	long left = (a->equal + 1) * (b->records + 1), right = (b->equal + 1) * (a->records + 1);

	if ((a->columns > 1) != (b->columns > 1))
		return a->columns > 1;
	return left != right ? left > right : a->columns > b->columns;
}

static void
look_for_table(struct str sample, bool whole, struct format *format)
{
	static const struct {
		char delimiter;
		bool quotes;
	} ways[] = {
		{',', true}, {';', true}, {'\t', true}, {'|', true}, {'\t', false}, {',', false}, {';', false}, {'|', false},
	};
	struct cutting best = {0};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct cutting cutting = cut(sample, ways[i].delimiter, ways[i].quotes, whole);

		if (i > 0 && !better(&cutting, &best))
			continue;
		best = cutting;
		format->delimiter = ways[i].delimiter;
		format->no_quotes = !ways[i].quotes;
	}
	if (best.columns > 1)
		return;
	/* One column: a text a line. Its commas cut nothing, unless its lines are quoted as CSV wants them. */
	best = cut(sample, ',', true, whole);
	format->delimiter = best.equal == best.records ? ',' : FORMAT_ONE_COLUMN;
	format->no_quotes = format->delimiter != ',' && cut(sample, FORMAT_ONE_COLUMN, true, whole).equal < cut(sample, FORMAT_ONE_COLUMN, false, whole).equal;
}

/* Excel's "sep=;" line: how long it is, or 0. */
static size_t
separator_line(struct str sample, char *delimiter)
{
	struct str rest = sample, line = str_cut(&rest, '\n');

	if (!rest.at || line.length > 7)
		return 0;
	line = line.length && line.at[line.length - 1] == '\r' ? (struct str){line.at, line.length - 1} : line;
	if (line.length >= 2 && line.at[0] == '"' && line.at[line.length - 1] == '"')
		line = (struct str){line.at + 1, line.length - 2};
	if (line.length != 5 || !(str_starts(line, STR("sep=")) || str_starts(line, STR("SEP="))))
		return 0;
	*delimiter = line.at[4];
	return sample.length - rest.length;
}

struct format
format_look(struct str sample, bool whole)
{
	struct format format = {.kind = FORMAT_TABLE, .delimiter = ','};
	size_t mark = str_starts(sample, STR("\xef\xbb\xbf")) ? 3 : 0;

	sample = (struct str){sample.at + mark, sample.length - mark};
	if (look_for_json(sample, &format))
		return format;
	format.skip = separator_line(sample, &format.delimiter);
	if (format.skip)
		format.skip += mark;
	else
		look_for_table(sample, whole, &format);
	return format;
}

const char *
format_name(const struct format *format)
{
	if (format->kind == FORMAT_JSON_LINES)
		return "JSON Lines";
	if (format->kind == FORMAT_JSON_DOCUMENTS)
		return "JSON documents";
	switch (format->delimiter) {
	case ',':
		return format->no_quotes ? "CSV without quotes" : "CSV";
	case ';':
		return format->no_quotes ? "semicolon-separated values without quotes" : "semicolon-separated values";
	case '\t':
		return format->no_quotes ? "TSV without quotes" : "TSV";
	case FORMAT_ONE_COLUMN:
		return "one text a line";
	default:
		return "delimiter-separated values";
	}
}

const char *
format_packed(struct str sample)
{
	static const struct {
		const char *begin;
		size_t at; /* where the sign stands */
		const char *sign;
		const char *what;
	} packings[] = {
		{"", 0, "\x28\xb5\x2f\xfd", "packed with zstd; unpack it on the way: zstd -dc --long=31 FILE | omtale-read"},
		{"", 0, "\xfd\x37zXZ", "packed with xz; unpack it on the way: xz -dc FILE | omtale-read"},
		{"BZh", 4, "\x31\x41\x59\x26\x53\x59", "packed with bzip2; unpack it on the way: bzip2 -dc FILE | omtale-read"},
		{"", 0, "PK\3\4", "a zip archive or an Excel workbook; unpack it, or save the sheet as CSV"},
		{"", 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook; save the sheet as CSV"},
		{"", 0, "7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it"},
		{"", 257, "ustar", "a tar archive; unpack it"},
		{"", 0, "SQLite format 3", "an SQLite database; write the posts as CSV: sqlite3 -header -csv FILE 'SELECT …' | omtale-read"},
		{"", 0, "%PDF-", "a PDF"},
	};

	for (size_t i = 0; i < sizeof packings / sizeof *packings; i++)
		if (str_starts(sample, str_of(packings[i].begin)) && sample.length > packings[i].at &&
		    (packings[i].at < 257 || memchr(sample.at, '\0', 257)) && /* a text may hold a sign, but no NUL before it */
		    str_starts((struct str){sample.at + packings[i].at, sample.length - packings[i].at}, str_of(packings[i].sign)))
			return packings[i].what;
	return NULL;
}
