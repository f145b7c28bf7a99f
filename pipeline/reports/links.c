/* How posts hang together: replies, reposts, inherited brands. */
#include "reports/posts.h"

#include <stdlib.h>

/* ---- who is where ---- */

static uint64_t
key_of(const struct posts *posts, uint32_t id)
{
	return posts->ids.keys[id];
}

/* The post with this key, or NO_POST; *step gets where it would go. */
static uint32_t
post_with(const struct posts *posts, const struct id_index *index, uint64_t key, uint64_t hash, uint32_t *step)
{
	uint32_t p;

	*step = 0;
	while ((p = id_index_next(index, hash, step)) != MAP_NONE && key_of(posts, posts->all[p].id) != key)
		;
	return p;
}

/* Keeps the first post of each id. */
static void
drop_repeated(struct posts *posts, struct id_index *index)
{
	uint32_t kept = 0;

	id_index_make(index, posts->count);
	for (uint32_t p = 0; p < posts->count; p++) {
		uint64_t key = key_of(posts, posts->all[p].id), hash = id_index_approach(index, key);
		uint32_t step;

		if (p + AHEAD < posts->count)
			id_index_approach(index, key_of(posts, posts->all[p + AHEAD].id));
		if (post_with(posts, index, key, hash, &step) != NO_POST) {
			posts->repeated_ids++;
			continue;
		}
		id_index_add(index, hash, step, kept);
		posts->all[kept++] = posts->all[p];
	}
	posts->count = kept;
}

static uint32_t
answered_by(const struct post *post)
{
	return post->is_reply ? reply_to(post) : repost_of(post);
}

static void
find_parents(struct posts *posts, const struct id_index *index)
{
	posts->dangling = posts->circular = posts->earlier_than_parent = 0;
	for (uint32_t p = 0; p < posts->count; p++) {
		struct post *post = &posts->all[p];
		uint32_t to = answered_by(post), step, later;

		if (p + AHEAD < posts->count && (later = answered_by(&posts->all[p + AHEAD])) != MAP_NONE)
			id_index_approach(index, key_of(posts, later));
		post->parent = post->root = NO_POST;
		if (to == MAP_NONE)
			continue;
		post->parent = post_with(posts, index, key_of(posts, to), id_index_approach(index, key_of(posts, to)), &step);
		if (post->parent == NO_POST) {
			posts->dangling++;
		} else if (post->parent == p) {
			post->parent = NO_POST;
			posts->circular++;
		} else if (post->time != NO_TIME && posts->all[post->parent].time != NO_TIME && posts->all[post->parent].time > post->time) {
			posts->earlier_than_parent++;
		}
	}
}

enum { UNSEEN, ON_PATH, DONE };

/* Everything on the way from `p` up to a post that is done belongs to `root`. */
static void
hand_root_down(struct posts *posts, uint32_t p, uint32_t root, uint8_t *state)
{
	for (uint32_t q = p; state[q] != DONE; q = posts->all[q].parent) {
		state[q] = DONE;
		posts->all[q].root = root;
	}
}

/* Climbs from `p` to a root or to a post whose root is known. A circle is cut above its first post by order, which becomes a root. */
static void
find_root(struct posts *posts, uint32_t p, uint8_t *state)
{
	uint32_t at = p;

	while (state[at] == UNSEEN && posts->all[at].parent != NO_POST) {
		state[at] = ON_PATH;
		at = posts->all[at].parent;
	}
	if (state[at] == ON_PATH) {
		uint32_t first = at, above;
		for (uint32_t q = posts->all[at].parent; q != at; q = posts->all[q].parent)
			first = q < first ? q : first;
		above = posts->all[first].parent;
		posts->all[first].parent = NO_POST;
		posts->all[first].root = first;
		posts->circular++;
		state[first] = DONE;
		hand_root_down(posts, above, first, state);
		at = first;
	} else if (state[at] == UNSEEN) {
		state[at] = DONE;
		posts->all[at].root = at;
	}
	hand_root_down(posts, p, posts->all[at].root, state);
}

/* Gives `post` the brands that `from` is about. */
static void
inherit(struct posts *posts, struct post *post, const struct post *from)
{
	uint32_t count = from->mentions_count ? from->mentions_count : from->by_brand != NO_BRAND;

	for (uint32_t m = 0; m < count; m++) {
		struct mention mention = {.via = VIA_REPLY, .sentiment = post->sentiment, .polarity = post->polarity};
		mention.brand = from->mentions_count ? posts->mentions[from->mentions + m].brand : from->by_brand;
		posts->mentions = posts_room(posts->mentions, posts->mentions_count, &posts->mentions_capacity, sizeof *posts->mentions);
		if (m == 0)
			post->mentions = posts->mentions_count;
		posts->mentions[posts->mentions_count++] = mention;
	}
	post->mentions_count = (uint16_t)count;
}

/* Walks down from parents to children without recursion: the way up is kept on a stack and handed down again. */
static void
inherit_brands(struct posts *posts)
{
	uint8_t *done = memory_new(posts->count, 1);
	uint32_t *way = memory_new(posts->count, sizeof *way);

	for (uint32_t p = 0; p < posts->count; p++) {
		uint32_t height = 0;
		for (uint32_t q = p; q != NO_POST && !done[q]; q = posts->all[q].parent) {
			way[height++] = q;
			done[q] = 1;
		}
		while (height) {
			struct post *post = &posts->all[way[--height]];
			if (post->mentions_count == 0 && post->parent != NO_POST)
				inherit(posts, post, &posts->all[post->parent]);
		}
	}
	free(way);
	free(done);
}

static void
find_trees(struct posts *posts, const struct id_index *index)
{
	uint8_t *state = memory_new(posts->count, 1);

	find_parents(posts, index);
	for (uint32_t p = 0; p < posts->count; p++)
		if (state[p] != DONE)
			find_root(posts, p, state);
	free(state);
}

static bool
is_chosen(const struct posts *posts, const struct choice *choice, const struct post *post)
{
	bool bounded = choice->from != NO_TIME || choice->to != NO_TIME;

	if (bounded && (post->time == NO_TIME || (choice->from != NO_TIME && post->time < choice->from) || (choice->to != NO_TIME && post->time >= choice->to)))
		return false;
	return !choice->langs || map_find(choice->langs, map_text(&posts->langs, post->lang)) != MAP_NONE;
}

/* Leaves out what is not chosen. True when anything was. */
static bool
drop_unchosen(struct posts *posts, const struct choice *choice)
{
	uint32_t kept = 0, before = posts->count;

	for (uint32_t p = 0; p < posts->count; p++)
		if (is_chosen(posts, choice, &posts->all[p]))
			posts->all[kept++] = posts->all[p];
	posts->count = kept;
	return kept != before;
}

void
posts_link(struct posts *posts, const struct choice *choice)
{
	struct id_index index;

	drop_repeated(posts, &index);
	find_trees(posts, &index);
	inherit_brands(posts);
	id_index_release(&index);
	if (!drop_unchosen(posts, choice))
		return;
	id_index_make(&index, posts->count);
	for (uint32_t p = 0; p < posts->count; p++) {
		uint64_t key = key_of(posts, posts->all[p].id), hash = id_index_approach(&index, key);
		uint32_t step;
		post_with(posts, &index, key, hash, &step);
		id_index_add(&index, hash, step, p);
	}
	find_trees(posts, &index);
	id_index_release(&index);
}

void
posts_settle(struct posts *posts, const struct choice *choice, double near)
{
	posts_sort(posts);
	posts_link(posts, choice);
	map_seal(&posts->authors);
	posts_find_copies(posts, near);
	posts->shared = memory_new(1, sizeof *posts->shared);
}
