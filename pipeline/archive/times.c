#include "archive/times.h"

/* What is being read, and what was found in it so far. */
struct reading {
	const char *at, *end;
	struct moment moment;
	bool slashes;   /* the date is 11/12/2009, whose order AM or PM turns */
	bool clock_due; /* "kl." was read: the next number is an hour */
};

static bool
is_digit(const struct reading *reading, size_t ahead)
{
	return (size_t)(reading->end - reading->at) > ahead && reading->at[ahead] >= '0' && reading->at[ahead] <= '9';
}

static char
peek(const struct reading *reading, size_t ahead)
{
	return (size_t)(reading->end - reading->at) > ahead ? reading->at[ahead] : '\0';
}

static size_t
count_digits(const struct reading *reading, size_t from)
{
	size_t n = 0;

	while (is_digit(reading, from + n))
		n++;
	return n;
}

/* The number of `count` digits (at most 9) that stand next, and moves behind them. */
static int
take(struct reading *reading, size_t count)
{
	int value = 0;

	for (; count; count--)
		value = value * 10 + (*reading->at++ - '0');
	return value;
}

static int
full_year(int year, size_t digits)
{
	return digits > 2 ? year : year < 69 ? 2000 + year : 1900 + year;
}

/* 08:30  08.30  08:30:00  08:30:00.000  083000, from its hour on. */
static bool
read_clock(struct reading *reading, size_t hour_digits)
{
	char mark;

	if (reading->moment.hour >= 0)
		return false;
	reading->moment.hour = take(reading, hour_digits);
	mark = peek(reading, 0);
	if ((mark != ':' && mark != '.') || count_digits(reading, 1) != 2)
		return true; /* "kl. 9", "9 PM" */
	reading->at++;
	reading->moment.minute = take(reading, 2);
	if (peek(reading, 0) == mark && count_digits(reading, 1) == 2) {
		reading->at++;
		reading->moment.second = take(reading, 2);
		if ((peek(reading, 0) == '.' || peek(reading, 0) == ',') && is_digit(reading, 1)) {
			reading->at++;
			reading->at += count_digits(reading, 0);
		}
	}
	return true;
}

/* 083000 or 0830 behind a compact date. */
static bool
read_compact_clock(struct reading *reading, size_t digits)
{
	if (reading->moment.hour >= 0)
		return false;
	reading->moment.hour = take(reading, 2);
	reading->moment.minute = take(reading, 2);
	if (digits == 6)
		reading->moment.second = take(reading, 2);
	if (peek(reading, 0) == '.' && is_digit(reading, 1))
		reading->at += 1 + count_digits(reading, 1);
	return true;
}

/* 2009-12-11 */
static bool
read_year_first(struct reading *reading, char mark)
{
	reading->moment.year = take(reading, 4);
	reading->at++;
	if (count_digits(reading, 0) < 1 || count_digits(reading, 0) > 2)
		return false;
	reading->moment.month = take(reading, count_digits(reading, 0));
	if (peek(reading, 0) != mark || count_digits(reading, 1) < 1 || count_digits(reading, 1) > 2)
		return false;
	reading->at++;
	reading->moment.day = take(reading, count_digits(reading, 0));
	return true;
}

/* 11.12.2009, when it is that: the same mark twice with one or two digits between and two or four behind. */
static bool
read_day_first(struct reading *reading, size_t day_digits, char mark)
{
	size_t month_digits = count_digits(reading, day_digits + 1), year_digits = count_digits(reading, day_digits + month_digits + 2);

	if (month_digits < 1 || month_digits > 2 || peek(reading, day_digits + 1 + month_digits) != mark || (year_digits != 2 && year_digits != 4))
		return false;
	reading->moment.day = take(reading, day_digits);
	reading->at++;
	reading->moment.month = take(reading, month_digits);
	reading->at++;
	reading->moment.year = full_year(take(reading, year_digits), year_digits);
	reading->slashes = mark == '/';
	return true;
}

static bool
read_short_number(struct reading *reading, size_t digits)
{
	struct moment *moment = &reading->moment;
	char mark = peek(reading, digits);

	if (moment->year < 0 && moment->month < 0 && moment->day < 0 && (mark == '-' || mark == '/' || mark == '.') && read_day_first(reading, digits, mark))
		return true;
	if (reading->clock_due || mark == ':' || (moment->day >= 0 && mark == '.' && is_digit(reading, digits + 1))) {
		reading->clock_due = false;
		return read_clock(reading, digits);
	}
	if (moment->day < 0) {
		moment->day = take(reading, digits);
		for (const char *ending = "stndrdth"; *ending; ending += 2) /* 1st, 2nd, 3rd, 4th */
			if (peek(reading, 0) == ending[0] && peek(reading, 1) == ending[1]) {
				reading->at += 2;
				break;
			}
		return true;
	}
	if (moment->year < 0 && moment->month > 0 && digits == 2) {
		moment->year = full_year(take(reading, 2), 2);
		return true;
	}
	return read_clock(reading, digits);
}

static bool
read_number(struct reading *reading)
{
	struct moment *moment = &reading->moment;
	size_t digits = count_digits(reading, 0);
	char mark = peek(reading, digits);

	if (digits <= 2)
		return read_short_number(reading, digits);
	if (moment->day >= 0 && moment->year >= 0)
		return (digits == 6 || (digits == 4 && (reading->at[-1] | 0x20) == 't')) && read_compact_clock(reading, digits);
	if (digits == 4) {
		if (moment->month < 0 && (mark == '-' || mark == '/' || mark == '.'))
			return read_year_first(reading, mark);
		moment->year = take(reading, 4);
		return moment->month > 0; /* Dec 11 … 2009 */
	}
	if (moment->month >= 0 || (digits != 8 && digits != 14))
		return false;
	moment->year = take(reading, 4);
	moment->month = take(reading, 2);
	moment->day = take(reading, 2);
	return digits == 8 || read_compact_clock(reading, 6);
}

/* +01:00  +0100  +01 */
static bool
read_offset(struct reading *reading)
{
	int sign = *reading->at == '-' ? -1 : 1, hours, minutes = 0;
	size_t digits = count_digits(reading, 1);

	if (reading->moment.hour < 0 || (digits != 4 && digits != 2))
		return false;
	reading->at++;
	hours = take(reading, 2);
	if (digits == 2 && peek(reading, 0) == ':' && count_digits(reading, 1) == 2)
		reading->at++;
	else if (digits == 2)
		digits = 0;
	if (digits)
		minutes = take(reading, 2);
	reading->moment.zoned = true;
	reading->moment.offset = sign * (hours * 3600 + minutes * 60);
	return hours <= 18 && minutes <= 59;
}

static struct str
rest_of(const struct reading *reading)
{
	return (struct str){reading->at, (size_t)(reading->end - reading->at)};
}

static bool
read_word(struct reading *reading)
{
	struct str word = {reading->at, calendar_letters(rest_of(reading))};
	int32_t value = 0;

	reading->at += word.length;
	if (peek(reading, 0) == '.')
		reading->at++;
	switch (calendar_word(word, &value)) {
	case WORD_MONTH:
		if (reading->moment.month >= 0)
			return false;
		reading->moment.month = value;
		return true;
	case WORD_HALF:
		reading->moment.afternoon = value;
		return reading->moment.hour >= 0;
	case WORD_ZONE:
		reading->moment.zoned = true;
		reading->moment.offset = value;
		return true;
	case WORD_FILLER:
		reading->clock_due |= (word.at[0] | 32) == 'k';
		return true;
	case WORD_WEEKDAY:
		return true;
	default:
		return false;
	}
}

/* Whatever stands next: a number, a word, a mark. */
static bool
read_next(struct reading *reading)
{
	char c = *reading->at;

	if (c >= '0' && c <= '9')
		return read_number(reading);
	if (str_starts(rest_of(reading), STR("\xc2\xa0")) || str_starts(rest_of(reading), STR("\xe2\x80\xaf"))) { /* spaces that do not break */
		reading->at += c == '\xc2' ? 2 : 3;
		return true;
	}
	if ((c == '+' || c == '-') && reading->moment.hour >= 0)
		return read_offset(reading);
	if (calendar_letters(rest_of(reading)))
		return read_word(reading);
	if (c == '(') { /* RFC 2822's comment names the zone once more */
		const char *closing = memchr(reading->at, ')', (size_t)(reading->end - reading->at));
		reading->at = closing ? closing + 1 : reading->at;
		return closing != NULL;
	}
	reading->at++;
	return c == ' ' || c == ',' || c == '.' || c == '\t' || (c == '-' && reading->moment.hour < 0);
}

static bool
read_written(struct str text, struct moment *moment)
{
	struct reading reading = {.at = text.at, .end = text.at + text.length, .moment = moment_none()};

	while (reading.at < reading.end)
		if (!read_next(&reading))
			return false;
	if (reading.slashes && reading.moment.afternoon >= 0) {
		int day = reading.moment.month;
		reading.moment.month = reading.moment.day;
		reading.moment.day = day;
	}
	*moment = reading.moment;
	return true;
}

/* ---- as we write it ourselves ---- */

static int
two_digits(const char *at)
{
	return (at[0] - '0') * 10 + (at[1] - '0');
}

/* Whether `text` is 2009-12-11T08:30:00Z, a moment that there was: most archives write it so, and need no closer reading. */
static bool
is_canonical(struct str text)
{
	static const char shape[] = "0000-00-00T00:00:00Z";
	struct moment moment = moment_none();
	int64_t wall;

	if (text.length != sizeof shape - 1)
		return false;
	for (size_t i = 0; i < sizeof shape - 1; i++)
		if (shape[i] == '0' ? (unsigned)(text.at[i] - '0') > 9 : text.at[i] != shape[i])
			return false;
	moment.year = two_digits(text.at) * 100 + two_digits(text.at + 2);
	moment.month = two_digits(text.at + 5);
	moment.day = two_digits(text.at + 8);
	moment.hour = two_digits(text.at + 11);
	moment.minute = two_digits(text.at + 14);
	moment.second = two_digits(text.at + 17);
	return moment.second < 60 && moment_wall(&moment, &wall);
}

/* ---- numbers ---- */

/* ",354166" in seconds, rounded. */
static int64_t
fraction_of_day(struct str fraction)
{
	int64_t value = 0, scale = 1;

	for (size_t i = 1; i < fraction.length && scale < 1000000000000; i++, scale *= 10)
		value = value * 10 + (fraction.at[i] - '0');
	return (value * 86400 + scale / 2) / scale;
}

/* Unix time, told by its size, or Excel's days. `wall` becomes true for the latter, which knows no zone. */
static bool
read_bare_number(struct str text, int64_t *seconds, bool *wall)
{
	size_t whole = 0, sign = text.length && text.at[0] == '-';
	struct str fraction;
	int64_t number;

	while (sign + whole < text.length && text.at[sign + whole] >= '0' && text.at[sign + whole] <= '9')
		whole++;
	fraction = (struct str){text.at + sign + whole, text.length - sign - whole};
	if (whole == 0 || whole > 19 || !str_to_int((struct str){text.at, sign + whole}, &number))
		return false;
	if (fraction.length) {
		if (fraction.at[0] != '.' && fraction.at[0] != ',')
			return false;
		for (size_t i = 1; i < fraction.length; i++)
			if (fraction.at[i] < '0' || fraction.at[i] > '9')
				return false;
	}
	*wall = number >= 20000 && number < 80000;
	if (*wall) { /* 1954 to 2119; the fraction is one of a day */
		*seconds = (number - 25569) * 86400 + fraction_of_day(fraction);
		return true;
	}
	if (whole < 9 || (whole == 14 && (str_starts(text, STR("19")) || str_starts(text, STR("20")))))
		return false; /* before 1973, or 20091211083000 */
	for (int64_t limit = 100000000000; number >= limit || -number >= limit; number /= 1000)
		continue; /* ms, µs, ns */
	*seconds = number;
	return true;
}

bool
times_read(const struct times *times, struct str text, char out[20])
{
	struct moment moment;
	int64_t seconds;
	bool wall = false;

	text = str_trim(text);
	if (text.length == 0 || text.length > 100)
		return false;
	if (!times->format && is_canonical(text)) {
		memcpy(out, text.at, 20);
		return true;
	}
	if (times->format) {
		enum timeformat fits = timeformat_read(times->format, text, &moment, &seconds);

		if (fits != TIMEFORMAT_MOMENT)
			return fits == TIMEFORMAT_UNIX && calendar_iso(seconds, out);
	} else if (read_bare_number(text, &seconds, &wall)) {
		return calendar_iso(wall && times->zone ? zone_to_utc(times->zone, seconds) : seconds, out);
	} else if (!read_written(text, &moment)) {
		return false;
	}
	if (!moment_wall(&moment, &seconds))
		return false;
	if (moment.zoned)
		seconds -= moment.offset;
	else if (times->zone)
		seconds = zone_to_utc(times->zone, seconds);
	return calendar_iso(seconds, out);
}
