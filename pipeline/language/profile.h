/* What tells languages apart, as one file that is mapped read-only: made by omtale-languages (dictionary/profiles), read by language/identify.
 *
 *   header | slots | rows | extras | letters
 *
 *   slots    uint32_t, a power of two of them: 16 bits of a word's hash above, a row's number below; 0 is empty. Linear probing.
 *   rows     what one word says, in eighths of a natural logarithm: for each of our languages, for any other one, and where its extras begin
 *   extras   what it says for single other languages: a language and a value
 *   letters  for every four signs, how likely the last is behind the three before, in each of ours (sixteenths of a natural logarithm, negated)
 *
 * Keys are words in lower case; "-orna" is an ending and "-ß-" a letter inside a word that is not known.
 * Numbers are the machine's own. The checksum (lasting_hash_long) is of all that follows the header: a damaged file is told before a byte of it is believed.
 */
#ifndef OMTALE_PROFILE_H
#define OMTALE_PROFILE_H

#include "lib/fetch.h"
#include "lib/str.h"

#define PROFILE_MAGIC "OmtaleL3"

enum {
	PROFILE_OURS = 4,    /* da nb nn en */
	PROFILE_OTHERS = 24, /* at most */
	PROFILE_SIGNS = 32,
	PROFILE_QUADS = PROFILE_SIGNS * PROFILE_SIGNS * PROFILE_SIGNS * PROFILE_SIGNS,
	PROFILE_UNIT = 8, /* of a natural logarithm, in rows and extras */
	PROFILE_LETTERS_UNIT = 16,
	PROFILE_LONGEST = 64, /* bytes of a word; longer ones say nothing */
};

struct profile_header {
	char magic[8];
	uint32_t byte_order; /* 0x01020304 */
	uint32_t slots, rows, extras, others;
	uint32_t spare;
	uint64_t checksum, length;
	uint64_t sources; /* language/sources, or 0 */
	char codes[PROFILE_OTHERS][4];
};

struct profile_row {
	int8_t ours[PROFILE_OURS];
	int8_t other;
	uint8_t known; /* bit l: language l's dictionary or lexicon has the word */
	uint8_t extras;
	uint8_t spare;
	uint32_t extra;
};

struct profile_extra {
	uint8_t other;
	int8_t value;
};

extern const char *const profile_codes[PROFILE_OURS];

/* The sign of a rune in the table of letters: 0 stands for what is around a word. */
unsigned
profile_sign(uint32_t rune);

/* The hash by which a word is filed: the slot it is sought from, and its tag (1–65535) above. */
uint64_t
profile_hash(struct str word);

/* A table in memory; process lifetime. */
struct profile {
	struct str bytes;
	const struct profile_header *header;
	const uint32_t *slots;
	const struct profile_row *rows;
	const struct profile_extra *extras;
	const uint8_t *letters; /* [PROFILE_QUADS][PROFILE_OURS] */
};

/* Maps the compiled table; dies when it is missing or damaged, and says what to do. */
void
profile_open(struct profile *profile);

/* The same on bytes in memory (8-aligned, which must stay); false and *problem when they are no sound table. */
bool
profile_on(struct profile *profile, struct str bytes, const char **problem);

/* What is filed under `word`, or NULL. */
const struct profile_row *
profile_find(const struct profile *profile, struct str word);

/* Has memory bring what profile_find will look at for a word of this hash. */
static inline void
profile_approach(const struct profile *profile, uint64_t hash)
{
	fetch(&profile->slots[(uint32_t)hash & (profile->header->slots - 1)]);
}

/* Ends what profile_open began. */
void
profile_close(struct profile *profile);

#endif
