#include "language/elongated.h"

enum { RUNS_MOST = 4, WORD_MOST = PROFILE_LONGEST };

/* Appends `word` with each run of three or more written once, or twice where its bit in `twice` is set; how many runs there were. */
static unsigned
shorten(struct buffer *out, struct str word, unsigned twice)
{
	unsigned runs = 0;

	for (size_t i = 0, n, run; i < word.length; i += run * n) {
		n = str_rune((struct str){word.at + i, word.length - i}, NULL);
		n = n ? n : 1;
		for (run = 1; i + (run + 1) * n <= word.length && memcmp(word.at + i, word.at + i + run * n, n) == 0; run++)
			;
		if (run < 3) {
			buffer_bytes(out, word.at + i, run * n);
			continue;
		}
		buffer_bytes(out, word.at + i, n);
		if (runs >= RUNS_MOST || twice >> runs & 1)
			buffer_bytes(out, word.at + i, n);
		runs++;
	}
	return runs;
}

/* The choice of runs to be written twice that gives a word; all of them when none does. */
static unsigned
choose(const struct identifier *identifier, struct str word, unsigned languages, struct buffer *trial)
{
	unsigned runs, choices;

	buffer_reset(trial);
	runs = shorten(trial, word, 0);
	choices = 1u << (runs < RUNS_MOST ? runs : RUNS_MOST);
	for (unsigned twice = 0; word.length <= WORD_MOST * 8 && twice < choices; twice++) {
		buffer_reset(trial);
		shorten(trial, word, twice);
		if (trial->length <= WORD_MOST && identifier_knows(identifier, buffer_str(trial)) & languages)
			return twice;
	}
	return choices - 1;
}

static unsigned
languages_of(const char *code)
{
	for (unsigned l = 0; l < PROFILE_OURS; l++)
		if (strcmp(code, profile_codes[l]) == 0)
			return 1u << l;
	return (1u << PROFILE_OURS) - 1;
}

void
elongated_shorten(struct tokens *tokens, const struct identifier *identifier, const char *code)
{
	struct buffer text = {0}, lower = {0}, trial = {0};
	bool any = false;

	for (size_t i = 0; i < tokens->count; i++)
		any = any || tokens->list[i].elongated;
	if (!any)
		return;
	for (size_t i = 0; i < tokens->count; i++) {
		struct token *token = &tokens->list[i];
		struct str word = tokens_text(tokens, i);
		size_t at;

		if (text.length)
			buffer_char(&text, ' ');
		at = text.length;
		if (token->elongated) {
			buffer_reset(&lower);
			unicode_lower(&lower, word);
			shorten(&text, word, choose(identifier, buffer_str(&lower), languages_of(code), &trial));
		} else {
			buffer_text(&text, word);
		}
		token->at = (uint32_t)at;
		token->length = (uint32_t)(text.length - at);
	}
	buffer_reset(&tokens->text);
	buffer_text(&tokens->text, buffer_str(&text));
	buffer_release(&text);
	buffer_release(&lower);
	buffer_release(&trial);
}
