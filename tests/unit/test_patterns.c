/* Patterns over words: what matches, what does not, and that the automaton finds the same as trying every pattern at every place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "opinion/patterns.h"

enum { MOST = 64 };

struct text {
	struct place places[MOST];
	uint32_t count;
};

/* "token/lemma token …": a word alone is its own lemma; "." is a sentence's end; "~token" may be passed over. */
static struct text
read_text(struct map *words, const char *line)
{
	struct text text = {.count = 0};

	for (struct str rest = str_of(line); rest.at && text.count < MOST;) {
		struct str token = str_cut(&rest, ' '), lemma;
		bool optional = str_starts(token, STR("~"));
		if (optional)
			token = (struct str){token.at + 1, token.length - 1};
		lemma = token;
		token = str_cut(&lemma, '/');
		if (!lemma.at)
			lemma = token;
		text.places[text.count++] = (struct place){map_find(words, token), map_find(words, lemma), str_equal(token, STR(".")), optional};
	}
	return text;
}

struct fixture {
	struct map words;
	struct patterns patterns;
	struct matches matches;
};

static void
add(struct fixture *fixture, const char *pattern, uint32_t entry)
{
	fixture->patterns.words = &fixture->words;
	assert_null(patterns_problem(str_of(pattern)));
	patterns_add(&fixture->patterns, str_of(pattern), entry);
}

static void
release(struct fixture *fixture)
{
	patterns_release(&fixture->patterns);
	map_release(&fixture->words);
	free(fixture->matches.all);
}

/* How many matches the one pattern has anywhere in the line; *last is the last of them, of zeros where there is none. */
static uint32_t
count(const char *pattern, const char *line, struct match *last)
{
	struct fixture fixture = {0};
	uint32_t found = 0;

	if (last)
		*last = (struct match){0};
	add(&fixture, pattern, 7);
	struct text text = read_text(&fixture.words, line);
	for (uint32_t start = 0; start < text.count; start++) {
		uint32_t here = patterns_match(&fixture.patterns, text.places, text.count, start, &fixture.matches);
		if (here && last)
			*last = fixture.matches.all[here - 1];
		found += here;
	}
	release(&fixture);
	return found;
}

static void
matches_tokens_and_lemmas(void **state)
{
	struct match match;
	(void)state;
	assert_int_equal(count("være god", "det var/være godt/god", &match), 1);
	assert_int_equal(match.start, 1);
	assert_int_equal(match.end, 3);
	assert_int_equal(match.tokens, 0);
	assert_int_equal(count("var godt", "det var/være godt/god", &match), 1);
	assert_int_equal(match.tokens, 2);
	assert_int_equal(count("være dårlig", "det var/være godt/god", NULL), 0);
}

static void
stops_at_sentence_ends(void **state)
{
	(void)state;
	assert_int_equal(count("god mat", "god . mat", NULL), 0);
	assert_int_equal(count("god * mat", "god . mat", NULL), 0);
	assert_int_equal(count("god … mat", "god og . mat", NULL), 0);
	assert_int_equal(count("jeg ønsker <> nå", "jeg ønsker . nå", NULL), 0);
}

static void
wildcards(void **state)
{
	struct match match;
	(void)state;
	assert_int_equal(count("stole * på", "stole ikke på", NULL), 1);
	assert_int_equal(count("stole * på", "stole på", NULL), 0);
	assert_int_equal(count("hvis … bare", "hvis bare", NULL), 1);
	assert_int_equal(count("hvis … bare", "hvis a b c d bare", NULL), 1);
	assert_int_equal(count("hvis … bare", "hvis a b c d e bare", NULL), 0);
	assert_int_equal(count("lav <> nu", "lav et mørkt tema nu", &match), 1);
	assert_int_equal(match.slot, 1);
	assert_int_equal(match.slot_end, 4);
	assert_int_equal(count("<> ville være dejligt", "hej . et mørkt tema ville være dejligt", &match), 1);
	assert_int_equal(match.slot, 2);
	assert_int_equal(match.slot_end, 5);
	assert_int_equal(match.start, 5);
	assert_int_equal(count("<> ville være dejligt", "ville være dejligt", NULL), 0);
}

static void
passes_over_negators(void **state)
{
	struct match match;
	(void)state;
	assert_int_equal(count("stoler på", "jeg stoler ~ikke på dem", &match), 1);
	assert_int_equal(match.passed, 1);
	assert_int_equal(match.end, 4);
	assert_int_equal(count("stoler på", "jeg stoler ikke på dem", NULL), 0);
	assert_int_equal(count("stoler", "jeg stoler ~ikke på dem", &match), 1);
	assert_int_equal(match.end, 2);
	assert_int_equal(count("stoler på", "stoler ~a ~b ~c på", NULL), 0);
}

static void
names_what_cannot_be(void **state)
{
	(void)state;
	assert_non_null(patterns_problem(STR("")));
	assert_non_null(patterns_problem(STR(" a")));
	assert_non_null(patterns_problem(STR("a  b")));
	assert_non_null(patterns_problem(STR("* a")));
	assert_non_null(patterns_problem(STR("a …")));
	assert_non_null(patterns_problem(STR("a … <> b")));
	assert_non_null(patterns_problem(STR("<> * b")));
	assert_non_null(patterns_problem(STR("<> a <>")));
	assert_null(patterns_problem(STR("<> a")));
	assert_null(patterns_problem(STR("hvorfor har ikke * <>")));
	assert_non_null(patterns_idle(STR("vel, så")));
	assert_non_null(patterns_idle(STR("bra !")));
	assert_null(patterns_idle(STR("bl.a.")));
	assert_null(patterns_idle(STR("a … b")));
}

/* One pattern at one place, by trying: the plain meaning, without words that may be passed over. */
static uint32_t
by_trying(const struct map *words, struct str rest, const struct text *text, uint32_t at)
{
	uint32_t found = 0;

	if (!rest.at)
		return 1;
	struct str word = str_cut(&rest, ' ');
	if (str_equal(word, STR("…"))) {
		for (uint32_t skip = 0; skip <= LONGEST_GAP && at + skip <= text->count; skip++) {
			found += by_trying(words, rest, text, at + skip);
			if (at + skip < text->count && text->places[at + skip].barrier)
				break;
		}
		return found;
	}
	if (at >= text->count || text->places[at].barrier)
		return 0;
	if (str_equal(word, STR("*")))
		return by_trying(words, rest, text, at + 1);
	uint32_t number = map_find(words, word);
	found += text->places[at].token == number ? by_trying(words, rest, text, at + 1) : 0;
	found += text->places[at].lemma == number && text->places[at].lemma != text->places[at].token ? by_trying(words, rest, text, at + 1) : 0;
	return found;
}

static uint32_t seed;

static uint32_t
roll(uint32_t sides)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % sides;
}

static void
random_words(struct buffer *out, bool pattern)
{
	uint32_t words = 1 + roll(pattern ? 4 : 14);

	buffer_reset(out);
	for (uint32_t i = 0; i < words; i++) {
		bool edge = i == 0 || i + 1 == words;
		if (i)
			buffer_char(out, ' ');
		if (pattern && !edge && roll(4) == 0 && out->at[out->length - 2] != '\xa6')
			buffer_text(out, roll(2) ? STR("*") : STR("…"));
		else
			buffer_char(out, (char)('a' + roll(4)));
		if (!pattern && roll(3) == 0)
			buffer_format(out, "/%c", (char)('a' + roll(4)));
		if (!pattern && roll(8) == 0)
			buffer_format(out, " .");
	}
}

static void
finds_what_trying_finds(void **state)
{
	struct buffer text = {0}, patterns[12] = {{0}};
	(void)state;

	for (seed = 1; seed < 400; seed += 0) {
		uint32_t before = seed, wanted = 0, found = 0;
		struct fixture fixture = {0};
		for (uint32_t i = 0; i < 12; i++) {
			random_words(&patterns[i], true);
			add(&fixture, buffer_cstring(&patterns[i]), i);
		}
		random_words(&text, false);
		struct text read = read_text(&fixture.words, buffer_cstring(&text));
		for (uint32_t start = 0; start < read.count; start++) {
			found += patterns_match(&fixture.patterns, read.places, read.count, start, &fixture.matches);
			for (uint32_t i = 0; i < 12; i++)
				wanted += by_trying(&fixture.words, buffer_str(&patterns[i]), &read, start);
		}
		assert_int_equal(found, wanted);
		release(&fixture);
		seed = before + 1;
	}
	for (uint32_t i = 0; i < 12; i++)
		buffer_release(&patterns[i]);
	buffer_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_tokens_and_lemmas), cmocka_unit_test(stops_at_sentence_ends), cmocka_unit_test(wildcards),
		cmocka_unit_test(passes_over_negators),      cmocka_unit_test(names_what_cannot_be),   cmocka_unit_test(finds_what_trying_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
