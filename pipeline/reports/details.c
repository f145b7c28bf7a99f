/* What is said in a post, packed: numbers of seven bits a byte, the low ones first, the last byte of each below 128. Words are numbered by arrival, so the
 * frequent ones take one byte or two.
 *
 *   reach + 1 | tokens | unknown | corrected | names, each | wishes, each | lemmas, each          (counts before lists)
 */
#include "reports/posts.h"

#include <stdlib.h>

#include "lib/die.h"

void
numbers_add(struct numbers *numbers, uint32_t number)
{
	numbers->at = posts_room(numbers->at, numbers->count, &numbers->capacity, sizeof *numbers->at);
	numbers->at[numbers->count++] = number;
}

static void
pack(struct buffer *bytes, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		buffer_char(bytes, (char)(number | 0x80));
	buffer_char(bytes, (char)number);
}

static void
pack_list(struct buffer *bytes, const struct numbers *numbers)
{
	pack(bytes, numbers->count);
	for (uint32_t i = 0; i < numbers->count; i++)
		pack(bytes, numbers->at[i]);
}

uint32_t
details_pack(struct posts *posts, const struct details *details)
{
	size_t begin = posts->words_of.length;

	if (begin >= UINT32_MAX)
		die("the archive is too large for one run: more than %u bytes of packed words", UINT32_MAX);
	pack(&posts->words_of, (uint64_t)(details->reach + 1));
	pack(&posts->words_of, details->tokens);
	pack(&posts->words_of, details->unknown);
	pack(&posts->words_of, details->corrected);
	pack_list(&posts->words_of, &details->names);
	pack_list(&posts->words_of, &details->wishes);
	pack_list(&posts->words_of, &details->lemmas);
	return (uint32_t)begin;
}

static uint64_t
unpack(const unsigned char **at)
{
	uint64_t number = 0;
	unsigned shift = 0;

	for (; **at >= 0x80; shift += 7)
		number |= (uint64_t)(*(*at)++ & 0x7f) << shift;
	return number | (uint64_t) * (*at)++ << shift;
}

static void
unpack_list(const unsigned char **at, struct numbers *numbers)
{
	uint64_t count = unpack(at);

	for (numbers->count = 0; count; count--)
		numbers_add(numbers, (uint32_t)unpack(at));
}

void
details_of(const struct posts *posts, const struct post *post, struct details *details)
{
	const unsigned char *at = (const unsigned char *)posts->words_of.at + post->words;

	details->reach = (int64_t)unpack(&at) - 1;
	details->tokens = unpack(&at);
	details->unknown = unpack(&at);
	details->corrected = unpack(&at);
	unpack_list(&at, &details->names);
	unpack_list(&at, &details->wishes);
	unpack_list(&at, &details->lemmas);
}

int64_t
reach_of(const struct posts *posts, const struct post *post)
{
	const unsigned char *at = (const unsigned char *)posts->words_of.at + post->words;

	return (int64_t)unpack(&at) - 1;
}

void
details_release(struct details *details)
{
	free(details->names.at);
	free(details->wishes.at);
	free(details->lemmas.at);
	*details = (struct details){0};
}
