#include "reports/terms.h"

#include <stdlib.h>

#include "lib/unicode.h"

/* The sketch counts posts by hash in one byte each: what it says is never too little, so no frequent term is lost. */
enum { SKETCH_BITS = 24 };

struct key {
	uint32_t lang, first, second;
};

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

static void
mark_stopwords(const struct posts *posts, struct terms *terms)
{
	uint8_t *meaningless = memory_new(posts->words.count, 1);
	struct stopwords stopwords;

	terms->language = memory_new(posts->langs.count, sizeof *terms->language);
	for (uint32_t lang = 0; lang < posts->langs.count; lang++)
		terms->language[lang] = stopwords_language(map_text(&posts->langs, lang));

	stopwords_read(&stopwords);
	for (uint32_t w = 0; w < posts->words.count; w++)
		meaningless[w] = !carries_meaning(map_text(&posts->words, w));
	for (int language = 0; language < STOPWORD_LANGUAGES; language++) {
		terms->stop[language] = memory_new(posts->words.count, 1);
		for (uint32_t w = 0; w < posts->words.count; w++)
			terms->stop[language][w] = meaningless[w] || stopwords_has(&stopwords, language, map_text(&posts->words, w));
	}
	free(meaningless);
	stopwords_release(&stopwords);
}

static struct str
key_text(const struct key *key)
{
	return (struct str){(const char *)key, sizeof *key};
}

static uint8_t *
cell(const struct terms *terms, const struct key *key)
{
	return &terms->sketch[map_hash(key_text(key)) >> (64 - SKETCH_BITS)];
}

/* The next term of the post whose details are at hand, as often as it stands there: each lemma, and the pair it begins. False behind the last. */
static bool
next_term(const struct terms *terms, const struct post *post, uint32_t *step, struct key *key)
{
	const struct numbers *lemmas = &terms->details.lemmas;
	int language = terms->language[post->lang];
	const uint8_t *stop = language < 0 ? NULL : terms->stop[language];

	for (; stop && *step < 2 * lemmas->count; ++*step) {
		uint32_t i = *step / 2, second = *step % 2 && i + 1 < lemmas->count ? lemmas->at[i + 1] : MAP_NONE;
		if (stop[lemmas->at[i]] || (*step % 2 && (second == MAP_NONE || stop[second])))
			continue;
		*key = (struct key){(uint32_t)language, lemmas->at[i], second};
		++*step;
		return true;
	}
	return false;
}

static bool
is_wanted(const struct post *post)
{
	return post->mentions_count && post->by_brand == NO_BRAND;
}

static struct terms *
find_terms(const struct posts *posts, int64_t min)
{
	struct terms *terms = memory_new(1, sizeof *terms);
	uint8_t enough = (uint8_t)(min < 1 ? 1 : min > 255 ? 255 : min);
	struct key key;

	terms->posts = posts;
	terms->sketch = memory_new((size_t)1 << SKETCH_BITS, 1);
	mark_stopwords(posts, terms);
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t p = 0; p < posts->count; p++) {
			if (!is_wanted(&posts->all[p]))
				continue;
			details_of(posts, &posts->all[p], &terms->details);
			for (uint32_t step = 0; next_term(terms, &posts->all[p], &step, &key);) {
				uint8_t *count = cell(terms, &key);
				if (pass == 0)
					*count = (uint8_t)(*count + (*count < 255));
				else if (*count >= enough)
					map_add(&terms->keys, key_text(&key));
			}
		}
	free(terms->sketch);
	terms->sketch = NULL;
	terms->last_post = memory_new(terms->keys.count, sizeof *terms->last_post);
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
	const struct post *post = &terms->posts->all[p];
	struct key key;

	found->count = 0;
	details_of(terms->posts, post, &terms->details);
	for (uint32_t step = 0; next_term(terms, post, &step, &key);) {
		uint32_t term = map_find(&terms->keys, key_text(&key));
		if (term == MAP_NONE || terms->last_post[term] == p + 1)
			continue;
		terms->last_post[term] = p + 1;
		numbers_add(found, term);
	}
	for (uint32_t i = 0; i < found->count; i++) /* the next call may be for the same post */
		terms->last_post[found->at[i]] = 0;
}

static struct key
key_of(const struct terms *terms, uint32_t term)
{
	struct key key;

	memcpy(&key, map_text(&terms->keys, term).at, sizeof key);
	return key;
}

void
terms_lemmas(const struct terms *terms, uint32_t term, uint32_t lemmas[2])
{
	struct key key = key_of(terms, term);

	lemmas[0] = key.first;
	lemmas[1] = key.second;
}

struct str
terms_text(const struct terms *terms, uint32_t term, struct buffer *text)
{
	struct key key = key_of(terms, term);

	buffer_reset(text);
	buffer_text(text, map_text(&terms->posts->words, key.first));
	if (key.second != MAP_NONE) {
		buffer_char(text, ' ');
		buffer_text(text, map_text(&terms->posts->words, key.second));
	}
	return buffer_str(text);
}

int
terms_language(const struct terms *terms, uint32_t term)
{
	return (int)key_of(terms, term).lang;
}

void
terms_release(struct terms *terms)
{
	if (!terms)
		return;
	for (int language = 0; language < STOPWORD_LANGUAGES; language++)
		free(terms->stop[language]);
	free(terms->language);
	free(terms->last_post);
	map_release(&terms->keys);
	details_release(&terms->details);
	free(terms);
}
