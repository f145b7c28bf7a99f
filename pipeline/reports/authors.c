/* authors.csv: whom to talk with. */
#include <stdlib.h>

#include "lib/sort.h"
#include "reports/ground.h"
#include "reports/numbers.h"

static const struct report_column columns[] = {
	{"brand", TEXT, "The brand."},
	{"rank", WHOLE,
         "1 for the one to talk with first: order by the sum of the places (Borda) in four orders, by focus_low, by repliers + reposters, by descendants, "
         "by brand_posts, equal values sharing the better place; ties by name."},
	{"author", TEXT, "Who; brands' own accounts are left out."},
	{"posts", WHOLE, "All of the author's posts in the archive."},
	{"brand_posts", WHOLE, "Those about the brand, replies in its threads included."},
	{"focus", NUMBER, "brand_posts / posts; empty for an archive collected by keyword, where every share would be near one."},
	{"focus_low", NUMBER, "Lower end of its 95 % interval (Wilson), so that 40 of 50 goes before 1 of 1."},
	{"positive", WHOLE, "Posts positive towards the brand."},
	{"negative", WHOLE, "Posts negative towards it."},
	{"net_sentiment", NUMBER, "(positive - negative)/(positive + negative); empty below --min."},
	{"replies_received", WHOLE, "Replies by others to the author's posts about the brand."},
	{"repliers", WHOLE, "How many people wrote them."},
	{"reposts_received", WHOLE, "Reposts by others of the author's posts about the brand."},
	{"reposters", WHOLE, "How many people made them."},
	{"mentions_received", WHOLE, "@mentions of the author in others' posts about the brand."},
	{"descendants", WHOLE, "Posts by others below the author's posts about the brand, at any depth, each once."},
	{"helped", WHOLE, "People whose question, complaint or need about the brand the author answered."},
	{"reciprocity", NUMBER, "Share of the people the author replied to who replied to the author; empty below --min."},
	{"reach", WHOLE, "Reach of the author's posts about the brand, added up."},
	{"channels", WHOLE, "In how many channels the author wrote about the brand."},
	{"first_seen", INSTANT, "The author's first post about the brand."},
	{"last_seen", INSTANT, "The last."},
	{"role", TEXT,
         "helper (answered 3 or more people who asked), critic or advocate (3 or more posts with a sign, net_sentiment at most -0.5 or at least 0.5), "
         "connector "
         "(replies with 4 or more people of whom at most one pair in ten reply to each other), asker (half of the posts or more are questions), else voice; "
         "the first that fits."},
	{"why", TEXT, "The two orders in which the author stands highest, in words."},
	{0},
};

enum order { FOCUS, PEOPLE, DESCENDANTS, POSTS, ORDERS };

struct row {
	const struct person *person;
	int64_t posts;
	double focus, focus_low;
	uint32_t place[ORDERS], rank, borda;
	int64_t channels;
};

/* ---- ranking ---- */

static double
measure(const struct row *row, enum order order)
{
	switch (order) {
	case FOCUS:
		return row->focus_low;
	case PEOPLE:
		return (double)(row->person->repliers + row->person->reposters);
	case DESCENDANTS:
		return (double)row->person->descendants;
	default:
		return (double)row->person->brand_posts;
	}
}

/* As a key that rises where the measure falls: of numbers that are not negative, the greater has the greater bits. Counts are sorted as such, which have fewer
 * bytes that differ. */
static uint64_t
falling(double value, enum order order)
{
	uint64_t bits;

	if (order != FOCUS)
		return ~(uint64_t)value;
	value += 0.0; /* no -0 */
	memcpy(&bits, &value, sizeof bits);
	return ~bits;
}

/* The rows of one brand get their places and ranks; order[i].number gets the row of rank i + 1. */
static void
rank(const struct names *names, struct row *rows, uint32_t count, bool with_focus, struct keyed *order)
{
	for (enum order by = with_focus ? FOCUS : PEOPLE; by < ORDERS; by++) {
		for (uint32_t i = 0; i < count; i++)
			order[i] = (struct keyed){falling(measure(&rows[i], by), by), i};
		sort_keyed(order, count);
		for (uint32_t i = 0; i < count; i++) {
			struct row *row = &rows[order[i].number];
			row->place[by] = i && order[i].key == order[i - 1].key ? rows[order[i - 1].number].place[by] : i + 1;
			row->borda += row->place[by];
		}
	}
	for (uint32_t i = 0; i < count; i++)
		order[i] = (struct keyed){(uint64_t)rows[i].borda << 32 | names->author_place[rows[i].person->author], i};
	sort_keyed(order, count);
	for (uint32_t i = 0; i < count; i++)
		rows[order[i].number].rank = i + 1;
}

/* ---- words ---- */

static const char *
role(const struct row *row)
{
	const struct person *person = row->person;
	int64_t signs = person->positive + person->negative;
	double sign = net(person->positive, person->negative);

	if (person->helped >= 3)
		return "helper";
	if (signs >= 3 && sign <= -0.5)
		return "critic";
	if (signs >= 3 && sign >= 0.5)
		return "advocate";
	if (person->neighbours >= 4) {
		int64_t counted = person->neighbours < 64 ? person->neighbours : 64;
		if (person->neighbour_ties * 10 <= counted * (counted - 1) / 2)
			return "connector";
	}
	return person->questions * 2 >= person->brand_posts ? "asker" : "voice";
}

/* "3 posts", "1 post" */
static void
say_count(struct buffer *why, int64_t count, struct str one, struct str several)
{
	buffer_int(why, count);
	buffer_char(why, ' ');
	buffer_text(why, count == 1 ? one : several);
}

static void
say(struct buffer *why, const struct posts *posts, const struct row *row, enum order order)
{
	const struct person *person = row->person;

	if (why->length)
		buffer_text(why, STR("; "));
	switch (order) {
	case FOCUS:
		buffer_int(why, person->brand_posts);
		buffer_text(why, STR(" of "));
		say_count(why, row->posts, STR("post on "), STR("posts on "));
		buffer_text(why, map_text(&posts->brands, person->brand));
		break;
	case PEOPLE:
		say_count(why, (int64_t)person->repliers + person->reposters, STR("person replied or reposted"), STR("people replied or reposted"));
		break;
	case DESCENDANTS:
		say_count(why, person->descendants, STR("post followed"), STR("posts followed"));
		break;
	default:
		say_count(why, person->brand_posts, STR("post on "), STR("posts on "));
		buffer_text(why, map_text(&posts->brands, person->brand));
	}
}

/* The two best places; of equal ones, first what others did, then what the author did. */
static void
explain(struct buffer *why, const struct posts *posts, const struct row *row, bool with_focus)
{
	static const enum order by_weight[] = {PEOPLE, DESCENDANTS, FOCUS, POSTS};
	int best = -1, second = -1;

	buffer_reset(why);
	for (int i = 0; i < ORDERS; i++) {
		enum order order = by_weight[i];
		if ((order == FOCUS && !with_focus) || measure(row, order) <= 0)
			continue;
		if (best < 0 || row->place[order] < row->place[by_weight[best]]) {
			second = best;
			best = i;
		} else if (second < 0 || row->place[order] < row->place[by_weight[second]]) {
			second = i;
		}
	}
	if (best >= 0)
		say(why, posts, row, by_weight[best]);
	/* "4 of 5 posts on nsb; 4 posts on nsb" would say one thing twice. */
	if (second >= 0 && !((by_weight[best] == FOCUS && by_weight[second] == POSTS) || (by_weight[best] == POSTS && by_weight[second] == FOCUS)))
		say(why, posts, row, by_weight[second]);
}

/* ---- rows ---- */

static void
write_row(const struct posts *posts, const struct report_options *options, const struct row *row, struct buffer *why, struct sheet *sheet)
{
	const struct person *person = row->person;
	bool with_focus = !options->by_keyword;

	sheet_text(sheet, map_text(&posts->brands, person->brand));
	sheet_whole(sheet, row->rank);
	sheet_text(sheet, map_text(&posts->authors, person->author));
	sheet_whole(sheet, row->posts);
	sheet_whole(sheet, person->brand_posts);
	sheet_number_of(sheet, row->focus, with_focus, 1);
	sheet_number_of(sheet, row->focus_low, with_focus, 1);
	sheet_whole(sheet, person->positive);
	sheet_whole(sheet, person->negative);
	sheet_number_of(sheet, net(person->positive, person->negative), person->positive + person->negative, options->min);
	sheet_whole(sheet, person->replies_received);
	sheet_whole(sheet, person->repliers);
	sheet_whole(sheet, person->reposts_received);
	sheet_whole(sheet, person->reposters);
	sheet_whole(sheet, person->mentions_received);
	sheet_whole(sheet, person->descendants);
	sheet_whole(sheet, person->helped);
	sheet_number_of(sheet, person->answered ? (double)person->answered_back / (double)person->answered : 0, person->answered, options->min);
	sheet_whole(sheet, person->reach);
	sheet_whole(sheet, row->channels);
	sheet_instant(sheet, person->first);
	sheet_instant(sheet, person->last);
	sheet_text(sheet, str_of(role(row)));
	explain(why, posts, row, with_focus);
	sheet_text(sheet, buffer_str(why));
	sheet_end(sheet);
}

/* In how many channels each person wrote. */
static void
count_channels(const struct posts *posts, const struct circle *circle, struct row *rows)
{
	uint32_t *seen = memory_new(posts->channels.count, sizeof *seen); /* the person counted last, plus one */

	for (uint32_t i = 0; i < circle->count; i++) {
		if (circle->begin[i + 1] - circle->begin[i] == 1) {
			rows[i].channels = 1;
			continue;
		}
		for (uint32_t r = circle->begin[i]; r < circle->begin[i + 1]; r++) {
			uint32_t *last = &seen[posts->all[circle->refs[r].post].channel];
			if (r + AHEAD < circle->begin[circle->count])
				__builtin_prefetch(&posts->all[circle->refs[r + AHEAD].post].channel);
			rows[i].channels += *last != i + 1;
			*last = i + 1;
		}
	}
	free(seen);
}

static struct row *
make_rows(const struct posts *posts, const struct circle *circle)
{
	struct row *rows = memory_new(circle->count, sizeof *rows);
	uint32_t *posts_of = memory_new(posts->authors.count, sizeof *posts_of);
	double high;

	for (uint32_t p = 0; p < posts->count; p++)
		if (posts->all[p].author != MAP_NONE)
			posts_of[posts->all[p].author]++;
	for (size_t i = 0; i < circle->count; i++) {
		rows[i].person = &circle->people[i];
		rows[i].posts = posts_of[circle->people[i].author];
		rows[i].focus = (double)circle->people[i].brand_posts / (double)rows[i].posts;
		wilson(circle->people[i].brand_posts, rows[i].posts, &rows[i].focus_low, &high);
	}
	free(posts_of);
	count_channels(posts, circle, rows);
	return rows;
}

/* The row of rank i + 1. Of those behind it the processor is told to fetch, one after the other, the row and its person, where the author's name stands, and
 * the name. */
static const struct row *
row_of_rank(const struct posts *posts, const struct row *own, const struct keyed *order, uint32_t i, uint32_t count)
{
	if (i + 3 * AHEAD < count) {
		uint32_t far = order[i + 3 * AHEAD].number;
		__builtin_prefetch(&own[far]);
		__builtin_prefetch(own->person + far);
		__builtin_prefetch((const char *)(own->person + far + 1) - 1);
	}
	if (i + 2 * AHEAD < count)
		author_approach(posts, own[order[i + 2 * AHEAD].number].person->author);
	if (i + AHEAD < count)
		author_approach_name(posts, own[order[i + AHEAD].number].person->author);
	return &own[order[i].number];
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct report_options *options = ground->options;
	const struct names *names = ground_names(ground);
	struct circle *circle = ground_circle(ground);
	struct keyed *order = memory_new(circle->count, sizeof *order);
	uint32_t *begin = memory_new((size_t)posts->brands.count + 1, sizeof *begin);
	struct buffer why = {0};
	struct row *rows;

	circle_count(circle, posts, ground_trees(ground), names);
	rows = make_rows(posts, circle);
	/* Rows stand by the brands' numbers; they are written by the brands' names. */
	for (uint32_t i = 0; i < circle->count; i++)
		begin[rows[i].person->brand + 1]++;
	for (uint32_t b = 0; b < posts->brands.count; b++)
		begin[b + 1] += begin[b];
	for (uint32_t b = 0; b < posts->brands.count; b++) {
		struct row *own = rows + begin[names->brands[b]];
		uint32_t count = begin[names->brands[b] + 1] - begin[names->brands[b]];
		rank(names, own, count, !options->by_keyword, order);
		for (uint32_t i = 0; i < count; i++)
			write_row(posts, options, row_of_rank(posts, own, order, i, count), &why, sheet);
	}
	buffer_release(&why);
	free(begin);
	free(order);
	free(rows);
}

const struct report authors_report = {
	.name = "authors",
	.purpose = "Whom to talk with about each brand, and why.",
	.grain = "brand × author",
	.key = "brand author",
	.columns = columns,
	.write = write,
	.stands_on = CIRCLE | TREES | NAMES,
};
