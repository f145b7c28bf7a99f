/* Posts that say the same: exact copies by a hash of their words, near ones by MinHash (Broder, 1997) in bands, proved by the true Jaccard index.
 *
 *   words of a post -> set of 4-word shingles -> 64 least hashes -> 16 bands of 4; posts that share a band are compared
 *
 * With J = 0.8 the chance to share no band is (1 - 0.8^4)^16 = 0.0002. A post shorter than one shingle has no near copies, and exact ones only from
 * SHORTEST words on: "tak" is said by many. Within a band's bucket only the first BUCKET posts are compared with, so that a hostile archive cannot make this
 * quadratic. 80 bytes for each post that takes part, given back at the end.
 */
#include "reports/posts.h"

#include <stdlib.h>

enum { SHINGLE = 4, SHORTEST = 4, BANDS = 16, ROWS = 4, BUCKET = 48, LONGEST = 4096 };

/* A post that takes part: one that is about a brand, has words enough and is no repost. */
struct candidate {
	uint64_t words_hash;
	uint32_t post;
	uint32_t bands[BANDS];
};

struct search {
	const struct posts *posts;
	uint64_t *word_hash; /* by number in posts->words: of the text, because numbers depend on the order of arrival */
	struct candidate *candidates;
	uint32_t count;
	double near;
	uint32_t *found; /* by candidate: the candidate it copies, or NO_POST */
	uint64_t mine[LONGEST], theirs[LONGEST];
	struct details details, others;
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

static uint64_t
run_hash(const uint64_t *word_hash, const uint32_t *lemmas, uint32_t count)
{
	uint64_t hash = 0;

	for (uint32_t i = 0; i < count; i++)
		hash = scramble(hash * 0x9e3779b97f4a7c15u + word_hash[lemmas[i]] + 1);
	return hash;
}

static int
by_value(const void *one, const void *other)
{
	const uint64_t *a = one, *b = other;

	return (*a > *b) - (*a < *b);
}

/* The shingles of `lemmas` into `shingles` (room for LONGEST): how many. */
static uint32_t
shingle(const struct search *search, const struct numbers *lemmas, uint64_t *shingles)
{
	uint32_t count = lemmas->count < SHINGLE ? 0 : lemmas->count - SHINGLE + 1;

	if (count > LONGEST)
		count = LONGEST;
	for (uint32_t i = 0; i < count; i++)
		shingles[i] = run_hash(search->word_hash, lemmas->at + i, SHINGLE);
	return count;
}

/* Sorted, each once: how many are left. */
static uint32_t
make_set(uint64_t *shingles, uint32_t count)
{
	uint32_t kept = 0;

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

static uint32_t
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
	return (uint32_t)key;
}

static void
gather(struct search *search)
{
	const struct posts *posts = search->posts;

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		struct candidate *candidate = &search->candidates[search->count];
		uint32_t count;

		if (post->repost_of != MAP_NONE || post->mentions_count == 0)
			continue;
		details_of(posts, post, &search->details);
		if (search->details.lemmas.count < SHORTEST)
			continue;
		candidate->post = p;
		candidate->words_hash = run_hash(search->word_hash, search->details.lemmas.at, search->details.lemmas.count);
		count = shingle(search, &search->details.lemmas, search->mine);
		for (uint32_t band = 0; band < BANDS; band++)
			candidate->bands[band] = band_key(search->mine, count, band);
		search->found[search->count++] = NO_POST;
	}
}

static bool
same_words(struct search *search, uint32_t a, uint32_t b)
{
	details_of(search->posts, &search->posts->all[search->candidates[a].post], &search->details);
	details_of(search->posts, &search->posts->all[search->candidates[b].post], &search->others);
	return search->details.lemmas.count == search->others.lemmas.count &&
	       memcmp(search->details.lemmas.at, search->others.lemmas.at, search->details.lemmas.count * sizeof(uint32_t)) == 0;
}

/* A key in the upper half, a candidate in the lower. Candidates whose key nobody shares are left out first: most are such, and sorting is dear. */
static uint32_t
sort_shared(const struct search *search, int band, uint64_t *keyed)
{
	uint32_t bits = 8, n = 0;
	uint64_t *once, *twice, mask;

	while (bits < 31 && (uint64_t)1 << bits < (uint64_t)search->count * 16)
		bits++;
	mask = ((uint64_t)1 << bits) - 1;
	once = memory_new((size_t)1 << (bits - 6), sizeof *once);
	twice = memory_new((size_t)1 << (bits - 6), sizeof *twice);
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < search->count; i++) {
			uint32_t key = band < 0 ? (uint32_t)search->candidates[i].words_hash : search->candidates[i].bands[band];
			uint64_t bit = (uint64_t)1 << (key & 63), *cell = &once[(key & mask) >> 6], *again = &twice[(key & mask) >> 6];
			if (search->found[i] != NO_POST)
				continue;
			if (pass == 0) {
				*again |= *cell & bit;
				*cell |= bit;
			} else if (*again & bit) {
				keyed[n++] = (uint64_t)key << 32 | i;
			}
		}
	free(once);
	free(twice);
	if (n)
		qsort(keyed, n, sizeof *keyed, by_value);
	return n;
}

static void
find_exact(struct search *search, uint64_t *keyed)
{
	uint32_t n = sort_shared(search, -1, keyed);

	for (uint32_t i = 1, first = 0; i < n; i++) {
		if (keyed[i] >> 32 != keyed[first] >> 32)
			first = i;
		else if (same_words(search, (uint32_t)keyed[i], (uint32_t)keyed[first]))
			search->found[(uint32_t)keyed[i]] = (uint32_t)keyed[first];
	}
}

/* The first candidate of the bucket before `i` that is near enough, if it stands before what was found so far. */
static void
compare_in_bucket(struct search *search, const uint64_t *bucket, uint32_t i, uint32_t *found)
{
	uint32_t self = (uint32_t)bucket[i], count = 0;

	for (uint32_t j = 0; j < i && j < BUCKET && (uint32_t)bucket[j] < found[self]; j++) {
		uint32_t other = (uint32_t)bucket[j], others;
		if (count == 0) {
			details_of(search->posts, &search->posts->all[search->candidates[self].post], &search->details);
			count = make_set(search->mine, shingle(search, &search->details.lemmas, search->mine));
		}
		details_of(search->posts, &search->posts->all[search->candidates[other].post], &search->others);
		others = make_set(search->theirs, shingle(search, &search->others.lemmas, search->theirs));
		if (jaccard(search->mine, count, search->theirs, others) >= search->near) {
			found[self] = other;
			return;
		}
	}
}

static void
find_near(struct search *search, uint64_t *keyed)
{
	uint32_t *found = memory_new(search->count, sizeof *found);

	memset(found, 0xff, search->count * sizeof *found);
	for (int band = 0; band < BANDS; band++) {
		uint32_t n = sort_shared(search, band, keyed);
		for (uint32_t i = 1, first = 0; i < n; i++) {
			if (keyed[i] >> 32 != keyed[first] >> 32)
				first = i;
			else
				compare_in_bucket(search, keyed + first, i - first, found);
		}
	}
	for (uint32_t i = 0; i < search->count; i++)
		if (found[i] != NO_POST)
			search->found[i] = found[i];
	free(found);
}

void
posts_find_copies(struct posts *posts, double near)
{
	struct search *search = memory_new(1, sizeof *search);
	uint64_t *keyed = memory_new(posts->count, sizeof *keyed);

	search->posts = posts;
	search->near = near;
	search->word_hash = memory_new(posts->words.count, sizeof *search->word_hash);
	search->candidates = memory_new(posts->count, sizeof *search->candidates);
	search->found = memory_new(posts->count, sizeof *search->found);
	for (uint32_t w = 0; w < posts->words.count; w++)
		search->word_hash[w] = map_hash(map_text(&posts->words, w));
	gather(search);
	find_exact(search, keyed);
	find_near(search, keyed);
	for (uint32_t p = 0; p < posts->count; p++)
		posts->all[p].duplicate_of = NO_POST;
	/* A copy of a copy is a copy of the first; that one stands before it, so one pass settles it. */
	for (uint32_t i = 0; i < search->count; i++) {
		uint32_t of = search->found[i];
		if (of == NO_POST)
			continue;
		if (search->found[of] != NO_POST)
			search->found[i] = of = search->found[of];
		posts->all[search->candidates[i].post].duplicate_of = search->candidates[of].post;
	}
	details_release(&search->details);
	details_release(&search->others);
	free(search->found);
	free(search->candidates);
	free(search->word_hash);
	free(keyed);
	free(search);
}
