#include "archive/amounts.h"

enum { MOST_DIGITS = 18 };

/* How long the space or mark between thousands at the front is, or 0: space, no-break space, narrow no-break space, apostrophe. */
static size_t
thousands_space(struct str text)
{
	static const struct str marks[] = {{" ", 1}, {"'", 1}, {"\xc2\xa0", 2}, {"\xe2\x80\xaf", 3}, {"\xe2\x80\x99", 3}};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(text, marks[i]))
			return marks[i].length;
	return 0;
}

static struct str
behind(struct str text, size_t length)
{
	return (struct str){text.at + length, text.length - length};
}

static size_t
count_digits(struct str text)
{
	size_t n = 0;

	while (n < text.length && text.at[n] >= '0' && text.at[n] <= '9')
		n++;
	return n;
}

/* The digits of the whole part, without what separates thousands; *rest is what follows. */
static bool
whole_part(struct str text, int64_t *value, struct str *rest)
{
	size_t digits = count_digits(text), all = 0;
	bool first = true;

	for (*value = 0; digits && (first || digits == 3); digits = count_digits(text)) {
		size_t mark;

		all += digits;
		if (all > MOST_DIGITS)
			return false;
		for (size_t i = 0; i < digits; i++)
			*value = *value * 10 + (text.at[i] - '0');
		*rest = text = behind(text, digits);
		mark = text.length && (text.at[0] == '.' || text.at[0] == ',') ? 1 : thousands_space(text);
		if ((first && digits > 3) || mark == 0 || count_digits(behind(text, mark)) != 3)
			return true;
		text = behind(text, mark);
		first = false;
	}
	return all > 0;
}

/* "1.5e3" as JSON may write it. */
static bool
scientific(struct str text, int64_t *amount)
{
	double value;

	if (!str_to_double(text, &value) || !(value < 1e18 && value > -1e18))
		return false;
	*amount = value < 0 ? 0 : (int64_t)(value + 0.5);
	return true;
}

bool
amount_read(struct str text, int64_t *amount)
{
	bool negative;
	struct str rest = {NULL, 0};
	int64_t tenths = 0;

	text = str_trim(text);
	negative = text.length && text.at[0] == '-';
	if (memchr(text.at ? text.at : "", 'e', text.length) || memchr(text.at ? text.at : "", 'E', text.length))
		return scientific(text, amount);
	if (text.length && (text.at[0] == '-' || text.at[0] == '+'))
		text = behind(text, 1);
	if (!whole_part(text, amount, &rest))
		return false;
	if (rest.length > 1 && (rest.at[0] == '.' || rest.at[0] == ',') && count_digits(behind(rest, 1))) {
		tenths = rest.at[1] - '0';
		rest = behind(rest, 1 + count_digits(behind(rest, 1)));
	}
	rest = str_trim(rest);
	if (rest.length == 1 && (rest.at[0] | 0x20) == 'k' && *amount < INT64_MAX / 10000) {
		*amount = *amount * 1000 + tenths * 100;
	} else if (rest.length == 1 && rest.at[0] == 'M' && *amount < INT64_MAX / 10000000) {
		*amount = *amount * 1000000 + tenths * 100000;
	} else if (rest.length == 0) {
		*amount += tenths >= 5;
	} else {
		return false;
	}
	*amount = negative ? 0 : *amount;
	return true;
}
