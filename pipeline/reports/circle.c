#include "reports/circle.h"

#include <stdlib.h>

#include "lib/sort.h"

/* Among more neighbours than this the first by number stand for all, so that a celebrity does not make the work quadratic. */
enum { MOST_NEIGHBOURS = 64 };

/* "to" got something from "from": both are places in circle->people or authors, as the list says. */
struct ties {
	uint64_t *all; /* to << 32 | from */
	size_t count, capacity;
};

static void
add_tie(struct ties *ties, uint32_t to, uint32_t from)
{
	if (ties->count == ties->capacity) {
		ties->capacity = ties->capacity ? ties->capacity * 2 : 256;
		ties->all = memory_grow(ties->all, ties->capacity, sizeof *ties->all);
	}
	ties->all[ties->count++] = (uint64_t)to << 32 | from;
}

static uint32_t
to_of(uint64_t tie)
{
	return (uint32_t)(tie >> 32);
}

static uint32_t
from_of(uint64_t tie)
{
	return (uint32_t)tie;
}

/* Sorted, each once. */
static void
settle_ties(struct ties *ties)
{
	size_t kept = 0;

	sort_numbers(ties->all, ties->count);
	for (size_t i = 0; i < ties->count; i++)
		if (i == 0 || ties->all[i] != ties->all[i - 1])
			ties->all[kept++] = ties->all[i];
	ties->count = kept;
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

static uint64_t
pair_of(uint16_t brand, uint32_t author)
{
	return (uint64_t)brand << 32 | author;
}

/* Every customer's mention, by brand, author and the order of posts; refs are numbered as they come. */
static struct keyed *
collect_mentions(const struct posts *posts, struct mention_ref *refs, uint32_t *count)
{
	struct keyed *pairs = memory_new(posts->mentions_count, sizeof *pairs);
	uint32_t n = 0;

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count && is_person(post); m++) {
			refs[n] = (struct mention_ref){p, m};
			pairs[n] = (struct keyed){pair_of(posts->mentions[m].brand, post->author), n};
			n++;
		}
	}
	sort_keyed(pairs, n);
	*count = n;
	return pairs;
}

/* The first and last times of everybody's posts. These stand in the order of time, and behind them those without one. */
static void
find_times(const struct posts *posts, struct circle *circle)
{
	for (uint32_t i = 0; i < circle->count; i++) {
		uint32_t first = circle->begin[i], last = circle->begin[i + 1] - 1;

		if (i + AHEAD < circle->count) {
			post_approach(posts, circle->refs[circle->begin[i + AHEAD]].post);
			post_approach(posts, circle->refs[circle->begin[i + AHEAD + 1] - 1].post);
		}
		while (last > first && posts->all[circle->refs[last].post].time == NO_TIME)
			last--;
		circle->people[i].first = posts->all[circle->refs[first].post].time;
		circle->people[i].last = posts->all[circle->refs[last].post].time;
	}
}

struct circle
circle_gather(const struct posts *posts)
{
	struct circle circle = {0};
	struct mention_ref *refs = memory_new(posts->mentions_count, sizeof *refs);
	uint32_t count, people = 0;
	struct keyed *pairs = collect_mentions(posts, refs, &count);

	for (uint32_t i = 0; i < count; i++)
		people += i == 0 || pairs[i].key != pairs[i - 1].key;
	circle.people = memory_new(people, sizeof *circle.people);
	circle.begin = memory_new((size_t)people + 1, sizeof *circle.begin);
	circle.refs = memory_new(count, sizeof *circle.refs);
	circle.person_of = memory_new(posts->mentions_count, sizeof *circle.person_of);
	memset(circle.person_of, 0xff, posts->mentions_count * sizeof *circle.person_of);
	for (uint32_t i = 0; i < count; i++) {
		if (i + AHEAD < count)
			__builtin_prefetch(&refs[pairs[i + AHEAD].number]);
		if (i == 0 || pairs[i].key != pairs[i - 1].key) {
			circle.begin[circle.count] = i;
			circle.people[circle.count++] = (struct person){.brand = (uint16_t)(pairs[i].key >> 32), .author = (uint32_t)pairs[i].key};
		}
		circle.refs[i] = refs[pairs[i].number];
		circle.person_of[circle.refs[i].mention] = circle.count - 1;
	}
	circle.begin[circle.count] = count;
	free(pairs);
	free(refs);
	find_times(posts, &circle);
	return circle;
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

/* The person who wrote `post` about the brand, or NULL. A reply nearly always is about what it answers. */
static struct person *
writer_of(const struct posts *posts, const struct circle *circle, const struct post *post, uint16_t brand)
{
	if (!is_person(post))
		return NULL;
	for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count; m++)
		if (posts->mentions[m].brand == brand)
			return &circle->people[circle->person_of[m]];
	return circle_find(circle, brand, post->author);
}

/* Has the processor fetch whom count_post will ask for soon. */
static inline void
approach_person(const struct posts *posts, const struct circle *circle, uint32_t mention)
{
	uint32_t person = mention < posts->mentions_count ? circle->person_of[mention] : NO_PERSON;

	if (person == NO_PERSON)
		return;
	fetch(&circle->people[person]);
	fetch(&circle->people[person].reach);
}

/* What `post` gives to the author of its parent, on each brand that the parent is about. */
static void
count_exchange(const struct posts *posts, struct circle *circle, const struct post *post, uint64_t asks, struct exchanges *exchanges)
{
	const struct post *parent = &posts->all[post->parent];

	if (!is_person(parent) || post->by_brand != NO_BRAND || parent->author == post->author)
		return;
	for (uint32_t m = 0; m < parent->mentions_count; m++) {
		struct person *to = &circle->people[circle->person_of[parent->mentions + m]], *from;

		if (!post->is_reply) {
			to->reposts_received++;
			if (post->author != MAP_NONE)
				add_tie(&exchanges->reposters, place_of(circle, to), post->author);
			continue;
		}
		to->replies_received++;
		if (post->author != MAP_NONE)
			add_tie(&exchanges->repliers, place_of(circle, to), post->author);
		from = writer_of(posts, circle, post, to->brand);
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
		++*(uint32_t *)(void *)((char *)&circle->people[to_of(ties->all[i])] + member);
}

/* Posts on a brand by others that name the author with an @. */
static void
count_names(const struct posts *posts, struct circle *circle, const struct post *post, const uint32_t *author_of_handle, struct numbers *named)
{
	if (post->mentions_count == 0)
		return;
	handles_of(posts, post, named);
	for (uint32_t n = 0; n < named->count; n++) {
		uint32_t author = author_of_handle[named->at[n]];
		for (uint32_t m = 0; m < post->mentions_count && author != MAP_NONE && author != post->author; m++) {
			struct person *person = circle_find(circle, posts->mentions[post->mentions + m].brand, author);
			if (person)
				person->mentions_received++;
		}
	}
}

/* Posts below the author's own on the brand, each counted once however many of the author's stand above it; the author's own are not counted. */
static void
count_descendants(const struct posts *posts, const struct trees *trees, struct circle *circle)
{
	uint32_t *covered = memory_new(circle->count, sizeof *covered); /* the place behind the subtree counted last */

	for (uint32_t place = 0; place < trees->count; place++) {
		const struct post *post = &posts->all[trees->order[place]];
		if (trees->size[place] == 1 && trees->depth[place] == 0)
			continue; /* as most are: nothing is below it, and it below nothing */
		if (place + AHEAD < trees->count)
			post_approach(posts, trees->order[place + AHEAD]);
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

/* Every tie of `replies`, which is settled, from both its ends: sorted, each once. A pair that comes twice is one of people who replied to each other. */
static struct ties
turn_both_ways(struct circle *circle, const struct ties *replies)
{
	struct ties both = {.all = memory_new(2 * replies->count, sizeof *both.all)};

	for (size_t i = 0; i < replies->count; i++) {
		uint32_t to = to_of(replies->all[i]), from = from_of(replies->all[i]);
		both.all[2 * i] = replies->all[i];
		both.all[2 * i + 1] = (uint64_t)from << 32 | to;
		circle->people[from].answered++;
	}
	sort_numbers(both.all, 2 * replies->count);
	for (size_t i = 0; i < 2 * replies->count; i++) {
		if (i && both.all[i] == both.all[i - 1])
			circle->people[to_of(both.all[i])].answered_back++;
		else
			both.all[both.count++] = both.all[i];
	}
	return both;
}

/* Whether `wanted` is among ties[from … to), sorted. */
static bool
has_tie(const struct ties *ties, size_t from, size_t to, uint64_t wanted)
{
	while (to - from > 1) {
		size_t middle = from + (to - from) / 2;
		if (ties->all[middle] <= wanted)
			from = middle;
		else
			to = middle;
	}
	return from < to && ties->all[from] == wanted;
}

/* Who is tied with whom, either way, and whether these are tied among themselves. `replies` is settled. */
static void
count_neighbours(struct circle *circle, const struct ties *replies)
{
	struct ties both = turn_both_ways(circle, replies);
	size_t *begin = memory_new((size_t)circle->count + 1, sizeof *begin); /* of a person's ties in both */

	for (size_t i = 0; i < both.count; i++)
		begin[to_of(both.all[i]) + 1]++;
	for (uint32_t person = 0; person < circle->count; person++)
		begin[person + 1] += begin[person];
	for (uint32_t person = 0; person < circle->count; person++) {
		size_t end = begin[person + 1], most = end - begin[person] < MOST_NEIGHBOURS ? end : begin[person] + MOST_NEIGHBOURS;

		circle->people[person].neighbours = (uint32_t)(end - begin[person]);
		for (size_t i = begin[person]; i + 1 < most; i++) {
			uint32_t one = from_of(both.all[i]);
			for (size_t j = i + 1; j < most; j++)
				circle->people[person].neighbour_ties += has_tie(&both, begin[one], begin[one + 1], (uint64_t)one << 32 | from_of(both.all[j]));
		}
	}
	free(begin);
	free(both.all);
}

void
circle_count(struct circle *circle, const struct posts *posts, const struct trees *trees, const struct names *names)
{
	struct exchanges exchanges = {0};
	struct numbers named = {0};
	uint64_t question = posts_topic(posts, "question");
	uint64_t asks = question | posts_topic(posts, "complaint") | posts_topic(posts, "need");

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count && is_person(post); m++) {
			approach_person(posts, circle, m + AHEAD);
			count_post(posts, &circle->people[circle->person_of[m]], post, &posts->mentions[m], question);
		}
		if (p + AHEAD < posts->count && posts->all[p + AHEAD].parent != NO_POST)
			post_approach(posts, posts->all[p + AHEAD].parent);
		count_names(posts, circle, post, names->author_of_handle, &named);
		if (post->parent != NO_POST)
			count_exchange(posts, circle, post, asks, &exchanges);
	}
	count_distinct(circle, &exchanges.repliers, offsetof(struct person, repliers));
	count_distinct(circle, &exchanges.reposters, offsetof(struct person, reposters));
	count_distinct(circle, &exchanges.helped, offsetof(struct person, helped));
	settle_ties(&exchanges.replies);
	count_neighbours(circle, &exchanges.replies);
	count_descendants(posts, trees, circle);
	free(exchanges.repliers.all);
	free(exchanges.reposters.all);
	free(exchanges.helped.all);
	free(exchanges.replies.all);
	free(named.at);
}

void
circle_release(struct circle *circle)
{
	free(circle->people);
	free(circle->person_of);
	free(circle->begin);
	free(circle->refs);
	*circle = (struct circle){0};
}
