#include "opinion/post.h"

#include <stdlib.h>

#include "lib/unicode.h"

/* The cache is emptied when it has grown to this many distinct words, so that memory does not grow with the archive. */
enum { MOST_WORDS = 1 << 19 };

/* In front of it, the words met last, one a slot, found by a few of their bytes: most words of a post are among them, and their slots in the processor's
 * own cache. */
enum { RECENT = 1 << 13 };

struct recent {
	struct str text;
	struct word *word;
};

struct words {
	const struct map *opinion, *brand, *emoji;
	const double *scores;
	struct map known; /* by token or lemma as it stands */
	struct word **words;
	uint32_t capacity;
	struct recent recent[RECENT];
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
	word->upper = upper > 0;
	word->lower = lower > 0;
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

/* ---- brands in longer words ---- */

enum { SHORTEST_STEM = 5, LONGEST_COMPOUND = 64 }; /* bytes */

/* `Telenors`, `i-MiEV-en`, `NSB-togene`: the brand's own word in front of a genitive or of a hyphen and the rest. The longest wins. */
static uint32_t
before_ending(const struct map *brand, struct str lower)
{
	static const char *const genitives[] = {"'s", "’s", "'", "’", "s"};

	for (size_t i = 0; i < sizeof genitives / sizeof *genitives; i++) {
		struct str ending = str_of(genitives[i]);
		uint32_t found = MAP_NONE;
		if (lower.length > ending.length && str_ends(lower, ending))
			found = map_find(brand, (struct str){lower.at, lower.length - ending.length});
		if (found != MAP_NONE)
			return found;
	}
	for (size_t i = lower.length < LONGEST_COMPOUND ? lower.length : LONGEST_COMPOUND; i-- > 1;)
		if (lower.at[i] == '-') {
			uint32_t found = map_find(brand, (struct str){lower.at, i});
			if (found != MAP_NONE)
				return found;
		}
	return MAP_NONE;
}

/* `Telenorkundene`, `Telenoren`: a name of some length in front, written with its capital. */
static uint32_t
inside(const struct map *brand, struct str lower)
{
	for (size_t i = (lower.length < LONGEST_COMPOUND ? lower.length : LONGEST_COMPOUND) - 1; i >= SHORTEST_STEM; i--) {
		uint32_t found = map_find(brand, (struct str){lower.at, i});
		if (found != MAP_NONE)
			return found;
	}
	return MAP_NONE;
}

static void
learn_brand(const struct map *brand, struct word *word, struct str lower)
{
	if ((word->brand = map_find(brand, lower)) != MAP_NONE)
		return;
	if ((word->brand = before_ending(brand, lower)) != MAP_NONE)
		return;
	if (word->capital && lower.length > SHORTEST_STEM && (word->brand = inside(brand, lower)) != MAP_NONE)
		word->form = BRAND_INSIDE;
}

/* `url:shop.telia.no` is Telia's when `telia.no` is. */
static void
learn_link(const struct map *brand, struct word *word, struct str lower)
{
	char host[260] = "url:";
	struct str rest = {lower.at + 4, lower.length - 4};

	while (rest.at && rest.length && rest.length < sizeof host - 4) {
		memcpy(host + 4, rest.at, rest.length);
		if ((word->brand = map_find(brand, (struct str){host, rest.length + 4})) != MAP_NONE)
			return;
		str_cut(&rest, '.');
	}
}

/* ---- hashtags ---- */

enum { MOST_PARTS = 16 };

/* #ThisIsBad: a part begins at a capital behind a small letter, and behind _. */
static void
learn_tag(struct words *words, struct word *word, struct str token)
{
	struct str parts[MOST_PARTS];
	uint32_t count = 0, rune;
	size_t begin = 1;
	bool small = false;

	for (size_t i = 1, length; i <= token.length && count < MOST_PARTS; i += length) {
		bool end = i == token.length;
		length = end ? 1 : str_rune((struct str){token.at + i, token.length - i}, &rune);
		if (length == 0)
			return;
		bool upper = !end && rune_is_upper(rune), under = !end && rune == '_';
		if ((end || under || (upper && small)) && i > begin) {
			parts[count++] = (struct str){token.at + begin, i - begin};
			begin = i;
		}
		if (under)
			begin = i + 1;
		small = !upper && !under;
	}
	if (count < 2)
		return;
	word->parts = arena_new(&words->arena, count, sizeof *word->parts);
	for (uint32_t i = 0; i < count; i++)
		word->parts[i] = arena_copy(&words->arena, parts[i]);
	word->parts_count = count;
}

/* An account or a tag that no row lists is matched as the bare word: @telia, #fail. */
static void
learn_marked(struct words *words, struct word *word, struct str token, struct str lower)
{
	struct str bare = {lower.at + 1, lower.length - 1};

	word->brand = map_find(words->brand, lower);
	if (word->brand == MAP_NONE)
		word->brand = map_find(words->brand, bare);
	if (word->kind == WORD_TAG) {
		word->opinion = map_find(words->opinion, bare);
		learn_tag(words, word, token);
	}
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
		word->opinion = map_find(words->opinion, token);
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
	word->kind = token.at[0] == '@' ? WORD_MENTION : token.at[0] == '#' ? WORD_TAG : str_starts(token, STR("url:")) ? WORD_LINK : WORD_PLAIN;
	if (word->kind == WORD_PLAIN) {
		word->opinion = map_find(words->opinion, lower);
		learn_brand(words->brand, word, lower);
	} else if (word->kind == WORD_LINK)
		learn_link(words->brand, word, lower);
	else
		learn_marked(words, word, token, lower);
}

static struct word *
find_or_learn(struct words *words, struct str token, struct str *kept)
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
	*kept = map_text(&words->known, number);
	return words->words[number];
}

static struct word *
look_up(struct words *words, struct str token)
{
	uint64_t bytes = token.length;
	size_t front = token.length < 8 ? token.length : 8;

	if (front) {
		uint64_t first = 0, last = 0;
		memcpy(&first, token.at, front);
		memcpy(&last, token.at + token.length - front, front);
		bytes += first * 0x9e3779b97f4a7c15u + last * 0xc2b2ae3d27d4eb4fu;
	}
	struct recent *recent = &words->recent[(bytes ^ bytes >> 29) * 0xbf58476d1ce4e5b9u >> 51];
	if (!recent->word || !str_equal(recent->text, token))
		recent->word = find_or_learn(words, token, &recent->text);
	return recent->word;
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

/* A token has mostly the same lemma as the last time. The lemma's bytes are those that its own word was learnt from, which stay as long as it does. */
static const struct word *
look_up_lemma(struct words *words, struct word *token, struct str lemma)
{
	if (!token->lemma_word || !str_equal(token->lemma, lemma)) {
		token->lemma_word = look_up(words, lemma);
		token->lemma = map_text(&words->known, map_find(&words->known, lemma));
	}
	return token->lemma_word;
}

static void
append_parts(struct post *post, struct words *words, const struct lexicon *lexicon, const struct word *tag, uint32_t sentence)
{
	for (uint32_t i = 0; i < tag->parts_count; i++) {
		const struct word *part = look_up(words, tag->parts[i]);
		append(post, lexicon, part, part, (struct spot){part, tag->parts[i], tag->parts[i], sentence, 0, i == 0, true});
	}
}

static void
read_token(struct post *post, struct words *words, const struct lexicon *lexicon, struct str token, struct str lemma, bool *pause)
{
	struct word *word = look_up(words, token);
	const struct word *base = str_equal(token, lemma) ? word : look_up_lemma(words, word, lemma);
	uint32_t sentence = post->sentences - 1;

	if (word->kind == WORD_PAUSE) {
		*pause = true;
		return;
	}
	if (post->ended) {
		sentence = post->sentences++;
		post->ended = false;
	}
	append(post, lexicon, word, base, (struct spot){word, token, lemma, sentence, 0, *pause, false});
	append_parts(post, words, lexicon, word, sentence);
	post->exclamations += word->kind == WORD_END && word->exclamation;
	post->ended = word->kind == WORD_END;
	*pause = word->parts_count > 0;
	post->upper |= word->upper;
	post->lower |= word->lower && word->kind == WORD_PLAIN;
}

void
post_read(struct post *post, struct words *words, const struct lexicon *lexicon, struct str tokens, struct str lemmas)
{
	bool pause = false;

	if (words->known.count > MOST_WORDS) {
		map_release(&words->known);
		arena_reset(&words->arena);
		memset(words->recent, 0, sizeof words->recent);
	}
	post->count = post->sentences = post->exclamations = 0;
	post->upper = post->lower = false;
	post->ended = true;
	if (tokens.length)
		for (struct str rest = tokens, rest_lemmas = lemmas; rest.at;) {
			struct str token = str_cut(&rest, ' '), lemma = rest_lemmas.at ? str_cut(&rest_lemmas, ' ') : token;
			read_token(post, words, lexicon, token, lemma, &pause);
		}
	post->one_case = !post->upper || !post->lower;
}

void
post_release(struct post *post)
{
	free(post->places);
	free(post->brand_places);
	free(post->spots);
	*post = (struct post){0};
}
