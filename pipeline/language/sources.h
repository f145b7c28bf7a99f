/* What the table of languages is made of, as one number, so that a table older than its sources is noticed.
 *
 * The lexicons count with every byte, Hunspell's dictionaries by their sizes: reading these through would double the time to start.
 */
#ifndef OMTALE_SOURCES_H
#define OMTALE_SOURCES_H

#include "language/profile.h"

/* 0 when one of them is not there, as where only the compiled table was installed. */
uint64_t
sources_fingerprint(void);

/* Warns when `profile` was made of others than those here now, and says what to run. */
void
sources_compare(const struct profile *profile);

#endif
