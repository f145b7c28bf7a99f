/* The cache of words: whatever a post holds, each place has the token and the lemma that stand there, first met or met again, told from all that look alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "opinion/post.h"

static struct map vocabulary, brand_words, emoji;
static struct lexicon lexicon;
static struct patterns brands = {.words = &brand_words};
static struct words *words;
static struct post post;

static int
set_up(void **state)
{
	(void)state;
	lexicon_init(&lexicon, &vocabulary);
	words = words_new(&lexicon, 1, &brands, &emoji, NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	post_release(&post);
	words_free(words);
	lexicon_release(&lexicon);
	map_release(&vocabulary);
	return 0;
}

/* The copies are as long as the texts, so that ASan sees a byte read too many. */
static void
read_and_compare(struct str tokens, struct str lemmas)
{
	struct buffer kept_tokens = {0}, kept_lemmas = {0};
	uint32_t at = 0;

	buffer_text(&kept_tokens, tokens);
	buffer_text(&kept_lemmas, lemmas);
	kept_tokens.at = memory_grow(kept_tokens.at, tokens.length, 1);
	kept_lemmas.at = memory_grow(kept_lemmas.at, lemmas.length, 1);
	post_read(&post, words, &lexicon, (struct str){kept_tokens.at, tokens.length}, (struct str){kept_lemmas.at, lemmas.length});
	buffer_release(&kept_tokens);
	buffer_release(&kept_lemmas);
	for (struct str rest = tokens, rest_lemmas = lemmas; tokens.length && rest.at; at++) {
		struct str token = str_cut(&rest, ' '), lemma = rest_lemmas.at ? str_cut(&rest_lemmas, ' ') : token;
		assert_true(at < post.count);
		assert_true(str_equal(post.spots[at].word->text, token));
		assert_true(str_equal(post.spots[at].lemma->text, lemma));
	}
	assert_int_equal(at, post.count);
}

static uint32_t seed = 7;

static uint32_t
chance(uint32_t sides)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % sides;
}

/* Few letters, so that fronts and ends meet often; 0 to 40 of them. A NUL is a letter too. */
static void
random_word(struct buffer *out)
{
	uint32_t length = chance(3) ? chance(10) : chance(41);

	for (uint32_t i = 0; i < length; i++) /* without a letter it would be punctuation */
		buffer_char(out, chance(6) || i == 0 ? 'a' : chance(4) ? 'b' : '\0');
}

static void
random_words(struct buffer *out, uint32_t count)
{
	buffer_reset(out);
	while (count--) {
		random_word(out);
		if (count)
			buffer_char(out, ' ');
	}
}

static void
gives_back_what_stands_there(void **state)
{
	struct buffer tokens = {0}, lemmas = {0};
	(void)state;

	for (int turn = 0; turn < 4000; turn++) {
		random_words(&tokens, chance(80));
		random_words(&lemmas, chance(4) ? chance(80) : 0);
		read_and_compare(buffer_str(&tokens), chance(2) ? buffer_str(&lemmas) : buffer_str(&tokens));
	}
	buffer_release(&tokens);
	buffer_release(&lemmas);
}

/* All the same in front and at the end, differing in one byte between. */
static void
tells_long_words_apart(void **state)
{
	struct buffer text = {0};
	(void)state;

	for (int differing = 'a'; differing <= 'z'; differing++)
		for (size_t length = 16; length <= 24; length++)
			for (size_t at = 8; at + 8 < length; at++) {
				if (text.length)
					buffer_char(&text, ' ');
				for (size_t i = 0; i < length; i++)
					buffer_char(&text, i == at ? (char)differing : '.');
				buffer_char(&text, 'a'); /* a letter, so that it is no punctuation */
			}
	read_and_compare(buffer_str(&text), buffer_str(&text));
	read_and_compare(buffer_str(&text), buffer_str(&text));
	buffer_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(gives_back_what_stands_there), cmocka_unit_test(tells_long_words_apart)};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
