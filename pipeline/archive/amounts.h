/* Whole numbers as people and programs write them: 1234  1,234  1.234  1 234  1'234  12,0  1.2K  1,5e3
 */
#ifndef OMTALE_AMOUNTS_H
#define OMTALE_AMOUNTS_H

#include "lib/str.h"

/* Reads `text`, rounded to a whole number and not below 0 (a score may be negative; a reach is not). False when it is no number. A mark before exactly
 * three digits separates thousands; before any other count it is the decimal mark. */
bool
amount_read(struct str text, int64_t *amount);

#endif
