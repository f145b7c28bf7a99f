/* Records that cannot be used are put aside, not lost: counted always, and kept as CSV (file,line,reason,record) when --rejects FILE names
 * a place. The record is kept as it stood, cut at REJECT_KEEPS bytes.
 */
#ifndef OMTALE_REJECTS_H
#define OMTALE_REJECTS_H

#include "lib/str.h"

enum { REJECT_KEEPS = 1 << 16 };

struct rejects {
	struct writer *out; /* NULL: only counted */
	bool discreet;      /* set it, and records are not kept: only where they stand, and why */
	uint64_t count;
	struct buffer first; /* "FILE:LINE: reason" of the first one, for the closing warning */
};

/* path may be NULL. */
void
rejects_open(struct rejects *rejects, const char *path);

/* Puts one record aside. `line` counts from 1 and is where it began. */
void
rejects_add(struct rejects *rejects, const char *file, uint64_t line, const char *reason, struct str record);

/* Ends the file, and warns with the count and the first reason when there were any. */
void
rejects_close(struct rejects *rejects);

#endif
