/* Tables that people write: what is to be said of one that cannot be read. */
#include "lib/die.h"
#include "lib/table.h"

/* What a header is that has not the columns it should have: spreadsheets save semicolons, tabs and UTF-16. */
static const char *
what_is_wrong(const struct table *table)
{
	if (table->empty)
		return "; the file is empty";
	if (memchr(table->raw.at, '\0', table->raw.length))
		return "; this looks like UTF-16: save it as UTF-8";
	if (table->columns_count == 1 && memchr(table->raw.at, ';', table->raw.length))
		return "; here semicolons stand between the fields: save it with commas";
	if (table->columns_count == 1 && memchr(table->raw.at, '\t', table->raw.length))
		return "; here tabs stand between the fields: save it with commas";
	return "";
}

size_t
table_expect(const struct table *table, const char *column, const char *columns)
{
	size_t found = table_find(table, column);
	struct str header = table->empty ? STR("") : table->raw;

	if (found == TABLE_NONE)
		die("%s:1: no column \"%s\": expected %s, found \"%.*s\"%s", table->name, column, columns, header.length < 200 ? (int)header.length : 200,
		    header.at, what_is_wrong(table));
	return found;
}
