#include "page/threads.h"

#include <inttypes.h>
#include <stdlib.h>

#include "lib/die.h"
#include "lib/table.h"
#include "page/json.h"

enum { TREES_IN_ALL = 12, TREES_A_BRAND = 6, POSTS_A_TREE = 600, NO_PARENT = -1 };

struct post {
	struct str id, parent, time, author, polarity;
};

struct tree {
	struct str brand;
	struct post *posts; /* by the id's number */
	struct map ids;     /* of all its posts, those beyond POSTS_A_TREE too */
};

struct week {
	uint64_t trust, distrust;
};

struct threads {
	struct map roots, weeks; /* "brand,2025-04-07" */
	struct tree *trees;      /* by the root's number */
	struct week *counts;     /* by the week's number */
	uint32_t counts_made;
	struct arena arena;
};

/* ---- weeks ---- */

/* Days since 1 March of the year 0, in the Gregorian calendar: years begin in March, so that the leap day comes last. */
static int64_t
days_of(int64_t year, int64_t month, int64_t day)
{
	int64_t y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
}

bool
threads_week(struct str date, struct buffer *week)
{
	struct str rest = date;
	int64_t year, month, day, days, monday, m;

	if (date.length != 10 || !str_to_int(str_cut(&rest, '-'), &year) || !str_to_int(str_cut(&rest, '-'), &month) || !str_to_int(rest, &day))
		return false;
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	days = days_of(year, month, day);
	monday = days - (days + 2) % 7; /* 1 March 0000 was a Wednesday */
	year = (10000 * monday + 14780) / 3652425;
	while (days_of(year, 3, 1) > monday)
		year--;
	while (days_of(year + 1, 3, 1) <= monday)
		year++;
	m = (5 * (monday - days_of(year, 3, 1)) + 2) / 153;
	day = monday - days_of(year, 3, 1) - (153 * m + 2) / 5 + 1;
	buffer_format(week, "%04d-%02d-%02d", (int)(m > 9 ? year + 1 : year), (int)(m > 9 ? m - 9 : m + 3), (int)day);
	return true;
}

/* ---- reading ---- */

/* The largest cascades of all, and of each brand shown: cascades.csv has the largest first. */
static void
choose_roots(const struct selection *selection, struct threads *threads)
{
	struct buffer path = {0};
	struct table *table;
	size_t root, brand;
	int *taken = memory_new(selection->brands.count + 1, sizeof *taken);

	if (selection_path(selection, "cascades", &path)) {
		table = table_open(buffer_cstring(&path), NULL);
		root = table_need(table, "root_id", "omtale-aggregate");
		brand = table_need(table, "brand", "omtale-aggregate");
		while (table_read(table)) {
			struct str name = table_field(table, brand);
			uint32_t group = name.length ? map_find(&selection->brands, name) : selection->brands.count;

			if (group == MAP_NONE || (taken[group] >= TREES_A_BRAND && table->records > TREES_IN_ALL))
				continue;
			taken[group]++;
			if (map_add(&threads->roots, table_field(table, root)) + 1 != threads->roots.count)
				continue;
			threads->trees = memory_grow(threads->trees, threads->roots.count, sizeof *threads->trees);
			threads->trees[threads->roots.count - 1] = (struct tree){.brand = arena_copy(&threads->arena, name)};
		}
		table_close(table);
	}
	free(taken);
	buffer_release(&path);
}

enum field { ID, TIME, DATE, AUTHOR, BRAND, VIA, BY_BRAND, POLARITY, TOPICS, PARENT, THREAD, FIELDS };

/* How many of the tree's posts are kept: the first. */
static uint32_t
kept(const struct tree *tree)
{
	return tree->ids.count < POSTS_A_TREE ? tree->ids.count : POSTS_A_TREE;
}

static void
add_post(struct threads *threads, struct tree *tree, const struct str *fields)
{
	struct arena *arena = &threads->arena;
	uint32_t before = tree->ids.count, number = map_add(&tree->ids, fields[ID]);

	if (number >= POSTS_A_TREE)
		return;
	if (!tree->posts)
		tree->posts = memory_new(POSTS_A_TREE, sizeof *tree->posts);
	if (number == before)
		tree->posts[number] = (struct post){map_text(&tree->ids, number), arena_copy(arena, fields[PARENT]), arena_copy(arena, fields[TIME]),
		                                    arena_copy(arena, fields[AUTHOR]), arena_copy(arena, fields[POLARITY])};
	else if (str_equal(fields[BRAND], tree->brand)) /* one post, several brands: what it says of the cascade's own counts */
		tree->posts[number].polarity = arena_copy(arena, fields[POLARITY]);
}

static bool
has_topic(struct str topics, struct str wanted)
{
	while (topics.at)
		if (str_equal(str_cut(&topics, ';'), wanted))
			return true;
	return false;
}

static void
add_trust(struct threads *threads, struct buffer *key, const struct str *fields)
{
	bool trust = has_topic(fields[TOPICS], STR("trust")), distrust = has_topic(fields[TOPICS], STR("distrust"));
	uint32_t number;

	if ((!trust && !distrust) || fields[BY_BRAND].length || str_equal(fields[VIA], STR("reply")))
		return;
	buffer_reset(key);
	buffer_text(key, fields[BRAND]);
	buffer_char(key, ',');
	if (!threads_week(fields[DATE], key))
		return;
	number = map_add(&threads->weeks, buffer_str(key));
	if (number == threads->counts_made) {
		threads->counts = memory_grow(threads->counts, (size_t)number + 1, sizeof *threads->counts);
		threads->counts[threads->counts_made++] = (struct week){0};
	}
	threads->counts[number].trust += trust;
	threads->counts[number].distrust += distrust;
}

static void
read_mentions(const struct selection *selection, struct threads *threads, const char *path)
{
	static const char *const names[FIELDS] = {"post_id", "time", "date", "author", "brand", "via", "by_brand", "polarity", "topics", "reply_to", "thread"};
	struct table *table = table_open(path, NULL);
	struct str fields[FIELDS];
	struct buffer key = {0};
	size_t places[FIELDS];

	for (int i = 0; i < FIELDS; i++)
		places[i] = table_need(table, names[i], "omtale-aggregate");
	while (table_read(table)) {
		uint32_t root;
		for (int i = 0; i < FIELDS; i++)
			fields[i] = table_field(table, places[i]);
		root = map_find(&threads->roots, fields[THREAD]);
		if (root != MAP_NONE)
			add_post(threads, &threads->trees[root], fields);
		if (selection_has(selection, fields[BRAND]))
			add_trust(threads, &key, fields);
	}
	table_close(table);
	buffer_release(&key);
}

/* ---- writing ---- */

static int
parent_of(const struct tree *tree, uint32_t number, struct str root)
{
	uint32_t parent = map_find(&tree->ids, tree->posts[number].parent), top = map_find(&tree->ids, root);

	if (number == top)
		return NO_PARENT;
	if (tree->posts[number].parent.length && parent < kept(tree) && parent != number)
		return (int)parent;
	return top < kept(tree) ? (int)top : NO_PARENT;
}

static void
write_trees(const struct threads *threads, struct sink *sink)
{
	struct buffer out = {0};

	sink_write(sink, STR(",\n\"trees\":{"));
	for (uint32_t i = 0; i < threads->roots.count; i++) {
		const struct tree *tree = &threads->trees[i];
		buffer_reset(&out);
		buffer_text(&out, i ? STR(",\n") : STR("\n"));
		json_string(&out, map_text(&threads->roots, i));
		buffer_text(&out, STR(":{\"posts\":["));
		for (uint32_t p = 0; p < kept(tree); p++) {
			buffer_format(&out, "%s[%d,", p ? "," : "", parent_of(tree, p, map_text(&threads->roots, i)));
			json_string(&out, tree->posts[p].time);
			buffer_char(&out, ',');
			json_string(&out, tree->posts[p].author);
			buffer_char(&out, ',');
			json_string(&out, tree->posts[p].polarity);
			buffer_char(&out, ']');
		}
		buffer_format(&out, "],\"total\":%" PRIu32 "}", tree->ids.count);
		sink_write(sink, buffer_str(&out));
	}
	sink_write(sink, STR("}"));
	buffer_release(&out);
}

static void
write_trust(const struct threads *threads, struct sink *sink)
{
	uint32_t *sorted = map_sorted(&threads->weeks);
	struct buffer out = {0};

	sink_write(sink, STR(",\n\"trust\":{\"columns\":[\"brand\",\"week\",\"trust\",\"distrust\"],\"rows\":["));
	for (uint32_t i = 0; i < threads->weeks.count; i++) {
		struct str key = map_text(&threads->weeks, sorted[i]);
		buffer_reset(&out);
		buffer_text(&out, i ? STR(",\n[") : STR("\n["));
		json_string(&out, (struct str){key.at, key.length - 11});
		buffer_char(&out, ',');
		json_string(&out, (struct str){key.at + key.length - 10, 10});
		buffer_format(&out, ",\"%" PRIu64 "\",\"%" PRIu64 "\"]", threads->counts[sorted[i]].trust, threads->counts[sorted[i]].distrust);
		sink_write(sink, buffer_str(&out));
	}
	buffer_reset(&out);
	buffer_format(&out, "],\"total\":%" PRIu32 "}", threads->weeks.count);
	sink_write(sink, buffer_str(&out));
	buffer_release(&out);
	free(sorted);
}

void
threads_write(const struct selection *selection, struct sink *sink)
{
	struct threads threads = {0};
	struct buffer path = {0};

	choose_roots(selection, &threads);
	if (selection_path(selection, "mentions", &path)) {
		read_mentions(selection, &threads, buffer_cstring(&path));
		write_trees(&threads, sink);
		write_trust(&threads, sink);
	}
	for (uint32_t i = 0; i < threads.roots.count; i++) {
		free(threads.trees[i].posts);
		map_release(&threads.trees[i].ids);
	}
	free(threads.trees);
	free(threads.counts);
	map_release(&threads.roots);
	map_release(&threads.weeks);
	arena_release(&threads.arena);
	buffer_release(&path);
}
