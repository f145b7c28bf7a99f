#include "archive/accounts.h"

#include "archive/signs.h"
#include "lib/unicode.h"

struct str
account_plain(struct account_form *form, struct str name)
{
	shown_read(&form->shown, name);
	name = str_trim(form->shown.text);
	while (name.length && name.at[0] == '@')
		name = (struct str){name.at + 1, name.length - 1};
	buffer_reset(&form->composed);
	unicode_nfc(&form->composed, name);
	buffer_reset(&form->lower);
	unicode_lower(&form->lower, buffer_str(&form->composed));
	return buffer_str(&form->lower);
}

void
account_form_release(struct account_form *form)
{
	shown_release(&form->shown);
	buffer_release(&form->composed);
	buffer_release(&form->lower);
}

static bool
is_capital(struct str text, size_t at)
{
	uint32_t rune;

	return at < text.length && str_rune((struct str){text.at + at, text.length - at}, &rune) && rune_is_upper(rune);
}

/* Whether the name goes on behind the point or hyphen at `end`. "@anna.Hvor er du" is a sentence that ended; "@Anna.Hansen" is not. */
static bool
goes_on(struct str text, size_t at, size_t end)
{
	return sign_word_at(text, end + 1) && (!is_capital(text, end + 1) || is_capital(text, at));
}

size_t
account_end(struct str text, size_t at, size_t *first)
{
	size_t end = at, length, host;

	*first = 0;
	for (;;) {
		if ((length = sign_word_at(text, end))) {
			end += length;
		} else if (end > at && end < text.length && (text.at[end] == '.' || text.at[end] == '-') && goes_on(text, at, end)) {
			*first = *first ? *first : end;
			end++;
		} else {
			break;
		}
	}
	if (end > at && end < text.length && text.at[end] == '@' && (host = sign_host_end(text, end + 1)))
		end = host;
	return end;
}
