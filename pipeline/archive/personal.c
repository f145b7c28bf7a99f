#include "archive/personal.h"

static int
digit(struct str digits, size_t at)
{
	return digits.at[at] - '0';
}

static int
two(struct str digits, size_t at)
{
	return 10 * digit(digits, at) + digit(digits, at + 1);
}

static int
weighted(struct str digits, const char *weights)
{
	int sum = 0;

	for (size_t i = 0; weights[i]; i++)
		sum += (weights[i] - '0') * digit(digits, i);
	return sum;
}

static bool
is_date(int year, int month, int day)
{
	static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] && (month != 2 || day < 29 || leap);
}

static int
cpr_year(int seventh, int year)
{
	if (seventh <= 3)
		return 1900 + year;
	if (seventh == 4 || seventh == 9)
		return year <= 36 ? 2000 + year : 1900 + year;
	return year <= 57 ? 2000 + year : 1800 + year;
}

bool
personal_is_cpr(struct str digits)
{
	int day, month, year;

	if (digits.length != 10)
		return false;
	day = two(digits, 0);
	month = two(digits, 2);
	year = cpr_year(digit(digits, 6), two(digits, 4));
	if (!is_date(year, month, day))
		return false;
	if (year > 2007 || (year == 2007 && month >= 10) || (month == 1 && day == 1))
		return true;
	return weighted(digits, "4327654321") % 11 == 0;
}

/* The century by the individual number; 0 when no year fits. */
static int
fnr_year(int individual, int year)
{
	if (individual < 500)
		return 1900 + year;
	if (individual < 750 && year >= 54)
		return 1800 + year;
	if (year < 40)
		return 2000 + year;
	return individual >= 900 ? 1900 + year : 0;
}

bool
personal_is_fnr(struct str digits)
{
	int day, month, year, first, second;

	if (digits.length != 11)
		return false;
	day = two(digits, 0);
	month = two(digits, 2);
	day -= day > 40 ? 40 : 0;
	month -= month > 80 ? 80 : month > 65 ? 65 : month > 40 ? 40 : 0;
	year = fnr_year(10 * two(digits, 6) + digit(digits, 8), two(digits, 4));
	first = (11 - weighted(digits, "376189452") % 11) % 11;
	second = (11 - weighted(digits, "5432765432") % 11) % 11;
	return year && is_date(year, month, day) && first == digit(digits, 9) && second == digit(digits, 10);
}

static bool
luhn(struct str digits)
{
	int sum = 0;

	for (size_t i = 0; i < digits.length; i++) {
		int value = digit(digits, digits.length - 1 - i) << (i & 1);
		sum += value > 9 ? value - 9 : value;
	}
	return sum % 10 == 0;
}

bool
personal_is_card(struct str digits)
{
	/* Prefixes of six digits from … to, and the lengths they go with. */
	static const struct {
		int from, to;
		size_t shortest, longest;
	} schemes[] = {
		{400000, 499999, 13, 13}, {400000, 499999, 16, 16}, {400000, 499999, 19, 19}, /* Visa */
		{222100, 272099, 16, 16}, {510000, 559999, 16, 16},                           /* Mastercard */
		{340000, 349999, 15, 15}, {370000, 379999, 15, 15},                           /* American Express */
		{300000, 305999, 14, 16}, {360000, 369999, 14, 19}, {380000, 399999, 16, 19}, /* Diners Club */
		{352800, 358999, 16, 19},                                                     /* JCB */
		{500000, 509999, 12, 19}, {560000, 599999, 12, 19}, {601100, 601199, 16, 19},
		{600000, 699999, 12, 19}, /* Dankort (5019), Maestro, Discover, UnionPay */
	};
	int prefix = 0;

	if (digits.length < 12 || digits.length > 19 || digit(digits, 0) < 2 || digit(digits, 0) > 6)
		return false;
	for (size_t i = 0; i < 6; i++)
		prefix = 10 * prefix + digit(digits, i);
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (prefix >= schemes[i].from && prefix <= schemes[i].to && digits.length >= schemes[i].shortest && digits.length <= schemes[i].longest)
			return luhn(digits);
	return false;
}

bool
personal_is_account(struct str digits)
{
	return digits.length == 11 && (11 - weighted(digits, "5432765432") % 11) % 11 == digit(digits, 10);
}

size_t
personal_iban_length(struct str country)
{
	/* By length, so that the table can be read against the registry. */
	static const struct {
		size_t length;
		const char *countries;
	} rows[] = {
		{15, "NO"},
		{16, "BE"},
		{18, "DK FO GL FI NL SD"},
		{19, "MK SI"},
		{20, "AT BA EE KZ LT LU MN XK"},
		{21, "CH HR LI LV"},
		{22, "BG BH CR DE GB GE IE ME RS VA"},
		{23, "AE GI IL IQ OM SO TL"},
		{24, "AD CZ ES MD PK RO SA SE SK TN VG"},
		{25, "LY PT ST"},
		{26, "IS TR"},
		{27, "BI DJ FR GR IT MC MR SM"},
		{28, "AL AZ BY CY DO GT HU LB NI PL SV"},
		{29, "BR EG PS QA UA"},
		{30, "JO KW MU"},
		{31, "MT SC"},
		{32, "LC"},
		{33, "RU"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows && country.length == 2; i++)
		for (const char *at = rows[i].countries; *at; at += at[2] ? 3 : 2)
			if (at[0] == (country.at[0] & ~0x20) && at[1] == (country.at[1] & ~0x20))
				return rows[i].length;
	return 0;
}

bool
personal_is_iban(struct str letters)
{
	int remainder = 0;

	for (size_t i = 0; i < letters.length; i++) {
		char c = letters.at[(i + 4) % letters.length]; /* the country and its check digits stand last in the sum */

		if (c >= '0' && c <= '9')
			remainder = (remainder * 10 + c - '0') % 97;
		else
			remainder = (remainder * 100 + (c & ~0x20) - 'A' + 10) % 97;
	}
	return letters.length > 4 && remainder == 1;
}
