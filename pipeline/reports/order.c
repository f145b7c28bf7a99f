/* The order of posts. */
#include "reports/posts.h"

#include <stdlib.h>

#include "lib/sort.h"

static int
compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_texts(const struct map *map, uint32_t a, uint32_t b)
{
	if (a == b)
		return 0;
	if (a == MAP_NONE || b == MAP_NONE)
		return a == MAP_NONE ? -1 : 1;
	return str_compare(map_text(map, a), map_text(map, b));
}

static int
compare_lists(const struct map *map, const struct numbers *a, const struct numbers *b)
{
	int order = compare_numbers(a->count, b->count);

	for (uint32_t i = 0; order == 0 && i < a->count; i++)
		order = compare_texts(map, a->at[i], b->at[i]);
	return order;
}

static int
compare_topics(const struct posts *posts, const struct post *a, const struct post *b)
{
	uint64_t of_a = posts->topic_sets[a->topics], of_b = posts->topic_sets[b->topics];
	uint32_t least = MAP_NONE; /* the first by name of those that only one has */

	for (uint32_t t = 0; t < posts->topics.count && t < 64; t++)
		if ((of_a ^ of_b) >> t & 1 && (least == MAP_NONE || compare_texts(&posts->topics, t, least) < 0))
			least = t;
	return least == MAP_NONE ? 0 : of_a >> least & 1 ? -1 : 1;
}

static int
compare_mentions(const struct posts *posts, const struct post *a, const struct post *b)
{
	int order = compare_numbers(a->mentions_count, b->mentions_count);

	for (uint32_t i = 0; order == 0 && i < a->mentions_count; i++) {
		const struct mention *m = &posts->mentions[a->mentions + i], *n = &posts->mentions[b->mentions + i];
		if ((order = compare_texts(&posts->brands, m->brand, n->brand)) == 0 && (order = compare_numbers(m->sentiment, n->sentiment)) == 0)
			order = compare_numbers(m->via, n->via);
	}
	return order;
}

static int
compare_details(const struct posts *posts, const struct post *a, const struct post *b)
{
	struct details of_a = {0}, of_b = {0};
	int order;

	details_of(posts, a, &of_a);
	details_of(posts, b, &of_b);
	(void)((order = compare_numbers(of_a.reach, of_b.reach)) || (order = compare_numbers((int64_t)of_a.tokens, (int64_t)of_b.tokens)) ||
	       (order = compare_numbers((int64_t)of_a.unknown, (int64_t)of_b.unknown)) ||
	       (order = compare_numbers((int64_t)of_a.corrected, (int64_t)of_b.corrected)) ||
	       (order = compare_lists(&posts->words, &of_a.lemmas, &of_b.lemmas)) || (order = compare_lists(&posts->handles, &of_a.names, &of_b.names)) ||
	       (order = compare_lists(&posts->wish_texts, &of_a.wishes, &of_b.wishes)));
	details_release(&of_a);
	details_release(&of_b);
	return order;
}

/* Among posts of one id and time, which a run must not choose by the order they came in: everything that a state holds is compared. */
static int
compare_contents(const struct posts *posts, const struct post *a, const struct post *b)
{
	int order;

	(void)((order = compare_texts(&posts->authors, a->author, b->author)) || (order = compare_texts(&posts->channels, a->channel, b->channel)) ||
	       (order = ids_compare(&posts->ids, reply_to(a), reply_to(b))) || (order = ids_compare(&posts->ids, repost_of(a), repost_of(b))) ||
	       (order = compare_texts(&posts->langs, a->lang, b->lang)) || (order = compare_numbers(a->sentiment, b->sentiment)) ||
	       (order = compare_numbers(a->polarity, b->polarity)) || (order = compare_numbers(a->without_evidence, b->without_evidence)) ||
	       (order = compare_texts(&posts->brands, a->by_brand == NO_BRAND ? MAP_NONE : a->by_brand, b->by_brand == NO_BRAND ? MAP_NONE : b->by_brand)) ||
	       (order = compare_mentions(posts, a, b)) || (order = compare_topics(posts, a, b)) || (order = compare_details(posts, a, b)));
	return order;
}

static int
by_time(const void *one, const void *other, void *posts_pointer)
{
	const struct posts *posts = posts_pointer;
	const struct post *a = one, *b = other;
	int order;

	if (a->time != b->time)
		return a->time == NO_TIME ? 1 : b->time == NO_TIME ? -1 : compare_numbers(a->time, b->time);
	if ((order = ids_compare(&posts->ids, a->id, b->id)))
		return order;
	return compare_contents(posts, a, b);
}

/* Puts the post that the lower half of keys[p] names at p, for each p, without a second room for posts. */
static void
arrange(struct posts *posts, uint64_t *keys)
{
	for (uint32_t first = 0; first < posts->count; first++) {
		struct post aside = posts->all[first];
		uint32_t at = first;

		for (uint32_t from; (from = (uint32_t)keys[at]) != first; at = from) {
			posts->all[at] = posts->all[from];
			keys[at] = at;
		}
		posts->all[at] = aside;
		keys[at] = at;
	}
}

/* By time alone; false when there are times too far apart for it. */
static bool
sort_by_time(struct posts *posts)
{
	int64_t least = INT64_MAX, greatest = INT64_MIN;
	uint64_t *keys;

	for (uint32_t p = 0; p < posts->count; p++) {
		int64_t time = posts->all[p].time;
		if (time == NO_TIME)
			continue;
		least = time < least ? time : least;
		greatest = time > greatest ? time : greatest;
	}
	if (greatest >= least && (uint64_t)greatest - (uint64_t)least >= UINT32_MAX)
		return false;
	keys = memory_new(posts->count, sizeof *keys);
	for (uint32_t p = 0; p < posts->count; p++) {
		int64_t time = posts->all[p].time;
		keys[p] = (time == NO_TIME ? UINT32_MAX : (uint64_t)(time - least)) << 32 | p;
	}
	sort_numbers(keys, posts->count);
	arrange(posts, keys);
	free(keys);
	return true;
}

/* ---- posts nearly in order ---- */

/* Those that stand too late or too early among the others, or have no time. */
struct strays {
	struct post *at;
	uint32_t count, capacity;
};

static void
stray(struct strays *strays, const struct post *post)
{
	strays->at = posts_room(strays->at, strays->count, &strays->capacity, sizeof *strays->at);
	strays->at[strays->count++] = *post;
}

/* Leaves in posts->all those that stand in order; the others go to `strays`. False when these would become more than a sixteenth: they are put back then. */
static bool
keep_in_order(struct posts *posts, struct strays *strays)
{
	struct post *all = posts->all;
	uint32_t kept = 0, most = posts->count / 16;

	for (uint32_t p = 0; p < posts->count; p++) {
		if (all[p].time != NO_TIME && (kept == 0 || by_time(&all[kept - 1], &all[p], posts) <= 0)) {
			if (kept != p)
				all[kept] = all[p];
			kept++;
			continue;
		}
		if (strays->count > most) {
			memcpy(all + kept, strays->at, strays->count * sizeof *all);
			return false;
		}
		if (all[p].time == NO_TIME || (kept > 1 && by_time(&all[kept - 2], &all[p], posts) > 0)) {
			stray(strays, &all[p]);
		} else { /* it follows the last but one: the last stood too early */
			stray(strays, &all[kept - 1]);
			all[kept - 1] = all[p];
		}
	}
	return true;
}

/* Merges sorted strays in, from behind; only posts behind the first of them move. */
static void
merge(struct posts *posts, const struct strays *strays)
{
	uint32_t kept = posts->count - strays->count;

	for (uint32_t left = strays->count; left;) {
		const struct post *stray_post = &strays->at[left - 1];
		if (kept && by_time(&posts->all[kept - 1], stray_post, posts) > 0) {
			posts->all[kept + left - 1] = posts->all[kept - 1];
			kept--;
		} else {
			posts->all[kept + left - 1] = *stray_post;
			left--;
		}
	}
}

/* Many archives come in the order of time but for some posts, and a merged state always does. False when it is another. */
static bool
sort_strays(struct posts *posts)
{
	struct strays strays = {0};
	bool sorted = keep_in_order(posts, &strays);

	if (sorted && strays.count) {
		qsort_r(strays.at, strays.count, sizeof *strays.at, by_time, posts);
		merge(posts, &strays);
	}
	free(strays.at);
	return sorted;
}

void
posts_sort(struct posts *posts)
{
	if (sort_strays(posts))
		return;
	if (!sort_by_time(posts)) {
		qsort_r(posts->all, posts->count, sizeof *posts->all, by_time, posts);
		return;
	}
	for (uint32_t start = 0, end; start < posts->count; start = end) {
		for (end = start + 1; end < posts->count && posts->all[end].time == posts->all[start].time; end++)
			;
		if (end - start > 1)
			qsort_r(posts->all + start, end - start, sizeof *posts->all, by_time, posts);
	}
}
