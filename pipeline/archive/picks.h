/* The element of a JSON array whose member is a certain text, asked for again and again: each post of a page looks for its author among the page's
 * users. Long arrays are indexed when they are first asked, so that a page costs its length and not its square.
 */
#ifndef OMTALE_PICKS_H
#define OMTALE_PICKS_H

#include "archive/json.h"
#include "lib/map.h"

enum { PICKS_INDEXES = 8 };

/* Init with {0}, end with picks_release. */
struct picks {
	struct picks_index {
		bool used;
		uint32_t array; /* its node */
		struct str member;
		struct map values; /* what the member holds -> number */
		uint32_t *nodes;   /* number -> the first element with it */
		size_t capacity;
	} indexes[PICKS_INDEXES];
	size_t next; /* the one that gives way */
};

/* The first element of `array` whose `member` is `wanted`, or JSON_NOWHERE. `member` must stay until picks_reset. */
uint32_t
picks_find(struct picks *picks, struct json *json, uint32_t array, struct str member, struct str wanted);

/* Must be called when another text was read. */
void
picks_reset(struct picks *picks);

void
picks_release(struct picks *picks);

#endif
