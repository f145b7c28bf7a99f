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

/* The root has by far the most edges, and every place of a post asks it; most words lead on from nowhere else. Both are told without the hash table. */
struct pattern_word {
	uint32_t first; /* where the word leads to from the root, or 0 */
	bool inner;     /* it stands in some pattern behind the first word */
};

struct patterns {
	struct map *words; /* of all patterns; the caller's, and several automata may share them */
	struct pattern_node *nodes;
	uint32_t nodes_count, nodes_capacity;
	struct pattern_edge *edges; /* a hash table from (node, word) */
	size_t edges_count, edges_size;
	struct pattern_word *by_word; /* by word of the vocabulary; by_word_size of them */
	uint32_t by_word_size;
	struct pattern_entry *entries; /* chained by node */
	uint32_t entries_count, entries_capacity;
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

/* Has the processor fetch what patterns_match will ask for at these places, side by side instead of one after the other. */
void
patterns_approach(const struct patterns *patterns, const struct place *places, const uint32_t *starts, uint32_t count);

/* What patterns_match does where a pattern begins. */
uint32_t
patterns_walk(const struct patterns *patterns, const struct place *places, uint32_t count, uint32_t start, struct match **matches, uint32_t *capacity);

/* Every match that begins at places[start], shorter before longer, in `matches` (grown as needed; *capacity its size): how many. Bounded by what patterns
 * share the beginning, not by how many there are. */
static inline uint32_t
patterns_match(const struct patterns *patterns, const struct place *places, uint32_t count, uint32_t start, struct match **matches, uint32_t *capacity)
{
	if (start >= count || !(patterns_begins(patterns, places[start].token) || patterns_begins(patterns, places[start].lemma)))
		return 0;
	return patterns_walk(patterns, places, count, start, matches, capacity);
}

void
patterns_release(struct patterns *patterns);

#endif
