/* The archive's records on standard output, as CSV or as one JSON object a line. Texts keep their line breaks, as a source's own export does,
 * so a CSV record may take several lines: this is what omtale-read reads, not the table between stages.
 */
#ifndef MAKE_ARCHIVE_RECORDS_H
#define MAKE_ARCHIVE_RECORDS_H

#include "posts.h"

/* Begins the archive (of `posts` posts in all) and, in CSV, writes the header. */
void
records_open(bool json, uint64_t posts);

/* Posts written by hand: a CSV with the same columns in any order, by time. How many there are; dies when it cannot be read. */
uint64_t
by_hand_open(const char *path);

/* Those up to `time` (ISO 8601, UTC) are written now; NULL: all. */
void
by_hand_until(const char *time);

void
record_post(const struct post *post);

void
records_close(void);

#endif
