#include "reports/terms.h"

#include <inttypes.h>
#include <stdlib.h>

#include "lib/die.h"
#include "lib/unicode.h"

/* The sketch counts posts by hash in one byte each: what it says is never too little, so no frequent pair is lost. */
enum { SKETCH_BITS = 24 };

/* A key holds the language in its highest two bits, the first lemma, and the second plus one, or 0 where there is none. */
enum { LEMMA_BITS = 31 };

static uint64_t
key_with(int language, uint32_t first, uint32_t second)
{
	return (uint64_t)language << 2 * LEMMA_BITS | (uint64_t)first << LEMMA_BITS | (uint64_t)(second + 1);
}

/* A lemma carries meaning when it has a letter, is longer than one character and no stop word. */
static bool
carries_meaning(struct str lemma)
{
	uint32_t rune;
	size_t runes = 0;
	bool letter = false;

	for (size_t n; lemma.length && (n = str_rune(lemma, &rune)); runes++) {
		letter |= rune_class(rune) == RUNE_LETTER;
		lemma.at += n;
		lemma.length -= n;
	}
	return letter && runes > 1;
}

/* Sets, for each language, the bits of the lemmas that carry meaning in it. */
static void
mark_meaning(const struct posts *posts, struct terms *terms)
{
	struct stopwords stopwords;

	terms->language = memory_new(posts->langs.count, sizeof *terms->language);
	for (uint32_t lang = 0; lang < posts->langs.count; lang++)
		terms->language[lang] = stopwords_language(map_text(&posts->langs, lang));
	terms->languages_of = memory_new(posts->words.count, 1);
	stopwords_read(&stopwords);
	for (uint32_t w = 0; w < posts->words.count; w++)
		if (carries_meaning(map_text(&posts->words, w)))
			terms->languages_of[w] = (1 << STOPWORD_LANGUAGES) - 1;
	for (int language = 0; language < STOPWORD_LANGUAGES; language++)
		for (uint32_t i = 0; i < stopwords.of[language].count; i++) {
			uint32_t w = map_find(&posts->words, map_text(&stopwords.of[language], i));
			if (w != MAP_NONE)
				terms->languages_of[w] &= (uint8_t) ~(1 << language);
		}
	stopwords_release(&stopwords);
}

static bool
is_wanted(const struct post *post)
{
	return post->mentions_count && post->by_brand == NO_BRAND;
}

/* Takes the bit of a language from the lemmas that stand in fewer than `enough` posts in it, however often they do in each: pairs with them are as rare. */
static void
unmark_rare(struct terms *terms, uint8_t enough)
{
	const struct posts *posts = terms->posts;
	uint8_t *counts = memory_new(posts->words.count, STOPWORD_LANGUAGES);

	for (uint32_t p = 0; p < posts->count; p++) {
		int language = terms->language[posts->all[p].lang];
		if (!is_wanted(&posts->all[p]) || language < 0)
			continue;
		lemmas_of(posts, &posts->all[p], &terms->lemmas);
		for (uint32_t i = 0; i < terms->lemmas.count; i++) {
			uint8_t *count = &counts[(size_t)terms->lemmas.at[i] * STOPWORD_LANGUAGES + (size_t)language];
			*count = (uint8_t)(*count + (*count < 255));
		}
	}
	for (uint32_t w = 0; w < posts->words.count; w++)
		for (int language = 0; language < STOPWORD_LANGUAGES; language++)
			if (counts[(size_t)w * STOPWORD_LANGUAGES + (size_t)language] < enough)
				terms->languages_of[w] &= (uint8_t) ~(1 << language);
	free(counts);
}

/* ---- numbers of keys ---- */

static uint32_t
slot_of(const struct terms *terms, uint64_t key)
{
	uint32_t mask = terms->slots_count - 1, slot = (uint32_t)(map_hash_number(key) >> 32) & mask;

	while (terms->slots[slot] && terms->keys[terms->slots[slot] - 1] != key)
		slot = (slot + 1) & mask;
	return slot;
}

static void
grow(struct terms *terms)
{
	terms->slots_count = terms->slots_count ? terms->slots_count * 2 : 1 << 12;
	free(terms->slots);
	terms->slots = memory_new(terms->slots_count, sizeof *terms->slots);
	for (uint32_t term = 0; term < terms->count; term++)
		terms->slots[slot_of(terms, terms->keys[term])] = term + 1;
}

static void
add_key(struct terms *terms, uint64_t key)
{
	uint32_t slot;

	if (terms->count >= terms->slots_count / 2)
		grow(terms);
	slot = slot_of(terms, key);
	if (terms->slots[slot])
		return;
	terms->keys = posts_room(terms->keys, terms->count, &terms->capacity, sizeof *terms->keys);
	terms->keys[terms->count++] = key;
	terms->slots[slot] = terms->count;
}

/* ---- finding ---- */

/* The keys of a post into terms->at_hand, as often as they stand there: each lemma's that carries meaning, and behind it that of the pair it begins. */
static uint32_t
take_keys(struct terms *terms, const struct post *post)
{
	int language = terms->language[post->lang];
	uint8_t bit = (uint8_t)(language < 0 ? 0 : 1 << language);
	uint32_t count = 0;

	if (language < 0)
		return 0;
	lemmas_of(terms->posts, post, &terms->lemmas);
	if (terms->lemmas.count > terms->most_lemmas) {
		terms->most_lemmas = terms->lemmas.capacity;
		terms->at_hand = memory_grow(terms->at_hand, terms->most_lemmas, 2 * sizeof *terms->at_hand);
	}
	for (uint32_t i = 0; i < terms->lemmas.count; i++) {
		uint32_t lemma = terms->lemmas.at[i], next = i + 1 < terms->lemmas.count ? terms->lemmas.at[i + 1] : MAP_NONE;

		if (!(terms->languages_of[lemma] & bit))
			continue;
		terms->at_hand[count++] = key_with(language, lemma, MAP_NONE);
		if (next != MAP_NONE && terms->languages_of[next] & bit)
			terms->at_hand[count++] = key_with(language, lemma, next);
	}
	return count;
}

static bool
is_pair(uint64_t key)
{
	return key & (((uint64_t)1 << LEMMA_BITS) - 1);
}

static void
find_keys(struct terms *terms, uint8_t enough)
{
	const struct posts *posts = terms->posts;
	uint8_t *sketch = memory_new((size_t)1 << SKETCH_BITS, 1);

	for (int pass = 0; pass < 2; pass++)
		for (uint32_t p = 0; p < posts->count; p++) {
			uint32_t count = is_wanted(&posts->all[p]) ? take_keys(terms, &posts->all[p]) : 0;
			for (uint32_t i = 0; i < count; i++) {
				uint64_t key = terms->at_hand[i];
				uint8_t *cell = is_pair(key) ? &sketch[map_hash_number(key) >> (64 - SKETCH_BITS)] : NULL;
				if (pass == 0 && cell)
					*cell = (uint8_t)(*cell + (*cell < 255));
				else if (pass == 1 && (!cell || *cell >= enough))
					add_key(terms, key);
			}
		}
	free(sketch);
}

static struct terms *
find_terms(const struct posts *posts, int64_t min)
{
	struct terms *terms = memory_new(1, sizeof *terms);
	uint8_t enough = (uint8_t)(min < 1 ? 1 : min > 255 ? 255 : min);

	if (posts->words.count >> LEMMA_BITS)
		die("more than %" PRIu32 " distinct lemmas", posts->words.count);
	terms->posts = posts;
	mark_meaning(posts, terms);
	unmark_rare(terms, enough);
	grow(terms);
	find_keys(terms, enough);
	terms->last_post = memory_new(terms->count, sizeof *terms->last_post);
	return terms;
}

struct terms *
terms_of(const struct posts *posts, int64_t min)
{
	if (!posts->shared->terms)
		posts->shared->terms = find_terms(posts, min);
	return posts->shared->terms;
}

void
terms_in_post(struct terms *terms, uint32_t p, struct numbers *found)
{
	uint32_t count = take_keys(terms, &terms->posts->all[p]);

	found->count = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t term = terms->slots[slot_of(terms, terms->at_hand[i])] - 1; /* an empty slot's 0 wraps to MAP_NONE */
		if (term == MAP_NONE || terms->last_post[term] == p + 1)
			continue;
		terms->last_post[term] = p + 1;
		numbers_add(found, term);
	}
	for (uint32_t i = 0; i < found->count; i++) /* the next call may be for the same post */
		terms->last_post[found->at[i]] = 0;
}

void
terms_lemmas(const struct terms *terms, uint32_t term, uint32_t lemmas[2])
{
	uint64_t mask = ((uint64_t)1 << LEMMA_BITS) - 1, key = terms->keys[term];

	lemmas[0] = (uint32_t)(key >> LEMMA_BITS & mask);
	lemmas[1] = (uint32_t)(key & mask) - 1;
}

struct str
terms_text(const struct terms *terms, uint32_t term, struct buffer *text)
{
	uint32_t lemmas[2];

	terms_lemmas(terms, term, lemmas);
	buffer_reset(text);
	buffer_text(text, map_text(&terms->posts->words, lemmas[0]));
	if (lemmas[1] != MAP_NONE) {
		buffer_char(text, ' ');
		buffer_text(text, map_text(&terms->posts->words, lemmas[1]));
	}
	return buffer_str(text);
}

int
terms_language(const struct terms *terms, uint32_t term)
{
	return (int)(terms->keys[term] >> 2 * LEMMA_BITS);
}

void
terms_release(struct terms *terms)
{
	if (!terms)
		return;
	free(terms->language);
	free(terms->languages_of);
	free(terms->keys);
	free(terms->slots);
	free(terms->last_post);
	free(terms->lemmas.at);
	free(terms->at_hand);
	free(terms);
}
