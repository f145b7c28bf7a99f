#include "lib/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/fence.h"
#include "lib/gzip.h"

struct sink {
	int file;
	char *path, *temporary; /* NULL for standard output */
	struct gzip *gzip;
	struct buffer waiting, packed;
	struct sink *next; /* among those that have begun a file */
};

static struct sink *begun;

/* At the program's end, be it a die(): what was not closed is no file of anybody's. */
static void
remove_unfinished(void)
{
	for (struct sink *sink = begun; sink; sink = sink->next)
		unlink(sink->temporary);
}

static void
forget(struct sink *sink)
{
	struct sink **at = &begun;

	while (*at && *at != sink)
		at = &(*at)->next;
	if (*at)
		*at = sink->next;
}

/* A pipe, /dev/null and their like are written to where they stand: a file renamed over them would take their place. */
static bool
is_device(const char *path)
{
	struct stat what;

	return stat(path, &what) == 0 && !S_ISREG(what.st_mode) && !S_ISDIR(what.st_mode);
}

static bool
is_directory(const char *path)
{
	struct stat what;

	return stat(path, &what) == 0 && S_ISDIR(what.st_mode);
}

/* What "/dev/fd/9" stands for: the caller's own 9, or -1. It is not opened anew, as that would wait for ever for a pipe's reader who has left already. */
static int
open_descriptor(const char *path)
{
	int64_t number;

	if (!str_starts(str_of(path), STR("/dev/fd/")) || !str_to_int(str_of(path + strlen("/dev/fd/")), &number) || number < 0 || number > INT_MAX)
		return -1;
	return fcntl((int)number, F_DUPFD_CLOEXEC, 0);
}

static void
promise_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buffer folder = {0};

	if (slash)
		buffer_bytes(&folder, path, (size_t)(slash - path) + 1);
	else
		buffer_char(&folder, '.');
	fence_promise_writing(buffer_cstring(&folder));
	buffer_release(&folder);
}

struct sink *
sink_open(const char *path)
{
	struct sink *sink = memory_new(1, sizeof *sink);
	struct buffer name = {0};
	static bool registered;

	if (strcmp(path, "-") == 0) {
		sink->file = STDOUT_FILENO;
		return sink;
	}
	sink->path = memory_new(strlen(path) + 1, 1);
	memcpy(sink->path, path, strlen(path));
	sink->file = open_descriptor(path);
	if (sink->file >= 0)
		return sink;
	if (is_directory(path))
		die("cannot write %s: it is a directory; name a file in it", path);
	if (is_device(path)) {
		sink->file = open(path, O_WRONLY | O_CLOEXEC);
		if (sink->file < 0)
			die("cannot write %s:", path);
		return sink;
	}
	buffer_format(&name, "%s.%ld.tmp", path, (long)getpid());
	buffer_cstring(&name);
	sink->temporary = name.at;
	sink->file = open(sink->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (sink->file < 0)
		die("cannot write %s:", path);
	if (!registered && atexit(remove_unfinished) == 0)
		registered = true;
	sink->next = begun;
	begun = sink;
	promise_folder(path);
	if (str_ends(str_of(path), STR(".gz")))
		sink->gzip = gzip_new();
	return sink;
}

static void
fail(const struct sink *sink)
{
	int error = errno;

	if (error == EPIPE && !sink->temporary) {
		raise(SIGPIPE); /* the reader went away while SIGPIPE was blocked: end as SIGPIPE would */
		_exit(128 + SIGPIPE);
	}
	errno = error;
	die("cannot write %s:", sink->path ? sink->path : "standard output");
}

static void
put(struct sink *sink, struct str bytes)
{
	while (bytes.length) {
		ptrdiff_t n = write(sink->file, bytes.at, bytes.length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			fail(sink);
		bytes.at += n;
		bytes.length -= (size_t)n;
	}
}

static void
drain(struct sink *sink, bool last)
{
	if (sink->gzip) {
		buffer_reset(&sink->packed);
		gzip_run(sink->gzip, buffer_str(&sink->waiting), last, &sink->packed);
		put(sink, buffer_str(&sink->packed));
	} else {
		put(sink, buffer_str(&sink->waiting));
	}
	buffer_reset(&sink->waiting);
}

void
sink_write(struct sink *sink, struct str bytes)
{
	if (!sink->gzip && sink->waiting.length == 0 && bytes.length >= SINK_BLOCK) {
		put(sink, bytes);
		return;
	}
	buffer_text(&sink->waiting, bytes);
	if (sink->waiting.length >= SINK_BLOCK)
		drain(sink, false);
}

void
sink_flush(struct sink *sink)
{
	drain(sink, false);
}

static void
sink_free(struct sink *sink)
{
	forget(sink);
	gzip_free(sink->gzip);
	buffer_release(&sink->waiting);
	buffer_release(&sink->packed);
	free(sink->temporary);
	free(sink->path);
	free(sink);
}

void
sink_close(struct sink *sink)
{
	drain(sink, true);
	if (sink->temporary && fsync(sink->file) < 0 && errno != EINVAL && errno != EROFS)
		fail(sink);
	if (close(sink->file) < 0)
		fail(sink);
	if (sink->temporary && rename(sink->temporary, sink->path) < 0)
		fail(sink);
	sink_free(sink);
}

void
sink_abandon(struct sink *sink)
{
	if (sink->temporary) {
		close(sink->file);
		unlink(sink->temporary);
	}
	sink_free(sink);
}
