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
	uint32_t number;  /* of the word as it stands */
	uint32_t instead; /* of the one that it was confused with, or DICTIONARY_NONE */
	const struct word *word; /* as it is read, mended or not */
	int score[READINGS_MOST];
	uint8_t from[READINGS_MOST];
};

struct lemmatiser {
	struct words *words;
	struct step *steps;
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

static void
take_step(const struct dictionary *dictionary, const struct step *before, struct step *step, bool first)
{
	const struct word *word = step->word;

	for (size_t i = 0; i < word->count; i++) {
		int best = INT32_MIN, worth = word->readings[i].worth - (word->readings[i].name && first ? NAME_FIRST : 0);
		if (word->capital && !first)
			worth += dictionary_follows(dictionary, TAG_CAPITAL, word->readings[i].tag);
		size_t from = 0, choices = before ? before->word->count : 1;
		for (size_t j = 0; j < choices; j++) {
			unsigned left = before ? before->word->readings[j].tag : TAG_EDGE;
			int score = (before ? before->score[j] : 0) + dictionary_follows(dictionary, left, word->readings[i].tag);
			if (score > best) {
				best = score;
				from = j;
			}
		}
		step->score[i] = best + worth;
		step->from[i] = (uint8_t)from;
	}
}

static size_t
best_end(const struct dictionary *dictionary, const struct step *step)
{
	size_t best = 0;

	for (size_t i = 1; i < step->word->count; i++) {
		if (step->score[i] + dictionary_follows(dictionary, step->word->readings[i].tag, TAG_EDGE)
		    > step->score[best] + dictionary_follows(dictionary, step->word->readings[best].tag, TAG_EDGE))
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
	}
	for (size_t i = 0; i < count; i++) {
		lemmatiser->steps[i].number = words_number(lemmatiser->words, tokens[i]);
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
	free(lemmatiser);
}
