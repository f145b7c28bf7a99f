/* Dates and clocks, and what months, days and zones are called in Danish, bokmål, nynorsk and English.
 */
#ifndef OMTALE_CALENDAR_H
#define OMTALE_CALENDAR_H

#include "lib/str.h"

/* A wall-clock time; -1 where a part is not known. */
struct moment {
	int year, month, day;     /* 1–12, 1–31 */
	int hour, minute, second; /* 0–23, 0–59, 0–60 */
	int afternoon;            /* 0: AM, 1: PM */
	bool zoned;               /* the zone was written */
	int32_t offset;           /* then: seconds east of UTC */
};

/* All unknown. */
struct moment
moment_none(void);

/* Checks the parts, fills in those that may be left out (a date is enough), and gives the seconds from 1970 to it as if it were UTC; false
 * when there is no such time. */
bool
moment_wall(const struct moment *moment, int64_t *wall);

/* "2009-12-11T08:30:00Z" in out[20] (no NUL), for years 1 to 9999; false beyond. */
bool
calendar_iso(int64_t utc, char out[20]);

/* How many bytes at the front of `text` may be a word: letters, and all above ASCII. */
size_t
calendar_letters(struct str text);

enum word_kind { WORD_UNKNOWN, WORD_MONTH, WORD_WEEKDAY, WORD_FILLER, WORD_HALF, WORD_ZONE };

/* What a word is among dates; *value: the month, 0 or 1 for AM or PM, a zone's seconds east. Months may be cut to three letters and more, weekdays to two;
 * case does not count. Fillers are "kl", "at", "den" and the like. */
enum word_kind
calendar_word(struct str word, int32_t *value);

#endif
