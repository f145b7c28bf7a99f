/* The words that are known, by their tokens. */
#include "language/work.h"

#include <stdlib.h>

#include "lib/map.h"

/* A token of fewer than eight bytes is its own key, its length in the highest byte; a longer one's is a hash, and the texts are compared. */
struct slot {
	uint64_t key;
	const struct word *word; /* NULL: empty */
};

enum { KEY_BYTES = 7 };

static uint64_t
short_key(uint64_t bytes, size_t length)
{
	return (bytes & (((uint64_t)1 << (8 * length)) - 1)) | (uint64_t)length << 56;
}

static uint64_t
key_of(struct str token)
{
	uint64_t bytes = 0;

	if (token.length > KEY_BYTES)
		return map_hash(token) | (uint64_t)0xff << 56;
	for (size_t i = 0; i < token.length; i++)
		bytes |= (uint64_t)(unsigned char)token.at[i] << (8 * i);
	return short_key(bytes, token.length);
}

static size_t
place_of(const struct words *words, uint64_t key)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)(key ^ 0x9e3779b97f4a7c15u) * 0xe7037ed1a0b428dbu;

	return ((size_t)product ^ (size_t)(product >> 64)) & (words->slots_count - 1);
}

static void
put(struct words *words, struct slot slot)
{
	size_t i = place_of(words, slot.key);

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

static const struct word *
find(struct words *words, uint64_t key, struct str token, size_t place)
{
	const struct word *word;

	for (size_t i = place; (word = words->slots[i].word) != NULL; i = (i + 1) & (words->slots_count - 1)) {
		if (words->slots[i].key == key && (token.length <= KEY_BYTES || str_equal(word->token, token)))
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

	return find(words, key, token, place_of(words, key));
}

/* The token at the front of *rest, behind which lie WORD_SLACK spaces, and its key. */
static struct str
cut_token(const char **rest, uint64_t *key)
{
	struct str token = {*rest, 0};
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	const uint64_t each = 0x0101010101010101u;
	uint64_t bytes, apart;

	memcpy(&bytes, token.at, sizeof bytes);
	apart = bytes ^ each * ' ';
	apart = (apart - each) & ~apart & each << 7; /* the lowest bit set is that of the first space */
	if (apart) {
		token.length = (size_t)__builtin_ctzll(apart) / 8;
		*key = short_key(bytes, token.length);
		*rest += token.length + 1;
		return token;
	}
#endif
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

/* Waiting for words that had left the processor's cache, one after the other, was a seventh of a run: they are fetched side by side. */
const struct word *const *
words_of(struct words *words, struct str text, const struct str **tokens, size_t *count)
{
	const char *rest, *end;
	uint64_t keys[AHEAD];
	size_t places[AHEAD];

	buffer_reset(&words->post.text);
	buffer_reserve(&words->post.text, text.length + WORD_SLACK);
	buffer_text(&words->post.text, text);
	memset(words->post.text.at + text.length, ' ', WORD_SLACK);
	rest = words->post.text.at;
	end = rest + text.length;
	for (*count = 0; text.length && rest <= end;) {
		size_t some = 0;
		make_room(words, *count + AHEAD);
		struct str *post_tokens = words->post.tokens + *count;
		const struct word **post_words = words->post.words + *count;
		for (; some < AHEAD && rest <= end; some++) {
			post_tokens[some] = cut_token(&rest, &keys[some]);
			places[some] = place_of(words, keys[some]);
			__builtin_prefetch(&words->slots[places[some]]);
		}
		for (size_t i = 0; i < some; i++) {
			/* Where the store has grown since, this is another's place, and the key says so. */
			const struct slot *slot = &words->slots[places[i]];
			const struct word *word = slot->word;
			if (!word || slot->key != keys[i] || post_tokens[i].length > KEY_BYTES)
				word = find(words, keys[i], post_tokens[i], place_of(words, keys[i]));
			__builtin_prefetch(word);
			__builtin_prefetch((const char *)word + 64);
			post_words[i] = word;
		}
		*count += some;
	}
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
