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

struct step {
	uint32_t number;         /* of the word as it stands */
	uint32_t instead;        /* of the one that it was confused with, or DICTIONARY_NONE */
	const struct word *word; /* as it is read, mended or not */
	int score[READINGS_MOST];
	uint8_t from[READINGS_MOST];
};

struct lemmatiser {
	struct words *words;
	struct step *steps;
	uint32_t *numbers;
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
	return lemmatiser;
}

enum { NAME_FIRST = 50 }; /* what a capital is worth less where every word has one */

/* The reading before that leads best to `tag`, and the score on the way there. A sixth of stemming was spent here, most of it in asking for neighbours one by
 * one: hence their table as it lies in the dictionary. */
static int
best_before(const int8_t *follows, const struct step *before, unsigned tag, uint8_t *from)
{
	const struct word_reading *readings = before->word->readings;
	size_t best = 0, count = before->word->count;
	int best_score = INT32_MIN;

	for (size_t j = 0; j < count; j++) {
		int score = before->score[j] + follows[readings[j].tag * TAG_MOST + tag];
		if (score > best_score) {
			best_score = score;
			best = j;
		}
	}
	*from = (uint8_t)best;
	return best_score;
}

static void
take_step(const struct dictionary *dictionary, const struct step *before, struct step *step, bool first)
{
	const int8_t *follows = dictionary_neighbours(dictionary);
	const struct word *word = step->word;

	for (size_t i = 0; i < word->count; i++) {
		unsigned tag = word->readings[i].tag;
		int worth = word->readings[i].worth - (word->readings[i].name && first ? NAME_FIRST : 0);
		if (word->capital && !first)
			worth += follows[TAG_CAPITAL * TAG_MOST + tag];
		step->from[i] = 0;
		step->score[i] = worth + (before ? best_before(follows, before, tag, &step->from[i]) : follows[TAG_EDGE * TAG_MOST + tag]);
	}
}

static size_t
best_end(const struct dictionary *dictionary, const struct step *step)
{
	const int8_t *follows = dictionary_neighbours(dictionary);
	size_t best = 0;

	for (size_t i = 1; i < step->word->count; i++) {
		if (step->score[i] + follows[step->word->readings[i].tag * TAG_MOST + TAG_EDGE] >
		    step->score[best] + follows[step->word->readings[best].tag * TAG_MOST + TAG_EDGE])
			best = i;
	}
	return best;
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

/* Confusions are told by the words round them as they were written; the right word is found in the store as any other. */
static void
settle_confusions(struct lemmatiser *lemmatiser, size_t count)
{
	const struct words *words = lemmatiser->words;

	for (size_t i = 0; i < count; i++) {
		struct step *step = &lemmatiser->steps[i];
		const struct word *word = words_at(words, step->number), *before = i ? words_at(words, step[-1].number) : NULL;
		step->instead = DICTIONARY_NONE;
		if (word->confusions_count == 0)
			continue;
		struct str instead = confusion_instead(words_dictionary(words), before, word, i + 1 < count ? words_at(words, step[1].number) : NULL);
		if (instead.length)
			step->instead = words_number(lemmatiser->words, instead);
	}
}

/* Finds all words of the post; whether one of them has æ, ø or å. */
static bool
find_words(struct lemmatiser *lemmatiser, const struct str *tokens, size_t count)
{
	bool rings = false;

	words_tidy(lemmatiser->words);
	if (count > lemmatiser->capacity) {
		lemmatiser->capacity = 2 * count;
		lemmatiser->steps = memory_grow(lemmatiser->steps, lemmatiser->capacity, sizeof *lemmatiser->steps);
		lemmatiser->numbers = memory_grow(lemmatiser->numbers, lemmatiser->capacity, sizeof *lemmatiser->numbers);
	}
	words_numbers(lemmatiser->words, tokens, count, lemmatiser->numbers);
	for (size_t i = 0; i < count; i++) {
		lemmatiser->steps[i].number = lemmatiser->numbers[i];
		rings |= words_at(lemmatiser->words, lemmatiser->steps[i].number)->rings;
	}
	settle_confusions(lemmatiser, count);
	return rings;
}

void
lemmatiser_post(struct lemmatiser *lemmatiser, const struct str *tokens, size_t count, struct choice *choices)
{
	const struct dictionary *dictionary = words_dictionary(lemmatiser->words);
	bool first = true, rings = find_words(lemmatiser, tokens, count);

	for (size_t i = 0; i < count; i++) {
		struct step *step = &lemmatiser->steps[i];
		const struct word *word = words_at(lemmatiser->words, step->number);
		bool mended = word->mending != MEND_NOT && is_mended(word, first, rings);
		step->word = mended ? word->right : word;
		choices[i].mended = mended ? word->mended : STR("");
		if (step->instead != DICTIONARY_NONE) {
			step->word = words_at(lemmatiser->words, step->instead);
			choices[i].mended = step->word->lower;
		}
		choices[i].unknown = step->word->unknown;
		take_step(dictionary, i ? step - 1 : NULL, step, first);
		first = word->ends || word->begins || (first && word->readings[0].tag == TAG_MARK);
	}
	for (size_t i = count, reading = 0; i-- > 0;) {
		const struct step *step = &lemmatiser->steps[i];
		if (i + 1 == count)
			reading = best_end(dictionary, step);
		choices[i].lemma = step->word->readings[reading].lemma;
		reading = step->from[reading];
	}
}

void
lemmatiser_close(struct lemmatiser *lemmatiser)
{
	if (!lemmatiser)
		return;
	words_close(lemmatiser->words);
	free(lemmatiser->steps);
	free(lemmatiser->numbers);
	free(lemmatiser);
}
