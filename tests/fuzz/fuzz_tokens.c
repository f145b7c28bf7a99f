/* Any bytes as a post: entities, letters, tokens, language. Tokens are whole, valid and without spaces, and what is cut twice is cut alike. */
#include <stdlib.h>

#include "lib/entities.h"
#include "language/letters.h"
#include "language/tokens.h"
#include "lib/unicode.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check(const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		struct str token = tokens_text(tokens, i);

		if (token.length == 0 || memchr(token.at, ' ', token.length) || !unicode_is_valid(token))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct tokens tokens;
	struct buffer decoded = {0}, room = {0}, spare = {0}, once = {0};
	struct str text = {(const char *)bytes, length};

	if (!unicode_is_valid(text))
		return 0;
	entities_decode(&decoded, text);
	text = letters_clean(buffer_str(&decoded), &room, &spare);
	tokens_cut(&tokens, text);
	check(&tokens);
	buffer_text(&once, buffer_str(&tokens.text));
	tokens_cut(&tokens, text);
	if (!str_equal(buffer_str(&once), buffer_str(&tokens.text)))
		abort();
	buffer_release(&decoded);
	buffer_release(&room);
	buffer_release(&spare);
	buffer_release(&once);
	return 0;
}
