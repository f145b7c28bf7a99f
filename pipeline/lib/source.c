#include "lib/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/gzip.h"

/* A pipe that holds more than one block of a writer wakes its two ends half as often, which took a tenth of the CPU of four stages on two busy cores. */
enum { BLOCK = 1 << 17, PIPE = 1 << 18 };

struct source {
	char *name;
	int file;          /* -1: memory or a filter */
	char *block;       /* what read(2) fills */
	struct str packed; /* what of it, or of the memory, is not used yet */
	bool drained;      /* nothing comes after `packed` */
	bool looked;       /* for the gzip magic */
	struct gunzip *gunzip;
	struct source *inner;
	struct source_filter filter;
	struct buffer peeked;
	size_t peeked_used;
	struct buffer failure;
	uint64_t taken, size;
};

static struct source *
source_new(const char *name)
{
	struct source *source = memory_new(1, sizeof *source);

	source->file = -1;
	source->name = memory_new(strlen(name) + 1, 1);
	memcpy(source->name, name, strlen(name));
	return source;
}

struct source *
source_open(const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	struct source *source = source_new(standard ? "standard input" : path);
	struct stat status = {0};

	source->file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (source->file < 0)
		die("cannot open %s:", path);
	if (fstat(source->file, &status) == 0) {
		if (S_ISDIR(status.st_mode))
			die("cannot read %s: it is a directory; name the files in it", source->name);
		source->size = S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
	}
	if (S_ISFIFO(status.st_mode))
		fcntl(source->file, F_SETPIPE_SZ, PIPE);
	source->block = memory_new(BLOCK, 1);
	return source;
}

struct source *
source_memory(struct str bytes, const char *name)
{
	struct source *source = source_new(name);

	source->packed = bytes;
	source->drained = true;
	source->size = bytes.length;
	return source;
}

struct source *
source_through(struct source *inner, struct source_filter filter)
{
	struct source *source = source_new(inner->name);

	source->inner = inner;
	source->filter = filter;
	return source;
}

ptrdiff_t
source_fail(struct source *source, const char *format, ...)
{
	char text[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	buffer_reset(&source->failure);
	buffer_text(&source->failure, str_of(text));
	return -1;
}

const char *
source_failure(const struct source *source)
{
	if (source->failure.length == 0)
		return source->inner ? source_failure(source->inner) : NULL;
	return buffer_cstring((struct buffer *)(uintptr_t)&source->failure);
}

/* read(2), a signal notwithstanding; -1 is a failure and told. */
static ptrdiff_t
read_file(struct source *source, char *room, size_t size)
{
	ptrdiff_t n;

	do
		n = read(source->file, room, size);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return source_fail(source, "cannot read %s: %s", source->name, strerror(errno));
	source->drained = n == 0;
	source->taken += (uint64_t)n;
	return n;
}

/* Gets more of the file behind an empty `packed`. */
static bool
refill(struct source *source)
{
	ptrdiff_t n = read_file(source, source->block, BLOCK);

	if (n < 0)
		return false;
	source->packed = (struct str){source->block, (size_t)n};
	return true;
}

/* gzip begins with 1f 8b; a first read from a pipe may be one byte, so ask until there are two or the end. */
static bool
look(struct source *source)
{
	while (!source->drained && source->packed.length < 2) {
		size_t have = source->packed.length;
		ptrdiff_t n = read_file(source, source->block + have, BLOCK - have);
		if (n < 0)
			return false;
		source->packed = (struct str){source->block, have + (size_t)n};
	}
	if (source->packed.length >= 2 && memcmp(source->packed.at, "\x1f\x8b", 2) == 0)
		source->gunzip = gunzip_new();
	source->looked = true;
	return true;
}

static ptrdiff_t
read_plain(struct source *source, char *room, size_t size)
{
	size_t n;

	if (source->packed.length == 0)
		return source->drained ? 0 : read_file(source, room, size);
	n = source->packed.length < size ? source->packed.length : size;
	memcpy(room, source->packed.at, n);
	source->packed.at += n;
	source->packed.length -= n;
	return (ptrdiff_t)n;
}

static ptrdiff_t
read_packed(struct source *source, char *room, size_t size)
{
	for (;;) {
		const char *problem = NULL;
		ptrdiff_t n;

		if (source->packed.length == 0 && !source->drained && !refill(source))
			return -1;
		n = gunzip_run(source->gunzip, &source->packed, room, size, &problem);
		if (n > 0)
			return n;
		if (n < 0)
			return source_fail(source, "%s: the gzip data is damaged (%s); what came before it was read", source->name, problem);
		if (source->drained && source->packed.length == 0) {
			if (gunzip_complete(source->gunzip))
				return 0;
			return source_fail(source, "%s: the gzip data ends too early: the file was cut off; what came before was read", source->name);
		}
	}
}

/* Behind what was peeked. */
static ptrdiff_t
read_on(struct source *source, char *room, size_t size)
{
	if (source->failure.length)
		return -1;
	if (source->inner)
		return source->filter.read(source->filter.state, source, source->inner, room, size);
	if (!source->looked && !look(source))
		return -1;
	return source->gunzip ? read_packed(source, room, size) : read_plain(source, room, size);
}

ptrdiff_t
source_read(struct source *source, char *room, size_t size)
{
	size_t waiting = source->peeked.length - source->peeked_used;

	if (waiting) {
		size_t n = waiting < size ? waiting : size;
		memcpy(room, source->peeked.at + source->peeked_used, n);
		source->peeked_used += n;
		return (ptrdiff_t)n;
	}
	return read_on(source, room, size);
}

struct str
source_peek(struct source *source, size_t size)
{
	while (source->peeked.length - source->peeked_used < size) {
		size_t more = size - (source->peeked.length - source->peeked_used);
		ptrdiff_t n = read_on(source, buffer_reserve(&source->peeked, more), more);
		if (n <= 0)
			break; /* a failure is kept, and comes again behind these bytes */
		source->peeked.length += (size_t)n;
	}
	if (source->peeked.length == 0)
		return STR("");
	return (struct str){source->peeked.at + source->peeked_used, source->peeked.length - source->peeked_used};
}

const char *
source_name(const struct source *source)
{
	return source->name;
}

uint64_t
source_taken(const struct source *source)
{
	return source->inner ? source_taken(source->inner) : source->taken;
}

uint64_t
source_size(const struct source *source)
{
	return source->inner ? source_size(source->inner) : source->size;
}

void
source_close(struct source *source)
{
	if (!source)
		return;
	if (source->filter.release)
		source->filter.release(source->filter.state);
	source_close(source->inner);
	if (source->file > STDIN_FILENO)
		close(source->file);
	gunzip_free(source->gunzip);
	buffer_release(&source->peeked);
	buffer_release(&source->failure);
	free(source->block);
	free(source->name);
	free(source);
}
