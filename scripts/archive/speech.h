/* Sentences of a post, by what it wants to say. All append to post->text and take care that nothing is said twice in a post.
 */
#ifndef MAKE_ARCHIVE_SPEECH_H
#define MAKE_ARCHIVE_SPEECH_H

#include "posts.h"

/* One sentence of a section; with p per cent. */
void
say(struct post *post, enum known what);
void
say_perhaps(struct post *post, uint32_t p, enum known what);

/* A whole post on everyday life; on post->brand, as post->type says; in answer to `parent`. */
void
say_chat(struct post *post);
void
say_of_brand(struct post *post);
void
say_reply(struct post *post, const struct kept *parent);

/* Now and then an emoji, a hashtag, a link. */
void
decorate(struct post *post);

#endif
