/* Which language a post is in. */
#ifndef OMTALE_IDENTIFY_H
#define OMTALE_IDENTIFY_H

#include "language/tokens.h"

struct identifier;

struct language {
	const char *code;   /* "da", "nb", "nn", "en", another ISO 639-1 code, or "und"; of static life */
	double confidence;  /* the chance that `code` is right, 0–1 */
};

struct identifier *
identifier_open(void);

struct language
identify(struct identifier *identifier, const struct tokens *tokens);

void
identifier_close(struct identifier *identifier);

#endif
