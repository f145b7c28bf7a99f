/* Any bytes as a text: what comes out is fit for the table. */
#include <stdlib.h>

#include "archive/amounts.h"
#include "archive/markup.h"
#include "archive/mending.h"
#include "lib/unicode.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct buffer rooms[4] = {{0}};
	struct mending mending = {0};
	struct str raw = {(const char *)bytes, length}, text;
	int64_t amount;

	if (amount_read(raw, &amount) && amount < 0)
		abort();
	text = mend_bytes(&mending, &rooms[0], raw);
	if (!unicode_is_valid(text) || (text.at == raw.at) != unicode_is_valid(raw))
		abort();
	markup_text(&rooms[3], text);
	text = mend_decoding(&mending, &rooms[1], text);
	text = mend_controls(&mending, &rooms[2], text);
	if (!unicode_is_valid(text) || !unicode_is_valid(buffer_str(&rooms[3])))
		abort();
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f)
			abort();
	for (int i = 0; i < 4; i++)
		buffer_release(&rooms[i]);
	return 0;
}
