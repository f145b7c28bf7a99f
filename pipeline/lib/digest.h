/* Keyed hashes, and the one door to libsodium.
 */
#ifndef OMTALE_DIGEST_H
#define OMTALE_DIGEST_H

#include "lib/str.h"

enum { DIGEST_KEY = 32, DIGEST_KEYED = 32 };

/* BLAKE2b of `text` with the key (RFC 7693): without the key nobody can tell the text, nor whether a guess is right. */
void
digest_keyed(const unsigned char key[DIGEST_KEY], struct str text, unsigned char hash[DIGEST_KEYED]);

/* Overwrites a secret, which a compiler may not leave out. */
void
digest_forget(void *secret, size_t size);

#endif
