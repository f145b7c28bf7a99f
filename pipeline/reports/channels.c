/* channels.csv: how alive each place is, all in all and for each brand. */
#include <stdlib.h>

#include "reports/ground.h"
#include "reports/numbers.h"
#include "reports/places.h"

static const struct report_column columns[] = {
	{"channel", TEXT, "The channel."},
	{"brand", TEXT, "Empty: all customers' posts there, whatever they are about; else those about this brand, replies in its threads included."},
	{"members", WHOLE, "Members of the channel, from --members; empty where it tells none."},
	{"authors", WHOLE, "Customers who wrote."},
	{"active_share", NUMBER, "authors / members."},
	{"posts", WHOLE, "What they wrote, posts without an author included."},
	{"posts_per_author", NUMBER, "Posts with an author / authors; empty below --min authors."},
	{"gini", NUMBER,
         "Gini's coefficient of posts per author, 0 when all write as much: sum (2i - n - 1)x / (n sum x), x ascending; empty below --min authors."},
	{"top1_share", NUMBER, "Share of the posts with an author that the busiest 1 % of authors wrote, at least one author; empty below --min authors."},
	{"top10_share", NUMBER, "The same of the busiest 10 %."},
	{"new_authors", WHOLE, "Authors whose first post here is from the last 28 days of the archive."},
	{"returning_authors", WHOLE, "Authors who wrote in the last 28 days and in the 28 days before."},
	{"net_sentiment", NUMBER,
         "(positive - negative)/(positive + negative), posts towards the brand, or as wholes where brand is empty; empty below --min."},
	{"trust_net", NUMBER, "(trust - distrust)/(trust + distrust); empty below --min."},
	{0},
};

enum { PERIOD = 28 * 86400 };

struct group {
	uint32_t channel;
	uint16_t brand; /* or NO_BRAND: all */
	int64_t authors, posts, authored, new_authors, returning, positive, negative, trust, distrust;
	double gini, top1, top10;
};

/* When a post was written, as far as it is asked. */
enum when { NO_ONE_KNOWS, LONG_AGO, BEFORE, RECENTLY };

static enum when
when(int64_t time, int64_t end)
{
	return time == NO_TIME ? NO_ONE_KNOWS : time > end - PERIOD ? RECENTLY : time > end - 2 * PERIOD ? BEFORE : LONG_AGO;
}

struct groups {
	const struct posts *posts;
	struct places places;
	struct group *all; /* by place */
	uint64_t *parts;   /* one post of one author in one group: author << 2 | when, dealt by place */
	size_t count;
	size_t *begin; /* by place, in parts */
	int64_t end;
	uint64_t trust, distrust;
};

static struct places
gather_places(const struct posts *posts)
{
	struct place_keys keys = {0};

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		if (!is_customer(post))
			continue;
		place_keys_add(&keys, post->channel, NO_BRAND);
		for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count; m++)
			place_keys_add(&keys, post->channel, posts->mentions[m].brand);
	}
	return places_of(&keys, posts->channels.count);
}

static void
add(struct groups *groups, const struct post *post, uint16_t brand, enum polarity polarity)
{
	uint32_t place = places_find(&groups->places, post->channel, brand);
	struct group *group = &groups->all[place];

	group->posts++;
	group->positive += polarity == POSITIVE;
	group->negative += polarity == NEGATIVE;
	group->trust += has_topic(groups->posts, post, groups->trust);
	group->distrust += has_topic(groups->posts, post, groups->distrust);
	if (post->author != MAP_NONE)
		groups->parts[groups->count++] = (uint64_t)place << PART_BITS | (uint64_t)post->author << 2 | when(post->time, groups->end);
}

static void
collect(struct groups *groups)
{
	const struct posts *posts = groups->posts;

	groups->all = memory_new(groups->places.count, sizeof *groups->all);
	for (uint32_t c = 0; c < posts->channels.count; c++)
		for (uint32_t i = groups->places.begin[c]; i < groups->places.begin[c + 1]; i++) {
			groups->all[i].channel = c;
			groups->all[i].brand = groups->places.brands[i];
		}
	groups->parts = memory_new((size_t)posts->count + posts->mentions_count, sizeof *groups->parts);
	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		if (!is_customer(post))
			continue;
		add(groups, post, NO_BRAND, post->polarity);
		for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count; m++)
			add(groups, post, posts->mentions[m].brand, posts->mentions[m].polarity);
	}
	groups->begin = memory_new((size_t)groups->places.count + 1, sizeof *groups->begin);
	groups->parts = places_deal(&groups->places, groups->parts, groups->count, groups->begin);
}

static int64_t
last_time(const struct posts *posts)
{
	for (uint32_t p = posts->count; p-- > 0;)
		if (posts->all[p].time != NO_TIME)
			return posts->all[p].time;
	return 0;
}

/* One author's posts in the group at hand: how many, and a bit for each time at which there are some. */
struct writing {
	uint32_t posts, at;
};

static bool
wrote(struct writing writing, enum when when)
{
	return writing.at >> when & 1;
}

static void
count_author(struct writing writing, struct group *group)
{
	group->authors++;
	group->authored += writing.posts;
	group->new_authors += wrote(writing, RECENTLY) && !wrote(writing, BEFORE) && !wrote(writing, LONG_AGO);
	group->returning += wrote(writing, RECENTLY) && wrote(writing, BEFORE);
}

/* The share of the top `percent` of xs, ascending. */
static double
top_share(const int64_t *xs, size_t count, size_t percent)
{
	size_t top = (count * percent + 99) / 100;
	int64_t sum = 0, of_top = 0;

	for (size_t i = 0; i < count; i++) {
		sum += xs[i];
		of_top += i >= count - top ? xs[i] : 0;
	}
	return sum ? (double)of_top / (double)sum : 0;
}

static uint32_t
author_of(uint64_t part)
{
	return (uint32_t)(part >> 2);
}

/* The parts of one group. `writings`, by author, are empty before and behind. */
static void
measure(const uint64_t *parts, size_t count, struct group *group, struct writing *writings, int64_t *per_author)
{
	for (size_t i = 0; i < count; i++) {
		struct writing *writing = &writings[author_of(parts[i])];
		writing->posts++;
		writing->at |= 1u << (parts[i] & 3);
	}
	for (size_t i = 0; i < count; i++) {
		struct writing *writing = &writings[author_of(parts[i])];
		if (writing->posts == 0)
			continue; /* counted already */
		per_author[group->authors] = writing->posts;
		count_author(*writing, group);
		*writing = (struct writing){0};
	}
	group->gini = gini(per_author, (size_t)group->authors);
	group->top1 = top_share(per_author, (size_t)group->authors, 1);
	group->top10 = top_share(per_author, (size_t)group->authors, 10);
}

static void
measure_all(struct groups *groups)
{
	uint32_t authors = groups->posts->authors.count;
	struct writing *writings = memory_new(authors, sizeof *writings);
	int64_t *per_author = memory_new(authors, sizeof *per_author);

	for (uint32_t i = 0; i < groups->places.count; i++)
		measure(groups->parts + groups->begin[i], groups->begin[i + 1] - groups->begin[i], &groups->all[i], writings, per_author);
	free(per_author);
	free(writings);
}

/* ---- members ---- */

/* How many members each channel has, by its number; -1 where nobody tells. */
static int64_t *
read_members(const struct posts *posts, const char *path)
{
	int64_t *members = memory_new(posts->channels.count, sizeof *members);
	struct table *table;
	size_t channel, count;

	memset(members, 0xff, posts->channels.count * sizeof *members);
	if (!path)
		return members;
	table = table_open(path, &(struct table_options){.written = true});
	channel = table_expect(table, "channel", "the columns channel,members");
	count = table_expect(table, "members", "the columns channel,members");
	while (table_read(table)) {
		uint32_t number = map_find(&posts->channels, table_field(table, channel));
		int64_t value;
		if (!str_to_int(table_field(table, count), &value) || value < 0)
			table_die(table, "expected a whole number of members, found \"%.*s\"", (int)table_field(table, count).length,
			          table_field(table, count).at);
		if (number != MAP_NONE)
			members[number] = value;
	}
	table_close(table);
	return members;
}

/* ---- rows ---- */

static void
write_row(const struct posts *posts, const struct report_options *options, const struct group *group, int64_t members, struct sheet *sheet)
{
	sheet_text(sheet, map_text(&posts->channels, group->channel));
	sheet_text(sheet, group->brand == NO_BRAND ? STR("") : map_text(&posts->brands, group->brand));
	if (members < 0)
		sheet_empty(sheet);
	else
		sheet_whole(sheet, members);
	sheet_whole(sheet, group->authors);
	sheet_number_of(sheet, members > 0 ? (double)group->authors / (double)members : 0, members, 1);
	sheet_whole(sheet, group->posts);
	sheet_number_of(sheet, group->authors ? (double)group->authored / (double)group->authors : 0, group->authors, options->min);
	sheet_number_of(sheet, group->gini, group->authors, options->min);
	sheet_number_of(sheet, group->top1, group->authors, options->min);
	sheet_number_of(sheet, group->top10, group->authors, options->min);
	sheet_whole(sheet, group->new_authors);
	sheet_whole(sheet, group->returning);
	sheet_number_of(sheet, net(group->positive, group->negative), group->positive + group->negative, options->min);
	sheet_number_of(sheet, net(group->trust, group->distrust), group->trust + group->distrust, options->min);
	sheet_end(sheet);
}

struct ordering {
	const struct posts *posts;
	const int64_t *all; /* posts in each channel, whatever about */
};

static int
by_size(const void *one, const void *other, void *ordering_pointer)
{
	const struct ordering *ordering = ordering_pointer;
	const struct group *a = one, *b = other;

	if (ordering->all[a->channel] != ordering->all[b->channel])
		return ordering->all[a->channel] > ordering->all[b->channel] ? -1 : 1;
	if (a->channel != b->channel)
		return str_compare(map_text(&ordering->posts->channels, a->channel), map_text(&ordering->posts->channels, b->channel));
	if (a->brand == NO_BRAND || b->brand == NO_BRAND)
		return a->brand == NO_BRAND ? -1 : 1;
	if (a->posts != b->posts)
		return a->posts > b->posts ? -1 : 1;
	return str_compare(map_text(&ordering->posts->brands, a->brand), map_text(&ordering->posts->brands, b->brand));
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct report_options *options = ground->options;
	struct groups groups = {.posts = posts,
	                        .places = gather_places(posts),
	                        .end = last_time(posts),
	                        .trust = posts_topic(posts, "trust"),
	                        .distrust = posts_topic(posts, "distrust")};
	int64_t *all = memory_new(posts->channels.count, sizeof *all);
	int64_t *members = read_members(posts, options->members);

	collect(&groups);
	measure_all(&groups);
	for (uint32_t i = 0; i < groups.places.count; i++)
		if (groups.all[i].brand == NO_BRAND)
			all[groups.all[i].channel] = groups.all[i].posts;
	qsort_r(groups.all, groups.places.count, sizeof *groups.all, by_size, &(struct ordering){posts, all});
	for (uint32_t i = 0; i < groups.places.count; i++)
		write_row(posts, options, &groups.all[i], members[groups.all[i].channel], sheet);
	free(members);
	free(all);
	free(groups.begin);
	free(groups.parts);
	free(groups.all);
	places_release(&groups.places);
}

const struct report channels_report = {
	.name = "channels",
	.purpose = "How many are active in each channel, how evenly, how many are new or return, and in what mood.",
	.grain = "channel, and channel × brand",
	.key = "channel brand",
	.columns = columns,
	.write = write,
};
