/* channels.csv: how alive each place is, all in all and for each brand. */
#include <stdlib.h>

#include "lib/die.h"
#include "reports/ground.h"
#include "reports/numbers.h"

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

/* One post in one group. */
struct part {
	uint32_t channel, author;
	int64_t time;
	uint16_t brand; /* or NO_BRAND: all */
	uint8_t polarity;
	bool trust, distrust;
};

struct place {
	uint32_t channel;
	uint16_t brand;
	int64_t authors, posts, authored, new_authors, returning, positive, negative, trust, distrust;
	double gini, top1, top10;
};

static int
by_place_author_time(const void *one, const void *other)
{
	const struct part *a = one, *b = other;

	if (a->channel != b->channel)
		return a->channel < b->channel ? -1 : 1;
	if (a->brand != b->brand)
		return a->brand < b->brand ? -1 : 1;
	if (a->author != b->author)
		return a->author < b->author ? -1 : 1;
	return (a->time > b->time) - (a->time < b->time);
}

static size_t
collect(const struct posts *posts, struct part *parts)
{
	uint64_t trust = posts_topic(posts, "trust"), distrust = posts_topic(posts, "distrust");
	size_t n = 0;

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		struct part part = {
			post->channel, post->author, post->time, NO_BRAND, post->polarity, has_topic(posts, post, trust), has_topic(posts, post, distrust)};
		if (!is_customer(post))
			continue;
		parts[n++] = part;
		for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count; m++) {
			part.brand = posts->mentions[m].brand;
			part.polarity = posts->mentions[m].polarity;
			parts[n++] = part;
		}
	}
	if (n)
		qsort(parts, n, sizeof *parts, by_place_author_time);
	return n;
}

static int64_t
last_time(const struct posts *posts)
{
	for (uint32_t p = posts->count; p-- > 0;)
		if (posts->all[p].time != NO_TIME)
			return posts->all[p].time;
	return 0;
}

/* One author's posts in one place: parts[0 … count), by time, those without one first. */
static void
count_author(const struct part *parts, size_t count, int64_t end, struct place *place)
{
	int64_t first = NO_TIME;
	bool recent = false, before = false;

	for (size_t i = 0; i < count; i++) {
		if (parts[i].time == NO_TIME)
			continue;
		first = first == NO_TIME ? parts[i].time : first;
		recent |= parts[i].time > end - PERIOD;
		before |= parts[i].time <= end - PERIOD && parts[i].time > end - 2 * PERIOD;
	}
	place->authors++;
	place->authored += (int64_t)count;
	place->new_authors += first != NO_TIME && first > end - PERIOD;
	place->returning += recent && before;
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

static struct place
measure(const struct part *parts, size_t count, int64_t end, int64_t *per_author)
{
	struct place place = {.channel = parts[0].channel, .brand = parts[0].brand, .posts = (int64_t)count};

	for (size_t i = 0; i < count; i++) {
		place.positive += parts[i].polarity == POSITIVE;
		place.negative += parts[i].polarity == NEGATIVE;
		place.trust += parts[i].trust;
		place.distrust += parts[i].distrust;
	}
	for (size_t start = 0, stop; start < count && parts[start].author != MAP_NONE; start = stop) {
		for (stop = start; stop < count && parts[stop].author == parts[start].author; stop++)
			;
		per_author[place.authors] = (int64_t)(stop - start);
		count_author(parts + start, stop - start, end, &place);
	}
	place.gini = gini(per_author, (size_t)place.authors);
	place.top1 = top_share(per_author, (size_t)place.authors, 1);
	place.top10 = top_share(per_author, (size_t)place.authors, 10);
	return place;
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
	table = table_open(path, NULL);
	channel = table_need(table, "channel", "you");
	count = table_need(table, "members", "you");
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
write_row(const struct posts *posts, const struct report_options *options, const struct place *place, int64_t members, struct sheet *sheet)
{
	sheet_text(sheet, map_text(&posts->channels, place->channel));
	sheet_text(sheet, place->brand == NO_BRAND ? STR("") : map_text(&posts->brands, place->brand));
	if (members < 0)
		sheet_empty(sheet);
	else
		sheet_whole(sheet, members);
	sheet_whole(sheet, place->authors);
	sheet_number_of(sheet, members > 0 ? (double)place->authors / (double)members : 0, members, 1);
	sheet_whole(sheet, place->posts);
	sheet_number_of(sheet, place->authors ? (double)place->authored / (double)place->authors : 0, place->authors, options->min);
	sheet_number_of(sheet, place->gini, place->authors, options->min);
	sheet_number_of(sheet, place->top1, place->authors, options->min);
	sheet_number_of(sheet, place->top10, place->authors, options->min);
	sheet_whole(sheet, place->new_authors);
	sheet_whole(sheet, place->returning);
	sheet_number_of(sheet, net(place->positive, place->negative), place->positive + place->negative, options->min);
	sheet_number_of(sheet, net(place->trust, place->distrust), place->trust + place->distrust, options->min);
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
	const struct place *a = one, *b = other;

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
	struct part *parts = memory_new((size_t)posts->count + posts->mentions_count, sizeof *parts);
	int64_t *per_author = memory_new(posts->authors.count, sizeof *per_author), *all = memory_new(posts->channels.count, sizeof *all);
	int64_t *members = read_members(posts, options->members), end = last_time(posts);
	size_t n = collect(posts, parts), count = 0;
	struct place *places = memory_new(n, sizeof *places);

	for (size_t start = 0, stop; start < n; start = stop) {
		for (stop = start; stop < n && parts[stop].channel == parts[start].channel && parts[stop].brand == parts[start].brand; stop++)
			;
		places[count] = measure(parts + start, stop - start, end, per_author);
		if (places[count].brand == NO_BRAND)
			all[places[count].channel] = places[count].posts;
		count++;
	}
	if (count)
		qsort_r(places, count, sizeof *places, by_size, &(struct ordering){posts, all});
	for (size_t i = 0; i < count; i++)
		write_row(posts, options, &places[i], members[places[i].channel], sheet);
	free(places);
	free(members);
	free(all);
	free(per_author);
	free(parts);
}

const struct report channels_report = {
	.name = "channels",
	.purpose = "How many are active in each channel, how evenly, how many are new or return, and in what mood.",
	.grain = "channel, and channel × brand",
	.key = "channel brand",
	.columns = columns,
	.write = write,
};
