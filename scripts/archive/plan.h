/* When things happen: 26 weeks from Monday 6 January 2025, hour by hour so many posts of each story.
 */
#ifndef MAKE_ARCHIVE_PLAN_H
#define MAKE_ARCHIVE_PLAN_H

#include <stdint.h>

/* Shares n posts out among the stories and begins the people who write them. */
void
plan_begin(uint64_t n, uint64_t seed);

/* Writes them all, those by hand among them. */
void
plan_carry_out(void);

#endif
