#include "archive/redaction.h"

#include "archive/personal.h"
#include "archive/signs.h"

enum { MOST_GROUPS = 16, LONGEST_GROUP = 20, MOST_DIGITS = 40, FARTHEST_CUE = 48 };

const char *const redacted_names[REDACTED_KINDS][2] = {
	{"e-mail address", "e-mail addresses"},
	{"telephone number", "telephone numbers"},
	{"CPR number", "CPR numbers"},
	{"fødselsnummer", "fødselsnummer"},
	{"IBAN", "IBANs"},
	{"card number", "card numbers"},
};

struct masking {
	struct redaction *redaction;
	struct buffer *out;
	struct str text;
	size_t copied; /* of text, into out */
};

static void
mask(struct masking *masking, size_t from, size_t to, enum redacted kind)
{
	buffer_bytes(masking->out, masking->text.at + masking->copied, from - masking->copied);
	buffer_text(masking->out, STR(REDACTION_MASK));
	masking->copied = to;
	masking->redaction->counts[kind]++;
}

/* ---- e-mail ---- */

/* "@", or an entity or a full-width sign for it, or (at) and [at] with a space at each side or none: how many bytes, 0 for none; *spaced: the spaces before. */
static size_t
mail_sign(struct str text, size_t at, size_t *before)
{
	static const char *const spelt[] = {"(at)", "[at]", "{at}", "(a)", "[a]", "(snabel-a)", "(krøllalfa)", NULL};
	size_t length = sign_at(text, at);

	*before = 0;
	if (length)
		return length;
	for (size_t i = 0; spelt[i]; i++)
		if (sign_starts(text, at, spelt[i])) {
			length = strlen(spelt[i]);
			*before = at > 0 && text.at[at - 1] == ' ';
			return length + (at + length < text.length && text.at[at + length] == ' ');
		}
	return 0;
}

/* The end of the address whose sign stands at `at`, or 0. */
static size_t
mask_mail(struct masking *masking, size_t at)
{
	struct str text = masking->text;
	size_t before, length = mail_sign(text, at, &before), end = length ? sign_host_end(text, at + length) : 0, start = at - before;

	if (end == 0)
		return 0;
	while (start > masking->copied && at - start < 256) {
		length = sign_word_before(text, start);
		if (length == 0 && !strchr(".+-%'", text.at[start - 1]))
			break;
		start -= length ? length : 1;
	}
	if (start == at - before || (start > 0 && text.at[start - 1] == '@'))
		return 0; /* @anna@host is an account, which is the pseudonyms' */
	mask(masking, start, end, REDACTED_MAIL);
	return end;
}

/* ---- numbers ---- */

/* Digits in groups, with one kind of thing between two of them. */
struct run {
	size_t count, starts[MOST_GROUPS], ends[MOST_GROUPS], totals[MOST_GROUPS]; /* totals: of digits, up to and with this group */
	char between[MOST_GROUPS];                                                 /* before the group: ' ', '-', '.' */
	char digits[MOST_DIGITS];
};

static bool
is_digit(struct str text, size_t at)
{
	return at < text.length && text.at[at] >= '0' && text.at[at] <= '9';
}

/* How many bytes between two groups, and what they count as. */
static size_t
between_groups(struct str text, size_t at, char *kind)
{
	static const char *const separators[] = {" ", "-", ".", "\u00a0", "\u2009", "\u202f", "\u2013", "\u2011", ") ", ")", NULL};
	static const char kinds[] = " -.   -- -";

	for (size_t i = 0; separators[i]; i++)
		if (sign_starts(text, at, separators[i]) && is_digit(text, at + strlen(separators[i]))) {
			*kind = kinds[i];
			return strlen(separators[i]);
		}
	return 0;
}

static void
gather(struct run *run, struct str text, size_t at)
{
	size_t length;
	char kind = '\0';

	for (run->count = 0; run->count < MOST_GROUPS; run->count++) {
		size_t end = at, total = run->count ? run->totals[run->count - 1] : 0;

		while (is_digit(text, end) && end - at <= LONGEST_GROUP)
			end++;
		if (end == at || end - at > LONGEST_GROUP || total + end - at > MOST_DIGITS)
			return;
		memcpy(run->digits + total, text.at + at, end - at);
		run->starts[run->count] = at;
		run->ends[run->count] = end;
		run->totals[run->count] = total + end - at;
		run->between[run->count] = kind;
		length = between_groups(text, end, &kind);
		if (length == 0) {
			run->count++;
			return;
		}
		at = end + length;
	}
}

/* Whether the groups up to number `last` have these lengths: "2-2-2-2" as the digits of one number each. */
static bool
has_shape(const struct run *run, size_t last, const char *shape)
{
	size_t i = 0;

	for (; shape[i] && i <= last; i++)
		if (run->ends[i] - run->starts[i] != (size_t)(shape[i] - '0'))
			return false;
	return shape[i] == '\0' && i == last + 1;
}

static bool
one_of(struct str word, const char *const words[])
{
	for (size_t i = 0; words[i]; i++)
		if (word.length == strlen(words[i]) && sign_starts(word, 0, words[i]))
			return true;
	return false;
}

/* Whether one of the last three words before `at` is among `cues`. */
static bool
is_announced(struct str text, size_t at, const char *const cues[])
{
	size_t floor = at > FARTHEST_CUE ? at - FARTHEST_CUE : 0, end = at, length;

	for (int words = 0; words < 3; words++) {
		size_t start;

		while (end > floor && strchr(" .:=(+-", text.at[end - 1]))
			end--;
		for (start = end; start > floor && (length = sign_word_before(text, start));)
			start -= length;
		if (start == end)
			return false;
		if (one_of((struct str){text.at + start, end - start}, cues))
			return true;
		end = start;
	}
	return false;
}

static const char *const telephone_cues[] = {"tlf",     "tlfnr",   "tlfnummer",   "telefon", "telefonen", "telefonnummer", "tel", "mobil",
                                             "mobilen", "mobilnr", "mobilnummer", "mob",     "ring",      "ringe",         "sms", "phone",
                                             "call",    "text",    "whatsapp",    "signal",  "vipps",     "mobilepay",     NULL};
static const char *const cpr_cues[] = {"cpr", "cprnr", "cprnummer", "personnummer", "personnr", NULL};
static const char *const fnr_cues[] = {"fødselsnummer", "fødselsnr", "fnr", "personnummer", "personnr", "fodselsnummer", NULL};

static bool
is_amount(struct str text, const struct run *run, size_t last)
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
	return is_announced(text, run->starts[0], before) || (start > 0 && text.at[start - 1] == '$') || (start > 2 && sign_starts(text, start - 3, "€")) ||
	       (start > 1 && sign_starts(text, start - 2, "£"));
}

static int
four(const char *digits)
{
	return (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + digits[3] - '0';
}

/* 20250409, or 2019-2024: 8 digits that are a day or two years. */
static bool
is_time(const struct run *run, size_t last)
{
	int month = (run->digits[4] - '0') * 10 + run->digits[5] - '0', day = (run->digits[6] - '0') * 10 + run->digits[7] - '0';
	bool year = four(run->digits) >= 1900 && four(run->digits) < 2100;

	if (last == 0)
		return year && month >= 1 && month <= 12 && day >= 1 && day <= 31;
	return year && has_shape(run, last, "44") && four(run->digits + 4) >= 1900 && four(run->digits + 4) < 2100;
}

static bool
is_local_telephone(struct str text, const struct run *run, size_t last)
{
	size_t digits = run->totals[last];

	for (size_t i = 2; i <= last; i++)
		if (run->between[i] != run->between[1])
			return false;
	if (digits >= 9 && digits <= 11 && run->digits[0] == '0')
		return true;
	if (has_shape(run, last, "334") && run->digits[0] >= '2')
		return true;
	if (digits != 8 || run->digits[0] < '2' || is_time(run, last) || is_amount(text, run, last))
		return false;
	if (last > 0 && ((last + 1 < run->count && run->between[last + 1] == run->between[1]) ||
	                 (run->starts[0] > 1 && is_digit(text, run->starts[0] - 2) && text.at[run->starts[0] - 1] == run->between[1])))
		return false; /* a longer row of numbers */
	return has_shape(run, last, "8") || has_shape(run, last, "2222") || has_shape(run, last, "44") || has_shape(run, last, "323");
}

static bool
is_telephone(struct str text, const struct run *run, size_t last, bool plus)
{
	size_t digits = run->totals[last], start = run->starts[0];
	bool nordic = run->digits[0] == '4' && (run->digits[1] == '5' || run->digits[1] == '7');

	if (plus)
		return digits >= 7 && digits <= 15 && (!nordic || digits == 10 || last + 1 == run->count) && !is_amount(text, run, last);
	if (start > 0 && strchr("/=#&?_@", text.at[start - 1]))
		return false;
	if (digits >= 10 && digits <= 17 && run->digits[0] == '0' && run->digits[1] == '0')
		return true;
	if (is_local_telephone(text, run, last))
		return true;
	return digits >= 5 && digits <= 15 && last + 1 == run->count && is_announced(text, start, telephone_cues) && !is_amount(text, run, last);
}

static bool
is_cpr(struct str text, const struct run *run, size_t last)
{
	struct str digits = {run->digits, run->totals[last]};

	if (digits.length != 10 || !(last == 0 || has_shape(run, last, "64") || has_shape(run, last, "2224")))
		return false;
	return personal_is_cpr(digits) || is_announced(text, run->starts[0], cpr_cues);
}

static bool
is_fnr(struct str text, const struct run *run, size_t last)
{
	struct str digits = {run->digits, run->totals[last]};

	if (digits.length != 11 || !(last == 0 || has_shape(run, last, "65") || has_shape(run, last, "632") || has_shape(run, last, "2225")))
		return false;
	return personal_is_fnr(digits) || is_announced(text, run->starts[0], fnr_cues);
}

/* What the groups up to number `last` are, or REDACTED_KINDS. */
static enum redacted
kind_of(struct str text, const struct run *run, size_t last, bool plus)
{
	size_t end = run->ends[last];

	if (sign_word_at(text, end))
		return REDACTED_KINDS;
	if (!plus && personal_is_card((struct str){run->digits, run->totals[last]}))
		return REDACTED_CARD;
	if (!plus && is_fnr(text, run, last))
		return REDACTED_FNR;
	if (!plus && is_cpr(text, run, last))
		return REDACTED_CPR;
	return is_telephone(text, run, last, plus) ? REDACTED_TELEPHONE : REDACTED_KINDS;
}

/* Letters and digits from `at`, in groups with a space between them or not; the end when they are an IBAN, else 0. */
static size_t
iban_end(struct str text, size_t at)
{
	char letters[IBAN_LONGEST];
	size_t wanted = at + 2 <= text.length ? personal_iban_length((struct str){text.at + at, 2}) : 0, length = 0;

	while (length < wanted && at < text.length) {
		char c = text.at[at];

		if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
			letters[length++] = c;
		else if (c != ' ' || length == 0 || text.at[at - 1] == ' ')
			return 0;
		at++;
	}
	if (wanted == 0 || length < wanted || sign_word_at(text, at))
		return 0;
	return personal_is_iban((struct str){letters, length}) ? at : 0;
}

/* At the first digit of a group. How far the text is dealt with. */
static size_t
mask_number(struct masking *masking, size_t at)
{
	struct str text = masking->text;
	struct run run;
	bool plus = at > masking->copied && text.at[at - 1] == '+';
	size_t start = plus ? at - 1 : at, end;

	if (at >= 2 && at - 2 >= masking->copied && !sign_word_before(text, at - 2) && (end = iban_end(text, at - 2))) {
		mask(masking, at - 2, end, REDACTED_IBAN);
		return end;
	}
	gather(&run, text, at);
	if (run.count && !sign_word_before(text, start)) {
		for (size_t last = run.count; last-- > 0;) {
			enum redacted kind = kind_of(text, &run, last, plus);
			if (kind < REDACTED_KINDS) {
				if (start > masking->copied && text.at[start - 1] == '(' && kind == REDACTED_TELEPHONE)
					start--;
				mask(masking, start, run.ends[last], kind);
				return run.ends[last];
			}
		}
	}
	while (is_digit(text, at))
		at++;
	return at;
}

struct str
redaction_mask(struct redaction *redaction, struct buffer *room, struct str text)
{
	struct masking masking = {redaction, room, text, 0};
	size_t end;

	buffer_reset(room);
	for (size_t at = 0; at < text.length;) {
		char c = text.at[at];

		if (c >= '0' && c <= '9')
			at = mask_number(&masking, at);
		else if ((c == '@' || c == '&' || c == '(' || c == '[' || c == '{' || c == '\xef') && (end = mask_mail(&masking, at)))
			at = end;
		else
			at++;
	}
	if (masking.copied == 0)
		return text;
	buffer_bytes(room, text.at + masking.copied, text.length - masking.copied);
	return buffer_str(room);
}
