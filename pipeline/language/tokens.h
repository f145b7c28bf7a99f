/* A post cut into tokens: words, numbers, and what only posts have.
 *
 *   Elendig service @Vy! Toget kl.12:30 :( se https://t.co/x #NSBfail 199,-
 *   Elendig service @Vy ! Toget kl. 12:30 :( se url:t.co #NSBfail 199,-
 *
 * A word is what UAX #29 (ICU, root locale) calls one, and on top of that:
 *   one token   hyphenated words (NSB-togene, i-MiEV-en), H&M, Disney+, times 12:30 and dates 12/3, prices 199,- and $5.76, 100%, ordinals 3. before a
 *               small letter, abbreviations with their points (bl.a., f.eks., kr.), clitics (don't, ha'), emoticons, whole emoji, @name, #tag, url:host
 *   two tokens  words run together over a full stop (bra.Men) that are no abbreviation and no address
 *   none        whatever else is no word: quotation marks, brackets, dashes, symbols
 * Punctuation is a run of . , ! ? … cut at three. Apostrophes and hyphens of all shapes are written ' and -. Emoticons' mouths are not repeated.
 * Clean the text with letters_clean first.
 */
#ifndef OMTALE_TOKENS_H
#define OMTALE_TOKENS_H

#include "lib/str.h"
#include "lib/unicode.h"

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER, /* begins with a digit or a currency mark */
	TOKEN_MENTION,
	TOKEN_TAG,
	TOKEN_URL,
	TOKEN_EMOTICON,
	TOKEN_EMOJI,
	TOKEN_PUNCTUATION,
};

struct token {
	uint32_t at, length; /* in the text of struct tokens */
	uint8_t kind;
	bool elongated; /* a letter stands three times or more: sååå */
};

enum { TOKENS_ROOM = 24 }; /* so many bytes behind the tokens' text may be read, whatever they are */

/* Init with {0}. The tokens of the text last cut are valid until the next. */
struct tokens {
	struct buffer text; /* the tokens with a space between them */
	struct buffer room; /* what is being cut */
	struct token *list;
	size_t count, capacity;
	struct word_breaker *breaker;
	size_t asked, asked_end, boundary; /* what of the text the breaker holds, and where it has come to */
	bool joined;                       /* the word last ended may hold more than letters and digits */
	bool elongated;                    /* one of the tokens is */
	bool closely;                      /* looks at each word as if it were none of the plain ones: for the test that both agree */
};

/* Cuts `text`: valid UTF-8, cleaned, at most 4 GB. */
void
tokens_cut(struct tokens *tokens, struct str text);

static inline struct str
tokens_text(const struct tokens *tokens, size_t number)
{
	return (struct str){tokens->text.at + tokens->list[number].at, tokens->list[number].length};
}

void
tokens_release(struct tokens *tokens);

/* Where the word (UAX #29's segment) that begins at `at`, a letter, digit or underscore, ends: for Latin text by the rules written out, for the rest, or where
 * `always_ask`, from ICU. Shown for the test that both agree. */
size_t
tokens_word_end(struct tokens *tokens, struct str text, size_t at, bool always_ask);

#endif
