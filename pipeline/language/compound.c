#include "language/compound.h"

enum { PART_SHORTEST = 3, COMPOUND_LONGEST = 64 };

/* Whether `part` can stand in a compound before another: a word, perhaps with a linking -s- or -e-. */
static int
linked_part(const struct dictionary *dictionary, struct str part)
{
	int best = 0;

	if (part.length < PART_SHORTEST)
		return 0;
	for (size_t link = 0; link < 2; link++) {
		struct str stem = {part.at, part.length - link};
		uint32_t form;
		if (link && part.at[part.length - 1] != 's' && part.at[part.length - 1] != 'e' && part.at[part.length - 1] != '-')
			break;
		form = stem.length < PART_SHORTEST ? DICTIONARY_NONE : dictionary_find(dictionary, stem);
		if (form != DICTIONARY_NONE && (dictionary_flags(dictionary, form) & (FORM_WORD | FORM_NAME | FORM_CAPITALS))) {
			int worth = 40 + (int)dictionary_prior(dictionary, form) - (int)(8 * link);
			if (dictionary_flags(dictionary, form) & FORM_COMPOUNDS)
				worth += 20;
			if (stem.length == PART_SHORTEST)
				worth -= 40;
			if (worth > best)
				best = worth;
		}
	}
	return best;
}

/* A word while it is split. */
struct cutting {
	const struct dictionary *dictionary;
	struct str word;
	int16_t begins[COMPOUND_LONGEST + 1]; /* linked_part of the word's first so many bytes, or UNASKED */
};

enum { UNASKED = -1 };

static int
begins(struct cutting *cutting, size_t length)
{
	if (cutting->begins[length] == UNASKED)
		cutting->begins[length] = (int16_t)linked_part(cutting->dictionary, (struct str){cutting->word.at, length});
	return cutting->begins[length];
}

/* Whether the word's first `length` bytes can stand before its last part: as one part, or as one behind another. */
static int
first_part(struct cutting *cutting, size_t length)
{
	int best = begins(cutting, length);

	if (best)
		return best;
	for (size_t i = PART_SHORTEST; i + PART_SHORTEST <= length; i++) {
		int left = begins(cutting, i), right;
		if (left <= 40)
			continue;
		right = linked_part(cutting->dictionary, (struct str){cutting->word.at + i, length - i});
		if (right > 40 && (left + right) / 4 > best)
			best = (left + right) / 4;
	}
	return best;
}

/* How good a last part the form is: a noun, adjective or verb with readings. */
static int
last_part(const struct dictionary *dictionary, uint32_t form, size_t length)
{
	size_t count;
	const struct layout_reading *readings = dictionary_readings(dictionary, form, &count);
	int best = 0;

	if (!(dictionary_flags(dictionary, form) & FORM_WORD))
		return 0;
	for (size_t i = 0; i < count; i++) {
		enum tag class = tag_class((enum tag)readings[i].tag);
		int worth = (class == TAG_NOUN ? 60 : class == TAG_ADJ ? 40 : class == TAG_VERB ? 25 : 0);
		if (worth && worth + readings[i].weight / 8 > best)
			best = worth + readings[i].weight / 8;
	}
	return best ? best + (int)dictionary_prior(dictionary, form) / 2 + 6 * (int)length - (length == PART_SHORTEST ? 30 : 0) : 0;
}

static bool
split(const struct dictionary *dictionary, struct str word, struct compound *compound)
{
	struct cutting cutting = {.dictionary = dictionary, .word = word};
	uint64_t hashes[COMPOUND_LONGEST];
	int best = 0;

	if (word.length > COMPOUND_LONGEST)
		return false;
	for (size_t i = PART_SHORTEST; i + PART_SHORTEST <= word.length; i++)
		hashes[i] = dictionary_approach(dictionary, (struct str){word.at + i, word.length - i});
	for (size_t i = 0; i <= word.length; i++)
		cutting.begins[i] = UNASKED;
	for (size_t i = PART_SHORTEST; i + PART_SHORTEST <= word.length; i++) {
		uint32_t form;
		int last, first;
		if (((unsigned char)word.at[i] & 0xc0) == 0x80)
			continue;
		form = dictionary_find_hashed(dictionary, (struct str){word.at + i, word.length - i}, hashes[i]);
		if (form == DICTIONARY_NONE || (last = last_part(dictionary, form, word.length - i)) == 0)
			continue;
		first = first_part(&cutting, i);
		if (first && first + last > best) {
			best = first + last;
			*compound = (struct compound){i, form, first};
		}
	}
	return best > 0;
}

const struct compound *
compound_split(struct splitting *splitting)
{
	if (!splitting->asked)
		splitting->any = split(splitting->dictionary, splitting->word, &splitting->compound);
	splitting->asked = true;
	return splitting->any ? &splitting->compound : NULL;
}
