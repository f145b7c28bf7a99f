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

static int
days_of_month(int year, int month)
{
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 ? 28 + leap : 30 + ((month + (month > 7)) & 1);
}

/* Two digits as a number, or something beyond 99. */
static inline int
two_digits(const char *at)
{
	unsigned tens = (unsigned char)at[0] - (unsigned)'0', ones = (unsigned char)at[1] - (unsigned)'0';

	return tens <= 9 && ones <= 9 ? (int)(tens * 10 + ones) : 1000;
}

enum { DATE = 10, INSTANT = 20 /* bytes */ };

/* The day of a date's ten bytes. The next post is of the same day almost always. */
static bool
day_read(const char *date, int64_t *day)
{
	static char last[DATE + 1] = "1970-01-01"; /* process */
	static int64_t day_of_last = 0;
	int century, year, month, day_of_month;

	if (memcmp(date, last, DATE) == 0) {
		*day = day_of_last;
		return true;
	}
	century = two_digits(date);
	year = two_digits(date + 2);
	month = two_digits(date + 5);
	day_of_month = two_digits(date + 8);
	if (century > 99 || year > 99 || date[4] != '-' || date[7] != '-' || month < 1 || month > 12 || day_of_month < 1 ||
	    day_of_month > days_of_month(century * 100 + year, month))
		return false;
	*day = day_of_last = day_of(century * 100 + year, month, day_of_month);
	memcpy(last, date, DATE);
	return true;
}

bool
instant_read(struct str text, int64_t *utc)
{
	int64_t day;
	int hour = 0, minute = 0, second = 0;

	if (text.length < DATE || !day_read(text.at, &day))
		return false;
	if (text.length > DATE) {
		if (text.length != INSTANT || text.at[10] != 'T' || text.at[13] != ':' || text.at[16] != ':' || text.at[19] != 'Z')
			return false;
		hour = two_digits(text.at + 11);
		minute = two_digits(text.at + 14);
		second = two_digits(text.at + 17);
		if (hour > 23 || minute > 59 || second > 60)
			return false;
	}
	*utc = day * DAY + hour * 3600 + minute * 60 + second;
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
