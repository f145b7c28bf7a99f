/* omtale-languages: the table by which omtale-normalise tells languages apart, out of Hunspell's dictionaries and the lexicons, as one file. */

#include "dictionary/profiles.h"
#include "lib/options.h"
#include "lib/die.h"
#include "lib/sink.h"

static const struct option_about about = {
	.program = "omtale-languages",
	.synopsis = "FILE",
	.purpose = "compile the table of languages for omtale-normalise",
	.examples = "  omtale-languages build/dictionaries/languages\n",
};

static const struct option_row rows[] = {{0, NULL, NULL, NULL}};

int
main(int argc, char **argv)
{
	struct options options;
	struct buffer image = {0};
	struct sink *out;
	const char *path;

	options_begin(&options, &about, rows, argc, argv);
	while (options_next(&options) >= 0)
		;
	path = options_operand(&options);
	if (!path || options_operand(&options))
		usage("expected one file to write");
	profiles_build(&image);
	out = sink_open(path);
	sink_write(out, buffer_str(&image));
	sink_close(out);
	buffer_release(&image);
	return 0;
}
