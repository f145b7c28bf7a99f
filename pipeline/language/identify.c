#include "language/identify.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "language/scripts.h"
#include "lib/die.h"
#include "lib/locate.h"
#include "lib/map.h"

/* In eighths of a natural logarithm, chosen on sentences of our own (lexicons, corpora/gold), never on others'. */
enum {
	LETTERS_PERCENT = 30,      /* taken of an unknown word's log-likelihood by its letters */
	NAMES_PERCENT = 15,        /* the same for a word with a capital, which may be a name */
	LETTERS_MOST = 3 * PROFILE_UNIT,
	UNKNOWN_OTHER = 8,        /* how much a word that nobody of ours knows speaks for any other language */
	OTHER_PRIOR = -6 * PROFILE_UNIT, /* Swedish, a neighbour's, is half as far */
	NEGLIGIBLE = -12 * PROFILE_UNIT,
	WORDS_MOST = 2000,         /* a long text has told by then */
};

static const int priors[PROFILE_OURS] = {0, 2, 1, 1};

enum { REMEMBERED = 1 << 13, REMEMBERED_LONGEST = 22 };

/* What a token was found to say, kept where its hash falls until another comes there. What is kept is compared whole, so it changes no answer. */
struct remembered { /* 32 bytes: two of them to a cache line */
	char token[REMEMBERED_LONGEST];
	uint8_t length, first;
	int8_t ours[PROFILE_OURS], other;
	uint16_t row; /* whose extras it has, or 0 */
};

struct identifier {
	struct remembered *remembered;
	struct str mapped;
	bool owned;
	const struct profile_header *header;
	const uint32_t *slots;
	const struct profile_row *rows;
	const struct profile_extra *extras;
	const uint8_t *letters; /* [PROFILE_QUADS][PROFILE_OURS] */
	struct buffer lower, key;
};

struct tally {
	int ours[PROFILE_OURS];
	int other;                        /* what any other language gets */
	int extra[PROFILE_OTHERS];        /* and one of them beyond that */
	uint32_t listed;                  /* bit i: a word of language i's list was among them, not only letters and endings */
	int words;
};

/* ---- opening ---- */

static bool
sections_fit(const struct profile_header *header, size_t length)
{
	uint64_t size = sizeof *header + (uint64_t)header->slots * sizeof(uint32_t) + (uint64_t)header->rows * sizeof(struct profile_row) +
	                (uint64_t)header->extras * sizeof(struct profile_extra) + (uint64_t)PROFILE_QUADS * PROFILE_OURS;

	return header->slots && (header->slots & (header->slots - 1)) == 0 && header->rows && header->rows <= 1 << 16 && header->others <= PROFILE_OTHERS &&
	       size == length && header->length == length;
}

/* Numbers inside that would lead astray: checked once, so that no look-up needs to. */
static bool
numbers_fit(const struct identifier *identifier)
{
	const struct profile_header *header = identifier->header;
	uint32_t used = 0;

	for (uint32_t i = 0; i < header->slots; i++) {
		used += identifier->slots[i] != 0;
		if ((identifier->slots[i] & 0xffff) >= header->rows)
			return false;
	}
	for (uint32_t i = 0; i < header->rows; i++)
		if ((uint64_t)identifier->rows[i].extra + identifier->rows[i].extras > header->extras)
			return false;
	for (uint32_t i = 0; i < header->extras; i++)
		if (identifier->extras[i].other >= PROFILE_OTHERS)
			return false;
	return used < header->slots;
}

struct identifier *
identifier_on(struct str bytes, const char **problem)
{
	const struct profile_header *header = (const void *)bytes.at;
	struct identifier *identifier;
	const char *at = bytes.at + sizeof *header;

	*problem = NULL;
	if (bytes.length < sizeof *header || memcmp(header->magic, PROFILE_MAGIC, sizeof header->magic) != 0)
		*problem = "it is no table of languages of this version";
	else if (header->byte_order != 0x01020304)
		*problem = "it was made on a machine of another kind";
	else if (!sections_fit(header, bytes.length))
		*problem = "it is cut";
	else if (map_hash((struct str){at, bytes.length - sizeof *header}) != header->checksum)
		*problem = "it is damaged (its checksum is wrong)";
	if (*problem)
		return NULL;
	identifier = memory_new(1, sizeof *identifier);
	identifier->remembered = memory_new(REMEMBERED, sizeof *identifier->remembered);
	identifier->mapped = bytes;
	identifier->header = header;
	identifier->slots = (const void *)at;
	at += header->slots * sizeof(uint32_t);
	identifier->rows = (const void *)at;
	at += header->rows * sizeof(struct profile_row);
	identifier->extras = (const void *)at;
	identifier->letters = (const void *)(at + header->extras * sizeof(struct profile_extra));
	if (numbers_fit(identifier))
		return identifier;
	*problem = "its numbers contradict each other";
	identifier_close(identifier);
	return NULL;
}

struct identifier *
identifier_open(void)
{
	struct buffer folder = {0};
	const char *found = locate_dictionaries(&folder), *problem;
	struct identifier *identifier;
	struct stat status;
	char *at = MAP_FAILED;
	char path[4096];
	int file;

	if (!found)
		die("no folder of compiled dictionaries (run make, or set OMTALE_DICTIONARIES)");
	snprintf(path, sizeof path, "%s/languages", found);
	buffer_release(&folder);
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		die("%s: the table of languages is not there (make builds it; or give --lang): %s", path, strerror(errno));
	if (fstat(file, &status) == 0 && status.st_size > 0)
		at = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, file, 0);
	if (at == MAP_FAILED)
		die("%s: cannot be mapped into memory:", path);
	close(file);
	identifier = identifier_on((struct str){at, (size_t)status.st_size}, &problem);
	if (!identifier)
		die("%s: %s; remove it and run make again", path, problem);
	identifier->owned = true;
	return identifier;
}

/* ---- one word ---- */

static const struct profile_row *
find_row(const struct identifier *identifier, struct str word)
{
	uint64_t hash = profile_hash(word);
	uint32_t mask = identifier->header->slots - 1, slot = (uint32_t)hash & mask, tag = (uint32_t)(hash >> 48);

	for (; identifier->slots[slot]; slot = (slot + 1) & mask)
		if (identifier->slots[slot] >> 16 == tag)
			return &identifier->rows[identifier->slots[slot] & 0xffff];
	return NULL;
}

int
identifier_worth(const struct identifier *identifier, struct str word, unsigned language)
{
	const struct profile_row *row = find_row(identifier, word);

	return row && row->known >> language & 1 ? row->ours[language] + INT8_MAX + 2 : 0;
}

static void
add_extras(const struct identifier *identifier, const struct profile_row *row, struct tally *tally)
{
	for (unsigned i = 0; i < row->extras; i++)
		tally->extra[identifier->extras[row->extra + i].other] += identifier->extras[row->extra + i].value;
}

static void
add_listed(const struct identifier *identifier, const struct profile_row *row, struct tally *tally)
{
	for (unsigned i = 0; i < row->extras; i++)
		tally->listed |= 1u << identifier->extras[row->extra + i].other;
}

/* A capital inside a sentence may make it a name (Espen, Elling), which says less than the word it is written like. */
static void
add_row(const struct identifier *identifier, const struct profile_row *row, bool name, struct tally *tally)
{
	int share = name && row->known && row->other == 0 ? 3 : 1;

	for (size_t l = 0; l < PROFILE_OURS; l++)
		tally->ours[l] += row->ours[l] / share;
	tally->other += row->other;
	add_extras(identifier, row, tally);
	add_listed(identifier, row, tally);
}

/* What the letters of an unknown word say of ours. */
static void
add_letters(const struct identifier *identifier, struct str word, bool name, struct tally *tally)
{
	uint32_t rune, quad = 0;
	int sums[PROFILE_OURS] = {0}, best = INT32_MIN;

	for (size_t n, count = 0; count < PROFILE_LONGEST && word.length; count++, word.at += n, word.length -= n) {
		if ((n = str_rune(word, &rune)) == 0)
			break;
		quad = (quad * PROFILE_SIGNS + profile_sign(rune)) % PROFILE_QUADS;
		for (size_t l = 0; l < PROFILE_OURS; l++)
			sums[l] -= identifier->letters[quad * PROFILE_OURS + l];
	}
	quad = quad * PROFILE_SIGNS % PROFILE_QUADS;
	for (size_t l = 0; l < PROFILE_OURS; l++) {
		sums[l] -= identifier->letters[quad * PROFILE_OURS + l];
		best = sums[l] > best ? sums[l] : best;
	}
	for (size_t l = 0; l < PROFILE_OURS; l++) {
		int less = (best - sums[l]) * (name ? NAMES_PERCENT : LETTERS_PERCENT) * PROFILE_UNIT / (100 * PROFILE_LETTERS_UNIT);
		tally->ours[l] -= less < LETTERS_MOST ? less : LETTERS_MOST;
	}
}

static bool
add_pattern(struct identifier *identifier, struct str pattern, bool letter, struct tally *tally)
{
	const struct profile_row *row;

	buffer_reset(&identifier->key);
	buffer_char(&identifier->key, '-');
	buffer_text(&identifier->key, pattern);
	if (letter)
		buffer_char(&identifier->key, '-');
	row = find_row(identifier, buffer_str(&identifier->key));
	if (row)
		add_extras(identifier, row, tally);
	return row != NULL;
}

/* What its foreign letters and its ending say: the longest ending that is listed. */
static void
add_patterns(struct identifier *identifier, struct str word, struct tally *tally)
{
	for (size_t i = 0, n; i < word.length && i < PROFILE_LONGEST; i += n) {
		n = (unsigned char)word.at[i] < 0x80 ? 1 : str_rune((struct str){word.at + i, word.length - i}, NULL);
		if (n == 0)
			break;
		if (n > 1)
			add_pattern(identifier, (struct str){word.at + i, n}, true, tally);
	}
	for (size_t length = 6; length > 0; length--)
		if (word.length >= length + 2 && add_pattern(identifier, (struct str){word.at + word.length - length, length}, false, tally))
			return;
}

/* The row of a word, or of what it is a genitive of, or of a compound's last part. */
static const struct profile_row *
find_word(const struct identifier *identifier, struct str word)
{
	const struct profile_row *row = find_row(identifier, word);
	const char *hyphen;

	if (row)
		return row;
	if (word.length > 3 && word.at[word.length - 1] == 's') {
		row = find_row(identifier, (struct str){word.at, word.length - 1 - (word.at[word.length - 2] == '\'')});
		if (row && row->other == 0 && row->known)
			return row;
	}
	hyphen = memrchr(word.at, '-', word.length);
	if (hyphen && hyphen > word.at && hyphen + 3 < word.at + word.length)
		row = find_row(identifier, (struct str){hyphen + 1, word.length - (size_t)(hyphen + 1 - word.at)});
	else
		row = NULL;
	return row && row->known && row->other == 0 ? row : NULL;
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

/* Works out what a token says; the row it is filed under, or NULL. */
static const struct profile_row *
add_word(struct identifier *identifier, struct str token, bool elongated, bool first, struct tally *tally)
{
	const struct profile_row *row;
	struct str word;
	bool name;

	buffer_reset(&identifier->lower);
	unicode_lower(&identifier->lower, token);
	name = !first && token.at[0] != identifier->lower.at[0];
	word = elongated ? without_runs(&identifier->lower) : buffer_str(&identifier->lower);
	row = find_word(identifier, word);
	if (row) {
		add_row(identifier, row, name, tally);
		return row;
	}
	add_letters(identifier, word, name, tally);
	add_patterns(identifier, word, tally);
	tally->other += UNKNOWN_OTHER;
	return NULL;
}

static void
add_tally(struct tally *tally, const struct tally *more)
{
	for (size_t l = 0; l < PROFILE_OURS; l++)
		tally->ours[l] += more->ours[l];
	tally->other += more->other;
	tally->listed |= more->listed;
	for (size_t l = 0; l < PROFILE_OTHERS; l++)
		tally->extra[l] += more->extra[l];
}

/* The same, remembered: most tokens of an archive are a few thousand words. */
static void
add_token(struct identifier *identifier, struct str token, bool elongated, bool first, struct tally *tally)
{
	struct remembered *slot = &identifier->remembered[map_hash(token) % REMEMBERED];
	struct tally fresh = {0};
	const struct profile_row *row;
	bool bare = true;

	tally->words++;
	if (slot->length == token.length && slot->first == first && memcmp(slot->token, token.at, token.length) == 0) {
		for (size_t l = 0; l < PROFILE_OURS; l++)
			tally->ours[l] += slot->ours[l];
		tally->other += slot->other;
		if (slot->row) {
			add_extras(identifier, &identifier->rows[slot->row], tally);
			add_listed(identifier, &identifier->rows[slot->row], tally);
		}
		return;
	}
	row = add_word(identifier, token, elongated, first, &fresh);
	add_tally(tally, &fresh);
	for (size_t l = 0; l < PROFILE_OTHERS; l++)
		bare = bare && fresh.extra[l] == 0;
	if (token.length > REMEMBERED_LONGEST || (!row && !bare))
		return;
	*slot = (struct remembered){.length = (uint8_t)token.length, .first = first, .other = (int8_t)fresh.other,
	                            .row = bare ? 0 : (uint16_t)(row - identifier->rows)};
	memcpy(slot->token, token.at, token.length);
	for (size_t l = 0; l < PROFILE_OURS; l++)
		slot->ours[l] = (int8_t)fresh.ours[l];
}

/* ---- one post ---- */

static int
other_prior(const struct identifier *identifier, size_t other)
{
	return strcmp(identifier->header->codes[other], "sv") == 0 ? OTHER_PRIOR / 2 : OTHER_PRIOR;
}

/* Sums as chances. Each word counts as less than a whole witness, the more the longer the post. */
static struct language
decide(const struct identifier *identifier, const struct tally *tally)
{
	double scores[PROFILE_OURS + PROFILE_OTHERS], best = -INFINITY, sum = 0, flat = 0.85 / PROFILE_UNIT;
	size_t winner = 0, count = PROFILE_OURS + identifier->header->others;
	struct language language = {"und", 0};

	for (size_t i = 0; i < count; i++) {
		scores[i] = i < PROFILE_OURS ? tally->ours[i] + priors[i] : tally->other + tally->extra[i - PROFILE_OURS] + other_prior(identifier, i - PROFILE_OURS);
		if (scores[i] > best) {
			best = scores[i];
			winner = i;
		}
	}
	for (size_t i = 0; i < count; i++)
		sum += scores[i] - best > NEGLIGIBLE ? exp((scores[i] - best) * flat) : 0;
	language.confidence = 1 / sum;
	if (winner < PROFILE_OURS)
		memcpy(language.code, profile_codes[winner], 3);
	else if (tally->listed >> (winner - PROFILE_OURS) & 1) /* letters alone are no sure sign: Hungarian has ö too */
		memcpy(language.code, identifier->header->codes[winner - PROFILE_OURS], 4);
	language.code[3] = '\0';
	return language;
}

struct language
identify(struct identifier *identifier, const struct tokens *tokens)
{
	struct tally tally = {0};
	struct scripts scripts = {0};

	for (size_t i = 0; i < tokens->count && tally.words < WORDS_MOST; i++) {
		struct str token = tokens_text(tokens, i);

		if (tokens->list[i].kind != TOKEN_WORD || token.length > PROFILE_LONGEST)
			continue;
		if ((unsigned char)token.at[0] < 0xcd || !scripts_add(&scripts, token))
			add_token(identifier, token, tokens->list[i].elongated, i == 0, &tally);
	}
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
	if (identifier->owned)
		munmap((void *)(uintptr_t)identifier->mapped.at, identifier->mapped.length);
	buffer_release(&identifier->lower);
	buffer_release(&identifier->key);
	free(identifier->remembered);
	free(identifier);
}
