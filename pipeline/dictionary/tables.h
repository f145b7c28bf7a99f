/* The smaller sections of a compiled dictionary, out of the lexicons: which tag follows which, spelling.csv, confusions.csv, suffixes.csv. */
#ifndef OMTALE_TABLES_H
#define OMTALE_TABLES_H

#include "dictionary/vocabulary.h"

struct tables {
	struct vocabulary *vocabulary;
	int8_t follows[TAG_MOST][TAG_MOST];
	struct str groups[TAG_MOST - TAG_COUNT];
	unsigned groups_class[TAG_MOST - TAG_COUNT], groups_count;
	struct arena arena;
	struct buffer mended, confusions, suffixes, sounds, strings;
};

/* Reads them; forms that only they know join the vocabulary. Init with the vocabulary alone. */
void
tables_read(struct tables *tables);

/* Forms get their final numbers, and what is sorted by form is sorted. */
void
tables_number(struct tables *tables, const uint32_t *number);

void
tables_release(struct tables *tables);

#endif
