/* omtale-stem: lemmas and mended spelling of the tokens of each post. */
#include <stdlib.h>

#include "language/lemma.h"
#include "lib/die.h"
#include "lib/options.h"
#include "lib/rejects.h"
#include "lib/table.h"
#include "lib/unicode.h"

static const struct option_about about = {
	.program = "omtale-stem",
	.synopsis = "[OPTION]… <tokens.csv >lemmas.csv",
	.purpose = "append the lemmas and the mended spelling of each post's tokens",
	.examples =
		"  omtale-read posts.csv.gz | omtale-normalise | omtale-stem >lemmas.csv\n"
		"  printf 'lang,tokens\\nda,Togene var forsinkede\\n' | omtale-stem\n",
};

enum { REJECTS };
static const struct option_row rows[] = {
	[REJECTS] = {0, "rejects", "FILE", "keep records that cannot be used there, with file, line and reason"},
	{0, NULL, NULL, NULL},
};

enum { LANGUAGES = 4 };

struct stemming {
	struct lemmatiser *lemmatisers[LANGUAGES];
	struct str *tokens;
	struct choice *choices;
	size_t capacity;
	struct buffer lemmas, corrections;
};

static struct lemmatiser *
lemmatiser_for(struct stemming *stemming, struct str lang)
{
	static const char *const languages[LANGUAGES] = {"da", "nb", "nn", "en"};

	for (size_t i = 0; i < LANGUAGES; i++) {
		if (!str_equal(lang, str_of(languages[i])))
			continue;
		if (!stemming->lemmatisers[i])
			stemming->lemmatisers[i] = lemmatiser_open(lang, NULL);
		return stemming->lemmatisers[i];
	}
	return NULL;
}

static size_t
split(struct stemming *stemming, struct str tokens)
{
	size_t count = 0;

	for (struct str rest = tokens; tokens.length && rest.at;) {
		if (count == stemming->capacity) {
			stemming->capacity = stemming->capacity ? 2 * stemming->capacity : 256;
			stemming->tokens = memory_grow(stemming->tokens, stemming->capacity, sizeof *stemming->tokens);
			stemming->choices = memory_grow(stemming->choices, stemming->capacity, sizeof *stemming->choices);
		}
		stemming->tokens[count++] = str_cut(&rest, ' ');
	}
	return count;
}

/* A correction stands in a list of `wrong>right`, so a token that holds the marks themselves is never mended. */
static void
join(struct stemming *stemming, size_t count)
{
	buffer_reset(&stemming->lemmas);
	buffer_reset(&stemming->corrections);
	for (size_t i = 0; i < count; i++) {
		const struct choice *choice = &stemming->choices[i];
		if (i)
			buffer_char(&stemming->lemmas, ' ');
		buffer_text(&stemming->lemmas, choice->lemma);
		if (choice->mended.length == 0)
			continue;
		if (stemming->corrections.length)
			buffer_char(&stemming->corrections, ' ');
		buffer_text(&stemming->corrections, stemming->tokens[i]);
		buffer_char(&stemming->corrections, '>');
		buffer_text(&stemming->corrections, choice->mended);
	}
}

static void
stem_post(struct stemming *stemming, struct str lang, struct str tokens)
{
	struct lemmatiser *lemmatiser = lemmatiser_for(stemming, lang);

	if (lemmatiser) {
		size_t count = split(stemming, tokens);
		lemmatiser_post(lemmatiser, stemming->tokens, count, stemming->choices);
		join(stemming, count);
	} else {
		buffer_reset(&stemming->lemmas);
		buffer_reset(&stemming->corrections);
		unicode_lower(&stemming->lemmas, tokens);
	}
}

int
main(int argc, char **argv)
{
	struct options options;
	struct rejects rejects;
	struct stemming stemming = {0};
	const char *rejects_path = NULL;

	options_begin(&options, &about, rows, argc, argv);
	for (int row; (row = options_next(&options)) >= 0;) {
		if (row == REJECTS)
			rejects_path = options.value;
	}
	if (options_operand(&options))
		usage("no operands: posts come on standard input");

	rejects_open(&rejects, rejects_path);
	struct table *posts = table_open("-", &(struct table_options){.rejects = &rejects});
	size_t lang = table_need(posts, "lang", "omtale-normalise"), tokens = table_need(posts, "tokens", "omtale-normalise");
	struct writer *out = writer_open("-");

	writer_header(out, posts);
	if (posts->empty) { /* no header came, but the next stage needs one */
		writer_field(out, STR("lang"));
		writer_field(out, STR("tokens"));
	}
	writer_field(out, STR("lemmas"));
	writer_field(out, STR("corrections"));
	writer_end(out);
	while (table_read(posts)) {
		stem_post(&stemming, posts->fields[lang], posts->fields[tokens]);
		writer_record(out, posts);
		writer_field(out, buffer_str(&stemming.lemmas));
		writer_field(out, buffer_str(&stemming.corrections));
		writer_end(out);
	}
	writer_close(out);
	table_close(posts);
	rejects_close(&rejects);
	return 0;
}
