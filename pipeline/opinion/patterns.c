#include "opinion/patterns.h"

#include <stdlib.h>

/* Node 0 is the root; as a target 0 means "no edge". */
struct pattern_node {
	uint32_t any, gap, slot;          /* where *, … and <> lead */
	uint32_t first_entry, last_entry; /* number + 1 in entries, or 0 */
	uint32_t head;                    /* number + 1 of the word that leads here from the root, or 0 */
	uint64_t edges;                   /* a bit for each word that leads on from here, by its hash: 0 where none does */
};

struct pattern_entry {
	uint32_t entry, next; /* next: number + 1, or 0 */
	bool leading;         /* <> stood in front of all its words */
};

static bool
is_wild(struct str word)
{
	return str_equal(word, STR("*")) || str_equal(word, STR("…")) || str_equal(word, STR("<>"));
}

/* Stands for more words or fewer. */
static bool
is_loose(struct str word)
{
	return str_equal(word, STR("…")) || str_equal(word, STR("<>"));
}

const char *
patterns_problem(struct str pattern)
{
	struct str last = {0};
	int words = 0, slots = 0;

	for (struct str rest = pattern; rest.at;) {
		struct str word = str_cut(&rest, ' ');
		if (word.length == 0)
			return "two spaces, or one at an end";
		if (is_wild(word) && words == 0 && !str_equal(word, STR("<>")))
			return "it begins with a word that stands for any";
		if (is_wild(word) && words == 1 && is_loose(last))
			return "<> and a word that stands for any at its beginning";
		if (is_loose(word) && words && is_loose(last))
			return "… and <> side by side, where nobody can tell which words are whose";
		slots += str_equal(word, STR("<>"));
		last = word;
		words++;
	}
	if (words == 0 || pattern.length == 0)
		return "it is empty";
	if (slots > 1)
		return "<> stands in it twice";
	if (str_equal(last, STR("*")) || str_equal(last, STR("…")))
		return "it ends with a word that stands for any";
	return NULL;
}

const char *
patterns_idle(struct str pattern)
{
	for (struct str rest = pattern; rest.at;) {
		struct str word = str_cut(&rest, ' ');
		if (is_wild(word) || word.length == 0)
			continue;
		if (word.length > 1 && strchr(",;!?", word.at[word.length - 1]) && ((unsigned char)word.at[0] | 0x20) >= 'a')
			return "a word is never followed by its comma or mark in one token";
		if (word.length == 1 && strchr(".,;:!?-()\"'", word.at[0]))
			return "patterns pass over punctuation";
	}
	return NULL;
}

static uint32_t
new_node(struct patterns *patterns)
{
	if (patterns->nodes_count == patterns->nodes_capacity) {
		patterns->nodes_capacity = patterns->nodes_capacity ? patterns->nodes_capacity * 2 : 1024;
		patterns->nodes = memory_grow(patterns->nodes, patterns->nodes_capacity, sizeof *patterns->nodes);
	}
	patterns->nodes[patterns->nodes_count] = (struct pattern_node){0};
	return patterns->nodes_count++;
}

/* Most nodes have few edges, so that most words are seen not to be among them without a look into the hash table. */
static uint64_t
word_bit(uint32_t word)
{
	return (uint64_t)1 << (word * 0x9e3779b1u >> 26);
}

/* The same of one that follows a first word: the highest bit stands for any word. */
#define ANY_BIT ((uint64_t)1 << 63)

static inline uint64_t
second_bit(uint32_t word)
{
	return (uint64_t)1 << ((uint64_t)(word * 0x9e3779b1u) * 63 >> 32);
}

static struct pattern_word *
word_of(struct patterns *patterns, uint32_t word)
{
	if (word >= patterns->by_word_size) {
		uint32_t size = patterns->by_word_size ? patterns->by_word_size : 1024;
		while (size <= word)
			size *= 2;
		patterns->by_word = memory_grow(patterns->by_word, size, sizeof *patterns->by_word);
		memset(patterns->by_word + patterns->by_word_size, 0, (size - patterns->by_word_size) * sizeof *patterns->by_word);
		patterns->by_word_size = size;
	}
	return &patterns->by_word[word];
}

/* What may follow a first word. */
static void
note_second(struct patterns *patterns, uint32_t node, uint64_t bits)
{
	if (patterns->nodes[node].head)
		patterns->by_word[patterns->nodes[node].head - 1].seconds |= bits;
}

static uint32_t
first_step(struct patterns *patterns, uint32_t word)
{
	struct pattern_word *head = word_of(patterns, word);

	if (head->first == 0) {
		head->first = new_node(patterns);
		patterns->nodes[head->first].head = word + 1;
	}
	return head->first;
}

/* The node that `word` leads to from `node`, made when there is none. */
static uint32_t
step(struct patterns *patterns, uint32_t node, struct str word)
{
	uint32_t made, number;

	if (is_wild(word)) {
		uint32_t target = str_equal(word, STR("*"))    ? patterns->nodes[node].any
		                  : str_equal(word, STR("<>")) ? patterns->nodes[node].slot
		                                               : patterns->nodes[node].gap;
		if (target)
			return target;
		note_second(patterns, node, ANY_BIT);
		made = new_node(patterns);
		*(str_equal(word, STR("*"))    ? &patterns->nodes[node].any
		  : str_equal(word, STR("<>")) ? &patterns->nodes[node].slot
		                               : &patterns->nodes[node].gap) = made;
		return made;
	}
	number = map_add(patterns->words, word);
	if (node == 0)
		return first_step(patterns, number);
	if ((made = edges_find(&patterns->edges, node, number)))
		return made;
	made = new_node(patterns);
	edges_add(&patterns->edges, node, number, made);
	patterns->nodes[node].edges |= word_bit(number);
	note_second(patterns, node, second_bit(number));
	return made;
}

void
patterns_add(struct patterns *patterns, struct str pattern, uint32_t entry)
{
	uint32_t node = 0, reach = 0;
	bool leading = str_starts(pattern, STR("<> "));

	if (patterns->nodes_count == 0)
		new_node(patterns);
	if (leading)
		pattern = (struct str){pattern.at + 3, pattern.length - 3};
	for (struct str rest = pattern; rest.at;) {
		struct str word = str_cut(&rest, ' ');
		node = step(patterns, node, word);
		reach += str_equal(word, STR("…")) ? LONGEST_GAP : str_equal(word, STR("<>")) ? LONGEST_SLOT : 1;
	}
	if (reach > patterns->reach)
		patterns->reach = reach;
	if (patterns->entries_count == patterns->entries_capacity) {
		patterns->entries_capacity = patterns->entries_capacity ? patterns->entries_capacity * 2 : 1024;
		patterns->entries = memory_grow(patterns->entries, patterns->entries_capacity, sizeof *patterns->entries);
	}
	patterns->entries[patterns->entries_count++] = (struct pattern_entry){entry, 0, leading};
	/* Behind those already there, so that matches come in the order of the lexicon. */
	struct pattern_node *end = &patterns->nodes[node];
	if (end->last_entry)
		patterns->entries[end->last_entry - 1].next = patterns->entries_count;
	else
		end->first_entry = patterns->entries_count;
	end->last_entry = patterns->entries_count;
	if (end->head)
		patterns->by_word[end->head - 1].entry = end->first_entry;
}

/* What a match has gathered on its way: where <> stood, how many words were matched by the token, how many places were passed over. */
struct path {
	uint32_t slot, slot_end, tokens, passed;
	bool over; /* the place just left was passed over, so that no pattern ends here */
};

struct walk {
	const struct patterns *patterns;
	const struct place *places;
	uint32_t count, start;
	struct matches *matches;
};

static uint32_t
edge_to(const struct patterns *patterns, uint32_t node, uint32_t word)
{
	return patterns->nodes[node].edges & word_bit(word) ? edges_find(&patterns->edges, node, word) : 0;
}

/* <> in front of a pattern is not looked for from every place of a post: what stands before the words is taken when they are found. */
static bool
lead(const struct walk *walk, struct path *path)
{
	uint32_t from = walk->start;

	while (from > 0 && walk->start - from < LONGEST_SLOT && !walk->places[from - 1].barrier)
		from--;
	path->slot = from;
	path->slot_end = walk->start;
	return from < walk->start;
}

static void
report(struct walk *walk, uint32_t first, uint32_t end, struct path path)
{
	for (uint32_t e = first; e; e = walk->patterns->entries[e - 1].next) {
		const struct pattern_entry *entry = &walk->patterns->entries[e - 1];
		struct path way = path;
		if (entry->leading && !lead(walk, &way))
			continue;
		if (walk->matches->count == walk->matches->capacity) {
			walk->matches->capacity = walk->matches->capacity ? walk->matches->capacity * 2 : 16;
			walk->matches->all = memory_grow(walk->matches->all, walk->matches->capacity, sizeof *walk->matches->all);
		}
		walk->matches->all[walk->matches->count++] = (struct match){entry->entry, walk->start, end, way.slot, way.slot_end, way.tokens, way.passed};
	}
}

static void
go(struct walk *walk, uint32_t node, uint32_t at, struct path path);

static void
go_wild(struct walk *walk, const struct pattern_node *here, uint32_t at, struct path path)
{
	if (here->gap)
		for (uint32_t skip = 0; skip <= LONGEST_GAP && at + skip <= walk->count; skip++) {
			go(walk, here->gap, at + skip, path);
			if (at + skip < walk->count && walk->places[at + skip].barrier)
				break;
		}
	if (here->slot)
		for (uint32_t length = 1; length <= LONGEST_SLOT && at + length <= walk->count && !walk->places[at + length - 1].barrier; length++)
			go(walk, here->slot, at + length, (struct path){at, at + length, path.tokens, path.passed, false});
	if (here->any && at < walk->count && !walk->places[at].barrier)
		go(walk, here->any, at + 1, path);
}

/* Depth is bounded by the longest pattern; breadth by two readings of a word, by gaps and by what may be passed over. */
static void
go(struct walk *walk, uint32_t node, uint32_t at, struct path path)
{
	const struct pattern_node *here = &walk->patterns->nodes[node];
	const struct place *place = &walk->places[at];
	uint32_t target;

	if (!path.over) {
		if (here->first_entry)
			report(walk, here->first_entry, at, path);
		if (here->gap || here->slot || here->any)
			go_wild(walk, here, at, path);
	}
	if (!here->edges || at >= walk->count || place->barrier)
		return;
	if ((target = edge_to(walk->patterns, node, place->token)))
		go(walk, target, at + 1, (struct path){path.slot, path.slot_end, path.tokens + 1, path.passed, false});
	if (place->lemma != place->token && (target = edge_to(walk->patterns, node, place->lemma)))
		go(walk, target, at + 1, (struct path){path.slot, path.slot_end, path.tokens, path.passed, false});
	if (place->optional && path.passed < MOST_PASSED)
		go(walk, node, at + 1, (struct path){path.slot, path.slot_end, path.tokens, path.passed + 1, true});
}

/* A way from the root that is worth going, or only its first step. */
struct way {
	uint32_t node, entry; /* the node, or 0 and the first of the entries */
	uint32_t start, tokens;
};

/* The bits of what may follow a first word here. */
static inline uint64_t
next_bits(const struct walk *walk, uint32_t start)
{
	const struct place *next = &walk->places[start + 1];

	if (start + 1 == walk->count)
		return ANY_BIT;
	return next->optional ? UINT64_MAX : ANY_BIT | second_bit(next->token) | second_bit(next->lemma);
}

/* Of those whose bits are right, most are not the word. */
static bool
leads_on(const struct walk *walk, const struct pattern_word *head, uint32_t start)
{
	const struct place *next = &walk->places[start + 1];

	return head->seconds & ANY_BIT || next->optional || edges_may_hold(&walk->patterns->edges, head->first, next->token) ||
	       edges_may_hold(&walk->patterns->edges, head->first, next->lemma);
}

static inline uint32_t
add_way(struct way *way, const struct walk *walk, uint32_t start, uint64_t bits, uint32_t word, uint32_t tokens)
{
	const struct patterns *patterns = walk->patterns;

	if (word >= patterns->by_word_size)
		return 0;
	const struct pattern_word *head = &patterns->by_word[word];
	if (head->seconds & bits && leads_on(walk, head, start)) {
		__builtin_prefetch(&patterns->nodes[head->first]);
		*way = (struct way){head->first, 0, start, tokens};
		return 1;
	}
	*way = (struct way){0, head->entry, start, tokens};
	return head->entry != 0;
}

enum { AHEAD = 32 };

/* The root's edges are the words' own. <> may stand alone, and then it leads from the root. The nodes of many ways are fetched from memory side by side. */
void
patterns_find(const struct patterns *patterns, const struct place *places, uint32_t count, const uint32_t *starts, uint32_t starts_count,
              struct matches *matches)
{
	struct walk walk = {patterns, places, count, 0, matches};
	struct way ways[3 * AHEAD];

	for (uint32_t s = 0; s < starts_count;) {
		uint32_t ways_count = 0;
		for (uint32_t end = starts_count - s > AHEAD ? s + AHEAD : starts_count; s < end; s++) {
			const struct place *place = &places[starts[s]];
			if (patterns->nodes[0].slot)
				ways[ways_count++] = (struct way){0, 0, starts[s], 0};
			if (place->barrier)
				continue;
			uint64_t bits = next_bits(&walk, starts[s]);
			ways_count += add_way(&ways[ways_count], &walk, starts[s], bits, place->token, 1);
			if (place->lemma != place->token)
				ways_count += add_way(&ways[ways_count], &walk, starts[s], bits, place->lemma, 0);
		}
		for (uint32_t w = 0; w < ways_count; w++) {
			struct path path = {.tokens = ways[w].tokens};
			walk.start = ways[w].start;
			if (ways[w].entry)
				report(&walk, ways[w].entry, walk.start + 1, path);
			else
				go(&walk, ways[w].node, ways[w].node ? walk.start + 1 : walk.start, path);
		}
	}
}

void
patterns_release(struct patterns *patterns)
{
	free(patterns->nodes);
	edges_release(&patterns->edges);
	free(patterns->by_word);
	free(patterns->entries);
	*patterns = (struct patterns){0};
}
