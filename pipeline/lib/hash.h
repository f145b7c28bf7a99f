/* Two kinds of hash, which must not be taken for each other:
 *
 *   lasting_hash   the same in every run and on every machine     what goes into a file or a result: images, checksums, sketches, shingles
 *   place_hash     another in each run                            where a key stands in a table in memory, and nothing else
 *
 * Keys of tables come from the archive. One who knows how they are placed can write words, authors or ids that all meet in one place, and make a run
 * quadratic (Crosby and Wallach, "Denial of service via algorithmic complexity attacks", USENIX Security 2003); of lasting_hash such keys are worked out faster
 * than read. So where a table grows with the archive, its keys are placed by place_hash, whose seed the system draws before main. Nothing that is written may
 * depend on it: walk no table in the order of its places. A table that has one place for a key and forgets what stood there, or one made once from the
 * lexicons, costs no more than a constant for a key whoever chose it, and may use either.
 *
 * What place_hash promises, whoever chose the keys, if he does not know the seed and sees nothing of it (a batch program answers nobody): two different keys
 * agree in the lowest k bits, k <= 32, with a chance of at most 2^(1-k); texts that differ before their last sixteen bytes, with one of 2^-60 more for each
 * seven bytes there. Only those of up to sixteen bytes that differ by nothing but their length (the same eight at both ends, or NULs behind) may meet whatever
 * the seed, and these are at most eight. By that, n keys are put into a table with linear probing in O(n log n) expected steps, and none is expected to be
 * further off than O(sqrt(n)) (Pătraşcu and Thorup, "On the k-independence required by linear probing and minwise independence", ICALP 2010). It does not
 * promise to keep the seed from one who sees hashes: show none.
 *
 * A number x of 64 bits becomes h = (a x + c) div 2^64, for an `a` of 128 bits and a `c` of which the upper half counts (Dietzfelbinger, "Universal hashing and
 * k-wise independent random variables via integer arithmetic without primes", STACS 1996; without the lower half of c a carry may double a chance). Keys in a
 * row, as numbers and many names are, would stand in rows by that, so it is xored with a x mod 2^64, which it is independent of, and with its own upper half. A
 * text is two such numbers, each with an `a` of its own, xored; what stands before its last sixteen bytes are the coefficients of a polynomial, evaluated at a
 * secret place modulo the prime 2^61 - 1 (Wegman and Carter, 1981), which makes a third.
 *
 * A folded multiplication with a secret (wyhash, rapidhash) is some three instructions shorter and promises nothing; SipHash-1-3 promises more, and takes some
 * ten times as long for a word.
 */
#ifndef OMTALE_HASH_H
#define OMTALE_HASH_H

#include "lib/str.h"

/* ---- the same in every run ---- */

uint64_t
lasting_hash(struct str text);

/* One for files of many megabytes, faster there: a start of all stages reads 200 MB to see that nothing is damaged. */
uint64_t
lasting_hash_long(struct str bytes);

/* The same of a number: the finaliser of MurmurHash3 (Austin Appleby, public domain). */
static inline uint64_t
lasting_hash_number(uint64_t number)
{
	number ^= number >> 33;
	number *= 0xff51afd7ed558ccdu;
	number ^= number >> 33;
	number *= 0xc4ceb9fe1a85ec53u;
	return number ^ number >> 33;
}

/* ---- another in each run, for places in tables ---- */

enum { PLACE_SHORT = 16 /* bytes */ };

struct place_seed {
	struct place_factor {
		uint64_t low, high;
	} number, first, last, before; /* a: of a number; of a text's first eight bytes, of its last, of what stands before the last sixteen of a long one */
	uint64_t added;                /* c */
	uint64_t point;                /* where the polynomial is evaluated, below 2^60 */
};

/* Drawn from the system before main. Nobody's but this header's. */
extern struct place_seed place_seed;

static inline uint64_t
place_part(uint64_t number, const struct place_factor *factor, uint64_t added)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)number * factor->low;

	return ((uint64_t)(product >> 64) + number * factor->high + added) ^ (uint64_t)product;
}

static inline uint64_t
place_spread(uint64_t hash)
{
	return hash ^ hash >> 32;
}

static inline uint64_t
place_hash_number(uint64_t number)
{
	return place_spread(place_part(number, &place_seed.number, place_seed.added));
}

/* Of a text of up to eight bytes, and zeros behind them. */
static inline uint64_t
place_hash_few(uint64_t first)
{
	return place_spread(place_part(first, &place_seed.first, place_seed.added));
}

/* Of one of nine to PLACE_SHORT: its first eight and its last eight, which may be some of the same. */
static inline uint64_t
place_hash_short(uint64_t first, uint64_t last)
{
	return place_spread(place_part(first, &place_seed.first, place_seed.added) ^ place_part(last, &place_seed.last, 0));
}

/* Of a longer one. */
uint64_t
place_hash_long(struct str text);

static inline uint64_t
place_hash(struct str text)
{
	if (text.length > PLACE_SHORT)
		return place_hash_long(text);
	if (text.length > 8)
		return place_hash_short(str_eight(text.at), str_eight(text.at + text.length - 8));
	return place_hash_few(text.length == 8 ? str_eight(text.at) : str_few(text.at, text.length));
}

/* For tests, before anything is placed: the seed that is made of this number. Every shipped program keeps the one it has drawn. */
void
place_seed_set(uint64_t number);

#endif
