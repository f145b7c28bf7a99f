#include "lib/digest.h"

#include <sodium.h>

void
digest_keyed(const unsigned char key[DIGEST_KEY], struct str text, unsigned char hash[DIGEST_KEYED])
{
	crypto_generichash(hash, DIGEST_KEYED, (const unsigned char *)text.at, text.length, key, DIGEST_KEY);
}

void
digest_forget(void *secret, size_t size)
{
	sodium_memzero(secret, size);
}
