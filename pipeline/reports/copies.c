/* Posts that say the same: exact copies by a hash of their words, near ones by MinHash (Broder, 1997) in bands, proved by the true Jaccard index.
 *
 *   posts about brands  --hash of their packed words-->  exact copies; the rest:
 *   words of a post -> set of 4-word shingles -> 64 least hashes -> 16 bands of 4; posts that share a band are compared
 *
 * With J = 0.8 the chance to share no band is (1 - 0.8^4)^16 = 0.0002. A post shorter than one shingle has no near copies, and exact ones only from
 * SHORTEST words on: "tak" is said by many. Within a band's bucket only the first BUCKET posts are compared with, so that a hostile archive cannot make this
 * quadratic. In an archive of set phrases most of these comparisons end in no: a mark of eight bytes a post, a bit a shingle, tells nearly all of them
 * without unpacking a word. 84 bytes for each post that takes part and is no exact copy, given back at the end.
 */
#include "reports/posts.h"

#include <stdlib.h>

#include "lib/hash.h"
#include "lib/sort.h"

enum { SHINGLE = 4, SHORTEST = 4, BANDS = 16, ROWS = 4, BUCKET = 48, LONGEST = 4096, STEP = 8, TAKEN = 4096 };

/* What tells most candidates that are not near. */
struct trait {
	uint64_t mark;  /* a bit for each shingle, by its upper six bits */
	uint32_t found; /* the candidate it copies, or NO_POST */
	uint16_t size;  /* how many shingles, each once */
};

/* Which bits are set once, and which twice. */
struct seen {
	uint64_t once, twice;
};

/* The posts that are searched, by candidate: in the order of posts. */
struct search {
	const struct posts *posts;
	uint64_t *word_hash; /* by number in posts->words: of the text, because numbers depend on the order of arrival */
	uint32_t count;
	uint32_t *post, *lemmas; /* and where its lemmas are */
	uint32_t *key[BANDS];    /* of each band; the first serves for the hash of all words while exact copies are sought */
	struct trait *trait;
	uint64_t *keyed; /* those that share a key: it in the upper half, the candidate in the lower */
	struct seen *seen;
	double near;
	uint64_t seeds[ROWS * BANDS]; /* the first of each band, the second of each … */
	uint64_t hashes[LONGEST + SHINGLE + STEP];
	uint32_t taken[TAKEN]; /* by a shingle's lower bits: the last candidate signed that had such a one, plus one */
	uint64_t mine[LONGEST], theirs[LONGEST];
	struct numbers words;
};

/* The dearest loop here, 64 × 15 hashes for a post, takes a fifth of the time where a processor multiplies eight numbers at once, and the bits of a
 * mark are counted at once where it can: the compiler makes both for such ones too, and the right one is taken at the start. Whole numbers come out the same.
 */
#if defined __x86_64__ && defined __GLIBC__ && !defined __clang__ && __GNUC__ >= 12 && !defined __SANITIZE_ADDRESS__
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

static inline uint64_t
hash_on(uint64_t hash, uint64_t word_hash)
{
	return lasting_hash_number(hash * 0x9e3779b97f4a7c15u + word_hash + 1);
}

/* The hash of each run of SHINGLE words; of whole steps, so up to STEP - 1 more than `count`. */
FOR_EACH_PROCESSOR static void
hash_shingles(const uint64_t *restrict hashes, uint32_t count, uint64_t *restrict shingles)
{
	for (uint32_t i = 0; i < (count + STEP - 1) / STEP * STEP; i++) {
		uint64_t hash = 0;
		for (uint32_t word = 0; word < SHINGLE; word++)
			hash = hash_on(hash, hashes[i + word]);
		shingles[i] = hash;
	}
}

/* The shingles of a candidate into `shingles` (room for LONGEST), as they come: how many. */
static uint32_t
shingle_all(struct search *search, uint32_t candidate, uint64_t *shingles)
{
	uint32_t count;

	lemmas_at(search->posts, search->lemmas[candidate], &search->words);
	count = search->words.count < SHINGLE ? 0 : search->words.count - SHINGLE + 1;
	if (count == 0)
		return 0;
	if (count > LONGEST)
		count = LONGEST;
	for (uint32_t i = 0; i < count + SHINGLE - 1; i++)
		search->hashes[i] = search->word_hash[search->words.at[i]];
	hash_shingles(search->hashes, count, shingles);
	return count;
}

/* The same, sorted, each once. */
static uint32_t
shingle(struct search *search, uint32_t candidate, uint64_t *shingles)
{
	return (uint32_t)sort_distinct(shingles, shingle_all(search, candidate, shingles));
}

/* Whether a shingle may stand among the candidate's twice: most say nothing twice, and need not be sorted to be counted. */
static bool
may_repeat(struct search *search, uint32_t candidate, const uint64_t *shingles, uint32_t count)
{
	bool met = false;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t *taken = &search->taken[shingles[i] % TAKEN];
		met |= *taken == candidate + 1;
		*taken = candidate + 1;
	}
	return met;
}

static inline double
index_of(uint32_t a_count, uint32_t b_count, uint32_t both)
{
	return a_count + b_count == both ? 1.0 : (double)both / (double)(a_count + b_count - both);
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
	return index_of(a_count, b_count, both);
}

/* Whether two candidates can be near at all: a bit that only one has stands for a shingle at least that only that one has. */
static inline bool
can_be_near(const struct trait *a, const struct trait *b, double near)
{
	uint32_t of_a = a->size - (uint32_t)__builtin_popcountll(a->mark & ~b->mark), of_b = b->size - (uint32_t)__builtin_popcountll(b->mark & ~a->mark);

	return index_of(a->size, b->size, of_a < of_b ? of_a : of_b) >= near;
}

/* ---- keys ---- */

/* Cells of sixty-four bits, of which each of so many candidates has eight. */
static uint32_t
cells_for(uint32_t count)
{
	uint32_t cells = 4;

	while (cells < 1u << 26 && cells < count / 8)
		cells *= 2;
	return cells;
}

/* Into search->keyed, sorted; returns how many. Candidates whose key nobody shares are left out first: most are such. */
static uint32_t
sort_shared(const struct search *search, const uint32_t *keys)
{
	uint32_t mask = cells_for(search->count) - 1, n = 0;

	memset(search->seen, 0, (mask + 1) * sizeof *search->seen);
	for (uint32_t i = 0; i < search->count; i++) {
		uint64_t bit = (uint64_t)1 << (keys[i] & 63);
		struct seen *seen = &search->seen[keys[i] >> 6 & mask];
		seen->twice |= seen->once & bit;
		seen->once |= bit;
	}
	for (uint32_t i = 0; i < search->count; i++) {
		search->keyed[n] = (uint64_t)keys[i] << 32 | i;
		n += search->seen[keys[i] >> 6 & mask].twice >> (keys[i] & 63) & 1;
	}
	sort_numbers(search->keyed, n);
	return n;
}

/* The keys of the bands: of their rows' least hashes of all shingles, each row under its own seed. */
FOR_EACH_PROCESSOR static void
band_keys(const uint64_t *restrict seeds, const uint64_t *restrict shingles, uint32_t count, uint64_t *restrict keys)
{
	uint64_t least[ROWS * BANDS];

	for (uint32_t row = 0; row < ROWS * BANDS; row++)
		least[row] = UINT64_MAX;
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t row = 0; row < ROWS * BANDS; row++) {
			uint64_t hash = (shingles[i] ^ seeds[row]) * 0x9e3779b97f4a7c15u;
			hash ^= hash >> 32;
			least[row] = hash < least[row] ? hash : least[row];
		}
	for (uint32_t band = 0; band < BANDS; band++)
		keys[band] = band;
	for (uint32_t row = 0; row < ROWS; row++)
		for (uint32_t band = 0; band < BANDS; band++)
			keys[band] = lasting_hash_number(keys[band] ^ least[row * BANDS + band]);
}

/* Keys, mark and size of each candidate. */
static void
sign(struct search *search)
{
	uint64_t keys[BANDS];

	for (uint32_t i = 0; i < search->count; i++) {
		uint32_t count = shingle_all(search, i, search->mine);

		if (may_repeat(search, i, search->mine, count))
			count = (uint32_t)sort_distinct(search->mine, count);
		search->trait[i] = (struct trait){.found = NO_POST, .size = (uint16_t)count};
		for (uint32_t s = 0; s < count; s++)
			search->trait[i].mark |= (uint64_t)1 << (search->mine[s] >> 58);
		band_keys(search->seeds, search->mine, count, keys);
		for (uint32_t band = 0; band < BANDS; band++)
			search->key[band][i] = (uint32_t)keys[band];
	}
}

/* ---- exact copies ---- */

/* Posts that take part: about a brand, no reposts, of words enough. */
static void
gather(struct search *search)
{
	const struct posts *posts = search->posts;

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		uint32_t lemmas, count;
		struct str bytes;

		if (post->is_repost || post->mentions_count == 0)
			continue;
		lemmas = lemmas_place(posts, post);
		bytes = lemmas_bytes(posts, lemmas, &count);
		if (count < SHORTEST)
			continue;
		search->post[search->count] = p;
		search->lemmas[search->count] = lemmas;
		search->key[0][search->count++] = (uint32_t)lasting_hash(bytes);
	}
}

static bool
same_words(const struct search *search, uint32_t a, uint32_t b)
{
	uint32_t count;

	return search->lemmas[a] == search->lemmas[b] ||
	       str_equal(lemmas_bytes(search->posts, search->lemmas[a], &count), lemmas_bytes(search->posts, search->lemmas[b], &count));
}

/* Keeps as candidates those that copy nothing exactly. */
static void
find_exact(struct search *search, struct posts *posts)
{
	uint32_t n = sort_shared(search, search->key[0]), kept = 0;

	for (uint32_t i = 1, first = 0; i < n; i++) {
		uint32_t self = (uint32_t)search->keyed[i], other = (uint32_t)search->keyed[first];
		if (search->keyed[i] >> 32 != search->keyed[first] >> 32)
			first = i;
		else if (same_words(search, self, other))
			posts->all[search->post[self]].duplicate_of = search->post[other];
	}
	for (uint32_t i = 0; i < search->count; i++)
		if (posts->all[search->post[i]].duplicate_of == NO_POST) {
			search->lemmas[kept] = search->lemmas[i];
			search->post[kept++] = search->post[i];
		}
	search->count = kept;
}

/* ---- near ones ---- */

/* The first candidate of the bucket before `i` that is near enough, if it stands before what was found so far. */
FOR_EACH_PROCESSOR static void
compare_in_bucket(struct search *search, const uint64_t *bucket, uint32_t i)
{
	uint32_t self = (uint32_t)bucket[i], count = 0;
	struct trait *mine = &search->trait[self];

	for (uint32_t j = 0; j < i && j < BUCKET && (uint32_t)bucket[j] < mine->found; j++) {
		uint32_t other = (uint32_t)bucket[j];
		if (!can_be_near(mine, &search->trait[other], search->near))
			continue;
		if (count == 0)
			count = shingle(search, self, search->mine);
		if (jaccard(search->mine, count, search->theirs, shingle(search, other, search->theirs)) >= search->near) {
			mine->found = other;
			return;
		}
	}
}

static void
find_near(struct search *search, struct posts *posts)
{
	for (int band = 0; band < BANDS; band++) {
		uint32_t n = sort_shared(search, search->key[band]);
		for (uint32_t i = 1, first = 0; i < n; i++) {
			if (n - i > AHEAD)
				__builtin_prefetch(&search->trait[(uint32_t)search->keyed[i + AHEAD]]);
			if (search->keyed[i] >> 32 != search->keyed[first] >> 32)
				first = i;
			else
				compare_in_bucket(search, search->keyed + first, i - first);
		}
	}
	for (uint32_t i = 0; i < search->count; i++)
		if (search->trait[i].found != NO_POST)
			posts->all[search->post[i]].duplicate_of = search->post[search->trait[i].found];
}

/* What the near ones need of each that is left. */
static void
make_room(struct search *search)
{
	free(search->key[0]);
	for (int band = 0; band < BANDS; band++)
		search->key[band] = memory_new(search->count, sizeof *search->key[band]);
	search->trait = memory_new(search->count, sizeof *search->trait);
	for (uint32_t band = 0; band < BANDS; band++)
		for (uint32_t row = 0; row < ROWS; row++)
			search->seeds[row * BANDS + band] = lasting_hash_number(band * ROWS + row + 1);
}

static void
search_release(struct search *search)
{
	for (int band = 0; band < BANDS; band++)
		free(search->key[band]);
	free(search->trait);
	free(search->keyed);
	free(search->seen);
	free(search->post);
	free(search->lemmas);
	free(search->word_hash);
	free(search->words.at);
	free(search);
}

void
posts_find_copies(struct posts *posts, double near)
{
	struct search *search = memory_new(1, sizeof *search);

	search->posts = posts;
	search->near = near;
	search->word_hash = memory_new(posts->words.count, sizeof *search->word_hash);
	search->post = memory_new(posts->count, sizeof *search->post);
	search->lemmas = memory_new(posts->count, sizeof *search->lemmas);
	search->key[0] = memory_new(posts->count, sizeof *search->key[0]);
	search->keyed = memory_new((size_t)posts->count + 1, sizeof *search->keyed);
	search->seen = memory_new(cells_for(posts->count), sizeof *search->seen);
	for (uint32_t w = 0; w < posts->words.count; w++)
		search->word_hash[w] = lasting_hash(map_text(&posts->words, w));
	for (uint32_t p = 0; p < posts->count; p++)
		posts->all[p].duplicate_of = NO_POST;
	gather(search);
	find_exact(search, posts);
	make_room(search);
	sign(search);
	find_near(search, posts);
	/* A copy of a copy is a copy of the first; that one stands before it, so one pass settles it. */
	for (uint32_t p = 0; p < posts->count; p++) {
		uint32_t of = posts->all[p].duplicate_of;
		if (of != NO_POST && posts->all[of].duplicate_of != NO_POST)
			posts->all[p].duplicate_of = posts->all[of].duplicate_of;
	}
	search_release(search);
}
