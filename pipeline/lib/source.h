/* Bytes in: a file, standard input ("-") or memory, plain or gzip (told apart by its first bytes), and filters upon them.
 *
 *   source_read  <-  filter (a charset, say)  <-  gunzip?  <-  read(2) in large blocks
 */
#ifndef OMTALE_SOURCE_H
#define OMTALE_SOURCE_H

#include "lib/str.h"

struct source;

/* What a filter is made of: `read` fills room from `inner` as source_read does and may call source_fail; `release` frees `state`. */
struct source_filter {
	ptrdiff_t (*read)(void *state, struct source *self, struct source *inner, char *room, size_t size);
	void (*release)(void *state);
	void *state;
};

/* Opens PATH, or standard input for "-"; dies when it cannot. */
struct source *
source_open(const char *path);

/* Reads from `bytes`, which must stay valid; the name is for messages. gzip is unpacked here too. */
struct source *
source_memory(struct str bytes, const char *name);

/* A source that reads through `filter` from `inner`, and owns both. */
struct source *
source_through(struct source *inner, struct source_filter filter);

/* Up to `size` bytes into room: how many, 0 at the end, -1 when the source failed (source_failure tells why). What came before a failure
 * is handed out first. */
ptrdiff_t
source_read(struct source *source, char *room, size_t size);

/* The first bytes, up to `size`, without using them up. Valid until the next source_read. May be asked again with a larger size. */
struct str
source_peek(struct source *source, size_t size);

/* For filters: what is wrong, in a sentence's words; kept (copied) as the source's failure. Returns -1. */
ptrdiff_t
source_fail(struct source *source, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What went wrong, or NULL. */
const char *
source_failure(const struct source *source);

/* The path, or "standard input". */
const char *
source_name(const struct source *source);

/* Bytes read from the file so far, still packed, and the file's size (0 when not known): for progress. */
uint64_t
source_taken(const struct source *source);
uint64_t
source_size(const struct source *source);

void
source_close(struct source *source);

#endif
