/* What tells who somebody is: numbers by their rules, names in texts and addresses; what only looks like them stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "archive/personal.h"
#include "archive/profiles.h"
#include "archive/pseudonyms.h"
#include "archive/redaction.h"
#include "lib/unicode.h"

#define M REDACTION_MASK

/* The numbers below are made up; their control digits are worked out here, by the rules as they are published and not by the code under test. */
static char
control(const char *digits, const char *weights)
{
	int sum = 0;

	for (size_t i = 0; weights[i]; i++)
		sum += (digits[i] - '0') * (weights[i] - '0');
	return (char)('0' + (sum % 11 ? 11 - sum % 11 : 0)); /* ':' where there is none */
}

static void
cpr_follows_its_rules(void **state)
{
	int valid = 0, without = 0;

	(void)state;
	for (unsigned serial = 0; serial < 1000; serial++) {
		char number[16], other[32];
		char last;

		snprintf(number, sizeof number, "150685%03u", serial); /* 0–3: 1985 */
		last = control(number, "432765432");
		for (int digit = 0; digit < 10; digit++) {
			snprintf(other, sizeof other, "%s%d", number, digit);
			/* serials 500–899 stand for 2057 and earlier or 1858: 85 is 1885, before 2007 too */
			assert_int_equal(personal_is_cpr(str_of(other)), last == '0' + digit);
			valid += last == '0' + digit;
		}
		snprintf(other, sizeof other, "010785%03u%d", serial % 400, 5);
		without += personal_is_cpr(str_of(other));
	}
	assert_true(valid > 800);
	assert_true(without > 50 && without < 150);
	assert_true(personal_is_cpr(STR("0101801111")) && personal_is_cpr(STR("0101801112"))); /* a 1 January */
	assert_true(personal_is_cpr(STR("0211074111")) && personal_is_cpr(STR("0211074112"))); /* born in November 2007 */
	assert_false(personal_is_cpr(STR("3102801111")));
	assert_false(personal_is_cpr(STR("2902010000")));
	assert_true(personal_is_cpr(STR("2902084111")));
	assert_false(personal_is_cpr(STR("010180111")));
}

static void
fnr_follows_its_rules(void **state)
{
	static const char *const days[] = {"150685", "550685", "154685", "156785", "158085", "290200", "290201", "310485"};
	static const bool exists[] = {true, true, true, true, false, true, false, false};

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		int valid = 0;

		for (unsigned individual = 0; individual < 1000; individual++) {
			char number[16];

			snprintf(number, sizeof number, "%s%03u", days[i], individual);
			number[9] = control(number, "376189452");
			number[10] = '\0';
			if (number[9] > '9')
				continue;
			number[10] = control(number, "5432765432");
			number[11] = '\0';
			if (number[10] > '9')
				continue;
			valid += personal_is_fnr(str_of(number));
			number[10] = number[10] == '9' ? '0' : (char)(number[10] + 1);
			assert_false(personal_is_fnr(str_of(number)));
		}
		assert_int_equal(valid > 0, exists[i]);
	}
}

static void
cards_and_ibans_follow_theirs(void **state)
{
	(void)state;
	assert_true(personal_is_card(STR("4111111111111111"))); /* published test numbers */
	assert_true(personal_is_card(STR("378282246310005")));
	assert_true(personal_is_card(STR("5555555555554444")));
	assert_true(personal_is_card(STR("5019717010103742")));
	assert_false(personal_is_card(STR("4111111111111112")));
	assert_false(personal_is_card(STR("1876040982328246272"))); /* a post's id */
	assert_false(personal_is_card(STR("411111111111111111111")));
	assert_int_equal(personal_iban_length(STR("DK")), 18);
	assert_int_equal(personal_iban_length(STR("no")), 15);
	assert_int_equal(personal_iban_length(STR("ZZ")), 0);
	assert_true(personal_is_iban(STR("DK5000400440116243"))); /* the registry's examples */
	assert_true(personal_is_iban(STR("NO9386011117947")));
	assert_false(personal_is_iban(STR("NO9386011117948")));
}

static void
texts_are_masked(void **state)
{
	static const char *const pairs[][2] = {
		{"ring 22 33 44 55 nu", "ring " M " nu"},
		{"ring 22334455.", "ring " M "."},
		{"+45 22334455", M},
		{"+4722334455, hei", M ", hei"},
		{"(+47) 912 34 567", M},
		{"tlf: 5 5 5 5 5", "tlf: " M},
		{"00 47 22 33 44 55", M},
		{"call 020 7946 0958", "call " M},
		{"555-123-4567", M},
		{"\U0001f4de"
	         "22334455",
	         "\U0001f4de" M},
		{"linje\u2028"
	         "22334455",
	         "linje\u2028" M},
		{"æ22334455", "æ22334455"},
		{"22334455kr", "22334455kr"},
		{"22 334 455 kr", "22 334 455 kr"},
		{"20.000.000", "20.000.000"},
		{"2019-2024", "2019-2024"},
		{"20250409", "20250409"},
		{"2025-04-09 12:30", "2025-04-09 12:30"},
		{"ordre #22334455", "ordre #22334455"},
		{"https://a.dk/22334455", "https://a.dk/22334455"},
		{"23 31 42 44 45 48", "23 31 42 44 45 48"},
		{"kr. 22334455", "kr. 22334455"},
		{"kl 20.30-22.30", "kl 20.30-22.30"},
		{"1876040982328246272", "1876040982328246272"},
		{"skriv til Kari.Nord+x@firma.no!", "skriv til " M "!"},
		{"bjørn@blåbær.dk", M},
		{"kari (at) firma.dk", M},
		{"kari&#64;firma.dk", M},
		{"@anna@mastodon.social", "@anna@mastodon.social"},
		{"foo@bar", "foo@bar"},
		{"@firma.dk", "@firma.dk"},
		{"a@b.dk\U0001f600", M "\U0001f600"},
		{"DK50 0040 0440 1162 43", M},
		{"iban:NO9386011117947", "iban:" M},
		{"kort 4111 1111 1111 1111 123", "kort " M " 123"},
		{"4111-1111-1111-1111", M},
		{"cpr 150685-0000", "cpr " M},
		{"nr 150685-0000", "nr 150685-0000"},
		{"cpr-nr. 010180-1111", "cpr-nr. " M},
		{"010180-1111", M},
		{"0101801111", M},
		{"fødselsnummer 15068500000", "fødselsnummer " M},
		{"+1", "+1"},
		{"3 biler, 4 katte", "3 biler, 4 katte"},
		{"", ""},
		{"100 % 50", "100 % 50"},
		/* as it will be seen, whatever it was written with */
		{"ring&nbsp;22&#51;3 44 55 &amp; hils", "ring&nbsp;" M " &amp; hils"},
		{"kari&amp;#64;firma.no", M},
		{"bj&oslash;rn&#0064;firma&#46;no", M},
		{"\u202a+45 22 33 44 55\u202c!", "\u202a" M "!"},
		{"22\u200b334455", M},
		{"２２３３４４５５", M},
		{"2\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e35\ufe0f\u20e3", M},
		{"kari&commat;firma.no", M},
		{"kari [at] firma [dot] no", M},
		{"kari snabel-a firma.no", M},
		{"?m=kari%40firma.no", "?m=" M},
		{"45 22 33 44 55", M},
		{"+46(0)70-123 45 67", M},
		{"+1 (555) 123-4567", M},
		{"tlf22334455", "tlf" M},
		{"https://wa.me/4522334455", "https://wa.me/" M},
		{"DK50-0040-0440-1162-43", M},
		{"DK 50 0040 0440 1162 43", M},
		{"kontonummer 1234 56 78901", "kontonummer " M},
		{"1234.56.78903", M},
		{"1234.56.78904", "1234.56.78904"},
		{"ordrenr. 22334455", "ordrenr. 22334455"},
		{"sak 22334455", "sak 22334455"},
		{"min ordre kom ikke, ring 22334455", "min ordre kom ikke, ring " M},
		{"55.67612345, 12.5683", "55.67612345, 12.5683"},
		{"str. 36 38 40 42", "str. 36 38 40 42"},
		{"2000 2100", "2000 2100"},
		{"https://twitter.com/a/status/4571000000000001", "https://twitter.com/a/status/4571000000000001"},
		{"&lt;3 &amp; &#9829;", "&lt;3 &amp; &#9829;"},
	};
	struct redaction redaction = {0};
	struct buffer room = {0};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct str masked = redaction_mask(&redaction, &room, str_of(pairs[i][0]));
		if (!str_equal(masked, str_of(pairs[i][1])))
			fail_msg("\"%s\" became \"%.*s\", not \"%s\"", pairs[i][0], (int)masked.length, masked.at, pairs[i][1]);
		assert_true(unicode_is_valid(masked));
	}
	buffer_release(&room);
	redaction_release(&redaction);
}

/* "|" stands between the names. */
static void
names_are_found_in_addresses(void **state)
{
	static const char *const pairs[][2] = {
		{"https://twitter.com/anna/status/17", "anna"},
		{"http://mobile.twitter.com/anna", "anna"},
		{"twitter.com/anna.", "anna"},
		{"https://twitter.com/i/web/status/1", ""},
		{"https://twitter.com/#!/anna", "anna"},
		{"https://x.com/hashtag/anna?src=x", ""},
		{"https://m.x/@anna/17", "anna"},
		{"https://m.x/users/anna/statuses/3", "anna"},
		{"https://instagram.com/stories/anna/3", "anna"},
		{"https://www.facebook.com/profile.php?id=100", "100"},
		{"https://www.facebook.com/people/Anna-B/100", "Anna-B|100"},
		{"https://anna.tumblr.com/post/1", "anna"},
		{"https://www.tumblr.com/", ""},
		{"https://e.org/?a=1&screen_name=anna&b=2", "anna"},
		{"https://anna:pw@e.org/", "anna:pw"},
		{"/u/anna", "anna"},
		{"u/anna", "anna"},
		{"https://reddit.com/r/dk/comments/1/u", ""},
		{"https://web.archive.org/web/2019/https://twitter.com/anna", "anna"},
		{"https://l.e/?u=https%3A%2F%2Ftwitter.com%2Fanna%2Fstatus", "anna"},
		{"https://youtube.com/@anna", "anna"},
		{"https://linkedin.com/in/anna-b", "anna-b"},
		{"https://twitter.com//anna", "anna"},
		{"https:\\/\\/twitter.com\\/anna\\/status\\/1", "anna"},
		{"https://twitter.com/search?q=from%3Aanna%20%40bo", "anna|bo"},
		{"https://www.facebook.com/story.php?story_fbid=1&id=100", "100"},
		{"https://www.linkedin.com/posts/anna-b_hej-activity-17", "anna-b"},
		{"https://www.reddit.com/r/u_anna/comments/1", "anna"},
		{"r/u_anna", "anna"},
		{"@anna.bsky.social", ""},
		{"https://avis.dk/nyheder/2019", ""},
		{"ja/nej", ""},
		{"3.5", ""},
		{"://", ""},
		{"/", ""},
		{"https://", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct str names[PROFILES_MOST];
		struct buffer joined = {0};
		size_t count = profiles_find(str_of(pairs[i][0]), names);

		for (size_t k = 0; k < count; k++)
			buffer_format(&joined, "%s%.*s", k ? "|" : "", (int)names[k].length, names[k].at);
		assert_string_equal(buffer_cstring(&joined), pairs[i][1]);
		buffer_release(&joined);
	}
}

/* A name has one pseudonym however it stands; what is around it stays. `before` and `behind` the name. */
static void
names_become_pseudonyms(void **state)
{
	static const char *const around[][3] = {
		{"hej @", "anna", "!"},    {"@", "ANNA", ""},
		{"RT @", "Anna", ": hej"}, {"\uff20", "anna", " hej"},
		{"&#64;", "anna", "; ok"}, {"https://twitter.com/", "anna", "/status/1"},
		{".@", "anna", "."},       {"(@", "anna", ")"},
		{"hej@", "anna", " x"},    {"@\u200b", "anna", ""},
		{"/u/", "anna", ", x"},    {"@", "an&#110;a", "&amp;x"},
		{"&commat;", "anna", ""},  {"@[100:2048:", "Anna", "]"},
	};
	struct pseudonyms pseudonyms = {0};
	struct pseudonyms other = {.key = {1}}; /* another key */
	struct buffer room = {0}, expected = {0}, own = {0};
	struct str author = pseudonyms_author(&pseudonyms, &own, STR("@Anna"));

	(void)state;
	assert_int_equal(author.length, 21);
	for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
		char text[200];
		struct str result;

		snprintf(text, sizeof text, "%s%s%s", around[i][0], around[i][1], around[i][2]);
		buffer_reset(&expected);
		/* Facebook's tag goes with the name */
		if (around[i][0][1] == '[')
			buffer_format(&expected, "@%.*s", (int)author.length, author.at);
		else
			buffer_format(&expected, "%s%.*s%s", around[i][0], (int)author.length, author.at, around[i][2]);
		result = pseudonyms_text(&pseudonyms, &room, str_of(text));
		if (!str_equal(result, buffer_str(&expected)))
			fail_msg("\"%s\" became \"%.*s\"", text, (int)result.length, result.at);
	}
	assert_true(str_equal(pseudonyms_text(&pseudonyms, &room, STR("kari@firma.no")), STR("kari@firma.no")));
	assert_true(str_equal(pseudonyms_text(&pseudonyms, &room, STR("ingen navne. her / der")), STR("ingen navne. her / der")));
	assert_false(str_equal(pseudonyms_author(&other, &room, STR("anna")), author));
	assert_true(str_equal(pseudonyms_id(&pseudonyms, &room, STR("1876040982328246272")), STR("1876040982328246272")));
	assert_true(str_equal(pseudonyms_id(&pseudonyms, &room, STR("t1_abc9")), STR("t1_abc9")));
	assert_true(str_starts(pseudonyms_id(&pseudonyms, &room, STR("100001234_17")), STR("id_")));
	assert_true(str_starts(pseudonyms_id(&pseudonyms, &room, STR("anna_17")), STR("id_")));
	assert_true(str_starts(pseudonyms_id(&pseudonyms, &room, STR("https://m.x/users/anna/17")), STR("id_")));
	buffer_release(&room);
	buffer_release(&own);
	buffer_release(&expected);
	pseudonyms_release(&pseudonyms);
	pseudonyms_release(&other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cpr_follows_its_rules), cmocka_unit_test(fnr_follows_its_rules),        cmocka_unit_test(cards_and_ibans_follow_theirs),
		cmocka_unit_test(texts_are_masked),      cmocka_unit_test(names_are_found_in_addresses), cmocka_unit_test(names_become_pseudonyms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
