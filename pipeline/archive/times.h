/* Any time that an archive writes, as "2009-12-11T08:30:00Z".
 *
 *   2009-12-11T08:30:00+01:00   2009-12-11 08:30   20091211T083000Z   2009-12-11        ISO 8601
 *   Fri, 11 Dec 2009 08:30:00 +0100                                                      RFC 2822
 *   Fri Dec 11 08:30:00 +0000 2009                                                       Twitter
 *   1260520200   1260520200000   1260520200.5                                            Unix seconds, ms, µs, ns (by their size)
 *   11-12-2009 23:59   11.12.2009 kl. 23.59   11/12/09   11. desember 2009 kl. 23.59     Danish and Norwegian: the day comes first
 *   December 11, 2009 11:59 PM   12/11/2009 11:59 PM                                     with AM or PM, the month comes first
 *   40158.354166   40158,354166                                                          Excel's days from 1899-12-30
 *
 * What has no zone of its own is in the zone that was given. A time that cannot be is unreadable, not bent into another.
 */
#ifndef OMTALE_TIMES_H
#define OMTALE_TIMES_H

#include "archive/calendar.h"
#include "lib/zones.h"

struct times {
	struct zone *zone;  /* where no zone is written; NULL: UTC */
	const char *format; /* for timeformat_read, tried before all else; or NULL */
};

/* Reads `text`; false when it is no time. */
bool
times_read(const struct times *times, struct str text, char out[20]);

/* Reads `text` by a format of the user's; false when it does not fit. The letters:
 *
 *   %Y year   %y its last two digits   %m month   %b %B its name   %d %e day   %a %A weekday (skipped)
 *   %H hour   %I hour of twelve   %p AM, PM   %M minute   %S second   %f digits of a second   %s Unix seconds
 *   %z zone (+01:00, +0100, Z, CET)   %T %H:%M:%S   %F %Y-%m-%d   %% a percent sign   a space: any spaces, or none
 */
enum timeformat { TIMEFORMAT_MISFIT, TIMEFORMAT_MOMENT, TIMEFORMAT_UNIX };

#define TIMEFORMAT_LETTERS "YymbBdeaAHIpMSfszTF%"

enum timeformat
timeformat_read(const char *format, struct str text, struct moment *moment, int64_t *seconds);

/* The first letter behind a % that is none of these, or 0. */
char
timeformat_unknown(const char *format);

#endif
