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

struct step {
	const struct word *word;  /* as it is read, mended or not */
	int score[READINGS_MOST]; /* packed: a score and, below it, which reading it is, so that of two alike the first is the greater */
	uint8_t from[READINGS_MOST];
};

enum { PACKED = 16 };

_Static_assert((int)PACKED >= (int)READINGS_MOST, "a reading's number fits below its score");

static inline int
pack(int score, size_t reading)
{
	return score * PACKED + (PACKED - 1 - (int)reading);
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
	step->score[0] = pack(0, 0);
	step->from[0] = 0;
	if (before && before->word->count > 1)
		step->from[0] = (uint8_t)reading_of(best_before(follows, before, step->word->readings[0].tag));
}

static void
take_step(const int8_t *follows, const struct step *before, struct step *step, bool first)
{
	const struct word *word = step->word;
	const int8_t *one = before ? before->word->count == 1 ? follows + before->word->readings[0].tag * TAG_MOST : NULL : follows + TAG_EDGE * TAG_MOST;
	const int8_t *capital = word->capital && !first ? follows + TAG_CAPITAL * TAG_MOST : NULL;
	int base = 0; /* scores count from the first reading's, so that they stay small however long the post is */

	for (size_t i = 0; i < word->count; i++) {
		unsigned tag = word->readings[i].tag;
		int score = word->readings[i].worth - (first && word->readings[i].name ? NAME_FIRST : 0) + (capital ? capital[tag] : 0);
		if (one) {
			score += one[tag];
			step->from[i] = 0;
		} else {
			int best = best_before(follows, before, tag);
			score += (best - (best & (PACKED - 1))) / PACKED;
			step->from[i] = (uint8_t)reading_of(best);
		}
		if (i == 0)
			base = score;
		step->score[i] = pack(score - base, i);
	}
}

static size_t
best_end(const int8_t *follows, const struct step *step)
{
	return reading_of(best_before(follows, step, TAG_EDGE));
}

/* Whether a word that could be mended is, here. */
static bool
is_mended(const struct word *word, bool first, bool rings)
{
	switch ((enum mending)word->mending) {
	case MEND_NOT:
		return false;
	case MEND_ALWAYS:
		return true;
	case MEND_RINGS:
		return !rings && (!word->capital || first);
	case MEND_SLIP:
		return !word->capital;
	case MEND_STRONG:
		return !word->capital || first;
	}
	return false;
}

/* What the word at `i` is read as, and in *mended how it should be spelt. Confusions are told by the words round them as they were written; the right word is
 * found in the store as any other. */
static const struct word *
respell(struct lemmatiser *lemmatiser, const struct word *const *words, size_t i, size_t count, bool first, bool rings, struct str *mended)
{
	const struct word *word = words[i], *read = word;

	if (word->mending != MEND_NOT && is_mended(word, first, rings)) {
		read = word->spelling->right;
		*mended = word->spelling->mended;
	}
	if (word->spelling->confusions_count) {
		struct str instead = confusion_instead(lemmatiser->dictionary, i ? words[i - 1] : NULL, word, i + 1 < count ? words[i + 1] : NULL);
		if (instead.length) {
			read = words_of_token(lemmatiser->words, instead);
			*mended = read->lower;
		}
	}
	return read;
}

static void
make_room(struct lemmatiser *lemmatiser, size_t count)
{
	if (count <= lemmatiser->capacity)
		return;
	lemmatiser->capacity = 2 * count;
	lemmatiser->steps = memory_grow(lemmatiser->steps, lemmatiser->capacity, sizeof *lemmatiser->steps);
	lemmatiser->choices = memory_grow(lemmatiser->choices, lemmatiser->capacity, sizeof *lemmatiser->choices);
}

const struct choice *
lemmatiser_post(struct lemmatiser *lemmatiser, struct str text, size_t *count)
{
	const int8_t *follows = dictionary_neighbours(lemmatiser->dictionary);
	const struct word *const *words;
	const struct str *tokens;
	bool first = true, rings = false;

	words_tidy(lemmatiser->words);
	words = words_of(lemmatiser->words, text, &tokens, count);
	make_room(lemmatiser, *count);
	for (size_t i = 0; i < *count; i++)
		rings |= words[i]->rings;
	for (size_t i = 0; i < *count; i++) {
		struct step *step = &lemmatiser->steps[i];
		struct choice *choice = &lemmatiser->choices[i];
		const struct word *word = words[i];
		choice->token = tokens[i];
		choice->mended = STR("");
		step->word = word->spelling ? respell(lemmatiser, words, i, *count, first, rings, &choice->mended) : word;
		choice->unknown = step->word->unknown;
		if (step->word->count == 1)
			take_only_step(follows, i ? step - 1 : NULL, step);
		else
			take_step(follows, i ? step - 1 : NULL, step, first);
		first = word->ends || word->begins || (first && word->mark);
	}
	for (size_t i = *count, reading = 0; i-- > 0;) {
		const struct step *step = &lemmatiser->steps[i];
		if (i + 1 == *count)
			reading = best_end(follows, step);
		lemmatiser->choices[i].lemma = (struct str){step->word->readings[reading].lemma, step->word->readings[reading].length};
		reading = step->from[reading];
	}
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
