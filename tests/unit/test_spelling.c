/* spelling: what is mended and what is left alone, and why; counts of an archive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "../build.h"
#include "language/lemma.h"
#include "lib/die.h"

/* The post as it is after mending. */
static void
assert_mended(const char *lang, const struct counts *counts, const char *text, const char *expected)
{
	struct lemmatiser *lemmatiser = lemmatiser_open(str_of(lang), counts);
	struct buffer out = {0};
	size_t count;
	const struct choice *choices = lemmatiser_post(lemmatiser, str_of(text), &count);

	struct str rest = str_of(text);
	for (size_t i = 0; i < count; i++) {
		struct str token = str_cut(&rest, ' ');
		if (i)
			buffer_char(&out, ' ');
		if (choices[i].mended.length)
			assert_true(str_equal(choices[i].token, token));
		buffer_text(&out, choices[i].mended.length ? choices[i].mended : token);
	}
	assert_string_equal(buffer_cstring(&out), expected);
	buffer_release(&out);
	lemmatiser_close(lemmatiser);
}

static void
mended(void **state)
{
	(void)state;
	assert_mended("da", NULL, "jeg er meget skufet over jer", "jeg er meget skuffet over jer");
	assert_mended("da", NULL, "mgl svar ikk", "mangler svar ikke");
	assert_mended("da", NULL, "desvaerre", "desværre");
	assert_mended("da", NULL, "hvertfald godt", "hvert_fald godt");
	assert_mended("nb", NULL, "det var veldi hyggelig", "det var veldig hyggelig");
	assert_mended("nb", NULL, "jeg synnes det", "jeg synes det");
	assert_mended("nn", NULL, "eg har ein vakkert hus", "eg har ein vakkert hus");
	assert_mended("nn", NULL, "ein nydleg bok", "ein nydeleg bok");
	assert_mended("en", NULL, "the goverment is definately wrong", "the government is definitely wrong");
	assert_mended("en", NULL, "teh best", "the best");
	/* Nothing else is near. */
	assert_mended("en", NULL, "a balcny and a gardn", "a balcony and a garden");
}

static void
left_alone(void **state)
{
	static const char *const posts[][2] = {
		{"da", "vi mødte Skuffetsen i går"},
		{"da", "SKÆRMKN NU"},
		{"da", "prøv @skufet og #skufet"},
		{"da", "det er awesome service"},
		{"da", "kundeservicemedarbejdernes"},
		{"da", "FN-styrkn"},
		{"nb", "eg veit ikkje kor mykje"},
		{"nn", "jeg vet ikke hvor mye"},
		{"nb", "sofaen"},
		{"en", "the empanadas in Noida"},
		{"en", "a b c"},
		{"en", "he met Gardn there"},
		{"en", "a flar"}, /* flare, flair, flat, float, … */
		{"da", "10000kr 3g 12a"},
		{"da", "nååååå dejliiiig"},
		{"nb", "bussjåførene"},
		{"nn", "kundebehandlarane"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
		assert_mended(posts[i][0], NULL, posts[i][1], posts[i][1]);
}

/* A writer who has æ on the keys does not write ae for it. */
static void
rings(void **state)
{
	(void)state;
	assert_mended("da", NULL, "raeven bed os", "ræven bed os");
	assert_mended("da", NULL, "raeven så os", "raeven så os");
}

static void
confusions(void **state)
{
	(void)state;
	assert_mended("nb", NULL, "jeg prøver og sove", "jeg prøver å sove");
	assert_mended("nb", NULL, "jeg spiser og sover", "jeg spiser og sover");
}

static void
counted(void **state)
{
	struct counts counts = {0};

	(void)state;
	assert_mended("da", &counts, "ny fakttura", "ny faktura");
	counts_add(&counts, STR("fakttura"), 6);
	assert_int_equal(counts_times(&counts, STR("fakttura")), 6);
	assert_mended("da", &counts, "ny fakttura", "ny fakttura");
	counts_add(&counts, STR("faktura"), 1000); /* six slips among a thousand */
	assert_mended("da", &counts, "ny fakttura", "ny faktura");
	assert_int_equal(counts_times(&counts, STR("andet")), 0);
	assert_int_equal(counts_times(NULL, STR("faktura")), 0);
	counts_add(&counts, STR("faktura"), UINT32_MAX);
	assert_int_equal(counts_times(&counts, STR("faktura")), UINT32_MAX);
	counts_release(&counts);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mended), cmocka_unit_test(left_alone), cmocka_unit_test(rings), cmocka_unit_test(confusions), cmocka_unit_test(counted),
	};

	(void)argc;
	point_at_build(argv[0]);
	die_init("test_spelling");
	die_quiet();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
