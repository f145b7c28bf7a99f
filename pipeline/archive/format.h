/* What an archive is written in, told by looking at its beginning.
 *
 *   {"id":…}↵{"id":…}↵        JSON Lines
 *   [{…},{…}]   {↵ "id": …}   JSON documents: an array, or values that go over several lines (documents.h makes lines of them)
 *   window.YTD.tweets.part0 = [ …   the same, as Twitter hands out one's own archive
 *   sep=;↵id;text↵            a table; Excel's first line names the delimiter
 *   id,text↵                  a table: the delimiter that cuts the header and the records behind it into equally many fields
 */
#ifndef OMTALE_FORMAT_H
#define OMTALE_FORMAT_H

#include "lib/str.h"

enum format_kind { FORMAT_TABLE, FORMAT_JSON_LINES, FORMAT_JSON_DOCUMENTS };

struct format {
	enum format_kind kind;
	char delimiter; /* of a table; FORMAT_ONE_COLUMN when its lines are not cut at all */
	bool no_quotes; /* quotes are ordinary characters: a tab-separated file whose texts begin with them */
	size_t skip;    /* bytes of a "sep=" line, to be used up before the header */
};

/* No archive has it in a text. */
enum { FORMAT_ONE_COLUMN = 0x1f };

/* How much of an archive is worth showing to format_look. */
enum { FORMAT_SAMPLE = 1 << 17 };

/* Looks at `sample`, UTF-8 or something like it, the beginning of an archive; `whole` when there is no more. */
struct format
format_look(struct str sample, bool whole);

/* "JSON Lines", "CSV", "TSV", "semicolon-separated values" …: for messages. */
const char *
format_name(const struct format *format);

/* What a file is that begins like `sample` and that is not read here, and what to do with it; NULL where it may be an archive. */
const char *
format_packed(struct str sample);

#endif
