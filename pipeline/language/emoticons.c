#include "language/emoticons.h"

#include "language/glance.h"
#include "lib/unicode.h"

/* ---- emoticons ---- */

/* Those that are no eyes-nose-mouth; longer ones before their beginnings. */
static const char *const odd_emoticons[] = {"</3", "<3", "^_^", "^^", "-_-", "\\o/", "(-:", "(:", "(;", "):", "=(", "¯\\_(ツ)_/¯", ">:(", ">_<", "T_T", NULL};
static const char *const lettered_emoticons[] = {"xD", "XD", "xd", "o_O", "O_o", "o_o", "O_O", "T_T", NULL};

static size_t
listed_emoticon(struct str text, size_t at, const char *const list[], struct str *shape)
{
	for (size_t i = 0; list[i]; i++) {
		*shape = str_of(list[i]);
		if (list[i][0] == text.at[at] && str_starts(tail_at(text, at), *shape))
			return at + shape->length;
	}
	return at;
}

/* The mouth at `at`: its end when it repeats, or `at`. A letter or digit as mouth must not begin a word. */
static size_t
mouth_end(struct str text, size_t at)
{
	char mouth = char_at(text, at);
	size_t end = at + 1;

	if (!strchr(")(][}{DdPpOo3/\\|*$sSxX@cb", mouth))
		return at;
	while (char_at(text, end) == mouth)
		end++;
	if (is_word_byte(mouth) && (is_word_byte(char_at(text, end)) || char_at(text, end) == '_'))
		return at;
	if (mouth == '/' && end - at > 1)
		return at;
	return mouth == '@' && is_word_byte(char_at(text, end)) ? at : end;
}

size_t
emoticon_end(struct str text, size_t at, struct str *shape)
{
	char eyes = text.at[at];
	size_t mouth = at + 1, end;
	bool free_left = at == 0 || !is_digit(text.at[at - 1]);

	if (eyes == ':' || eyes == ';' || eyes == '=') {
		if (char_at(text, mouth) == '\'')
			mouth++;
		if (strchr("-o^~", char_at(text, mouth)) && mouth_end(text, mouth + 1) > mouth + 1)
			mouth++;
		end = free_left ? mouth_end(text, mouth) : mouth;
		if (end > mouth &&
		    !(at > 0 && is_word_byte(text.at[at - 1]) && (eyes == '=' || !strchr("DPp", text.at[mouth])) && is_word_byte(text.at[mouth]))) {
			*shape = (struct str){text.at + at, mouth + 1 - at};
			return end;
		}
	}
	if (!strchr("<^-\\()=>", eyes) && (unsigned char)eyes != 0xc2)
		return at;
	if (at > 0 && text.at[at - 1] != ' ' && eyes != '<' && eyes != '^')
		return at;
	end = listed_emoticon(text, at, odd_emoticons, shape);
	if (end > at && shape->length == 2 && eyes != '<' && eyes != '^' && char_at(text, end) != ' ')
		return at;
	return eyes == '<' && is_digit(char_at(text, end)) ? at : end;
}

size_t
lettered_emoticon_end(struct str text, size_t at, struct str *shape)
{
	size_t end;

	if (text.at[at] == '8' && char_at(text, at + 1) == '-' && char_at(text, at + 2) == ')') {
		*shape = STR("8-)");
		return at + 3;
	}
	if (!strchr("xXoOT", text.at[at]) || (at > 0 && is_word_byte(text.at[at - 1])))
		return at;
	end = listed_emoticon(text, at, lettered_emoticons, shape);
	while (end > at && (text.at[at] | 0x20) == 'x' && char_at(text, end) == text.at[at + 1])
		end++;
	return end > at && (is_word_byte(char_at(text, end)) || char_at(text, end) == '_') ? at : end;
}

/* ---- emoji ---- */

static size_t
rune_at(struct str text, size_t at, uint32_t *rune)
{
	*rune = 0;
	return at < text.length ? str_rune(tail_at(text, at), rune) : 0;
}

/* One picture with its selector and modifier. */
static size_t
picture_end(struct str text, size_t at)
{
	uint32_t rune;
	size_t n = rune_at(text, at, &rune), end = at + n;

	if (n < 2 || (rune < 0x203c && rune != 0xa9 && rune != 0xae) || rune_class(rune) != RUNE_EMOJI)
		return at;
	if (rune < 0x2190) { /* ©, ®, ™ and ‼ are text unless a selector says otherwise */
		n = rune_at(text, end, &rune);
		return rune == 0xfe0f ? end + n : at;
	}
	while ((n = rune_at(text, end, &rune)) &&
	       (rune == 0xfe0f || rune == 0xfe0e || rune == 0x20e3 || (rune >= 0x1f3fb && rune <= 0x1f3ff) || (rune >= 0xe0020 && rune <= 0xe007f)))
		end += n;
	return end;
}

size_t
emoji_end(struct str text, size_t at)
{
	uint32_t rune;
	size_t n = rune_at(text, at, &rune), end, next;

	if (rune == '#' || rune == '*')
		return keycap_end(text, at);
	if (rune >= 0x1f1e6 && rune <= 0x1f1ff) {
		end = at + n;
		n = rune_at(text, end, &rune);
		return rune >= 0x1f1e6 && rune <= 0x1f1ff ? end + n : end;
	}
	end = picture_end(text, at);
	while (end > at && (n = rune_at(text, end, &rune)) && rune == 0x200d && (next = picture_end(text, end + n)) > end + n)
		end = next;
	return end;
}

size_t
keycap_end(struct str text, size_t at)
{
	char c = text.at[at];

	if (!is_digit(c) && c != '#' && c != '*')
		return at;
	if (str_starts(tail_at(text, at + 1), STR("\ufe0f\u20e3")))
		return at + 7;
	return str_starts(tail_at(text, at + 1), STR("\u20e3")) ? at + 4 : at;
}
