/* Posts that say the same: exact copies by a hash of their words, near ones by MinHash (Broder, 1997) in bands, proved by the true Jaccard index.
 *
 *   words of a post -> set of 4-word shingles -> 64 least hashes -> 16 bands of 4; posts that share a band are compared
 *
 * With J = 0.8 the chance to share no band is (1 - 0.8^4)^16 = 0.0002. A post shorter than one shingle has no near copies, only exact ones of at least
 * SHORTEST words: "tak" is said by many. Bands are worked on one at a time, so that memory stays at 12 bytes a post; within a band's bucket only
 * the first BUCKET posts are compared with, so that a hostile archive cannot make this quadratic.
 */
#include "reports/posts.h"

#include <stdlib.h>

enum { SHINGLE = 4, SHORTEST = 4, BANDS = 16, ROWS = 4, BUCKET = 48, LONGEST = 4096 };

struct keyed {
	uint64_t key;
	uint32_t post;
};

static uint64_t
scramble(uint64_t x)
{
	/* The finaliser of MurmurHash3 (Austin Appleby, public domain). */
	x ^= x >> 33;
	x *= 0xff51afd7ed558ccdu;
	x ^= x >> 33;
	x *= 0xc4ceb9fe1a85ec53u;
	return x ^ x >> 33;
}

/* Words as hashes of their texts, because numbers in a map depend on the order of arrival. */
static uint64_t
run_hash(const uint64_t *word_hash, const uint32_t *lemmas, uint32_t count)
{
	uint64_t hash = 0;

	for (uint32_t i = 0; i < count; i++)
		hash = scramble(hash * 0x9e3779b97f4a7c15u + word_hash[lemmas[i]] + 1);
	return hash;
}

static int
by_key(const void *one, const void *other)
{
	const struct keyed *a = one, *b = other;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->post > b->post) - (a->post < b->post);
}

static int
by_value(const void *one, const void *other)
{
	const uint64_t *a = one, *b = other;

	return (*a > *b) - (*a < *b);
}

/* The post's distinct shingles, sorted, in `shingles` (room for LONGEST): how many. */
static uint32_t
shingle(const struct posts *posts, const uint64_t *word_hash, uint32_t p, uint64_t *shingles)
{
	const struct post *post = &posts->all[p];
	uint32_t count = post->lemmas_count < SHINGLE ? 0 : post->lemmas_count - SHINGLE + 1, kept = 0;

	if (count > LONGEST)
		count = LONGEST;
	for (uint32_t i = 0; i < count; i++)
		shingles[i] = run_hash(word_hash, posts->lemmas + post->lemmas + i, SHINGLE);
	if (count)
		qsort(shingles, count, sizeof *shingles, by_value);
	for (uint32_t i = 0; i < count; i++)
		if (i == 0 || shingles[i] != shingles[i - 1])
			shingles[kept++] = shingles[i];
	return kept;
}

static double
jaccard(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count)
{
	uint32_t i = 0, j = 0, both = 0;

	while (i < a_count && j < b_count) {
		if (a[i] == b[j])
			both++, i++, j++;
		else if (a[i] < b[j])
			i++;
		else
			j++;
	}
	return a_count + b_count == both ? 1.0 : (double)both / (double)(a_count + b_count - both);
}

static uint64_t
band_key(const uint64_t *shingles, uint32_t count, uint32_t band)
{
	uint64_t key = band;

	for (uint32_t row = 0; row < ROWS; row++) {
		uint64_t seed = scramble(band * ROWS + row + 1), least = UINT64_MAX;
		for (uint32_t i = 0; i < count; i++) {
			uint64_t hash = (shingles[i] ^ seed) * 0x9e3779b97f4a7c15u;
			hash ^= hash >> 32;
			least = hash < least ? hash : least;
		}
		key = scramble(key ^ least);
	}
	return key;
}

static bool
takes_part(const struct post *post)
{
	return post->repost_of == MAP_NONE && post->lemmas_count >= SHORTEST && post->mentions_count && post->duplicate_of == NO_POST;
}

static bool
same_words(const struct posts *posts, uint32_t p, uint32_t q)
{
	const struct post *a = &posts->all[p], *b = &posts->all[q];

	return a->lemmas_count == b->lemmas_count &&
	       memcmp(posts->lemmas + a->lemmas, posts->lemmas + b->lemmas, a->lemmas_count * sizeof *posts->lemmas) == 0;
}

static void
find_exact(struct posts *posts, const uint64_t *word_hash, struct keyed *keyed)
{
	uint32_t n = 0, first = 0;

	for (uint32_t p = 0; p < posts->count; p++)
		if (takes_part(&posts->all[p]))
			keyed[n++] = (struct keyed){run_hash(word_hash, posts->lemmas + posts->all[p].lemmas, posts->all[p].lemmas_count), p};
	qsort(keyed, n, sizeof *keyed, by_key);
	for (uint32_t i = 1; i < n; i++) {
		if (keyed[i].key != keyed[first].key)
			first = i;
		else if (same_words(posts, keyed[i].post, keyed[first].post))
			posts->all[keyed[i].post].duplicate_of = keyed[first].post;
	}
}

/* The first post of the bucket before `i` that is near enough, if it stands before what was found so far. */
static void
compare_in_bucket(const struct posts *posts, const uint64_t *word_hash, const struct keyed *bucket, uint32_t i, double near, uint32_t *found, uint64_t *room)
{
	uint64_t *mine = room, *theirs = room + LONGEST;
	uint32_t count = 0;

	for (uint32_t j = 0; j < i && j < BUCKET && bucket[j].post < found[bucket[i].post]; j++) {
		uint32_t other;
		if (count == 0)
			count = shingle(posts, word_hash, bucket[i].post, mine);
		other = shingle(posts, word_hash, bucket[j].post, theirs);
		if (jaccard(mine, count, theirs, other) >= near) {
			found[bucket[i].post] = bucket[j].post;
			return;
		}
	}
}

static void
find_near(struct posts *posts, const uint64_t *word_hash, struct keyed *keyed, double near)
{
	uint32_t *found = memory_new(posts->count, sizeof *found);
	uint64_t *room = memory_new(2 * LONGEST, sizeof *room);

	memset(found, 0xff, posts->count * sizeof *found);
	for (uint32_t band = 0; band < BANDS; band++) {
		uint32_t n = 0;
		for (uint32_t p = 0; p < posts->count; p++)
			if (takes_part(&posts->all[p])) {
				uint32_t count = shingle(posts, word_hash, p, room);
				if (count)
					keyed[n++] = (struct keyed){band_key(room, count, band), p};
			}
		qsort(keyed, n, sizeof *keyed, by_key);
		for (uint32_t i = 1, first = 0; i < n; i++) {
			if (keyed[i].key != keyed[first].key)
				first = i;
			else
				compare_in_bucket(posts, word_hash, keyed + first, i - first, near, found, room);
		}
	}
	for (uint32_t p = 0; p < posts->count; p++)
		if (found[p] != NO_POST)
			posts->all[p].duplicate_of = found[p];
	free(room);
	free(found);
}

void
posts_find_copies(struct posts *posts, double near)
{
	uint64_t *word_hash = memory_new(posts->words.count, sizeof *word_hash);
	struct keyed *keyed = memory_new(posts->count, sizeof *keyed);

	for (uint32_t w = 0; w < posts->words.count; w++)
		word_hash[w] = map_hash(map_text(&posts->words, w));
	find_exact(posts, word_hash, keyed);
	find_near(posts, word_hash, keyed, near);
	/* A copy of a copy is a copy of the first; parents stand before children, so one pass settles it. */
	for (uint32_t p = 0; p < posts->count; p++) {
		uint32_t of = posts->all[p].duplicate_of;
		if (of != NO_POST && posts->all[of].duplicate_of != NO_POST)
			posts->all[p].duplicate_of = posts->all[of].duplicate_of;
	}
	free(keyed);
	free(word_hash);
}
