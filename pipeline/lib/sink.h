/* Bytes out: standard output, or a file that appears under its name only when it is whole.
 *
 *   sink_open("-")          standard output
 *   sink_open("brands.csv") written as brands.csv.PID.tmp; sink_close syncs it and renames it
 *   sink_open("/dev/null")  a device or a pipe is written to where it stands
 *   sink_open("/dev/fd/9")  is what the caller opened as 9
 *   a name that ends in .gz is packed (the same bytes in, the same bytes out)
 *
 * A write that fails (a full disk, a closed file) is a die() that names the file; a reader that went away ends the program quietly.
 */
#ifndef OMTALE_SINK_H
#define OMTALE_SINK_H

#include "lib/str.h"

struct sink;

/* Bytes are given to the system in blocks at least so large. */
enum { SINK_BLOCK = 1 << 17 };

struct sink *
sink_open(const char *path);

void
sink_write(struct sink *sink, struct str bytes);

/* Everything written so far goes to the system now. */
void
sink_flush(struct sink *sink);

/* Ends the file: flush, sync, rename. Only after this does the file stand under its name. */
void
sink_close(struct sink *sink);

/* Ends without the file: what was written is removed. */
void
sink_abandon(struct sink *sink);

#endif
