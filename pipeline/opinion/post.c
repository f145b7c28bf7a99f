#include "opinion/post.h"

#include <stdlib.h>

#include "lib/unicode.h"

/* The cache is emptied when it has grown to this many distinct words, so that memory does not grow with the archive. */
enum { MOST_WORDS = 1 << 19 };

struct words {
	const struct map *opinion, *brand, *emoji;
	const double *scores;
	struct map known;       /* by token or lemma as it stands */
	struct word **words;
	uint32_t capacity;
	struct arena arena;
	struct buffer lower;
};

struct words *
words_new(const struct map *opinion, const struct map *brand, const struct map *emoji, const double *scores)
{
	struct words *words = memory_new(1, sizeof *words);

	*words = (struct words){.opinion = opinion, .brand = brand, .emoji = emoji, .scores = scores};
	return words;
}

void
words_free(struct words *words)
{
	map_release(&words->known);
	arena_release(&words->arena);
	buffer_release(&words->lower);
	free(words->words);
	free(words);
}

/* Skin tones and the selector of emoji style change no meaning: the base is looked up without them. */
static uint32_t
find_emoji(struct words *words, struct str token)
{
	uint32_t found = map_find(words->emoji, token), rune;

	if (found != MAP_NONE || (unsigned char)token.at[0] < 0x80)
		return found;
	buffer_reset(&words->lower);
	for (size_t i = 0, length; i < token.length; i += length) {
		if (!(length = str_rune((struct str){token.at + i, token.length - i}, &rune)))
			return MAP_NONE;
		if (rune != 0xfe0f && !(rune >= 0x1f3fb && rune <= 0x1f3ff))
			buffer_rune(&words->lower, rune);
	}
	return map_find(words->emoji, buffer_str(&words->lower));
}

static void
mark_punctuation(struct word *word, struct str token)
{
	for (size_t i = 0; i < token.length; i++) {
		word->question |= token.at[i] == '?';
		word->exclamation |= token.at[i] == '!';
	}
	word->kind = token.at[0] == '.' || word->question || word->exclamation || str_starts(token, STR("…")) ? WORD_END : WORD_PAUSE;
	word->quotation = token.at[0] == '"' || str_equal(token, STR("»")) || str_equal(token, STR("«")) || str_equal(token, STR("“")) ||
	                  str_equal(token, STR("”")) || str_equal(token, STR("„"));
}

/* Capitals: `capital` begins with one, `shouted` has two letters or more and no small one. */
static void
mark_case(struct word *word, struct str token)
{
	int upper = 0, lower = 0;
	uint32_t rune;

	for (size_t i = 0, length; i < token.length; i += length) {
		if (!(length = str_rune((struct str){token.at + i, token.length - i}, &rune)))
			length = 1, rune = '?';
		if (rune_is_upper(rune))
			upper++;
		else if (rune_class(rune) == RUNE_LETTER)
			lower++;
		if (i == 0)
			word->capital = upper == 1;
	}
	word->shouted = upper > 1 && lower == 0;
}

static bool
has_letter_or_digit(struct str token)
{
	uint32_t rune;

	for (size_t i = 0, length; i < token.length; i += length) {
		if (!(length = str_rune((struct str){token.at + i, token.length - i}, &rune)))
			return true;
		enum rune_class class = rune_class(rune);
		if (class == RUNE_LETTER || class == RUNE_DIGIT || class == RUNE_EMOJI)
			return true;
	}
	return false;
}

/* `Telenors`, `NSB-togene`, `i-MiEV-en`: the brand's own word in front of a genitive, an ending or the rest of a compound. The longest one wins. */
static uint32_t
brand_inside(const struct map *brand, struct str lower)
{
	static const char *const endings[] = {"'s", "’s", "s'", "'", "’", "s", "ens", "ets", "en", "et", "a"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str ending = str_of(endings[i]);
		if (lower.length <= ending.length + 1 || !str_ends(lower, ending))
			continue;
		uint32_t found = map_find(brand, (struct str){lower.at, lower.length - ending.length});
		if (found != MAP_NONE)
			return found;
	}
	for (size_t i = lower.length; i-- > 1;)
		if (lower.at[i] == '-') {
			uint32_t found = map_find(brand, (struct str){lower.at, i});
			if (found != MAP_NONE)
				return found;
		}
	return MAP_NONE;
}

static void
learn(struct words *words, struct word *word, struct str token)
{
	uint32_t emoji;

	*word = (struct word){.opinion = MAP_NONE, .brand = MAP_NONE};
	if (token.length == 0)
		return;
	if ((emoji = find_emoji(words, token)) != MAP_NONE) {
		word->kind = WORD_EMOJI;
		word->score = words->scores[emoji];
		return;
	}
	if (!has_letter_or_digit(token)) {
		mark_punctuation(word, token);
		return;
	}
	mark_case(word, token);
	buffer_reset(&words->lower);
	unicode_lower(&words->lower, token);
	struct str lower = buffer_str(&words->lower);
	word->opinion = map_find(words->opinion, lower);
	word->brand = map_find(words->brand, lower);
	if (token.at[0] == '@')
		word->kind = WORD_MENTION;
	else if (token.at[0] == '#')
		word->kind = WORD_TAG;
	else if (str_starts(token, STR("url:")))
		word->kind = WORD_LINK;
	else if (word->brand == MAP_NONE)
		word->brand = brand_inside(words->brand, lower);
}

static const struct word *
look_up(struct words *words, struct str token)
{
	uint32_t before = words->known.count, number = map_add(&words->known, token);

	if (number == before) {
		if (number >= words->capacity) {
			words->capacity = words->capacity ? 2 * words->capacity : 4096;
			words->words = memory_grow(words->words, words->capacity, sizeof *words->words);
		}
		words->words[number] = arena_new(&words->arena, 1, sizeof **words->words);
		learn(words, words->words[number], token);
	}
	return words->words[number];
}

static void
grow(struct post *post)
{
	post->capacity = post->capacity ? 2 * post->capacity : 256;
	post->places = memory_grow(post->places, post->capacity, sizeof *post->places);
	post->brand_places = memory_grow(post->brand_places, post->capacity, sizeof *post->brand_places);
	post->spots = memory_grow(post->spots, post->capacity, sizeof *post->spots);
}

static void
append(struct post *post, const struct lexicon *lexicon, const struct word *token, const struct word *lemma, struct spot spot)
{
	bool end = token->kind == WORD_END, optional = lexicon_class(lexicon, token->opinion) & CLASS_OPTIONAL;

	if (post->count == post->capacity)
		grow(post);
	post->places[post->count] = (struct place){token->opinion, lemma->opinion, end, optional};
	post->brand_places[post->count] = (struct place){token->brand, lemma->brand, end, false};
	post->spots[post->count++] = spot;
}

void
post_read(struct post *post, struct words *words, const struct lexicon *lexicon, struct str tokens, struct str lemmas)
{
	bool upper = false, lower = false, pause = false;
	uint32_t sentence = 0;

	if (words->known.count > MOST_WORDS) {
		map_release(&words->known);
		arena_reset(&words->arena);
	}
	post->count = post->sentences = post->exclamations = 0;
	if (tokens.length == 0)
		return;
	for (struct str rest = tokens, rest_lemmas = lemmas; rest.at;) {
		struct str token = str_cut(&rest, ' '), lemma = rest_lemmas.at ? str_cut(&rest_lemmas, ' ') : token;
		const struct word *word = look_up(words, token), *base = str_equal(token, lemma) ? word : look_up(words, lemma);

		if (word->kind == WORD_PAUSE) {
			pause = true;
			continue;
		}
		upper |= word->shouted;
		lower |= !word->shouted && word->kind == WORD_PLAIN;
		append(post, lexicon, word, base, (struct spot){word, token, lemma, sentence, 0, pause});
		post->sentences = sentence + 1;
		post->exclamations += word->kind == WORD_END && word->exclamation;
		sentence += word->kind == WORD_END;
		pause = false;
	}
	post->one_case = !upper || !lower;
}

void
post_release(struct post *post)
{
	free(post->places);
	free(post->brand_places);
	free(post->spots);
	*post = (struct post){0};
}
