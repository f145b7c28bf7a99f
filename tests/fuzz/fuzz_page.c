/* Any bytes as text and as a report that the page is made of: what stands in the page is JSON of the same text, and opens no element. */
#define json_string jansson_string /* ours has the name too */
#include <jansson.h>
#undef json_string
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "survive.h"

#include "lib/unicode.h"
#include "page/json.h"
#include "page/selection.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static char folder[] = "/tmp/omtale-fuzz-XXXXXX";
static char report[64], page[64];

static void
check_text(struct str text)
{
	struct buffer out = {0};
	json_t *value;

	json_string(&out, text);
	value = json_loadb(out.at, out.length, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	if (!json_is_string(value))
		abort();
	if (unicode_is_valid(text) &&
	    (json_string_length(value) != text.length || (text.length && memcmp(json_string_value(value), text.at, text.length) != 0)))
		abort();
	for (size_t i = 0; i < out.length; i++)
		if (strchr("<>&", out.at[i]) || (unsigned char)out.at[i] < ' ')
			abort();
	json_decref(value);
	buffer_reset(&out);
	html_text(&out, text);
	if (out.length && (memchr(out.at, '<', out.length) || memchr(out.at, '>', out.length) || memchr(out.at, '"', out.length)))
		abort();
	buffer_release(&out);
}

static struct sink *sink;

static void
abandon(void)
{
	if (sink)
		sink_abandon(sink);
	sink = NULL;
}

static void
write_page(void)
{
	struct selection selection = {.rows = 5};

	selection_begin(&selection, folder);
	sink = sink_open(page);
	sink_write(sink, STR("{"));
	selection_write(&selection, sink);
	sink_write(sink, STR("}"));
	sink_close(sink);
	sink = NULL;
	selection_release(&selection);
}

static void
put(struct str text)
{
	FILE *file = fopen(report, "w");

	if (!file || (text.length && fwrite(text.at, 1, text.length, file) != text.length) || fclose(file) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct str text = {(const char *)bytes, length};
	json_t *value;

	survival.before = abandon;
	if (!report[0]) {
		if (!mkdtemp(folder))
			abort();
		snprintf(report, sizeof report, "%s/brands.csv", folder);
		snprintf(page, sizeof page, "%s/page", folder);
		put(STR("brand,posts\na,1\n"));
		write_page();
	}
	check_text(text);
	put(text);
	if (SURVIVES(write_page())) {
		value = json_load_file(page, JSON_ALLOW_NUL, NULL);
		if (!json_is_object(value) || !json_is_array(json_object_get(json_object_get(value, "brands"), "rows")))
			abort();
		json_decref(value);
	}
	return 0;
}
