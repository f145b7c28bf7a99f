/* portfolio.csv: the relations that a brand has, one customer a row, for a CRM. */
#include <stdlib.h>

#include "lib/sort.h"
#include "reports/ground.h"
#include "reports/numbers.h"

static const struct report_column columns[] = {
	{"brand", TEXT, "The brand."},
	{"author", TEXT, "The customer."},
	{"channels", TEXT, "Where the customer wrote about the brand, separated by semicolons."},
	{"first_seen", INSTANT, "First post about the brand."},
	{"last_seen", INSTANT, "Last one."},
	{"active_days", WHOLE, "Days with a post about it, in the reports' time zone."},
	{"posts", WHOLE, "Posts about it, replies in its threads included."},
	{"replies_to_brand", WHOLE, "The customer's replies to the brand's own posts."},
	{"replies_from_brand", WHOLE, "The brand's replies to the customer's posts about it."},
	{"net_sentiment", NUMBER, "(positive - negative)/(positive + negative) of these posts; empty below --min."},
	{"trend", NUMBER,
         "Net sentiment of the later half of the posts with a sign minus that of the earlier half, the middle one left out; empty below --min."},
	{"trust_net", NUMBER, "(trust - distrust)/(trust + distrust); empty below --min."},
	{"status", TEXT,
         "By the customer's own rhythm g (median time between posts on different days, 28 days where there are fewer than three such days) and the time since "
         "the last post, against "
         "the archive's end: new (first post in the last 28 days), returned (at most 3g, after a silence of over 9g that ended in the last 28 days), active "
         "(at most 3g), dormant (at most "
         "9g), lost; empty without times."},
	{0},
};

enum { PERIOD = 28 * 86400 };

/* So many of a person's posts are fetched from memory before. */
enum { FETCHED = 6 };

struct relation {
	uint32_t replies_to_brand, replies_from_brand;
};

/* What is worked out of one customer's posts about one brand. */
struct course {
	int64_t active_days, positive, negative, trust, distrust;
	int64_t early, late, halves; /* sums of signs; posts in each half */
	const char *status;
};

struct workroom {
	const struct posts *posts;
	const struct report_options *options;
	uint64_t trust, distrust;
	int64_t end;
	int *signs;     /* of one person's posts with a sign, by time */
	int64_t *times; /* of the first post on each active day */
	double *gaps;
	uint64_t *channels;
	uint32_t *channel_at, *channel_place; /* place by name -> channel, and back */
};

static const char *
status(struct workroom *room, size_t days, int64_t first, int64_t last)
{
	double g = PERIOD, since;
	bool returned = false;

	if (last == NO_TIME)
		return "";
	since = (double)(room->end - last);
	if (first > room->end - PERIOD)
		return "new";
	for (size_t i = 1; i < days; i++)
		room->gaps[i - 1] = (double)(room->times[i] - room->times[i - 1]);
	if (days >= 3)
		g = median(room->gaps, days - 1);
	for (size_t i = 1; i < days; i++)
		returned |= (double)(room->times[i] - room->times[i - 1]) > 9 * g && room->times[i] > room->end - PERIOD;
	if (since <= 3 * g)
		return returned ? "returned" : "active";
	return since <= 9 * g ? "dormant" : "lost";
}

static struct course
follow(struct workroom *room, const struct person *person, const struct mention_ref *refs, size_t count)
{
	struct course course = {0};
	size_t signed_posts = 0;
	int64_t day = 0;

	for (size_t i = 0; i < count; i++) {
		const struct post *post = &room->posts->all[refs[i].post];
		enum polarity polarity = room->posts->mentions[refs[i].mention].polarity;

		course.positive += polarity == POSITIVE;
		course.negative += polarity == NEGATIVE;
		course.trust += has_topic(room->posts, post, room->trust);
		course.distrust += has_topic(room->posts, post, room->distrust);
		if (polarity == POSITIVE || polarity == NEGATIVE)
			room->signs[signed_posts++] = polarity == POSITIVE ? 1 : -1;
		if (post->time != NO_TIME) {
			int64_t own = report_period(&(struct report_options){.by = 'd', .zone = room->options->zone}, post->time);
			if (course.active_days == 0 || own != day)
				room->times[course.active_days++] = post->time;
			day = own;
		}
	}
	course.halves = (int64_t)(signed_posts / 2);
	for (size_t i = 0; i < signed_posts / 2; i++) {
		course.early += room->signs[i];
		course.late += room->signs[signed_posts - 1 - i];
	}
	course.status = status(room, (size_t)course.active_days, person->first, person->last);
	return course;
}

/* The channels of the posts, by name, each once. */
static void
write_channels(struct workroom *room, const struct mention_ref *refs, size_t count, struct buffer *cell, struct sheet *sheet)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		room->channels[i] = room->channel_place[room->posts->all[refs[i].post].channel];
	sort_numbers(room->channels, count);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || room->channels[i] != room->channels[kept - 1])
			room->channels[kept++] = room->channels[i];
	buffer_reset(cell);
	for (size_t i = 0; i < kept; i++) {
		if (i)
			buffer_char(cell, ';');
		buffer_text(cell, map_text(&room->posts->channels, room->channel_at[room->channels[i]]));
	}
	sheet_text(sheet, buffer_str(cell));
}

static void
write_row(struct workroom *room, const struct person *person, const struct relation *relation, const struct mention_ref *refs, size_t count,
          struct buffer *cell, struct sheet *sheet)
{
	struct course course = follow(room, person, refs, count);
	int64_t min = room->options->min;

	sheet_text(sheet, map_text(&room->posts->brands, person->brand));
	sheet_text(sheet, map_text(&room->posts->authors, person->author));
	write_channels(room, refs, count, cell, sheet);
	sheet_instant(sheet, person->first);
	sheet_instant(sheet, person->last);
	sheet_whole(sheet, course.active_days);
	sheet_whole(sheet, (int64_t)count);
	sheet_whole(sheet, relation->replies_to_brand);
	sheet_whole(sheet, relation->replies_from_brand);
	sheet_number_of(sheet, net(course.positive, course.negative), course.positive + course.negative, min);
	sheet_number_of(sheet, course.halves ? (double)(course.late - course.early) / (double)course.halves : 0, 2 * course.halves, min);
	sheet_number_of(sheet, net(course.trust, course.distrust), course.trust + course.distrust, min);
	sheet_text(sheet, str_of(course.status));
	sheet_end(sheet);
}

static struct relation *
count_replies(const struct posts *posts, const struct circle *circle)
{
	struct relation *relations = memory_new(circle->count, sizeof *relations);

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p], *parent;
		struct person *person;
		if (post->parent == NO_POST || !post->is_reply)
			continue;
		parent = &posts->all[post->parent];
		if (parent->by_brand != NO_BRAND && is_customer(post) && post->author != MAP_NONE &&
		    (person = circle_find(circle, parent->by_brand, post->author)))
			relations[person - circle->people].replies_to_brand++;
		for (uint32_t m = parent->mentions; m < parent->mentions + parent->mentions_count && !is_customer(post); m++)
			if (circle->person_of[m] != NO_PERSON && posts->mentions[m].brand == post->by_brand)
				relations[circle->person_of[m]].replies_from_brand++;
	}
	return relations;
}

/* The people by brand's name, number of posts, the most first, and author's name. */
static struct keyed *
order_people(const struct circle *circle, const struct names *names)
{
	struct keyed *order = memory_new(circle->count, sizeof *order);

	for (uint32_t i = 0; i < circle->count; i++)
		order[i] = (struct keyed){names->author_place[circle->people[i].author], i};
	sort_keyed(order, circle->count);
	for (uint32_t at = 0; at < circle->count; at++) {
		uint32_t i = order[at].number, posts = circle->begin[i + 1] - circle->begin[i];
		order[at].key = (uint64_t)names->brand_place[circle->people[i].brand] << 32 | (UINT32_MAX - posts);
	}
	sort_keyed(order, circle->count);
	return order;
}

static int64_t
last_time(const struct posts *posts)
{
	for (uint32_t p = posts->count; p-- > 0;)
		if (posts->all[p].time != NO_TIME)
			return posts->all[p].time;
	return 0;
}

/* Room for the posts of whoever wrote most. */
static void
make_room(struct workroom *room, const struct circle *circle)
{
	uint32_t channels = room->posts->channels.count, most = 0;

	for (uint32_t i = 0; i < circle->count; i++)
		most = circle->begin[i + 1] - circle->begin[i] > most ? circle->begin[i + 1] - circle->begin[i] : most;
	room->signs = memory_new(most, sizeof *room->signs);
	room->times = memory_new(most, sizeof *room->times);
	room->gaps = memory_new(most, sizeof *room->gaps);
	room->channels = memory_new(most, sizeof *room->channels);
	room->channel_at = map_sorted(&room->posts->channels);
	room->channel_place = memory_new(channels, sizeof *room->channel_place);
	for (uint32_t c = 0; c < channels; c++)
		room->channel_place[room->channel_at[c]] = c;
}

/* The person whose row is `at`. Of those behind the processor is told to fetch, one after the other, the person and where its mentions are listed, the list
 * and where its name stands, and the name with the first of the posts. */
static uint32_t
person_of_row(const struct posts *posts, const struct circle *circle, const struct keyed *order, uint32_t at)
{
	if (at + 3 * AHEAD < circle->count) {
		uint32_t far = order[at + 3 * AHEAD].number;
		__builtin_prefetch(&circle->people[far]);
		__builtin_prefetch(&circle->people[far].last);
		__builtin_prefetch(&circle->begin[far]);
	}
	if (at + 2 * AHEAD < circle->count) {
		uint32_t near = order[at + 2 * AHEAD].number;
		author_approach(posts, circle->people[near].author);
		__builtin_prefetch(&circle->refs[circle->begin[near]]);
	}
	if (at + AHEAD < circle->count) {
		uint32_t next = order[at + AHEAD].number;
		author_approach_name(posts, circle->people[next].author);
		for (uint32_t r = circle->begin[next]; r < circle->begin[next + 1] && r < circle->begin[next] + FETCHED; r++) {
			post_approach(posts, circle->refs[r].post);
			__builtin_prefetch(&posts->mentions[circle->refs[r].mention]);
		}
	}
	return order[at].number;
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct report_options *options = ground->options;
	const struct circle *circle = ground_circle(ground);
	struct relation *relations = count_replies(posts, circle);
	struct keyed *order = order_people(circle, ground_names(ground));
	struct workroom room = {
		.posts = posts, .options = options, .trust = posts_topic(posts, "trust"), .distrust = posts_topic(posts, "distrust"), .end = last_time(posts)};
	struct buffer cell = {0};

	make_room(&room, circle);
	for (uint32_t at = 0; at < circle->count; at++) {
		uint32_t i = person_of_row(posts, circle, order, at);
		write_row(&room, &circle->people[i], &relations[i], circle->refs + circle->begin[i], circle->begin[i + 1] - circle->begin[i], &cell, sheet);
	}
	buffer_release(&cell);
	free(room.channel_at);
	free(room.channel_place);
	free(room.channels);
	free(room.gaps);
	free(room.times);
	free(room.signs);
	free(order);
	free(relations);
}

const struct report portfolio_report = {
	.name = "portfolio",
	.purpose = "Each brand's relations, one customer a row, across all channels, with where they stand: for a CRM.",
	.grain = "brand × author",
	.key = "brand author",
	.columns = columns,
	.write = write,
	.stands_on = CIRCLE | NAMES,
};
