#include "language/letters.h"

#include "lib/lanes.h"
#include "lib/unicode.h"

enum { MARKS_KEPT = 4 };

/* Whether the two or more bytes at `p` begin a character that may need work. Two-byte characters below U+0300 need none but soft hyphen and C1. */
static inline bool
may_need_work(const unsigned char *p, const unsigned char *end)
{
	unsigned char c = *p, next = p + 1 < end ? p[1] : 0;

	if (c < 0xcc)
		return c == 0xc2 && (next < 0xa0 || next == 0xad);
	if (c == 0xe2) { /* U+2010–27 and U+2030–5F are punctuation, U+20A0 on are symbols up to U+2BFF */
		unsigned char third = p + 2 < end ? p[2] : 0;
		if (next == 0x80)
			return !((third >= 0x90 && third <= 0xa9) || third >= 0xb0);
		return !(next == 0x82 && third >= 0xa0) && !(next >= 0x98 && next <= 0x9e) && next != 0x86 && next != 0x83;
	}
	return !(c == 0xf0 && next == 0x9f && !(p + 2 < end && p[2] == 0x84));
}

/* Controls, and bytes that begin what may_need_work has to be asked about. */
static inline bool
are_of_ordinary_text(lanes here)
{
	return !lanes_any((here < lanes_of(0x20)) | (here == lanes_of(0x7f)) | (here == lanes_of(0xc2)) | (here >= lanes_of(0xcc)));
}

/* The same of the characters that begin in [p … stop), one by one. */
static bool
are_clean(const unsigned char *p, const unsigned char *stop, const unsigned char *end)
{
	for (; p < stop; p++)
		if (*p < 0x80 ? *p < 0x20 || *p == 0x7f : *p >= 0xc2 && may_need_work(p, end))
			return false;
	return true;
}

/* The last bytes are looked at with some of those before them, which are clean. */
static bool
is_clean(struct str text)
{
	const unsigned char *p = (const unsigned char *)text.at, *end = p + text.length;

	for (; end - p >= LANES; p += LANES)
		if (!are_of_ordinary_text(lanes_at((const char *)p)) && !are_clean(p, p + LANES, end))
			return false;
	return (text.length >= LANES && are_of_ordinary_text(lanes_at((const char *)end - LANES))) || are_clean(p, end, end);
}

static bool
is_invisible(uint32_t rune)
{
	return rune < 0x20 || (rune >= 0x7f && rune < 0xa0) || rune == 0xad || rune == 0x34f || rune == 0x61c || rune == 0x180e ||
	       (rune >= 0x200b && rune <= 0x200f) || (rune >= 0x202a && rune <= 0x202e) || (rune >= 0x2060 && rune <= 0x206f) ||
	       (rune >= 0xfe00 && rune <= 0xfe0f) || rune == 0xfeff || (rune >= 0xfff9 && rune <= 0xfffb) || (rune >= 0xe0000 && rune <= 0xe0fff);
}

/* Joiners, selectors and tags have a meaning behind a picture or a keycap's digit, and only there. */
static bool
belongs_to_picture(uint32_t rune, uint32_t before, bool pictures)
{
	if (rune == 0xfe0f || rune == 0xfe0e)
		return (before >= 0x203c && before != 0xfffd) || before == '#' || before == '*' || before - '0' < 10 || before == 0xa9 || before == 0xae;
	return pictures && (rune == 0x200d || (rune >= 0xe0020 && rune <= 0xe007f));
}

static bool
is_compatible(uint32_t rune)
{
	return (rune >= 0xff01 && rune <= 0xff5e) || (rune >= 0xfb00 && rune <= 0xfb06) || (rune >= 0x1d400 && rune <= 0x1d7ff) ||
	       (rune >= 0x2100 && rune <= 0x2138 && rune != 0x2122 && rune != 0x2116) || rune == 0x203c || (rune >= 0x2047 && rune <= 0x2049) ||
	       (rune >= 0x1f130 && rune <= 0x1f149) || (rune >= 0x24b6 && rune <= 0x24e9);
}

/* Copies what is seen, in plain letters. *foreign: a Greek or Cyrillic letter is among it. */
static void
copy_visible(struct buffer *out, struct str text, bool *foreign)
{
	uint32_t before = 0, rune;
	size_t marks = 0;
	bool pictures = false;

	for (size_t n; text.length; text.at += n, text.length -= n) {
		n = str_rune(text, &rune);
		if (n == 0) {
			n = 1;
			continue;
		}
		if (rune == '\t' || rune == '\n' || rune == '\v' || rune == '\f' || rune == '\r' || rune == 0x85)
			rune = ' ';
		if (is_invisible(rune) && !belongs_to_picture(rune, before, pictures))
			continue;
		marks = rune >= 0x300 && rune_class(rune) == RUNE_MARK ? marks + 1 : 0;
		if (marks > MARKS_KEPT && rune < 0xfe00)
			continue;
		*foreign = *foreign || (rune >= 0x370 && rune < 0x530);
		pictures = pictures ? !is_invisible(rune) ? rune >= 0x2190 : true : rune >= 0x2190;
		before = rune;
		if (n == 1)
			buffer_char(out, (char)rune);
		else if (is_compatible(rune))
			unicode_compatible(out, rune);
		else
			buffer_rune(out, rune);
	}
}

/* Greek and Cyrillic letters that most typefaces draw as a Latin one. */
static char
look_alike(uint32_t rune)
{
	static const uint16_t from[] = {
		0x391, 0x392, 0x395, 0x396, 0x397, 0x399, 0x39a, 0x39c, 0x39d, 0x39f, 0x3a1, 0x3a4, 0x3a5, 0x3a7, 0x3b9,
		0x3bd, 0x3bf, 0x3c1, 0x405, 0x406, 0x408, 0x410, 0x412, 0x415, 0x41a, 0x41c, 0x41d, 0x41e, 0x420, 0x421,
		0x422, 0x425, 0x430, 0x435, 0x43e, 0x440, 0x441, 0x443, 0x445, 0x455, 0x456, 0x458, 0x4bb, 0x501,
	};
	static const char to[] = "ABEZHIKMNOPTYXivop"
				 "SIJABEKMHOPCTX"
				 "aeopcyxsijhd";

	for (size_t i = 0; i < sizeof from / sizeof *from; i++)
		if (from[i] == rune)
			return to[i];
	return 0;
}

static bool
is_latin(uint32_t rune)
{
	return (rune | 0x20) - 'a' < 26 || (rune >= 0xc0 && rune < 0x250 && rune != 0xd7 && rune != 0xf7);
}

/* Appends one word, well-formed: when it has Latin letters, and all its others look like Latin ones, they become Latin. */
static void
copy_word(struct buffer *out, struct str word)
{
	bool latin = false, alike = true;
	struct str rest = word;
	uint32_t rune;

	for (size_t n; alike && (n = str_rune(rest, &rune)); rest.at += n, rest.length -= n) {
		latin = latin || is_latin(rune);
		alike = is_latin(rune) || look_alike(rune);
	}
	if (!latin || !alike) {
		buffer_text(out, word);
		return;
	}
	rest = word;
	for (size_t n; (n = str_rune(rest, &rune)); rest.at += n, rest.length -= n)
		buffer_rune(out, is_latin(rune) ? rune : (unsigned char)look_alike(rune));
}

static void
replace_look_alikes(struct buffer *out, struct str text)
{
	size_t i = 0, start = 0;
	uint32_t rune;

	for (size_t n; (n = str_rune((struct str){text.at + i, text.length - i}, &rune)); i += n) {
		if (!is_latin(rune) && !(rune >= 0x370 && rune < 0x530)) {
			copy_word(out, (struct str){text.at + start, i - start});
			buffer_bytes(out, text.at + i, n);
			start = i + n;
		}
	}
	copy_word(out, (struct str){text.at + start, text.length - start});
}

struct str
letters_clean(struct str text, struct buffer *room, struct buffer *spare)
{
	bool foreign = false;

	if (is_clean(text))
		return text;
	buffer_reset(spare);
	copy_visible(spare, text, &foreign);
	buffer_reset(room);
	unicode_nfc(room, buffer_str(spare));
	if (!foreign)
		return buffer_str(room);
	buffer_reset(spare);
	replace_look_alikes(spare, buffer_str(room));
	return buffer_str(spare);
}
