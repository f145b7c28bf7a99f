/* What the opinion lexicon finds in a post: every match, and the scored words and modifiers chosen among them.
 *
 *   post      ikke   særlig   god   ,  men  …
 *   matches   ikke (negate); ikke særlig (negate); særlig (boost); god; men
 *   marks     [ikke særlig]           [god]   [men]         leftmost, longest, no two over one another
 */
#ifndef OMTALE_MARKS_H
#define OMTALE_MARKS_H

#include "opinion/post.h"

struct mark {
	uint32_t start, end;           /* places */
	const struct entry *sentiment; /* NULL when it is only a modifier */
	const struct entry *modifier;  /* NULL when it is only scored */
	bool negated;                  /* a negator stands inside: "faldt ikke i min smag" */
};

struct marks {
	struct mark *all; /* in reading order */
	uint32_t count, capacity;
	struct matches matches; /* all, by start */
	uint32_t kinds;         /* a bit for each enum entry_kind that some mark or topic is of */
};

static inline bool
marks_hold(const struct marks *marks, enum entry_kind kind)
{
	return marks->kinds >> kind & 1;
}

/* A modifier that opens a clause: but, though, if … */
static inline bool
mark_opens(const struct mark *mark)
{
	const uint32_t opening = 1u << ENTRY_BUT | 1u << ENTRY_THOUGH | 1u << ENTRY_UNLESS | 1u << ENTRY_CONDITION;

	return mark->modifier && opening >> mark->modifier->kind & 1;
}

/* `lexicon` may be NULL: then nothing is found. */
void
marks_read(struct marks *marks, const struct lexicon *lexicon, const struct post *post);

/* Whether a negator stands in places [from, to). */
bool
marks_negator(const struct post *post, uint32_t from, uint32_t to);

void
marks_release(struct marks *marks);

#endif
