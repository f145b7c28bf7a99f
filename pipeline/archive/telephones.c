#include "archive/telephones.h"

#include "archive/signs.h"

const char *const telephone_cues[] = {"tlf",     "tlfnr",   "tlfnummer",   "telefon", "telefonen", "telefonnummer", "tel", "mobil",
                                      "mobilen", "mobilnr", "mobilnummer", "mob",     "ring",      "ringe",         "sms", "phone",
                                      "call",    "text",    "whatsapp",    "signal",  "vipps",     "mobilepay",     NULL};
static const char *const no_telephone_cues[] = {"ordre",
                                                "ordren",
                                                "ordrenr",
                                                "ordrenummer",
                                                "order",
                                                "sak",
                                                "saken",
                                                "saksnr",
                                                "saksnummer",
                                                "sag",
                                                "sagen",
                                                "sagsnr",
                                                "sagsnummer",
                                                "case",
                                                "bestilling",
                                                "bestillingsnr",
                                                "bestillingsnummer",
                                                "booking",
                                                "bookingnr",
                                                "bookingnummer",
                                                "faktura",
                                                "fakturanr",
                                                "fakturanummer",
                                                "invoice",
                                                "referanse",
                                                "reference",
                                                "ref",
                                                "pakke",
                                                "pakkenr",
                                                "pakkenummer",
                                                "ticket",
                                                "cvr",
                                                "cvrnr",
                                                "org",
                                                "orgnr",
                                                "isbn",
                                                "ean",
                                                "varenr",
                                                "varenummer",
                                                "serienr",
                                                "serienummer",
                                                NULL};

static bool
is_amount(struct str text, const struct groups *run, size_t last)
{
	static const char *const units[] = {"kr",  "kroner", "kronar", "dkk", "nok", "sek", "eur", "euro", "usd", "gbp", "stk",
	                                    "mio", "mill",   "mia",    "%",   "€",   "$",   "£",   "km",   "kg",  NULL};
	static const char *const before[] = {"kr", "dkk", "nok", "sek", "eur", "usd", "gbp", NULL};
	size_t at = run->ends[last], start = run->starts[0];

	if (at < text.length && text.at[at] == ' ')
		at++;
	for (size_t i = 0; units[i]; i++) {
		size_t end = at + strlen(units[i]);
		if (sign_starts(text, at, units[i]) && !sign_word_at(text, end))
			return true;
	}
	if (start > 0 && text.at[start - 1] == ' ')
		start--;
	return cue_announces(text, run->starts[0], before) || (start > 0 && text.at[start - 1] == '$') || (start > 2 && sign_starts(text, start - 3, "€")) ||
	       (start > 1 && sign_starts(text, start - 2, "£"));
}

static int
four(const char *digits)
{
	return (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + digits[3] - '0';
}

static int
two_digits(const struct groups *run, size_t group)
{
	const char *digits = run->digits + 2 * group;

	return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* 20250409, or 2019-2024: 8 digits that are a day or two years. */
static bool
is_time(const struct groups *run, size_t last)
{
	int month = (run->digits[4] - '0') * 10 + run->digits[5] - '0', day = (run->digits[6] - '0') * 10 + run->digits[7] - '0';
	bool year = four(run->digits) >= 1900 && four(run->digits) < 2100;

	if (last == 0)
		return year && month >= 1 && month <= 12 && day >= 1 && day <= 31;
	return year && groups_shape(run, last, "44") && four(run->digits + 4) >= 1900 && four(run->digits + 4) < 2100;
}

/* Sizes, weeks, prices: 36 38 40 42, 30 40 50 60, 2000 2100. */
static bool
is_row(const struct groups *run, size_t last)
{
	int step;

	if (groups_shape(run, last, "44"))
		return strncmp(run->digits + 2, "00", 2) == 0 && strncmp(run->digits + 6, "00", 2) == 0;
	if (!groups_shape(run, last, "2222"))
		return false;
	step = two_digits(run, 1) - two_digits(run, 0);
	return (step == 1 || step == 2 || step == 5 || step == 10) && two_digits(run, 2) - two_digits(run, 1) == step &&
	       two_digits(run, 3) - two_digits(run, 2) == step;
}

/* Whether the digits go on with a decimal point before them, or another group of their kind before or behind. */
static bool
is_part_of_more(struct str text, const struct groups *run, size_t last)
{
	size_t start = run->starts[0];
	bool digit_before = start > 1 && group_digit_at(text, start - 2);
	char before = start > 0 ? text.at[start - 1] : ' ';

	if (digit_before && (before == ',' || before == '.'))
		return true;
	return last > 0 && ((last + 1 < run->count && run->between[last + 1] == run->between[1]) || (digit_before && before == run->between[1]));
}

static bool
is_local_telephone(struct str text, const struct groups *run, size_t last)
{
	size_t digits = run->totals[last];

	if (digits < 8 || digits > 11)
		return false;
	if (groups_shape(run, last, "334") && run->digits[0] >= '2')
		return true;
	for (size_t i = 2; i <= last; i++)
		if (run->between[i] != run->between[1])
			return false;
	if (digits >= 9 && digits <= 11 && run->digits[0] == '0')
		return true;
	if (groups_shape(run, last, "22222") && run->digits[0] == '4' && (run->digits[1] == '5' || run->digits[1] == '7'))
		return true; /* a Dane's or a Norwegian's, without its plus */
	if (digits != 8 || run->digits[0] < '2' || is_time(run, last) || is_row(run, last) || is_amount(text, run, last) || is_part_of_more(text, run, last))
		return false;
	if (cue_tells(text, run->starts[0], no_telephone_cues))
		return false;
	return groups_shape(run, last, "8") || groups_shape(run, last, "2222") || groups_shape(run, last, "44") || groups_shape(run, last, "323");
}

/* https://wa.me/4522334455, send?phone=4522334455 */
static bool
is_telephone_address(struct str text, size_t at)
{
	static const char *const fronts[] = {"wa.me/", "phone=", "tel=", "tlf=", "mobile=", NULL};

	for (size_t i = 0; fronts[i]; i++)
		if (at >= strlen(fronts[i]) && sign_starts(text, at - strlen(fronts[i]), fronts[i]))
			return true;
	return false;
}

bool
telephone_is(struct str text, const struct groups *run, size_t last, bool plus)
{
	size_t digits = run->totals[last], start = run->starts[0];
	bool nordic = run->digits[0] == '4' && (run->digits[1] == '5' || run->digits[1] == '7');

	if (plus)
		return digits >= 7 && digits <= 15 && (!nordic || digits == 10 || last + 1 == run->count) && !is_amount(text, run, last);
	if (start > 0 && strchr("/=#&?_@", text.at[start - 1]))
		return digits >= 8 && digits <= 15 && is_telephone_address(text, start);
	if (digits >= 10 && digits <= 17 && run->digits[0] == '0' && run->digits[1] == '0')
		return true;
	if (is_local_telephone(text, run, last))
		return true;
	return digits >= 5 && digits <= 15 && last + 1 == run->count && cue_announces(text, start, telephone_cues) && !is_amount(text, run, last);
}
