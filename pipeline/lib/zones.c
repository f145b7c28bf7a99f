#include "lib/zones.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

#include "lib/icu.h"

struct zone {
	UCalendar *calendar;
	int64_t quarter; /* of an hour UTC that `offset` was asked for: posts come in time order, so it mostly serves again */
	int32_t offset;
	bool asked;
};

const struct str *
zone_names(size_t *count)
{
	static struct str names[1024];
	UErrorCode status = U_ZERO_ERROR;
	UEnumeration *all = ucal_openTimeZones(&status);
	int32_t length;

	must(status, "time zones");
	*count = 0;
	for (const char *name; *count < 1024 && (name = uenum_next(all, &length, &status)); ++*count) {
		char *copy = memory_new((size_t)length + 1, 1);
		names[*count] = (struct str){memcpy(copy, name, (size_t)length), (size_t)length};
	}
	uenum_close(all);
	return names;
}

struct zone *
zone_open(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[64], canonical[64];
	UBool known = false;
	struct zone *zone;
	char custom[64];

	if (strcmp(name, "Z") == 0)
		name = "UTC";
	snprintf(custom, sizeof custom, "%s%s", name[0] == '+' || name[0] == '-' ? "GMT" : "", name);
	u_uastrncpy(wide, custom, 63);
	wide[63] = 0;
	ucal_getCanonicalTimeZoneID(wide, -1, canonical, 64, &known, &status);
	if (status == U_MEMORY_ALLOCATION_ERROR)
		must(status, "time zone");
	if (U_FAILURE(status))
		return NULL;
	zone = memory_new(1, sizeof *zone);
	zone->calendar = ucal_open(wide, -1, "", UCAL_GREGORIAN, &status);
	must(status, "time zone");
	return zone;
}

int32_t
zone_offset(struct zone *zone, int64_t utc)
{
	UErrorCode status = U_ZERO_ERROR;
	int64_t quarter = utc >= 0 ? utc / 900 : -((899 - utc) / 900); /* no zone changes within one */

	if (!zone->asked || zone->quarter != quarter) {
		ucal_setMillis(zone->calendar, (double)utc * 1000.0, &status);
		zone->offset = (ucal_get(zone->calendar, UCAL_ZONE_OFFSET, &status) + ucal_get(zone->calendar, UCAL_DST_OFFSET, &status)) / 1000;
		must(status, "time zone");
		zone->quarter = quarter;
		zone->asked = true;
	}
	return zone->offset;
}

int64_t
zone_to_utc(struct zone *zone, int64_t wall)
{
	/* Both offsets that may hold near this wall time; the earlier one (a larger offset in autumn) is tried first. */
	int32_t before = zone_offset(zone, wall - 86400), after = zone_offset(zone, wall + 86400);

	if (zone_offset(zone, wall - before) == before)
		return wall - before;
	if (zone_offset(zone, wall - after) == after)
		return wall - after;
	return wall - before;
}

void
zone_close(struct zone *zone)
{
	if (!zone)
		return;
	ucal_close(zone->calendar);
	free(zone);
}
