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
#include "language/slips.h"
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

/* One slip, several letters. Each kind in the languages it is made in. */
static void
slips(void **state)
{
	static const char *const posts[][3] = {
		/* a group of letters twice */
		{"en", "a defininition i rememember", "a definition i remember"},
		{"en", "the volunteteer", "the volunteer"},
		{"da", "min telelefon er væk", "min telefon er væk"},
		{"nb", "en forsinkelselsen", "en forsinkelsen"},
		{"nn", "ei opplelevinga", "ei opplevinga"},
		/* … with a letter between */
		{"en", "a perpeson", "a person"},
		{"da", "en anbefafaling", "en anbefaling"},
		/* a syllable left out */
		{"en", "rembering the considation", "remembering the consideration"},
		{"da", "det er selvfølig", "det er selvfølgelig"},
		{"nb", "en reparsjon", "en reparasjon"},
		{"nn", "ein organisjon", "ein organisasjon"},
		/* a letter over two others; two letters over a third */
		{"en", "thsoe irrevelant things", "those irrelevant things"},
		{"en", "a meromable day", "a memorable day"},
		{"da", "en tefelon", "en telefon"},
		{"da", "et stort vindeut", "et stort vinduet"},
		{"nn", "eit kjøleksap", "eit kjøleskap"},
		/* two swaps in a short word */
		{"en", "hwihc ruond", "which round"},
		/* the key beside it hit as well */
		{"en", "tghis one", "this one"},
		/* endings by analogy */
		{"en", "both companys studyed it", "both companies studied it"},
		{"en", "writeing accidently", "writing accidentally"},
		{"da", "en sitsuation", "en situation"},
		{"nn", "ein sjøleskap", "ein kjøleskap"},
		/* a space forgotten */
		{"en", "it went underthat", "it went under_that"},
		{"en", "childrenand more", "children_and more"},
		{"en", "say withthis", "say with_this"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
		assert_mended(posts[i][0], NULL, posts[i][1], posts[i][2]);
}

static bool
undoes(const char *wrong, const char *right)
{
	struct slips slips;

	slips_of(str_of(wrong), &slips);
	for (size_t i = 0; i < slips.count; i++) {
		if (str_equal((struct str){slips.text[i], slips.length[i]}, str_of(right)))
			return true;
	}
	return false;
}

static void
undone(void **state)
{
	char word[2 * SLIPS_LONGEST];
	struct slips slips;

	(void)state;
	assert_true(undoes("televivision", "television"));
	assert_true(undoes("rememember", "remember"));
	assert_true(undoes("tøralalarm", "tøralarm"));
	assert_true(undoes("rørørdrum", "rørdrum"));
	assert_true(undoes("perpeson", "person"));
	assert_true(undoes("kaftafel", "kaftel"));
	assert_true(undoes("tøffeffel", "tøffel"));
	assert_true(undoes("emeny", "enemy"));
	assert_true(undoes("rømene", "mørene"));
	assert_true(undoes("hwihc", "which"));
	assert_false(undoes("television", "telision"));
	/* Whatever it is, there is an end to it. */
	for (size_t period = 1; period < 8; period++) {
		for (size_t length = 0; length <= sizeof word; length++) {
			for (size_t i = 0; i < length; i++)
				word[i] = "abecidof"[i % period];
			slips_of((struct str){word, length}, &slips);
			assert_true(slips.count <= SLIPS_MOST && (length <= SLIPS_LONGEST || slips.count == 0));
			for (size_t i = 0; i < slips.count; i++)
				assert_true(slips.length[i] <= length && (size_t)slips.length[i] + SLIPS_TWICE_MOST >= length);
		}
	}
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
		cmocka_unit_test(mended), cmocka_unit_test(slips),      cmocka_unit_test(undone),  cmocka_unit_test(left_alone),
		cmocka_unit_test(rings),  cmocka_unit_test(confusions), cmocka_unit_test(counted),
	};

	(void)argc;
	point_at_build(argv[0]);
	die_init("test_spelling");
	die_quiet();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
