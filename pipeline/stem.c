/* omtale-stem: lemmas and mended spelling of the tokens of each post. */
#include <stdlib.h>

#include "language/counts.h"
#include "language/lemma.h"
#include "lib/die.h"
#include "lib/fence.h"
#include "lib/options.h"
#include "lib/rejects.h"
#include "lib/table.h"
#include "lib/unicode.h"

static const struct option_about about = {
	.program = "omtale-stem",
	.synopsis = "[OPTION]… <tokens.csv >lemmas.csv",
	.purpose = "append the lemmas and the mended spelling of each post's tokens",
	.examples = "  omtale-read posts.csv.gz | omtale-normalise | omtale-stem >lemmas.csv\n"
		    "  printf 'lang,tokens\\nda,Togene var forsinkede\\n' | omtale-stem\n"
		    "  omtale-stem --count <tokens.csv >counts.csv && omtale-stem --counts counts.csv <tokens.csv >lemmas.csv\n",
};

enum { COUNT, COUNTS, REJECTS };
static const struct option_row rows[] = {
	[COUNT] = {0, "count", NULL, "instead: count the words, as CSV (word,lang,count)"},
	[COUNTS] = {0, "counts", "FILE", "how often words stand in the archive (made by --count): its names and slang are left alone"},
	[REJECTS] = {0, "rejects", "FILE", "keep records that cannot be used there, with file, line and reason"},
	{0, NULL, NULL, NULL},
};

enum { LANGUAGES = 4 };
static const char *const languages[LANGUAGES] = {"da", "en", "nb", "nn"};

struct stemming {
	struct lemmatiser *lemmatisers[LANGUAGES];
	struct counts counts[LANGUAGES];
	bool counted; /* --counts was given */
	struct buffer lemmas, corrections, lower;
	int64_t unknown; /* words of the post that no dictionary holds */
};

/* The place of a language among ours, or LANGUAGES. */
static size_t
place_of(struct str lang)
{
	size_t place = 0;

	while (place < LANGUAGES && !str_equal(lang, str_of(languages[place])))
		place++;
	return place;
}

/* A correction stands in a list of `wrong>right`, so a token that holds '>' itself is never mended. */
static void
add_correction(struct buffer *corrections, const struct choice *choice)
{
	if (memchr(choice->token.at, '>', choice->token.length))
		return;
	if (corrections->length)
		buffer_char(corrections, ' ');
	buffer_text(corrections, choice->token);
	buffer_char(corrections, '>');
	buffer_text(corrections, choice->mended);
}

/* Most lemmas are shorter than the bytes that may be read of each, and are copied in one step. */
static void
join(struct stemming *stemming, const struct choice *choices, size_t count)
{
	struct buffer *lemmas = &stemming->lemmas;
	char *end = buffer_reserve(lemmas, LEMMA_SLACK), *full = lemmas->at + lemmas->capacity;

	for (const struct choice *choice = choices; choice < choices + count; choice++) {
		struct str lemma = choice->lemma;
		if ((size_t)(full - end) < lemma.length + LEMMA_SLACK + 1) {
			lemmas->length = (size_t)(end - lemmas->at);
			end = buffer_reserve(lemmas, lemma.length + LEMMA_SLACK + 1);
			full = lemmas->at + lemmas->capacity;
		}
		memcpy(end, lemma.at, LEMMA_SLACK);
		if (lemma.length > LEMMA_SLACK)
			memcpy(end + LEMMA_SLACK, lemma.at + LEMMA_SLACK, lemma.length - LEMMA_SLACK);
		end += lemma.length;
		*end++ = ' ';
		stemming->unknown += choice->unknown;
		if (choice->mended.length)
			add_correction(&stemming->corrections, choice);
	}
	lemmas->length = count ? (size_t)(end - lemmas->at) - 1 : 0;
}

static void
stem_post(struct stemming *stemming, struct str lang, struct str tokens)
{
	size_t place = place_of(lang), count;
	const struct choice *choices;

	buffer_reset(&stemming->lemmas);
	buffer_reset(&stemming->corrections);
	stemming->unknown = 0;
	if (place == LANGUAGES) { /* none of ours */
		unicode_lower(&stemming->lemmas, tokens);
		return;
	}
	if (!stemming->lemmatisers[place])
		stemming->lemmatisers[place] = lemmatiser_open(lang, stemming->counted ? &stemming->counts[place] : NULL);
	choices = lemmatiser_post(stemming->lemmatisers[place], tokens, &count);
	join(stemming, choices, count);
}

static void
stem(struct stemming *stemming, struct table *posts, struct writer *out)
{
	size_t lang = table_need(posts, "lang", "omtale-normalise"), tokens = table_need(posts, "tokens", "omtale-normalise");

	writer_header(out, posts);
	if (posts->empty) { /* no header came, but the next stage needs one */
		writer_field(out, STR("lang"));
		writer_field(out, STR("tokens"));
	}
	writer_field(out, STR("lemmas"));
	writer_field(out, STR("corrections"));
	writer_field(out, STR("unknown"));
	writer_end(out);
	while (table_read(posts)) {
		stem_post(stemming, posts->fields[lang], posts->fields[tokens]);
		writer_record(out, posts);
		writer_field(out, buffer_str(&stemming->lemmas));
		writer_field(out, buffer_str(&stemming->corrections));
		writer_int(out, stemming->unknown);
		writer_end(out);
	}
}

/* ---- counting ---- */

enum { COUNTED_LONGEST = 64 };

static void
write_counts(struct stemming *stemming, struct writer *out)
{
	writer_field(out, STR("word"));
	writer_field(out, STR("lang"));
	writer_field(out, STR("count"));
	writer_end(out);
	for (size_t place = 0; place < LANGUAGES; place++) {
		const struct counts *counts = &stemming->counts[place];
		uint32_t *order = map_sorted(&counts->words);
		for (uint32_t i = 0; i < counts->words.count; i++) {
			writer_field(out, map_text(&counts->words, order[i]));
			writer_field(out, str_of(languages[place]));
			writer_int(out, counts->count[order[i]]);
			writer_end(out);
		}
		free(order);
	}
}

static void
count_words(struct stemming *stemming, struct table *posts, struct writer *out)
{
	size_t lang = table_need(posts, "lang", "omtale-normalise"), text = table_need(posts, "tokens", "omtale-normalise");

	while (table_read(posts)) {
		size_t place = place_of(posts->fields[lang]);
		struct str tokens = posts->fields[text];
		for (struct str rest = tokens, token; place < LANGUAGES && tokens.length && rest.at;) {
			token = str_cut(&rest, ' ');
			if (token.length > COUNTED_LONGEST)
				continue;
			buffer_reset(&stemming->lower);
			unicode_lower(&stemming->lower, token);
			counts_add(&stemming->counts[place], buffer_str(&stemming->lower), 1);
		}
	}
	write_counts(stemming, out);
}

static void
read_counts(struct stemming *stemming, const char *path)
{
	struct table *table = table_open(path, NULL);
	size_t word = table_need(table, "word", "omtale-stem --count"), lang = table_need(table, "lang", "omtale-stem --count"),
	       count = table_need(table, "count", "omtale-stem --count");

	stemming->counted = true;
	while (table_read(table)) {
		size_t place = place_of(table->fields[lang]);
		int64_t times;
		if (!str_to_int(table->fields[count], &times) || times < 0)
			table_die(table, "expected a count, found \"%.*s\"", (int)table->fields[count].length, table->fields[count].at);
		if (place < LANGUAGES)
			counts_add(&stemming->counts[place], table->fields[word], times > UINT32_MAX ? UINT32_MAX : (uint32_t)times);
	}
	table_close(table);
}

/* What a language takes lives as long as the process, and the system takes it back in one piece: freeing Hunspell's small blocks one by one took a tenth of
 * a run over 100,000 posts. Static, so that a leak checker sees that it is held to the end. */
static struct stemming stemming;

int
main(int argc, char **argv)
{
	struct options options;
	struct rejects rejects;
	const char *rejects_path = NULL, *counts_path = NULL;
	bool counting = false;

	options_begin(&options, &about, rows, argc, argv);
	for (int row; (row = options_next(&options)) >= 0;) {
		if (row == COUNT)
			counting = true;
		else if (row == COUNTS)
			counts_path = options.value;
		else if (row == REJECTS)
			rejects_path = options.value;
	}
	if (options_operand(&options))
		usage("no operands: posts come on standard input");
	if (counting && counts_path)
		usage("--count makes the file that --counts reads: one or the other");
	if (counts_path)
		read_counts(&stemming, counts_path);

	rejects_open(&rejects, rejects_path);
	struct table *posts = table_open("-", &(struct table_options){.rejects = &rejects});
	struct writer *out = writer_open("-");

	fence_promise_reading("/"); /* dictionaries are opened when a post first needs them */
	fence_raise();
	if (counting)
		count_words(&stemming, posts, out);
	else
		stem(&stemming, posts, out);
	writer_close(out);
	table_close(posts);
	rejects_close(&rejects);
	return 0;
}
