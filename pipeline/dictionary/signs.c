#include "dictionary/signs.h"

#include <math.h>
#include <stdlib.h>

#include "language/profile.h"

static const double STRENGTH = 5;

enum { TRIPLES = PROFILE_QUADS / PROFILE_SIGNS, PAIRS = TRIPLES / PROFILE_SIGNS, LONGEST_COUNTED = 25 };

struct counts {
	uint32_t one[PROFILE_SIGNS], two[PAIRS], three[TRIPLES], four[PROFILE_QUADS];
};

struct signs {
	struct counts *counts[PROFILE_OURS];
	uint8_t (*table)[PROFILE_OURS];
};

struct signs *
signs_new(void)
{
	struct signs *signs = memory_new(1, sizeof *signs);

	for (size_t l = 0; l < PROFILE_OURS; l++)
		signs->counts[l] = memory_new(1, sizeof *signs->counts[l]);
	signs->table = memory_new(PROFILE_QUADS, sizeof *signs->table);
	return signs;
}

/* The quads of a word, its end's included, in `quads`; how many. */
static size_t
quads_of(struct str word, uint32_t quads[PROFILE_LONGEST + 1])
{
	uint32_t rune, quad = 0;
	size_t count = 0;

	for (size_t n; count < PROFILE_LONGEST && (n = str_rune(word, &rune)) != 0; word.at += n, word.length -= n)
		quads[count++] = quad = (quad * PROFILE_SIGNS + profile_sign(rune)) % PROFILE_QUADS;
	quads[count++] = quad * PROFILE_SIGNS % PROFILE_QUADS;
	return count;
}

void
signs_count(struct signs *signs, unsigned language, struct str word)
{
	uint32_t quads[PROFILE_LONGEST + 1];
	size_t count;
	struct counts *counts = signs->counts[language];

	if (word.length > LONGEST_COUNTED)
		return;
	count = quads_of(word, quads);
	for (size_t i = 0; i < count; i++) {
		counts->one[quads[i] % PROFILE_SIGNS]++;
		counts->two[quads[i] % PAIRS]++;
		counts->three[quads[i] % TRIPLES]++;
		counts->four[quads[i]]++;
	}
}

static double
blend(const uint32_t *counts, uint32_t context, uint32_t sign, double shorter)
{
	const uint32_t *row = counts + (size_t)context * PROFILE_SIGNS;
	double total = 0;

	for (size_t i = 0; i < PROFILE_SIGNS; i++)
		total += row[i];
	return (row[sign] + STRENGTH * shorter) / (total + STRENGTH);
}

static void
fill(const struct counts *counts, uint8_t (*table)[PROFILE_OURS], size_t language)
{
	double *two = memory_new(PAIRS, sizeof *two), *three = memory_new(TRIPLES, sizeof *three);

	for (uint32_t i = 0; i < PAIRS; i++)
		two[i] = blend(counts->two, i / PROFILE_SIGNS, i % PROFILE_SIGNS, blend(counts->one, 0, i % PROFILE_SIGNS, 1.0 / PROFILE_SIGNS));
	for (uint32_t i = 0; i < TRIPLES; i++)
		three[i] = blend(counts->three, i / PROFILE_SIGNS, i % PROFILE_SIGNS, two[i % PAIRS]);
	for (uint32_t i = 0; i < PROFILE_QUADS; i++) {
		double p = blend(counts->four, i / PROFILE_SIGNS, i % PROFILE_SIGNS, three[i % TRIPLES]);
		table[i][language] = (uint8_t)lrint(fmin(255, -log(p) * PROFILE_LETTERS_UNIT));
	}
	free(two);
	free(three);
}

void
signs_table(struct signs *signs, struct buffer *table)
{
	for (size_t l = 0; l < PROFILE_OURS; l++)
		fill(signs->counts[l], signs->table, l);
	buffer_bytes(table, signs->table, PROFILE_QUADS * sizeof *signs->table);
}

void
signs_judge(const struct signs *signs, struct str word, double *values)
{
	uint32_t quads[PROFILE_LONGEST + 1];
	size_t count = quads_of(word, quads);
	double best = -INFINITY;

	for (size_t l = 0; l < PROFILE_OURS; l++) {
		int sum = 0;

		for (size_t i = 0; i < count; i++)
			sum -= signs->table[quads[i]][l];
		values[l] = (double)sum / PROFILE_LETTERS_UNIT;
		best = fmax(best, values[l]);
	}
	for (size_t l = 0; l < PROFILE_OURS; l++)
		values[l] -= best;
}

void
signs_free(struct signs *signs)
{
	for (size_t l = 0; l < PROFILE_OURS; l++)
		free(signs->counts[l]);
	free(signs->table);
	free(signs);
}
