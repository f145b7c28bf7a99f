/* The rows of a table by one of their letters, so that of hundreds a word is held against the few that could fit it.
 *
 *   for (i = 0, rows = lettered_rows(&endings, 'n', &count); i < count; i++) … table[rows[i]]      in the table's order
 */
#ifndef OMTALE_LETTERED_H
#define OMTALE_LETTERED_H

#include <stddef.h>
#include <stdint.h>

enum { LETTERED_ANY = 256, LETTERED_MOST = UINT16_MAX };

struct lettered {
	uint16_t *rows; /* those of letter c are rows[first[c]] … rows[first[c + 1]] */
	uint32_t first[LETTERED_ANY + 1];
};

/* At most LETTERED_MOST rows; letter_of gives each its letter, or LETTERED_ANY when it may fit with all of them. */
void
lettered_make(struct lettered *lettered, size_t count, unsigned (*letter_of)(const void *table, size_t row), const void *table);

static inline const uint16_t *
lettered_rows(const struct lettered *lettered, unsigned char letter, size_t *count)
{
	*count = lettered->first[letter + 1] - lettered->first[letter];
	return lettered->rows + lettered->first[letter];
}

void
lettered_release(struct lettered *lettered);

#endif
