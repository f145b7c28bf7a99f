#include "archive/calendar.h"

#include "lib/unicode.h"

struct moment
moment_none(void)
{
	return (struct moment){.year = -1, .month = -1, .day = -1, .hour = -1, .minute = -1, .second = -1, .afternoon = -1};
}

static int
month_length(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return lengths[month - 1] + (month == 2 && leap);
}

/* Days from 1970-01-01, Gregorian; years that begin in March make the leap day the last one. */
static int64_t
days_of(int year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1, era = y / 400, of_era = y % 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool
moment_wall(const struct moment *moment, int64_t *wall)
{
	int hour = moment->hour < 0 ? 0 : moment->hour, minute = moment->minute < 0 ? 0 : moment->minute, second = moment->second < 0 ? 0 : moment->second;

	if (moment->year < 1 || moment->year > 9999 || moment->month < 1 || moment->month > 12 || moment->day < 1)
		return false;
	if (moment->day > month_length(moment->year, moment->month))
		return false;
	if (moment->afternoon >= 0) {
		if (hour < 1 || hour > 12)
			return false;
		hour = hour % 12 + 12 * moment->afternoon;
	}
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	*wall = days_of(moment->year, moment->month, moment->day) * 86400 + hour * 3600 + minute * 60 + (second > 59 ? 59 : second);
	return true;
}

static void
put_digits(char *at, int64_t value, int count)
{
	for (at += count; count; count--, value /= 10)
		*--at = (char)('0' + value % 10);
}

bool
calendar_iso(int64_t utc, char out[20])
{
	const int64_t first = days_of(1, 1, 1), last = days_of(9999, 12, 31);
	int64_t day, second, era, of_era, year, of_year, month;

	if (utc < first * 86400 || utc >= (last + 1) * 86400)
		return false;
	day = utc >= 0 ? utc / 86400 : -((86399 - utc) / 86400);
	second = utc - day * 86400;
	day += 719468; /* from 0000-03-01 */
	era = day / 146097;
	of_era = day % 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	memcpy(out, "0000-00-00T00:00:00Z", 20);
	put_digits(out, era * 400 + year + (month >= 10), 4);
	put_digits(out + 5, month < 10 ? month + 3 : month - 9, 2);
	put_digits(out + 8, of_year - (153 * month + 2) / 5 + 1, 2);
	put_digits(out + 11, second / 3600, 2);
	put_digits(out + 14, second / 60 % 60, 2);
	put_digits(out + 17, second % 60, 2);
	return true;
}

/* ---- words ---- */

static const char *const months[] = {
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	"januar",  "februar",  "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december",
	"januar",  "februar",  "mars",  "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember",
};

static const char *const weekdays[] = {
	"monday",  "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",  "mandag", "tirsdag", "onsdag",
	"torsdag", "fredag",  "lørdag",    "søndag",   "måndag", "tysdag",   "laurdag", "sundag", "loerdag", "soendag",
};

static const char *const fillers[] = {"kl", "klokken", "klokka", "at", "den", "the", "d", "of", "t"};

static const struct {
	const char *name;
	int32_t offset;
} zones[] = {
	{"z", 0},        {"utc", 0},      {"gmt", 0},      {"ut", 0},       {"cet", 3600},   {"cest", 7200},  {"met", 3600},   {"mest", 7200},
	{"mez", 3600},   {"mesz", 7200},  {"wet", 0},      {"west", 3600},  {"bst", 3600},   {"eet", 7200},   {"eest", 10800}, {"est", -18000},
	{"edt", -14400}, {"cst", -21600}, {"cdt", -18000}, {"mst", -25200}, {"mdt", -21600}, {"pst", -28800}, {"pdt", -25200},
};

size_t
calendar_letters(struct str text)
{
	size_t n = 0;

	while (n < text.length && ((text.at[n] >= 'a' && text.at[n] <= 'z') || (text.at[n] >= 'A' && text.at[n] <= 'Z') || (unsigned char)text.at[n] >= 0x80))
		n++;
	return n;
}

static bool
is_cut_of(struct str word, const char *whole, size_t least)
{
	return word.at[0] == whole[0] && word.length >= least && word.length <= strlen(whole) && memcmp(word.at, whole, word.length) == 0;
}

enum word_kind
calendar_word(struct str word, int32_t *value)
{
	char room[24];
	struct buffer lower = {room, 0, sizeof room};

	if (word.length == 0 || word.length > sizeof room / 2)
		return WORD_UNKNOWN; /* lower case is never twice as long */
	unicode_lower(&lower, word);
	word = buffer_str(&lower);
	for (size_t i = 0; i < sizeof months / sizeof *months; i++)
		if (is_cut_of(word, months[i], 3)) {
			*value = (int32_t)(i % 12) + 1;
			return WORD_MONTH;
		}
	if (word.length == 2 && word.at[1] == 'm' && (word.at[0] == 'a' || word.at[0] == 'p')) {
		*value = word.at[0] == 'p';
		return WORD_HALF;
	}
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (word.at[0] == zones[i].name[0] && str_equal(word, str_of(zones[i].name))) {
			*value = zones[i].offset;
			return WORD_ZONE;
		}
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (str_equal(word, str_of(fillers[i])))
			return WORD_FILLER;
	for (size_t i = 0; i < sizeof weekdays / sizeof *weekdays; i++)
		if (is_cut_of(word, weekdays[i], 2))
			return WORD_WEEKDAY;
	return WORD_UNKNOWN;
}
