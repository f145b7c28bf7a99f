/* The words that are known, by their tokens. */
#include "language/work.h"

#include <stdlib.h>

#include "lib/fetch.h"
#include "lib/hash.h"

/* A token of fewer than eight bytes is its own key, its length in the highest byte; a longer one's is a hash, and the texts are compared. */
struct slot {
	uint64_t key;
	const struct word *word; /* NULL: empty */
};

enum { KEY_BYTES = 7, FRONT_BITS = 12 };

static uint64_t
short_key(uint64_t bytes, size_t length)
{
	return (bytes & (((uint64_t)1 << (8 * length)) - 1)) | (uint64_t)length << 56;
}

static uint64_t
key_of(struct str token)
{
	return token.length > KEY_BYTES ? place_hash(token) | (uint64_t)0xff << 56 : short_key(str_few(token.at, token.length), token.length);
}

/* The key's hash finds it by its lowest bits in the store, by the highest in its front. */
static inline struct slot *
front_of(const struct words *words, uint64_t place)
{
	return &words->front[place >> (64 - FRONT_BITS)];
}

static void
put(struct words *words, struct slot slot)
{
	size_t i = place_hash_number(slot.key) & (words->slots_count - 1);

	while (words->slots[i].word)
		i = (i + 1) & (words->slots_count - 1);
	words->slots[i] = slot;
}

enum { SLOTS_FIRST = 1 << 12 };

static void
grow(struct words *words)
{
	struct slot *old = words->slots;
	size_t count = words->slots_count;

	words->slots_count = count ? 2 * count : SLOTS_FIRST;
	words->slots = memory_new(words->slots_count, sizeof *words->slots);
	for (size_t i = 0; i < count; i++) {
		if (old[i].word)
			put(words, old[i]);
	}
	free(old);
}

/* Whether the word, whose key is the token's, is the token's. Those that are no longer than two numbers are compared as such. */
static inline bool
is_of(const struct word *word, struct str token)
{
	struct str own = word_str(word, word->token);

	if (token.length <= KEY_BYTES)
		return true;
	if (own.length != token.length)
		return false;
	if (token.length <= 2 * sizeof(uint64_t))
		return str_eight(own.at) == str_eight(token.at) &&
		       str_eight(own.at + own.length - sizeof(uint64_t)) == str_eight(token.at + token.length - sizeof(uint64_t));
	return memcmp(own.at, token.at, token.length) == 0;
}

static const struct word *
find(struct words *words, uint64_t key, uint64_t place, struct str token)
{
	size_t mask = words->slots_count - 1;
	const struct word *word;

	for (size_t i = place & mask; (word = words->slots[i].word) != NULL; i = (i + 1) & mask) {
		if (words->slots[i].key == key && is_of(word, token))
			return word;
	}
	word = work_out(words, token);
	if (++words->count > words->slots_count / 2)
		grow(words);
	words->bytes += 4 * sizeof(struct slot);
	put(words, (struct slot){key, word});
	return word;
}

const struct word *
words_of_token(struct words *words, struct str token)
{
	uint64_t key = key_of(token);

	return find(words, key, place_hash_number(key), token);
}

/* The token at the front of *rest, behind which lie WORD_SLACK spaces, and its key. */
static struct str
cut_token(const char **rest, uint64_t *key)
{
	struct str token = {*rest, 0};
	const uint64_t each = 0x0101010101010101u;
	uint64_t bytes = str_eight(token.at), apart = bytes ^ each * ' ';

	apart = (apart - each) & ~apart & each << 7; /* the lowest bit set is that of the first space */
	if (apart) {
		token.length = (size_t)__builtin_ctzll(apart) / 8;
		*key = short_key(bytes, token.length);
		*rest += token.length + 1;
		return token;
	}
	token.length = (size_t)((const char *)rawmemchr(token.at, ' ') - token.at);
	*key = key_of(token);
	*rest += token.length + 1;
	return token;
}

static void
make_room(struct words *words, size_t count)
{
	if (count <= words->post.capacity)
		return;
	words->post.capacity = 2 * count;
	words->post.tokens = memory_grow(words->post.tokens, words->post.capacity, sizeof *words->post.tokens);
	words->post.words = memory_grow(words->post.words, words->post.capacity, sizeof(const struct word *));
}

enum { AHEAD = 32 }; /* tokens whose places in the store are fetched at a time */

static inline void
fetch_word(const struct word *word)
{
	fetch(word);
	fetch((const char *)word + 63);
}

/* A token and where it may be known. */
struct sought {
	size_t at; /* its number in the post */
	uint64_t key, place;
};

/* Gives the tokens that the front knows by their keys alone their words, and leaves the others in `sought`: how many. */
static size_t
ask_front(struct words *words, struct sought *sought, size_t some)
{
	size_t left = 0;

	for (size_t i = 0; i < some; i++) {
		struct sought one = sought[i];
		const struct slot *front = front_of(words, one.place);
		const struct word *word = front->key == one.key ? front->word : NULL;
		words->post.words[one.at] = word;
		if (word)
			fetch_word(word);
		else
			__builtin_prefetch(&words->slots[one.place & (words->slots_count - 1)]);
		sought[left] = one;
		left += !word || words->post.tokens[one.at].length > KEY_BYTES;
	}
	return left;
}

static void
ask_store(struct words *words, const struct sought *sought, size_t some)
{
	for (size_t i = 0; i < some; i++) {
		const struct slot *slot = &words->slots[sought[i].place & (words->slots_count - 1)];
		if (words->post.words[sought[i].at] || slot->key != sought[i].key || !slot->word)
			continue;
		words->post.words[sought[i].at] = slot->word;
		fetch_word(slot->word);
	}
	for (size_t i = 0; i < some; i++) {
		const struct word **word = &words->post.words[sought[i].at];
		struct str token = words->post.tokens[sought[i].at];
		if (!*word || !is_of(*word, token))
			*word = find(words, sought[i].key, sought[i].place, token);
		*front_of(words, sought[i].place) = (struct slot){sought[i].key, *word};
	}
}

/* Waiting for words that had left the processor's cache, one after the other, was a seventh of a run: they are fetched side by side. */
const struct word *const *
words_of(struct words *words, struct str text, const struct str **tokens, size_t *count)
{
	const char *rest, *end;
	struct sought sought[AHEAD];
	size_t at = 0;

	buffer_reset(&words->post.text);
	buffer_reserve(&words->post.text, text.length + WORD_SLACK);
	buffer_text(&words->post.text, text);
	memset(words->post.text.at + text.length, ' ', WORD_SLACK);
	rest = words->post.text.at;
	end = rest + text.length;
	while (text.length && rest <= end) {
		size_t some = 0;
		make_room(words, at + AHEAD);
		for (; some < AHEAD && rest <= end; some++, at++) {
			struct sought *one = &sought[some];
			words->post.tokens[at] = cut_token(&rest, &one->key);
			one->at = at;
			one->place = place_hash_number(one->key);
			__builtin_prefetch(front_of(words, one->place));
		}
		ask_store(words, sought, ask_front(words, sought, some));
	}
	*count = at;
	*tokens = words->post.tokens;
	return words->post.words;
}

/* ---- from outside ---- */

struct words *
words_open(const struct dictionary_language *language, const struct counts *counts)
{
	struct words *words = memory_new(1, sizeof *words);

	words->language = language;
	words->dictionary = dictionary_open(language);
	words->counts = counts;
	for (size_t i = 0; i < 2 && language->sisters[i]; i++)
		words->sisters[i] = dictionary_open(dictionary_language(str_of(language->sisters[i])));
	words->front = memory_new((size_t)1 << FRONT_BITS, sizeof *words->front);
	grow(words);
	return words;
}

const struct dictionary *
words_dictionary(const struct words *words)
{
	return words->dictionary;
}

void
words_tidy(struct words *words)
{
	if (words->bytes < WORDS_BYTES)
		return;
	memset(words->slots, 0, words->slots_count * sizeof *words->slots);
	memset(words->front, 0, sizeof *words->front << FRONT_BITS);
	arena_reset(&words->arena);
	words->count = words->bytes = 0;
}

void
words_close(struct words *words)
{
	if (!words)
		return;
	dictionary_close(words->dictionary);
	dictionary_close(words->sisters[0]);
	dictionary_close(words->sisters[1]);
	hunspell_close(words->hunspell);
	free(words->slots);
	free(words->front);
	arena_release(&words->arena);
	arena_release(&words->scratch);
	buffer_release(&words->lower);
	buffer_release(&words->lemma);
	buffer_release(&words->texts);
	buffer_release(&words->post.text);
	free(words->post.tokens);
	free(words->post.words);
	free(words);
}
