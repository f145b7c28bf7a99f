/* entities: each kind, what is none, and nothing that grows or runs off. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "lib/entities.h"
#include "lib/unicode.h"

static void
assert_decodes(const char *text, const char *expected)
{
	struct buffer out = {0};

	entities_decode(&out, str_of(text));
	assert_string_equal(buffer_cstring(&out), expected);
	buffer_release(&out);
}

static void
names_and_numbers(void **state)
{
	(void)state;
	assert_decodes("r&oslash;dgr&oslash;d &amp; fl&oslash;de", "rødgrød & fløde");
	assert_decodes("&#248;&#xF8;&#XF8; &hearts;&euro;&AElig;", "øøø ♥€Æ");
	assert_decodes("&#150;&#x80;", "–€");
	assert_decodes("&amp &lt3 &gt", "& &lt3 >");
}

static void
written_twice_is_read_twice_and_no_more(void **state)
{
	(void)state;
	assert_decodes("&amp;lt;3", "<3");
	assert_decodes("&amp;amp;lt;", "&lt;");
}

static void
what_is_no_entity_stands(void **state)
{
	(void)state;
	assert_decodes("AT&T &nosuch; & &; &# &#; &#x; R&D&", "AT&T &nosuch; & &; &# &#; &#x; R&D&");
	assert_decodes("?a=1&amp=2&copyright=3", "?a=1&amp=2&copyright=3");
	assert_decodes("&#0;&#xD800;&#x110000;&#99999999;", "\ufffd\ufffd\ufffd\ufffd");
}

static void
no_number_makes_invalid_text(void **state)
{
	(void)state;
	for (uint32_t number = 0; number < 0x120000; number += number < 0x300 ? 1 : 97) {
		struct buffer text = {0}, out = {0};

		buffer_format(&text, "&#%u;", number);
		entities_decode(&out, buffer_str(&text));
		assert_true(out.length > 0 && out.length <= 4 && unicode_is_valid(buffer_str(&out)));
		buffer_release(&text);
		buffer_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_numbers),
		cmocka_unit_test(written_twice_is_read_twice_and_no_more),
		cmocka_unit_test(what_is_no_entity_stands),
		cmocka_unit_test(no_number_makes_invalid_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
