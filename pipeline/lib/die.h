/* How a program speaks of trouble: three verbs, and one way to end well.
 *
 *   usage   the command line is wrong: message, a hint at --help, exit 2
 *   die     the run cannot go on: message, exit 1
 *   warn    something is odd but the run goes on
 *
 * A message says what was expected, what was found, where, and what to do. It goes to standard error as
 * "PROGRAM: MESSAGE"; control characters in it (a post may hold terminal escapes) are shown as \xNN.
 * A format that ends in ':' gets " " and the text of errno appended.
 */
#ifndef OMTALE_DIE_H
#define OMTALE_DIE_H

/* Must be called first in main: names the program in messages and lets SIGPIPE end it quietly, whatever the parent chose. */
void
die_init(const char *name);

/* The name given to die_init. */
const char *
die_program(void);

/* No more warnings; errors still speak (-q). */
void
die_quiet(void);

_Noreturn void
usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

_Noreturn void
die(const char *format, ...) __attribute__((format(printf, 1, 2)));

void
warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
