/* Sorting whole numbers by their bytes instead of by comparing them: a number's digit to the base 256 says at once where it goes. */
#ifndef OMTALE_SORT_H
#define OMTALE_SORT_H

#include "lib/str.h"

/* Ascending. What is to be sorted by a small number and carries another (brand and author, time and place) is put into the upper and the lower half.
 * Takes as much room again as the numbers have, given back at the end. */
void
sort_numbers(uint64_t *numbers, size_t count);

/* The same, each once: how many are left. */
size_t
sort_distinct(uint64_t *numbers, size_t count);

/* What is sorted by a number that leaves no room for what it stands for. */
struct keyed {
	uint64_t key;
	uint32_t number;
};

/* By key; those of equal keys stay as they stood. */
void
sort_keyed(struct keyed *all, size_t count);

/* The numbers of texts, by the bytes of these as str_compare has it; equal texts stay as they stood. `numbers` are at first 0 … count - 1, or any of them. */
void
sort_texts(const struct str *texts, uint32_t *numbers, size_t count);

#endif
