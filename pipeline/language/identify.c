#include "language/identify.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "language/evidence.h"
#include "language/scripts.h"
#include "language/sources.h"

/* In eighths of a natural logarithm, but for the last. */
enum {
	OTHER_PRIOR = -6 * PROFILE_UNIT, /* Swedish, a neighbour's, is half as far */
	NEGLIGIBLE = -12 * PROFILE_UNIT,
	NOT_THERE = INT_MIN / 2,
	WORDS_MOST = 2000, /* a long text has told by then */
};

static const int priors[PROFILE_OURS] = {0, 2, 1, 1};

enum { REMEMBERED = 1 << 14 /* of each length */, REMEMBERED_LONGEST = 24, SHORT_WAYS = 4, WAYS = 2, LINE = 64 };

/* What a word says. */
struct said {
	int8_t ours[PROFILE_OURS], other;
	bool listed;
	uint16_t row; /* whose extras it has, or 0 */
};

/* What a token was found to say. The last fallen where its hash falls stand there together, in one line of the processor's cache. What is kept is compared
 * whole, so it changes no answer. Most tokens are short, and four of them are in a line where there would be two. */
struct short_remembered {
	uint64_t token; /* its bytes and zeros */
	struct said said;
};

struct remembered {
	uint64_t token[REMEMBERED_LONGEST / 8];
	struct said said;
};

_Static_assert(WAYS * sizeof(struct remembered) == LINE && SHORT_WAYS * sizeof(struct short_remembered) == LINE, "they are in one line");

/* A word of the post at hand, and where it may be remembered: in the one place or the other, or NULL both where it never is. */
struct word {
	uint64_t bytes[REMEMBERED_LONGEST / 8];
	struct short_remembered *short_slots;
	struct remembered *slots;
	uint32_t token;
};

struct identifier {
	struct remembered *remembered; /* begins at a line of the cache, in `room`, and the other behind it */
	struct short_remembered *short_remembered;
	void *room;
	struct profile profile;
	struct buffer lower;
	struct word words[WORDS_MOST];
	int other_priors[PROFILE_OTHERS];
	double chances[-NEGLIGIBLE]; /* e to the power of -i/PROFILE_UNIT */
};

struct identifier *
identifier_open(void)
{
	struct identifier *identifier = memory_new(1, sizeof *identifier);

	identifier->room = memory_new(REMEMBERED * sizeof *identifier->remembered + REMEMBERED * sizeof *identifier->short_remembered + LINE, 1);
	identifier->remembered = (void *)(((uintptr_t)identifier->room + LINE - 1) / LINE * LINE);
	identifier->short_remembered = (void *)(identifier->remembered + REMEMBERED);
	profile_open(&identifier->profile);
	for (size_t i = 0; i < identifier->profile.header->others; i++)
		identifier->other_priors[i] = strcmp(identifier->profile.header->codes[i], "sv") == 0 ? OTHER_PRIOR / 2 : OTHER_PRIOR;
	for (size_t i = identifier->profile.header->others; i < PROFILE_OTHERS; i++)
		identifier->other_priors[i] = NOT_THERE;
	for (int i = 0; i < -NEGLIGIBLE; i++)
		identifier->chances[i] = exp(-(double)i / PROFILE_UNIT);
	return identifier;
}

void
identifier_compare_sources(const struct identifier *identifier)
{
	sources_compare(&identifier->profile);
}

int
identifier_worth(const struct identifier *identifier, struct str word, unsigned language)
{
	const struct profile_row *row = profile_find(&identifier->profile, word);

	return row && row->known >> language & 1 ? row->ours[language] + INT8_MAX + 2 : 0;
}

/* ---- what is remembered: most tokens of an archive are a few thousand words ---- */

static const uint64_t factors[] = {0x9e3779b97f4a7c15u, 0xe7037ed1a0b428dbu, 0xa0761d6478bd642fu};

/* Finds where a word is remembered, and has memory bring it. */
static inline void
approach_short(const struct identifier *identifier, struct word *word)
{
	word->short_slots = &identifier->short_remembered[(word->bytes[0] * factors[0] >> 32) % (REMEMBERED / SHORT_WAYS) * SHORT_WAYS];
	__builtin_prefetch(word->short_slots);
}

static inline void
approach_long(const struct identifier *identifier, struct word *word)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < REMEMBERED_LONGEST / 8; i++)
		hash += word->bytes[i] * factors[i];
	word->slots = &identifier->remembered[(hash >> 32) % (REMEMBERED / WAYS) * WAYS];
	__builtin_prefetch(word->slots);
}

/* A token's bytes and zeros, and where it is remembered. TOKENS_ROOM is behind every token. */
static inline void
approach(const struct identifier *identifier, struct str token, struct word *word)
{
	static const unsigned char kept[2 * REMEMBERED_LONGEST] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	                                                           255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
	uint64_t masks[REMEMBERED_LONGEST / 8];

	memcpy(masks, kept + REMEMBERED_LONGEST - token.length, sizeof masks);
	memcpy(word->bytes, token.at, sizeof word->bytes);
	word->bytes[0] &= masks[0];
	if (token.length <= sizeof word->bytes[0]) {
		approach_short(identifier, word);
		return;
	}
	for (size_t i = 1; i < REMEMBERED_LONGEST / 8; i++)
		word->bytes[i] &= masks[i];
	approach_long(identifier, word);
}

/* At a post's beginning a capital says nothing: the word is remembered in small letters, and not at all when its first letter is neither one of ASCII nor of
 * U+00C0-FF, which begin alike. */
static void
approach_first(const struct identifier *identifier, struct word *word)
{
	unsigned char c = (unsigned char)*(char *)word->bytes;

	if (c >= 0x80 && c != 0xc3) {
		word->short_slots = NULL;
		word->slots = NULL;
	}
	if (c < 'A' || c > 'Z')
		return;
	*(char *)word->bytes |= 0x20;
	if (word->short_slots)
		approach_short(identifier, word);
	else
		approach_long(identifier, word);
}

/* What is remembered of a word, or NULL. */
static inline const struct said *
remembered(const struct word *word)
{
	const struct short_remembered *short_slots = word->short_slots;
	const struct remembered *slots = word->slots;

	for (size_t i = 0; short_slots && i < SHORT_WAYS; i++) {
		if (short_slots[i].token == word->bytes[0])
			return &short_slots[i].said;
	}
	for (size_t i = 0; slots && i < WAYS; i++) {
		if (memcmp(slots[i].token, word->bytes, sizeof slots[i].token) == 0)
			return &slots[i].said;
	}
	return NULL;
}

/* Adds what is remembered of a word; false when nothing is. */
static bool
recall(const struct identifier *identifier, const struct word *word, struct tally *tally)
{
	const struct said *said = remembered(word);

	if (!said)
		return false;
	for (size_t l = 0; l < PROFILE_OURS; l++)
		tally->ours[l] += said->ours[l];
	tally->other += said->other;
	if (said->row)
		evidence_add_extras(&identifier->profile, &identifier->profile.rows[said->row], said->listed, tally);
	return true;
}

/* Works out what a word says, and remembers it when one row has all its extras. */
static void
learn(struct identifier *identifier, const struct tokens *tokens, const struct word *word, struct tally *tally)
{
	struct finding finding = evidence_find(&identifier->profile, &identifier->lower, tokens_text(tokens, word->token), tokens->list[word->token].elongated,
	                                       word->token == 0, tally);
	struct said said = {.other = (int8_t)finding.other, .listed = finding.listed, .row = finding.row};

	for (size_t l = 0; l < PROFILE_OURS; l++) {
		said.ours[l] = (int8_t)finding.ours[l];
		tally->ours[l] += finding.ours[l];
	}
	tally->other += finding.other;
	if (finding.rows > 1)
		return;
	if (word->short_slots) {
		memmove(word->short_slots + 1, word->short_slots, (SHORT_WAYS - 1) * sizeof *word->short_slots);
		word->short_slots[0] = (struct short_remembered){word->bytes[0], said};
	} else if (word->slots) {
		word->slots[1] = word->slots[0];
		memcpy(word->slots[0].token, word->bytes, sizeof word->bytes);
		word->slots[0].said = said;
	}
}

/* ---- one post ---- */

/* Sums as chances. */
static struct language
decide(const struct identifier *identifier, const struct tally *tally)
{
	enum { ALL = PROFILE_OURS + PROFILE_OTHERS };
	int scores[ALL], best = INT_MIN, best_other = INT_MIN;
	double sum = 0;
	size_t winner = 0;
	struct language language = {"und", 0};

	for (size_t i = 0; i < PROFILE_OTHERS; i++) {
		scores[PROFILE_OURS + i] = tally->other + tally->extra[i] + identifier->other_priors[i];
		best_other = scores[PROFILE_OURS + i] > best_other ? scores[PROFILE_OURS + i] : best_other;
	}
	best = best_other;
	for (size_t i = 0; i < PROFILE_OURS; i++) {
		scores[i] = tally->ours[i] + priors[i];
		best = scores[i] > best ? scores[i] : best;
	}
	while (scores[winner] != best)
		winner++;
	for (size_t i = 0; i < (best - best_other < -NEGLIGIBLE ? ALL : PROFILE_OURS); i++)
		sum += best - scores[i] < -NEGLIGIBLE ? identifier->chances[best - scores[i]] : 0;
	language.confidence = 1 / sum;
	if (winner < PROFILE_OURS)
		memcpy(language.code, profile_codes[winner], 3);
	else if (tally->listed >> (winner - PROFILE_OURS) & 1) /* letters alone are no sure sign: Hungarian has ö too */
		memcpy(language.code, identifier->profile.header->codes[winner - PROFILE_OURS], 4);
	language.code[3] = '\0';
	return language;
}

/* The words that letters of ours may spell, those of other scripts being counted; how many. Memory is asked for what is remembered of them. */
static int
collect_words(struct identifier *identifier, const struct tokens *tokens, struct scripts *scripts)
{
	int count = 0;

	for (size_t i = 0; i < tokens->count && count < WORDS_MOST; i++) {
		struct str token = tokens_text(tokens, i);
		struct word *word;

		if (tokens->list[i].kind != TOKEN_WORD || token.length > PROFILE_LONGEST)
			continue;
		if ((unsigned char)token.at[0] >= 0xcd && scripts_add(scripts, token))
			continue;
		word = &identifier->words[count++];
		word->token = (uint32_t)i;
		word->short_slots = NULL;
		word->slots = NULL;
		if (token.length > REMEMBERED_LONGEST || tokens->list[i].elongated)
			continue;
		approach(identifier, token, word);
	}
	if (count && identifier->words[0].token == 0 && (identifier->words[0].short_slots || identifier->words[0].slots))
		approach_first(identifier, &identifier->words[0]);
	return count;
}

/* All words that are remembered first, then the rest: meanwhile memory brings where the profile has those in small letters. */
static void
add_words(struct identifier *identifier, const struct tokens *tokens, struct tally *tally)
{
	struct word *words = identifier->words;
	int unknown = 0;

	for (int i = 0; i < tally->words; i++) {
		if (recall(identifier, &words[i], tally))
			continue;
		profile_approach(&identifier->profile, profile_hash(tokens_text(tokens, words[i].token)));
		words[unknown++] = words[i];
	}
	for (int i = 0; i < unknown; i++)
		learn(identifier, tokens, &words[i], tally);
}

struct language
identify(struct identifier *identifier, const struct tokens *tokens)
{
	struct tally tally = {0};
	struct scripts scripts = {0};

	tally.words = collect_words(identifier, tokens, &scripts);
	add_words(identifier, tokens, &tally);
	if (scripts.words > tally.words) {
		struct language language = {"", 0.99};
		memcpy(language.code, scripts_language(&scripts), 4);
		language.confidence = strcmp(language.code, "und") == 0 ? 0 : (double)scripts.words / (scripts.words + tally.words + 0.05);
		return language;
	}
	return tally.words ? decide(identifier, &tally) : (struct language){"und", 0};
}

void
identifier_close(struct identifier *identifier)
{
	if (!identifier)
		return;
	profile_close(&identifier->profile);
	buffer_release(&identifier->lower);
	free(identifier->room);
	free(identifier);
}
