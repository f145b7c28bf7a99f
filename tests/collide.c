/* N words of sixteen printable bytes that all have the same lasting_hash, one a line; with `plain` N that are made alike and do not.
 *
 *   collide N [plain]
 *
 * The hash takes eight bytes, and what it has made of the first eight is xored with the others: for any beginning there are eight bytes behind it that lead to
 * whatever hash one likes. Those that can be printed are one in some three thousand. */
#include <stdio.h>
#include <stdlib.h>

#include "lib/hash.h"

static uint64_t
mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* As lasting_hash does. */
static uint64_t
after_first(uint64_t first)
{
	return mix(0x9e3779b97f4a7c15u ^ 16 ^ first, 0xe7037ed1a0b428dbu);
}

static int
is_printable(uint64_t bytes)
{
	for (; bytes; bytes >>= 8) {
		unsigned c = bytes & 0xff;
		if (c <= ' ' || c > '~' || c == '"')
			return 0;
	}
	return 1;
}

int
main(int argc, char **argv)
{
	long count = argc > 1 ? atol(argv[1]) : 0;
	int plain = argc > 2;
	uint64_t tries = 0, hash = 0;

	for (long made = 0; made < count; tries++) {
		char word[17];
		uint64_t last, rest = tries;

		for (int i = 0; i < 8; i++, rest /= 26)
			word[i] = (char)('a' + rest % 26);
		last = after_first(str_eight(word)) ^ 0x6d9f0c3a51b7e284u ^ (plain ? lasting_hash_number(~tries) : 0);
		if (last >> 56 == 0 || !is_printable(last))
			continue;
		for (int i = 0; i < 8; i++)
			word[8 + i] = (char)(last >> 8 * i);
		word[16] = 0;
		if (!plain && made && lasting_hash((struct str){word, 16}) != hash)
			return 1; /* the hash is another one: so must this be */
		hash = lasting_hash((struct str){word, 16});
		made++;
		puts(word);
	}
	return 0;
}
