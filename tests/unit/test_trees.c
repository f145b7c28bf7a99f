/* Replies: what hangs on what, circles cut, brands handed down, copies found, and virality against igraph and closed forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <igraph/igraph.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#undef STR /* igraph's */
#include "reports/posts.h"
#include "reports/trees.h"

static const struct choice everything = {NO_TIME, NO_TIME, NULL};

static const char header[] = "id,time,author,reply_to,repost_of,tokens,lemmas,brands,brand_sentiment,sentiment,polarity,topics,evidence\n";

/* Posts out of a table's text. */
static struct posts
posts_from(const char *rows)
{
	char path[] = "/tmp/omtale-test-XXXXXX";
	int file = mkstemp(path);
	FILE *table = fdopen(file, "w");
	struct posts posts = {0};
	struct rejects rejects = {0};

	fputs(header, table);
	fputs(rows, table);
	fclose(table);
	posts_add(&posts, path, &rejects);
	assert_int_equal(rejects.count, 0);
	unlink(path);
	posts_settle(&posts, &everything, 0.8);
	return posts;
}

/* A row of post `id` in reply to `to` (negative: none), a second after the other. */
static void
add_reply(struct buffer *rows, int id, int to, const char *brand)
{
	buffer_format(rows, "%d,2025-01-%02dT%02d:%02d:%02dZ,a%d,", id, 1 + id / 86400, id / 3600 % 24, id / 60 % 60, id % 60, id);
	if (to >= 0)
		buffer_format(rows, "%d", to);
	buffer_format(rows, ",,w%d,w%d,%s,%s,0.0000,neutral,,\n", id, id, brand, brand[0] ? "0.0000" : "");
}

static uint32_t
post_called(const struct posts *posts, const char *id)
{
	char room[ID_ROOM];

	for (uint32_t p = 0; p < posts->count; p++)
		if (str_equal(ids_text(&posts->ids, posts->all[p].id, room), str_of(id)))
			return p;
	fail_msg("no post %s", id);
	return 0;
}

static void
shapes_have_their_closed_forms(void **state)
{
	(void)state;
	for (int n = 2; n <= 200; n += 33)
		for (int chain = 0; chain < 2; chain++) {
			struct buffer rows = {0};
			struct posts posts;
			const struct trees *trees;
			for (int i = 0; i < n; i++)
				add_reply(&rows, i, chain ? i - 1 : i ? 0 : -1, "b");
			posts = posts_from(buffer_cstring(&rows));
			trees = trees_of(&posts);
			assert_int_equal(trees->size[0], n);
			assert_true(fabs(trees_virality(trees, 0) - (chain ? (n + 1) / 3.0 : 2.0 * (n - 1) / n)) < 1e-9);
			posts_release(&posts);
			buffer_release(&rows);
		}
}

static void
virality_is_igraphs_mean_distance(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int trial = 0; trial < 40; trial++) {
		int n = 2 + trial * 3;
		struct buffer rows = {0};
		struct posts posts;
		const struct trees *trees;
		igraph_vector_int_t ends;
		igraph_t graph;
		igraph_real_t distance;

		igraph_vector_int_init(&ends, 0);
		add_reply(&rows, 0, -1, "b");
		for (int i = 1; i < n; i++) {
			int to;
			seed = seed * 1664525u + 1013904223u;
			to = (int)((seed >> 8) % (uint32_t)i);
			to = trial % 2 ? to : i - 1 - to / 3; /* bushy, and stringy */
			add_reply(&rows, i, to, "b");
			igraph_vector_int_push_back(&ends, i);
			igraph_vector_int_push_back(&ends, to);
		}
		posts = posts_from(buffer_cstring(&rows));
		trees = trees_of(&posts);
		igraph_create(&graph, &ends, n, IGRAPH_UNDIRECTED);
		igraph_average_path_length(&graph, &distance, NULL, IGRAPH_UNDIRECTED, false);
		assert_true(fabs(trees_virality(trees, 0) - distance) < 1e-9);
		igraph_destroy(&graph);
		igraph_vector_int_destroy(&ends);
		posts_release(&posts);
		buffer_release(&rows);
	}
}

/* A circle of three with a tail, a reply to itself, a dangling reply, a parent later than its child, two posts of one id. */
static void
what_cannot_be_is_cut_and_counted(void **state)
{
	struct posts posts = posts_from("c1,2025-01-01T00:00:03Z,x,c3,,a,a,b,0.0000,0.0000,neutral,,\n"
	                                "c2,2025-01-01T00:00:02Z,x,c1,,a,a,,,0.0000,neutral,,\n"
	                                "c3,2025-01-01T00:00:01Z,x,c2,,a,a,,,0.0000,neutral,,\n"
	                                "tail,2025-01-01T00:00:09Z,x,c1,,a,a,,,0.0000,neutral,,\n"
	                                "self,2025-01-01T00:00:04Z,x,self,,a,a,,,0.0000,neutral,,\n"
	                                "lost,2025-01-01T00:00:05Z,x,nowhere,,a,a,,,0.0000,neutral,,\n"
	                                "lost,2025-01-01T00:00:06Z,y,nowhere,,a,a,,,0.0000,neutral,,\n"
	                                "untimed,,x,tail,,a,a,,,0.0000,neutral,,\n");

	(void)state;
	assert_int_equal(posts.count, 7);
	assert_int_equal(posts.repeated_ids, 1);
	assert_int_equal(posts.circular, 2);
	assert_int_equal(posts.dangling, 1);
	assert_int_equal(posts.earlier_than_parent, 2);
	/* The circle is cut above its first post by time, c3, and all else hangs on that. */
	assert_int_equal(posts.all[post_called(&posts, "c3")].parent, NO_POST);
	assert_int_equal(posts.all[post_called(&posts, "untimed")].root, post_called(&posts, "c3"));
	assert_int_equal(posts.all[post_called(&posts, "self")].root, post_called(&posts, "self"));
	/* b is named by c1 alone: tail, below it, inherits it; c3, above, does not. */
	assert_int_equal(posts.all[post_called(&posts, "untimed")].mentions_count, 1);
	assert_int_equal(posts.all[post_called(&posts, "c3")].mentions_count, 0);
	posts_release(&posts);
}

static void
the_nearest_ancestor_hands_its_brands_down(void **state)
{
	struct buffer rows = {0};
	struct posts posts;
	const struct post *post;

	(void)state;
	add_reply(&rows, 0, -1, "far");
	add_reply(&rows, 1, 0, "near");
	add_reply(&rows, 2, 1, "");
	add_reply(&rows, 3, 2, "");
	posts = posts_from(buffer_cstring(&rows));
	post = &posts.all[post_called(&posts, "3")];
	assert_int_equal(post->mentions_count, 1);
	assert_int_equal(posts.mentions[post->mentions].via, VIA_REPLY);
	assert_true(str_equal(map_text(&posts.brands, posts.mentions[post->mentions].brand), STR("near")));
	posts_release(&posts);
	buffer_release(&rows);
}

/* "7" and "07" are two posts, as are numbers that one of 64 bits would take for each other; each comes out as it went in. */
static void
ids_are_what_is_written(void **state)
{
	static const char *const ids[] = {"7",
	                                  "07",
	                                  "0",
	                                  "00",
	                                  "+7",
	                                  "-7",
	                                  "7 ",
	                                  "x7",
	                                  "18446744073709551623",
	                                  "9223372036854775807",
	                                  "9223372036854775808",
	                                  "999999999999999999",
	                                  "9999999999999999999",
	                                  "00000000000000000007"};
	enum { COUNT = sizeof ids / sizeof *ids };
	struct buffer rows = {0};
	struct posts posts;

	(void)state;
	for (int i = 0; i < COUNT; i++)
		buffer_format(&rows, "%s,2025-01-01T00:00:%02dZ,a,,,w,w,b,0.0000,0.0000,neutral,,\n", ids[i], i);
	for (int i = 0; i < COUNT; i++)
		buffer_format(&rows, "r%d,2025-01-01T00:01:%02dZ,a,%s,,w,w,b,0.0000,0.0000,neutral,,\n", i, i, ids[i]);
	buffer_format(&rows, "s,2025-01-01T00:02:00Z,a,7,07,w,w,b,0.0000,0.0000,neutral,,\nt,2025-01-01T00:02:01Z,a,,07,w,w,b,0.0000,0.0000,neutral,,\n");
	posts = posts_from(buffer_cstring(&rows));
	assert_int_equal(posts.count, 2 * COUNT + 2);
	assert_int_equal(posts.repeated_ids + posts.dangling, 0);
	for (uint32_t i = 0; i < COUNT; i++) {
		char room[ID_ROOM];
		struct str id = ids_text(&posts.ids, posts.all[i].id, room);
		assert_true(str_equal(id, str_of(ids[i])));
		assert_int_equal(posts.all[COUNT + i].parent, i);
		id = ids_text(&posts.ids, reply_to(&posts.all[COUNT + i]), room);
		assert_true(str_equal(id, str_of(ids[i])));
		for (uint32_t j = 0; j < COUNT; j++) {
			int order = ids_compare(&posts.ids, posts.all[i].id, posts.all[j].id), wanted = str_compare(str_of(ids[i]), str_of(ids[j]));
			assert_int_equal((order > 0) - (order < 0), (wanted > 0) - (wanted < 0));
		}
	}
	assert_int_equal(posts.all[post_called(&posts, "s")].parent, 0); /* the reply goes before the repost */
	assert_int_equal(posts.all[post_called(&posts, "t")].parent, 1);
	posts_release(&posts);
	buffer_release(&rows);
}

static struct str
original_of(const struct posts *posts, const char *id)
{
	static char room[ID_ROOM];
	uint32_t of = posts->all[post_called(posts, id)].duplicate_of;

	return of == NO_POST ? STR("") : ids_text(&posts->ids, posts->all[of].id, room);
}

#define TWENTY "en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve"
/* A post whose id is also its second; `of` is what it answers or reposts, `brand` the brand and its sentiment. */
#define POST(id, author, of, text, brand) id ",2025-01-01T00:00:0" id "Z," author ",," of "," text "," text "," brand ",0.0000,neutral,,\n"
#define B "b,0.0000"

static void
copies_are_found_and_the_like_is_not(void **state)
{
	/* A post a line, which the formatter would not have. The third and the fourth have 17 of 18 shingles with the first. */
	/* clang-format off */
	static const char rows[] =
		POST("1", "x", "", TWENTY, B)
		POST("2", "y", "", TWENTY, B)
		POST("3", "z", "", TWENTY " enogtyve", B)
		POST("4", "z", "", "nul " TWENTY " enogtyve", B)
		POST("5", "z", "", "en to tre fire fem seks syv otte ni ti elleve helt noget andet end det som stod her før", B)
		POST("6", "z", "", "tak for det", B)
		POST("7", "x", "", "tak for det", B)
		POST("8", "x", "1", TWENTY, B)
		POST("9", "x", "", TWENTY, ",");
	/* clang-format on */
	struct posts posts = posts_from(rows);

	(void)state;
	assert_true(str_equal(original_of(&posts, "1"), STR("")));
	assert_true(str_equal(original_of(&posts, "2"), STR("1")));
	assert_true(str_equal(original_of(&posts, "3"), STR("1")));
	assert_true(str_equal(original_of(&posts, "4"), STR("1")));
	assert_true(str_equal(original_of(&posts, "5"), STR(""))); /* half alike */
	assert_true(str_equal(original_of(&posts, "7"), STR(""))); /* what many say */
	assert_true(str_equal(original_of(&posts, "8"), STR(""))); /* a repost is one already */
	assert_true(str_equal(original_of(&posts, "9"), STR(""))); /* about no brand */
	posts_release(&posts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes_have_their_closed_forms),    cmocka_unit_test(virality_is_igraphs_mean_distance),
		cmocka_unit_test(what_cannot_be_is_cut_and_counted), cmocka_unit_test(the_nearest_ancestor_hands_its_brands_down),
		cmocka_unit_test(ids_are_what_is_written),           cmocka_unit_test(copies_are_found_and_the_like_is_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
