/* omtale-tag: brands, sentiment, topics and wishes of each post, with the evidence. */
#include "lib/die.h"
#include "lib/fence.h"
#include "lib/options.h"
#include "lib/rejects.h"
#include "lib/sink.h"
#include "lib/table.h"
#include "opinion/tagger.h"

static const struct option_about about = {
	.program = "omtale-tag",
	.synopsis = "[OPTION]… <lemmas.csv >tagged.csv",
	.purpose = "append the brands, the sentiment, the topics and the wishes of each post, with the evidence",
	.examples = "  omtale-read posts.csv.gz | omtale-normalise | omtale-stem | omtale-tag --brands ours.csv >tagged.csv\n"
		    "  omtale-tag --explain <lemmas.csv | less              why each post was judged as it was\n"
		    "  omtale-tag --also afinn=AFINN-da-32.txt <lemmas.csv  another lexicon's scores beside ours\n"
		    "  omtale-tag --sentiment da=ours.csv <lemmas.csv       our own scores for Danish\n",
};

enum { BRANDS, SENTIMENT, MODIFIERS, TOPICS, ALSO, EXPLAIN, REJECTS, OUTPUT };
static const struct option_row rows[] = {
	[BRANDS] = {'b', "brands", "FILE", "the brand lexicon (default: the bundled one)"},
	[SENTIMENT] = {0, "sentiment", "[LANG=]FILE", "scores in place of the bundled ones: our CSV, AFINN, VADER, a list of words (…pos…, …neg…)"},
	[MODIFIERS] = {0, "modifiers", "[LANG=]FILE", "negations, boosters and the like in place of the bundled ones"},
	[TOPICS] = {0, "topics", "[LANG=]FILE", "patterns of topics in place of the bundled ones"},
	[ALSO] = {0, "also", "NAME=FILE", "also score by this lexicon, in its own scale, in a column NAME (LIWC .dic: NAME_category)"},
	[EXPLAIN] = {0, "explain", NULL, "write each post as a person would read it, with the rules that fired, instead of the table"},
	[REJECTS] = {0, "rejects", "FILE", "keep records that cannot be used in FILE (default: count them and warn)"},
	[OUTPUT] = {'o', "output", "FILE", "write to FILE (default: standard output)"},
	{0, NULL, NULL, NULL},
};

struct settings {
	const char *brands, *rejects, *output;
	bool explain;
};

static void
read_options(struct settings *settings, struct tagger *tagger, struct options *options)
{
	for (int row; (row = options_next(options)) >= 0;)
		switch (row) {
		case BRANDS:
			settings->brands = options->value;
			break;
		case SENTIMENT:
			tagger_use(tagger, TAGGER_SENTIMENT, options->value);
			break;
		case MODIFIERS:
			tagger_use(tagger, TAGGER_MODIFIERS, options->value);
			break;
		case TOPICS:
			tagger_use(tagger, TAGGER_TOPICS, options->value);
			break;
		case ALSO:
			tagger_also(tagger, options->value);
			break;
		case EXPLAIN:
			settings->explain = true;
			break;
		case REJECTS:
			settings->rejects = options->value;
			break;
		case OUTPUT:
			settings->output = options->value;
			break;
		}
	if (options_operand(options))
		usage("no operands: posts come on standard input");
}

/* The columns of a post that are used; those that need not be there are TABLE_NONE. */
struct columns {
	size_t id, lang, author, tokens, lemmas;
};

static struct columns
find_columns(const struct table *posts)
{
	return (struct columns){table_find(posts, "id"), table_find(posts, "lang"), table_find(posts, "author"),
	                        table_need(posts, "tokens", "omtale-normalise"), table_need(posts, "lemmas", "omtale-stem")};
}

static void
tag_post(struct tagger *tagger, const struct table *posts, const struct columns *columns)
{
	tagger_read(tagger, table_field(posts, columns->lang), table_field(posts, columns->author), table_field(posts, columns->tokens),
	            table_field(posts, columns->lemmas));
}

static void
write_table(struct tagger *tagger, struct table *posts, const char *output)
{
	struct columns columns = find_columns(posts);
	struct writer *out = writer_open(output);

	fence_raise();
	writer_header(out, posts);
	if (posts->empty) { /* no header came, but who reads on needs one */
		writer_field(out, STR("tokens"));
		writer_field(out, STR("lemmas"));
	}
	tagger_header(tagger, out);
	writer_end(out);
	while (table_read(posts)) {
		tag_post(tagger, posts, &columns);
		writer_record(out, posts);
		tagger_write(tagger, out);
		writer_end(out);
	}
	writer_close(out);
}

static void
write_explanations(struct tagger *tagger, struct table *posts, const char *output)
{
	struct columns columns = find_columns(posts);
	struct sink *out = sink_open(output);
	struct buffer text = {0}, shown = {0};

	fence_raise();
	while (table_read(posts)) {
		tag_post(tagger, posts, &columns);
		buffer_reset(&text);
		tagger_explain(tagger, table_field(posts, columns.id), &text);
		buffer_reset(&shown);
		buffer_shown(&shown, buffer_str(&text)); /* a foreign table may hold terminal escapes */
		sink_write(out, buffer_str(&shown));
	}
	sink_close(out);
	buffer_release(&shown);
	buffer_release(&text);
}

int
main(int argc, char **argv)
{
	struct options options;
	struct settings settings = {.output = "-"};
	struct tagger *tagger = tagger_new();
	struct rejects rejects;

	options_begin(&options, &about, rows, argc, argv);
	read_options(&settings, tagger, &options);
	tagger_load(tagger, settings.brands);
	rejects_open(&rejects, settings.rejects);
	struct table *posts = table_open("-", &(struct table_options){.rejects = &rejects});
	(settings.explain ? write_explanations : write_table)(tagger, posts, settings.output);
	table_close(posts);
	rejects_close(&rejects);
	tagger_free(tagger);
	return 0;
}
