#include "lib/die.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST_MESSAGE = 4096 };

static const char *program = "omtale";
static int quiet;

void
die_init(const char *name)
{
	const char *slash = strrchr(name, '/');
	program = slash ? slash + 1 : name;
	signal(SIGPIPE, SIG_DFL);
}

const char *
die_program(void)
{
	return program;
}

void
die_quiet(void)
{
	quiet = 1;
}

/* One write(2) a message, so that the stages of a pipe do not cut into each other's lines. */
static void
say(const char *format, va_list arguments)
{
	int error = errno;
	char message[LONGEST_MESSAGE], line[LONGEST_MESSAGE * 4 + 256];
	size_t n = 0, length;

	vsnprintf(message, sizeof message, format, arguments);
	length = strlen(message);
	if (length && message[length - 1] == ':')
		snprintf(message + length, sizeof message - length, " %s", strerror(error));
	n = (size_t)snprintf(line, 256, "%.200s: ", program);
	for (const char *c = message; *c; c++) {
		unsigned char byte = (unsigned char)*c;
		if ((byte < 0x20 && byte != '\n') || byte == 0x7f)
			n += (size_t)snprintf(line + n, sizeof line - n, "\\x%02x", byte);
		else if (byte == 0xc2 && (unsigned char)c[1] >= 0x80 && (unsigned char)c[1] < 0xa0)
			n += (size_t)snprintf(line + n, sizeof line - n, "\\x%02x", (unsigned char)*++c);
		else
			line[n++] = *c;
	}
	line[n++] = '\n';
	if (write(STDERR_FILENO, line, n) < 0)
		return; /* nobody listens; the exit status still tells */
}

void
usage(const char *format, ...)
{
	va_list arguments;
	char hint[LONGEST_MESSAGE];

	snprintf(hint, sizeof hint, "%s\nTry '%s --help'.", format, program);
	va_start(arguments, format);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	say(hint, arguments);
#pragma GCC diagnostic pop
	va_end(arguments);
	exit(2);
}

void
die(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
	exit(1);
}

void
warn(const char *format, ...)
{
	va_list arguments;

	if (quiet)
		return;
	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
}
