/* The ways around ICU that save time say what ICU says, for every character there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "lib/unicode.h"

static void
compatible_characters_are_those_of_nfkc(void **state)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
	struct buffer got = {0};
	size_t changed = 0;

	(void)state;
	assert_true(U_SUCCESS(status));
	for (uint32_t rune = 1; rune <= 0x10ffff; rune++) {
		UChar wide[2], plain[32];
		char wanted[96];
		int32_t wide_length = 0, plain_length, length;

		if (U_IS_SURROGATE(rune))
			continue;
		U16_APPEND_UNSAFE(wide, wide_length, (UChar32)rune);
		plain_length = unorm2_normalize(nfkc, wide, wide_length, plain, 32, &status);
		u_strToUTF8(wanted, sizeof wanted, &length, plain, plain_length, &status);
		assert_true(U_SUCCESS(status));
		buffer_reset(&got);
		unicode_compatible(&got, rune);
		if (!str_equal(buffer_str(&got), (struct str){wanted, (size_t)length}))
			fail_msg("U+%04X becomes %s, expected %s as ICU has it", (unsigned)rune, buffer_cstring(&got), wanted);
		changed += plain_length != wide_length || plain[0] != wide[0];
	}
	assert_true(changed > 4000);
	buffer_release(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compatible_characters_are_those_of_nfkc),
	};
	return cmocka_run_group_tests_name("unicode", tests, NULL, NULL);
}
