/* omtale-compile: the dictionary of one language, out of Hunspell's and the lexicons, as the one file that omtale-stem maps. */
#include "dictionary/image.h"
#include "dictionary/vocabulary.h"
#include "language/dictionary.h"
#include "lib/die.h"
#include "lib/options.h"
#include "lib/sink.h"

static const struct option_about about = {
	.program = "omtale-compile",
	.synopsis = "LANG FILE",
	.purpose = "compile the dictionary of a language (da, nb, nn, en) for omtale-stem",
	.examples = "  omtale-compile da build/dictionaries/da.dict\n",
};

static const struct option_row rows[] = {{0, NULL, NULL, NULL}};

static uint64_t
sources_of(const struct dictionary_language *language)
{
	struct buffer missing = {0};
	uint64_t sources = dictionary_sources(language, &missing);

	if (missing.length)
		die("%s: no such dictionary; install the package %s", buffer_cstring(&missing), language->packages);
	return sources;
}

static void
compile(const struct dictionary_language *language, struct buffer *image)
{
	struct vocabulary vocabulary = {.language = language->code};
	uint64_t sources = sources_of(language);

	vocabulary_expand(&vocabulary, language->hunspell);
	paradigms_apply(&vocabulary);
	closed_classes_apply(&vocabulary);
	priors_apply(&vocabulary);
	image_build(&vocabulary, sources, image);
	vocabulary_release(&vocabulary);
}

int
main(int argc, char **argv)
{
	struct options options;
	struct buffer image = {0};
	const struct dictionary_language *language;
	const char *code, *path;

	options_begin(&options, &about, rows, argc, argv);
	while (options_next(&options) >= 0)
		;
	code = options_operand(&options);
	path = options_operand(&options);
	if (!code || !path)
		usage("expected a language and a file");
	language = dictionary_language(str_of(code));
	if (!language)
		usage("no language \"%s\": expected da, nb, nn or en%s", code, options_perhaps(code, (const char *const[]){"da", "nb", "nn", "en", NULL}));
	compile(language, &image);

	struct sink *out = sink_open(path);
	sink_write(out, buffer_str(&image));
	sink_close(out);
	buffer_release(&image);
	return 0;
}
