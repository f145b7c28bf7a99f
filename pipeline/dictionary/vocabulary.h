/* What the compiler gathers about one language before it is written: forms with flags, priors and readings.
 *
 * A form's number is that of the map; lower case. Process lifetime.
 */
#ifndef OMTALE_VOCABULARY_H
#define OMTALE_VOCABULARY_H

#include "language/layout.h"
#include "lib/map.h"

struct reading {
	uint32_t lemma, next_plus_one;
	float weight;
	uint8_t tag;
	bool listed; /* from lemmas.csv */
};

struct form {
	uint32_t reading_plus_one;
	float prior;
	uint16_t flags;
	uint16_t family; /* how many entries it is a part of, or begins */
	uint8_t bare;    /* stands in the .dic as an entry */
	bool aside;      /* a spelling that is read but never mended to: chat, dialect */
};

struct vocabulary {
	const char *language;
	struct map map;
	struct form *forms;
	uint32_t capacity;
	struct reading *readings;
	uint32_t readings_count, readings_capacity;
	bool compounds;
	bool stems;            /* the dictionary names its stems (st:), so its entries are lemmas */
	struct buffer endings; /* struct layout_ending */
	struct buffer parts;   /* SECTION_PARTS */
};

/* The number of a form, made when new. */
uint32_t
vocabulary_add(struct vocabulary *vocabulary, struct str form);

/* Adds a reading to a form; one with the same lemma and tag keeps the greater weight. */
void
vocabulary_read_as(struct vocabulary *vocabulary, uint32_t form, struct reading reading);

/* Calls for each row of lexicons/LANG/NAME, with the wanted columns' fields; a lexicon that is not there has no rows. */
void
vocabulary_lexicon(struct vocabulary *vocabulary, const char *name, const char *const columns[], size_t count,
                   void (*row)(struct vocabulary *vocabulary, const struct str *fields, void *state), void *state);

/* Every form of the language's Hunspell dictionaries. */
void
vocabulary_expand(struct vocabulary *vocabulary, const char *const hunspell[2]);

/* Readings by paradigms.csv: what inflects like a noun whose other forms are there too is that noun. */
void
paradigms_apply(struct vocabulary *vocabulary);

/* Readings of lemmas.csv, which outrank the others, and then groups of words from neighbours.csv. */
void
closed_classes_apply(struct vocabulary *vocabulary);

/* How often each form is to be expected, from hand-written lists and how many other words are built with it. */
void
priors_apply(struct vocabulary *vocabulary);

void
vocabulary_release(struct vocabulary *vocabulary);

#endif
