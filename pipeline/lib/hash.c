#include "lib/hash.h"

#include <sys/auxv.h>
#include <sys/random.h>

/* ---- the same in every run ---- */

static uint64_t
mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Eight bytes at a time through a 64×64→128 multiply (the "mum" step of wyhash, Wang Yi, public domain idea). */
uint64_t
lasting_hash(struct str text)
{
	uint64_t hash = 0x9e3779b97f4a7c15u ^ text.length;

	while (text.length >= 8) {
		hash = mix(hash ^ str_eight(text.at), 0xe7037ed1a0b428dbu);
		text.at += 8;
		text.length -= 8;
	}
	return mix(hash ^ str_few(text.at, text.length), 0xa0761d6478bd642fu);
}

static inline uint64_t
stir(uint64_t lane, const char *at)
{
	lane ^= str_eight(at);
	return (lane << 27 | lane >> 37) * 0x9e3779b97f4a7c15u;
}

/* Four hashes side by side, so that the processor need not wait for one multiplication before the next. Every step can be undone, so that no change is lost
 * on the way. */
uint64_t
lasting_hash_long(struct str bytes)
{
	uint64_t a = 1, b = 2, c = 3, d = 4;

	for (; bytes.length >= 32; bytes.at += 32, bytes.length -= 32) {
		a = stir(a, bytes.at);
		b = stir(b, bytes.at + 8);
		c = stir(c, bytes.at + 16);
		d = stir(d, bytes.at + 24);
	}
	uint64_t sums[] = {a, b, c, d, lasting_hash(bytes)};
	return lasting_hash((struct str){(const char *)sums, sizeof sums});
}

/* ---- another in each run ---- */

struct place_seed place_seed;

static void
bound_point(void)
{
	place_seed.point &= ((uint64_t)1 << 60) - 1;
}

void
place_seed_set(uint64_t number)
{
	uint64_t numbers[sizeof place_seed / sizeof number];

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		numbers[i] = lasting_hash_number(number += 0x9e3779b97f4a7c15u);
	memcpy(&place_seed, numbers, sizeof place_seed);
	bound_point();
}

/* Before main, so that nothing is placed without it, and before a fence is raised. Up to 256 bytes come whole. A kernel that has none yet, so early after its
 * start, still gave the process sixteen when it began. */
__attribute__((constructor)) static void
draw(void)
{
	const void *given = (const void *)getauxval(AT_RANDOM);
	uint64_t number = 0;

	_Static_assert(sizeof place_seed <= 256, "the system gives it in one piece");
	if (getrandom(&place_seed, sizeof place_seed, GRND_NONBLOCK) == (ssize_t)sizeof place_seed) {
		bound_point();
		return;
	}
	if (given)
		memcpy(&number, given, sizeof number);
	place_seed_set(number);
}

/* Seven bytes are a coefficient, which is less than the prime; what is carried on stays below 2^63 without being the least that it could be. */
static inline uint64_t
carry_on(uint64_t value, uint64_t coefficient)
{
	const uint64_t prime = ((uint64_t)1 << 61) - 1;
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)value * place_seed.point;

	return ((uint64_t)product & prime) + (uint64_t)(product >> 61) + coefficient;
}

uint64_t
place_hash_long(struct str text)
{
	const uint64_t seven = ((uint64_t)1 << 56) - 1;
	uint64_t before = text.length, hash;

	for (; text.length > PLACE_SHORT + 7; text.at += 7, text.length -= 7)
		before = carry_on(before, str_eight(text.at) & seven);
	before = carry_on(before, str_eight(text.at) & seven >> 8 * (PLACE_SHORT + 7 - text.length));
	hash = place_part(before, &place_seed.before, place_seed.added);
	hash ^= place_part(str_eight(text.at + text.length - 16), &place_seed.first, 0);
	hash ^= place_part(str_eight(text.at + text.length - 8), &place_seed.last, 0);
	return place_spread(hash);
}
