/* The part of str.h that writes numbers. */
#include <endian.h>
#include <stdio.h>

#include "lib/die.h"
#include "lib/str.h"

static const char pairs[] =
	"00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869"
	"707172737475767778798081828384858687888990919293949596979899";

/* The eight digits of what is below 100,000,000, as many at a time as fit a word: two halves of four, four of two, eight of one. */
static void
put_eight_digits(char *at, uint32_t value)
{
	uint64_t halves = value / 10000 | (uint64_t)(value % 10000) << 32;
	uint64_t hundreds = (halves * 10486 >> 20) & UINT64_C(0x0000007f0000007f); /* by 100, as 10486/2^20 is near enough below 10000 */
	uint64_t quarters = hundreds | (halves - 100 * hundreds) << 16;
	uint64_t tens = (quarters * 103 >> 10) & UINT64_C(0x000f000f000f000f); /* by 10, below 100 */
	uint64_t digits = htole64(tens | (quarters - 10 * tens) << 8 | UINT64_C(0x3030303030303030));

	memcpy(at, &digits, sizeof digits);
}

char *
str_digits(char *end, uint64_t value)
{
	for (; value >= 100000000; value /= 100000000)
		put_eight_digits(end -= 8, (uint32_t)(value % 100000000));
	for (; value >= 100; value /= 100)
		memcpy(end -= 2, pairs + 2 * (value % 100), 2);
	if (value >= 10)
		memcpy(end -= 2, pairs + 2 * value, 2);
	else
		*--end = (char)('0' + value);
	return end;
}

void
buffer_int(struct buffer *b, int64_t value)
{
	enum { LONGEST = 20 };
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value, power = 10;
	char *at = buffer_reserve(b, 1 + LONGEST);
	size_t length = 1;

	if (left == (uint64_t)value && left < 10) { /* as most numbers are */
		*at = (char)('0' + left);
		b->length++;
		return;
	}
	if (value < 0) {
		*at++ = '-';
		b->length++;
	}
	for (; length < LONGEST && left >= power; power *= 10)
		length++;
	str_digits(at + length, left);
	b->length += length;
}

static const uint64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

/* |value| · 10^decimals as a whole number, halves to the even one; false when it is large. A double is a whole number shifted, m · 2^-k, so nothing is lost
 * before the rounding, which is therefore printf's. */
static bool
scale(double value, int decimals, uint64_t *scaled)
{
	__extension__ typedef unsigned __int128 wide;
	uint64_t bits, exponent;
	wide product, rest;
	unsigned shift;

	memcpy(&bits, &value, sizeof bits);
	exponent = bits >> 52 & 0x7ff;
	if (exponent > 1055 || decimals < 0 || decimals > 9) /* 2^33 and more, infinite, none */
		return false;
	shift = (unsigned)(1075 - exponent);
	if (shift > 100) { /* below half of the last decimal; zero too */
		*scaled = 0;
		return true;
	}
	product = (wide)(bits << 12 >> 12 | (uint64_t)1 << 52) * powers[decimals];
	*scaled = (uint64_t)(product >> shift);
	rest = product << (128 - shift);
	*scaled += rest > (wide)1 << 127 || (rest == (wide)1 << 127 && *scaled & 1);
	return true;
}

/* 0.1234: what most columns hold. */
static void
put_four_decimals(struct buffer *b, uint64_t ten_thousandths)
{
	unsigned rest = (unsigned)(ten_thousandths % 10000);
	char *mark;

	buffer_int(b, (int64_t)(ten_thousandths / 10000));
	mark = buffer_reserve(b, 5);
	mark[0] = '.';
	memcpy(mark + 1, pairs + 2 * (rest / 100), 2);
	memcpy(mark + 3, pairs + 2 * (rest % 100), 2);
	b->length += 5;
}

/* Three numbers a post, printed by printf, were 7 % of tagging. */
static bool
put_fixed(struct buffer *b, double value, int decimals)
{
	uint64_t scaled, rest;
	char *mark;

	if (!scale(value, decimals, &scaled))
		return false;
	if (value < 0 && scaled)
		buffer_char(b, '-');
	if (decimals == 4) {
		put_four_decimals(b, scaled);
		return true;
	}
	buffer_int(b, (int64_t)(scaled / powers[decimals]));
	if (decimals == 0)
		return true;
	mark = buffer_reserve(b, 1 + (size_t)decimals);
	*mark = '.';
	rest = scaled % powers[decimals];
	for (int i = decimals; i > 0; rest /= 10)
		mark[i--] = (char)('0' + rest % 10);
	b->length += 1 + (size_t)decimals;
	return true;
}

void
buffer_fixed(struct buffer *b, double value, int decimals)
{
	char text[400], *at = text;
	int length;

	if (put_fixed(b, value, decimals))
		return;
	length = snprintf(text, sizeof text, "%.*f", decimals, value);
	if (length < 0 || (size_t)length >= sizeof text)
		die("a number does not fit: %g with %d decimals", value, decimals);
	if (text[0] == '-' && strspn(text + 1, "0.") == (size_t)length - 1) {
		at++; /* "-0.0000" is 0.0000 */
		length--;
	}
	buffer_bytes(b, at, (size_t)length);
}
