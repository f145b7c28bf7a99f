/* The half of times.h that reads by a format of the user's. strptime would do, did it not ask the locale what January is called. */
#include "archive/times.h"

static bool
take_number(struct str *text, size_t least, size_t most, int *value)
{
	size_t n = 0;

	for (*value = 0; n < most && n < text->length && text->at[n] >= '0' && text->at[n] <= '9'; n++)
		*value = *value * 10 + (text->at[n] - '0');
	*text = (struct str){text->at + n, text->length - n};
	return n >= least;
}

static bool
take_word(struct str *text, enum word_kind kind, int32_t *value)
{
	struct str word = {text->at, calendar_letters(*text)};

	*text = (struct str){text->at + word.length, text->length - word.length};
	if (text->length && text->at[0] == '.') /* "des." */
		*text = (struct str){text->at + 1, text->length - 1};
	return word.length && calendar_word(word, value) == kind;
}

static bool
take_zone(struct str *text, struct moment *moment)
{
	int sign, hours, minutes = 0;

	moment->zoned = true;
	if (text->length == 0)
		return false;
	if (text->at[0] != '+' && text->at[0] != '-')
		return take_word(text, WORD_ZONE, &moment->offset);
	sign = text->at[0] == '-' ? -1 : 1;
	*text = (struct str){text->at + 1, text->length - 1};
	if (!take_number(text, 2, 2, &hours))
		return false;
	if (text->length && text->at[0] == ':')
		*text = (struct str){text->at + 1, text->length - 1};
	if (text->length && text->at[0] >= '0' && text->at[0] <= '9' && !take_number(text, 2, 2, &minutes))
		return false;
	moment->offset = sign * (hours * 3600 + minutes * 60);
	return hours <= 18 && minutes <= 59;
}

static bool
take_unix(struct str *text, int64_t *seconds)
{
	size_t n = text->length && text->at[0] == '-';
	struct str number = *text;

	while (n < text->length && text->at[n] >= '0' && text->at[n] <= '9')
		n++;
	number.length = n;
	*text = (struct str){text->at + n, text->length - n};
	return str_to_int(number, seconds);
}

/* What a format is filled into. */
struct filling {
	struct str text; /* still to be read */
	struct moment moment;
	int64_t seconds;
	bool is_unix;
};

static bool
fill(struct filling *filling, const char *format);

static bool
take_letter(char letter, struct filling *filling)
{
	struct str *text = &filling->text;
	struct moment *moment = &filling->moment;
	int32_t value = 0;
	int number;
	bool good;

	switch (letter) {
	case 'Y':
		return take_number(text, 4, 4, &moment->year);
	case 'm':
		return take_number(text, 1, 2, &moment->month);
	case 'd':
	case 'e':
		return take_number(text, 1, 2, &moment->day);
	case 'H':
	case 'I':
		return take_number(text, 1, 2, &moment->hour);
	case 'M':
		return take_number(text, 1, 2, &moment->minute);
	case 'S':
		return take_number(text, 1, 2, &moment->second);
	case 'f':
		return take_number(text, 1, 9, &number);
	case 'z':
		return take_zone(text, moment);
	case 'a':
	case 'A':
		return take_word(text, WORD_WEEKDAY, &value);
	case 'F':
		return fill(filling, "%Y-%m-%d");
	case 'T':
		return fill(filling, "%H:%M:%S");
	case 's':
		filling->is_unix = true;
		return take_unix(text, &filling->seconds);
	case 'y':
		good = take_number(text, 2, 2, &number);
		moment->year = number < 69 ? 2000 + number : 1900 + number;
		return good;
	case 'b':
	case 'B':
		good = take_word(text, WORD_MONTH, &value);
		moment->month = value;
		return good;
	case 'p':
		good = take_word(text, WORD_HALF, &value);
		moment->afternoon = value;
		return good;
	default:
		return false;
	}
}

static bool
fill(struct filling *filling, const char *format)
{
	struct str *text = &filling->text;

	for (; *format; format++) {
		if (*format == ' ') {
			while (text->length && (text->at[0] == ' ' || text->at[0] == '\t'))
				*text = (struct str){text->at + 1, text->length - 1};
		} else if (*format == '%' && format[1] != '%') {
			if (!take_letter(*++format, filling))
				return false;
		} else {
			format += *format == '%';
			if (text->length == 0 || text->at[0] != *format)
				return false;
			*text = (struct str){text->at + 1, text->length - 1};
		}
	}
	return true;
}

enum timeformat
timeformat_read(const char *format, struct str text, struct moment *moment, int64_t *seconds)
{
	struct filling filling = {.text = text, .moment = moment_none()};

	if (!fill(&filling, format) || filling.text.length)
		return TIMEFORMAT_MISFIT;
	*moment = filling.moment;
	*seconds = filling.seconds;
	return filling.is_unix ? TIMEFORMAT_UNIX : TIMEFORMAT_MOMENT;
}

char
timeformat_unknown(const char *format)
{
	for (; *format; format++)
		if (*format == '%' && (*++format == '\0' || !strchr(TIMEFORMAT_LETTERS, *format)))
			return *format ? *format : '%';
	return '\0';
}
