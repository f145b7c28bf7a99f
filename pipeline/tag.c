/* omtale-tag: brands, sentiment, topics and wishes of each post, with the evidence. */
#include <stdlib.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/locate.h"
#include "lib/options.h"
#include "lib/rejects.h"
#include "lib/table.h"
#include "opinion/tagger.h"

static const struct option_about about = {
	.program = "omtale-tag",
	.synopsis = "[OPTION]… <lemmas.csv >tagged.csv",
	.purpose = "append brands, sentiment, topics and wishes of each post, with the evidence",
	.examples =
		"  omtale-read posts.csv.gz | omtale-normalise | omtale-stem | omtale-tag --brands ours.csv >tagged.csv\n",
};

enum { BRANDS, REJECTS };
static const struct option_row rows[] = {
	[BRANDS] = {'b', "brands", "FILE", "the brand lexicon (default: the bundled one)"},
	[REJECTS] = {0, "rejects", "FILE", "keep records that cannot be used there, with file, line and reason"},
	{0, NULL, NULL, NULL},
};

int
main(int argc, char **argv)
{
	struct options options;
	struct rejects rejects;
	const char *rejects_path = NULL, *brands = NULL;

	options_begin(&options, &about, rows, argc, argv);
	for (int row; (row = options_next(&options)) >= 0;) switch (row) {
		case BRANDS: brands = options.value; break;
		case REJECTS: rejects_path = options.value; break;
		}
	if (options_operand(&options))
		usage("no operands: posts come on standard input");

	struct tagger *tagger = tagger_new(brands);
	rejects_open(&rejects, rejects_path);
	struct table *posts = table_open("-", &(struct table_options){.rejects = &rejects});
	size_t tokens = table_need(posts, "tokens", "omtale-normalise"), lemmas = table_need(posts, "lemmas", "omtale-stem");
	size_t lang = table_find(posts, "lang"), author = table_find(posts, "author");
	struct writer *out = writer_open("-");

	writer_header(out, posts);
	tagger_header(tagger, out);
	writer_end(out);
	while (table_read(posts)) {
		tagger_read(tagger, table_field(posts, lang), table_field(posts, author), posts->fields[tokens], posts->fields[lemmas]);
		writer_record(out, posts);
		tagger_write(tagger, out);
		writer_end(out);
	}
	writer_close(out);
	table_close(posts);
	rejects_close(&rejects);
	tagger_free(tagger);
	return 0;
}
