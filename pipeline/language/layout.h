/* The compiled dictionary of one language, as bytes: made by omtale-compile, mapped read-only by language/dictionary.
 *
 *   header | forms' text | forms | slots | readings | follows | mended | confusions | suffixes | endings | sounds | strings | deletes | places | parts
 *
 * Numbers are the machine's own (the header tells another byte order apart); every section begins at a multiple of 8. The checksum is over all that
 * follows the header, so a file that was cut or damaged is told before a byte of it is believed.
 */
#ifndef OMTALE_LAYOUT_H
#define OMTALE_LAYOUT_H

#include <stdint.h>

#include "language/tags.h"

#define LAYOUT_MAGIC "OmtaleD9"

enum section {
	SECTION_TEXT,       /* char: all forms end to end, sorted by bytes */
	SECTION_FORMS,      /* struct layout_form, in that order */
	SECTION_SLOTS,      /* uint32_t: form + 1 by hash and, above it, a few bits of the hash; 0 empty; a power of two of them */
	SECTION_READINGS,   /* struct layout_reading */
	SECTION_FOLLOWS,    /* int8_t [TAG_MOST][TAG_MOST]: how well the second follows the first, in sixteenths */
	SECTION_MENDED,     /* struct layout_mended, sorted by form */
	SECTION_CONFUSIONS, /* struct layout_confusion, sorted by form */
	SECTION_SUFFIXES,   /* struct layout_suffix, longest first */
	SECTION_ENDINGS,    /* struct layout_ending */
	SECTION_SOUNDS,     /* struct layout_sound */
	SECTION_STRINGS,    /* char: what the three before point into */
	SECTION_DELETES,    /* uint32_t: where each bucket of places begins; one more than there are buckets */
	SECTION_PLACES,     /* uint32_t: a form and, above it, a few bits of the key's hash */
	SECTION_PARTS,      /* char: a .dic for Hunspell, of the entries that compounds are made of; empty: it needs them all */
	SECTION_COUNT,
};

struct layout_header {
	char magic[8];
	uint32_t byte_order; /* 0x01020304 */
	uint32_t compounds;  /* whether Hunspell may know words that are not listed */
	uint64_t checksum;   /* lasting_hash_long of all that follows the header */
	uint64_t sources;    /* what it was compiled from: see dictionary_sources */
	uint64_t length;     /* of the whole file */
	struct {
		uint64_t offset, bytes;
	} sections[SECTION_COUNT];
};

enum {
	FORM_WORD = 1,      /* stands in the dictionary in lower case */
	FORM_NAME = 2,      /* … with a capital only */
	FORM_CAPITALS = 4,  /* … in capitals only */
	FORM_COMPOUNDS = 8, /* may be part of a compound */
	FORM_LISTED = 16,   /* in lemmas.csv */
	FORM_MENDED = 32,   /* in spelling.csv */
	FORM_CONFUSED = 64, /* in confusions.csv */
	FORM_COMMON = 128,  /* a hand-written list holds it or its lemma */
};

struct layout_form {
	uint32_t text, reading; /* offsets into TEXT, READINGS */
	uint8_t length, readings, flags, prior;
};

struct layout_reading {
	uint32_t lemma; /* a form */
	uint8_t tag, weight, listed, spare;
};

struct layout_string {
	uint32_t at, length;
};

struct layout_mended {
	uint32_t form;
	struct layout_string right;
};

/* `form` is wrong, and `instead` right, where the neighbour before is one of `before` and the one behind one of `after` (empty: any). */
struct layout_confusion {
	uint32_t form;
	struct layout_string instead, before, after;
};

struct layout_suffix {
	struct layout_string suffix, replacement;
	uint32_t tag, weight;
};

/* paradigms.csv the other way round: a form with this ending ('@' a consonant) may belong to a lemma with that one. */
struct layout_ending {
	char form[12], lemma[12];
	uint8_t form_length, lemma_length, tag, class;
};

/* What is written `wrong` for `right`, in Latin-1, and how little it costs (sixteenths of an edit). */
struct layout_sound {
	uint8_t wrong[4], right[4], wrong_length, right_length, cost, spare;
};

enum { PLACE_BITS = 21, PLACE_MASK = (1 << PLACE_BITS) - 1 }; /* a form's number in a slot or a place; the rest is the hash's */

/* What stands of a hash above the form: by it most misses are told without fetching the form from memory. */
static inline uint32_t
layout_mark(uint64_t hash)
{
	return (uint32_t)(hash >> (32 + PLACE_BITS));
}

#endif
