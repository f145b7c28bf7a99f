/* The page's C side: what is embedded cannot leave its element, weeks begin on Mondays, words come in the language asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/die.h"
#include "page/json.h"
#include "page/threads.h"
#include "page/words.h"

static void
expect_json(struct str text, const char *expected)
{
	struct buffer out = {0};

	json_string(&out, text);
	assert_string_equal(buffer_cstring(&out), expected);
	buffer_release(&out);
}

static void
strings_cannot_leave_their_element(void **state)
{
	(void)state;
	expect_json(STR("Bølge"), "\"Bølge\"");
	expect_json(STR(""), "\"\"");
	expect_json(STR("</script>"), "\"\\u003c/script\\u003e\"");
	expect_json(STR("<!--&amp;"), "\"\\u003c!--\\u0026amp;\"");
	expect_json(STR("a\xe2\x80\xa8z\xe2\x80\xa9"), "\"a\\u2028z\\u2029\"");
	expect_json(STR("\"\\\n\x1b\x7f"), "\"\\\"\\\\\\u000a\\u001b\\u007f\"");
	expect_json((struct str){"a\0b", 3}, "\"a\\u0000b\"");
	expect_json(STR("\xff\xc3"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
}

/* Whatever the bytes, nothing in the string can end it, the element or the line. */
static void
no_byte_passes(void **state)
{
	struct buffer out = {0};
	char text[4];

	(void)state;
	for (unsigned i = 0; i < 1u << 16; i++) {
		memcpy(text, &(uint32_t){i * 2654435761u}, 4);
		text[0] = (char)(i & 0xff);
		text[1] = (char)(i >> 8);
		buffer_reset(&out);
		json_string(&out, (struct str){text, 4});
		for (size_t at = 1; at + 1 < out.length; at++) {
			assert_true((unsigned char)out.at[at] >= 0x20);
			assert_null(memchr("<>&", out.at[at], 3));
			if (out.at[at] == '\\')
				at++;
			else
				assert_int_not_equal(out.at[at], '"');
		}
		assert_null(memmem(out.at, out.length, "\xe2\x80\xa8", 3));
	}
	buffer_release(&out);
}

static void
html_is_text(void **state)
{
	struct buffer out = {0};

	(void)state;
	html_text(&out, STR("<b class=\"x\">R&D</b>"));
	assert_string_equal(buffer_cstring(&out), "&lt;b class=&quot;x&quot;&gt;R&amp;D&lt;/b&gt;");
	buffer_release(&out);
}

/* Against the C library, a day at a time over two centuries, leap years and turns of the year among them. */
static void
weeks_begin_on_mondays(void **state)
{
	struct buffer week = {0};
	char date[32], expected[32];

	(void)state;
	for (time_t day = -60L * 365 * 86400; day < 140L * 365 * 86400; day += 86400) {
		struct tm at, monday;
		time_t start;
		gmtime_r(&day, &at);
		start = day - (at.tm_wday + 6) % 7 * 86400L;
		gmtime_r(&start, &monday);
		strftime(date, sizeof date, "%Y-%m-%d", &at);
		strftime(expected, sizeof expected, "%Y-%m-%d", &monday);
		buffer_reset(&week);
		assert_true(threads_week(str_of(date), &week));
		assert_string_equal(buffer_cstring(&week), expected);
	}
	for (const char *const *wrong =
	             (const char *const[]){"", "2025-04", "2025-13-01", "2025-00-10", "2025-04-40", "0000-01-01", "yesterday!", "2025-04-09T", NULL};
	     *wrong; wrong++)
		assert_false(threads_week(str_of(*wrong), &week));
	buffer_release(&week);
}

static void
words_come_in_their_language(void **state)
{
	char path[] = "/tmp/omtale-words-XXXXXX";
	int file = mkstemp(path);
	struct words words = {0};
	const char csv[] = "key,en,da\ngreeting,hello,hej\nfarewell,\"so, goodbye\",\n";

	(void)state;
	assert_true(file >= 0);
	assert_int_equal(write(file, csv, sizeof csv - 1), sizeof csv - 1);
	close(file);
	words_read(&words, path, "da");
	assert_true(str_equal(words_find(&words, STR("greeting")), STR("hej")));
	assert_true(str_equal(words_find(&words, STR("farewell")), STR("so, goodbye"))); /* not yet translated */
	words_release(&words);
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_cannot_leave_their_element),
		cmocka_unit_test(no_byte_passes),
		cmocka_unit_test(html_is_text),
		cmocka_unit_test(weeks_begin_on_mondays),
		cmocka_unit_test(words_come_in_their_language),
	};

	die_init("test_page");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
