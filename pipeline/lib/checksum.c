#include "lib/checksum.h"

#define OPENSSL_SUPPRESS_DEPRECATED

#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/str.h"

/* libsodium, which is here for keyed hashes, has SHA-256 in portable C only: 1.8 times as long as OpenSSL's on a processor with AVX2, and more on one with
 * instructions for it. The plain functions and not EVP's, which ask for memory five thousand times and do not survive it when there is none (found by
 * tests/faults.t). */
void
checksum_file(const char *path, char hex[CHECKSUM_HEX])
{
	enum { BLOCK = 1 << 18 };
	unsigned char *block = memory_new(BLOCK, 1), hash[SHA256_DIGEST_LENGTH];
	SHA256_CTX state;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (file < 0)
		die("cannot read %s:", path);
	SHA256_Init(&state);
	while ((n = read(file, block, BLOCK)) > 0 || (n < 0 && errno == EINTR))
		if (n > 0)
			SHA256_Update(&state, block, (size_t)n);
	if (n < 0)
		die("cannot read %s:", path);
	SHA256_Final(hash, &state);
	for (int i = 0; i < CHECKSUM_HEX - 1; i++)
		hex[i] = "0123456789abcdef"[hash[i / 2] >> (i % 2 ? 0 : 4) & 0xf];
	hex[CHECKSUM_HEX - 1] = '\0';
	close(file);
	free(block);
}
