/* Checksums of files, as sha256sum(1) prints them, and the one door to libsodium.
 */
#ifndef OMTALE_DIGEST_H
#define OMTALE_DIGEST_H

#include "lib/str.h"

enum { DIGEST_HEX = 65 };

/* The SHA-256 of the file's bytes as they stand (packed when it is packed), in 64 small hexadecimal digits and a NUL. Dies when it cannot be read. */
void
digest_file(const char *path, char hex[DIGEST_HEX]);

#endif
