/* Checksums of files, as sha256sum(1) prints them, and the one door to OpenSSL.
 */
#ifndef OMTALE_CHECKSUM_H
#define OMTALE_CHECKSUM_H

enum { CHECKSUM_HEX = 65 };

/* The SHA-256 of the file's bytes as they stand (packed when it is packed), in 64 small hexadecimal digits and a NUL. Dies when it cannot be read. */
void
checksum_file(const char *path, char hex[CHECKSUM_HEX]);

#endif
