/* Any bytes as words of a language (the first byte tells which): each gets a lemma that is fit for the table, a mended word is not unknown, and asking twice
 * gives the same. */
#include <stdlib.h>

#include "language/lemma.h"
#include "lib/unicode.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { MOST = 200 };

static void
check(struct str token, const struct choice *choice)
{
	if (token.length && choice->lemma.length == 0)
		abort();
	if (!unicode_is_valid(choice->lemma) || !unicode_is_valid(choice->mended))
		abort();
	if ((choice->lemma.length && memchr(choice->lemma.at, ' ', choice->lemma.length)) ||
	    (choice->mended.length && memchr(choice->mended.at, ' ', choice->mended.length)))
		abort();
	if (choice->unknown && choice->mended.length)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const codes[] = {"da", "nb", "nn", "en"};
	static struct lemmatiser *lemmatisers[4];
	struct str tokens[MOST], rest = {(const char *)bytes + 1, length - 1};
	struct choice choices[MOST];
	struct buffer lemmas = {0};
	size_t count = 0, at = 0;
	int language = length ? bytes[0] & 3 : 0;

	if (length < 2 || !unicode_is_valid(rest) || memchr(rest.at, 0, rest.length))
		return 0;
	if (!lemmatisers[language])
		lemmatisers[language] = lemmatiser_open(str_of(codes[language]), NULL);
	while (rest.at && count < MOST) {
		struct str token = str_cut(&rest, ' ');
		if (token.length)
			tokens[count++] = token;
	}
	lemmatiser_post(lemmatisers[language], tokens, count, choices);
	for (size_t i = 0; i < count; i++) {
		check(tokens[i], &choices[i]);
		buffer_text(&lemmas, choices[i].lemma);
	}
	lemmatiser_post(lemmatisers[language], tokens, count, choices);
	for (size_t i = 0; i < count; at += choices[i++].lemma.length)
		if (at + choices[i].lemma.length > lemmas.length ||
		    (choices[i].lemma.length && memcmp(lemmas.at + at, choices[i].lemma.at, choices[i].lemma.length) != 0))
			abort();
	buffer_release(&lemmas);
	return 0;
}
