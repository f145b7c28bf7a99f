#include "lib/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/die.h"

void
digest_file(const char *path, char hex[DIGEST_HEX])
{
	enum { BLOCK = 1 << 18 };
	unsigned char *block = memory_new(BLOCK, 1), hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (file < 0)
		die("cannot read %s:", path);
	crypto_hash_sha256_init(&state);
	while ((n = read(file, block, BLOCK)) > 0 || (n < 0 && errno == EINTR))
		crypto_hash_sha256_update(&state, block, n > 0 ? (unsigned long long)n : 0);
	if (n < 0)
		die("cannot read %s:", path);
	crypto_hash_sha256_final(&state, hash);
	sodium_bin2hex(hex, DIGEST_HEX, hash, sizeof hash);
	close(file);
	free(block);
}

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
