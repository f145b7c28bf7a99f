/* All posts of an archive as the reports see them: what they need of each, in memory, in one order that does not depend on how the posts came in.
 *
 *   tagged tables, states  --posts_add-->  struct posts  --posts_settle-->  sorted, repeated ids set aside, replies and reposts linked,
 *                                                                            brands inherited, copies found  -->  reports
 *
 * Texts that recur are numbers in a map (authors, channels, lemmas …); a post is a row of numbers.
 */
#ifndef OMTALE_POSTS_H
#define OMTALE_POSTS_H

#include "lib/fetch.h"
#include "lib/fields.h"
#include "lib/map.h"
#include "lib/table.h"
#include "reports/ids.h"
#include "reports/sheet.h"

#define NO_REACH (-1)
#define NO_POST UINT32_MAX
#define NO_BRAND UINT16_MAX

enum polarity { NEUTRAL, POSITIVE, NEGATIVE, MIXED };
enum via { VIA_NAME, VIA_ACCOUNT, VIA_HASHTAG, VIA_DOMAIN, VIA_REPLY };

extern const char *const polarity_names[], *const via_names[];

struct mention {
	uint16_t brand;    /* in posts->brands */
	int16_t sentiment; /* ten-thousandths */
	uint8_t via, polarity;
};

/* 52 bytes: millions of them are most of what a run holds, so that none is spent on alignment. */
struct post {
	int64_t time;            /* UTC seconds, or NO_TIME */
	uint32_t id;             /* in posts->ids; what it answers and what it reposts, if it does, are the next there */
	uint32_t author;         /* in posts->authors, or MAP_NONE */
	uint32_t channel;        /* in posts->channels; the empty one too */
	uint32_t parent;         /* the post replied to or reposted, in posts->all, or NO_POST */
	uint32_t root;           /* of its tree; itself when it has no parent */
	uint32_t duplicate_of;   /* a post, or NO_POST */
	uint32_t words;          /* where its words begin in posts->words_of */
	uint32_t mentions;       /* where its own begin in posts->mentions … */
	uint16_t mentions_count; /* … and how many */
	uint16_t topics;         /* in posts->topic_sets */
	uint16_t by_brand;       /* in posts->brands, or NO_BRAND */
	uint16_t lang;           /* in posts->langs */
	int16_t sentiment;       /* ten-thousandths */
	uint8_t polarity;
	bool is_reply : 1, is_repost : 1, without_evidence : 1;
} __attribute__((packed, aligned(4)));

/* In posts->ids, or MAP_NONE. */
static inline uint32_t
reply_to(const struct post *post)
{
	return post->is_reply ? post->id + 1 : MAP_NONE;
}

static inline uint32_t
repost_of(const struct post *post)
{
	return post->is_repost ? post->id + 1 + post->is_reply : MAP_NONE;
}

struct posts {
	struct post *all; /* after posts_settle: by time (those without one last), then id */
	uint32_t count, capacity;
	struct ids ids;
	struct map authors, channels, langs, brands, topics, words, wish_texts;
	struct map handles; /* in lower case, without the @ */
	struct mention *mentions;
	uint32_t mentions_count, mentions_capacity;
	struct buffer words_of;     /* details.c */
	struct recent *recent;      /* lists of lemmas in it, by their hash */
	struct map topic_set_texts; /* the sets' eight bytes */
	uint64_t *topic_sets;       /* by number: bit t for the topic with number t in posts->topics */
	uint32_t topic_sets_capacity;
	uint64_t rejected;
	uint64_t repeated_ids, dangling, circular, earlier_than_parent; /* what posts_settle set aside or cut */
	struct shared *shared;                                          /* what several reports ask of settled posts, made once: trees.h, terms.h */
};

/* Whoever goes through many of something in an order that memory does not have them in tells the processor so many steps before to fetch what a step will ask
 * for; and twice, thrice as many before where it learns of that only from what it has to fetch first. */
enum { AHEAD = 12 };

/* Has the processor fetch a post from memory that will be asked for soon. It stands in two lines of the cache more often than in one. */
static inline void
post_approach(const struct posts *posts, uint32_t p)
{
	fetch(&posts->all[p]);
	fetch((const char *)&posts->all[p + 1] - 1);
}

/* The same of what is said in it. */
static inline void
words_approach(const struct posts *posts, const struct post *post)
{
	fetch(posts->words_of.at + post->words);
}

/* The same of an author, or MAP_NONE: where the name stands and, called when that has come, the name. */
static inline void
author_approach(const struct posts *posts, uint32_t author)
{
	if (author != MAP_NONE)
		map_expect(&posts->authors, author);
}

static inline void
author_approach_name(const struct posts *posts, uint32_t author)
{
	if (author != MAP_NONE)
		map_expect_bytes(&posts->authors, author);
}

/* ---- what is said in a post, packed (details.c) ---- */

struct numbers {
	uint32_t *at;
	uint32_t count, capacity;
};

struct details {
	int64_t reach;                       /* or NO_REACH */
	uint64_t tokens, unknown, corrected; /* how many, punctuation among the tokens too */
	struct numbers names;                /* in posts->handles: who is named with an @ */
	struct numbers wishes;               /* in posts->wish_texts: "wish:app_mørk_tema" */
	struct numbers lemmas;               /* in posts->words: every token's but punctuation's, @names' and addresses' */
	struct fields parts, words;          /* room for the cells of a record, cut into tokens and lemmas */
};

/* Adds lemmas that carry meaning, which are no punctuation and no addresses, and names that stand behind an @ (words.c). */
void
details_add_lemmas(struct posts *posts, struct details *details, struct str tokens, struct str lemmas);

/* The same out of a state's cells, where they stand apart. */
void
details_add_words(struct posts *posts, struct details *details, struct str words);
void
details_add_names(struct posts *posts, struct details *details, struct str names);

/* Packs `details` behind the others; returns where. */
uint32_t
details_pack(struct posts *posts, const struct details *details);

/* Unpacks into *details, whose room is reused. */
void
details_of(const struct posts *posts, const struct post *post, struct details *details);

/* A part alone, which costs less: the four numbers, or one of the lists. */
void
counts_of(const struct posts *posts, const struct post *post, struct details *details);
void
handles_of(const struct posts *posts, const struct post *post, struct numbers *handles);
void
wishes_of(const struct posts *posts, const struct post *post, struct numbers *wishes);
void
lemmas_of(const struct posts *posts, const struct post *post, struct numbers *lemmas);
int64_t
reach_of(const struct posts *posts, const struct post *post);

/* Where a post's list of lemmas is, which those who come back to it keep; posts that say the same may share one. Lists are equal where their packed bytes are,
 * and *count gets how many lemmas these hold. */
uint32_t
lemmas_place(const struct posts *posts, const struct post *post);
void
lemmas_at(const struct posts *posts, uint32_t place, struct numbers *lemmas);
struct str
lemmas_bytes(const struct posts *posts, uint32_t place, uint32_t *count);

void
numbers_add(struct numbers *numbers, uint32_t number);

/* Room for so many more. */
void
numbers_reserve(struct numbers *numbers, uint32_t more);
void
details_release(struct details *details);

/* ---- all posts ---- */

/* Reads a tagged table to its end. Bad cells (a score that is no number) make a reject, not a death. */
void
posts_add(struct posts *posts, const char *path, struct rejects *rejects);

/* One record as the reader has it; NULL, or what is wrong with it. `details` is room to work in. */
struct columns;
const char *
posts_add_record(struct posts *posts, const struct table *table, const struct columns *columns, struct details *details);

/* Where the columns of posts stand in a tagged table or a state. A state holds details counted, and `words`. */
struct columns *
columns_of(const struct table *table, bool state);

/* By time (those without one last), then id, then all the rest: an order that depends on nothing but what the posts say. */
void
posts_sort(struct posts *posts);

/* Which posts take part in reports: written in [from, to) and in one of the languages (NULL: all). */
struct choice {
	int64_t from, to; /* NO_TIME: no bound */
	const struct map *langs;
};

/* Sorts, sets repeated ids aside, links, hands brands down, leaves out what is not chosen, and finds copies. Call once, when everything is added. What is
 * left out still hands its brands to its replies. `near`: Jaccard in 0 … 1 from which a text is a copy. */
void
posts_settle(struct posts *posts, const struct choice *choice, double near);

/* ---- states (state.c) ----
 *
 * A CSV of what reports need of each post, in the order that posts_sort gives, closed by a record that counts them, so that a state cut short is
 * noticed. Its last column's name tells the version. States of shards, in any order and grouping, give the state of the whole.
 */
void
state_write(const struct posts *posts, struct writer *writer);

/* Reads a state to its end; dies when it is none, is of another version, or is damaged. */
void
state_add(struct posts *posts, const char *path);

/* The same on an open table; NULL, or what is wrong with it. Records that are no CSV go to the table's rejects. */
const char *
state_read(struct posts *posts, struct table *table);

/* For posts.c's own neighbours: a row of `array` that holds `count` of `capacity`, grown when full. */
void *
posts_room(void *array, uint32_t count, uint32_t *capacity, size_t size);

/* Sets repeated ids aside, finds parents and roots, cuts circles, and hands brands down from parents to replies that name none (links.c). */
void
posts_link(struct posts *posts, const struct choice *choice);

/* Finds for each post that names a brand the first one with the same words or nearly (copies.c). */
void
posts_find_copies(struct posts *posts, double near);

/* Whether the post has any of the topics in `set`, an or of posts_topic. */
static inline bool
has_topic(const struct posts *posts, const struct post *post, uint64_t set)
{
	return (posts->topic_sets[post->topics] & set) != 0;
}

/* The bit of a topic, or 0 when no post has it. */
uint64_t
posts_topic(const struct posts *posts, const char *name);

void
posts_release(struct posts *posts);

/* Made when the first report asks for it, given back with the posts. */
struct shared {
	struct trees *trees;
	struct terms *terms;
};

#endif
