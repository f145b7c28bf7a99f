#include "opinion/post.h"

#include <stdlib.h>

/* What reading knows between two tokens. */
struct reader {
	struct place *places; /* the post's lists */
	struct spot *spots;
	uint32_t *starts, *names, *stirs;
	uint32_t count, starts_count, names_count, stirs_count; /* so far */
	uint32_t sentence;                                      /* its number; that before the first is none */
	uint32_t exclamations;
	bool ended, pause; /* the last place ends a sentence; a comma or the like was read behind it */
	unsigned signs;    /* of all words */
	unsigned lexicon;  /* the number of the post's */
	unsigned known;    /* all classes, or none where there is no lexicon */
};

/* Room for so many more places. */
static void
reserve(struct post *post, struct reader *reader, uint32_t more)
{
	if (post->capacity - reader->count >= more)
		return;
	post->capacity = 2 * post->capacity + 256;
	reader->places = post->places = memory_grow(post->places, post->capacity, sizeof *post->places);
	reader->spots = post->spots = memory_grow(post->spots, post->capacity, sizeof *post->spots);
	reader->starts = post->starts = memory_grow(post->starts, post->capacity, sizeof *post->starts);
	reader->names = post->names = memory_grow(post->names, post->capacity, sizeof *post->names);
	reader->stirs = post->stirs = memory_grow(post->stirs, post->capacity, sizeof *post->stirs);
}

/* The lists are written to, whether the place is one of theirs or not: that costs less than to guess wrongly. */
static inline void
append(struct reader *reader, const struct word *token, const struct word *lemma, bool first, bool pause, bool end)
{
	unsigned classes = token->classes[reader->lexicon] & reader->known, begins = classes | (lemma->classes[reader->lexicon] & reader->known);
	uint32_t at = reader->count++;

	reader->sentence += first;
	reader->places[at] = (struct place){token->opinion, lemma->opinion, end, classes & CLASS_OPTIONAL};
	reader->spots[at] = (struct spot){.word = token, .lemma = lemma, .sentence = reader->sentence, .classes = (uint8_t)classes, .pause = pause};
	reader->starts[reader->starts_count] = at;
	reader->starts_count += (begins & CLASS_BEGINS) != 0;
	reader->stirs[reader->stirs_count] = at;
	reader->stirs_count += (classes & CLASS_STIRS) != 0 || pause || first;
	if ((token->signs | lemma->signs) & SIGN_BRAND)
		reader->names[reader->names_count++] = at;
}

static const struct word *
other_lemma(struct words *words, struct word *token, const char **at)
{
	struct sought sought = words_cut(*at);

	*at += sought.token.length + 1;
	return token->lemma = words_find(words, &sought);
}

/* A token has mostly the same lemma as the last time, which then need not be looked for, nor where it ends. */
static inline const struct word *
cut_lemma(struct words *words, struct word *token, const char **at, const char *end)
{
	const struct word *guess = token->lemma;

	if (!words_stands(guess, *at, end))
		return other_lemma(words, token, at);
	*at += guess->text.length + 1;
	return guess;
}

/* A token with its lemma. */
struct pair {
	struct word *word;
	const struct word *lemma;
};

/* Tokens that are neither the first of a sentence nor stand behind a comma: most. Returns where there is another. */
static const struct pair *
read_plain(struct reader *reader, const struct pair *pair, const struct pair *end)
{
	struct reader here = *reader;

	for (; pair < end && !(pair->word->signs & SIGN_SPECIAL); pair++) {
		append(&here, pair->word, pair->lemma, false, false, false);
		here.signs |= pair->word->signs;
	}
	*reader = here;
	return pair;
}

enum { AHEAD = 32 };

/* A pause is no place of its own, and the words of a tag are places too, in a clause of their own. */
static void
read_special(struct post *post, struct reader *reader, const struct word *word, const struct word *lemma)
{
	reader->signs |= word->signs;
	if (word->kind == WORD_PAUSE) {
		reader->pause = true;
		return;
	}
	append(reader, word, lemma, reader->ended, reader->pause, word->kind == WORD_END);
	reader->ended = word->kind == WORD_END;
	reader->exclamations += word->exclamation;
	for (uint32_t i = 0; i < word->parts_count; i++) {
		const struct word *part = word->parts[i];
		reserve(post, reader, AHEAD + 1);
		append(reader, part, part, false, i == 0, part->kind == WORD_END);
		reader->signs |= part->signs & SIGN_EMOJI;
	}
	reader->pause = word->parts_count > 0;
}

static void
read_pairs(struct post *post, struct reader *reader, const struct pair *pair, const struct pair *end)
{
	reserve(post, reader, AHEAD);
	while (pair < end) {
		if (!reader->ended && !reader->pause)
			pair = read_plain(reader, pair, end);
		for (; pair < end && (reader->ended || reader->pause || pair->word->signs & SIGN_SPECIAL); pair++) {
			if (pair->word->signs & SIGN_SPECIAL) {
				read_special(post, reader, pair->word, pair->lemma);
				continue;
			}
			reader->signs |= pair->word->signs;
			append(reader, pair->word, pair->lemma, reader->ended, reader->pause, false);
			reader->ended = reader->pause = false;
		}
	}
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

/* The words of the next tokens, which are fetched from memory side by side. */
static uint32_t
find_words(struct words *words, struct pair found[AHEAD], const char **at, const char *end)
{
	struct sought sought[AHEAD];
	uint32_t count = 0;

	for (const char *next = *at; count < AHEAD && next <= end; *at = next) {
		sought[count] = words_cut(next);
		__builtin_prefetch(words_slot(words, &sought[count]));
		next += sought[count++].token.length + 1;
	}
	for (uint32_t i = 0; i < count; i++)
		__builtin_prefetch(words_slot(words, &sought[i])->word);
	for (uint32_t i = 0; i < count; i++) {
		found[i].word = words_find(words, &sought[i]);
		__builtin_prefetch(found[i].word->lemma);
	}
	return count;
}

static void
read_words(struct post *post, struct reader *reader, struct words *words, struct str tokens, struct str lemmas)
{
	const char *at = post->text.at, *end = at + tokens.length, *lemma_at = end + 1, *lemma_end = lemmas.at ? lemma_at + lemmas.length : end;
	struct pair found[AHEAD];

	while (at <= end) {
		uint32_t count = find_words(words, found, &at, end);
		for (uint32_t i = 0; i < count; i++)
			found[i].lemma = lemma_at <= lemma_end ? cut_lemma(words, found[i].word, &lemma_at, lemma_end) : found[i].word;
		read_pairs(post, reader, found, found + count);
	}
}

void
post_read(struct post *post, struct words *words, const struct lexicon *lexicon, struct str tokens, struct str lemmas)
{
	struct reader reader = {post->places, post->spots, post->starts, post->names, post->stirs, .sentence = UINT32_MAX, .ended = true};

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
	post->names_count = reader.names_count;
	post->stirs_count = reader.stirs_count;
	post->exclamations = reader.exclamations;
	post->emoji = reader.signs & SIGN_EMOJI;
	post->one_case = !(reader.signs & SIGN_UPPER) || !(reader.signs & SIGN_LOWER);
}

void
post_release(struct post *post)
{
	free(post->places);
	free(post->spots);
	free(post->starts);
	free(post->names);
	free(post->stirs);
	buffer_release(&post->text);
	*post = (struct post){0};
}
