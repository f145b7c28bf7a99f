/* The compiled dictionary of a language: every form with its readings and a prior, mapped into memory and shared by all processes.
 *
 *   struct dictionary *danish = dictionary_open("da");
 *   uint32_t form = dictionary_find(danish, STR("togene"));     lower case
 *   for (i = 0; i < readings; i++) … dictionary_reading(danish, form, i)
 *
 * What is handed out is valid until dictionary_close. Every number in the file is checked where it is used, so that even one made to mislead does no harm.
 */
#ifndef OMTALE_DICTIONARY_H
#define OMTALE_DICTIONARY_H

#include "language/layout.h"
#include "language/sounds.h"
#include "lib/str.h"

#define DICTIONARY_NONE UINT32_MAX

struct dictionary;

/* One language that the dictionaries know. */
struct dictionary_language {
	const char *code;        /* "nb" */
	const char *hunspell[2]; /* "nb_NO"; a second one or NULL */
	const char *sisters[2];  /* whose words are at home in its posts too, so that they are not mended into its own */
	const char *packages;    /* Debian's, that hold them */
};

/* The language of this code, or NULL. */
const struct dictionary_language *
dictionary_language(struct str code);

/* Maps the compiled dictionary, once for the process; dies when it is missing or damaged, and says what to do. Warns when it is not made of what stands beside
 * it now. */
struct dictionary *
dictionary_open(const struct dictionary_language *language);

/* The same of bytes in memory (8-aligned, which must stay), or NULL with *problem. */
struct dictionary *
dictionary_on(struct str bytes, const char **problem);

void
dictionary_off(struct dictionary *dictionary);

/* Ends either; a mapped one stays for the next who asks. */
void
dictionary_close(struct dictionary *dictionary);

/* A hash of the Hunspell files and lexicon files that a dictionary is made of, 0 when a Hunspell file is not there (*missing names it). */
uint64_t
dictionary_sources(const struct dictionary_language *language, struct buffer *missing);

/* The lexicon files that are compiled, NULL-ended. */
extern const char *const dictionary_lexicons[];

/* The form, which must be in lower case, or DICTIONARY_NONE. */
uint32_t
dictionary_find(const struct dictionary *dictionary, struct str form);

/* The same in two steps, for several forms in a row: dictionary_approach, called for all of them first, has the processor fetch from memory where each would
 * be. It returns the form's hash. */
uint64_t
dictionary_approach(const struct dictionary *dictionary, struct str form);

uint32_t
dictionary_find_hashed(const struct dictionary *dictionary, struct str form, uint64_t hash);

struct str
dictionary_text(const struct dictionary *dictionary, uint32_t form);

/* FORM_… and the prior (0–255, 16 to a doubling of how often it is expected). */
unsigned
dictionary_flags(const struct dictionary *dictionary, uint32_t form);
unsigned
dictionary_prior(const struct dictionary *dictionary, uint32_t form);

/* The readings of a form, best first. */
const struct layout_reading *
dictionary_readings(const struct dictionary *dictionary, uint32_t form, size_t *count);

/* How well tag `right` follows `left`: at [left * TAG_MOST + right], both below TAG_MOST. */
const int8_t *
dictionary_neighbours(const struct dictionary *dictionary);

/* Whether Hunspell may know words that are not listed here. */
bool
dictionary_compounds(const struct dictionary *dictionary);

/* A .dic of all that Hunspell needs to tell whether a word that is not listed is a compound; empty where it needs its own whole one. */
struct str
dictionary_parts(const struct dictionary *dictionary);

/* What spelling.csv has for this form, or an empty string. */
struct str
dictionary_mended(const struct dictionary *dictionary, uint32_t form);

/* The confusions of a form. */
const struct layout_confusion *
dictionary_confusions(const struct dictionary *dictionary, uint32_t form, size_t *count);

/* Two tables, and which of their rows a word with this last byte can fit: *count of them, in the table's order. The ending rules, longest first, and the
 * endings of all paradigms. */
const struct layout_suffix *
dictionary_suffixes(const struct dictionary *dictionary, unsigned char last, const uint16_t **rows, size_t *count);

const struct layout_ending *
dictionary_endings(const struct dictionary *dictionary, unsigned char last, const uint16_t **rows, size_t *count);

const struct sounds *
dictionary_sounds(const struct dictionary *dictionary);

struct str
dictionary_string(const struct dictionary *dictionary, struct layout_string string);

/* The places of a key's hash: forms that lose letters to the same key. See language/spelling. */
const uint32_t *
dictionary_places(const struct dictionary *dictionary, uint64_t hash, size_t *count);

/* Has the processor fetch from memory what will be asked for: where a key's places begin; a form's numbers; its text, when its numbers are there. */
void
dictionary_approach_places(const struct dictionary *dictionary, uint64_t hash);

void
dictionary_approach_form(const struct dictionary *dictionary, uint32_t form);

void
dictionary_approach_text(const struct dictionary *dictionary, uint32_t form);

#endif
