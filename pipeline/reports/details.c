/* What is said in a post, packed: numbers of seven bits a byte, the low ones first, the last byte of each below 128. Words are numbered by arrival, so the
 * frequent ones take one byte or two.
 *
 *   which | reach | tokens | unknown | corrected | names, each | wishes, each | lemmas, each          (counts before lists)
 *
 * `which` says what there is of those that most posts have nothing of. Where the lemmas are those of a post not long before (a repost, a campaign), it says
 * so, and they are told by how far before.
 */
#include "reports/posts.h"

#include <stdlib.h>

#include "lib/die.h"
#include "lib/hash.h"

void
numbers_reserve(struct numbers *numbers, uint32_t more)
{
	while (numbers->capacity - numbers->count < more)
		numbers->at = posts_room(numbers->at, numbers->capacity, &numbers->capacity, sizeof *numbers->at);
}

void
numbers_add(struct numbers *numbers, uint32_t number)
{
	numbers_reserve(numbers, 1);
	numbers->at[numbers->count++] = number;
}

enum { LONGEST_NUMBER = 10 }; /* bytes of a packed one of 64 bits */

enum { REACH = 1, UNKNOWN = 2, CORRECTED = 4, NAMES = 8, WISHES = 16, SHARED = 32 };

enum { RECENT = 1 << 16, LEAST_SHARED = 8 /* bytes */ };

static char *
pack_long(char *at, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		*at++ = (char)(number | 0x80);
	*at++ = (char)number;
	return at;
}

/* Whether a number has one byte or two is as good as tossed for words, and a processor that guesses wrong loses more than both cost together: both are
 * written. */
static inline char *
pack(char *at, uint64_t number)
{
	unsigned more = number >= 0x80;

	if (number >= 1 << 14)
		return pack_long(at, number);
	at[0] = (char)(number | more << 7);
	at[1] = (char)(number >> 7);
	return at + 1 + more;
}

static char *
pack_list(char *at, const struct numbers *numbers)
{
	at = pack(at, numbers->count);
	for (uint32_t i = 0; i < numbers->count; i++)
		at = pack(at, numbers->at[i]);
	return at;
}

/* Where a list began of those with this hash. Most lists are new, and are told from the one that is known without a look at it, which is far off in memory. */
struct recent {
	uint32_t place, hash;
};

/* The list packed at `lemmas` … `end` becomes a number when it stands there already; returns where it ends then. */
static char *
share(struct posts *posts, char *which, char *lemmas, char *end)
{
	const char *bytes = posts->words_of.at;
	struct str list = {lemmas, (size_t)(end - lemmas)};
	size_t place = (size_t)(lemmas - bytes);
	struct recent *recent;
	uint64_t hash;

	if (list.length < LEAST_SHARED)
		return end;
	if (!posts->recent)
		posts->recent = memory_new(RECENT, sizeof *posts->recent);
	hash = lasting_hash(list);
	recent = &posts->recent[hash % RECENT];
	if (recent->hash == hash >> 32 && recent->place && memcmp(bytes + recent->place, list.at, list.length) == 0) {
		*which |= SHARED;
		return pack(lemmas, place - recent->place);
	}
	*recent = (struct recent){(uint32_t)place, (uint32_t)(hash >> 32)};
	return end;
}

uint32_t
details_pack(struct posts *posts, const struct details *details)
{
	struct buffer *bytes = &posts->words_of;
	size_t begin = bytes->length, numbers = (size_t)details->names.count + details->wishes.count + details->lemmas.count + 8;
	unsigned which = (details->reach == NO_REACH ? 0u : REACH) | (details->unknown ? UNKNOWN : 0u) | (details->corrected ? CORRECTED : 0u) |
	                 (details->names.count ? NAMES : 0u) | (details->wishes.count ? WISHES : 0u);
	char *at, *first, *lemmas;

	if (begin + numbers * LONGEST_NUMBER >= UINT32_MAX)
		die("the archive is too large for one run: more than %u bytes of packed words", UINT32_MAX);
	at = buffer_reserve(bytes, numbers * LONGEST_NUMBER);
	first = at;
	*at++ = (char)which;
	if (which & REACH)
		at = pack(at, (uint64_t)details->reach);
	at = pack(at, details->tokens);
	if (which & UNKNOWN)
		at = pack(at, details->unknown);
	if (which & CORRECTED)
		at = pack(at, details->corrected);
	if (which & NAMES)
		at = pack_list(at, &details->names);
	if (which & WISHES)
		at = pack_list(at, &details->wishes);
	lemmas = at;
	at = share(posts, first, lemmas, pack_list(lemmas, &details->lemmas));
	bytes->length = (size_t)(at - bytes->at);
	return (uint32_t)begin;
}

/* The rest of a number whose first two bytes give `number` and are not its last. */
static uint64_t
unpack_long(const unsigned char **at, uint64_t number)
{
	for (unsigned shift = 14;; shift += 7) {
		unsigned char byte = *(*at)++;
		number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return number;
	}
}

/* As pack, one byte and two alike. Behind the last of all numbers there is room left (details_pack). */
static inline uint64_t
unpack(const unsigned char **at)
{
	unsigned first = (*at)[0], second = (*at)[1], more = first >> 7;
	uint64_t number = (first & 0x7f) | ((second & 0x7f) << 7 & (0u - more));

	*at += 1 + more;
	return more & second >> 7 ? unpack_long(at, number) : number;
}

static void
unpack_list(const unsigned char **at, struct numbers *numbers)
{
	uint32_t count = (uint32_t)unpack(at);
	const unsigned char *from = *at;
	uint32_t *to;

	numbers->count = 0;
	numbers_reserve(numbers, count);
	to = numbers->at;
	for (uint32_t i = 0; i < count; i++)
		to[i] = (uint32_t)unpack(&from);
	numbers->count = count;
	*at = from;
}

/* `at` is behind all else of a post. */
static const unsigned char *
find_lemmas(const unsigned char *at, unsigned which)
{
	const unsigned char *list = at;

	return which & SHARED ? list - unpack(&at) : list;
}

/* A number ends with its byte below 128. */
static void
skip(const unsigned char **at, uint64_t numbers)
{
	while (numbers)
		numbers -= *(*at)++ < 0x80;
}

static const unsigned char *
packed(const struct posts *posts, const struct post *post)
{
	return (const unsigned char *)posts->words_of.at + post->words;
}

static unsigned
unpack_counts(const unsigned char **at, struct details *details)
{
	unsigned which = *(*at)++;

	details->reach = which & REACH ? (int64_t)unpack(at) : NO_REACH;
	details->tokens = unpack(at);
	details->unknown = which & UNKNOWN ? unpack(at) : 0;
	details->corrected = which & CORRECTED ? unpack(at) : 0;
	return which;
}

static unsigned
skip_counts(const unsigned char **at)
{
	unsigned which = *(*at)++;

	skip(at, 1u + (which & REACH) + !!(which & UNKNOWN) + !!(which & CORRECTED));
	return which;
}

void
details_of(const struct posts *posts, const struct post *post, struct details *details)
{
	const unsigned char *at = packed(posts, post);
	unsigned which = unpack_counts(&at, details);

	details->names.count = details->wishes.count = 0;
	if (which & NAMES)
		unpack_list(&at, &details->names);
	if (which & WISHES)
		unpack_list(&at, &details->wishes);
	at = find_lemmas(at, which);
	unpack_list(&at, &details->lemmas);
}

void
counts_of(const struct posts *posts, const struct post *post, struct details *details)
{
	const unsigned char *at = packed(posts, post);

	unpack_counts(&at, details);
}

void
handles_of(const struct posts *posts, const struct post *post, struct numbers *handles)
{
	const unsigned char *at = packed(posts, post);

	handles->count = 0;
	if (skip_counts(&at) & NAMES)
		unpack_list(&at, handles);
}

void
wishes_of(const struct posts *posts, const struct post *post, struct numbers *wishes)
{
	const unsigned char *at = packed(posts, post);
	unsigned which = skip_counts(&at);

	wishes->count = 0;
	if (which & NAMES)
		skip(&at, unpack(&at));
	if (which & WISHES)
		unpack_list(&at, wishes);
}

static const unsigned char *
lemmas_in(const struct posts *posts, const struct post *post)
{
	const unsigned char *at = packed(posts, post);
	unsigned which = skip_counts(&at);

	if (which & NAMES)
		skip(&at, unpack(&at));
	if (which & WISHES)
		skip(&at, unpack(&at));
	return find_lemmas(at, which);
}

void
lemmas_of(const struct posts *posts, const struct post *post, struct numbers *lemmas)
{
	const unsigned char *at = lemmas_in(posts, post);

	unpack_list(&at, lemmas);
}

uint32_t
lemmas_place(const struct posts *posts, const struct post *post)
{
	return (uint32_t)(lemmas_in(posts, post) - (const unsigned char *)posts->words_of.at);
}

void
lemmas_at(const struct posts *posts, uint32_t place, struct numbers *lemmas)
{
	const unsigned char *at = (const unsigned char *)posts->words_of.at + place;

	unpack_list(&at, lemmas);
}

struct str
lemmas_bytes(const struct posts *posts, uint32_t place, uint32_t *count)
{
	const unsigned char *begin = (const unsigned char *)posts->words_of.at + place, *at = begin;

	*count = (uint32_t)unpack(&at);
	skip(&at, *count);
	return (struct str){(const char *)begin, (size_t)(at - begin)};
}

int64_t
reach_of(const struct posts *posts, const struct post *post)
{
	const unsigned char *at = packed(posts, post);

	return *at++ & REACH ? (int64_t)unpack(&at) : NO_REACH;
}

void
details_release(struct details *details)
{
	free(details->names.at);
	free(details->wishes.at);
	free(details->lemmas.at);
	fields_release(&details->parts);
	fields_release(&details->words);
	*details = (struct details){0};
}
