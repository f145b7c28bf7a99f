/* Any bytes as a text with personal data planted in it (bytes 1 to 8): nothing of that is left, what is counted is what is masked, and around it nothing
 * changes. */
#include <stdlib.h>

#include "archive/redaction.h"
#include "lib/unicode.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const char *const planted[] = {
	"010180-1111",  "kari.nord7@firma.no", "NO93 8601 1117 947", "4111 1111 1111 1111",
	"+45 22334455", "1234.56.78903",       "DK5000400440116243", "bj&oslash;rn7&#64;firma&#46;no",
};
static const char *const traces[] = {"0101801111", "nord7", "8601111794", "4111111111111111", "22334455", "12345678903", "5000400440116243", "rn7"};

static void
plant(struct buffer *text, struct str bytes, unsigned *which)
{
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char c = (unsigned char)bytes.at[i];
		if (c >= 1 && c <= 8) {
			buffer_format(text, " ; %s ; ", planted[c - 1]);
			*which |= 1u << (c - 1);
		} else if (c >= ' ') {
			buffer_char(text, (char)c);
		}
	}
}

/* Without what people put between groups of digits. */
static void
squeeze(struct buffer *out, struct str text)
{
	buffer_reset(out);
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.at[i] >= ' ' && !strchr(" -.", text.at[i]))
			buffer_char(out, text.at[i]);
}

/* How many of the mask's blocks stand there; blocks, since one of the text beside a mask looks like a part of it. */
static size_t
blocks_in(struct str text)
{
	const char *block = "\u2588";
	size_t count = 0;

	for (const char *at = text.at, *end = text.at + text.length; (at = memmem(at, (size_t)(end - at), block, strlen(block))); at += strlen(block))
		count++;
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct shown shown;
	struct redaction redaction = {.shown = shown}, none = {0};
	struct buffer text = {0}, room = {0}, before = {0}, after = {0}, again = {0};
	struct str raw = {(const char *)bytes, length}, masked;
	uint64_t counted = 0;
	unsigned which = 0;

	if (!unicode_is_valid(raw))
		return 0;
	plant(&before, raw, &which);
	buffer_text(&text, buffer_str(&before));
	masked = redaction_mask(&redaction, &room, buffer_str(&text));
	for (int i = 0; i < REDACTED_KINDS; i++)
		counted += redaction.counts[i];
	if (!unicode_is_valid(masked) || counted * blocks_in(STR(REDACTION_MASK)) != blocks_in(masked) - blocks_in(buffer_str(&text)) ||
	    (counted == 0 && !str_equal(masked, buffer_str(&text))))
		abort();
	squeeze(&after, masked);
	squeeze(&before, raw);
	for (unsigned i = 0; i < sizeof traces / sizeof *traces; i++)
		if (which & 1u << i && memmem(after.at ? after.at : "", after.length, traces[i], strlen(traces[i])) &&
		    !memmem(before.at ? before.at : "", before.length, traces[i] + 1, strlen(traces[i]) - 2))
			abort();
	/* A second look finds no more of what has control digits. */
	redaction_mask(&none, &again, masked);
	if (none.counts[REDACTED_IBAN] || none.counts[REDACTED_MAIL] > redaction.counts[REDACTED_MAIL] + length)
		abort();
	shown = redaction.shown;
	redaction_release(&none);
	buffer_release(&text);
	buffer_release(&room);
	buffer_release(&before);
	buffer_release(&after);
	buffer_release(&again);
	return 0;
}
