/* Any bytes as words of a language (the first byte tells which): each gets a lemma that is fit for the table, a mended word is not unknown, and asking twice
 * gives the same. */
#include <stdlib.h>

#include "language/lemma.h"
#include "lib/unicode.h"

#include "dictionaries.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check(const struct choice *choice)
{
	if (choice->lemma.length == 0)
		abort();
	if (!unicode_is_valid(choice->lemma) || !unicode_is_valid(choice->mended))
		abort();
	if (memchr(choice->lemma.at, ' ', choice->lemma.length) || (choice->mended.length && memchr(choice->mended.at, ' ', choice->mended.length)))
		abort();
	if (choice->unknown && choice->mended.length)
		abort();
}

/* One space between two words, and nothing behind the last. */
static struct str
spaced(struct str text)
{
	char *tokens = malloc(text.length + 1);
	size_t length = 0;

	for (struct str rest = text; rest.at && tokens;) {
		struct str token = str_cut(&rest, ' ');
		if (token.length == 0)
			continue;
		if (length)
			tokens[length++] = ' ';
		memcpy(tokens + length, token.at, token.length);
		length += token.length;
	}
	tokens = realloc(tokens, length + 1);
	return (struct str){tokens, length};
}

static size_t
show(struct buffer *shown, struct lemmatiser *lemmatiser, struct str tokens)
{
	size_t count;
	const struct choice *choices = lemmatiser_post(lemmatiser, tokens, &count);

	buffer_reset(shown);
	for (size_t i = 0; i < count; i++) {
		check(&choices[i]);
		buffer_format(shown, "%.*s|%.*s|%d ", (int)choices[i].lemma.length, choices[i].lemma.at, (int)choices[i].mended.length,
		              choices[i].mended.length ? choices[i].mended.at : "", choices[i].unknown);
	}
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const codes[] = {"da", "nb", "nn", "en"};
	static struct lemmatiser *lemmatisers[4];
	struct str text = {(const char *)bytes + 1, length - 1}, tokens;
	struct buffer once = {0}, twice = {0};
	size_t count = 1;
	int language = length ? bytes[0] & 3 : 0;

	if (length < 2 || !unicode_is_valid(text) || memchr(text.at, 0, text.length))
		return 0;
	if (!lemmatisers[language])
		lemmatisers[language] = lemmatiser_open(str_of(codes[language]), NULL);
	tokens = spaced(text);
	for (size_t i = 0; i < tokens.length; i++)
		count += tokens.at[i] == ' ';
	if (tokens.length && (show(&once, lemmatisers[language], tokens) != count || show(&twice, lemmatisers[language], tokens) != count ||
	                      !str_equal(buffer_str(&once), buffer_str(&twice))))
		abort();
	free((void *)(uintptr_t)tokens.at);
	buffer_release(&once);
	buffer_release(&twice);
	return 0;
}
