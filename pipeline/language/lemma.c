/* Of all readings of all words of a sentence, the row that goes best together: the Viterbi algorithm over tags, whose neighbourhoods a linguist has weighed
 * in neighbours.csv.
 *
 *   edge   jeg        svar             ikke   på     det        edge
 *          subject    noun, verb.pres  adv    adp    pron, det
 */
#include "language/lemma.h"

#include <stdlib.h>

#include "language/confusion.h"
#include "language/words.h"

_Static_assert((int)LEMMA_SLACK <= (int)WORD_SLACK, "a lemma lies behind a word's readings");

enum { MANY = TAG_MOST };

struct step {
	const struct word *word;  /* as it is read, mended or not */
	unsigned only;            /* the word's tag, where there is one way only to read it, or MANY */
	int score[READINGS_MOST]; /* packed: a score and, below it, which reading it is, so that of two alike the first is the greater */
	uint8_t from[READINGS_MOST];
};

enum { PACKED = 16 };

_Static_assert((int)PACKED >= (int)READINGS_MOST, "a reading's number fits below its score");

/* `scaled` is a score times PACKED. */
static inline int
pack(int scaled, size_t reading)
{
	return scaled + (PACKED - 1 - (int)reading);
}

static inline int
scaled_of(int packed)
{
	return packed - (packed & (PACKED - 1));
}

static inline size_t
reading_of(int packed)
{
	return (size_t)(PACKED - 1 - (packed & (PACKED - 1)));
}

struct lemmatiser {
	struct words *words;
	const struct dictionary *dictionary;
	struct step *steps;
	struct choice *choices;
	size_t capacity;
};

struct lemmatiser *
lemmatiser_open(struct str lang, const struct counts *counts)
{
	const struct dictionary_language *language = dictionary_language(lang);
	struct lemmatiser *lemmatiser;

	if (!language)
		return NULL;
	lemmatiser = memory_new(1, sizeof *lemmatiser);
	lemmatiser->words = words_open(language, counts);
	lemmatiser->dictionary = words_dictionary(lemmatiser->words);
	return lemmatiser;
}

/* A post while it is read. */
struct post {
	const struct word *const *words;
	size_t count;
	enum { RINGS_UNASKED, RINGS, NO_RINGS } rings;
};

enum { NAME_FIRST = 50 }; /* what a capital is worth less where every word has one */

/* The reading before that leads best to `tag`, packed with the score on the way there. */
static inline int
best_before(const int8_t *follows, const struct step *before, unsigned tag)
{
	const struct word_reading *readings = before->word->readings;
	size_t count = before->word->count;
	int best = INT32_MIN;

	for (size_t j = 0; j < count; j++) {
		int packed = before->score[j] + PACKED * follows[readings[j].tag * TAG_MOST + tag];
		best = packed > best ? packed : best;
	}
	return best;
}

/* The word can be read one way only, as half of all words can: whatever that is worth, every row leads over it, and behind it they are compared afresh. */
static void
take_only_step(const int8_t *follows, const struct step *before, struct step *step)
{
	step->only = step->word->readings[0].tag;
	step->from[0] = before->only != MANY ? 0 : (uint8_t)reading_of(best_before(follows, before, step->only));
}

/* `less` is what names are worth less here; with a `capital`, what it says for each tag counts. */
static inline void
take_readings(const int8_t *follows, const struct step *before, struct step *step, int less, bool capital)
{
	const struct word_reading *readings = step->word->readings;
	unsigned only = before->only;
	const int8_t *row = follows + only * TAG_MOST; /* for MANY, what lies behind the last, and is not read */
	size_t count = step->word->count;
	int base = 0; /* scores count from the first reading's, so that they stay small however long the post is */

	step->only = MANY;
	if (only != MANY)
		memset(step->from, 0, sizeof step->from);
	for (size_t i = 0; i < count; i++) {
		unsigned tag = readings[i].tag;
		int scaled = PACKED * (readings[i].worth - (readings[i].name ? less : 0) + (capital ? follows[TAG_CAPITAL * TAG_MOST + tag] : 0));
		if (only != MANY) {
			scaled += PACKED * row[tag];
		} else {
			int best = best_before(follows, before, tag);
			scaled += scaled_of(best);
			step->from[i] = (uint8_t)reading_of(best);
		}
		if (i == 0)
			base = scaled;
		step->score[i] = pack(scaled - base, i);
	}
}

static void
take_step(const int8_t *follows, const struct step *before, struct step *step, bool first)
{
	if (first ? step->word->named : step->word->capital)
		take_readings(follows, before, step, first ? NAME_FIRST : 0, !first);
	else
		take_readings(follows, before, step, 0, false);
}

static size_t
best_end(const int8_t *follows, const struct step *step)
{
	return step->only != MANY ? 0 : reading_of(best_before(follows, step, TAG_EDGE));
}

/* Whether any word of the post has æ, ø or å: the writer had them on the keys. */
static bool
has_rings(const struct post *post)
{
	for (size_t i = 0; i < post->count; i++) {
		if (post->words[i]->rings)
			return true;
	}
	return false;
}

/* Whether a word that could be mended is, here. */
static bool
is_mended(struct post *post, const struct word *word, bool first)
{
	switch ((enum mending)word->mending) {
	case MEND_NOT:
		return false;
	case MEND_ALWAYS:
		return true;
	case MEND_RINGS:
		if (post->rings == RINGS_UNASKED)
			post->rings = has_rings(post) ? RINGS : NO_RINGS;
		return post->rings == NO_RINGS && (!word->capital || first);
	case MEND_SLIP:
		return !word->capital;
	case MEND_STRONG:
		return !word->capital || first;
	}
	return false;
}

/* What the word at `i` is read as, and in *choice how it should be spelt. Confusions are told by the words round them as they were written; the right word is
 * found in the store as any other. */
static const struct word *
respell(struct lemmatiser *lemmatiser, struct post *post, size_t i, bool first, struct choice *choice)
{
	const struct word *word = post->words[i], *read = word;

	if (is_mended(post, word, first)) {
		read = word->spelling->right;
		choice->mended = word->spelling->mended;
	}
	if (word->spelling->confusions_count) {
		struct str instead =
			confusion_instead(lemmatiser->dictionary, i ? post->words[i - 1] : NULL, word, i + 1 < post->count ? post->words[i + 1] : NULL);
		if (instead.length) {
			read = words_of_token(lemmatiser->words, instead);
			choice->mended = word_str(read, read->lower);
		}
	}
	return read;
}

static void
make_room(struct lemmatiser *lemmatiser, size_t count)
{
	if (count < lemmatiser->capacity)
		return;
	lemmatiser->capacity = 2 * count + 1;
	lemmatiser->steps = memory_grow(lemmatiser->steps, lemmatiser->capacity, sizeof *lemmatiser->steps);
	lemmatiser->choices = memory_grow(lemmatiser->choices, lemmatiser->capacity, sizeof *lemmatiser->choices);
}

/* Reads the post from its last word back. */
static void
choose(const int8_t *follows, const struct step *step, struct choice *choice, size_t count)
{
	for (size_t left = count, reading = best_end(follows, step); left > 0; left--, step--) {
		(--choice)->lemma = word_str(step->word, step->word->readings[reading].lemma);
		reading = step->from[reading];
	}
}

const struct choice *
lemmatiser_post(struct lemmatiser *lemmatiser, struct str text, size_t *count)
{
	const int8_t *follows = dictionary_neighbours(lemmatiser->dictionary);
	struct post post = {.rings = RINGS_UNASKED};
	const struct str *tokens;
	struct step *step;
	struct choice *choice;
	bool first = true;

	words_tidy(lemmatiser->words);
	post.words = words_of(lemmatiser->words, text, &tokens, &post.count);
	make_room(lemmatiser, post.count);
	step = lemmatiser->steps;
	choice = lemmatiser->choices;
	step->only = TAG_EDGE; /* before the first word */
	for (size_t i = 0; i < post.count; i++, choice++) {
		const struct word *word = post.words[i];
		const struct step *before = step++;
		choice->mended.length = 0;
		step->word = word;
		if (word->spelling) {
			choice->token = tokens[i];
			step->word = respell(lemmatiser, &post, i, first, choice);
		}
		choice->unknown = step->word->unknown;
		if (step->word->count == 1)
			take_only_step(follows, before, step);
		else
			take_step(follows, before, step, first);
		first = word->begins | (first & word->mark);
	}
	choose(follows, step, choice, post.count);
	*count = post.count;
	return lemmatiser->choices;
}

void
lemmatiser_close(struct lemmatiser *lemmatiser)
{
	if (!lemmatiser)
		return;
	words_close(lemmatiser->words);
	free(lemmatiser->steps);
	free(lemmatiser->choices);
	free(lemmatiser);
}
