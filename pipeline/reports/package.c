#include "reports/package.h"

#include <inttypes.h>
#include <stdlib.h>

#include "lib/die.h"
#include "lib/checksum.h"
#include "lib/table.h"
#include "lib/unicode.h"

/* ---- gathering ---- */

static char *
copy(const char *text)
{
	size_t length = strlen(text) + 1;

	return memcpy(memory_new(length, 1), text, length);
}

static void
add_line(struct manifest_line **lines, size_t *count, const char *name, const char *value)
{
	*lines = memory_grow(*lines, *count + 1, sizeof **lines);
	(*lines)[(*count)++] = (struct manifest_line){copy(name), copy(value)};
}

void
manifest_option(struct manifest *manifest, const char *name, const char *value)
{
	add_line(&manifest->options, &manifest->options_count, name, value);
}

void
manifest_input(struct manifest *manifest, const char *path)
{
	char hex[CHECKSUM_HEX] = "";

	if (strcmp(path, "-") != 0)
		checksum_file(path, hex);
	add_line(&manifest->inputs, &manifest->inputs_count, path, hex);
}

void
manifest_report(struct manifest *manifest, const struct report *report, int part, uint64_t rows)
{
	struct buffer name = {0}, path = {0};

	manifest->reports = memory_grow(manifest->reports, manifest->reports_count + 1, sizeof *manifest->reports);
	manifest->reports[manifest->reports_count++] = (struct manifest_report){report, copy(sheet_part(&path, report_file(report, &name), part)), rows};
	buffer_release(&path);
	buffer_release(&name);
}

static void
release_lines(struct manifest_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(lines[i].name);
		free(lines[i].value);
	}
	free(lines);
}

void
manifest_release(struct manifest *manifest)
{
	release_lines(manifest->options, manifest->options_count);
	release_lines(manifest->inputs, manifest->inputs_count);
	for (size_t i = 0; i < manifest->reports_count; i++)
		free(manifest->reports[i].file);
	free(manifest->reports);
	*manifest = (struct manifest){0};
}

/* ---- JSON ---- */

static void
json_text(struct buffer *out, struct str text)
{
	buffer_char(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c == '"' || c == '\\')
			buffer_format(out, "\\%c", c);
		else if (c < 0x20)
			buffer_format(out, "\\u%04x", c);
		else
			buffer_char(out, (char)c);
	}
	buffer_char(out, '"');
}

/* "name": "value", with what goes before. */
static void
json_pair(struct buffer *out, const char *before, const char *name, struct str value)
{
	buffer_format(out, "%s\"%s\": ", before, name);
	json_text(out, value);
}

static void
write_file(const char *folder, const char *name, struct buffer *content)
{
	struct buffer path = {0};
	struct sink *sink;

	buffer_format(&path, "%s/%s", folder, name);
	sink = sink_open(buffer_cstring(&path));
	sink_write(sink, buffer_str(content));
	sink_close(sink);
	buffer_release(&path);
	buffer_release(content);
}

/* ---- manifest.json ---- */

static void
write_lines(struct buffer *out, const char *title, const char *value_name, const struct manifest_line *lines, size_t count)
{
	buffer_format(out, ",\n  \"%s\": [", title);
	for (size_t i = 0; i < count; i++) {
		json_pair(out, i ? ",\n    {" : "\n    {", "name", str_of(lines[i].name));
		if (lines[i].value[0])
			json_pair(out, ", ", value_name, str_of(lines[i].value));
		buffer_char(out, '}');
	}
	buffer_text(out, count ? STR("\n  ]") : STR("]"));
}

static void
write_provenance(struct buffer *out, const char *path)
{
	struct table *table = table_open(path, NULL);
	size_t kind = table_need(table, "kind", "omtale run"), name = table_need(table, "name", "omtale run"), value = table_need(table, "value", "omtale run");
	bool first = true;

	buffer_text(out, STR(",\n  \"provenance\": ["));
	for (; table_read(table); first = false) {
		json_pair(out, first ? "\n    {" : ",\n    {", "kind", table_field(table, kind));
		json_pair(out, ", ", "name", table_field(table, name));
		json_pair(out, ", ", "value", table_field(table, value));
		buffer_char(out, '}');
	}
	buffer_text(out, STR("\n  ]"));
	table_close(table);
}

static void
write_checksums(struct buffer *out, const struct manifest *manifest, const char *folder)
{
	struct buffer path = {0};
	char hex[CHECKSUM_HEX];

	buffer_text(out, STR(",\n  \"reports\": ["));
	for (size_t i = 0; i < manifest->reports_count; i++) {
		buffer_reset(&path);
		buffer_format(&path, "%s/%s", folder, manifest->reports[i].file);
		checksum_file(buffer_cstring(&path), hex);
		json_pair(out, i ? ",\n    {" : "\n    {", "name", str_of(manifest->reports[i].file));
		if (manifest->reports[i].report->columns)
			buffer_format(out, ", \"rows\": %" PRIu64, manifest->reports[i].rows);
		json_pair(out, ", ", "sha256", str_of(hex));
		buffer_char(out, '}');
	}
	buffer_text(out, STR("\n  ]"));
	buffer_release(&path);
}

void
manifest_write(const struct manifest *manifest, const char *folder, const struct posts *posts, const char *provenance)
{
	struct buffer out = {0};

	json_pair(&out, "{\n  ", "program", STR("omtale-aggregate " OMTALE_VERSION));
	json_pair(&out, ",\n  ", "unicode", str_of(unicode_versions()));
	buffer_format(&out, ",\n  \"posts\": %" PRIu32 ",\n  \"rejected\": %" PRIu64, posts->count, posts->rejected);
	write_lines(&out, "options", "value", manifest->options, manifest->options_count);
	if (provenance)
		write_provenance(&out, provenance);
	else
		write_lines(&out, "inputs", "sha256", manifest->inputs, manifest->inputs_count);
	write_checksums(&out, manifest, folder);
	buffer_text(&out, STR("\n}\n"));
	write_file(folder, "manifest.json", &out);
}

/* ---- datapackage.json ---- */

static void
write_fields(struct buffer *out, const struct report *report, bool excel)
{
	static const char *const types[] = {"string", "integer", "number", "datetime", "date"};

	buffer_text(out, STR("\"fields\": ["));
	for (const struct report_column *column = report->columns; column->name; column++) {
		buffer_format(out, "%s\n        {\"name\": \"%s\", \"type\": \"%s\"", column == report->columns ? "" : ",", column->name, types[column->type]);
		if (excel && column->type == NUMBER)
			buffer_text(out, STR(", \"decimalChar\": \",\""));
		if (excel && column->type == INSTANT)
			buffer_text(out, STR(", \"format\": \"%Y-%m-%d %H:%M:%S\""));
		json_pair(out, ", ", "description", str_of(column->meaning));
		buffer_char(out, '}');
	}
	buffer_text(out, STR("\n      ], \"missingValues\": [\"\"], \"primaryKey\": ["));
	for (struct str rest = str_of(report->key); rest.at;) {
		json_text(out, str_cut(&rest, ' '));
		if (rest.at)
			buffer_text(out, STR(", "));
	}
	buffer_char(out, ']');
}

static void
write_resource(struct buffer *out, const struct manifest *manifest, size_t first, size_t last, bool excel)
{
	const struct report *report = manifest->reports[first].report;

	json_pair(out, "    {", "name", str_of(report->name));
	buffer_text(out, STR(", \"path\": ["));
	for (size_t i = first; i < last; i++) {
		json_text(out, str_of(manifest->reports[i].file));
		buffer_text(out, i + 1 < last ? STR(", ") : STR("]"));
	}
	json_pair(out, ", ", "description", str_of(report->purpose));
	if (report->columns) {
		buffer_text(out,
		            STR(",\n     \"profile\": \"tabular-data-resource\", \"format\": \"csv\", \"mediatype\": \"text/csv\", \"encoding\": \"utf-8\""));
		if (excel)
			buffer_text(out, STR(", \"dialect\": {\"delimiter\": \";\", \"lineTerminator\": \"\\r\\n\"}"));
		buffer_text(out, STR(",\n     \"schema\": {"));
		write_fields(out, report, excel);
		buffer_char(out, '}');
	} else {
		buffer_text(out, STR(", \"format\": \"graphml\", \"mediatype\": \"application/xml\""));
	}
	buffer_char(out, '}');
}

void
package_write(const struct manifest *manifest, const char *folder, bool excel)
{
	struct buffer out = {0};

	buffer_text(&out,
	            STR("{\n  \"profile\": \"data-package\",\n  \"name\": \"omtale-reports\",\n  \"title\": \"What is said of whom\",\n  \"resources\": [\n"));
	for (size_t first = 0, last; first < manifest->reports_count; first = last) {
		for (last = first + 1; last < manifest->reports_count && manifest->reports[last].report == manifest->reports[first].report; last++)
			;
		write_resource(&out, manifest, first, last, excel);
		buffer_text(&out, last < manifest->reports_count ? STR(",\n") : STR("\n"));
	}
	buffer_text(&out, STR("  ]\n}\n"));
	write_file(folder, "datapackage.json", &out);
}
