/* cascades.csv: how praise and blame spread, and who set them off. */
#include <stdlib.h>

#include "lib/sort.h"
#include "reports/ground.h"
#include "reports/numbers.h"

static const struct report_column columns[] = {
	{"root_id", TEXT, "The post that set it off."},
	{"brand", TEXT, "What it is about: the brand that the root names first, else the one that most of its posts are about."},
	{"author", TEXT, "Who set it off."},
	{"channel", TEXT, "Where."},
	{"start", INSTANT, "When the root was written."},
	{"end", INSTANT, "When the last of its posts was."},
	{"posts", WHOLE, "Posts in the tree of replies and reposts, the root among them; trees of one post are no cascades."},
	{"authors", WHOLE, "How many wrote them."},
	{"depth", WHOLE, "Longest way down from the root, in replies or reposts."},
	{"breadth", WHOLE, "Largest number of posts at one depth."},
	{"virality", NUMBER,
         "Mean distance between all pairs of posts: 2W/(n(n - 1)), W the sum over edges of m(n - m), m the posts below the edge (Goel, Anderson, Hofman and "
         "Watts, 2016); "
         "2(n - 1)/n for a star, (n + 1)/3 for a chain."},
	{"seconds_to_half", WHOLE, "From the root until half of the posts were there."},
	{"positive", WHOLE, "Posts positive towards the brand."},
	{"negative", WHOLE, "Posts negative towards it."},
	{"net_sentiment", NUMBER, "(positive - negative)/(positive + negative); empty below --min."},
	{"root_sentiment", NUMBER, "The root's own score towards the brand."},
	{"turned", INSTANT,
         "When the sum of signs so far, root included, went over to the other sign than the root's for good; empty when it never did, or the root has none."},
	{0},
};

struct cascade {
	uint32_t root, posts, authors, depth, breadth;
	uint16_t brand;
	int64_t end, half, turned;
	uint32_t positive, negative;
	double virality;
};

struct workroom {
	const struct posts *posts;
	const struct trees *trees;
	uint32_t *seen;     /* by author: the last cascade it was counted in, plus one */
	uint32_t *at_depth; /* by depth */
	uint64_t *members;  /* posts of the tree, at last in the order of time, which is that of their numbers */
	uint32_t *of_brand; /* by brand: posts in the tree */
};

static const struct mention *
mention_of(const struct posts *posts, const struct post *post, uint16_t brand)
{
	for (uint32_t m = 0; m < post->mentions_count; m++)
		if (posts->mentions[post->mentions + m].brand == brand)
			return &posts->mentions[post->mentions + m];
	return NULL;
}

/* The one that more posts are about; of equals the first by name. */
static uint16_t
better_brand(const struct workroom *room, uint16_t brand, uint16_t best)
{
	if (best == NO_BRAND || room->of_brand[brand] > room->of_brand[best])
		return brand;
	if (room->of_brand[brand] == room->of_brand[best] && str_compare(map_text(&room->posts->brands, brand), map_text(&room->posts->brands, best)) < 0)
		return brand;
	return best;
}

static uint16_t
brand_of_tree(struct workroom *room, uint32_t count)
{
	const struct post *root = &room->posts->all[room->members[0]];
	uint16_t best = NO_BRAND;

	if (root->mentions_count)
		return room->posts->mentions[root->mentions].brand;
	if (root->by_brand != NO_BRAND)
		return root->by_brand;
	for (uint32_t i = 0; i < count; i++) {
		const struct post *post = &room->posts->all[room->members[i]];
		for (uint32_t m = 0; m < post->mentions_count; m++)
			room->of_brand[room->posts->mentions[post->mentions + m].brand]++;
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct post *post = &room->posts->all[room->members[i]];
		for (uint32_t m = 0; m < post->mentions_count; m++)
			best = better_brand(room, room->posts->mentions[post->mentions + m].brand, best);
	}
	for (uint32_t i = 0; i < count; i++) { /* empty again for the next tree */
		const struct post *post = &room->posts->all[room->members[i]];
		for (uint32_t m = 0; m < post->mentions_count; m++)
			room->of_brand[room->posts->mentions[post->mentions + m].brand] = 0;
	}
	return best;
}

static void
measure_shape(struct workroom *room, uint32_t begin, struct cascade *cascade)
{
	const struct trees *trees = room->trees;

	for (uint32_t place = begin; place < begin + cascade->posts; place++) {
		uint32_t depth = trees->depth[place];
		cascade->depth = depth > cascade->depth ? depth : cascade->depth;
		if (++room->at_depth[depth] > cascade->breadth)
			cascade->breadth = room->at_depth[depth];
	}
	memset(room->at_depth, 0, ((size_t)cascade->depth + 1) * sizeof *room->at_depth);
	cascade->virality = trees_virality(trees, begin);
}

static int
sign(enum polarity polarity)
{
	return polarity == POSITIVE ? 1 : polarity == NEGATIVE ? -1 : 0;
}

/* What happened in the order of time. `number`: of the cascade, for telling authors seen. */
static void
measure_course(struct workroom *room, uint32_t number, struct cascade *cascade)
{
	const struct post *root = &room->posts->all[cascade->root];
	const struct mention *mention = mention_of(room->posts, root, cascade->brand);
	int root_sign = mention ? sign(mention->polarity) : sign(root->polarity);
	int64_t running = mention ? 0 : root_sign;

	cascade->end = cascade->turned = cascade->half = NO_TIME;
	for (uint32_t i = 0; i < cascade->posts; i++) {
		const struct post *post = &room->posts->all[room->members[i]];
		mention = mention_of(room->posts, post, cascade->brand);
		if (post->author != MAP_NONE && room->seen[post->author] != number + 1) {
			room->seen[post->author] = number + 1;
			cascade->authors++;
		}
		if (post->time != NO_TIME)
			cascade->end = post->time;
		if (i + 1 == (cascade->posts + 1) / 2)
			cascade->half = post->time;
		if (mention) {
			cascade->positive += mention->polarity == POSITIVE;
			cascade->negative += mention->polarity == NEGATIVE;
			running += sign(mention->polarity);
		}
		if (running * root_sign >= 0)
			cascade->turned = NO_TIME;
		else if (cascade->turned == NO_TIME)
			cascade->turned = post->time;
	}
}

/* True when the tree at `begin` is a cascade about a brand. */
static bool
measure(struct workroom *room, uint32_t begin, uint32_t number, struct cascade *cascade)
{
	*cascade = (struct cascade){.root = room->trees->order[begin], .posts = room->trees->size[begin]};
	for (uint32_t i = 0; i < cascade->posts; i++)
		room->members[i] = room->trees->order[begin + i];
	cascade->brand = brand_of_tree(room, cascade->posts);
	if (cascade->brand == NO_BRAND)
		return false;
	sort_numbers(room->members, cascade->posts);
	measure_shape(room, begin, cascade);
	measure_course(room, number, cascade);
	return true;
}

/* The largest first, then by the root's id. */
static struct keyed *
order_cascades(const struct posts *posts, const struct cascade *cascades, uint32_t count)
{
	char(*rooms)[ID_ROOM] = memory_new(count, sizeof *rooms);
	struct str *ids = memory_new(count, sizeof *ids);
	uint32_t *by_id = memory_new(count, sizeof *by_id);
	struct keyed *order = memory_new(count, sizeof *order);

	for (uint32_t i = 0; i < count; i++) {
		ids[i] = ids_text(&posts->ids, posts->all[cascades[i].root].id, rooms[i]);
		by_id[i] = i;
	}
	sort_texts(ids, by_id, count);
	for (uint32_t i = 0; i < count; i++)
		order[i] = (struct keyed){UINT32_MAX - cascades[by_id[i]].posts, by_id[i]};
	sort_keyed(order, count);
	free(by_id);
	free(ids);
	free(rooms);
	return order;
}

static void
write_row(const struct posts *posts, const struct report_options *options, const struct cascade *cascade, struct sheet *sheet)
{
	const struct post *root = &posts->all[cascade->root];
	const struct mention *mention = mention_of(posts, root, cascade->brand);
	bool timed = cascade->half != NO_TIME && root->time != NO_TIME && cascade->half >= root->time;

	sheet_id(sheet, &posts->ids, root->id);
	sheet_text(sheet, map_text(&posts->brands, cascade->brand));
	sheet_text(sheet, map_text_or_empty(&posts->authors, root->author));
	sheet_text(sheet, map_text(&posts->channels, root->channel));
	sheet_instant(sheet, root->time);
	sheet_instant(sheet, cascade->end);
	sheet_whole(sheet, cascade->posts);
	sheet_whole(sheet, cascade->authors);
	sheet_whole(sheet, cascade->depth);
	sheet_whole(sheet, cascade->breadth);
	sheet_number(sheet, cascade->virality);
	if (timed)
		sheet_whole(sheet, cascade->half - root->time);
	else
		sheet_empty(sheet);
	sheet_whole(sheet, cascade->positive);
	sheet_whole(sheet, cascade->negative);
	sheet_number_of(sheet, net(cascade->positive, cascade->negative), cascade->positive + cascade->negative, options->min);
	sheet_number(sheet, (mention ? mention->sentiment : root->sentiment) / 10000.0);
	sheet_instant(sheet, cascade->turned);
	sheet_end(sheet);
}

static uint32_t
measure_all(struct workroom *room, struct cascade *cascades)
{
	const struct trees *trees = room->trees;
	uint32_t count = 0;

	for (uint32_t begin = 0, end; begin < trees->count; begin = end) {
		end = begin + trees->size[begin];
		for (uint32_t far = begin + AHEAD; far < end + AHEAD && far < trees->count; far++)
			if (trees->size[far] > 1 || trees->depth[far])
				post_approach(room->posts, trees->order[far]);
		if (trees->size[begin] > 1 && measure(room, begin, count, &cascades[count]))
			count++;
	}
	return count;
}

/* The cascade whose row is `at`. Of those behind the processor is told to fetch, one after the other, the cascade, its root, and what is told of the root. */
static const struct cascade *
cascade_of_row(const struct posts *posts, const struct cascade *cascades, const struct keyed *order, uint32_t at, uint32_t count)
{
	if (at + 4 * AHEAD < count)
		__builtin_prefetch(&cascades[order[at + 4 * AHEAD].number]);
	if (at + 3 * AHEAD < count)
		post_approach(posts, cascades[order[at + 3 * AHEAD].number].root);
	if (at + 2 * AHEAD < count) {
		const struct post *root = &posts->all[cascades[order[at + 2 * AHEAD].number].root];
		__builtin_prefetch(&posts->mentions[root->mentions]);
		__builtin_prefetch(&posts->ids.keys[root->id]);
		author_approach(posts, root->author);
	}
	if (at + AHEAD < count) {
		const struct post *root = &posts->all[cascades[order[at + AHEAD].number].root];
		author_approach_name(posts, root->author);
	}
	return &cascades[order[at].number];
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct report_options *options = ground->options;
	const struct trees *trees = ground_trees(ground);
	struct workroom room = {.posts = posts, .trees = trees};
	struct cascade *cascades;
	struct keyed *order;
	uint32_t count = 0, largest = 0;

	for (uint32_t begin = 0; begin < trees->count; begin += trees->size[begin]) {
		count += trees->size[begin] > 1;
		largest = trees->size[begin] > largest ? trees->size[begin] : largest;
	}
	cascades = memory_new((size_t)count + 1, sizeof *cascades);
	room.seen = memory_new(posts->authors.count, sizeof *room.seen);
	room.at_depth = memory_new((size_t)largest + 1, sizeof *room.at_depth);
	room.members = memory_new(largest, sizeof *room.members);
	room.of_brand = memory_new(posts->brands.count, sizeof *room.of_brand);
	count = measure_all(&room, cascades);
	order = order_cascades(posts, cascades, count);
	for (uint32_t i = 0; i < count; i++)
		write_row(posts, options, cascade_of_row(posts, cascades, order, i, count), sheet);
	free(order);
	free(room.of_brand);
	free(room.members);
	free(room.at_depth);
	free(room.seen);
	free(cascades);
}

const struct report cascades_report = {
	.name = "cascades",
	.purpose = "How praise and blame spread through replies and reposts, and who set them off.",
	.grain = "reply or repost tree",
	.key = "root_id",
	.columns = columns,
	.write = write,
	.stands_on = TREES,
};
