/* The compiled dictionary: affixes spelt out, keys shared by a slip and its word, what is in the files that make built, and damage. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../build.h"
#include "dictionary/affixes.h"
#include "language/dictionary.h"
#include "language/distance.h"
#include "language/hunspell.h"
#include "language/keys.h"
#include "lib/die.h"
#include "lib/hash.h"

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fputs(text, file) >= 0, 1);
	assert_int_equal(fclose(file), 0);
}

static void
gather(void *state, const struct expansion *expansion)
{
	struct buffer *out = state;

	buffer_text(out, expansion->form);
	buffer_char(out, '<');
	buffer_text(out, expansion->entry);
	buffer_char(out, ' ');
}

static void
assert_expands(const char *aff, const char *dic, const char *expected, bool compounds)
{
	char folder[] = "/tmp/omtale-XXXXXX";
	struct buffer aff_path = {0}, dic_path = {0}, out = {0};

	assert_non_null(mkdtemp(folder));
	buffer_format(&aff_path, "%s/x.aff", folder);
	buffer_format(&dic_path, "%s/x.dic", folder);
	write_file(buffer_cstring(&aff_path), aff);
	write_file(buffer_cstring(&dic_path), dic);
	assert_int_equal(affixes_expand(buffer_cstring(&aff_path), buffer_cstring(&dic_path), (struct spelling_out){gather, &out, NULL}), compounds);
	assert_string_equal(buffer_cstring(&out), expected);
	unlink(aff_path.at);
	unlink(dic_path.at);
	rmdir(folder);
	buffer_release(&aff_path);
	buffer_release(&dic_path);
	buffer_release(&out);
}

static void
affixes(void **state)
{
	(void)state;
	assert_expands("SET UTF-8\nSFX D Y 2\nSFX D 0 d e\nSFX D y ied [^aeiou]y\nPFX U Y 1\nPFX U 0 un .\n", "3\nbake/D\ncry/D\nplay/D\ndo/U\n",
	               "bake<bake baked<bake cry<cry cried<cry play<play do<do undo<undo ", false);
	assert_expands(
		"SET UTF-8\nFLAG num\nNEEDAFFIX 8\nONLYINCOMPOUND 36\nFORBIDDENWORD 6\nCOMPOUNDEND 34\nSFX 3 Y 1\nSFX 3 0 t/2,8 t\nSFX 2 Y 1\nSFX 2 0 en/34 .\n"
		"SFX 4 Y 1\nSFX 4 0 s/36 .\n",
		"4\nhat/3,4\nhatt st:hat\nfejl/6\nled/36\n", "hat<hat hatten<hat hatt<hat ", true);
	assert_expands("SET ISO8859-1\nCOMPOUNDFLAG z\n", "1\nbl\xe5/z\n", "blå<blå ", true);
}

static bool
share_a_key(const char *a, const char *b)
{
	struct keys one, other;

	keys_of(str_of(a), &one);
	keys_of(str_of(b), &other);
	for (size_t i = 0; i < one.count; i++) {
		for (size_t j = 0; j < other.count; j++) {
			if (one.hash[i] == other.hash[j])
				return true;
		}
	}
	return false;
}

/* The law: one letter more, less, other or swapped, and a key is shared. */
static void
keys(void **state)
{
	static const char word[] = "hestevogn";
	struct keys none;

	(void)state;
	for (size_t i = 0; i + 1 < sizeof word; i++) {
		char changed[16] = {0};
		memcpy(changed, word, sizeof word);
		changed[i] = 'x';
		assert_true(share_a_key(word, changed));
		memcpy(changed + i, word + i + 1, sizeof word - i - 1);
		assert_true(share_a_key(word, changed));
		memcpy(changed, word, i);
		changed[i] = 'q';
		memcpy(changed + i + 1, word + i, sizeof word - i);
		assert_true(share_a_key(word, changed));
		memcpy(changed, word, sizeof word);
		if (i + 2 < sizeof word) {
			changed[i] = word[i + 1];
			changed[i + 1] = word[i];
			assert_true(share_a_key(word, changed));
		}
	}
	assert_true(share_a_key("definitely", "definately"));
	assert_true(share_a_key("accommodation", "acomodation"));
	assert_false(share_a_key("hest", "vogn"));
	keys_of(str_of("etordsomermegetlængereendnogetordplejeratvære"), &none);
	assert_int_equal(none.count, 0);
}

/* The law: a syllable less inside a word of some length, and a key of the longer is shared. */
static void
keys_longer(void **state)
{
	static const struct {
		const char *lacking, *whole;
	} pairs[] = {{"considation", "consideration"}, {"rembering", "remembering"}, {"hesition", "hesitation"},
	             {"competive", "competitive"},     {"anbeling", "anbefaling"},   {"organisjon", "organisasjon"}};
	struct keys longer, whole;

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		bool shared = false;
		assert_false(share_a_key(pairs[i].lacking, pairs[i].whole));
		keys_of_longer(str_of(pairs[i].lacking), &longer);
		keys_of(str_of(pairs[i].whole), &whole);
		for (size_t a = 0; a < longer.count; a++) {
			for (size_t b = 0; b < whole.count; b++)
				shared |= longer.hash[a] == whole.hash[b];
		}
		assert_true(shared);
	}
	keys_of_longer(str_of("bcdfghjklmnpqrstvxzbcdfgbcdfghjk"), &longer);
	assert_true(longer.count > 0 && longer.count <= KEYS_MOST);
	keys_of_longer(str_of("tog"), &longer);
	assert_int_equal(longer.count, 0);
	keys_of_longer(str_of("etordsomermegetlængereendnogetordplejeratvære"), &longer);
	assert_int_equal(longer.count, 0);
}

static struct dictionary *
open_language(const char *code)
{
	const struct dictionary_language *language = dictionary_language(str_of(code));

	assert_non_null(language);
	return dictionary_open(language);
}

static void
assert_reads(struct dictionary *dictionary, const char *form, const char *lemma, const char *tag)
{
	size_t count;
	uint32_t number = dictionary_find(dictionary, str_of(form));
	const struct layout_reading *readings = dictionary_readings(dictionary, number, &count);

	assert_int_not_equal(number, DICTIONARY_NONE);
	for (size_t i = 0; i < count; i++) {
		if (str_equal(dictionary_text(dictionary, readings[i].lemma), str_of(lemma)) && readings[i].tag == tag_find(str_of(tag)))
			return;
	}
	fail_msg("\"%s\" is not read as %s of \"%s\"", form, tag, lemma);
}

static void
contents(void **state)
{
	struct dictionary *danish = open_language("da"), *bokmal = open_language("nb"), *english = open_language("en");

	(void)state;
	assert_reads(danish, "hundene", "hund", "noun.defpl");
	assert_reads(bokmal, "kastes", "kaste", "verb.pass");
	assert_reads(english, "boxes", "box", "noun.pl");
	assert_int_equal(dictionary_find(danish, STR("hxndene")), DICTIONARY_NONE);
	assert_int_equal(dictionary_find(danish, STR("")), DICTIONARY_NONE);
	assert_true(dictionary_compounds(danish));
	assert_int_equal(dictionary_text(danish, DICTIONARY_NONE).length, 0);
	dictionary_close(danish);
	dictionary_close(bokmal);
	dictionary_close(english);
}

enum { FORMS_MOST = 1 << PLACE_BITS };

/* A word out of two or three forms, most of them such as make compounds, with what often stands between and behind them, and now and then a slip. The same for
 * the same number. */
static void
compose(struct dictionary *dictionary, const uint32_t *makers, size_t count, uint64_t number, struct buffer *word)
{
	static const char *const links[] = {"", "", "", "", "s", "e"}, *const endings[] = {"", "", "", "en", "er", "ane", "s", "et"};
	uint64_t dice = lasting_hash((struct str){(const char *)&number, sizeof number});
	size_t parts = 2 + (dice >> 60 == 0);

	buffer_reset(word);
	for (size_t i = 0; i < parts; i++) {
		uint64_t throw = dice >> (13 * i) & 0xfffff;
		buffer_text(word, dictionary_text(dictionary, throw % 4 ? makers[throw % count] : (uint32_t)(throw / 4)));
		buffer_text(word, str_of(i + 1 < parts ? links[dice % 6] : endings[dice % 8]));
	}
	if (dice >> 62 == 1 && word->length > 4)
		word->at[dice % word->length] = (char)('a' + dice % 26);
}

/* What compounds are made of stands in for Hunspell's own dictionary: it must give the same answers about all that is not listed. */
static void
parts(void **state)
{
	enum { WORDS = 20000, LEAST = 1000 };
	static const char *const languages[] = {"nb", "nn"};
	uint32_t *makers = memory_new(FORMS_MOST, sizeof *makers);
	struct buffer word = {0};

	(void)state;
	for (size_t l = 0; l < 2; l++) {
		struct dictionary *dictionary = open_language(languages[l]);
		const char *name = dictionary_language(str_of(languages[l]))->hunspell[0];
		struct hunspell *whole = hunspell_open(name, STR("")), *some = hunspell_open(name, dictionary_parts(dictionary));
		size_t known = 0, unknown = 0, count = 0;
		for (uint32_t form = 0; form < FORMS_MOST; form++) {
			if (dictionary_flags(dictionary, form) & FORM_COMPOUNDS)
				makers[count++] = form;
		}
		assert_true(dictionary_parts(dictionary).length > 1000);
		for (uint64_t i = 0; i < WORDS; i++) {
			compose(dictionary, makers, count, i, &word);
			if (dictionary_find(dictionary, buffer_str(&word)) != DICTIONARY_NONE || memchr(word.at, '-', word.length))
				continue;
			bool answer = hunspell_knows(whole, buffer_str(&word));
			if (answer != hunspell_knows(some, buffer_str(&word)))
				fail_msg("\"%s\" is %s word to the whole dictionary only", buffer_cstring(&word), answer ? "a" : "no");
			known += answer;
			unknown += !answer;
		}
		assert_true(known > LEAST && unknown > LEAST);
		hunspell_close(whole);
		hunspell_close(some);
	}
	assert_int_equal(dictionary_parts(open_language("da")).length, 0); /* its compounds are forbidden by what other words are */
	buffer_release(&word);
	free(makers);
}

static int
distance(struct dictionary *dictionary, const char *wrong, const char *right)
{
	struct misspelling misspelling;

	assert_true(distance_begin(dictionary, str_of(wrong), &misspelling));
	return distance_to(&misspelling, str_of(right), 60);
}

static void
distances(void **state)
{
	struct dictionary *danish = open_language("da");
	struct misspelling misspelling;

	(void)state;
	assert_int_equal(distance(danish, "hest", "hest"), 0);
	assert_true(distance(danish, "hets", "hest") < distance(danish, "hext", "hest"));
	assert_true(distance(danish, "vaere", "være") < distance(danish, "vare", "være"));
	assert_true(distance(danish, "heest", "hest") < distance(danish, "hesut", "hest"));
	assert_true(distance(danish, "best", "hest") > distance(danish, "hesg", "hest"));
	assert_int_equal(distance(danish, "kommunikakation", "kommunikation"), distance(danish, "medition", "meditation"));
	assert_true(distance(danish, "kommunikakation", "kommunikation") < distance(danish, "kommuniktøation", "kommunikation"));
	assert_int_equal(distance(danish, "hest", "vognmand"), DISTANCE_FAR);
	assert_false(distance_begin(danish, STR("hestehestehestehestehestehestehestehest"), &misspelling));
	assert_false(distance_begin(danish, STR(""), &misspelling));
	dictionary_close(danish);
}

/* A damaged file is refused, or does no harm: every number in it is checked where it is used. */
static void
damage(void **state)
{
	struct layout_header header = {.magic = LAYOUT_MAGIC, .byte_order = 0x01020304, .length = sizeof header};
	const char *problem;

	(void)state;
	assert_null(dictionary_on((struct str){"", 0}, &problem));
	assert_null(dictionary_on((struct str){(const char *)&header, sizeof header}, &problem));
	assert_non_null(problem);
	header.byte_order = 0x04030201;
	assert_null(dictionary_on((struct str){(const char *)&header, sizeof header}, &problem));
	assert_non_null(strstr(problem, "byte order"));
	header.magic[0] = 'x';
	assert_null(dictionary_on((struct str){(const char *)&header, sizeof header}, &problem));
	assert_non_null(strstr(problem, "version"));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(affixes), cmocka_unit_test(keys),      cmocka_unit_test(keys_longer), cmocka_unit_test(contents),
		cmocka_unit_test(parts),   cmocka_unit_test(distances), cmocka_unit_test(damage),
	};

	(void)argc;
	point_at_build(argv[0]);
	die_init("test_dictionary");
	die_quiet();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
