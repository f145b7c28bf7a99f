/* What a word is, worked out once a distinct word and kept: its numbers in the vocabularies, its kind, its case, the brand it holds.
 *
 *   slots[hash of "Telenors"]  ->  { first eight bytes, word }  ->  { last eight bytes, length, … }
 *
 * Every token of every post is looked for here, so a slot and a word are all that is touched. A word lives until words_trim empties the cache, which is for
 * the caller to ask between posts.
 */
#ifndef OMTALE_WORDS_H
#define OMTALE_WORDS_H

#include "lib/hash.h"
#include "opinion/lexicon.h"

enum word_kind {
	WORD_PLAIN,
	WORD_PAUSE,   /* , ; : – ( ) and quotation marks: a clause may end */
	WORD_END,     /* . ! ? …: the sentence ends */
	WORD_MENTION, /* @name */
	WORD_TAG,     /* #tag */
	WORD_LINK,    /* url:host */
	WORD_EMOJI,   /* in emoji.csv: has a score */
};

enum { MOST_LEXICONS = 4 };

/* A word that turns what stands near it, by its very spelling. */
enum word_turn {
	TURN_COMPLEMENT = 1, /* at, that, å: the comma before it ends no clause */
	TURN_BOUND = 2,      /* som, enn, om: binds too closely to what it follows to open a clause */
	TURN_NEVER = 4,      /* aldri, never */
	TURN_IRONIC = 8,     /* 🙄 */
};

/* What the whole post is told about it. */
enum word_sign {
	SIGN_UPPER = 1, /* it has a capital */
	SIGN_LOWER = 2, /* it is plain and has a small letter */
	SIGN_EMOJI = 4,
	SIGN_BRAND = 8,    /* some brand's pattern begins with it */
	SIGN_SPECIAL = 16, /* a pause, an end, or a tag of several words */
};

struct word { /* one line of the processor's cache */
	struct str text;
	uint64_t first, last;     /* eight bytes of the text's front, and of its end when it is longer than that */
	uint32_t opinion, brand;  /* numbers in the vocabularies, or MAP_NONE */
	const struct word *lemma; /* that last came with this token; itself at first */
	union {
		const struct word **parts; /* of a #TagOfSeveralWords; parts_count of them */
		double score;              /* of an emoji */
	};
	unsigned kind : 3;
	unsigned shouted : 1, question : 1, exclamation : 1;
	unsigned inside : 1; /* the brand's name is the front of a longer word: Telenorkunde, Telenoren; else it is the word: Telenors, NSB-togene, #telenor */
	uint8_t turn, signs, parts_count;
	uint8_t classes[MOST_LEXICONS]; /* enum word_class, by lexicon */
};

struct words_slot {
	uint64_t first;    /* of the word */
	struct word *word; /* or NULL */
};

struct words {
	const struct lexicon *lexicons;
	unsigned lexicons_count;
	const struct patterns *brands;
	const struct map *emoji;
	const double *scores;
	struct words_slot *slots; /* a power of two; at most five eighths are taken */
	size_t slots_count, count;
	size_t bytes; /* of all texts */
	struct arena arena;
	struct word *room; /* for words to come, room_count of them */
	unsigned room_count;
	struct buffer lower;
	uint8_t fronts[1 << 13]; /* a bit for each two bytes that some word of a brand begins with */
};

/* The lexicons, at least one and at most MOST_LEXICONS, which share one vocabulary, and the brands' patterns are complete before the first word. `emoji` are
 * emoji.csv's, scores numbered alike. */
struct words *
words_new(const struct lexicon *lexicons, unsigned lexicons_count, const struct patterns *brands, const struct map *emoji, const double *scores);

/* The high bit of the first of eight bytes that is a space, or 0; bits above it mean nothing (Hacker's Delight, 6-1). */
static inline uint64_t
words_space(uint64_t eight)
{
	const uint64_t each = 0x0101010101010101u;
	uint64_t apart = eight ^ each * ' ';

	return (apart - each) & ~apart & each << 7;
}

/* The front of a text of `length`; eight bytes must be readable at `at`. */
static inline uint64_t
words_front(const char *at, size_t length)
{
	uint64_t eight = str_eight(at);

	return length >= sizeof eight ? eight : eight & (((uint64_t)1 << 8 * length) - 1);
}

static inline uint64_t
words_end(const char *at, size_t length)
{
	return length > 8 ? str_eight(at + length - 8) : 0;
}

/* Whether a text with the word's front and length is the word. */
static inline bool
words_ends(const struct word *word, const char *at)
{
	return word->text.length <= 8 ||
	       (word->last == words_end(at, word->text.length) && (word->text.length <= 16 || memcmp(word->text.at, at, word->text.length) == 0));
}

/* Whether the word stands here with a space behind it, in a text that goes on up to `end`, where a space stands and seven bytes more. */
static inline bool
words_stands(const struct word *word, const char *at, const char *end)
{
	size_t length = word->text.length;

	if (length < 8)
		return (str_eight(at) ^ word->first) << (56 - 8 * length) == (uint64_t)' ' << 56;
	return length <= (size_t)(end - at) && at[length] == ' ' && word->first == str_eight(at) && words_ends(word, at);
}

static inline uint64_t
words_hash(struct str token, uint64_t first, uint64_t last)
{
	if (token.length <= 8)
		return place_hash_few(first);
	return token.length > PLACE_SHORT ? place_hash_long(token) : place_hash_short(first, last);
}

/* A token on the way to its word. */
struct sought {
	struct str token;
	uint64_t first, hash;
};

static inline struct sought
words_seek(struct str token, uint64_t first)
{
	return (struct sought){token, first, words_hash(token, first, words_end(token.at, token.length))};
}

/* The token that begins at `at` and ends before the next space, which must be there, and seven bytes more. Most tokens are short: the eight bytes that tell
 * their length are their front too. */
static inline struct sought
words_cut(const char *at)
{
	uint64_t first = str_eight(at), space = words_space(first);
	size_t length = 0;

	if (space) {
		length = (size_t)__builtin_ctzll(space) / 8;
		first &= (space ^ (space - 1)) >> 8;
		return (struct sought){{at, length}, first, place_hash_few(first)};
	}
	while (!space)
		space = words_space(str_eight(at + (length += 8)));
	return words_seek((struct str){at, length + (size_t)__builtin_ctzll(space) / 8}, first);
}

/* The slot where the word would be, if none came before it. For many tokens in a row it is to be fetched from memory for all of them first, then the words
 * that stand there, instead of waiting for one after the other. */
static inline const struct words_slot *
words_slot(const struct words *words, const struct sought *sought)
{
	return &words->slots[(size_t)sought->hash & (words->slots_count - 1)];
}

/* What words_find does with a word that it has not met. */
struct word *
words_learn(struct words *words, const struct sought *sought);

static inline struct word *
words_find(struct words *words, const struct sought *sought)
{
	for (size_t i = (size_t)sought->hash & (words->slots_count - 1); words->slots[i].word; i = (i + 1) & (words->slots_count - 1)) {
		struct word *word = words->slots[i].word;
		if (words->slots[i].first == sought->first && word->text.length == sought->token.length && words_ends(word, sought->token.at))
			return word;
	}
	return words_learn(words, sought);
}

/* Empties the cache when it has grown large: no word found before is valid any more. */
void
words_trim(struct words *words);

void
words_free(struct words *words);

#endif
