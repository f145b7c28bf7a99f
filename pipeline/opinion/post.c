#include "opinion/post.h"

#include <stdlib.h>

/* What reading knows between two tokens. */
struct reader {
	struct place *places;
	struct spot *spots;
	uint32_t *starts;
	uint32_t count, starts_count, capacity, sentences, exclamations;
	bool ended, pause; /* the last place ends a sentence; a comma or the like was read behind it */
	unsigned signs;    /* of all words so far */
	unsigned lexicon;  /* the number of the post's */
	unsigned known;    /* all classes, or none where there is no lexicon */
};

static void
grow(struct post *post, struct reader *reader)
{
	post->capacity = reader->capacity = 2 * post->capacity + 256;
	post->places = reader->places = memory_grow(post->places, post->capacity, sizeof *post->places);
	post->spots = reader->spots = memory_grow(post->spots, post->capacity, sizeof *post->spots);
	post->starts = reader->starts = memory_grow(post->starts, post->capacity, sizeof *post->starts);
}

static inline void
append(struct reader *reader, const struct word *token, const struct word *lemma, bool first, bool pause)
{
	unsigned classes = token->classes[reader->lexicon] & reader->known, begins = classes | (lemma->classes[reader->lexicon] & reader->known);
	uint32_t at = reader->count++;

	reader->places[at] = (struct place){token->opinion, lemma->opinion, token->kind == WORD_END, classes & CLASS_OPTIONAL};
	reader->spots[at] = (struct spot){.word = token,
	                                  .lemma = lemma,
	                                  .sentence = reader->sentences - 1,
	                                  .classes = (uint8_t)classes,
	                                  .pause = pause,
	                                  .stirs = pause || first || token->signs & SIGN_STIRS || classes & (CLASS_SUBJUNCTION | CLASS_CONJUNCTION)};
	reader->starts[reader->starts_count] = at;
	reader->starts_count += (begins & CLASS_BEGINS) != 0;
}

/* How far it is from `at` to the next space, which must be there: the lowest byte of the difference that is zero (Hacker's Delight, 6-1). */
static inline size_t
word_length(const char *at)
{
	const uint64_t each = 0x0101010101010101u;

	for (size_t length = 0;; length += sizeof each) {
		uint64_t apart = words_eight(at + length) ^ each * ' ', zero = (apart - each) & ~apart & each << 7;
		if (zero)
			return length + (size_t)__builtin_ctzll(zero) / 8;
	}
}

static struct str
cut(const char **at)
{
	struct str token = {*at, word_length(*at)};

	*at += token.length + 1;
	return token;
}

static const struct word *
other_lemma(struct words *words, struct word *token, const char **at)
{
	struct sought sought = words_approach(words, cut(at));

	return token->lemma = words_find(words, &sought);
}

/* A token has mostly the same lemma as the last time, which then need not be looked for, nor where it ends. */
static inline const struct word *
cut_lemma(struct words *words, struct word *token, const char **at, const char *end)
{
	const struct word *guess = token->lemma;
	size_t length = guess->text.length;

	if (length > (size_t)(end - *at) || (*at)[length] != ' ' || guess->first != words_front(*at, length) || !words_ends(guess, *at))
		return other_lemma(words, token, at);
	*at += length + 1;
	return guess;
}

/* A pause is no place of its own, and the words of a tag are. */
static void
append_special(struct post *post, struct reader *reader, const struct word *word, const struct word *lemma)
{
	if (word->kind == WORD_PAUSE) {
		reader->pause = true;
		return;
	}
	reader->sentences += reader->ended;
	append(reader, word, lemma, reader->ended, reader->pause);
	reader->ended = word->kind == WORD_END;
	reader->exclamations += reader->ended && word->exclamation;
	for (uint32_t i = 0; i < word->parts_count; i++) {
		if (reader->count == reader->capacity)
			grow(post, reader);
		append(reader, word->parts[i], word->parts[i], false, i == 0);
		reader->signs |= word->parts[i]->signs & (SIGN_BRAND | SIGN_EMOJI);
	}
	reader->pause = word->parts_count > 0;
}

/* Tokens and lemmas, each with a space behind the last one too, and so much more that eight bytes can be read from any of their characters on. */
static void
pad(struct buffer *text, struct str tokens, struct str lemmas)
{
	buffer_reset(text);
	buffer_text(text, tokens);
	buffer_char(text, ' ');
	buffer_text(text, lemmas);
	buffer_text(text, STR("        "));
}

enum { AHEAD = 32 };

/* The words of the next tokens. */
static uint32_t
find_words(struct words *words, struct word *found[AHEAD], const char **at, const char *end)
{
	struct sought sought[AHEAD];
	uint32_t count = 0;

	while (count < AHEAD && *at <= end)
		sought[count++] = words_approach(words, cut(at));
	for (uint32_t i = 0; i < count; i++)
		words_near(words, &sought[i]);
	for (uint32_t i = 0; i < count; i++) {
		found[i] = words_find(words, &sought[i]);
		__builtin_prefetch(found[i]->lemma);
	}
	return count;
}

static void
read_word(struct post *post, struct reader *reader, const struct word *word, const struct word *lemma)
{
	if (reader->count == reader->capacity)
		grow(post, reader);
	reader->signs |= word->signs | (lemma->signs & SIGN_BRAND);
	if (word->signs & SIGN_SPECIAL) {
		append_special(post, reader, word, lemma);
		return;
	}
	reader->sentences += reader->ended;
	append(reader, word, lemma, reader->ended, reader->pause);
	reader->ended = reader->pause = false;
}

static void
read_words(struct post *post, struct reader *reader, struct words *words, struct str tokens, struct str lemmas)
{
	const char *at = post->text.at, *end = at + tokens.length, *lemma_at = end + 1, *lemma_end = lemmas.at ? lemma_at + lemmas.length : end;
	struct word *found[AHEAD];

	while (at <= end) {
		uint32_t count = find_words(words, found, &at, end);
		for (uint32_t i = 0; i < count; i++)
			read_word(post, reader, found[i], lemma_at <= lemma_end ? cut_lemma(words, found[i], &lemma_at, lemma_end) : found[i]);
	}
}

void
post_read(struct post *post, struct words *words, const struct lexicon *lexicon, struct str tokens, struct str lemmas)
{
	struct reader reader = {.places = post->places, .spots = post->spots, .starts = post->starts, .capacity = post->capacity, .ended = true};

	if (lexicon) {
		reader.lexicon = (unsigned)(lexicon - words->lexicons);
		reader.known = ~0u;
	}
	words_trim(words);
	pad(&post->text, tokens, lemmas);
	if (tokens.length)
		read_words(post, &reader, words, tokens, lemmas);
	post->count = reader.count;
	post->starts_count = reader.starts_count;
	post->exclamations = reader.exclamations;
	post->branded = reader.signs & SIGN_BRAND;
	post->emoji = reader.signs & SIGN_EMOJI;
	post->one_case = !(reader.signs & SIGN_UPPER) || !(reader.signs & SIGN_LOWER);
}

void
post_release(struct post *post)
{
	free(post->places);
	free(post->spots);
	free(post->starts);
	buffer_release(&post->text);
	*post = (struct post){0};
}
