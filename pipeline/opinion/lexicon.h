/* The opinion lexicon of one language: what its words and turns do, all in one automaton.
 *
 *   sentiment.csv  god,2.0                 ENTRY_SENTIMENT  2.0
 *   modifiers.csv  ikke,negate,-0.7        ENTRY_NEGATE    -0.7
 *   topics.csv     wish,jeg ville ønske at ENTRY_TOPIC      wish
 *
 * Formats of other people are told apart by looking: AFINN (word, tab, score), VADER (word, tab, mean, tab, deviation, tab, ratings), lists of one word a
 * line, LIWC's .dic. Everything lives as long as the process.
 */
#ifndef OMTALE_LEXICON_H
#define OMTALE_LEXICON_H

#include "opinion/patterns.h"

enum entry_kind {
	ENTRY_SENTIMENT,
	ENTRY_NEGATE,
	ENTRY_WITHOUT,
	ENTRY_BOOST,
	ENTRY_DAMPEN,
	ENTRY_BUT,
	ENTRY_THOUGH,
	ENTRY_UNLESS,
	ENTRY_CONDITION,
	ENTRY_THAN,
	ENTRY_WISH,
	ENTRY_QUOTE,
	ENTRY_IRONY,
	ENTRY_TOPIC,
} __attribute__((packed));

static inline bool
entry_denies(enum entry_kind kind)
{
	return kind == ENTRY_NEGATE || kind == ENTRY_WITHOUT;
}

enum topic {
	TOPIC_TRUST,
	TOPIC_DISTRUST,
	TOPIC_WISH,
	TOPIC_NEED,
	TOPIC_PREFERENCE,
	TOPIC_DREAM,
	TOPIC_COMPLAINT,
	TOPIC_PRAISE,
	TOPIC_QUESTION,
	TOPIC_RECOMMEND,
	TOPIC_LEAVE,
	TOPIC_JOIN,
	TOPIC_HELP,
	TOPIC_THANKS,
	TOPIC_WAITING,
	TOPIC_PRICE,
	TOPIC_SERVICE,
	TOPICS,
} __attribute__((packed));

struct entry { /* half a line of the processor's cache */
	enum entry_kind kind;
	enum topic topic;  /* of ENTRY_TOPIC */
	uint32_t evidence; /* bytes, of ENTRY_SENTIMENT */
	double value;      /* score, or what a modifier multiplies by */
	struct str text;   /* the pattern; behind it and a NUL stands the evidence */
};

/* What evidence_text says of a scored word that no rule has turned, as most are: "stole_på:+2". */
static inline struct str
entry_evidence(const struct entry *entry)
{
	return (struct str){entry->text.at + entry->text.length + 1, entry->evidence};
}

/* What a word can be, as far as lemmas.csv (closed classes, irregular words) and modifiers.csv know. */
enum word_class {
	CLASS_OPTIONAL = 1,    /* ikke, virkelig: it may stand inside a pattern of several words */
	CLASS_CONJUNCTION = 2, /* og, eller, and: it joins equals */
	CLASS_SUBJUNCTION = 4, /* fordi, when: it opens a clause */
	CLASS_VERB = 8,
	CLASS_PRONOUN = 16,
	CLASS_NEGATOR = 32,
	CLASS_BEGINS = 64, /* some pattern begins with it; told by lexicon_class only */
	CLASS_STIRS = 128, /* clauses_read is to look at it: it joins, it opens, it asks, it is "never"; told by words_learn only */
};

struct lexicon {
	struct patterns patterns;
	uint8_t *classes; /* by word of the vocabulary; classes_size of them */
	uint32_t classes_size;
	struct entry *entries;
	uint32_t count, capacity;
	struct map stopwords; /* lemmas that carry no theme */
	struct arena arena;
	struct buffer lower;
	bool verb_first; /* negation follows the finite verb: Danish, bokmål, nynorsk */
};

/* "trust", "distrust" … */
const char *
topic_name(enum topic topic);

/* `words` is shared by the lexicons of all languages. */
void
lexicon_init(struct lexicon *lexicon, struct map *words);

/* Each adds a file's rows; a wrong row is a die() with file and line, a pattern that can never match a warning. */
void
lexicon_sentiment(struct lexicon *lexicon, const char *path);
/* The user's own, in any format of opinion/foreign.h that has scores; a list of words has the sign of the "pos" or "neg" in its name. */
void
lexicon_sentiment_any(struct lexicon *lexicon, const char *path);
void
lexicon_modifiers(struct lexicon *lexicon, const char *path);
void
lexicon_topics(struct lexicon *lexicon, const char *path);
void
lexicon_stopwords(struct lexicon *lexicon, const char *path);

void
lexicon_classes(struct lexicon *lexicon, const char *path);

/* The classes of a word of the vocabulary (0 for MAP_NONE). */
static inline unsigned
lexicon_class(const struct lexicon *lexicon, uint32_t word)
{
	return (word < lexicon->classes_size ? lexicon->classes[word] : 0u) | (patterns_begins(&lexicon->patterns, word) ? CLASS_BEGINS : 0u);
}

void
lexicon_release(struct lexicon *lexicon);

#endif
