/* Times and dates as the reports read and write them: ISO 8601, the proleptic Gregorian calendar, seconds since 1970 in UTC. */
#ifndef OMTALE_INSTANTS_H
#define OMTALE_INSTANTS_H

#include "lib/str.h"

/* "2009-12-11T08:30:00Z", or a date alone (its midnight), as UTC seconds. */
bool
instant_read(struct str text, int64_t *utc);

/* The other way. */
void
instant_write(struct buffer *out, int64_t utc);

/* "2009-12-11" of a day number (days since 1970-01-01). */
void
day_write(struct buffer *out, int64_t day);

/* The day number of a date; months from 1. */
int64_t
day_of(int64_t year, int month, int day);

/* The date of a day number. */
void
day_split(int64_t day, int64_t *year, int *month, int *day_of_month);

/* Monday is 0. */
int
day_weekday(int64_t day);

/* Floor division, so that times before 1970 fall on their own day. */
int64_t
day_of_instant(int64_t utc);

#endif
