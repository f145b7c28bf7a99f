#include "language/identify.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "language/scripts.h"
#include "language/sources.h"

/* In eighths of a natural logarithm: a linguist's judgement of how much each kind of evidence is worth, a few round values compared by what they got wrong. */
enum {
	LETTERS_PERCENT = 20,   /* taken of an unknown word's log-likelihood by its letters */
	NAMES_PERCENT = 8,      /* the same for a word with a capital, which may be a name */
	LAST_PART_PERCENT = 60, /* taken of what the last part of a compound says */
	LETTERS_MOST = 3 * PROFILE_UNIT,
	UNKNOWN_OTHER = 8,               /* how much a word that nobody of ours knows speaks for any other language */
	OTHER_PRIOR = -6 * PROFILE_UNIT, /* Swedish, a neighbour's, is half as far */
	NEGLIGIBLE = -12 * PROFILE_UNIT,
	NOT_THERE = INT_MIN / 2,
	WORDS_MOST = 2000, /* a long text has told by then */
};

enum { SCANDINAVIAN = 7 }; /* bits of da, nb, nn */

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

/* What one word says, but for its extras, which are in the tally. */
struct finding {
	int ours[PROFILE_OURS];
	int other;     /* what any other language gets */
	bool listed;   /* it is in a list, of ours or of others, not only made of letters and endings */
	unsigned rows; /* how many rows its extras are from */
	uint16_t row;  /* the last of them */
};

struct tally {
	int ours[PROFILE_OURS];
	int other;                 /* what any other language gets */
	int extra[PROFILE_OTHERS]; /* and one of them beyond that */
	uint32_t listed;           /* bit i: a word of language i's list was among them, not only letters and endings */
	int words;
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

/* ---- one word ---- */

int
identifier_worth(const struct identifier *identifier, struct str word, unsigned language)
{
	const struct profile_row *row = profile_find(&identifier->profile, word);

	return row && row->known >> language & 1 ? row->ours[language] + INT8_MAX + 2 : 0;
}

static void
add_extras(const struct identifier *identifier, const struct profile_row *row, bool listed, struct tally *tally)
{
	const struct profile_extra *extras = identifier->profile.extras + row->extra;

	for (unsigned i = 0; i < row->extras; i++) {
		tally->extra[extras[i].other] += extras[i].value;
		tally->listed |= (uint32_t)listed << extras[i].other;
	}
}

static void
find_extras(const struct identifier *identifier, const struct profile_row *row, struct finding *finding, struct tally *tally)
{
	if (row->extras == 0)
		return;
	add_extras(identifier, row, finding->listed, tally);
	finding->row = (uint16_t)(row - identifier->profile.rows);
	finding->rows++;
}

/* A capital inside a sentence may make it a name (Espen, Elling), which says less than the word it is written like. */
static void
find_row(const struct identifier *identifier, const struct profile_row *row, bool name, struct finding *finding, struct tally *tally)
{
	int share = name && row->known && row->other == 0 ? 3 : 1;

	for (size_t l = 0; l < PROFILE_OURS; l++)
		finding->ours[l] = row->ours[l] / share;
	finding->other = row->other;
	finding->listed = true;
	find_extras(identifier, row, finding, tally);
}

/* What the letters of an unknown word say of ours. */
static void
find_letters(const struct identifier *identifier, struct str word, bool name, struct finding *finding)
{
	uint32_t rune, quad = 0;
	int sums[PROFILE_OURS] = {0}, best = INT32_MIN;

	for (size_t n, count = 0; count < PROFILE_LONGEST && word.length; count++, word.at += n, word.length -= n) {
		rune = (unsigned char)word.at[0];
		n = rune < 0x80 ? 1 : str_rune(word, &rune);
		if (n == 0)
			break;
		quad = (quad * PROFILE_SIGNS + profile_sign(rune)) % PROFILE_QUADS;
		for (size_t l = 0; l < PROFILE_OURS; l++)
			sums[l] -= identifier->profile.letters[quad * PROFILE_OURS + l];
	}
	quad = quad * PROFILE_SIGNS % PROFILE_QUADS;
	for (size_t l = 0; l < PROFILE_OURS; l++) {
		sums[l] -= identifier->profile.letters[quad * PROFILE_OURS + l];
		best = sums[l] > best ? sums[l] : best;
	}
	for (size_t l = 0; l < PROFILE_OURS; l++) {
		int less = (best - sums[l]) * (name ? NAMES_PERCENT : LETTERS_PERCENT) * PROFILE_UNIT / (100 * PROFILE_LETTERS_UNIT);
		finding->ours[l] -= less < LETTERS_MOST ? less : LETTERS_MOST;
	}
}

static bool
find_pattern(const struct identifier *identifier, struct str pattern, struct finding *finding, struct tally *tally)
{
	const struct profile_row *row = profile_find(&identifier->profile, pattern);

	if (row)
		find_extras(identifier, row, finding, tally);
	return row != NULL;
}

/* What its foreign letters and its ending say: the longest ending that is listed. */
static void
find_patterns(const struct identifier *identifier, struct str word, struct finding *finding, struct tally *tally)
{
	enum { LONGEST_ENDING = 6 };
	char letter[6] = "-", ending[1 + LONGEST_ENDING];
	size_t length = word.length < LONGEST_ENDING + 2 ? word.length < 2 ? 0 : word.length - 2 : LONGEST_ENDING;

	for (size_t i = 0, n; i < word.length && i < PROFILE_LONGEST; i += n) {
		n = (unsigned char)word.at[i] < 0x80 ? 1 : str_rune((struct str){word.at + i, word.length - i}, NULL);
		if (n == 0)
			break;
		if (n == 1)
			continue;
		memcpy(letter + 1, word.at + i, n);
		letter[n + 1] = '-';
		find_pattern(identifier, (struct str){letter, n + 2}, finding, tally);
	}
	memcpy(ending + sizeof ending - length, word.at + word.length - length, length);
	for (; length > 0; length--) {
		char *at = ending + LONGEST_ENDING - length;
		*at = '-';
		if (find_pattern(identifier, (struct str){at, length + 1}, finding, tally))
			return;
	}
}

/* The row of a word, or of what it is a genitive of, or of a compound's last part. */
static const struct profile_row *
find_word(const struct identifier *identifier, struct str word)
{
	const struct profile_row *row = profile_find(&identifier->profile, word);
	const char *hyphen;

	if (row)
		return row;
	if (word.length > 3 && word.at[word.length - 1] == 's') {
		row = profile_find(&identifier->profile, (struct str){word.at, word.length - 1 - (word.at[word.length - 2] == '\'')});
		if (row && row->other == 0 && row->known)
			return row;
	}
	hyphen = memrchr(word.at, '-', word.length);
	if (hyphen && hyphen > word.at && hyphen + 3 < word.at + word.length)
		row = profile_find(&identifier->profile, (struct str){hyphen + 1, word.length - (size_t)(hyphen + 1 - word.at)});
	else
		row = NULL;
	return row && row->known ? row : NULL;
}

/* Whether `word`, less the s or e that may join it to another, is one of a Scandinavian dictionary's. */
static bool
begins_compound(const struct identifier *identifier, struct str word)
{
	const struct profile_row *row = profile_find(&identifier->profile, word);
	char last = word.at[word.length - 1];

	if (!(row && row->known & SCANDINAVIAN) && (last == 's' || last == 'e') && word.length > 3)
		row = profile_find(&identifier->profile, (struct str){word.at, word.length - 1});
	return row && row->known & SCANDINAVIAN;
}

/* The last part of a compound that no dictionary lists, the longest that there is: its ending tells the language (landslags|keeperen). */
static const struct profile_row *
find_last_part(const struct identifier *identifier, struct str word)
{
	for (size_t at = 3; at + 4 <= word.length; at++) {
		const struct profile_row *row;

		if (((unsigned char)word.at[at] & 0xc0) == 0x80)
			continue;
		row = profile_find(&identifier->profile, (struct str){word.at + at, word.length - at});
		if (row && row->known & SCANDINAVIAN && begins_compound(identifier, (struct str){word.at, at}))
			return row;
	}
	return NULL;
}

static void
judge_last_part(const struct profile_row *row, struct finding *finding)
{
	int best = INT8_MIN;

	for (size_t l = 0; l < PROFILE_OURS; l++)
		best = row->ours[l] > best ? row->ours[l] : best;
	for (size_t l = 0; l < PROFILE_OURS; l++) {
		int less = (best - row->ours[l]) * LAST_PART_PERCENT / 100;
		finding->ours[l] -= less < LETTERS_MOST ? less : LETTERS_MOST;
	}
}

/* A word of three equal letters in a row is looked up with one of them. */
static struct str
without_runs(struct buffer *lower)
{
	size_t kept = 0, n;

	for (size_t i = 0; i < lower->length; i += n) {
		n = str_rune((struct str){lower->at + i, lower->length - i}, NULL);
		n = n ? n : 1;
		if (kept >= n && memcmp(lower->at + kept - n, lower->at + i, n) == 0)
			continue;
		memmove(lower->at + kept, lower->at + i, n);
		kept += n;
	}
	lower->length = kept;
	return buffer_str(lower);
}

/* Works out what a token says; its extras are added at once. */
static struct finding
find(struct identifier *identifier, struct str token, bool elongated, bool first, struct tally *tally)
{
	struct finding finding = {0};
	const struct profile_row *row;
	struct str word;
	bool name;

	buffer_reset(&identifier->lower);
	unicode_lower(&identifier->lower, token);
	name = !first && token.at[0] != identifier->lower.at[0];
	word = elongated ? without_runs(&identifier->lower) : buffer_str(&identifier->lower);
	row = find_word(identifier, word);
	if (row) {
		find_row(identifier, row, name, &finding, tally);
		return finding;
	}
	find_letters(identifier, word, name, &finding);
	find_patterns(identifier, word, &finding, tally);
	row = name ? NULL : find_last_part(identifier, word);
	if (row)
		judge_last_part(row, &finding);
	else
		finding.other = UNKNOWN_OTHER;
	return finding;
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
		add_extras(identifier, &identifier->profile.rows[slot->row], slot->listed, tally);
	return true;
}

/* Works out what a word says, and remembers it when one row has all its extras. */
static void
learn(struct identifier *identifier, const struct tokens *tokens, const struct word *word, struct tally *tally)
{
	struct finding finding = find(identifier, tokens_text(tokens, word->token), tokens->list[word->token].elongated, word->token == 0, tally);
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
