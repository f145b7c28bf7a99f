#include "language/compound.h"

enum { PART_SHORTEST = 3, COMPOUND_LONGEST = 64 };

/* Whether `part` can stand first in a compound: a word, perhaps with a linking -s- or -e-, or such a one behind another. */
static int
first_part(const struct dictionary *dictionary, struct str part, int depth)
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
	if (best == 0 && depth > 0) {
		for (size_t i = PART_SHORTEST; i + PART_SHORTEST <= part.length; i++) {
			int left = first_part(dictionary, (struct str){part.at, i}, 0), right;
			if (left <= 40)
				continue;
			right = first_part(dictionary, (struct str){part.at + i, part.length - i}, 0);
			if (right > 40 && (left + right) / 4 > best)
				best = (left + right) / 4;
		}
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

bool
compound_split(const struct dictionary *dictionary, struct str word, struct compound *compound)
{
	uint64_t hashes[COMPOUND_LONGEST];
	int best = 0;

	if (word.length > COMPOUND_LONGEST)
		return false;
	for (size_t i = PART_SHORTEST; i + PART_SHORTEST <= word.length; i++)
		hashes[i] = dictionary_approach(dictionary, (struct str){word.at + i, word.length - i});
	for (size_t i = PART_SHORTEST; i + PART_SHORTEST <= word.length; i++) {
		uint32_t form;
		int last, first;
		if (((unsigned char)word.at[i] & 0xc0) == 0x80)
			continue;
		form = dictionary_find_hashed(dictionary, (struct str){word.at + i, word.length - i}, hashes[i]);
		if (form == DICTIONARY_NONE || (last = last_part(dictionary, form, word.length - i)) == 0)
			continue;
		first = first_part(dictionary, (struct str){word.at, i}, 1);
		if (first && first + last > best) {
			best = first + last;
			*compound = (struct compound){i, form, first};
		}
	}
	return best > 0;
}
