/* Lexicons that other people made, read as they are and told apart by looking:
 *
 *   ours      a CSV whose header names a word (lemma, word, term, token) and a score (score, value, valence, sentiment)
 *   AFINN     abandon<TAB>-2
 *   VADER     abandon<TAB>-1.9<TAB>0.53852<TAB>[-1, -2, …]
 *   list      one word or phrase a line; lines that begin with # or ; are comments
 *   LIWC      %, category numbers and names, %, then word<TAB>numbers; a word that ends in * stands for all that begin so
 */
#ifndef OMTALE_FOREIGN_H
#define OMTALE_FOREIGN_H

#include "lib/map.h"

enum foreign_format { FOREIGN_SCORED, FOREIGN_LIST, FOREIGN_CATEGORIES };

struct foreign_row {
	struct str word; /* lower case, words separated by one space, without the * of a prefix */
	bool prefix;
	double score;      /* 1 in a list and in categories */
	uint32_t category; /* number in categories; 0 when there are none */
	uint64_t line;
};

struct foreign {
	enum foreign_format format;
	struct map categories; /* names, by number; none unless FOREIGN_CATEGORIES */
	struct foreign_row *rows;
	uint32_t count, capacity;
	struct arena arena;
};

/* Reads the whole file; a wrong line is a die() with file and line. */
void
foreign_read(struct foreign *foreign, const char *path);

/* The formats of lines (all but the CSV) from memory: what is wrong and in which line, or NULL. `foreign` is initialised here. */
const char *
foreign_lines(struct foreign *foreign, struct str whole, uint64_t *line);

void
foreign_release(struct foreign *foreign);

#endif
