/* What the rules share: rules.c (negation, strength, and the order of all), scopes.c (clauses, questions, the words of others), irony.c. */
#ifndef OMTALE_RULES_H
#define OMTALE_RULES_H

#include "opinion/sentiment.h"

/* Notes what a rule does to a word, and does it. */
static inline void
turn(struct hit *hit, enum rule rule, double value, struct str by)
{
	hit->score *= value;
	if (hit->turns_count < MOST_TURNS)
		hit->turns[hit->turns_count++] = (struct turn){rule, value, by};
}

static inline const struct spot *
spot_of(const struct reading *reading, uint32_t place)
{
	return &reading->post->spots[place];
}

static inline bool
same_clause(const struct reading *reading, uint32_t a, uint32_t b)
{
	return spot_of(reading, a)->clause == spot_of(reading, b)->clause;
}

static inline struct sentence *
sentence_of(const struct reading *reading, uint32_t place)
{
	return &reading->clauses->sentences[spot_of(reading, place)->sentence];
}

static inline const struct clause *
clause_of(const struct reading *reading, uint32_t place)
{
	return &reading->clauses->all[spot_of(reading, place)->clause];
}

static inline bool
is_kind(const struct mark *mark, enum entry_kind kind)
{
	return mark->modifier && mark->modifier->kind == kind;
}

/* Each in the order in which rules_apply calls it; what it does stands beside its definition. */
void
apply_but(struct reading *reading);
void
apply_clauses(struct reading *reading);
void
apply_quotation(struct reading *reading);
void
apply_question(struct reading *reading);
void
apply_irony(struct reading *reading);

#endif
