#include "archive/redaction.h"

#include "archive/personal.h"
#include "archive/signs.h"
#include "archive/telephones.h"

const char *const redacted_names[REDACTED_KINDS][2] = {
	{"e-mail address", "e-mail addresses"},
	{"telephone number", "telephone numbers"},
	{"CPR number", "CPR numbers"},
	{"fødselsnummer", "fødselsnummer"},
	{"IBAN", "IBANs"},
	{"card number", "card numbers"},
	{"account number", "account numbers"},
};

struct masking {
	struct redaction *redaction;
	struct buffer *out;
	struct str text; /* as it is shown */
	size_t done;     /* of it */
	struct groups groups;
};

static void
mask(struct masking *masking, size_t from, size_t to, enum redacted kind)
{
	shown_copy(&masking->redaction->shown, masking->out, from);
	buffer_text(masking->out, STR(REDACTION_MASK));
	shown_skip(&masking->redaction->shown, masking->done = to);
	masking->redaction->counts[kind]++;
}

/* ---- e-mail ---- */

/* One of `forms` at `at`, and a space at each side or none: how many bytes, 0 for none; *before: the space before. */
static size_t
spelt_at(struct str text, size_t at, const char *const forms[], size_t *before)
{
	for (size_t i = 0; forms[i]; i++)
		if (sign_starts(text, at, forms[i])) {
			size_t length = strlen(forms[i]);
			*before = at > 0 && text.at[at - 1] == ' ';
			return length + (at + length < text.length && text.at[at + length] == ' ');
		}
	return 0;
}

/* The end of the host at `at` whose points may be spelt out: "firma (dot) no"; or 0. */
static size_t
spelt_host_end(struct str text, size_t at)
{
	static const char *const points[] = {"(dot)", "[dot]", "{dot}", "(punktum)", "[punktum]", "(prikk)", "[.]", "(.)", NULL};
	size_t end = at, length, before, parts = 0;

	for (;; parts++) {
		size_t start = end;

		while (end < text.length && ((length = sign_word_at(text, end)) || text.at[end] == '-'))
			end += length ? length : 1;
		if (end == start)
			return 0;
		length = end < text.length && text.at[end] == ' ' ? spelt_at(text, end + 1, points, &before) + 1 : spelt_at(text, end, points, &before);
		if (length < 2)
			return parts ? end : 0;
		end += length;
	}
}

/* "@", or what people write for it: how many bytes, 0 for none; *before: the space before. */
static size_t
mail_sign(struct str text, size_t at, size_t *before)
{
	static const char *const spelt[] = {"(at)",        "[at]",      "{at}",      "(a)",      "[a]",        "(snabel-a)",
	                                    "(krøllalfa)", "(snabela)", "snabel-a ", "snabela ", "krøllalfa ", NULL};

	*before = 0;
	return sign_starts(text, at, "@") ? 1 : sign_starts(text, at, "%40") ? 3 : spelt_at(text, at, spelt, before);
}

/* The end of the address whose sign stands at `at`, or 0. */
static size_t
mask_mail(struct masking *masking, size_t at)
{
	struct str text = masking->text;
	size_t before, length = mail_sign(text, at, &before), end = 0, start = at - before;

	if (length)
		end = sign_host_end(text, at + length);
	if (length > 1 && end == 0)
		end = spelt_host_end(text, at + length);
	if (end == 0)
		return 0;
	while (start > masking->done && at - start < 256) {
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

static const char *const cpr_cues[] = {"cpr", "cprnr", "cprnummer", "personnummer", "personnr", NULL};
static const char *const fnr_cues[] = {"fødselsnummer", "fødselsnr", "fnr", "personnummer", "personnr", "fodselsnummer", NULL};

static const char *const account_cues[] = {"konto",           "kontoen",    "kontonr",  "kontonummer", "bankkonto", "bankkontonr",
                                           "bankkontonummer", "lønnskonto", "lønkonto", "account",     NULL};

static bool
is_cpr(struct str text, const struct groups *run, size_t last)
{
	struct str digits = {run->digits, run->totals[last]};

	if (digits.length != 10 || !(last == 0 || groups_shape(run, last, "64") || groups_shape(run, last, "2224")))
		return false;
	return personal_is_cpr(digits) || cue_announces(text, run->starts[0], cpr_cues);
}

static bool
is_fnr(struct str text, const struct groups *run, size_t last)
{
	struct str digits = {run->digits, run->totals[last]};

	if (digits.length != 11 || !(last == 0 || groups_shape(run, last, "65") || groups_shape(run, last, "632") || groups_shape(run, last, "2225")))
		return false;
	return personal_is_fnr(digits) || cue_announces(text, run->starts[0], fnr_cues);
}

/* Not the number of a post in its address. */
static bool
is_card(struct str text, const struct groups *run, size_t last)
{
	size_t start = run->starts[0];

	return personal_is_card((struct str){run->digits, run->totals[last]}) && !(last == 0 && start > 0 && strchr("/=_", text.at[start - 1]));
}

/* 1234.56.78903, as Norwegians write it, or behind a word for it. */
static bool
is_account(struct str text, const struct groups *run, size_t last)
{
	struct str digits = {run->digits, run->totals[last]};

	if (groups_shape(run, last, "425") && personal_is_account(digits))
		return true;
	return last + 1 == run->count && digits.length >= 8 && digits.length <= 18 && cue_announces(text, run->starts[0], account_cues);
}

/* What the groups up to number `last` are, or REDACTED_KINDS. */
static enum redacted
kind_of(struct str text, const struct groups *run, size_t last, bool plus)
{
	enum { SHORTEST = 5, LONGEST = 19 };
	size_t end = run->ends[last];

	if (run->totals[last] < SHORTEST || run->totals[last] > LONGEST || sign_word_at(text, end))
		return REDACTED_KINDS;
	if (!plus && is_card(text, run, last))
		return REDACTED_CARD;
	if (!plus && is_fnr(text, run, last))
		return REDACTED_FNR;
	if (!plus && is_cpr(text, run, last))
		return REDACTED_CPR;
	if (!plus && is_account(text, run, last))
		return REDACTED_ACCOUNT;
	return telephone_is(text, run, last, plus) ? REDACTED_TELEPHONE : REDACTED_KINDS;
}

/* Letters and digits from `at`, in groups with a space or a sign between them or not; the end when they are an IBAN, else 0. */
static size_t
iban_end(struct str text, size_t at)
{
	char letters[IBAN_LONGEST], kind;
	size_t wanted = at + 2 <= text.length ? personal_iban_length((struct str){text.at + at, 2}) : 0, length = 0, gap;

	while (length < wanted && at < text.length) {
		char c = text.at[at];

		if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
			letters[length++] = c;
			at++;
		} else if (length && (gap = group_gap(text, at, &kind))) {
			at += gap;
		} else if (length && c == ' ' && sign_word_at(text, at + 1)) {
			at++; /* letters begin the group */
		} else {
			return 0;
		}
	}
	if (wanted == 0 || length < wanted || sign_word_at(text, at))
		return 0;
	return personal_is_iban((struct str){letters, length}) ? at : 0;
}

/* Where the country's letters stand before the digit at `at`, with a space between or not; `at` when there are none. */
static size_t
iban_start(struct str text, size_t at, size_t floor)
{
	size_t end = at > floor && text.at[at - 1] == ' ' ? at - 1 : at;

	return end >= floor + 2 && sign_word_before(text, end) == 1 && !sign_word_before(text, end - 2) ? end - 2 : at;
}

/* tlf22334455 */
static bool
is_hung(struct str text, size_t at)
{
	return cue_is_hung_on(text, at, telephone_cues) || cue_is_hung_on(text, at, cpr_cues) || cue_is_hung_on(text, at, fnr_cues) ||
	       cue_is_hung_on(text, at, account_cues);
}

/* At the first digit of a group. How far the text is dealt with. */
static size_t
mask_number(struct masking *masking, size_t at)
{
	struct str text = masking->text;
	struct groups *run = &masking->groups;
	bool plus = at > masking->done && text.at[at - 1] == '+';
	size_t country = iban_start(text, at, masking->done), start = plus ? at - 1 : at, end;

	if (country < at && (end = iban_end(text, country))) {
		mask(masking, country, end, REDACTED_IBAN);
		return end;
	}
	groups_gather(run, text, at);
	if (run->count && (!sign_word_before(text, start) || is_hung(text, start))) {
		for (size_t last = run->count; last-- > 0;) {
			enum redacted kind = kind_of(text, run, last, plus);
			if (kind < REDACTED_KINDS) {
				if (start > masking->done && text.at[start - 1] == '(' && kind == REDACTED_TELEPHONE)
					start--;
				mask(masking, start, run->ends[last], kind);
				return run->ends[last];
			}
		}
	}
	while (group_digit_at(text, at))
		at++;
	return at;
}

struct str
redaction_mask(struct redaction *redaction, struct buffer *room, struct str written)
{
	struct masking masking = {.redaction = redaction, .out = room};
	struct str text;
	size_t end;

	shown_read(&redaction->shown, written);
	masking.text = text = redaction->shown.text;
	buffer_reset(room);
	for (size_t at = 0; at < text.length;) {
		char c = text.at[at];

		if (c >= '0' && c <= '9')
			at = mask_number(&masking, at);
		else if ((c == '@' || c == '(' || c == '[' || c == '{' || c == '%') && (end = mask_mail(&masking, at)))
			at = end;
		else if (c == ' ' && (sign_starts(text, at, " snabel") || sign_starts(text, at, " krøllalfa")) && (end = mask_mail(&masking, at + 1)))
			at = end;
		else
			at++;
	}
	if (masking.done == 0)
		return written;
	shown_end(&redaction->shown, room);
	return buffer_str(room);
}

void
redaction_release(struct redaction *redaction)
{
	shown_release(&redaction->shown);
}
