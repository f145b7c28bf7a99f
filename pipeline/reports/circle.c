#include "reports/circle.h"

#include <stdlib.h>

#include "lib/unicode.h"

/* Among more neighbours than this the first by number stand for all, so that a celebrity does not make the work quadratic. */
enum { MOST_NEIGHBOURS = 64 };

/* "to" got something from "from": both are places in circle->people or authors, as the list says. */
struct tie {
	uint32_t to, from;
};

struct ties {
	struct tie *all;
	size_t count, capacity;
};

static void
add_tie(struct ties *ties, uint32_t to, uint32_t from)
{
	if (ties->count == ties->capacity) {
		ties->capacity = ties->capacity ? ties->capacity * 2 : 256;
		ties->all = memory_grow(ties->all, ties->capacity, sizeof *ties->all);
	}
	ties->all[ties->count++] = (struct tie){to, from};
}

static int
by_ends(const void *one, const void *other)
{
	const struct tie *a = one, *b = other;

	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

/* Sorted, each once. */
static void
settle_ties(struct ties *ties)
{
	size_t kept = 0;

	if (ties->count)
		qsort(ties->all, ties->count, sizeof *ties->all, by_ends);
	for (size_t i = 0; i < ties->count; i++)
		if (i == 0 || by_ends(&ties->all[i], &ties->all[i - 1]) != 0)
			ties->all[kept++] = ties->all[i];
	ties->count = kept;
}

static bool
has_tie(const struct ties *ties, uint32_t to, uint32_t from)
{
	struct tie wanted = {to, from};

	return ties->count && bsearch(&wanted, ties->all, ties->count, sizeof *ties->all, by_ends) != NULL;
}

static int
by_brand_author(const void *one, const void *other)
{
	const struct person *a = one, *b = other;

	if (a->brand != b->brand)
		return a->brand < b->brand ? -1 : 1;
	return (a->author > b->author) - (a->author < b->author);
}

struct person *
circle_find(const struct circle *circle, uint16_t brand, uint32_t author)
{
	struct person wanted = {.brand = brand, .author = author};

	return circle->count ? bsearch(&wanted, circle->people, circle->count, sizeof *circle->people, by_brand_author) : NULL;
}

static bool
is_person(const struct post *post)
{
	return post->author != MAP_NONE && post->by_brand == NO_BRAND;
}

static int
by_number(const void *one, const void *other)
{
	const uint64_t *a = one, *b = other;

	return (*a > *b) - (*a < *b);
}

static uint64_t
pair_of(uint16_t brand, uint32_t author)
{
	return (uint64_t)brand << 32 | author;
}

/* The pairs of brand and author that a customer's mention joins, sorted, each once; free() them. */
static uint64_t *
collect_pairs(const struct posts *posts, uint32_t *count)
{
	uint64_t *pairs = memory_new(posts->mentions_count, sizeof *pairs);
	size_t n = 0, kept = 0;

	for (uint32_t p = 0; p < posts->count; p++)
		for (uint32_t m = 0; m < posts->all[p].mentions_count && is_person(&posts->all[p]); m++)
			pairs[n++] = pair_of(posts->mentions[posts->all[p].mentions + m].brand, posts->all[p].author);
	if (n)
		qsort(pairs, n, sizeof *pairs, by_number);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || pairs[i] != pairs[i - 1])
			pairs[kept++] = pairs[i];
	*count = (uint32_t)kept;
	return pairs;
}

struct circle
circle_gather(const struct posts *posts)
{
	struct circle circle = {0};
	uint64_t *pairs = collect_pairs(posts, &circle.count);

	circle.people = memory_new(circle.count, sizeof *circle.people);
	circle.person_of = memory_new(posts->mentions_count, sizeof *circle.person_of);
	memset(circle.person_of, 0xff, posts->mentions_count * sizeof *circle.person_of);
	for (uint32_t i = 0; i < circle.count; i++)
		circle.people[i] = (struct person){.brand = (uint16_t)(pairs[i] >> 32), .author = (uint32_t)pairs[i], .first = NO_TIME, .last = NO_TIME};
	for (uint32_t p = 0; p < posts->count; p++)
		for (uint32_t m = 0; m < posts->all[p].mentions_count && is_person(&posts->all[p]); m++) {
			uint64_t wanted = pair_of(posts->mentions[posts->all[p].mentions + m].brand, posts->all[p].author);
			const uint64_t *found = bsearch(&wanted, pairs, circle.count, sizeof *pairs, by_number);
			circle.person_of[posts->all[p].mentions + m] = (uint32_t)(found - pairs);
		}
	free(pairs);
	return circle;
}

struct persons_mentions
circle_mentions(const struct posts *posts, const struct circle *circle)
{
	struct persons_mentions of = {.begin = memory_new((size_t)circle->count + 2, sizeof *of.begin),
	                              .refs = memory_new(posts->mentions_count, sizeof *of.refs)};

	/* begin[i + 1] serves as the next free place of person i, and ends up as where i's end. */
	for (uint32_t m = 0; m < posts->mentions_count; m++)
		if (circle->person_of[m] != NO_PERSON)
			of.begin[circle->person_of[m] + 2]++;
	for (uint32_t i = 1; i < circle->count + 1; i++)
		of.begin[i + 1] += of.begin[i];
	for (uint32_t p = 0; p < posts->count; p++)
		for (uint32_t m = posts->all[p].mentions; m < posts->all[p].mentions + posts->all[p].mentions_count; m++)
			if (circle->person_of[m] != NO_PERSON)
				of.refs[of.begin[circle->person_of[m] + 1]++] = (struct mention_ref){p, m};
	return of;
}

static void
count_post(const struct posts *posts, struct person *person, const struct post *post, const struct mention *mention, uint64_t question)
{
	int64_t reach = reach_of(posts, post);

	person->brand_posts++;
	person->positive += mention->polarity == POSITIVE;
	person->negative += mention->polarity == NEGATIVE;
	person->questions += has_topic(posts, post, question);
	person->reach += reach > 0 ? reach : 0;
	if (post->time == NO_TIME)
		return;
	if (person->first == NO_TIME || post->time < person->first)
		person->first = post->time;
	if (person->last == NO_TIME || post->time > person->last)
		person->last = post->time;
}

static uint32_t
place_of(const struct circle *circle, const struct person *person)
{
	return (uint32_t)(person - circle->people);
}

struct exchanges {
	struct ties repliers, reposters; /* to: person, from: author */
	struct ties replies;             /* to: person, from: person */
	struct ties helped;              /* to: the helper (a person), from: the author who was helped */
};

/* What `post` gives to the author of its parent, on each brand that the parent is about. */
static void
count_exchange(const struct posts *posts, struct circle *circle, const struct post *post, uint64_t asks, struct exchanges *exchanges)
{
	const struct post *parent = &posts->all[post->parent];

	if (!is_person(parent) || post->by_brand != NO_BRAND || parent->author == post->author)
		return;
	for (uint32_t m = 0; m < parent->mentions_count; m++) {
		struct person *to = &circle->people[circle->person_of[parent->mentions + m]];
		struct person *from = is_person(post) ? circle_find(circle, to->brand, post->author) : NULL;

		if (post->reply_to == MAP_NONE) {
			to->reposts_received++;
			if (post->author != MAP_NONE)
				add_tie(&exchanges->reposters, place_of(circle, to), post->author);
			continue;
		}
		to->replies_received++;
		if (post->author != MAP_NONE)
			add_tie(&exchanges->repliers, place_of(circle, to), post->author);
		if (!from)
			continue;
		add_tie(&exchanges->replies, place_of(circle, to), place_of(circle, from));
		if (has_topic(posts, parent, asks))
			add_tie(&exchanges->helped, place_of(circle, from), parent->author);
	}
}

static void
count_distinct(struct circle *circle, struct ties *ties, size_t member)
{
	settle_ties(ties);
	for (size_t i = 0; i < ties->count; i++)
		++*(uint32_t *)(void *)((char *)&circle->people[ties->all[i].to] + member);
}

/* Posts on a brand by others that name the author with an @. */
static void
count_names(const struct posts *posts, struct circle *circle, const struct post *post, const uint32_t *author_of_handle, struct details *details)
{
	if (post->mentions_count == 0)
		return;
	details_of(posts, post, details);
	for (uint32_t n = 0; n < details->names.count; n++) {
		uint32_t author = author_of_handle[details->names.at[n]];
		for (uint32_t m = 0; m < post->mentions_count && author != MAP_NONE && author != post->author; m++) {
			struct person *person = circle_find(circle, posts->mentions[post->mentions + m].brand, author);
			if (person)
				person->mentions_received++;
		}
	}
}

/* Handles are written in any case; of two authors that differ only in case the first by name answers. */
uint32_t *
authors_of_handles(const struct posts *posts)
{
	uint32_t *author_of_handle = memory_new(posts->handles.count, sizeof *author_of_handle), *sorted = map_sorted(&posts->authors);
	struct buffer lower = {0};

	memset(author_of_handle, 0xff, posts->handles.count * sizeof *author_of_handle);
	for (uint32_t i = posts->authors.count; i-- > 0;) {
		uint32_t handle;
		struct str name = map_text(&posts->authors, sorted[i]);
		if (name.length && name.at[0] == '@')
			name = (struct str){name.at + 1, name.length - 1};
		buffer_reset(&lower);
		unicode_lower(&lower, name);
		handle = map_find(&posts->handles, buffer_str(&lower));
		if (handle != MAP_NONE)
			author_of_handle[handle] = sorted[i];
	}
	buffer_release(&lower);
	free(sorted);
	return author_of_handle;
}

/* Posts below the author's own on the brand, each counted once however many of the author's stand above it; the author's own are not counted. */
static void
count_descendants(const struct posts *posts, const struct trees *trees, struct circle *circle)
{
	uint32_t *covered = memory_new(circle->count, sizeof *covered); /* the place behind the subtree counted last */

	for (uint32_t place = 0; place < trees->count; place++) {
		const struct post *post = &posts->all[trees->order[place]];
		for (uint32_t m = 0; m < post->mentions_count && is_person(post); m++) {
			struct person *person = &circle->people[circle->person_of[post->mentions + m]];
			uint32_t *until = &covered[place_of(circle, person)];
			if (place < *until) {
				person->descendants--;
				continue;
			}
			*until = place + trees->size[place];
			person->descendants += trees->size[place] - 1;
		}
	}
	free(covered);
}

/* Who is tied with whom, either way, and whether these are tied among themselves. `replies` is settled. */
static void
count_neighbours(struct circle *circle, const struct ties *replies)
{
	struct ties both = {0};

	for (size_t i = 0; i < replies->count; i++) {
		struct tie tie = replies->all[i];
		add_tie(&both, tie.to, tie.from);
		add_tie(&both, tie.from, tie.to);
		circle->people[tie.from].answered++;
		circle->people[tie.from].answered_back += has_tie(replies, tie.from, tie.to);
	}
	settle_ties(&both);
	for (size_t start = 0, end; start < both.count; start = end) {
		struct person *person = &circle->people[both.all[start].to];
		size_t most;

		for (end = start; end < both.count && both.all[end].to == both.all[start].to; end++)
			;
		person->neighbours = (uint32_t)(end - start);
		most = end - start < MOST_NEIGHBOURS ? end : start + MOST_NEIGHBOURS;
		for (size_t i = start; i < most; i++)
			for (size_t j = i + 1; j < most; j++)
				person->neighbour_ties += has_tie(&both, both.all[i].from, both.all[j].from);
	}
	free(both.all);
}

struct circle
circle_of(const struct posts *posts, const struct trees *trees)
{
	struct circle circle = circle_gather(posts);
	struct exchanges exchanges = {0};
	struct details details = {0};
	uint64_t question = posts_topic(posts, "question");
	uint64_t asks = question | posts_topic(posts, "complaint") | posts_topic(posts, "need");
	uint32_t *author_of_handle = authors_of_handles(posts);

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count && is_person(post); m++)
			count_post(posts, &circle.people[circle.person_of[m]], post, &posts->mentions[m], question);
		count_names(posts, &circle, post, author_of_handle, &details);
		if (post->parent != NO_POST)
			count_exchange(posts, &circle, post, asks, &exchanges);
	}
	count_distinct(&circle, &exchanges.repliers, offsetof(struct person, repliers));
	count_distinct(&circle, &exchanges.reposters, offsetof(struct person, reposters));
	count_distinct(&circle, &exchanges.helped, offsetof(struct person, helped));
	settle_ties(&exchanges.replies);
	count_neighbours(&circle, &exchanges.replies);
	count_descendants(posts, trees, &circle);
	free(exchanges.repliers.all);
	free(exchanges.reposters.all);
	free(exchanges.helped.all);
	free(exchanges.replies.all);
	free(author_of_handle);
	details_release(&details);
	return circle;
}

void
circle_release(struct circle *circle)
{
	free(circle->people);
	free(circle->person_of);
	*circle = (struct circle){0};
}
