#include "lib/options.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/die.h"
#include "lib/fence.h"
#include "lib/str.h"

/* Rows that every program has, behind its own; options_next answers them itself. */
static const struct option_row common[] = {
	{'q', "quiet", NULL, "no warnings"},
	{0, "no-fence", NULL, "do not ask the kernel to keep this process from files and network"},
	{'h', "help", NULL, "show this"},
	{'V', "version", NULL, "show the version"},
	{0, "completions", "SHELL", NULL}, /* hidden */
	{0, NULL, NULL, NULL},
};

void
options_begin(struct options *options, const struct option_about *about, const struct option_row *rows, int argc, char **argv)
{
	die_init(about->program);
	*options = (struct options){.about = about, .rows = rows, .arguments = argv, .count = argc, .next = 1};
}

static void
print_rows(const struct option_row *rows)
{
	for (; rows->name; rows++) {
		char left[64];
		int wide = 24;
		if (!rows->help)
			continue;
		snprintf(left, sizeof left, "--%s%s%s", rows->name, rows->argument ? " " : "", rows->argument ? rows->argument : "");
		for (const char *c = left; *c; c++)
			wide += ((unsigned char)*c & 0xc0) == 0x80; /* printf counts bytes, an eye characters */
		if (rows->letter)
			printf("  -%c, %-*s %s\n", rows->letter, wide, left, rows->help);
		else
			printf("      %-*s %s\n", wide, left, rows->help);
	}
}

void
options_leave(void)
{
	if (fflush(stdout) != 0 || fclose(stdout) != 0)
		die("cannot write standard output:");
	exit(0);
}

static _Noreturn void
help(const struct options *options)
{
	const struct option_about *about = options->about;

	printf("%s: %s\n", about->program, about->purpose);
	if (about->examples)
		printf("\nExamples:\n%s", about->examples);
	printf("\nUsage: %s %s\n\nOptions:\n", about->program, about->synopsis);
	print_rows(options->rows);
	print_rows(common);
	options_leave();
}

/* `text` with the characters of `special` written as `escape` and themselves. */
static void
print_escaped(const char *text, const char *special, const char *escape)
{
	for (; *text; text++) {
		if (strchr(special, *text))
			fputs(escape, stdout);
		putchar(*text);
	}
}

static void
complete_fish(const char *program, const struct option_row *row)
{
	printf("complete -c %s -l %s", program, row->name);
	if (row->letter)
		printf(" -s %c", row->letter);
	printf("%s -d '", row->argument ? " -r" : "");
	print_escaped(row->help, "'\\", "\\");
	printf("'\n");
}

/* What stands within quotes is written twice over: once for zsh, once for _arguments. */
static void
complete_zsh(const struct option_row *row)
{
	if (row->letter)
		printf("  '(-%c --%s)'{-%c%s,--%s%s}'[", row->letter, row->name, row->letter, row->argument ? "+" : "", row->name, row->argument ? "=" : "");
	else
		printf("  '--%s%s[", row->name, row->argument ? "=" : "");
	for (const char *c = row->help; *c; c++)
		*c == '\'' ? fputs("'\\''", stdout) : strchr("[]:\\", *c) ? printf("\\%c", *c) : putchar(*c);
	putchar(']');
	if (row->argument) {
		putchar(':');
		print_escaped(row->argument, ":[]\\", "\\");
		printf(":_files");
	}
	printf("' \\\n");
}

static void
complete(char shell, const char *program, const struct option_row *row)
{
	switch (shell) {
	case 'f':
		complete_fish(program, row);
		break;
	case 'z':
		complete_zsh(row);
		break;
	case 't': /* help comes last: it may hold anything */
		printf("%.1s|%s|%s|%s\n", &row->letter, row->name, row->argument ? row->argument : "", row->help);
		break;
	default:
		printf("--%s ", row->name);
	}
}

static _Noreturn void
completions(const struct options *options, const char *shell)
{
	static const char *const shells[] = {"bash", "zsh", "fish", "table", NULL};
	const char *program = options->about->program;
	const struct option_row *both[] = {options->rows, common};
	size_t known = 0;

	while (shells[known] && strcmp(shells[known], shell) != 0)
		known++;
	if (!shells[known])
		usage("--completions: expected bash, zsh or fish, found \"%s\"", shell);
	if (shell[0] == 'b')
		printf("complete -o default -W '");
	else if (shell[0] == 'z')
		printf("#compdef %s\n_arguments \\\n", program);
	for (size_t i = 0; i < (shell[0] == 't' ? 1 : 2); i++)
		for (const struct option_row *row = both[i]; row->name; row++)
			if (row->help)
				complete(shell[0], program, row);
	if (shell[0] == 'b')
		printf("' %s\n", program);
	else if (shell[0] == 'z')
		printf("  '*:file:_files'\n");
	options_leave();
}

/* `text` in small letters (ASCII's), cut to the room. */
static struct str
lowered(struct str text, char room[64])
{
	size_t length = text.length < 64 ? text.length : 64;

	for (size_t i = 0; i < length; i++)
		room[i] = (char)(text.at[i] >= 'A' && text.at[i] <= 'Z' ? text.at[i] - 'A' + 'a' : text.at[i]);
	return (struct str){room, length};
}

/* The place of the nearest of `count` names, or `count`: at most two letters are wrong, or else it is the name's beginning, or its end behind a slash. */
static size_t
nearest_of(struct str word, const struct str names[], size_t count)
{
	char rooms[2][64];
	struct str small = lowered(word, rooms[0]);
	size_t nearest = count;
	int least = 3; /* more edits than two are another word */

	for (size_t i = 0; i < count; i++) {
		int distance = str_distance(small, lowered(names[i], rooms[1]), 2);
		if (distance < least && distance < (int)names[i].length) {
			least = distance;
			nearest = i;
		}
	}
	for (size_t i = 0; i < count && nearest == count && word.length > 2; i++) {
		struct str name = lowered(names[i], rooms[1]);
		bool behind_slash = name.length > small.length && name.at[name.length - small.length - 1] == '/';
		if (str_starts(name, small) || (behind_slash && str_ends(name, small)))
			nearest = i;
	}
	return nearest;
}

const char *
options_nearest(const char *word, const char *const names[])
{
	struct str texts[128];
	size_t count = 0, nearest;

	for (; count < 128 && names[count]; count++)
		texts[count] = str_of(names[count]);
	nearest = nearest_of(str_of(word), texts, count);
	return nearest < count ? names[nearest] : NULL;
}

const char *
options_perhaps_of(const char *word, const struct str names[], size_t count)
{
	static char text[128];
	size_t nearest = nearest_of(str_of(word), names, count);

	text[0] = '\0';
	if (nearest < count)
		snprintf(text, sizeof text, "; did you mean %.*s?", names[nearest].length < 99 ? (int)names[nearest].length : 99, names[nearest].at);
	return text;
}

const char *
options_perhaps(const char *word, const char *const names[])
{
	const char *nearest = options_nearest(word, names);
	struct str name = str_of(nearest ? nearest : "");

	return options_perhaps_of(word, &name, nearest ? 1 : 0);
}

static _Noreturn void
unknown(const struct options *options, const char *name)
{
	const char *names[128] = {0};
	const struct option_row *both[] = {options->rows, common};
	const char *nearest;
	size_t n = 0;

	for (size_t i = 0; i < 2; i++)
		for (const struct option_row *row = both[i]; row->name && n < 127; row++)
			names[n++] = row->name;
	nearest = options_nearest(name, names);
	if (nearest)
		usage("unknown option --%s; did you mean --%s?", name, nearest);
	usage("unknown option --%s", name);
}

/* The row of a long name (not NUL-ended) or of a letter, own rows first; *number is its place among the own rows, or -1. */
static const struct option_row *
find(const struct options *options, struct str name, char letter, int *number)
{
	const struct option_row *both[] = {options->rows, common};

	for (size_t i = 0; i < 2; i++)
		for (const struct option_row *row = both[i]; row->name; row++)
			if (letter ? row->letter == letter : str_equal(str_of(row->name), name)) {
				*number = i == 0 ? (int)(row - both[0]) : -1;
				return row;
			}
	return NULL;
}

static int
answer(struct options *options, const struct option_row *row, int number)
{
	if (number >= 0)
		return number;
	switch (row->name[0]) {
	case 'q':
		die_quiet();
		return options_next(options);
	case 'n':
		fence_off();
		return options_next(options);
	case 'h':
		help(options);
	case 'v':
		printf("%s %s\n", options->about->program, OMTALE_VERSION);
		options_leave();
	default:
		completions(options, options->value);
	}
}

static int
next_letter(struct options *options)
{
	int number;
	char letter = *options->cluster++;
	const struct option_row *row = find(options, STR(""), letter, &number);

	if (!row)
		usage("unknown option -%c", letter);
	options->value = NULL;
	if (row->argument) {
		options->value = *options->cluster ? options->cluster : options->next < options->count ? options->arguments[options->next++] : NULL;
		options->cluster = NULL;
		if (!options->value)
			usage("option -%c wants %s", letter, row->argument);
	} else if (!*options->cluster) {
		options->cluster = NULL;
	}
	return answer(options, row, number);
}

static int
next_long(struct options *options, const char *word)
{
	struct str rest = str_of(word), name = str_cut(&rest, '=');
	int number;
	const struct option_row *row = find(options, name, 0, &number);

	if (!row) {
		char copy[64];
		snprintf(copy, sizeof copy, "%.*s", (int)(name.length < 60 ? name.length : 60), name.at);
		unknown(options, copy);
	}
	options->value = rest.at;
	if (rest.at && !row->argument)
		usage("option --%s takes no value, found \"%s\"", row->name, rest.at);
	if (!rest.at && row->argument && !(options->value = options->next < options->count ? options->arguments[options->next++] : NULL))
		usage("option --%s wants %s", row->name, row->argument);
	return answer(options, row, number);
}

int
options_next(struct options *options)
{
	if (options->cluster)
		return next_letter(options);
	while (options->next < options->count) {
		char *word = options->arguments[options->next++];

		if (options->only_operands || word[0] != '-' || word[1] == '\0') {
			options->arguments[++options->operands] = word;
		} else if (strcmp(word, "--") == 0) {
			options->only_operands = true;
		} else if (word[1] == '-') {
			return next_long(options, word + 2);
		} else {
			options->cluster = word + 1;
			return next_letter(options);
		}
	}
	return -1;
}

char *
options_operand(struct options *options)
{
	return options->taken < options->operands ? options->arguments[++options->taken] : NULL;
}
