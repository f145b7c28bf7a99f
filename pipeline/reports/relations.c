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

struct group {
	uint16_t brand;
	uint32_t channel;
	int64_t customers, by_customers, by_brand, threads, threads_by_customers, hosted, taken_part;
	int64_t among, to_brand, from_brand, returned_among, returned_brand;
	int64_t questions, answered_by_brand, answered_by_customers;
	double median_answer;
	int64_t answers;
};

struct relations {
	const struct posts *posts;
	const struct trees *trees;
	struct places places;
	struct group *groups; /* by place */
	struct keyed *ties;   /* the two that are tied, the lesser number above; group << 1 | whether it goes from the greater to the lesser */
	uint32_t ties_count, ties_capacity;
	uint32_t the_brand; /* itself as an end of a tie: the number behind the authors' */
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
	struct place_keys keys = {0};

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		uint32_t channels[] = {post->channel, posts->all[post->root].channel};
		if (p + AHEAD < posts->count)
			post_approach(posts, posts->all[p + AHEAD].root);
		for (int c = 0; c < 1 + (channels[1] != channels[0]); c++) {
			for (uint32_t m = 0; m < post->mentions_count; m++)
				place_keys_add(&keys, channels[c], posts->mentions[post->mentions + m].brand);
			if (post->by_brand != NO_BRAND)
				place_keys_add(&keys, channels[c], post->by_brand);
		}
	}
	r->places = places_of(&keys, posts->channels.count);
	r->groups = memory_new(r->places.count, sizeof *r->groups);
	for (uint32_t c = 0; c < posts->channels.count; c++)
		for (uint32_t i = r->places.begin[c]; i < r->places.begin[c + 1]; i++)
			r->groups[i] = (struct group){.brand = r->places.brands[i], .channel = c};
}

static void
add_tie(struct relations *r, uint32_t group, uint32_t from, uint32_t to)
{
	bool falls = from > to;

	if (from == MAP_NONE || to == MAP_NONE)
		return;
	r->ties = posts_room(r->ties, r->ties_count, &r->ties_capacity, sizeof *r->ties);
	r->ties[r->ties_count++] = (struct keyed){(uint64_t)(falls ? to : from) << 32 | (falls ? from : to), group << 1 | falls};
}

/* A reply, seen from what it answers: the tie counts in the channel of the post replied to, where the brand is spoken of for sure. */
static void
add_reply(struct relations *r, const struct post *post)
{
	const struct posts *posts = r->posts;
	const struct post *parent = &posts->all[post->parent];
	const struct mention *mentions = posts->mentions + parent->mentions;

	if (is_customer(post) && parent->by_brand != NO_BRAND)
		add_tie(r, group_of(r, parent->by_brand, parent->channel), post->author, r->the_brand);
	for (uint32_t m = 0; m < parent->mentions_count && is_customer(parent); m++) {
		uint32_t group = group_of(r, mentions[m].brand, parent->channel);
		if (post->by_brand == mentions[m].brand)
			add_tie(r, group, r->the_brand, parent->author);
		else if (is_customer(post) && post->author != parent->author)
			add_tie(r, group, post->author, parent->author);
	}
}

/* Spends parts[0 … count), each with an author below its place. */
static void
count_customers(struct relations *r, uint64_t *parts, size_t count)
{
	size_t *begin = memory_new((size_t)r->places.count + 1, sizeof *begin);
	uint32_t *seen = memory_new(r->posts->authors.count, sizeof *seen); /* the group counted last, plus one */

	parts = places_deal(&r->places, parts, count, begin);
	for (uint32_t group = 0; group < r->places.count; group++)
		for (size_t i = begin[group]; i < begin[group + 1]; i++) {
			uint32_t *last = &seen[(uint32_t)parts[i]];
			r->groups[group].customers += *last != group + 1;
			*last = group + 1;
		}
	free(seen);
	free(begin);
	free(parts);
}

static void
count_posts(struct relations *r)
{
	const struct posts *posts = r->posts;
	uint64_t *parts = memory_new(posts->mentions_count, sizeof *parts), question = posts_topic(posts, "question");
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
				parts[n++] = (uint64_t)group << PART_BITS | post->author;
			if (mention->via == VIA_ACCOUNT)
				add_tie(r, group, post->author, r->the_brand);
		}
		if (post->parent != NO_POST && post->is_reply)
			add_reply(r, post);
		if (p + AHEAD < posts->count && posts->all[p + AHEAD].parent != NO_POST)
			post_approach(posts, posts->all[p + AHEAD].parent);
	}
	count_customers(r, parts, n);
}

/* ---- ties ---- */

static void
count_tie(struct relations *r, uint64_t ends, uint32_t group_and_way, bool returned)
{
	struct group *group = &r->groups[group_and_way >> 1];
	bool with_brand = (uint32_t)ends == r->the_brand, from_brand = group_and_way & 1;

	if (with_brand) {
		group->to_brand += !from_brand;
		group->from_brand += from_brand;
		group->returned_brand += returned;
	} else {
		group->among++;
		group->returned_among += returned;
	}
}

/* Of two who are tied all ties come together, and of one group the tie and the one that returns it. */
static void
count_ties(struct relations *r)
{
	uint64_t *between = memory_new(r->ties_count, sizeof *between);

	sort_keyed(r->ties, r->ties_count);
	for (size_t start = 0, end; start < r->ties_count; start = end) {
		size_t count;

		for (end = start; end < r->ties_count && r->ties[end].key == r->ties[start].key; end++)
			between[end - start] = r->ties[end].number;
		count = sort_distinct(between, end - start);
		for (size_t i = 0; i < count; i++) {
			bool returned = (i && (between[i - 1] ^ between[i]) == 1) || (i + 1 < count && (between[i] ^ between[i + 1]) == 1);
			count_tie(r, r->ties[start].key, (uint32_t)between[i], returned);
		}
	}
	free(between);
}

/* ---- threads ---- */

/* The parts that brands have in one tree, sorted: brand << 1 | whether its own accounts wrote in it. */
static void
count_thread(struct relations *r, const struct post *root, const uint64_t *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct group *group = &r->groups[group_of(r, (uint16_t)(parts[i] >> 1), root->channel)];
		bool took_part = parts[i] & 1 || (i + 1 < count && parts[i + 1] == (parts[i] | 1));

		i += took_part && !(parts[i] & 1);
		group->threads++;
		group->threads_by_customers += is_customer(root);
		group->taken_part += took_part;
		group->hosted += took_part && is_customer(root);
	}
}

static void
count_threads(struct relations *r)
{
	const struct posts *posts = r->posts;
	const struct trees *trees = r->trees;
	uint64_t *parts = memory_new((size_t)posts->mentions_count + posts->count, sizeof *parts);

	for (uint32_t begin = 0, end; begin < trees->count; begin = end) {
		size_t n = 0;

		end = begin + trees->size[begin];
		for (uint32_t place = begin; place < end; place++) {
			const struct post *post = &posts->all[trees->order[place]];
			if (place + AHEAD < trees->count)
				post_approach(posts, trees->order[place + AHEAD]);
			for (uint32_t m = 0; m < post->mentions_count; m++)
				parts[n++] = (uint64_t)posts->mentions[post->mentions + m].brand << 1;
			if (post->by_brand != NO_BRAND)
				parts[n++] = (uint64_t)post->by_brand << 1 | 1;
		}
		if (n)
			count_thread(r, &posts->all[trees->order[begin]], parts, sort_distinct(parts, n));
	}
	free(parts);
}

/* ---- questions ---- */

/* group << 32 | the question's number in posts->mentions, and the post that answers it. Of one question the earliest stands first, as it does among posts. */
static struct keyed *
collect_answers(const struct relations *r, uint32_t *count)
{
	const struct posts *posts = r->posts;
	uint64_t question = posts_topic(posts, "question");
	struct keyed *answers = NULL;
	uint32_t capacity = 0;

	*count = 0;
	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p], *parent;
		if (p + AHEAD < posts->count && posts->all[p + AHEAD].parent != NO_POST)
			post_approach(posts, posts->all[p + AHEAD].parent);
		if (post->parent == NO_POST || !post->is_reply)
			continue;
		parent = &posts->all[post->parent];
		if (!is_customer(parent) || !has_topic(posts, parent, question) || (is_customer(post) && post->author == parent->author))
			continue;
		for (uint32_t m = parent->mentions; m < parent->mentions + parent->mentions_count; m++) {
			if (!is_customer(post) && post->by_brand != posts->mentions[m].brand)
				continue;
			answers = posts_room(answers, *count, &capacity, sizeof *answers);
			answers[(*count)++] = (struct keyed){(uint64_t)group_of(r, posts->mentions[m].brand, parent->channel) << 32 | m, p};
		}
	}
	sort_keyed(answers, *count);
	return answers;
}

static void
count_answers(struct relations *r)
{
	uint32_t n;
	size_t waits = 0;
	struct keyed *answers = collect_answers(r, &n);
	double *seconds = memory_new(n, sizeof *seconds);

	for (size_t start = 0, end; start < n; start = end) {
		struct group *group = &r->groups[answers[start].key >> 32];
		bool brand = false, customer = false, timed = false;

		for (end = start; end < n && answers[end].key == answers[start].key; end++) {
			const struct post *post = &r->posts->all[answers[end].number], *asked = &r->posts->all[post->parent];
			brand |= !is_customer(post);
			customer |= is_customer(post);
			if (!timed && post->time != NO_TIME && asked->time != NO_TIME && post->time >= asked->time) {
				seconds[waits++] = (double)(post->time - asked->time);
				timed = true;
			}
		}
		group->answered_by_brand += brand;
		group->answered_by_customers += customer;
		if (end == n || answers[end].key >> 32 != answers[start].key >> 32) {
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
	struct relations r = {.posts = posts, .trees = ground_trees(ground), .the_brand = posts->authors.count};

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
	.stands_on = TREES,
};
