/* What is said: the scored words of a post, the rules that change them, and the sums.
 *
 * Each rule is a function of its own in rules.c, scopes.c and irony.c, with its linguistics in a comment; what it did to a word is kept in the word's turns,
 * for the evidence and for --explain.
 */
#ifndef OMTALE_SENTIMENT_H
#define OMTALE_SENTIMENT_H

#include "opinion/brands.h"
#include "opinion/clauses.h"
#include "opinion/marks.h"

enum rule {
	RULE_NEGATION,
	RULE_LITOTES,
	RULE_BOOST,
	RULE_DAMPEN,
	RULE_CAPITALS,
	RULE_BUT,
	RULE_THOUGH,
	RULE_UNLESS,
	RULE_CONDITION,
	RULE_WISH,
	RULE_UNREAL,
	RULE_QUOTATION,
	RULE_QUESTION,
	RULE_COMPARISON,
	RULE_IRONY,
	RULES,
};

/* What a rule did to a word: its score times `value`, because of `by` (empty when it is not a word). */
struct turn {
	enum rule rule;
	double value;
	struct str by;
};

enum { MOST_TURNS = 8 };

enum hit_source { HIT_WORD, HIT_EMOJI, HIT_TOPIC };

/* A scored word and what it came to. */
struct hit {
	uint32_t start, end; /* places */
	enum hit_source source;
	enum topic topic;    /* of HIT_TOPIC only */
	struct str text;     /* the lexicon's, or the emoji */
	struct str evidence; /* the lexicon's, where no rule turns it; or none */
	double plain, score; /* before and behind the rules */
	bool negated;
	unsigned turns_count;
	struct turn turns[MOST_TURNS];
};

struct sentiment {
	struct hit *hits; /* in reading order */
	uint32_t count, capacity;
	double positive, negative; /* sums, both ≥ 0 */
	double score;              /* -1 … 1 */
	const char *polarity;
};

const char *
rule_name(enum rule rule);

/* One post as the rules see it. */
struct reading {
	const struct lexicon *lexicon; /* NULL for a language that we have none of: then only emoji count */
	const struct post *post;
	const struct marks *marks;
	const struct clauses *clauses;
	const struct mentions *mentions;
	struct sentiment *sentiment;
};

void
sentiment_read(struct reading *reading);

/* All rules, in their order. */
void
rules_apply(struct reading *reading);

/* A sum of scores as a number between -1 and 1. */
double
sentiment_squash(double sum);

void
sentiment_release(struct sentiment *sentiment);

#endif
