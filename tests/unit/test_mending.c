/* Mending: what must be mended, what must be left alone, and that the outcome is always fit for the table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "archive/amounts.h"
#include "archive/markup.h"
#include "archive/mending.h"
#include "lib/unicode.h"

static struct mending mending;

static struct str
mend(struct buffer rooms[3], struct str text)
{
	text = mend_bytes(&mending, &rooms[0], text);
	text = mend_decoding(&mending, &rooms[1], text);
	return mend_controls(&mending, &rooms[2], text);
}

static void
release(struct buffer rooms[3])
{
	for (int i = 0; i < 3; i++)
		buffer_release(&rooms[i]);
}

static void
texts_are_mended(void **state)
{
	static const struct {
		const char *text, *mended;
	} rows[] = {
		{"sm\xf8r", "smør"},
		{"5 \x80 \x96 \x93ja\x94", "5 € – “ja”"},
		{"smÃ¸rrebrÃ¸d pÃ¥ bÃ¦nken", "smørrebrød på bænken"},
		{"Ã\xc2\x98"
	         "L og Ã\xc2\x85"
	         "L",
	         "ØL og ÅL"}, /* ISO 8859-1, not Windows-1252 */
		{"ØL og Ã…L", "ØL og ÅL"},
		{"â€œjaâ€\xc2\x9d"
	         " â€“ neiâ€¦ â‚¬ 5",
	         "“ja” – nei… € 5"},
		{"ðŸ˜€ ðŸ‡³ðŸ‡´", "😀 🇳🇴"},
		{"blÃƒÂ¥bÃƒÂ¦r", "blåbær"},
		{"blÃƒÆ’Ã‚Â¥", "blå"},
		{"ï»¿hei", "\ufeffhei"},
		{"5Â°C, Â£3", "5°C, £3"},
		{"\xed\xa0\xbd\xed\xb8\x80", "😀"},
		{"a\r\nb\rc\nd\ve\ff\xc2\x85"
	         "g\u2029h",
	         "a\u2028b\u2028c\u2028d\u2028e\u2028f\u2028g\u2028h"},
		{"a\tb\x01"
	         "c\x1b[31m\x7f\xc2\x9b"
	         "",
	         "a bc[31m"},
	};
	struct buffer rooms[3] = {{0}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str got = mend(rooms, str_of(rows[i].text));
		if (!str_equal(got, str_of(rows[i].mended)))
			fail_msg("\"%s\": \"%.*s\", expected \"%s\"", rows[i].text, (int)got.length, got.at, rows[i].mended);
	}
	assert_true(str_equal(mend(rooms, (struct str){"a\0b", 3}), STR("ab")));
	release(rooms);
}

/* What somebody may well have written: capitals before typographic marks, and other languages' letters. */
static void
good_texts_are_left(void **state)
{
	static const char *const texts[] = {
		"",
		"plain",
		"På Ærø så jeg en å",
		"SÅ… DET VAR DET",
		"”PÅ”",
		"HAN SA “JÅ”, ÅØÆ–",
		"Å  Ø‚ Æ„",
		"não, MANHÃ!",
		"São Paulo",
		"ÂNGELA",
		"château",
		"naïve",
		"það er",
		"ðə",
		"Malmö – Köln",
		"żółć",
		"русский",
		"日本語",
		"😀👍🏽",
		"5 € – 3 £",
		"Ã",
		"â",
		"Ã ",
		"âœ",
		"\u2028",
		"a\u200d\u00adb",
		"…",
		"«Å»",
		"Ç’a",
	};
	struct buffer rooms[3] = {{0}};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str got = mend(rooms, str_of(texts[i]));
		if (got.at != texts[i])
			fail_msg("\"%s\" became \"%.*s\"", texts[i], (int)got.length, got.at);
	}
	release(rooms);
}

/* Good text of our languages, decoded wrongly once or twice, comes back. */
static void
wrong_decoding_is_undone(void **state)
{
	static const uint16_t windows[32] = {
		0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
		0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
	};
	static const char *const texts[] = {
		"Rødgrød med fløde på Åsgård",  "ÆØÅ æøå éèêü",    "«Nei», sa ’n – og gikk … 100 €",
		"gøy 😀👍🏽🎉 ❤️", "§ 3 ½ kg à 5 °C", "ØL – “ÆGTE” ÅL",
	};
	struct buffer rooms[3] = {{0}}, wrong = {0}, wronger = {0};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str got;

		buffer_reset(&wrong);
		buffer_reset(&wronger);
		for (const unsigned char *c = (const unsigned char *)texts[i]; *c; c++)
			buffer_rune(&wrong, *c >= 0x80 && *c < 0xa0 ? windows[*c - 0x80] : *c);
		got = mend_decoding(&mending, &rooms[1], buffer_str(&wrong));
		assert_true(str_equal(got, str_of(texts[i])));
		for (size_t k = 0; k < wrong.length; k++) {
			unsigned char c = (unsigned char)wrong.at[k];
			buffer_rune(&wronger, c >= 0x80 && c < 0xa0 ? windows[c - 0x80] : c);
		}
		got = mend_decoding(&mending, &rooms[1], buffer_str(&wronger));
		assert_true(str_equal(got, str_of(texts[i])));
	}
	buffer_release(&wrong);
	buffer_release(&wronger);
	release(rooms);
}

/* Whatever comes in, what goes out is valid UTF-8 on one line without controls, and mending it again changes nothing that matters to the table. */
static void
anything_becomes_fit(void **state)
{
	static const unsigned char parts[] = {'a',  ' ',  0,    7,    '\t', '\r', '\n', 0x7f, 0x80, 0x85, 0x9f, 0xa9,
	                                      0xb8, 0xc2, 0xc3, 0xc5, 0xe2, 0xed, 0xa0, 0xef, 0xf0, 0x9f, 0xff};
	struct buffer rooms[3] = {{0}};
	unsigned seed = 7;
	char text[24];

	(void)state;
	for (int round = 0; round < 200000; round++) {
		size_t length = (seed >> 8) % sizeof text;
		struct str got;

		for (size_t i = 0; i < length; i++) {
			seed = seed * 1103515245u + 12345u;
			text[i] = (char)parts[(seed >> 16) % sizeof parts];
		}
		seed = seed * 1103515245u + 12345u;
		got = mend(rooms, (struct str){text, length});
		assert_true(unicode_is_valid(got));
		for (size_t i = 0; i < got.length; i++)
			assert_true((unsigned char)got.at[i] >= 0x20 && got.at[i] != 0x7f);
		for (size_t i = 0; i + 1 < got.length; i++)
			assert_false((unsigned char)got.at[i] == 0xc2 && (unsigned char)got.at[i + 1] < 0xa0);
	}
	release(rooms);
}

/* Time grows with the text, not with its square. */
static void
hostile_texts_cost_their_length(void **state)
{
	enum { LONG = 1 << 20 };
	static const char *const units[] = {"\xc3", "Ã", "â€", "\xed\xa0\xbd", "ðŸ", "Ãƒ", "<", "<a \"", "<script>", "</"};
	struct buffer rooms[3] = {{0}}, text = {0}, out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		buffer_reset(&text);
		while (text.length < LONG)
			buffer_text(&text, str_of(units[i]));
		assert_true(unicode_is_valid(mend(rooms, buffer_str(&text))));
		buffer_reset(&out);
		markup_text(&out, buffer_str(&text));
		assert_true(out.length <= text.length);
	}
	buffer_release(&text);
	buffer_release(&out);
	release(rooms);
}

static void
amounts_are_whole(void **state)
{
	static const struct {
		const char *text;
		int64_t amount;
	} rows[] = {
		{"0", 0},
		{"17", 17},
		{"1234567", 1234567},
		{"1.234", 1234},
		{"1,234", 1234},
		{"1.234.567", 1234567},
		{"1 234", 1234},
		{"1\xc2\xa0"
	         "234",
	         1234},
		{"1'234", 1234},
		{"12,0", 12},
		{"12.5", 13},
		{"12,49", 12},
		{"1.234,50", 1235},
		{"1,234.4", 1234},
		{"1234.000", 1234},
		{"-5", 0},
		{"+5", 5},
		{"1.2K", 1200},
		{"3k", 3000},
		{"1,5M", 1500000},
		{"1e3", 1000},
		{"1.5e3", 1500},
		{" 7 ", 7},
	};
	static const char *const none[] = {"", "-", "many", "12 likes", "1.2.3", "0x10", "1e400", "12345678901234567890", "NaN", ".", ",5", "1,,2", "--1"};
	int64_t amount;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!amount_read(str_of(rows[i].text), &amount) || amount != rows[i].amount)
			fail_msg("%s: expected %d", rows[i].text, (int)rows[i].amount);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (amount_read(str_of(none[i]), &amount))
			fail_msg("%s: %d, expected nothing", none[i], (int)amount);
}

static void
html_becomes_text(void **state)
{
	static const struct {
		const char *html, *text;
	} rows[] = {
		{"", ""},
		{"plain", "plain"},
		{"<p>a</p><p>b</p>", "a\n\nb"},
		{"a<br>b<br/>c<br />d", "a\nb\nc\nd"},
		{"<b>a</b>b", "ab"},
		{"1 < 2 <3 a<b", "1 < 2 <3 a<b"},
		{"<p>a <a href=\"x>y\">l</a></p>", "a l"},
		{"<ul><li>a</li><li>b</li></ul>", "a\nb"},
		{"a<script>x<y</script>b", "ab"},
		{"<!-- c -->a", "a"},
		{"&lt;b&gt; &amp;", "&lt;b&gt; &amp;"},
		{"<P>A<BR>B</P>", "A\nB"},
		{"<p></p><p>x</p>", "x"},
		{"<script>never closed", ""},
	};
	struct buffer out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buffer_reset(&out);
		markup_text(&out, str_of(rows[i].html));
		assert_string_equal(buffer_cstring(&out), rows[i].text);
	}
	buffer_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_mended),
		cmocka_unit_test(good_texts_are_left),
		cmocka_unit_test(wrong_decoding_is_undone),
		cmocka_unit_test(anything_becomes_fit),
		cmocka_unit_test(hostile_texts_cost_their_length),
		cmocka_unit_test(amounts_are_whole),
		cmocka_unit_test(html_becomes_text),
	};
	return cmocka_run_group_tests_name("mending", tests, NULL, NULL);
}
