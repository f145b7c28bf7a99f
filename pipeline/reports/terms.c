#include "reports/terms.h"

#include <inttypes.h>
#include <stdlib.h>

#include "lib/die.h"
#include "lib/hash.h"
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
add_key(struct terms *terms, uint64_t key)
{
	terms->keys = posts_room(terms->keys, terms->count, &terms->capacity, sizeof *terms->keys);
	terms->keys[terms->count] = key;
	return terms->count++;
}

/* A lemma has a term in each language that it is marked for, one behind the other. */
static void
add_lemmas(struct terms *terms)
{
	terms->of_lemma = memory_new(terms->posts->words.count, sizeof *terms->of_lemma);
	for (uint32_t w = 0; w < terms->posts->words.count; w++) {
		terms->of_lemma[w] = terms->count;
		for (int language = 0; language < STOPWORD_LANGUAGES; language++)
			if (terms->languages_of[w] >> language & 1)
				add_key(terms, key_with(language, w, MAP_NONE));
	}
}

static uint32_t
term_of_lemma(const struct terms *terms, uint32_t lemma, int language)
{
	return terms->of_lemma[lemma] + (uint32_t)__builtin_popcount(terms->languages_of[lemma] & ((1u << language) - 1));
}

static uint32_t
first_slot(const struct terms *terms, uint64_t pair)
{
	return (uint32_t)place_hash_number(pair) & (terms->slots_count - 1);
}

static uint32_t
slot_of(const struct terms *terms, uint64_t pair)
{
	uint32_t slot = first_slot(terms, pair);

	while (terms->slots[slot] && terms->keys[terms->slots[slot] - 1] != pair)
		slot = (slot + 1) & (terms->slots_count - 1);
	return slot;
}

static void
grow(struct terms *terms)
{
	terms->slots_count = terms->slots_count ? terms->slots_count * 2 : 1 << 12;
	free(terms->slots);
	terms->slots = memory_new(terms->slots_count, sizeof *terms->slots);
	for (uint32_t term = terms->count - terms->pairs; term < terms->count; term++)
		terms->slots[slot_of(terms, terms->keys[term])] = term + 1;
}

static void
add_pair(struct terms *terms, uint64_t pair)
{
	uint32_t slot;

	if (terms->pairs >= terms->slots_count / 2)
		grow(terms);
	slot = slot_of(terms, pair);
	if (terms->slots[slot])
		return;
	terms->slots[slot] = add_key(terms, pair) + 1;
	terms->pairs++;
}

/* ---- finding ---- */

/* The lemmas of a post that are marked for its language into terms->lemmas, and their pairs side by side into terms->at_hand, as often as they stand there;
 * how many pairs. Whether a lemma is marked is as good as tossed, so nothing branches on it. */
static uint32_t
take_pairs(struct terms *terms, const struct post *post)
{
	int language = terms->language[post->lang];
	uint32_t kept = 0, pairs = 0, last = 0;
	bool last_marked = false;

	terms->lemmas.count = 0;
	if (language < 0)
		return 0;
	lemmas_of(terms->posts, post, &terms->lemmas);
	if (terms->lemmas.count > terms->most_lemmas) {
		terms->most_lemmas = terms->lemmas.capacity;
		terms->at_hand = memory_grow(terms->at_hand, terms->most_lemmas, sizeof *terms->at_hand);
	}
	for (uint32_t i = 0; i < terms->lemmas.count; i++) {
		uint32_t lemma = terms->lemmas.at[i];
		bool marked = terms->languages_of[lemma] >> language & 1;

		terms->at_hand[pairs] = key_with(language, last, lemma);
		pairs += marked & last_marked;
		terms->lemmas.at[kept] = lemma;
		kept += marked;
		last = lemma;
		last_marked = marked;
	}
	terms->lemmas.count = kept;
	return pairs;
}

/* A pair gets its number when its cell says that it stands in enough posts, which it does where the last of these is read, or earlier. */
static void
find_pairs(struct terms *terms, uint8_t enough)
{
	const struct posts *posts = terms->posts;
	uint8_t *sketch = memory_new((size_t)1 << SKETCH_BITS, 1);

	grow(terms);
	for (uint32_t p = 0; p < posts->count; p++) {
		uint32_t count = is_wanted(&posts->all[p]) ? take_pairs(terms, &posts->all[p]) : 0;

		for (uint32_t i = 0; i < count; i++)
			__builtin_prefetch(&sketch[lasting_hash_number(terms->at_hand[i]) >> (64 - SKETCH_BITS)], 1);
		for (uint32_t i = 0; i < count; i++) {
			uint8_t *cell = &sketch[lasting_hash_number(terms->at_hand[i]) >> (64 - SKETCH_BITS)];
			*cell = (uint8_t)(*cell + (*cell < 255));
			if (*cell >= enough)
				add_pair(terms, terms->at_hand[i]);
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
	add_lemmas(terms);
	find_pairs(terms, enough);
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

static void
add_found(struct terms *terms, uint32_t p, uint32_t term, struct numbers *found)
{
	if (terms->last_post[term] == p + 1)
		return;
	terms->last_post[term] = p + 1;
	found->at[found->count++] = term;
}

void
terms_in_post(struct terms *terms, uint32_t p, struct numbers *found)
{
	const struct post *post = &terms->posts->all[p];
	uint32_t pairs = take_pairs(terms, post);

	for (uint32_t i = 0; i < pairs; i++)
		__builtin_prefetch(&terms->slots[first_slot(terms, terms->at_hand[i])]);
	found->count = 0;
	numbers_reserve(found, terms->lemmas.count + pairs);
	for (uint32_t i = 0; i < terms->lemmas.count; i++)
		add_found(terms, p, term_of_lemma(terms, terms->lemmas.at[i], terms->language[post->lang]), found);
	for (uint32_t i = 0; i < pairs; i++) {
		uint32_t term_plus_one = terms->slots[slot_of(terms, terms->at_hand[i])];
		if (term_plus_one)
			add_found(terms, p, term_plus_one - 1, found);
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
	free(terms->of_lemma);
	free(terms->keys);
	free(terms->slots);
	free(terms->last_post);
	free(terms->lemmas.at);
	free(terms->at_hand);
	free(terms);
}
