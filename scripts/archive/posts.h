/* A post in the making, and the latest posts of each room, which replies answer.
 */
#ifndef MAKE_ARCHIVE_POSTS_H
#define MAKE_ARCHIVE_POSTS_H

#include "parts.h"
#include "people.h"

enum type { CHAT, GOOD, BAD, PLAIN, ASK, WISH, TRUST, DISTRUST, COMPARE, IRONY, LEAVE, RECOMMEND, HELP, THANKS, AGREE, ANSWER, ADVERT };

enum { SENTENCES = 12, TIME_LENGTH = 20 };

/* Monday 6 January 2025 00:00 in Copenhagen, seconds since 1970. */
enum { ARCHIVE_START = 1736118000 };

struct post {
	uint64_t id, reply_to, repost_of, thread; /* 0: none */
	/* since 1970, UTC; the same in ISO 8601, whole seconds */
	int64_t ms;
	char time[TIME_LENGTH + 1];
	struct author author;
	uint32_t parent_author;
	unsigned depth;
	enum language language;
	enum channel channel;
	enum type type;
	int brand;              /* what it is about, or NO_BRAND */
	bool long_text, uproar; /* uproar: the one that all the country reads */
	struct buffer text;     /* lives on from one post to the next */

	/* while it is written: has the brand been named? the gender of the latest noun; how deep in slots; what has been said */
	bool named;
	enum gender gender;
	unsigned nesting, said;
	const struct alternative *sentences[SENTENCES];
};

/* What is remembered of a post. */
struct kept {
	uint64_t id, thread;
	int64_t ms;
	uint32_t author, parent_author;
	uint16_t length;
	uint8_t language, depth, channel, type;
	int brand;
	bool answered;
	char text[360];
};

enum { RING = 64 };

struct ring {
	struct kept posts[RING];
	uint64_t count; /* of all that ever came */
};

/* Empties `post` but for its buffer, and gives it its time and id. */
void
post_begin(struct post *post, int64_t ms);

/* An id as twitter made them: time, then a number that no other post has. */
uint64_t
post_id(int64_t ms);

void
keep(struct kept *kept, const struct post *post);
void
ring_keep(struct ring *ring, const struct post *post);

/* One of the ring's posts, later ones likelier; NULL where the ring is empty or even the last post too old, or too deep in its thread. */
struct kept *
ring_recall(struct ring *ring, int64_t now_ms);

/* The last that came; NULL where there is none. */
struct kept *
ring_last(struct ring *ring);

/* Makes `post` an answer to `parent`, or a repost of it (the text too). */
void
answer_to(struct post *post, const struct kept *parent);
void
repost(struct post *post, const struct kept *of);

#endif
