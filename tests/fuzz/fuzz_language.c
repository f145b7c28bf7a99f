/* Any bytes as a post whose language is asked: a code and a chance, the same each time, and names, tags, addresses, numbers and emoji have no say. */
#include <stdlib.h>

#include "language/identify.h"
#include "language/letters.h"
#include "lib/unicode.h"

#include "dictionaries.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static struct identifier *identifier;

static struct language
ask(struct str text)
{
	static struct tokens tokens;
	static struct buffer room, spare;
	struct language language;

	buffer_reset(&room);
	buffer_reset(&spare);
	tokens_cut(&tokens, letters_clean(text, &room, &spare));
	language = identify(identifier, &tokens);
	if (!(language.confidence >= 0 && language.confidence <= 1) || strlen(language.code) < 2 ||
	    strspn(language.code, "abcdefghijklmnopqrstuvwxyz") != strlen(language.code))
		abort();
	return language;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct str text = {(const char *)bytes, length};
	struct buffer more = {0};
	struct language first, second;

	if (!identifier)
		identifier = identifier_open();
	if (!unicode_is_valid(text))
		return 0;
	buffer_text(&more, text);
	buffer_text(&more, STR(" .\n"));
	first = ask(buffer_str(&more));
	buffer_text(&more, STR(" @anna https://example.org/x 1234 \U0001f600 #tag"));
	second = ask(buffer_str(&more));
	if (strcmp(first.code, second.code) != 0 || first.confidence != second.confidence)
		abort();
	buffer_release(&more);
	return 0;
}
