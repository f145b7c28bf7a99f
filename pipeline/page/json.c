#include "page/json.h"

#include <unistd.h>

#include "lib/die.h"
#include "lib/source.h"

enum { BLOCK = 1 << 16 };

static bool
unsafe_in_script(uint32_t rune)
{
	return rune == '<' || rune == '>' || rune == '&' || rune == 0x2028 || rune == 0x2029;
}

void
json_string(struct buffer *out, struct str text)
{
	buffer_char(out, '"');
	while (text.length) {
		uint32_t rune;
		size_t length = str_rune(text, &rune);

		if (length == 0) {
			buffer_rune(out, 0xfffd);
			length = 1;
		} else if (rune == '"' || rune == '\\') {
			buffer_char(out, '\\');
			buffer_char(out, (char)rune);
		} else if (rune < 0x20 || rune == 0x7f || unsafe_in_script(rune)) {
			buffer_format(out, "\\u%04x", rune);
		} else {
			buffer_bytes(out, text.at, length);
		}
		text.at += length;
		text.length -= length;
	}
	buffer_char(out, '"');
}

/* In JSON the unsafe characters stand only inside strings, where an escape means the same. */
void
json_file(struct sink *sink, const char *path)
{
	struct buffer in = {0}, out = {0};
	struct source *source;
	ptrdiff_t got;

	if (access(path, F_OK) != 0) {
		sink_write(sink, STR("null"));
		return;
	}
	source = source_open(path);
	while ((got = source_read(source, buffer_reserve(&in, BLOCK), BLOCK)) > 0)
		in.length += (size_t)got;
	if (got < 0)
		die("%s: %s", path, source_failure(source));
	source_close(source);
	for (struct str rest = buffer_str(&in); rest.length;) {
		uint32_t rune;
		size_t length = str_rune(rest, &rune);

		if (length == 0) {
			buffer_rune(&out, 0xfffd);
			length = 1;
		} else if (unsafe_in_script(rune)) {
			buffer_format(&out, "\\u%04x", rune);
		} else {
			buffer_bytes(&out, rest.at, length);
		}
		rest.at += length;
		rest.length -= length;
	}
	sink_write(sink, buffer_str(&out));
	buffer_release(&in);
	buffer_release(&out);
}

void
html_text(struct buffer *out, struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		switch (text.at[i]) {
		case '<':
			buffer_text(out, STR("&lt;"));
			break;
		case '>':
			buffer_text(out, STR("&gt;"));
			break;
		case '&':
			buffer_text(out, STR("&amp;"));
			break;
		case '"':
			buffer_text(out, STR("&quot;"));
			break;
		default:
			buffer_char(out, text.at[i]);
		}
}
