/* What the page says, in the reader's language: words.csv has a key and a column for each language.
 *
 *   key,en,da,nb,nn
 *   brands.title,Brands side by side,Brandene side om side,Merkene side om side,Merka side om side
 */
#ifndef OMTALE_WORDS_H
#define OMTALE_WORDS_H

#include "lib/map.h"
#include "lib/sink.h"

struct words { /* init with {0} */
	struct map keys;
	struct str *texts; /* by the key's number; they live in the arena */
	struct arena arena;
};

/* Reads the column `lang`; an empty cell takes the English text. Dies when the file is not what it should be. */
void
words_read(struct words *words, const char *path, const char *lang);

/* The text of a key, or a die(): a template that asks for what is not there is a mistake of ours. */
struct str
words_find(const struct words *words, struct str key);

/* All of them as a JSON object. */
void
words_write(const struct words *words, struct sink *sink);

void
words_release(struct words *words);

#endif
