/* The command line of a program, out of one table: parsing, --help, --version, completions for shells, and what was perhaps meant by a mistyped
 * option.
 *
 *   static const struct option_row rows[] = {
 *       {'b', "brands", "FILE", "the brand lexicon (default: the bundled one)"},
 *       {0, "explain", NULL, "show one post as a person would read it"},
 *       {0}
 *   };
 *   struct options options;
 *   options_begin(&options, &about, rows, argc, argv);
 *   for (int row; (row = options_next(&options)) >= 0;) switch (row) { case BRANDS: path = options.value; break; … }
 *   for (char *operand; (operand = options_operand(&options));) …
 *
 * Every program also has -h --help, -V --version, -q --quiet (die_quiet), --no-fence (fence_off) and a hidden --completions bash|zsh|fish|table: the last is
 * the program's own rows as LETTER|NAME|ARGUMENT|HELP, for the driver, which hands options on.
 */
#ifndef OMTALE_OPTIONS_H
#define OMTALE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"

struct option_row {
	char letter; /* or 0 */
	const char *name;
	const char *argument; /* what --help calls it, or NULL when it takes none */
	const char *help;
};

struct option_about {
	const char *program;  /* "omtale-tag" */
	const char *synopsis; /* "[OPTION]… <lemmas.csv >tagged.csv" */
	const char *purpose;  /* one sentence */
	const char *examples; /* whole lines, shown first in --help */
};

struct options {
	const struct option_about *about;
	const struct option_row *rows;
	char **arguments;
	int count, next;
	int operands, taken; /* operands found so far stand in arguments[1 … operands]; taken of them were asked for */
	bool only_operands;  /* behind -- */
	const char *cluster; /* letters of -abc still to come */
	const char *value;   /* of the option just returned, or NULL */
};

/* Calls die_init. */
void
options_begin(struct options *options, const struct option_about *about, const struct option_row *rows, int argc, char **argv);

/* The number of the next option's row, or -1 behind the last. A wrong option is a usage() that names the nearest right one. */
int
options_next(struct options *options);

/* Ends the program well, once what it was asked to show is on standard output; a full disk dies here. */
_Noreturn void
options_leave(void);

/* The next operand (what is no option; they may stand before, between and behind options), or NULL. Call when options_next has given -1. */
char *
options_operand(struct options *options);

/* What `word` perhaps meant among `names` (NULL-ended), or NULL: for columns, reports and brands too. */
const char *
options_nearest(const char *word, const char *const names[]);

/* The same as the end of a message: "; did you mean brands?", or "". Valid until the next call. */
const char *
options_perhaps(const char *word, const char *const names[]);
const char *
options_perhaps_of(const char *word, const struct str names[], size_t count);

#endif
