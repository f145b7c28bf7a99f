#include "language/evidence.h"

#include "lib/unicode.h"

/* A linguist's judgement of how much each kind of evidence is worth, a few round values compared by what they got wrong. */
enum {
	LETTERS_PERCENT = 20,   /* taken of an unknown word's log-likelihood by its letters */
	NAMES_PERCENT = 8,      /* the same for a word with a capital, which may be a name */
	LAST_PART_PERCENT = 60, /* taken of what the last part of a compound says */
	LETTERS_MOST = 3 * PROFILE_UNIT,
	UNKNOWN_OTHER = 8, /* how much a word that nobody of ours knows speaks for any other language */
};

enum { SCANDINAVIAN = 7 }; /* bits of da, nb, nn */

static void
find_extras(const struct profile *profile, const struct profile_row *row, struct finding *finding, struct tally *tally)
{
	if (row->extras == 0)
		return;
	evidence_add_extras(profile, row, finding->listed, tally);
	finding->row = (uint16_t)(row - profile->rows);
	finding->rows++;
}

/* A capital inside a sentence may make it a name (Espen, Elling), which says less than the word it is written like. */
static void
find_row(const struct profile *profile, const struct profile_row *row, bool name, struct finding *finding, struct tally *tally)
{
	int share = name && row->known && row->other == 0 ? 3 : 1;

	for (size_t l = 0; l < PROFILE_OURS; l++)
		finding->ours[l] = row->ours[l] / share;
	finding->other = row->other;
	finding->listed = true;
	find_extras(profile, row, finding, tally);
}

/* What the letters of an unknown word say of ours. */
static void
find_letters(const struct profile *profile, struct str word, bool name, struct finding *finding)
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
			sums[l] -= profile->letters[quad * PROFILE_OURS + l];
	}
	quad = quad * PROFILE_SIGNS % PROFILE_QUADS;
	for (size_t l = 0; l < PROFILE_OURS; l++) {
		sums[l] -= profile->letters[quad * PROFILE_OURS + l];
		best = sums[l] > best ? sums[l] : best;
	}
	for (size_t l = 0; l < PROFILE_OURS; l++) {
		int less = (best - sums[l]) * (name ? NAMES_PERCENT : LETTERS_PERCENT) * PROFILE_UNIT / (100 * PROFILE_LETTERS_UNIT);
		finding->ours[l] -= less < LETTERS_MOST ? less : LETTERS_MOST;
	}
}

static bool
find_pattern(const struct profile *profile, struct str pattern, struct finding *finding, struct tally *tally)
{
	const struct profile_row *row = profile_find(profile, pattern);

	if (row)
		find_extras(profile, row, finding, tally);
	return row != NULL;
}

/* What its foreign letters and its ending say: the longest ending that is listed. */
static void
find_patterns(const struct profile *profile, struct str word, struct finding *finding, struct tally *tally)
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
		find_pattern(profile, (struct str){letter, n + 2}, finding, tally);
	}
	memcpy(ending + sizeof ending - length, word.at + word.length - length, length);
	for (; length > 0; length--) {
		char *at = ending + LONGEST_ENDING - length;
		*at = '-';
		if (find_pattern(profile, (struct str){at, length + 1}, finding, tally))
			return;
	}
}

/* The row of a word, or of what it is a genitive of, or of a compound's last part. */
static const struct profile_row *
find_word(const struct profile *profile, struct str word)
{
	const struct profile_row *row = profile_find(profile, word);
	const char *hyphen;

	if (row)
		return row;
	if (word.length > 3 && word.at[word.length - 1] == 's') {
		row = profile_find(profile, (struct str){word.at, word.length - 1 - (word.at[word.length - 2] == '\'')});
		if (row && row->other == 0 && row->known)
			return row;
	}
	hyphen = memrchr(word.at, '-', word.length);
	if (hyphen && hyphen > word.at && hyphen + 3 < word.at + word.length)
		row = profile_find(profile, (struct str){hyphen + 1, word.length - (size_t)(hyphen + 1 - word.at)});
	else
		row = NULL;
	return row && row->known ? row : NULL;
}

/* Whether `word`, less the s or e that may join it to another, is one of a Scandinavian dictionary's. */
static bool
begins_compound(const struct profile *profile, struct str word)
{
	const struct profile_row *row = profile_find(profile, word);
	char last = word.at[word.length - 1];

	if (!(row && row->known & SCANDINAVIAN) && (last == 's' || last == 'e') && word.length > 3)
		row = profile_find(profile, (struct str){word.at, word.length - 1});
	return row && row->known & SCANDINAVIAN;
}

/* The last part of a compound that no dictionary lists, the longest that there is: its ending tells the language (landslags|keeperen). */
static const struct profile_row *
find_last_part(const struct profile *profile, struct str word)
{
	for (size_t at = 3; at + 4 <= word.length; at++) {
		const struct profile_row *row;

		if (((unsigned char)word.at[at] & 0xc0) == 0x80)
			continue;
		row = profile_find(profile, (struct str){word.at + at, word.length - at});
		if (row && row->known & SCANDINAVIAN && begins_compound(profile, (struct str){word.at, at}))
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

struct finding
evidence_find(const struct profile *profile, struct buffer *lower, struct str token, bool elongated, bool first, struct tally *tally)
{
	struct finding finding = {0};
	const struct profile_row *row;
	struct str word;
	bool name;

	buffer_reset(lower);
	unicode_lower(lower, token);
	name = !first && token.at[0] != lower->at[0];
	word = elongated ? without_runs(lower) : buffer_str(lower);
	row = find_word(profile, word);
	if (row) {
		find_row(profile, row, name, &finding, tally);
		return finding;
	}
	find_letters(profile, word, name, &finding);
	find_patterns(profile, word, &finding, tally);
	row = name ? NULL : find_last_part(profile, word);
	if (row)
		judge_last_part(row, &finding);
	else
		finding.other = UNKNOWN_OTHER;
	return finding;
}
