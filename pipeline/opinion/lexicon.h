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
};

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
};

struct entry {
	enum entry_kind kind;
	enum topic topic;  /* of ENTRY_TOPIC */
	double value;      /* score, or what a modifier multiplies by */
	struct str text;   /* the pattern */
};

struct lexicon {
	struct patterns patterns;
	struct entry *entries;
	uint32_t count, capacity;
	struct map stopwords; /* lemmas that carry no theme */
	struct arena arena;
};

const char *
entry_kind_name(enum entry_kind kind);

/* "trust", "distrust" … */
const char *
topic_name(enum topic topic);

/* `words` is shared by the lexicons of all languages. */
void
lexicon_init(struct lexicon *lexicon, struct map *words);

/* Each adds a file's rows; a wrong row is a die() with file and line, a pattern that can never match a warning. */
void
lexicon_sentiment(struct lexicon *lexicon, const char *path);
void
lexicon_modifiers(struct lexicon *lexicon, const char *path);
void
lexicon_topics(struct lexicon *lexicon, const char *path);
void
lexicon_stopwords(struct lexicon *lexicon, const char *path);

void
lexicon_release(struct lexicon *lexicon);

#endif
