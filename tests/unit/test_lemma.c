/* lemma: the neighbours choose, compounds and endings, names, what is no word, inflection only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "../build.h"
#include "language/compound.h"
#include "language/lemma.h"
#include "lib/die.h"

static void
lemmas_of(struct lemmatiser *lemmatiser, const char *text, struct buffer *out)
{
	size_t count;
	const struct choice *choices = lemmatiser_post(lemmatiser, str_of(text), &count);

	buffer_reset(out);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_char(out, ' ');
		buffer_text(out, choices[i].lemma);
	}
}

static void
assert_lemmas(struct lemmatiser *lemmatiser, const char *text, const char *expected)
{
	struct buffer out = {0};

	lemmas_of(lemmatiser, text, &out);
	assert_string_equal(buffer_cstring(&out), expected);
	buffer_release(&out);
}

static void
danish(void **state)
{
	struct lemmatiser *lemmatiser = lemmatiser_open(STR("da"), NULL);

	(void)state;
	assert_lemmas(lemmatiser, "Jeg håber at du svarer .", "jeg håbe at du svare .");
	assert_lemmas(lemmatiser, "Et svar fra en kunde", "en svar fra en kunde");
	assert_lemmas(lemmatiser, "de store biler", "den stor bil");
	assert_lemmas(lemmatiser, "de kører hurtigt", "de køre hurtigt");
	assert_lemmas(lemmatiser, "et hurtigt tog", "en hurtig tog");
	assert_lemmas(lemmatiser, "han tog toget", "han tage tog");
	assert_lemmas(lemmatiser, "kundeservicemedarbejdernes svar", "kundeservicemedarbejder svar");
	assert_lemmas(lemmatiser, "vi mødte Hansen i Odense", "vi møde hansen i odense");
	assert_lemmas(lemmatiser, "Danmarks bedste", "danmark god");
	/* What follows "er" is what the many are like, no infinitive. */
	assert_lemmas(lemmatiser, "Værelserne er fine", "værelse være fin");
	assert_lemmas(lemmatiser, "de er billige", "de være billig");
	assert_lemmas(lemmatiser, "svarene var positive", "svar være positiv");
	lemmatiser_close(lemmatiser);
}

static void
norwegian(void **state)
{
	struct lemmatiser *bokmal = lemmatiser_open(STR("nb"), NULL), *nynorsk = lemmatiser_open(STR("nn"), NULL);

	(void)state;
	assert_lemmas(bokmal, "Han leker med lekene", "han leke med leke");
	assert_lemmas(bokmal, "å svare på et svar", "å svare på en svar");
	assert_lemmas(bokmal, "den norske filmen", "den norsk film");
	assert_lemmas(bokmal, "hun satt i sofaen", "hun sitte i sofa");
	assert_lemmas(bokmal, "FN-styrkene dro", "fn-styrke dra");
	assert_lemmas(bokmal, "jeg er skuffet over bussjåførene", "jeg være skuffe over bussjåfør");
	assert_lemmas(bokmal, "Bussene er trege", "buss være treg");
	assert_lemmas(bokmal, "de er ikke falske", "de være ikke falsk");
	assert_lemmas(bokmal, "hunden og kattene", "hund og katt");
	assert_lemmas(bokmal, "Folkene er snille", "folk være snill");
	assert_lemmas(bokmal, "de ble skarpe", "de bli skarp");
	assert_lemmas(nynorsk, "Dei er fantastiske", "dei vere fantastisk");
	assert_lemmas(nynorsk, "Bussane er trege", "buss vere treg");
	assert_lemmas(nynorsk, "Ho arbeider med arbeidet", "ho arbeide med arbeid");
	assert_lemmas(nynorsk, "dei største byane", "dei stor by");
	assert_lemmas(nynorsk, "eg har ikkje fått svar", "eg ha ikkje få svar");
	lemmatiser_close(bokmal);
	lemmatiser_close(nynorsk);
}

static void
english(void **state)
{
	struct lemmatiser *lemmatiser = lemmatiser_open(STR("en"), NULL);

	(void)state;
	assert_lemmas(lemmatiser, "The customers were disappointed", "the customer be disappoint");
	assert_lemmas(lemmatiser, "He appointed the worst managers", "he appoint the bad manager");
	assert_lemmas(lemmatiser, "empanadas and buses", "empanada and bus");
	lemmatiser_close(lemmatiser);
}

static void
no_words(void **state)
{
	struct lemmatiser *lemmatiser = lemmatiser_open(STR("da"), NULL);

	(void)state;
	assert_lemmas(lemmatiser, "@Kunde_Service #SkamJer :D url:dsb.dk 12.30 !!!", "@Kunde_Service #SkamJer :D url:dsb.dk 12.30 !!!");
	assert_lemmas(lemmatiser, "  ", "  ");
	assert_lemmas(lemmatiser, "nååååå", "nå");
	assert_null(lemmatiser_open(STR("sv"), NULL));
	lemmatiser_close(lemmatiser);
}

/* The law: how a post reads does not change when it is read again, or behind others. */
static void
again(void **state)
{
	static const char *const posts[] = {"Jeg svarer på et svar", "svar", "de svarer", "Svar !", "et svar", "ikk svar"};
	struct lemmatiser *lemmatiser = lemmatiser_open(STR("da"), NULL);
	struct buffer first[6] = {{0}}, later = {0};

	(void)state;
	for (size_t i = 0; i < 6; i++)
		lemmas_of(lemmatiser, posts[i], &first[i]);
	for (size_t i = 6; i-- > 0;) {
		lemmas_of(lemmatiser, posts[i], &later);
		assert_string_equal(buffer_cstring(&later), buffer_cstring(&first[i]));
		buffer_release(&first[i]);
	}
	buffer_release(&later);
	lemmatiser_close(lemmatiser);
}

static void
compounds(void **state)
{
	struct dictionary *dictionary = dictionary_open(dictionary_language(STR("da")));
	struct splitting service = {.dictionary = dictionary, .word = STR("kundeservicemedarbejdernes")};
	struct splitting train = {.dictionary = dictionary, .word = STR("togforsinkelserne")};
	struct splitting none = {.dictionary = dictionary, .word = STR("xqzwv")}, empty = {.dictionary = dictionary, .word = STR("")};

	(void)state;
	assert_non_null(compound_split(&service));
	assert_true(service.compound.first == strlen("kundeservice") || service.compound.first == strlen("kunde"));
	assert_non_null(compound_split(&train));
	assert_true(str_equal(dictionary_text(dictionary, train.compound.last), STR("forsinkelserne")));
	assert_int_equal(train.compound.first, strlen("tog"));
	assert_ptr_equal(compound_split(&train), &train.compound);
	assert_null(compound_split(&none));
	assert_null(compound_split(&none));
	assert_null(compound_split(&empty));
	dictionary_close(dictionary);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(danish),   cmocka_unit_test(norwegian), cmocka_unit_test(english),
		cmocka_unit_test(no_words), cmocka_unit_test(again),     cmocka_unit_test(compounds),
	};

	(void)argc;
	point_at_build(argv[0]);
	die_init("test_lemma");
	die_quiet();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
