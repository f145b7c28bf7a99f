/* identify: plain sentences of each language, other languages and scripts, what must not count, and damaged tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "language/elongated.h"
#include "language/identify.h"
#include "language/letters.h"
#include "lib/hash.h"

static struct identifier *identifier;
static struct tokens tokens;

static struct language
language_of(const char *text)
{
	struct buffer room = {0}, spare = {0};
	struct language language;

	tokens_cut(&tokens, letters_clean(str_of(text), &room, &spare));
	language = identify(identifier, &tokens);
	buffer_release(&room);
	buffer_release(&spare);
	return language;
}

static void
assert_language(const char *text, const char *code)
{
	struct language language = language_of(text);

	if (strcmp(language.code, code) != 0)
		fail_msg("\"%s\" is taken for %s (%.2f), not %s", text, language.code, language.confidence, code);
	assert_true(language.confidence > 0 && language.confidence <= 1);
}

static void
ours_are_told_apart(void **state)
{
	(void)state;
	assert_language("Jeg ved ikke hvad de har lavet i denne uge", "da");
	assert_language("Jeg vet ikke hva de har gjort denne uken", "nb");
	assert_language("Eg veit ikkje kva dei har gjort denne veka", "nn");
	assert_language("I don't know what they did this week", "en");
	assert_language("Kundeservicen er elendig, og ingen tager telefonen", "da");
	assert_language("Kundeservicen er elendig, og ingen tar telefonen", "nb");
	assert_language("Kundeservicen er elendig, og ingen tek telefonen", "nn");
}

static void
three_words_get_an_answer(void **state)
{
	(void)state;
	assert_language("hvad nu", "da");
	assert_language("hva nå", "nb");
	assert_language("kva no", "nn");
	assert_language("what now", "en");
	assert_language("ka ska du på", "nb");
	assert_true(language_of("hva nå").confidence > 0.8);
	assert_true(language_of("Ja").confidence < 0.8);
}

static void
others_are_known(void **state)
{
	(void)state;
	assert_language("Jag vet inte vad som hände med tåget igår", "sv");
	assert_language("Ich weiß nicht, was mit dem Zug passiert ist", "de");
	assert_language("Ik weet niet wat er met de trein is gebeurd", "nl");
	assert_language("Ég veit ekki hvað gerðist með lestina", "is");
	assert_language("Eg veit ikki hvat ið hendi við bussinum í Føroyum", "fo");
	assert_language("En tiedä mitä junalle tapahtui eilen", "fi");
	assert_language("Je ne sais pas ce qui est arrivé au train", "fr");
	assert_language("No sé qué pasó con el tren de ayer", "es");
	assert_language("Nie wiem, co się stało z tym pociągiem", "pl");
}

static void
scripts_decide(void **state)
{
	(void)state;
	assert_language("Я не знаю", "ru");
	assert_language("Що їм робити", "uk");
	assert_language("Δεν ξέρω", "el");
	assert_language("カスタマーサービス", "ja");
	assert_language("我不知道", "zh");
	assert_language("لا أعرف", "ar");
}

static void
what_has_no_words_is_undetermined(void **state)
{
	static const char *const texts[] = {"", "!!!", "😂😂", "12345", "@vy #nsb", "https://example.com/hva-skjer", ":)"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct language language = language_of(texts[i]);
		assert_string_equal(language.code, "und");
		assert_true(language.confidence == 0);
	}
}

static void
names_tags_and_addresses_say_nothing(void **state)
{
	(void)state;
	assert_language("@what_is_this #thisisthebest Hvorfor kommer toget aldri https://this.is.the.com/and", "nb");
}

static void
the_larger_part_wins(void **state)
{
	(void)state;
	assert_language("Jeg ved ikke hvad jeg skal sige til det, but whatever", "da");
	assert_language("Well I do not know what to say about this, men pyt", "en");
}

/* What is remembered of a token must not change an answer. */
static void
order_of_posts_changes_nothing(void **state)
{
	static const char *const texts[] = {"Hva skjer a", "Hvad sker der", "Kva skjer", "What is Happening", "Vad händer", "Was passiert"};
	struct language before[6];

	(void)state;
	for (size_t i = 0; i < 6; i++)
		before[i] = language_of(texts[i]);
	for (size_t i = 0; i < 600; i++) {
		size_t j = i * 7 % 6;
		struct language now = language_of(texts[j]);
		assert_string_equal(now.code, before[j].code);
		assert_true(now.confidence == before[j].confidence);
	}
}

/* Words whose capital, place, length or drawn-out letter decides what is remembered of them: one who has seen much answers as one who has seen nothing. */
static void
what_is_remembered_changes_nothing(void **state)
{
	static const char *const words[] = {"Espen",
	                                    "espen",
	                                    "ESPEN",
	                                    "Aaa",
	                                    "aaa",
	                                    "AAA",
	                                    "a",
	                                    "A",
	                                    "Øl",
	                                    "øl",
	                                    "Ÿes",
	                                    "ÿes",
	                                    "the",
	                                    "The",
	                                    "og",
	                                    "Og",
	                                    "Ångström",
	                                    "ångström",
	                                    "straße",
	                                    "kattehotelleiargarden",
	                                    "kattehotelleiargarden1",
	                                    "abcdefghijklmnopqrstuvwx",
	                                    "abcdefghijklmnopqrstuvwxy",
	                                    "Abcdefghijklmnopqrstuvwx",
	                                    "Johansson",
	                                    "Ялта",
	                                    "ikkje"};
	enum { COUNT = sizeof words / sizeof *words };
	struct identifier *seasoned = identifier;

	(void)state;
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 0; i < COUNT * COUNT; i++) {
			char text[200];
			struct language before, now;

			snprintf(text, sizeof text, "%s %s", words[i / COUNT], words[i % COUNT]);
			before = language_of(text);
			if (round == 0 || i % 13)
				continue;
			identifier = identifier_open();
			now = language_of(text);
			identifier_close(identifier);
			identifier = seasoned;
			assert_string_equal(now.code, before.code);
			assert_true(now.confidence == before.confidence);
		}
}

static void
assert_shortened(const char *text, const char *code, const char *expected)
{
	tokens_cut(&tokens, str_of(text));
	elongated_shorten(&tokens, identifier, code);
	assert_string_equal(buffer_cstring(&tokens.text), expected);
}

static void
drawn_out_words_become_words(void **state)
{
	(void)state;
	assert_shortened("Det er såååååå braaaa!!!!", "nb", "Det er så bra !!!");
	assert_shortened("goooood", "en", "good");
	assert_shortened("gooood mat", "nb", "god mat");
	assert_shortened("NEEEEEI altsååå", "nb", "NEI altså");
	assert_shortened("xzqqqqqy", "da", "xzqqy");
	assert_shortened("aaaabbbbccccddddeeeeffff", "da", "aabbccddeeff");
}

/* Forms that bokmål's dictionary lists beside its own are nynorsk's first of all, and compounds go by their last part. */
static void
sisters_are_told_by_their_forms(void **state)
{
	(void)state;
	assert_language("Utgreiinga var fornøgd", "nn");
	assert_language("Det gjeld ytringa", "nn");
	assert_language("Det gjelder ytringen", "nb");
	assert_language("Lukter og smaker", "nb");
	assert_language("Dette gjeld Distrikts-Noreg", "nn");
	assert_language("Det er kattehotelleigarane", "nn");
	assert_language("Det er kattehotelleierne", "nb");
	assert_language("Det er kattehotelejerne", "da");
}

/* The project's own sentences: short ones that would do in two languages are among them. */
static void
gold_is_mostly_right(void **state)
{
	char line[1024];
	unsigned right = 0, all = 0;
	FILE *file = fopen("corpora/gold/languages.tsv", "r");

	(void)state;
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	while (fgets(line, sizeof line, file)) {
		char *code = strchr(line, '\t');

		assert_non_null(code);
		*code++ = '\0';
		code[strcspn(code, "\n")] = '\0';
		right += strcmp(language_of(line).code, code) == 0;
		all++;
	}
	fclose(file);
	assert_true(all > 250);
	if (right * 100 < all * 87)
		fail_msg("%u of %u right", right, all);
}

/* The whole file, into `bytes`. */
static void
read_languages(struct buffer *bytes)
{
	struct buffer path = {0};
	FILE *file;

	buffer_format(&path, "%s/dictionaries/languages", getenv("BUILD") ? getenv("BUILD") : "build");
	file = fopen(buffer_cstring(&path), "rb");
	assert_non_null(file);
	for (size_t n; (n = fread(buffer_reserve(bytes, 1 << 20), 1, 1 << 20, file)) > 0;)
		bytes->length += n;
	fclose(file);
	buffer_release(&path);
}

static void
damaged_tables_are_refused(void **state)
{
	struct buffer bytes = {0};
	struct profile profile;
	const char *problem;

	(void)state;
	read_languages(&bytes);
	assert_true(profile_on(&profile, buffer_str(&bytes), &problem));
	assert_false(profile_on(&profile, (struct str){bytes.at, bytes.length - 1}, &problem));
	assert_non_null(problem);
	assert_false(profile_on(&profile, (struct str){bytes.at, 20}, &problem));
	assert_false(profile_on(&profile, (struct str){bytes.at, 0}, &problem));
	for (size_t at = 0; at < bytes.length; at += 1 + bytes.length / 41) {
		bytes.at[at] ^= 0x40;
		assert_false(profile_on(&profile, buffer_str(&bytes), &problem));
		bytes.at[at] ^= 0x40;
	}
	buffer_release(&bytes);
}

/* A table that nobody damaged but whose maker erred: no empty slot to end a search, and rows that are not there. */
static void
slots_lead_nowhere_astray(void **state)
{
	struct buffer bytes = {0};
	struct profile_header *header;
	struct profile profile;
	const char *problem;
	uint32_t *slots;

	(void)state;
	read_languages(&bytes);
	header = (void *)bytes.at;
	slots = (void *)(bytes.at + sizeof *header);
	for (int wrong = 0; wrong < 2; wrong++) {
		uint32_t tag = (uint32_t)(profile_hash(STR("ikkje")) >> 48);
		for (uint32_t i = 0; i < header->slots; i++)
			slots[i] = (wrong ? tag : tag ^ 1) << 16 | UINT16_MAX;
		header->checksum = lasting_hash_long((struct str){bytes.at + sizeof *header, bytes.length - sizeof *header});
		assert_true(profile_on(&profile, buffer_str(&bytes), &problem));
		assert_null(profile_find(&profile, STR("ikkje")));
	}
	buffer_release(&bytes);
}

static int
open_table(void **state)
{
	char folder[4096];

	(void)state;
	snprintf(folder, sizeof folder, "%s/dictionaries", getenv("BUILD") ? getenv("BUILD") : "build");
	setenv("OMTALE_DICTIONARIES", folder, 1);
	identifier = identifier_open();
	return 0;
}

static int
close_table(void **state)
{
	(void)state;
	identifier_close(identifier);
	tokens_release(&tokens);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ours_are_told_apart),
		cmocka_unit_test(three_words_get_an_answer),
		cmocka_unit_test(others_are_known),
		cmocka_unit_test(scripts_decide),
		cmocka_unit_test(what_has_no_words_is_undetermined),
		cmocka_unit_test(names_tags_and_addresses_say_nothing),
		cmocka_unit_test(the_larger_part_wins),
		cmocka_unit_test(order_of_posts_changes_nothing),
		cmocka_unit_test(what_is_remembered_changes_nothing),
		cmocka_unit_test(sisters_are_told_by_their_forms),
		cmocka_unit_test(gold_is_mostly_right),
		cmocka_unit_test(drawn_out_words_become_words),
		cmocka_unit_test(damaged_tables_are_refused),
		cmocka_unit_test(slots_lead_nowhere_astray),
	};

	return cmocka_run_group_tests(tests, open_table, close_table);
}
