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

enum { REMEMBERED = 1 << 15, REMEMBERED_LONGEST = 24, LINE = 64 };

/* What a token was found to say. The last two fallen where its hash falls stand there together, in one line of the processor's cache. What is kept is compared
 * whole, so it changes no answer. */
struct remembered {
	uint64_t token[REMEMBERED_LONGEST / 8]; /* its bytes and zeros */
	int8_t ours[PROFILE_OURS], other;
	bool listed;
	uint16_t row; /* whose extras it has, or 0 */
};

_Static_assert(2 * sizeof(struct remembered) == LINE, "two in a line");

/* A word of the post at hand. */
struct word {
	uint64_t bytes[REMEMBERED_LONGEST / 8];
	struct remembered *slots; /* the two where it may be remembered, or NULL for a word that never is */
	uint32_t token;
};

struct identifier {
	struct remembered *remembered; /* begins at a line of the cache, in: */
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

	identifier->room = memory_new(REMEMBERED * sizeof *identifier->remembered + LINE, 1);
	identifier->remembered = (void *)(((uintptr_t)identifier->room + LINE - 1) / LINE * LINE);
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

/* Finds where a word is remembered, and has memory bring it. */
static void
approach(const struct identifier *identifier, struct word *word)
{
	static const uint64_t factors[] = {0x9e3779b97f4a7c15u, 0xe7037ed1a0b428dbu, 0xa0761d6478bd642fu};
	uint64_t hash = 0;

	for (size_t i = 0; i < REMEMBERED_LONGEST / 8; i++)
		hash += word->bytes[i] * factors[i];
	word->slots = &identifier->remembered[(hash >> 32) % (REMEMBERED / 2) * 2];
	__builtin_prefetch(word->slots);
}

/* A token's bytes and zeros, up to REMEMBERED_LONGEST. TOKENS_ROOM is behind every token. */
static void
take_bytes(struct str token, struct word *word)
{
	static const unsigned char kept[2 * REMEMBERED_LONGEST] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	                                                           255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
	uint64_t masks[REMEMBERED_LONGEST / 8];

	memcpy(masks, kept + REMEMBERED_LONGEST - token.length, sizeof masks);
	memcpy(word->bytes, token.at, sizeof word->bytes);
	for (size_t i = 0; i < REMEMBERED_LONGEST / 8; i++)
		word->bytes[i] &= masks[i];
}

/* At a post's beginning a capital says nothing: the word is remembered in small letters, and not at all when its first letter is neither one of ASCII nor of
 * U+00C0-FF, which begin alike. */
static void
approach_first(const struct identifier *identifier, struct word *word)
{
	unsigned char c = (unsigned char)*(char *)word->bytes;

	if (c >= 0x80 && c != 0xc3)
		word->slots = NULL;
	if (c < 'A' || c > 'Z')
		return;
	*(char *)word->bytes |= 0x20;
	approach(identifier, word);
}

/* Adds what is remembered of a word; false when nothing is. */
static bool
recall(const struct identifier *identifier, const struct word *word, struct tally *tally)
{
	const struct remembered *slot = word->slots;

	if (!slot)
		return false;
	if (memcmp(slot->token, word->bytes, sizeof slot->token) != 0 && memcmp((++slot)->token, word->bytes, sizeof slot->token) != 0)
		return false;
	for (size_t l = 0; l < PROFILE_OURS; l++)
		tally->ours[l] += slot->ours[l];
	tally->other += slot->other;
	if (slot->row)
		evidence_add_extras(&identifier->profile, &identifier->profile.rows[slot->row], slot->listed, tally);
	return true;
}

/* Works out what a word says, and remembers it when one row has all its extras. */
static void
learn(struct identifier *identifier, const struct tokens *tokens, const struct word *word, struct tally *tally)
{
	struct finding finding = evidence_find(&identifier->profile, &identifier->lower, tokens_text(tokens, word->token), tokens->list[word->token].elongated,
	                                       word->token == 0, tally);
	struct remembered *slot = word->slots;

	for (size_t l = 0; l < PROFILE_OURS; l++)
		tally->ours[l] += finding.ours[l];
	tally->other += finding.other;
	if (!slot || finding.rows > 1)
		return;
	slot[1] = slot[0];
	memcpy(slot->token, word->bytes, sizeof slot->token);
	for (size_t l = 0; l < PROFILE_OURS; l++)
		slot->ours[l] = (int8_t)finding.ours[l];
	slot->other = (int8_t)finding.other;
	slot->listed = finding.listed;
	slot->row = finding.row;
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
		word->slots = NULL;
		if (token.length > REMEMBERED_LONGEST || tokens->list[i].elongated)
			continue;
		take_bytes(token, word);
		approach(identifier, word);
	}
	if (count && identifier->words[0].token == 0 && identifier->words[0].slots)
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
