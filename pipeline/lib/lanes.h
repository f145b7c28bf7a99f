/* Sixteen bytes looked at together; gcc and clang make of it what the machine has (SSE2, NEON).
 *
 *   lanes here = lanes_at(p);                                  p[0 … 15] must be readable
 *   if (lanes_any((here == lanes_of(',')) | (here < lanes_of(' ')))) …
 */
#ifndef OMTALE_LANES_H
#define OMTALE_LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef unsigned char lanes __attribute__((vector_size(16)));
typedef signed char lanes_found __attribute__((vector_size(16))); /* what a comparison gives: 0 or -1 a lane */

enum { LANES = sizeof(lanes) };

static inline lanes
lanes_at(const char *bytes)
{
	lanes here;

	memcpy(&here, bytes, sizeof here);
	return here;
}

static inline lanes
lanes_of(int c)
{
	lanes all;

	memset(&all, c, sizeof all);
	return all;
}

/* Fewer than sixteen bytes, and zeros behind them. Two reads that overlap cost less than a byte at a time. */
static inline lanes
lanes_of_few(const char *bytes, size_t length)
{
	uint64_t halves[2] = {0};
	lanes all;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint32_t front, back;

	if (length >= 8) {
		memcpy(&halves[0], bytes, 8);
		memcpy(&halves[1], bytes + length - 8, 8);
		halves[1] = halves[1] >> 8 >> 8 * (15 - length);
	} else if (length >= 4) {
		memcpy(&front, bytes, 4);
		memcpy(&back, bytes + length - 4, 4);
		halves[0] = front | (uint64_t)back << 8 * (length - 4);
	} else if (length) {
		halves[0] = (uint64_t)(unsigned char)bytes[0] | (uint64_t)(unsigned char)bytes[length / 2] << 8 * (length / 2) |
		            (uint64_t)(unsigned char)bytes[length - 1] << 8 * (length - 1);
	}
#else
	memcpy(halves, bytes, length);
#endif
	memcpy(&all, halves, sizeof all);
	return all;
}

static inline bool
lanes_any(lanes_found found)
{
#ifdef __SSE2__
	return _mm_movemask_epi8((__m128i)found) != 0;
#else
	uint64_t halves[2];

	memcpy(halves, &found, sizeof halves);
	return (halves[0] | halves[1]) != 0;
#endif
}

/* Which lanes were found, the first as the lowest of sixteen bits. */
static inline uint32_t
lanes_bits(lanes_found found)
{
#ifdef __SSE2__
	return (uint32_t)_mm_movemask_epi8((__m128i)found);
#else
	const uint64_t one_of_each = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0x8040201008040201u : 0x0102040810204080u, sum = 0x0101010101010101u;
	uint64_t halves[2];

	memcpy(halves, &found, sizeof halves);
	return (uint32_t)((halves[0] & one_of_each) * sum >> 56 | (halves[1] & one_of_each) * sum >> 56 << 8);
#endif
}

#endif
