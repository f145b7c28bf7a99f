/* What is known of each word in our languages and others, gathered from Hunspell's dictionaries and the lexicons before the table of languages is made. */
#ifndef OMTALE_TESTIMONY_H
#define OMTALE_TESTIMONY_H

#include "dictionary/signs.h"
#include "language/profile.h"
#include "lib/map.h"

/* What is gathered about a word. */
struct entry {
	float frequency[PROFILE_OURS];
	uint8_t marker[PROFILE_OURS]; /* weight in markers.csv */
	uint8_t known, named;         /* bit l: as a word of language l, as a name */
	bool frequent;                /* in a list of frequencies */
	uint32_t extra_plus_one;      /* the first of its extras */
};

struct extra {
	uint8_t other;
	float frequency;
	uint32_t next_plus_one;
};

/* Init by testimony_read. Words are in lower case; "-orna" is an ending of other languages and "-ß-" a letter. */
struct testimony {
	struct map words;
	struct entry *entries;
	uint32_t capacity;
	struct extra *extras;
	uint32_t extras_count, extras_capacity;
	char others[PROFILE_OTHERS][4];
	uint32_t others_count;
	struct signs *signs;
	unsigned language; /* whose dictionary is being read */
	struct buffer lower;
};

/* Reads everything; dies when a dictionary or a lexicon is not there. */
void
testimony_read(struct testimony *testimony);

void
testimony_release(struct testimony *testimony);

#endif
