/* Any bytes in a charset nobody named: one is found, what it gives is UTF-8 at every pace, and UTF-8 is known for what it is. A valid text comes back from
 * UTF-16. */
#include <stdlib.h>

#include "lib/charsets.h"
#include "lib/unicode.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
read_all(struct buffer *out, struct str text, const char *charset, size_t step)
{
	struct source *source = charset_source(source_memory(text, "fuzz"), charset);
	ptrdiff_t n;

	buffer_reset(out);
	while ((n = source_read(source, buffer_reserve(out, step), step)) > 0)
		out->length += (size_t)n;
	if (n < 0 && !source_failure(source))
		abort();
	source_close(source);
}

static void
put_unit(struct buffer *out, uint32_t unit)
{
	buffer_char(out, (char)(unit & 0xff));
	buffer_char(out, (char)(unit >> 8));
}

/* `text` in UTF-16, little end first, with its mark. */
static void
widen(struct buffer *out, struct str text)
{
	buffer_reset(out);
	put_unit(out, 0xfeff);
	for (size_t at = 0, taken; at < text.length; at += taken) {
		uint32_t rune;

		taken = str_rune((struct str){text.at + at, text.length - at}, &rune);
		if (rune < 0x10000) {
			put_unit(out, rune);
		} else {
			put_unit(out, 0xd800 + ((rune - 0x10000) >> 10));
			put_unit(out, 0xdc00 + ((rune - 0x10000) & 0x3ff));
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const named[] = {"windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16BE", "UTF-8", "ISO-2022-JP", "UTF-7"};
	struct str text = {(const char *)bytes, length};
	struct buffer fast = {0}, slow = {0};
	const char *found = charset_detect(text), *chosen = length ? named[bytes[0] % (sizeof named / sizeof *named)] : "UTF-8";

	if (!found || !charset_known(found) || !charset_known(chosen))
		abort();
	for (int i = 0; i < 2; i++) {
		read_all(&fast, text, i ? chosen : found, 1 << 16);
		read_all(&slow, text, i ? chosen : found, 5);
		if (!unicode_is_valid(buffer_str(&fast)) || !str_equal(buffer_str(&fast), buffer_str(&slow)))
			abort();
	}
	if (unicode_is_valid(text)) {
		widen(&slow, text);
		if (strcmp(charset_detect(buffer_str(&slow)), "UTF-16LE") != 0)
			abort();
		read_all(&fast, buffer_str(&slow), "UTF-16LE", 1 << 16);
		if (!str_ends(buffer_str(&fast), text) || fast.length > text.length + 3) /* the mark may stay */
			abort();
	}
	buffer_release(&fast);
	buffer_release(&slow);
	return 0;
}
