#include "typing.h"

#include "chance.h"
#include "letters.h"

struct habits {
	bool chatty, small, ascii, no_full_stop;
	unsigned slips; /* in a thousand words */
};

static struct habits
habits_of(const struct author *author)
{
	uint64_t traits = author->traits >> 8, care = (traits >> 8) % 100;
	unsigned style = (unsigned)(traits % 100);
	struct habits habits = {
		.chatty = style < 13,
		.small = style >= 13 && style < 22,
		.ascii = style >= 22 && style < 26,
		.no_full_stop = style % 7 == 3,
		.slips = 120,
	};

	if (care < 95)
		habits.slips = care < 40 ? 4 : care < 75 ? 20 : 48;
	return habits;
}

/* A key beside the letter's; nothing for one that is not on every keyboard. */
static void
put_neighbour(struct buffer *to, char letter)
{
	static const char *const neighbours[26] = {"sq", "vn", "xv", "sf", "wr", "dg", "fh", "gj", "uo", "hk", "jl", "kø", "n",
	                                           "bm", "ip", "oå", "wa", "et", "ad", "ry", "yi", "cb", "qe", "zc", "tu", "x"};
	const char *keys;

	if (letter < 'a' || letter > 'z')
		return;
	keys = neighbours[letter - 'a'];
	buffer_char(to, keys[keys[1] && (keys[1] & 0x80) == 0 && percent(50)]);
}

static void
put_slip(struct buffer *to, struct str word)
{
	enum { NEIGHBOUR, MISSING, TWICE, SWAPPED, DRAWN_OUT, UNACCENTED, KINDS_OF_SLIP };
	size_t at = 1 + below((uint32_t)word.length - 1), after;
	struct str letter;
	unsigned slip;

	while ((word.at[at] & 0xc0) == 0x80)
		at--;
	letter = (struct str){word.at + at, character(word.at + at)};
	after = at + letter.length;
	slip = below(KINDS_OF_SLIP);
	buffer_bytes(to, word.at, at);
	if (slip == NEIGHBOUR) {
		put_neighbour(to, letter.at[0]);
	} else if (slip == TWICE) {
		buffer_text(to, letter);
		buffer_text(to, letter);
	} else if (slip == SWAPPED && after < word.length) {
		size_t next = character(word.at + after);
		buffer_bytes(to, word.at + after, next);
		buffer_text(to, letter);
		after += next;
	} else if ((slip == SWAPPED || slip == DRAWN_OUT) && strchr("aeiouy", letter.at[0])) {
		for (unsigned k = 3 + below(4); k > 0; k--)
			buffer_text(to, letter);
	} else if (slip != MISSING) {
		put_ascii(to, letter);
	}
	buffer_bytes(to, word.at + after, word.length - after);
}

/* "u" for "you"; false where the language has no such form. */
static bool
put_chat_form(struct buffer *to, enum language language, struct str word)
{
	const struct section *forms = part(language, SAY_CHATWORD);

	for (unsigned k = 0; k < forms->count; k++) {
		struct str form = forms->alternatives[k].text;
		if (form.length > word.length && form.at[word.length] == '>' && str_starts(form, word)) {
			buffer_bytes(to, form.at + word.length + 1, form.length - word.length - 1);
			return true;
		}
	}
	return false;
}

static size_t
word_length(struct str s)
{
	size_t length = 0;

	while (length < s.length && is_letter(s.at + length))
		length += character(s.at + length);
	return length;
}

/* The bytes at `at` that pass untouched: a name, a hashtag, a link, a character that is no letter. */
static size_t
untouched(struct str text, size_t at)
{
	struct str s = {text.at + at, text.length - at};
	size_t n = 1;

	if (*s.at == '@' || *s.at == '#' || str_starts(s, STR("http"))) {
		while (n < s.length && s.at[n] != ' ' && s.at[n] != '\n')
			n++;
		return n;
	}
	return is_letter(s.at) ? 0 : character(s.at);
}

static void
type_word(struct buffer *to, enum language language, const struct habits *habits, struct str word, bool begins_sentence)
{
	bool capital = is_capital(word.at);
	size_t start = to->length;

	if (habits->chatty && !capital && word.length < 12 && percent(60) && put_chat_form(to, language, word))
		return;
	if (!capital && word.length > 3 && below(1000) < habits->slips)
		put_slip(to, word);
	else if (habits->ascii)
		put_ascii(to, word);
	else
		buffer_text(to, word);
	if (habits->small && (!capital || begins_sentence))
		lower(to->at + start, to->length - start);
}

void
type_as(struct post *post)
{
	static struct buffer clean; /* kept for the next post */
	struct habits habits = habits_of(&post->author);
	struct buffer spare = clean, *t = &post->text;
	struct str text;

	if (post->author.number >= MIA)
		return;
	clean = *t;
	*t = spare;
	buffer_reset(t);
	text = buffer_str(&clean);
	for (size_t i = 0, n; i < text.length; i += n) {
		const char *s = text.at + i;
		n = untouched(text, i);
		if (n) {
			buffer_bytes(t, s, n);
			continue;
		}
		n = word_length((struct str){s, text.length - i});
		type_word(t, post->language, &habits, (struct str){s, n}, i == 0 || (s[-1] == ' ' && (i < 2 || strchr(".!?", s[-2]))));
	}
	if (habits.no_full_stop && str_ends(buffer_str(t), STR(".")))
		t->length--;
}
