/* relations.csv: are customers closer to each other than to the brand, and does the brand host the dialogue or push it? */
#include <stdlib.h>

#include "lib/sort.h"
#include "reports/ground.h"
#include "reports/numbers.h"
#include "reports/places.h"

static const struct report_column columns[] = {
	{"brand", TEXT, "The brand."},
	{"channel", TEXT, "Where. Posts count where they stand, threads where they begin, ties where the post replied to stands."},
	{"customers", WHOLE, "Authors who wrote about the brand there, replies in its threads included."},
	{"posts_by_customers", WHOLE, "What they wrote about it."},
	{"posts_by_brand", WHOLE, "What the brand's own accounts wrote there."},
	{"threads", WHOLE, "Trees of replies and reposts with a post about the brand or by it."},
	{"threads_by_customers", WHOLE, "Those that a customer began."},
	{"customer_to_customer", WHOLE, "Ties: ordered pairs (u, v) of customers where u replied to a post of v about the brand."},
	{"customer_to_brand", WHOLE, "Ties: customers who replied to the brand, or addressed its account."},
	{"brand_to_customer", WHOLE, "Ties: customers whose posts about it the brand replied to."},
	{"reciprocity_customers", NUMBER, "Share of the ties among customers that go the other way too; empty below --min ties."},
	{"reciprocity_brand", NUMBER, "The same of the ties between customers and brand."},
	{"ei_index", NUMBER,
         "(E - I)/(E + I), E the ties between customers and brand both ways, I those among customers (Krackhardt and Stern, 1988): below zero, customers are "
         "tied to each other "
         "more than to the brand; empty below --min ties."},
	{"questions", WHOLE, "Customers' posts about the brand with the topic question."},
	{"answered_by_brand", WHOLE, "Those that the brand replied to."},
	{"answered_by_customers", WHOLE, "Those that another customer replied to."},
	{"median_answer_seconds", NUMBER, "Median time from question to first answer, by whomever; empty below --min answers."},
	{"host_share", NUMBER,
         "Threads that customers began and the brand answers in / threads that the brand takes part in: a host is near 1, a pusher near 0; empty below --min."},
	{0},
};

/* The brand itself as an end of a tie. */
#define THE_BRAND (UINT32_MAX - 1)

struct group {
	uint16_t brand;
	uint32_t channel;
	int64_t customers, by_customers, by_brand, threads, threads_by_customers, hosted, taken_part;
	int64_t among, to_brand, from_brand, returned_among, returned_brand;
	int64_t questions, answered_by_brand, answered_by_customers;
	double median_answer;
	int64_t answers;
};

struct tie {
	uint32_t group, from, to;
};

struct relations {
	const struct posts *posts;
	struct places places;
	struct group *groups; /* by place */
	struct tie *ties;
	size_t ties_count, ties_capacity;
};

static uint32_t
group_of(const struct relations *r, uint16_t brand, uint32_t channel)
{
	return places_find(&r->places, channel, brand);
}

/* Every brand and channel that a post, a thread or a reply can count for. */
static void
gather_groups(struct relations *r)
{
	const struct posts *posts = r->posts;
	uint64_t *keys = memory_new(2 * ((size_t)posts->mentions_count + posts->count), sizeof *keys);
	size_t n = 0;

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		uint32_t channels[] = {post->channel, posts->all[post->root].channel};
		for (int c = 0; c < 1 + (channels[1] != channels[0]); c++) {
			for (uint32_t m = 0; m < post->mentions_count; m++)
				keys[n++] = place_key(channels[c], posts->mentions[post->mentions + m].brand);
			if (post->by_brand != NO_BRAND)
				keys[n++] = place_key(channels[c], post->by_brand);
		}
	}
	r->places = places_of(keys, n, posts->channels.count);
	free(keys);
	r->groups = memory_new(r->places.count, sizeof *r->groups);
	for (uint32_t c = 0; c < posts->channels.count; c++)
		for (uint32_t i = r->places.begin[c]; i < r->places.begin[c + 1]; i++)
			r->groups[i] = (struct group){.brand = r->places.brands[i], .channel = c};
}

static void
add_tie(struct relations *r, uint32_t group, uint32_t from, uint32_t to)
{
	if (from == MAP_NONE || to == MAP_NONE)
		return;
	if (r->ties_count == r->ties_capacity) {
		r->ties_capacity = r->ties_capacity ? r->ties_capacity * 2 : 256;
		r->ties = memory_grow(r->ties, r->ties_capacity, sizeof *r->ties);
	}
	r->ties[r->ties_count++] = (struct tie){group, from, to};
}

/* A reply, seen from what it answers: the tie counts in the channel of the post replied to, where the brand is spoken of for sure. */
static void
add_reply(struct relations *r, const struct post *post)
{
	const struct posts *posts = r->posts;
	const struct post *parent = &posts->all[post->parent];
	const struct mention *mentions = posts->mentions + parent->mentions;

	if (is_customer(post) && parent->by_brand != NO_BRAND)
		add_tie(r, group_of(r, parent->by_brand, parent->channel), post->author, THE_BRAND);
	for (uint32_t m = 0; m < parent->mentions_count && is_customer(parent); m++) {
		uint32_t group = group_of(r, mentions[m].brand, parent->channel);
		if (post->by_brand == mentions[m].brand)
			add_tie(r, group, THE_BRAND, parent->author);
		else if (is_customer(post) && post->author != parent->author)
			add_tie(r, group, post->author, parent->author);
	}
}

static void
count_posts(struct relations *r)
{
	const struct posts *posts = r->posts;
	uint64_t *pairs = memory_new(posts->mentions_count, sizeof *pairs), question = posts_topic(posts, "question");
	size_t n = 0;

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		if (post->by_brand != NO_BRAND)
			r->groups[group_of(r, post->by_brand, post->channel)].by_brand++;
		for (uint32_t m = 0; m < post->mentions_count && is_customer(post); m++) {
			const struct mention *mention = &posts->mentions[post->mentions + m];
			uint32_t group = group_of(r, mention->brand, post->channel);
			r->groups[group].by_customers++;
			r->groups[group].questions += has_topic(posts, post, question);
			if (post->author != MAP_NONE)
				pairs[n++] = (uint64_t)group << 32 | post->author;
			if (mention->via == VIA_ACCOUNT)
				add_tie(r, group, post->author, THE_BRAND);
		}
		if (post->parent != NO_POST && post->is_reply)
			add_reply(r, post);
	}
	n = sort_distinct(pairs, n);
	for (size_t i = 0; i < n; i++)
		r->groups[pairs[i] >> 32].customers++;
	free(pairs);
}

/* ---- ties ---- */

static int
by_ends(const void *one, const void *other)
{
	const struct tie *a = one, *b = other;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->to > b->to) - (a->to < b->to);
}

static void
count_ties(struct relations *r)
{
	size_t kept = 0;

	if (r->ties_count)
		qsort(r->ties, r->ties_count, sizeof *r->ties, by_ends);
	for (size_t i = 0; i < r->ties_count; i++)
		if (i == 0 || by_ends(&r->ties[i], &r->ties[i - 1]) != 0)
			r->ties[kept++] = r->ties[i];
	for (size_t i = 0; i < kept; i++) {
		struct tie tie = r->ties[i], back = {tie.group, tie.to, tie.from};
		struct group *group = &r->groups[tie.group];
		bool returned = bsearch(&back, r->ties, kept, sizeof *r->ties, by_ends) != NULL;

		if (tie.from == THE_BRAND || tie.to == THE_BRAND) {
			group->to_brand += tie.to == THE_BRAND;
			group->from_brand += tie.from == THE_BRAND;
			group->returned_brand += returned;
		} else {
			group->among++;
			group->returned_among += returned;
		}
	}
}

/* ---- threads ---- */

/* A brand's part in a tree, as a number: those of one brand and tree side by side. */
static uint64_t
part_of(uint16_t brand, uint32_t root, bool took_part)
{
	return (uint64_t)brand << 33 | (uint64_t)root << 1 | took_part;
}

static void
count_threads(struct relations *r)
{
	const struct posts *posts = r->posts;
	uint64_t *parts = memory_new((size_t)posts->mentions_count + posts->count, sizeof *parts);
	size_t n = 0;

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		for (uint32_t m = 0; m < post->mentions_count; m++)
			parts[n++] = part_of(posts->mentions[post->mentions + m].brand, post->root, false);
		if (post->by_brand != NO_BRAND)
			parts[n++] = part_of(post->by_brand, post->root, true);
	}
	n = sort_distinct(parts, n);
	for (size_t i = 0; i < n; i++) {
		const struct post *root = &posts->all[(uint32_t)(parts[i] >> 1)];
		struct group *group = &r->groups[group_of(r, (uint16_t)(parts[i] >> 33), root->channel)];
		bool took_part = parts[i] & 1 || (i + 1 < n && parts[i + 1] == (parts[i] | 1));

		i += took_part && !(parts[i] & 1);
		group->threads++;
		group->threads_by_customers += is_customer(root);
		group->taken_part += took_part;
		group->hosted += took_part && is_customer(root);
	}
	free(parts);
}

/* ---- questions ---- */

struct answer {
	uint32_t mention, group; /* the question's */
	int64_t seconds;         /* or NO_TIME */
	bool by_brand;
};

static int
by_question(const void *one, const void *other)
{
	const struct answer *a = one, *b = other;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->mention != b->mention)
		return a->mention < b->mention ? -1 : 1;
	return (a->seconds > b->seconds) - (a->seconds < b->seconds);
}

static size_t
collect_answers(const struct relations *r, struct answer *answers)
{
	const struct posts *posts = r->posts;
	uint64_t question = posts_topic(posts, "question");
	size_t n = 0;

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p], *parent;
		if (post->parent == NO_POST || !post->is_reply)
			continue;
		parent = &posts->all[post->parent];
		if (!is_customer(parent) || !has_topic(posts, parent, question) || (is_customer(post) && post->author == parent->author))
			continue;
		for (uint32_t m = parent->mentions; m < parent->mentions + parent->mentions_count; m++) {
			bool timed = post->time != NO_TIME && parent->time != NO_TIME && post->time >= parent->time;
			if (!is_customer(post) && post->by_brand != posts->mentions[m].brand)
				continue;
			if (answers)
				answers[n] = (struct answer){m, group_of(r, posts->mentions[m].brand, parent->channel),
				                             timed ? post->time - parent->time : NO_TIME, !is_customer(post)};
			n++;
		}
	}
	return n;
}

static void
count_answers(struct relations *r)
{
	size_t n = collect_answers(r, NULL), waits = 0;
	struct answer *answers = memory_new(n, sizeof *answers);
	double *seconds = memory_new(n, sizeof *seconds);

	collect_answers(r, answers);
	if (n)
		qsort(answers, n, sizeof *answers, by_question);
	for (size_t start = 0, end; start < n; start = end) {
		struct group *group = &r->groups[answers[start].group];
		bool brand = false, customer = false, timed = false;

		for (end = start; end < n && answers[end].group == answers[start].group && answers[end].mention == answers[start].mention; end++) {
			brand |= answers[end].by_brand;
			customer |= !answers[end].by_brand;
			if (!timed && answers[end].seconds != NO_TIME) {
				seconds[waits++] = (double)answers[end].seconds;
				timed = true;
			}
		}
		group->answered_by_brand += brand;
		group->answered_by_customers += customer;
		if (end == n || answers[end].group != answers[start].group) {
			group->answers = (int64_t)waits;
			group->median_answer = waits ? median(seconds, waits) : 0;
			waits = 0;
		}
	}
	free(seconds);
	free(answers);
}

/* ---- rows ---- */

static double
share(int64_t part, int64_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

static void
write_row(const struct posts *posts, const struct report_options *options, const struct group *group, struct sheet *sheet)
{
	int64_t brand_ties = group->to_brand + group->from_brand, all_ties = brand_ties + group->among;

	sheet_text(sheet, map_text(&posts->brands, group->brand));
	sheet_text(sheet, map_text(&posts->channels, group->channel));
	sheet_whole(sheet, group->customers);
	sheet_whole(sheet, group->by_customers);
	sheet_whole(sheet, group->by_brand);
	sheet_whole(sheet, group->threads);
	sheet_whole(sheet, group->threads_by_customers);
	sheet_whole(sheet, group->among);
	sheet_whole(sheet, group->to_brand);
	sheet_whole(sheet, group->from_brand);
	sheet_number_of(sheet, share(group->returned_among, group->among), group->among, options->min);
	sheet_number_of(sheet, share(group->returned_brand, brand_ties), brand_ties, options->min);
	sheet_number_of(sheet, share(brand_ties - group->among, all_ties), all_ties, options->min);
	sheet_whole(sheet, group->questions);
	sheet_whole(sheet, group->answered_by_brand);
	sheet_whole(sheet, group->answered_by_customers);
	sheet_number_of(sheet, group->median_answer, group->answers, options->min);
	sheet_number_of(sheet, share(group->hosted, group->taken_part), group->taken_part, options->min);
	sheet_end(sheet);
}

static int
by_weight(const void *one, const void *other, void *posts_pointer)
{
	const struct posts *posts = posts_pointer;
	const struct group *a = one, *b = other;
	int64_t of_a = a->by_customers + a->by_brand, of_b = b->by_customers + b->by_brand;

	if (a->brand != b->brand)
		return str_compare(map_text(&posts->brands, a->brand), map_text(&posts->brands, b->brand));
	if (of_a != of_b)
		return of_a > of_b ? -1 : 1;
	return str_compare(map_text(&posts->channels, a->channel), map_text(&posts->channels, b->channel));
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct report_options *options = ground->options;
	struct relations r = {.posts = posts};

	gather_groups(&r);
	count_posts(&r);
	count_ties(&r);
	count_threads(&r);
	count_answers(&r);
	qsort_r(r.groups, r.places.count, sizeof *r.groups, by_weight, (void *)(uintptr_t)posts);
	for (uint32_t i = 0; i < r.places.count; i++)
		write_row(posts, options, &r.groups[i], sheet);
	free(r.ties);
	free(r.groups);
	places_release(&r.places);
}

const struct report relations_report = {
	.name = "relations",
	.purpose = "Whether customers are tied to each other more than to the brand, and whether the brand hosts the dialogue or pushes it.",
	.grain = "brand × channel",
	.key = "brand channel",
	.columns = columns,
	.write = write,
};
