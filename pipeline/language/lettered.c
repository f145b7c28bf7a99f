#include "language/lettered.h"

#include <stdlib.h>

#include "lib/str.h"

void
lettered_make(struct lettered *lettered, size_t count, unsigned (*letter_of)(const void *table, size_t row), const void *table)
{
	uint32_t next[LETTERED_ANY + 1] = {0};

	for (int filling = 0; filling < 2; filling++) {
		for (size_t row = 0; row < count; row++) {
			unsigned letter = letter_of(table, row), last = letter == LETTERED_ANY ? LETTERED_ANY - 1 : letter;
			for (unsigned c = letter == LETTERED_ANY ? 0 : letter; c <= last; c++) {
				if (filling)
					lettered->rows[next[c]++] = (uint16_t)row;
				else
					lettered->first[c + 1]++;
			}
		}
		if (filling)
			return;
		for (unsigned c = 0; c < LETTERED_ANY; c++)
			lettered->first[c + 1] += lettered->first[c];
		memcpy(next, lettered->first, sizeof next);
		lettered->rows = memory_new(lettered->first[LETTERED_ANY], sizeof *lettered->rows);
	}
}

void
lettered_release(struct lettered *lettered)
{
	free(lettered->rows);
	*lettered = (struct lettered){0};
}
