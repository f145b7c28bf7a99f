/* What happens in the archive: everyday posts, and the stories that a reader of the reports is to find.
 */
#ifndef MAKE_ARCHIVE_STORIES_H
#define MAKE_ARCHIVE_STORIES_H

#include "posts.h"

/* clang-format off */
enum story {
	ORDINARY, SCANDAL_ROOT, SCANDAL_REPLIES, SCANDAL_POSTS, TRUST_POSTS, ANSWERS, ADVERTS, HELPER, HELPED, CRITIC, TO_CRITIC,
	ADVOCATE, TO_ADVOCATE, CIRCLE, COPIES, WISHES, STORIES
};
/* clang-format on */

/* Fills in a post that post_begin began, the turn-th of its story. */
void
story_post(struct post *post, enum story story, uint64_t turn);

/* Remembers it, so that others may answer it. */
void
story_remember(const struct post *post, enum story story);

#endif
