/* make-archive: grow an archive of posts, of any size, from hand-written parts.
 *
 *   parts/LANG/ files  ->  sections of alternatives with slots (parts.h)  ->  words, speech, typing
 *   hour by hour (plan.h) so many ordinary posts, so many of each story (stories.h)  ->  posts in time order (records.h)
 *   rings of recent posts (posts.h): whom a reply answers
 *
 * The bytes depend on N, the seed and the parts only: chance of its own (chance.h), no clock, no locale, integers everywhere but in two
 * square roots, which IEEE 754 rounds exactly. Memory does not grow with N: authors and coined words are functions of their rank, and only
 * the latest posts of each room are kept.
 */
#include "chance.h"
#include "lib/die.h"
#include "lib/options.h"
#include "parts.h"
#include "plan.h"
#include "records.h"

static const struct option_about about = {
	.program = "make-archive",
	.synopsis = "N SEED [OPTION]… >archive.csv",
	.purpose = "grow an archive of N posts from hand-written parts",
	.examples = "  make-archive 20000 1 --with corpora/demo/posts.csv | gzip -n >archive.csv.gz\n"
		    "  make-archive 1000000 7 --format jsonl | gzip -n >archive.jsonl.gz\n",
};

enum { PARTS, WITH, FORMAT };
static const struct option_row rows[] = {
	[PARTS] = {0, "parts", "DIR", "the parts (default: corpora/demo/parts)"},
	[WITH] = {0, "with", "POSTS.csv", "posts written by hand that come among the N"},
	[FORMAT] = {0, "format", "FORMAT", "csv (default) or jsonl"},
	{0, NULL, NULL, NULL},
};

enum { MOST_POSTS = 1000000000 };

static uint64_t
number_of(const char *operand, const char *what)
{
	int64_t value;

	if (!operand || !str_to_int(str_of(operand), &value) || value < 0)
		usage("expected %s, a whole number, found \"%s\"", what, operand ? operand : "");
	return (uint64_t)value;
}

int
main(int argc, char **argv)
{
	struct options options;
	const char *parts = "corpora/demo/parts", *with = NULL, *format = "csv";
	uint64_t posts, seed, by_hand;

	options_begin(&options, &about, rows, argc, argv);
	for (int row; (row = options_next(&options)) >= 0;)
		*(row == PARTS ? &parts : row == WITH ? &with : &format) = options.value;
	posts = number_of(options_operand(&options), "N");
	seed = number_of(options_operand(&options), "SEED");
	if (options_operand(&options))
		usage("expected nothing behind N and SEED");
	if (strcmp(format, "csv") != 0 && strcmp(format, "jsonl") != 0)
		usage("--format: expected csv or jsonl, found \"%s\"", format);
	if (posts > MOST_POSTS)
		die("at most %d posts", MOST_POSTS);

	chance_begin(seed);
	parts_load(parts);
	by_hand = with ? by_hand_open(with) : 0;
	if (posts < by_hand)
		die("%s has %ju posts, more than %ju", with, (uintmax_t)by_hand, (uintmax_t)posts);
	plan_begin(posts - by_hand, seed);
	records_open(strcmp(format, "jsonl") == 0, posts);
	plan_carry_out();
	records_close();
	return 0;
}
