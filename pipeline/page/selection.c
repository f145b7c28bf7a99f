#include "page/selection.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/table.h"
#include "page/json.h"

/* Together the authors of all brands take some 2 MB at most. */
enum { AUTHORS_IN_ALL = 12000, FEWEST_AUTHORS = 20 };

static const struct excerpt {
	const char *name;
	uint64_t a_brand, in_all; /* 0: as many as `rows` says */
} excerpts[] = {
	{"brands", 1, BRANDS_SHOWN}, {"timeline", 4000, UINT64_MAX}, {"bursts", 60, 1000},          {"authors", 0, AUTHORS_IN_ALL},
	{"cascades", UINT64_MAX, 0}, {"relations", 60, UINT64_MAX},  {"channels", 100, UINT64_MAX}, {"wishes", 300, UINT64_MAX},
	{"themes", 300, UINT64_MAX}, {"quality", UINT64_MAX, 1000},
};

bool
selection_path(const struct selection *selection, const char *name, struct buffer *path)
{
	buffer_reset(path);
	buffer_format(path, "%s/%s.csv", selection->folder, name);
	return access(buffer_cstring(path), F_OK) == 0;
}

void
selection_begin(struct selection *selection, const char *folder)
{
	struct buffer path = {0};
	struct table *table;
	size_t brand;

	selection->folder = folder;
	if (!selection_path(selection, "brands", &path))
		die("%s: no such file; name a folder of reports, which omtale run -o DIR makes", buffer_cstring(&path));
	table = table_open(buffer_cstring(&path), NULL);
	if (table->columns_count == 1 && memchr(table->columns[0].at, ';', table->columns[0].length))
		die("%s: written for Excel; make the reports without --excel", buffer_cstring(&path));
	brand = table_need(table, "brand", "omtale-aggregate");
	while (table_read(table) && selection->brands.count < BRANDS_SHOWN)
		map_add(&selection->brands, table_field(table, brand));
	table_abandon(table);
	buffer_release(&path);
}

bool
selection_has(const struct selection *selection, struct str brand)
{
	return brand.length == 0 || map_find(&selection->brands, brand) != MAP_NONE;
}

/* How many rows of the report a brand may have. */
static uint64_t
rows_a_brand(const struct selection *selection, const struct excerpt *excerpt)
{
	uint64_t share = AUTHORS_IN_ALL / (selection->brands.count ? selection->brands.count : 1);

	if (excerpt->a_brand)
		return excerpt->a_brand;
	if (share < FEWEST_AUTHORS)
		share = FEWEST_AUTHORS;
	return share < selection->rows ? share : selection->rows;
}

static void
write_row(struct sink *sink, struct buffer *out, const struct table *table, bool first)
{
	buffer_reset(out);
	buffer_text(out, first ? STR("\n[") : STR(",\n["));
	for (size_t i = 0; i < table->columns_count; i++) {
		if (i)
			buffer_char(out, ',');
		json_string(out, table_field(table, i));
	}
	buffer_char(out, ']');
	sink_write(sink, buffer_str(out));
}

static void
write_columns(struct sink *sink, struct buffer *out, const char *name, const struct table *table)
{
	buffer_reset(out);
	json_string(out, str_of(name));
	buffer_text(out, STR(":{\"columns\":["));
	for (size_t i = 0; i < table->columns_count; i++) {
		if (i)
			buffer_char(out, ',');
		json_string(out, table->columns[i]);
	}
	buffer_text(out, STR("],\"rows\":["));
	sink_write(sink, buffer_str(out));
}

static void
write_excerpt(const struct selection *selection, struct sink *sink, const struct excerpt *excerpt, const char *path)
{
	struct table *table = table_open(path, NULL);
	size_t brand = table_find(table, "brand");
	uint64_t *taken = memory_new(selection->brands.count + 1, sizeof *taken); /* the last: rows about no brand */
	uint64_t a_brand = rows_a_brand(selection, excerpt), in_all = excerpt->in_all ? excerpt->in_all : selection->rows, shown = 0;
	struct buffer out = {0};

	write_columns(sink, &out, excerpt->name, table);
	while (table_read(table)) {
		struct str name = table_field(table, brand);
		uint32_t group = name.length ? map_find(&selection->brands, name) : selection->brands.count;

		if (shown >= in_all || group == MAP_NONE || taken[group] >= a_brand)
			continue;
		taken[group]++;
		write_row(sink, &out, table, shown++ == 0);
	}
	buffer_reset(&out);
	buffer_format(&out, "],\"total\":%" PRIu64 "}", table->records);
	sink_write(sink, buffer_str(&out));
	table_close(table);
	buffer_release(&out);
	free(taken);
}

void
selection_write(const struct selection *selection, struct sink *sink)
{
	struct buffer path = {0};
	bool first = true;

	for (size_t i = 0; i < sizeof excerpts / sizeof *excerpts; i++) {
		if (!selection_path(selection, excerpts[i].name, &path))
			continue;
		if (!first)
			sink_write(sink, STR(",\n"));
		first = false;
		write_excerpt(selection, sink, &excerpts[i], buffer_cstring(&path));
	}
	buffer_release(&path);
}

void
selection_release(struct selection *selection)
{
	map_release(&selection->brands);
}
