/* All posts of an archive as the reports see them: what they need of each, in memory, in one order that does not depend on how the posts came in.
 *
 *   tagged tables, states  --posts_add-->  struct posts  --posts_settle-->  sorted, repeated ids set aside, replies and reposts linked,
 *                                                                            brands inherited, copies found  -->  reports
 *
 * Texts that recur are numbers in a map (authors, channels, lemmas …); a post is a row of numbers. Some 150 bytes a post.
 */
#ifndef OMTALE_POSTS_H
#define OMTALE_POSTS_H

#include "lib/map.h"
#include "lib/table.h"

#define NO_TIME INT64_MIN
#define NO_REACH (-1)
#define NO_POST UINT32_MAX

enum polarity { NEUTRAL, POSITIVE, NEGATIVE, MIXED };
enum via { VIA_NAME, VIA_ACCOUNT, VIA_HASHTAG, VIA_DOMAIN, VIA_REPLY };

extern const char *const polarity_names[], *const via_names[];

struct mention {
	uint32_t brand;      /* in posts->brands */
	int32_t sentiment;   /* ten-thousandths */
	uint8_t via, polarity;
};

struct post {
	int64_t time;        /* UTC seconds, or NO_TIME */
	int64_t reach;       /* or NO_REACH */
	uint64_t topics;     /* bit t: the topic with number t in posts->topics */
	uint32_t id, reply_to, repost_of, thread; /* in posts->ids, or MAP_NONE */
	uint32_t author;     /* in posts->authors, or MAP_NONE */
	uint32_t channel;    /* in posts->channels; the empty one too */
	uint32_t parent;     /* the post replied to or reposted, in posts->all, or NO_POST */
	uint32_t root;       /* of its tree; itself when it has no parent */
	uint32_t duplicate_of; /* a post, or NO_POST */
	uint32_t by_brand;   /* in posts->brands, or MAP_NONE */
	uint32_t mentions, lemmas, wishes, names; /* where its own begin in posts->mentions, ->lemmas, ->wishes, ->names … */
	uint32_t mentions_count, lemmas_count, wishes_count, names_count; /* … and how many */
	uint32_t tokens, unknown, corrected; /* how many, punctuation among the tokens too */
	int32_t sentiment;   /* ten-thousandths */
	uint16_t lang;       /* in posts->langs */
	uint8_t polarity;
	bool without_evidence;
};

struct posts {
	struct post *all;    /* after posts_settle: by time (those without one last), then id */
	uint32_t count, capacity;
	struct map ids, authors, channels, langs, brands, topics, words, wish_texts;
	struct map handles;  /* in lower case, without the @ */
	struct mention *mentions;
	uint32_t mentions_count, mentions_capacity;
	uint32_t *lemmas;    /* numbers in words: every token's but punctuation, @names and addresses */
	uint32_t lemmas_count, lemmas_capacity;
	uint32_t *wishes;    /* numbers in wish_texts: "wish:app_mørk_tema" */
	uint32_t wishes_count, wishes_capacity;
	uint32_t *names;     /* numbers in handles: who is named with an @ */
	uint32_t names_count, names_capacity;
	uint64_t rejected;
	uint32_t *post_of_id; /* by number in ids: the post, or NO_POST */
	uint64_t repeated_ids, dangling, circular, earlier_than_parent; /* what posts_settle set aside or cut */
};

/* Reads a tagged table, or a state, to its end. Bad cells (a score that is no number) make a reject, not a death. */
void
posts_add(struct posts *posts, const char *path, struct rejects *rejects);

/* By time (those without one last), then id, then all the rest: an order that depends on nothing but what the posts say. */
void
posts_sort(struct posts *posts);

/* Sorts, sets repeated ids aside, links and finds copies. Call once, when everything is added. `near`: Jaccard in 0 … 1 above which a text is a copy. */
void
posts_settle(struct posts *posts, double near);

/* Writes all posts as a state: a CSV of what reports need of each, in the order that posts_sort gave. Inherited brands stay out. */
void
posts_write_state(const struct posts *posts, struct writer *writer);

/* For posts.c's own neighbours: a row of `array` that holds `count` of `capacity`, grown when full. */
void *
posts_room(void *array, uint32_t count, uint32_t *capacity, size_t size);

/* Finds parents and roots, cuts circles, and hands brands down from parents to replies that name none (links.c). */
void
posts_link(struct posts *posts);

/* Finds for each post that names a brand the first one with the same words or nearly (copies.c). */
void
posts_find_copies(struct posts *posts, double near);

/* The bit of a topic in post->topics, or 0 when no post has it. */
uint64_t
posts_topic(const struct posts *posts, const char *name);

void
posts_release(struct posts *posts);

#endif
