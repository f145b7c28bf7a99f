/* tokens: the same as ICU's words on every text there is at hand, and what posts add, kind by kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "language/letters.h"
#include "language/tokens.h"
#include "lib/table.h"

static struct tokens tokens;

/* ---- the law: Latin's fast way and ICU find the same ends ---- */

static size_t words_compared;

static void
assert_same_ends(struct str text)
{
	for (size_t at = 0; at < text.length; at++) {
		unsigned char c = (unsigned char)text.at[at];
		uint32_t rune;
		size_t quick, asked;

		if ((c & 0xc0) == 0x80 || !str_rune((struct str){text.at + at, text.length - at}, &rune))
			continue;
		if (rune_class(rune) != RUNE_LETTER && rune_class(rune) != RUNE_DIGIT && rune != '_')
			continue;
		tokens_cut(&tokens, STR("")); /* forgets what ICU was asked before */
		quick = tokens_word_end(&tokens, text, at, false);
		asked = tokens_word_end(&tokens, text, at, true);
		if (quick != asked)
			fail_msg("\"%.*s\" from byte %zu: ends at %zu, by ICU at %zu", (int)text.length, text.at, at, quick, asked);
		words_compared++;
		at = asked - 1;
	}
}

/* ---- the law: a plain word is the token that a close look finds ---- */

static size_t plain_compared;

static void
assert_same_tokens(struct str text)
{
	static struct tokens closely = {.closely = true};

	tokens_cut(&tokens, text);
	tokens_cut(&closely, text);
	if (!str_equal(buffer_str(&tokens.text), buffer_str(&closely.text)) || tokens.count != closely.count || tokens.elongated != closely.elongated)
		fail_msg("\"%.*s\" gives \"%.*s\", closely \"%.*s\"", (int)text.length, text.at, (int)tokens.text.length, buffer_str(&tokens.text).at,
		         (int)closely.text.length, buffer_str(&closely.text).at);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token *a = &tokens.list[i], *b = &closely.list[i];
		if (a->at != b->at || a->length != b->length || a->kind != b->kind || a->elongated != b->elongated)
			fail_msg("\"%.*s\": token %zu is another when looked at closely", (int)text.length, text.at, i);
	}
	plain_compared += tokens.count;
}

/* As many of the parts as `count` says, by chance, end to end in `text`, which must have room for them. */
static struct str
put_together(char *text, const char *const parts[], size_t parts_count, size_t count, uint64_t *seed)
{
	size_t length = 0;

	for (size_t i = 0; i < count; i++) {
		const char *part;
		*seed = *seed * 6364136223846793005u + 1442695040888963407u;
		part = parts[(*seed >> 33) % parts_count];
		memcpy(text + length, part, strlen(part));
		length += strlen(part);
	}
	return (struct str){text, length};
}

/* Words as people write them between all that may stand beside one. */
static void
plain_words_are_what_a_close_look_finds(void **state)
{
	static const char *const parts[] = {"Toget", "og", "er", "åå",   "sååå", "så", "øøø", "xD", "XDD", "xdx",     "x",   "o_O",    "T_T",   "O", "A",
	                                    "ha",    "gi", "kl", "nooo", "oo",   "x×", "÷a",  "ß",  "é",   "e\u0301", "ő",   "7",      ".",     ",", "!",
	                                    "?",     "…",  ")",  "(",    "\"",   "'",  "’",   "`",  "´",   ":",       "://", ";",      "_",     "-", "&",
	                                    "+",     "@",  "#",  "/",    "%",    " ",  " ",   " ",  " ",   "😀",       "ж",   "\u2011", "\u00ad"};
	uint64_t seed = 19051814;
	char text[400];

	(void)state;
	for (int trial = 0; trial < 200000; trial++) {
		struct str chance = put_together(text, parts, sizeof parts / sizeof *parts, 2 + (size_t)trial % 12, &seed);

		assert_same_tokens(chance);
	}
	assert_true(plain_compared > 500000);
}

static void
compare_table(const char *path)
{
	struct table *table = table_open(path, &(struct table_options){.delimiter = str_ends(str_of(path), STR(".tsv")) ? '\t' : ',', .ragged = true});
	struct buffer room = {0}, spare = {0};

	while (table_read(table))
		for (size_t i = 0; i < table->fields_count; i++) {
			assert_same_ends(letters_clean(table->fields[i], &room, &spare));
			assert_same_tokens(letters_clean(table->fields[i], &room, &spare));
		}
	table_close(table);
	buffer_release(&room);
	buffer_release(&spare);
}

static void
words_end_where_icu_ends_them(void **state)
{
	static const char *const patterns[] = {"lexicons/*/*.csv", "lexicons/*/tests/*.csv", "corpora/gold/*posts.tsv"};

	(void)state;
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		glob_t found;

		if (glob(patterns[i], 0, NULL, &found) == 0)
			for (size_t j = 0; j < found.gl_pathc; j++)
				compare_table(found.gl_pathv[j]);
		globfree(&found);
	}
	assert_true(words_compared > 10000);
}

/* Texts made of what decides: letters, digits, joiners of each kind, marks, symbols, emoji, in every order that chance gives. */
static void
words_end_where_icu_ends_them_in_odd_texts(void **state)
{
	static const char *const parts[] = {"a", "å", "Z", "ß",  "ő",  "7", "0", ".", ",",      "'",      "’",      ":",      ";", "_", "-", " ",
	                                    "·", "•", "…", "–",  "«",  "½", "²", "º", "µ",      "×",      "÷",      "€",      "%", "/", "@", "😀",
	                                    "❤", "ж", "ω", "あ", "漢", "à", "א", "ا", "\u2024", "\u2027", "\u2044", "\u203f", "!", "&", "´"};
	uint64_t seed = 20250101;
	char text[200];

	(void)state;
	for (int trial = 0; trial < 200000; trial++) {
		struct str chance = put_together(text, parts, sizeof parts / sizeof *parts, 2 + (size_t)trial % 9, &seed);

		assert_same_ends(chance);
	}
}

/* Sixteen bytes are looked at together: what needs work is found wherever it stands. */
static void
letters_are_cleaned_at_every_place(void **state)
{
	static const char *const invisible[] = {"\x7f", "\x01", "\u00ad", "\xc2\x85", "\u200b", "\ufeff", "\u2060"};
	struct buffer text = {0}, room = {0}, spare = {0};

	(void)state;
	for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++)
		for (size_t length = 0; length < 40; length++)
			for (size_t place = 0; place <= length; place++) {
				bool space = strcmp(invisible[i], "\xc2\x85") == 0;
				struct str clean;

				buffer_reset(&text);
				for (size_t at = 0; at <= length; at++)
					buffer_text(&text, at == place ? str_of(invisible[i]) : at % 3 ? STR("å") : STR("~"));
				clean = letters_clean(buffer_str(&text), &room, &spare);
				assert_int_equal(clean.length, text.length - strlen(invisible[i]) + space);
			}
	buffer_release(&text);
	buffer_release(&room);
	buffer_release(&spare);
}

/* ---- what posts add ---- */

static void
assert_tokens(const char *text, const char *expected)
{
	struct buffer room = {0}, spare = {0};
	struct str found;

	tokens_cut(&tokens, letters_clean(str_of(text), &room, &spare));
	found = buffer_str(&tokens.text);
	if (!str_equal(found, str_of(expected)))
		fail_msg("\"%s\" gives \"%.*s\", not \"%s\"", text, (int)found.length, found.at, expected);
	buffer_release(&room);
	buffer_release(&spare);
}

static void
words_are_kept_whole(void **state)
{
	(void)state;
	assert_tokens("I don't, you’re, ka´ ikke", "I don't , you're , ka ikke");
	assert_tokens("Vi sku' ha' hørt det", "Vi sku' ha' hørt det");
	assert_tokens("NSB-togene og i-MiEV-en", "NSB-togene og i-MiEV-en");
	assert_tokens("for- og bagside", "for og bagside");
	assert_tokens("H&M, Disney+ og TV 2", "H&M , Disney+ og TV 2");
	assert_tokens("_hei_ snake_case", "hei snake_case");
	assert_tokens("A/S og/eller", "A S og eller");
}

static void
points_belong_to_abbreviations_only(void **state)
{
	(void)state;
	assert_tokens("bl.a. f.eks. kr. 100 osv.", "bl.a. f.eks. kr. 100 osv.");
	assert_tokens("U.S.A. p.g.a. regn", "U.S.A. p.g.a. regn");
	assert_tokens("Det var bra.Men dyrt", "Det var bra . Men dyrt");
	assert_tokens("Slutt.", "Slutt .");
	assert_tokens("den 3. maj", "den 3. maj");
	assert_tokens("Vi er 3. Ja", "Vi er 3 . Ja");
}

static void
numbers_keep_their_marks(void **state)
{
	(void)state;
	assert_tokens("kl.12:30 og 12.30", "kl. 12:30 og 12.30");
	assert_tokens("199,- eller $5.76 eller 1.000,50", "199,- eller $5.76 eller 1.000,50");
	assert_tokens("100% 24/7 2009-12-11", "100% 24/7 2009-12-11");
	assert_tokens("199kr, 5G", "199kr , 5G");
}

static void
names_on_the_net(void **state)
{
	(void)state;
	assert_tokens("@Vy hvorfor #NSBfail, #1 og @bruker@vennesam.no", "@Vy hvorfor #NSBfail , 1 og @bruker@vennesam.no");
	assert_tokens("se https://www.Example.dk:8080/a?b=c, og http://t.co/x.", "se url:example.dk , og url:t.co .");
	assert_tokens("(https://eks.no/wiki/A_(b))", "url:eks.no");
	assert_tokens("Vy.no og info@vy.no og www.dr.dk", "url:vy.no og url:vy.no og url:dr.dk");
	assert_tokens("C# og a@b", "C og a b");
}

static void
emoticons_and_emoji_are_one_token_each(void **state)
{
	(void)state;
	assert_tokens("bra:))) :-( ;P xDDD <3 ^^", "bra :) :-( ;P xD <3 ^^");
	assert_tokens("kl 12:30 8) (se: a)", "kl 12:30 8 se a");
	assert_tokens("👍🏽👍 👩‍👩‍👧 🇳🇴🇩🇰 1️⃣ ❤️", "👍🏽 👍 👩‍👩‍👧 🇳🇴 🇩🇰 1️⃣ ❤️");
	assert_tokens("¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯");
}

static void
punctuation_is_cut_at_three(void **state)
{
	(void)state;
	assert_tokens("Hva?!?!?! Nei..... ja… «sitat» – (parentes); slutt:", "Hva ?!? Nei ... ja … sitat parentes slutt");
	assert_tokens(",,,,,,", ",,,");
}

static void
what_is_not_seen_is_no_token(void **state)
{
	(void)state;
	assert_tokens("s\u00adå\u200b br\u2060a \ufeff\u200e \u2028 ja", "så bra ja");
	assert_tokens("\u200d\ufe0f\u00ad", "");
	assert_tokens("a\u030a", "å");
	assert_tokens("ｗｏｗ 𝐛𝐫𝐚 ﬁn", "wow bra fin");
	assert_tokens("pаypаl привет", "paypal привет"); /* Cyrillic а */
}

static void
no_token_holds_a_space(void **state)
{
	(void)state;
	for (uint32_t rune = 1; rune < 0x30000; rune++) {
		struct buffer text = {0}, room = {0}, spare = {0};

		if (rune >= 0xd800 && rune < 0xe000)
			continue;
		buffer_text(&text, STR("a"));
		buffer_rune(&text, rune);
		buffer_text(&text, STR(" "));
		buffer_rune(&text, rune);
		buffer_rune(&text, rune);
		tokens_cut(&tokens, letters_clean(buffer_str(&text), &room, &spare));
		for (size_t i = 0; i < tokens.count; i++) {
			struct str token = tokens_text(&tokens, i);
			assert_true(token.length > 0 && !memchr(token.at, ' ', token.length) && unicode_is_valid(token));
			assert_true(!memchr(token.at, '\n', token.length) && !memmem(token.at, token.length, "\u2028", 3));
		}
		buffer_release(&text);
		buffer_release(&room);
		buffer_release(&spare);
	}
}

static int
release(void **state)
{
	(void)state;
	tokens_release(&tokens);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_end_where_icu_ends_them),
		cmocka_unit_test(plain_words_are_what_a_close_look_finds),
		cmocka_unit_test(letters_are_cleaned_at_every_place),
		cmocka_unit_test(words_end_where_icu_ends_them_in_odd_texts),
		cmocka_unit_test(words_are_kept_whole),
		cmocka_unit_test(points_belong_to_abbreviations_only),
		cmocka_unit_test(numbers_keep_their_marks),
		cmocka_unit_test(names_on_the_net),
		cmocka_unit_test(emoticons_and_emoji_are_one_token_each),
		cmocka_unit_test(punctuation_is_cut_at_three),
		cmocka_unit_test(what_is_not_seen_is_no_token),
		cmocka_unit_test(no_token_holds_a_space),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
