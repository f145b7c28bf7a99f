#include "opinion/patterns.h"

#include <stdlib.h>

/* Node 0 is the root; as a target 0 means "no edge". */
struct pattern_node {
	uint32_t any, gap, slot;          /* where *, … and <> lead */
	uint32_t first_entry, last_entry; /* number + 1 in entries, or 0 */
	uint32_t head;                    /* number + 1 of the word that leads here from the root, or 0 */
	uint64_t edges;                   /* a bit for each word that leads on from here, by its hash: 0 where none does */
};

struct pattern_edge {
	uint32_t node, word, target;
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

static size_t
edge_place(const struct patterns *patterns, uint32_t node, uint32_t word)
{
	size_t mask = patterns->edges_size - 1;
	uint64_t hash = ((uint64_t)node << 32 | word) * 0x9e3779b97f4a7c15u;

	for (size_t i = (size_t)(hash >> 20) & mask;; i = (i + 1) & mask) {
		const struct pattern_edge *edge = &patterns->edges[i];
		if (edge->target == 0 || (edge->node == node && edge->word == word))
			return i;
	}
}

static void
grow_edges(struct patterns *patterns)
{
	struct pattern_edge *old = patterns->edges;
	size_t old_size = patterns->edges_size;

	patterns->edges_size = old_size ? old_size * 2 : 1024;
	patterns->edges = memory_new(patterns->edges_size, sizeof *patterns->edges);
	for (size_t i = 0; i < old_size; i++)
		if (old[i].target)
			patterns->edges[edge_place(patterns, old[i].node, old[i].word)] = old[i];
	free(old);
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

static uint32_t
hash_bit(uint32_t number)
{
	return (uint32_t)1 << (number * 0x9e3779b1u >> 27);
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
note_second(struct patterns *patterns, uint32_t node, uint32_t bits)
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
	size_t place;

	if (is_wild(word)) {
		uint32_t target = str_equal(word, STR("*"))    ? patterns->nodes[node].any
		                  : str_equal(word, STR("<>")) ? patterns->nodes[node].slot
		                                               : patterns->nodes[node].gap;
		if (target)
			return target;
		note_second(patterns, node, UINT32_MAX);
		made = new_node(patterns);
		*(str_equal(word, STR("*"))    ? &patterns->nodes[node].any
		  : str_equal(word, STR("<>")) ? &patterns->nodes[node].slot
		                               : &patterns->nodes[node].gap) = made;
		return made;
	}
	number = map_add(patterns->words, word);
	if (node == 0)
		return first_step(patterns, number);
	if (patterns->edges_count >= patterns->edges_size / 2)
		grow_edges(patterns);
	place = edge_place(patterns, node, number);
	if (patterns->edges[place].target)
		return patterns->edges[place].target;
	made = new_node(patterns);
	patterns->edges[place] = (struct pattern_edge){node, number, made};
	patterns->edges_count++;
	patterns->nodes[node].edges |= word_bit(number);
	word_of(patterns, number)->nodes |= hash_bit(node);
	note_second(patterns, node, hash_bit(number));
	return made;
}

void
patterns_add(struct patterns *patterns, struct str pattern, uint32_t entry)
{
	uint32_t node = 0;

	bool leading = str_starts(pattern, STR("<> "));

	if (patterns->nodes_count == 0)
		new_node(patterns);
	if (leading)
		pattern = (struct str){pattern.at + 3, pattern.length - 3};
	for (struct str rest = pattern; rest.at;)
		node = step(patterns, node, str_cut(&rest, ' '));
	if (patterns->entries_count == patterns->entries_capacity) {
		patterns->entries_capacity = patterns->entries_capacity ? patterns->entries_capacity * 2 : 1024;
		patterns->entries = memory_grow(patterns->entries, patterns->entries_capacity, sizeof *patterns->entries);
	}
	patterns->entries[patterns->entries_count++] = (struct pattern_entry){entry, 0, leading};
	note_second(patterns, node, UINT32_MAX);
	/* Behind those already there, so that matches come in the order of the lexicon. */
	struct pattern_node *end = &patterns->nodes[node];
	if (end->last_entry)
		patterns->entries[end->last_entry - 1].next = patterns->entries_count;
	else
		end->first_entry = patterns->entries_count;
	end->last_entry = patterns->entries_count;
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
	if (!(patterns->nodes[node].edges & word_bit(word)) || word >= patterns->by_word_size || !(patterns->by_word[word].nodes & hash_bit(node)))
		return 0;
	return patterns->edges[edge_place(patterns, node, word)].target;
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
report(struct walk *walk, uint32_t node, uint32_t end, struct path path)
{
	for (uint32_t e = walk->patterns->nodes[node].first_entry; e; e = walk->patterns->entries[e - 1].next) {
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
			report(walk, node, at, path);
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

/* A way from the root that is worth going. */
struct way {
	uint32_t node, start, tokens;
};

static bool
leads_on(const struct pattern_word *head, const struct place *next, const struct place *end)
{
	if (head->seconds == UINT32_MAX)
		return true;
	return next < end && head->seconds && (next->optional || head->seconds & (hash_bit(next->token) | hash_bit(next->lemma)));
}

static void
add_way(struct way *ways, uint32_t *count, const struct walk *walk, uint32_t start, uint32_t word, uint32_t tokens)
{
	const struct pattern_word *head;

	if (word >= walk->patterns->by_word_size)
		return;
	head = &walk->patterns->by_word[word];
	if (!leads_on(head, &walk->places[start + 1], walk->places + walk->count))
		return;
	__builtin_prefetch(&walk->patterns->nodes[head->first]);
	ways[(*count)++] = (struct way){head->first, start, tokens};
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
				ways[ways_count++] = (struct way){0, starts[s], 0};
			if (place->barrier)
				continue;
			add_way(ways, &ways_count, &walk, starts[s], place->token, 1);
			if (place->lemma != place->token)
				add_way(ways, &ways_count, &walk, starts[s], place->lemma, 0);
		}
		for (uint32_t w = 0; w < ways_count; w++) {
			walk.start = ways[w].start;
			go(&walk, ways[w].node, ways[w].node ? walk.start + 1 : walk.start, (struct path){.tokens = ways[w].tokens});
		}
	}
}

void
patterns_release(struct patterns *patterns)
{
	free(patterns->nodes);
	free(patterns->edges);
	free(patterns->by_word);
	free(patterns->entries);
	*patterns = (struct patterns){0};
}
