/* What is kept back of the people behind posts: who is to be forgotten, what is masked, whose name becomes a pseudonym; in this order.
 */
#ifndef OMTALE_DISCRETION_H
#define OMTALE_DISCRETION_H

#include "archive/forgetting.h"
#include "archive/posts.h"
#include "archive/pseudonyms.h"
#include "archive/redaction.h"

struct discretion {
	const char *forget, *key, *brands; /* files; NULL: not asked for. Without `brands`, the bundled lexicon */
	bool redact;
	struct forgetting forgetting;
	struct redaction redaction;
	struct pseudonyms pseudonyms;
	struct buffer *rooms; /* two a column: masked, renamed */
	size_t rooms_count;
};

/* Whether anything was asked for. */
bool
discretion_asked(const struct discretion *discretion);

/* Reads the files. Dies when it cannot. */
void
discretion_open(struct discretion *discretion);

/* Changes the fields of the post at hand; false when the post is to be forgotten. `kept_names`: of the kept columns. Valid until the next call. */
bool
discretion_apply(struct discretion *discretion, struct posts *posts, const struct posts_options *options, const struct str *kept_names);

/* Warns of what was kept back, in numbers. */
void
discretion_close(struct discretion *discretion);

#endif
