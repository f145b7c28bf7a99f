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
	const struct word *word; /* as it is read, mended or not */
	int score[READINGS_MOST];
	uint8_t from[READINGS_MOST];
};

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
take_step(const int8_t *follows, const struct step *before, struct step *step, bool first)
{
	const struct word *word = step->word;

	/* Half of all words can be read one way only: whatever it is worth, every row leads over it, and from there they are compared afresh. */
	if (word->count == 1) {
		step->from[0] = 0;
		step->score[0] = 0;
		if (before && before->word->count > 1)
			best_before(follows, before, word->readings[0].tag, &step->from[0]);
		return;
	}
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
best_end(const int8_t *follows, const struct step *step)
{
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
