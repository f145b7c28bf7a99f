/* Time zones, by ICU. */
#ifndef OMTALE_ZONES_H
#define OMTALE_ZONES_H

#include "lib/str.h"

struct zone;

/* "Europe/Copenhagen", "UTC", "+01:00" …; NULL when nobody knows it. */
struct zone *
zone_open(const char *name);

/* The names that are known, for messages about one that is not. They last. */
const struct str *
zone_names(size_t *count);

/* The UTC second of a wall-clock time there given as if it were UTC seconds. In the hour that spring skips, the offset from before holds;
 * in the hour that autumn repeats, the first one. */
int64_t
zone_to_utc(struct zone *zone, int64_t wall);

/* Seconds to add to UTC for the wall clock there. */
int32_t
zone_offset(struct zone *zone, int64_t utc);

void
zone_close(struct zone *zone);

#endif
