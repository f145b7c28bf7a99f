/* Whether a number in a text is one's telephone: written with + or 00, behind a word for it, as eight digits from 2 to 9 in the groups that Danes and
 * Norwegians use, or as other countries do (0…, 555-123-4567). Amounts, years, dates, sizes and the numbers of orders and cases are none.
 */
#ifndef OMTALE_TELEPHONES_H
#define OMTALE_TELEPHONES_H

#include "archive/groups.h"

/* tlf, ring, mobil … */
extern const char *const telephone_cues[];

/* The groups up to number `last`; `plus`: behind a plus. */
bool
telephone_is(struct str text, const struct groups *run, size_t last, bool plus);

#endif
