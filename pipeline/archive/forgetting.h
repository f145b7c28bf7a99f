/* Whom to forget: the posts of listed authors, listed posts, and reposts of either are left out.
 *
 *   author,id
 *   anna,
 *   ,1876040982328246272
 *
 * Authors are the same whatever their case, with @ or without; ids to the letter.
 */
#ifndef OMTALE_FORGETTING_H
#define OMTALE_FORGETTING_H

#include "archive/accounts.h"
#include "lib/map.h"

struct forgetting {
	struct map authors, ids;
	struct account_form form;
	struct shown shown;
	uint64_t count; /* posts left out so far */
};

/* Reads a CSV with a column `author`, or `id`, or both. Dies when it cannot, or has neither. Init with {0}. */
void
forgetting_open(struct forgetting *forgetting, const char *path);

/* Whether the post is to be left out, and counts it. A text that begins with "RT @name" is a repost of name. */
bool
forgetting_forgets(struct forgetting *forgetting, struct str author, struct str id, struct str repost_of, struct str text);

void
forgetting_release(struct forgetting *forgetting);

#endif
