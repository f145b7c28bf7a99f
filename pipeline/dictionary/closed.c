/* The hand-written word lists in the vocabulary: lemmas.csv, which outranks what the dictionary says, and groups.csv. */
#include "dictionary/vocabulary.h"

#include "lib/die.h"
#include "lib/unicode.h"

/* ---- lemmas.csv ---- */

struct listing {
	struct buffer lower;
	uint32_t form;       /* of the row before */
	unsigned rank;       /* how many rows it had so far */
	uint32_t dictionary; /* its readings before lemmas.csv spoke */
	bool capitals;       /* second pass: rows written with capitals, for forms that have no other */
};

/* What form of a verb, noun or adjective a listed one is, where no paradigm tells: by how the language's irregular forms look. */
static unsigned
guess_tag(unsigned class, struct str form, struct str lemma, bool english)
{
	bool same = str_equal(form, lemma);

	if (same)
		return class;
	if (class == TAG_VERB && english)
		return str_ends(form, STR("ing")) ? TAG_VERB_ING
		       : str_ends(form, STR("s")) ? TAG_VERB_PRES
		       : str_ends(form, STR("n")) ? TAG_VERB_PART
		                                  : TAG_VERB_PAST;
	if (class == TAG_VERB)
		return str_ends(form, STR("r"))                      ? TAG_VERB_PRES
		       : str_ends(form, STR("s"))                    ? TAG_VERB_PASS
		       : str_ends(form, STR("nde"))                  ? TAG_VERB_ING
		       : str_ends(form, STR("t")) && form.length > 4 ? TAG_VERB_PART
		                                                     : TAG_VERB_PAST;
	if (class == TAG_NOUN)
		return english                                                  ? TAG_NOUN_PL
		       : str_ends(form, STR("ne"))                              ? TAG_NOUN_DEFPL
		       : str_ends(form, STR("er"))                              ? TAG_NOUN_PL
		       : str_ends(form, STR("en")) || str_ends(form, STR("et")) ? TAG_NOUN_DEF
		                                                                : TAG_NOUN_PL;
	if (class == TAG_ADJ)
		return str_ends(form, STR("st")) || str_ends(form, STR("ste"))  ? TAG_ADJ_SUP
		       : str_ends(form, STR("re")) || str_ends(form, STR("er")) ? TAG_ADJ_COMP
		       : str_ends(form, STR("t"))                               ? TAG_ADJ_NEUT
		                                                                : TAG_ADJ_PL;
	return class;
}

static void
list(struct vocabulary *vocabulary, struct listing *listing, uint32_t form, uint32_t lemma, unsigned class)
{
	static const float by_rank[] = {1.0f, 0.75f, 0.6f, 0.5f};
	float weight = by_rank[listing->rank < 3 ? listing->rank : 3];
	bool told = false;

	for (uint32_t at = listing->dictionary; at; at = vocabulary->readings[at - 1].next_plus_one) {
		struct reading reading = vocabulary->readings[at - 1];
		if (reading.lemma != lemma || tag_class(reading.tag) != (enum tag) class)
			continue;
		vocabulary_read_as(vocabulary, form, (struct reading){.lemma = lemma, .tag = reading.tag, .weight = weight, .listed = true});
		told = true;
	}
	if (!told) {
		unsigned tag = guess_tag(class, map_text(&vocabulary->map, form), map_text(&vocabulary->map, lemma), strcmp(vocabulary->language, "en") == 0);
		vocabulary_read_as(vocabulary, form, (struct reading){.lemma = lemma, .tag = (uint8_t)tag, .weight = weight, .listed = true});
		if (tag == TAG_VERB_PAST && str_ends(map_text(&vocabulary->map, form), STR("t")))
			vocabulary_read_as(vocabulary, form, (struct reading){.lemma = lemma, .tag = TAG_VERB_PART, .weight = weight, .listed = true});
	}
}

static uint32_t
add_lower(struct vocabulary *vocabulary, struct buffer *lower, struct str text)
{
	uint32_t number;

	buffer_reset(lower);
	unicode_lower(lower, text);
	number = vocabulary_add(vocabulary, buffer_str(lower));
	return number;
}

static void
lemmas_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	struct listing *listing = state;
	unsigned class = tag_find(fields[2]);
	uint32_t form, lemma;

	if (class >= TAG_COUNT)
		die("%s/lemmas.csv: %.*s: no class \"%.*s\"", vocabulary->language, (int)fields[0].length, fields[0].at, (int)fields[2].length, fields[2].at);
	form = add_lower(vocabulary, &listing->lower, fields[0]);
	if (str_equal(fields[0], buffer_str(&listing->lower)) == listing->capitals)
		return;
	lemma = add_lower(vocabulary, &listing->lower, fields[1]);
	if (!(vocabulary->forms[form].flags & (FORM_LISTED | FORM_WORD | FORM_NAME)) && form != lemma && class != TAG_NOUN && class != TAG_VERB &&
	    class != TAG_ADJ)
		vocabulary->forms[form].aside = true;
	if (!(vocabulary->forms[form].flags & FORM_LISTED)) {
		listing->rank = 0;
		listing->form = form;
		listing->dictionary = vocabulary->forms[form].reading_plus_one;
		vocabulary->forms[form].reading_plus_one = 0;
		vocabulary->forms[form].flags |= FORM_LISTED | FORM_WORD | FORM_COMMON;
	} else if (listing->form != form) {
		return; /* a row of a form that the first pass had already */
	}
	vocabulary->forms[lemma].flags |= FORM_COMMON;
	list(vocabulary, listing, form, lemma, class);
	listing->rank++;
}

/* ---- groups.csv ---- */

struct groups {
	unsigned count;
};

/* The words of a group get its tag where they had the tag of its class. */
static void
group_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	struct groups *groups = state;
	unsigned class = tag_find(fields[1]), tag = TAG_COUNT + groups->count++;

	if (class >= TAG_COUNT || tag >= TAG_MOST)
		die("%s/groups.csv: %.*s: no class \"%.*s\", or more than %d groups", vocabulary->language, (int)fields[0].length, fields[0].at,
		    (int)fields[1].length, fields[1].at, TAG_MOST - TAG_COUNT);
	for (struct str rest = fields[2], word; rest.at;) {
		uint32_t form;
		word = str_cut(&rest, ' ');
		form = map_find(&vocabulary->map, word);
		for (uint32_t at = form == MAP_NONE ? 0 : vocabulary->forms[form].reading_plus_one; at; at = vocabulary->readings[at - 1].next_plus_one) {
			if (vocabulary->readings[at - 1].tag == class)
				vocabulary->readings[at - 1].tag = (uint8_t)tag;
		}
	}
}

void
closed_classes_apply(struct vocabulary *vocabulary)
{
	static const char *const lemmas[] = {"form", "lemma", "class"}, *const group[] = {"group", "class", "forms"};
	struct listing listing = {.form = MAP_NONE};
	struct groups groups = {0};

	vocabulary_lexicon(vocabulary, "lemmas.csv", lemmas, 3, lemmas_row, &listing);
	listing.form = MAP_NONE;
	listing.capitals = true;
	vocabulary_lexicon(vocabulary, "lemmas.csv", lemmas, 3, lemmas_row, &listing);
	vocabulary_lexicon(vocabulary, "groups.csv", group, 3, group_row, &groups);
	buffer_release(&listing.lower);
}
