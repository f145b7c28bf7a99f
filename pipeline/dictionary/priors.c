/* How often each form is to be expected. No count of texts is behind this: a word that a lexicographer thought of when listing the common ones is common, by
 * the band of common.csv that it stands in; of the rest, one that many other entries are built with (its family) is more common than one that stands alone, and
 * a short one more than a long.
 *
 *   prior = 16 × ( 9 function word, 7, 5.5 or 4 by its band, 5 listed form, 6 stopword, 3.5 its lemma is listed, 3 marker, 2.5 opinion word
 *                  + 0.7 log2(1 + family) − 0.2 (letters − 9)⁺ )
 *
 * By Zipf's law a word of rank 500 comes some eight to ten times as often as one of rank 4,000 or 5,000, the middles of the first band and the last: three
 * doublings.
 */
#include "dictionary/vocabulary.h"

#include <math.h>
#include <stdlib.h>

#include "lib/die.h"

enum { PART_SHORTEST = 3, FAMILY_MOST = 4000, DERIVED_LONGEST = 5 };

struct lists {
	float *score;
	float worth;
};

static void
list_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	struct lists *lists = state;

	for (struct str rest = fields[0], word; rest.at;) {
		uint32_t form;
		word = str_cut(&rest, ' ');
		form = map_find(&vocabulary->map, word);
		if (form == MAP_NONE)
			continue;
		vocabulary->forms[form].flags |= FORM_COMMON;
		if (lists->score[form] < lists->worth)
			lists->score[form] = lists->worth;
	}
}

/* A lemma of common.csv and its band: 1 the thousand or so commonest, 2 the next two thousand, 3 others that every reader of newspapers knows. */
static void
common_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	static const float worth[] = {7, 5.5f, 4};
	float *score = state;
	uint32_t form = map_find(&vocabulary->map, fields[0]);
	unsigned band = fields[1].length == 1 ? (unsigned)fields[1].at[0] - '1' : 3;

	if (band > 2)
		die("%s/common.csv: expected a band from 1 to 3 for \"%.*s\", found \"%.*s\"", vocabulary->language, (int)fields[0].length, fields[0].at,
		    (int)fields[1].length, fields[1].at);
	if (form != MAP_NONE && score[form] < worth[band])
		score[form] = worth[band];
}

static bool
is_part(const struct vocabulary *vocabulary, struct str text, uint32_t *part)
{
	if (text.length < PART_SHORTEST)
		return false;
	*part = map_find(&vocabulary->map, text);
	return *part != MAP_NONE && vocabulary->forms[*part].bare && (vocabulary->forms[*part].flags & FORM_WORD) &&
	       (text.length > PART_SHORTEST || (vocabulary->forms[*part].flags & FORM_COMPOUNDS));
}

/* An entry that is two others put together (with or without -s- between) makes both of them common. */
static void
count_family(struct vocabulary *vocabulary, uint32_t entry)
{
	struct str text = map_text(&vocabulary->map, entry);

	for (size_t i = PART_SHORTEST; i + PART_SHORTEST <= text.length; i++) {
		uint32_t first, last;
		if (!is_part(vocabulary, (struct str){text.at + i, text.length - i}, &last))
			continue;
		if (!is_part(vocabulary, (struct str){text.at, i}, &first) &&
		    !(text.at[i - 1] == 's' && is_part(vocabulary, (struct str){text.at, i - 1}, &first)))
			continue;
		if (vocabulary->forms[first].family < FAMILY_MOST)
			vocabulary->forms[first].family++;
		if (vocabulary->forms[last].family < FAMILY_MOST)
			vocabulary->forms[last].family++;
	}
}

static float
letters(struct str text)
{
	float count = 0;

	for (size_t i = 0; i < text.length; i++)
		count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
	return count;
}

/* An entry that begins with another and goes on for a few letters is derived from it, and makes it more common: accept, acceptance. A final -e or -y may
 * have gone. */
static void
count_derivation(struct vocabulary *vocabulary, uint32_t entry)
{
	struct str text = map_text(&vocabulary->map, entry);
	char base[UINT8_MAX + 1];

	for (size_t more = 2; more <= DERIVED_LONGEST && more + 4 <= text.length; more++) {
		size_t length = text.length - more;
		for (const char *lost = "ey"; length < UINT8_MAX; lost++) {
			uint32_t from;
			memcpy(base, text.at, length);
			base[length] = *lost;
			from = map_find(&vocabulary->map, (struct str){base, length + (*lost != '\0')});
			if (from != MAP_NONE && from != entry && vocabulary->forms[from].bare && vocabulary->forms[from].family < FAMILY_MOST)
				vocabulary->forms[from].family++;
			if (*lost == '\0')
				break;
		}
	}
}

/* What a form is worth as a lemma: without what its inflections may be worth of their own. */
static float
own_worth(const struct vocabulary *vocabulary, const float *score, uint32_t form)
{
	const struct form *self = &vocabulary->forms[form];
	float length = letters(map_text(&vocabulary->map, form));

	return score[form] + 0.7f * log2f(1 + (float)self->family) - (length > 9 ? 0.2f * (length - 9) : 0) - (self->flags & FORM_WORD ? 0 : 1);
}

static float
best_lemma(const struct vocabulary *vocabulary, const float *worth, uint32_t form)
{
	float best = -1000;

	for (uint32_t at = vocabulary->forms[form].reading_plus_one; at; at = vocabulary->readings[at - 1].next_plus_one) {
		const struct reading *reading = &vocabulary->readings[at - 1];
		float weighed = worth[reading->lemma] + 2 * (reading->weight - 1);
		/* A genitive, a passive or a superlative is rarer than what it is made of. */
		if (reading->tag == TAG_NOUN_GEN || reading->tag == TAG_VERB_PASS || reading->tag == TAG_ADJ_SUP || reading->tag == TAG_VERB_IMP)
			weighed -= 1;
		if (weighed > best)
			best = weighed;
	}
	return best;
}

/* Whether a lexicographer's first thought of it was one of the classes that hold a sentence together. */
static bool
is_function_word(const struct vocabulary *vocabulary, uint32_t form)
{
	for (uint32_t at = vocabulary->forms[form].reading_plus_one; at; at = vocabulary->readings[at - 1].next_plus_one) {
		const struct reading *reading = &vocabulary->readings[at - 1];
		if (reading->listed && reading->weight >= 1 &&
		    (reading->tag >= TAG_COUNT || (reading->tag >= TAG_PRON && reading->tag <= TAG_AUX) || reading->tag == TAG_PART))
			return true;
	}
	return false;
}

void
priors_apply(struct vocabulary *vocabulary)
{
	static const struct {
		const char *file, *column;
		float worth;
	} files[] = {{"stopwords.csv", "lemma", 6},
	             {"markers.csv", "form", 3},
	             {"modifiers.csv", "lemma", 3},
	             {"sentiment.csv", "lemma", 2.5f},
	             {"topics.csv", "pattern", 3}};
	uint32_t count = vocabulary->map.count;
	float *score = memory_new(count, sizeof *score), *worth = memory_new(count, sizeof *worth);
	struct lists lists = {score, 0};

	for (uint32_t form = 0; form < count; form++) {
		struct form *self = &vocabulary->forms[form];
		if (self->bare && (self->flags & FORM_WORD) && map_text(&vocabulary->map, form).length > 6)
			count_family(vocabulary, form);
		if (self->bare && strcmp(vocabulary->language, "en") == 0)
			count_derivation(vocabulary, form);
		if (self->flags & FORM_LISTED)
			score[form] = is_function_word(vocabulary, form) ? 9 : 5;
		else if (self->flags & FORM_COMMON)
			score[form] = 3.5f;
	}
	vocabulary_lexicon(vocabulary, "common.csv", (const char *const[]){"lemma", "band"}, 2, common_row, score);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		lists.worth = files[i].worth;
		vocabulary_lexicon(vocabulary, files[i].file, &files[i].column, 1, list_row, &lists);
	}
	for (uint32_t form = 0; form < count; form++)
		worth[form] = own_worth(vocabulary, score, form);
	for (uint32_t form = 0; form < count; form++) {
		float inherited = best_lemma(vocabulary, worth, form) - 0.5f;
		vocabulary->forms[form].prior = inherited > worth[form] ? inherited : worth[form];
	}
	free(score);
	free(worth);
}
