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

/* What a spelling is worth in the post's language; in a post of none of ours, in the one that values it most. */
static int
worth(const struct identifier *identifier, struct str word, const char *code)
{
	int best = 0;

	for (unsigned l = 0; l < PROFILE_OURS; l++) {
		int here = identifier_worth(identifier, word, l);
		if (strcmp(code, profile_codes[l]) == 0)
			return here;
		best = here > best ? here : best;
	}
	return best;
}

/* The choice of runs to be written twice that gives the likeliest word; all of them when none does. */
static unsigned
choose(const struct identifier *identifier, struct str word, const char *code, struct buffer *trial)
{
	unsigned runs, choices, best;
	int most = 0;

	buffer_reset(trial);
	runs = shorten(trial, word, 0);
	choices = 1u << (runs < RUNS_MOST ? runs : RUNS_MOST);
	best = choices - 1;
	for (unsigned twice = 0; trial->length <= WORD_MOST && twice < choices; twice++) {
		int here;

		buffer_reset(trial);
		shorten(trial, word, twice);
		here = trial->length <= WORD_MOST ? worth(identifier, buffer_str(trial), code) : 0;
		if (here > most) {
			most = here;
			best = twice;
		}
	}
	return best;
}

void
elongated_shorten(struct tokens *tokens, const struct identifier *identifier, const char *code)
{
	struct buffer text = {0}, lower = {0}, trial = {0};

	if (!tokens->elongated)
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
			shorten(&text, word, choose(identifier, buffer_str(&lower), code, &trial));
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
