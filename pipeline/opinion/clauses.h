/* Where clauses end: what negation, conditions and other people's words reach to, and whom a judgement is about, stop there.
 *
 *   Jeg liker maten | men den er ikke god , | selv om alle sier | at den er det .
 */
#ifndef OMTALE_CLAUSES_H
#define OMTALE_CLAUSES_H

#include "opinion/marks.h"

struct clause {
	uint32_t start, end; /* places; a sentence's end mark belongs to its last clause */
	uint32_t sentence;
};

struct sentence {
	uint32_t start, end; /* places */
	bool question, irony;
	bool waiting, never;          /* a wait is spoken of; "never" and the like stands in it */
	bool complaint;               /* a complaint in words that need no score: "hvad fanden laver I?" */
	uint32_t but_first, but_last; /* places where "but" and its like stand, or MAP_NONE */
};

struct clauses {
	struct clause *all;
	uint32_t count, capacity;
	struct sentence *sentences;
	uint32_t sentences_count, sentences_capacity;
};

/* Finds the borders and writes each place's clause into post->spots; the marks tell where a modifier opens one. */
void
clauses_read(struct clauses *clauses, struct post *post, const struct marks *marks);

void
clauses_release(struct clauses *clauses);

#endif
