#include "language/spelling.h"

#include "language/distance.h"
#include "language/keys.h"
#include "language/slips.h"

enum {
	PRIOR_WORTH = 12, /* sixteenths of a doubling that weigh as much as a sixteenth of an edit */
	MARGIN = 2,       /* how much better than the next */
	LEAST = -14,
	NEAR_ENOUGH = 9,
	NEAR_ENOUGH_ALONE = 5, /* where no other word comes within GAP */
	GAP = 6,
	NEARER = 9,
	SPLIT_COST = 16,
	COMPOUND_COST = 8,
	PART_LEAST = 5,
	COMPOUND_PRIOR = 80,
	PLACES_MOST = 4096,   /* looked at for one word */
	LACKING_SHORTEST = 6, /* what may lack a syllable */
};

static size_t
runes(struct str word)
{
	size_t count = 0;

	for (size_t i = 0; i < word.length; i++)
		count += ((unsigned char)word.at[i] & 0xc0) != 0x80;
	return count;
}

/* How far a mend may be from a word of so many letters. */
static int
reach(size_t letters, bool english)
{
	int far = letters <= 2 ? 5 : letters == 3 ? 9 : letters == 4 ? 15 : letters <= 6 ? 18 : letters <= 8 ? 24 : letters <= 11 ? 30 : 36;

	return !english ? far : letters > 4 ? far + 10 : letters > 2 ? far + 4 : far;
}

static int
log2_of(uint32_t n)
{
	int bits = 0;

	for (; n > 1; n /= 2)
		bits++;
	return bits;
}

/* Greater is better: how common against how far, in sixteenths of an edit. */
static int
score(const struct dictionary *dictionary, const struct counts *counts, uint32_t form, int cost)
{
	int prior = (int)dictionary_prior(dictionary, form);

	if (counts)
		prior += 8 * log2_of(1 + counts_times(counts, dictionary_text(dictionary, form)));
	return prior / PRIOR_WORTH - cost;
}

struct search {
	const struct dictionary *dictionary;
	const struct counts *counts;
	struct misspelling *misspelling;
	struct str word;
	bool english;
	int limit;
	size_t shortest; /* what is shorter, in bytes, need not be compared */
	struct correction *best;
	int second;         /* the score of the next best, of another word, where it matters */
	uint32_t seen[256]; /* forms compared lately, to compare each about once */
};

static void
consider(struct search *search, uint32_t form)
{
	struct str right;
	unsigned flags;
	int cost, limit, mine;

	if (search->seen[form & 255] == form + 1)
		return;
	right = dictionary_text(search->dictionary, form);
	if (right.length >= CORRECTION_LONGEST || right.length < search->shortest)
		return;
	search->seen[form & 255] = form + 1;
	flags = dictionary_flags(search->dictionary, form);
	if (!(flags & FORM_WORD) && !search->english)
		return;
	/* One that could not come near the best, even at this cost, need not be compared. */
	limit = search->best->length ? score(search->dictionary, search->counts, form, 0) - search->best->score + (search->english ? GAP : MARGIN)
	                             : search->limit;
	if (limit < 0)
		return;
	cost = distance_to(search->misspelling, right, limit < search->limit ? limit : search->limit);
	if (cost >= DISTANCE_FAR)
		return;
	if (!(flags & FORM_WORD))
		cost += 6;
	mine = score(search->dictionary, search->counts, form, cost);
	if (search->best->length && str_equal(right, (struct str){search->best->text, search->best->length}))
		return;
	if (search->best->length == 0 || mine > search->best->score) {
		search->second = search->best->length ? search->best->score : INT32_MIN;
		*search->best = (struct correction){.form = form, .length = right.length, .cost = cost, .score = mine};
		memcpy(search->best->text, right.at, right.length);
	} else if (mine > search->second) {
		search->second = mine;
	}
}

/* Forms that share a key, kept until there are some to be fetched from memory side by side. */
struct found {
	uint32_t forms[64];
	size_t count;
};

static void
consider_all(struct search *search, struct found *found)
{
	for (size_t i = 0; i < found->count; i++)
		dictionary_approach_text(search->dictionary, found->forms[i]);
	for (size_t i = 0; i < found->count; i++)
		consider(search, found->forms[i]);
	found->count = 0;
}

static void
look_up(struct search *search, const struct keys *keys)
{
	struct found found = {.count = 0};
	size_t looked = 0;

	for (size_t k = 0; k < keys->count; k++)
		dictionary_approach_places(search->dictionary, keys->hash[k]);
	for (size_t k = 0; k < keys->count; k++) {
		size_t count;
		__builtin_prefetch(dictionary_places(search->dictionary, keys->hash[k], &count));
	}
	for (size_t k = 0; k < keys->count; k++) {
		size_t count;
		const uint32_t *places = dictionary_places(search->dictionary, keys->hash[k], &count);
		uint32_t mark = layout_mark(keys->hash[k]);
		for (size_t i = 0; i < count && looked < PLACES_MOST; i++, looked++) {
			if (places[i] >> PLACE_BITS != mark)
				continue;
			found.forms[found.count] = places[i] & PLACE_MASK;
			dictionary_approach_form(search->dictionary, found.forms[found.count++]);
			if (found.count == sizeof found.forms / sizeof *found.forms)
				consider_all(search, &found);
		}
	}
	consider_all(search, &found);
}

/* The word as it may have been before a slip of several letters. */
static void
look_up_slips(struct search *search)
{
	struct slips slips;
	uint64_t hashes[SLIPS_MOST];

	slips_of(search->word, &slips);
	for (size_t i = 0; i < slips.count; i++)
		hashes[i] = dictionary_approach(search->dictionary, (struct str){slips.text[i], slips.length[i]});
	for (size_t i = 0; i < slips.count; i++) {
		uint32_t form = dictionary_find_hashed(search->dictionary, (struct str){slips.text[i], slips.length[i]}, hashes[i]);
		unsigned flags;
		if (form == DICTIONARY_NONE)
			continue;
		flags = dictionary_flags(search->dictionary, form);
		if ((flags & (FORM_WORD | FORM_NAME)) && !(flags & FORM_MENDED))
			consider(search, form);
	}
}

/* Words that have a syllable more. */
static void
look_up_longer(struct search *search)
{
	struct keys keys;

	if (search->word.length < LACKING_SHORTEST)
		return;
	search->shortest = search->word.length + 2;
	keys_of_longer(search->word, &keys);
	look_up(search, &keys);
}

/* The word as a writer with æ, ø, å on the keys would have had it. Short words share no key with what they are without them. */
static void
look_up_rings(struct search *search)
{
	static const char *const rings[][2] = {{"ae", "æ"}, {"oe", "ø"}, {"aa", "å"}};
	char text[CORRECTION_LONGEST];
	size_t length = 0;
	uint32_t form;

	for (size_t i = 0; i < search->word.length; i++) {
		size_t which = 0;
		while (which < 3 && (i + 1 == search->word.length || memcmp(search->word.at + i, rings[which][0], 2) != 0))
			which++;
		if (which == 3) {
			text[length++] = search->word.at[i];
		} else {
			memcpy(text + length, rings[which][1], 2);
			length += 2;
			i++;
		}
	}
	form = dictionary_find(search->dictionary, (struct str){text, length});
	if (form != DICTIONARY_NONE)
		consider(search, form);
}

/* Whether a word is of the classes that do not make compounds, so that what follows without a space was meant to have one. */
static bool
stands_apart(const struct dictionary *dictionary, uint32_t form)
{
	size_t count;
	const struct layout_reading *readings = dictionary_readings(dictionary, form, &count);

	return count && (dictionary_flags(dictionary, form) & FORM_LISTED) &&
	       (readings[0].tag >= TAG_COUNT || readings[0].tag == TAG_PRON || readings[0].tag == TAG_DET || readings[0].tag == TAG_CONJ ||
	        readings[0].tag == TAG_SCONJ || readings[0].tag == TAG_AUX || readings[0].tag == TAG_PART);
}

static bool
is_common(const struct dictionary *dictionary, uint32_t form)
{
	return form != DICTIONARY_NONE && (dictionary_flags(dictionary, form) & FORM_COMMON);
}

/* Whether the two are one for want of a space: both common, and one of them no part of a compound. What ends as a word does may have an ending: only a longer
 * word stands before one in English (childrenand), and none elsewhere (skole|have). */
static bool
are_two(const struct search *search, uint32_t first, struct str left, struct str right, uint32_t *last)
{
	bool apart;

	if (first == DICTIONARY_NONE || right.length < 3 || (left.length == 1 && !memchr("ai", left.at[0], 2)))
		return false;
	apart = stands_apart(search->dictionary, first);
	if (!apart && !(search->english && left.length >= 4 && is_common(search->dictionary, first)))
		return false;
	*last = dictionary_find(search->dictionary, right);
	return is_common(search->dictionary, *last) && (apart || stands_apart(search->dictionary, *last));
}

/* Two words written as one. */
static void
split(struct search *search)
{
	uint64_t hashes[CORRECTION_LONGEST];

	for (size_t i = 1; i < search->word.length; i++)
		hashes[i] = dictionary_approach(search->dictionary, (struct str){search->word.at, i});
	for (size_t i = 1; i < search->word.length; i++) {
		struct str left = {search->word.at, i}, right = {search->word.at + i, search->word.length - i};
		uint32_t a = dictionary_find_hashed(search->dictionary, left, hashes[i]), b;
		int mine;
		if (!are_two(search, a, left, right, &b))
			continue;
		mine = ((int)dictionary_prior(search->dictionary, a) + (int)dictionary_prior(search->dictionary, b)) / 20 - SPLIT_COST -
		       (left.length < 3 ? 4 : 0);
		if (search->best->length && mine <= search->best->score)
			continue;
		*search->best = (struct correction){.form = DICTIONARY_NONE, .length = search->word.length + 1, .cost = SPLIT_COST, .score = mine};
		memcpy(search->best->text, left.at, left.length);
		search->best->text[left.length] = '_';
		memcpy(search->best->text + left.length + 1, right.at, right.length);
		search->second = INT32_MIN;
	}
}

/* Whether the two differ by hyphens alone, which is no slip: trade-off, tradeoff. */
static bool
differs_by_hyphen(struct str word, const struct correction *correction)
{
	size_t at = 0;

	for (size_t i = 0; i < correction->length; i++) {
		if (correction->text[i] == '-')
			continue;
		if (at == word.length || word.at[at++] != correction->text[i])
			return false;
	}
	return at == word.length && memchr(correction->text, '-', correction->length);
}

/* A longer word may be further from what was written, and so may a more common one. */
static int
nearness(const struct search *search)
{
	const struct correction *best = search->best;

	return (best->score + best->cost) / 2 - best->cost + 3 * (int)runes(search->word);
}

/* Whether the word is two others, both of some length: a compound, whether or not a dictionary allows it. */
static bool
is_likely_compound(struct splitting *splitting, bool english)
{
	const struct dictionary *dictionary = splitting->dictionary;
	const struct compound *compound;
	struct str word = splitting->word;

	if (english) {
		for (size_t i = 4; i + 4 <= word.length; i++) {
			uint32_t first = dictionary_find(dictionary, (struct str){word.at, i}), last;
			if (!is_common(dictionary, first))
				continue;
			last = dictionary_find(dictionary, (struct str){word.at + i, word.length - i});
			if (is_common(dictionary, last) && !stands_apart(dictionary, last))
				return true;
		}
		return false;
	}
	compound = compound_split(splitting);
	return compound && compound->first >= PART_LEAST && word.length - compound->first >= PART_LEAST &&
	       dictionary_prior(dictionary, compound->last) >= COMPOUND_PRIOR && compound->worth >= 40 + COMPOUND_PRIOR;
}

bool
spelling_mend(struct splitting *splitting, const struct counts *counts, bool english, struct correction *correction)
{
	const struct dictionary *dictionary = splitting->dictionary;
	struct str word = splitting->word;
	struct misspelling misspelling;
	struct search search = {.dictionary = dictionary,
	                        .counts = counts,
	                        .misspelling = &misspelling,
	                        .word = word,
	                        .english = english,
	                        .best = correction,
	                        .second = INT32_MIN};
	struct keys keys;
	uint32_t seen = counts_times(counts, word);
	int near;

	*correction = (struct correction){.form = DICTIONARY_NONE};
	search.limit = reach(runes(word), english);
	if (word.length + 2 >= CORRECTION_LONGEST || !distance_begin(dictionary, word, &misspelling))
		return false;
	if (!english)
		look_up_rings(&search);
	keys_of(word, &keys);
	look_up(&search, &keys);
	/* Where a plain slip explains it, rarer ones are not looked for. */
	if (correction->length == 0 || correction->cost > COMPOUND_COST) {
		if (is_likely_compound(splitting, english))
			return false;
		look_up_slips(&search);
		look_up_longer(&search);
	}
	split(&search);
	if (correction->length == 0 || differs_by_hyphen(word, correction))
		return false;
	near = nearness(&search);
	correction->alone = english && near < NEAR_ENOUGH;
	if (near < (english ? NEAR_ENOUGH_ALONE : NEARER) || (correction->alone && correction->score < search.second + GAP))
		return false;
	if (!english && (correction->score < LEAST || correction->score < search.second + MARGIN))
		return false;
	/* What an archive says again and again is no slip, unless what it was meant to be is said far more often. */
	return seen < 5 || counts_times(counts, (struct str){correction->text, correction->length}) / 20 > seen;
}
