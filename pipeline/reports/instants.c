#include "reports/instants.h"

enum { DAY = 86400 };

int64_t
day_of_instant(int64_t utc)
{
	return utc >= 0 ? utc / DAY : -((DAY - 1 - utc) / DAY);
}

/* Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the leap day is the last. */
int64_t
day_of(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

void
day_split(int64_t day, int64_t *year, int *month, int *day_of_month)
{
	int64_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t shifted = (5 * day_of_year + 2) / 153;

	*day_of_month = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
	*month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	*year = year_of_era + era * 400 + (*month <= 2);
}

int
day_weekday(int64_t day)
{
	return (int)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

static bool
digits(struct str text, size_t at, size_t count, int64_t *value)
{
	if (at + count > text.length)
		return false;
	*value = 0;
	for (size_t i = at; i < at + count; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*value = *value * 10 + (text.at[i] - '0');
	}
	return true;
}

static int
days_of_month(int64_t year, int64_t month)
{
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 ? 28 + leap : 30 + (int)((month + (month > 7)) & 1);
}

bool
instant_read(struct str text, int64_t *utc)
{
	int64_t year, month, day, hour = 0, minute = 0, second = 0;

	if (!digits(text, 0, 4, &year) || !digits(text, 5, 2, &month) || !digits(text, 8, 2, &day) || text.at[4] != '-' || text.at[7] != '-')
		return false;
	if (month < 1 || month > 12 || day < 1 || day > days_of_month(year, month))
		return false;
	if (text.length > 10 &&
	    (text.length != 20 || text.at[10] != 'T' || text.at[13] != ':' || text.at[16] != ':' || text.at[19] != 'Z' || !digits(text, 11, 2, &hour) ||
	     !digits(text, 14, 2, &minute) || !digits(text, 17, 2, &second) || hour > 23 || minute > 59 || second > 60))
		return false;
	*utc = day_of(year, (int)month, (int)day) * DAY + hour * 3600 + minute * 60 + second;
	return true;
}

/* Two decimal digits, and what stands behind them. Times stand in every row of the fact tables, where printf took a sixth of the run. */
static char *
put_two(char *at, unsigned value, char behind)
{
	at[0] = (char)('0' + value / 10);
	at[1] = (char)('0' + value % 10);
	at[2] = behind;
	return at + 3;
}

void
day_write(struct buffer *out, int64_t day)
{
	enum { REMEMBERED = 1024, LENGTH = 10 };
	static struct {
		int64_t day;
		char text[LENGTH + 1];
	} days[REMEMBERED]; /* process: an archive has more times than days */
	char *at = days[(uint64_t)day % REMEMBERED].text;

	if (days[(uint64_t)day % REMEMBERED].day != day || !*at) {
		int64_t year;
		int month, day_of_month;

		day_split(day, &year, &month, &day_of_month);
		if (year < 0 || year > 9999) { /* beyond what the table can hold, but not beyond an int64 */
			buffer_format(out, "%04lld-%02d-%02d", (long long)year, month, day_of_month);
			return;
		}
		days[(uint64_t)day % REMEMBERED].day = day;
		put_two(at, (unsigned)year / 100, '-');
		put_two(at + 2, (unsigned)year % 100, '-');
		put_two(at + 5, (unsigned)month, '-');
		put_two(at + 8, (unsigned)day_of_month, '\0');
	}
	buffer_bytes(out, at, LENGTH);
}

void
instant_write(struct buffer *out, int64_t utc)
{
	int64_t day = day_of_instant(utc);
	unsigned second = (unsigned)(utc - day * DAY);
	char *at;

	day_write(out, day);
	at = buffer_reserve(out, 10);
	*at++ = 'T';
	at = put_two(at, second / 3600, ':');
	at = put_two(at, second / 60 % 60, ':');
	put_two(at, second % 60, 'Z');
	out->length += 10;
}
