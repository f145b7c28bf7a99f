/* What a post is about: topics found by patterns, and the things wished for. */
#ifndef OMTALE_TOPICS_H
#define OMTALE_TOPICS_H

#include "opinion/sentiment.h"

enum { LONGEST_WISH = 6 }; /* lemmas */

struct topic_hit {
	enum topic topic;
	uint32_t start, end;
	struct str text;          /* the pattern */
	size_t wish, wish_length; /* in wishes, when it has a thing */
};

struct topics {
	struct topic_hit *hits; /* in reading order, each topic's first ones */
	uint32_t count, capacity;
	struct buffer names;  /* "wish;praise" */
	struct buffer wishes; /* "wish:app_mørk_tema;need:…" */
};

/* Reads the matches that marks_read found. */
void
topics_read(struct topics *topics, const struct reading *reading);

void
topics_release(struct topics *topics);

#endif
