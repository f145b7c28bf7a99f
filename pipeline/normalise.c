/* omtale-normalise: the second stage. Appends to each post its language and its tokens; the text itself stays as it was. */

#include "language/elongated.h"
#include "lib/entities.h"
#include "language/identify.h"
#include "language/letters.h"
#include "language/tokens.h"
#include "lib/die.h"
#include "lib/fence.h"
#include "lib/options.h"
#include "lib/table.h"
#include "lib/unicode.h"

static const struct option_about about = {
	"omtale-normalise",
	"[OPTION]… <posts.csv >normalised.csv",
	"Appends the columns lang, lang_confidence and tokens, made from the column text.",
	"  omtale-read posts.csv.gz | omtale-normalise >normalised.csv\n"
	"  omtale-normalise --lang da <posts.csv            (all posts are known to be Danish)\n"
	"  printf 'text\\nToget er forsinket :( @NSB\\n' | omtale-normalise\n",
};

enum { LANG, REJECTS, OUTPUT };

static const struct option_row rows[] = {
	{'l', "lang", "CODE", "the language of every post (da, nb, nn, en, or another ISO 639-1 code); its confidence is 1.00"},
	{0, "rejects", "FILE", "keep records that cannot be used in FILE (default: count them and warn)"},
	{'o', "output", "FILE", "write to FILE (default: standard output)"},
	{0},
};

struct settings {
	const char *lang, *rejects, *output;
};

static void
read_options(struct settings *settings, struct options *options, int argc, char **argv)
{
	*settings = (struct settings){.output = "-"};
	options_begin(options, &about, rows, argc, argv);
	for (int row; (row = options_next(options)) >= 0;) {
		if (row == LANG)
			settings->lang = options->value;
		else if (row == REJECTS)
			settings->rejects = options->value;
		else if (row == OUTPUT)
			settings->output = options->value;
	}
	if (settings->lang &&
	    (strlen(settings->lang) < 2 || strlen(settings->lang) > 3 || strspn(settings->lang, "abcdefghijklmnopqrstuvwxyz") != strlen(settings->lang)))
		usage("--lang wants a language's code of two or three small letters, such as da, nb, nn or en, not \"%s\"", settings->lang);
	if (settings->lang && (strcmp(settings->lang, "no") == 0 || !language_known(settings->lang)))
		usage("--lang: no language \"%s\" is known%s", settings->lang,
		      strcmp(settings->lang, "dk") == 0   ? "; did you mean da?"
		      : strcmp(settings->lang, "no") == 0 ? " apart: give nb for bokmål or nn for nynorsk"
		                                          : " (da, nb, nn, en, or another of ISO 639: sv, de, fi, fo …)");
}

/* Buffers that serve every post. */
struct bench {
	struct buffer decoded, room, spare;
	struct tokens tokens;
	struct identifier *identifier;
};

/* "0.87", in static room: a hundred such texts are all there are. */
static struct str
confidence_text(double confidence)
{
	static char text[] = "0.00";
	unsigned hundredths = (unsigned)(confidence * 100 + 0.5);

	text[0] = (char)('0' + hundredths / 100);
	text[2] = (char)('0' + hundredths / 10 % 10);
	text[3] = (char)('0' + hundredths % 10);
	return (struct str){text, 4};
}

static void
normalise(struct bench *bench, struct str text, const char *lang, struct writer *out)
{
	struct language language = {"", 1};

	if (memchr(text.at, '&', text.length)) {
		buffer_reset(&bench->decoded);
		entities_decode(&bench->decoded, text);
		text = buffer_str(&bench->decoded);
	}
	tokens_cut(&bench->tokens, letters_clean(text, &bench->room, &bench->spare));
	if (lang)
		memcpy(language.code, lang, strlen(lang) + 1);
	else
		language = identify(bench->identifier, &bench->tokens);
	elongated_shorten(&bench->tokens, bench->identifier, language.code);
	writer_field(out, str_of(language.code));
	writer_field(out, confidence_text(language.confidence));
	writer_field(out, buffer_str(&bench->tokens.text));
}

static void
bench_release(struct bench *bench)
{
	buffer_release(&bench->decoded);
	buffer_release(&bench->room);
	buffer_release(&bench->spare);
	tokens_release(&bench->tokens);
	identifier_close(bench->identifier);
}

int
main(int argc, char **argv)
{
	struct settings settings;
	struct options options;
	struct rejects rejects;
	struct bench bench = {0};
	struct table *posts;
	struct writer *out;
	const char *path;
	size_t text;

	read_options(&settings, &options, argc, argv);
	path = options_operand(&options);
	if (options_operand(&options))
		usage("one FILE at most (they can be joined: omtale-read FILE… | omtale-normalise)");
	rejects_open(&rejects, settings.rejects);
	posts = table_open(path ? path : "-", &(struct table_options){.rejects = &rejects});
	text = table_need(posts, "text", "omtale-read");
	bench.identifier = identifier_open();
	identifier_compare_sources(bench.identifier);
	out = writer_open(settings.output);
	fence_raise();
	writer_header(out, posts);
	writer_field(out, STR("lang"));
	writer_field(out, STR("lang_confidence"));
	writer_field(out, STR("tokens"));
	writer_end(out);
	while (table_read(posts)) {
		writer_record(out, posts);
		normalise(&bench, posts->fields[text], settings.lang, out);
		writer_end(out);
	}
	writer_close(out);
	rejects_close(&rejects);
	table_close(posts);
	bench_release(&bench);
	return 0;
}
