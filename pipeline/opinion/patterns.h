/* One automaton over words: all patterns of a lexicon in one tree, so that matching costs the same with a hundred patterns as with a hundred thousand.
 *
 *   "ikke noget at råbe hurra for"      root -ikke-> . -noget-> . … -for-> (entry)
 *   "stole * på"                        root -stole-> . -any-> . -på-> (entry)
 *   "hvis … bare"                       root -hvis-> . -gap (0 to 4 words)-> . -bare-> (entry)
 *   "kunne <> ikke bare"                root -kunne-> . -slot (1 to 6 words)-> . -ikke-> …
 *
 * A word of a pattern matches where it equals the token in lower case or the lemma; both are given as numbers, so that a step is a look-up of two numbers.
 */
#ifndef OMTALE_PATTERNS_H
#define OMTALE_PATTERNS_H

#include "lib/map.h"
#include "opinion/edges.h"

enum { LONGEST_GAP = 4, LONGEST_SLOT = 6, MOST_PASSED = 2 };

/* One place in a post: what a pattern's words are compared with. MAP_NONE where no pattern has the word. */
struct place {
	uint32_t token, lemma;
	bool barrier;  /* this place is a sentence's end: no pattern reaches over it */
	bool optional; /* a pattern of several words may pass over this one: "stoler IKKE på" matches "stoler på" */
};

struct match {
	uint32_t entry;          /* as given to patterns_add */
	uint32_t start, end;     /* places [start, end) */
	uint32_t slot, slot_end; /* what stood for <>; both 0 when the pattern has none */
	uint32_t tokens;         /* how many of its words were matched by the token itself, not by the lemma */
	uint32_t passed;         /* how many optional places it passed over */
};

/* The root has by far the most edges, and every place of a post asks it. Most words that begin a pattern are all of it, or begin some of several words, whose
 * second is not the one that follows: that is told without a look at the nodes or at the hash table. */
struct pattern_word {
	uint32_t first;   /* where the word leads to from the root, or 0 */
	uint32_t entry;   /* the first entry there: number + 1, or 0 */
	uint64_t seconds; /* a bit for each word that may follow, by its hash; the highest when anything may */
};

struct patterns {
	struct map *words; /* of all patterns; the caller's, and several automata may share them */
	struct pattern_node *nodes;
	uint32_t nodes_count, nodes_capacity;
	struct edges edges;           /* but those of the root */
	struct pattern_word *by_word; /* by word of the vocabulary; by_word_size of them */
	uint32_t by_word_size;
	struct pattern_entry *entries; /* chained by node */
	uint32_t entries_count, entries_capacity;
	uint32_t reach; /* the most places that a match may take, unless it passes some over */
};

/* What a pattern cannot be, or NULL: an empty one, one that begins or ends with * or …, two slots. */
const char *
patterns_problem(struct str pattern);

/* Why a pattern can never match, though nothing is wrong with its form, or NULL: tokens hold no word with a comma behind it. */
const char *
patterns_idle(struct str pattern);

/* Adds a pattern without problems: its words are lower-cased by the caller. Several entries may share one pattern. */
void
patterns_add(struct patterns *patterns, struct str pattern, uint32_t entry);

/* The number to compare a token or lemma by. */
static inline uint32_t
patterns_word(const struct patterns *patterns, struct str word)
{
	return map_find(patterns->words, word);
}

/* Whether some pattern begins with this word. */
static inline bool
patterns_begins(const struct patterns *patterns, uint32_t word)
{
	return word < patterns->by_word_size && patterns->by_word[word].first;
}

/* Grown as needed; free(all). */
struct matches {
	struct match *all;
	uint32_t count, capacity;
};

/* Appends every match that begins at one of the places places[starts[…]], in that order, shorter before longer. Bounded by what patterns share the beginning,
 * not by how many there are. */
void
patterns_find(const struct patterns *patterns, const struct place *places, uint32_t count, const uint32_t *starts, uint32_t starts_count,
              struct matches *matches);

/* The same for one place, in the stead of what was found before: how many. */
static inline uint32_t
patterns_match(const struct patterns *patterns, const struct place *places, uint32_t count, uint32_t start, struct matches *matches)
{
	matches->count = 0;
	if (start < count && (patterns_begins(patterns, places[start].token) || patterns_begins(patterns, places[start].lemma)))
		patterns_find(patterns, places, count, &start, 1, matches);
	return matches->count;
}

void
patterns_release(struct patterns *patterns);

#endif
