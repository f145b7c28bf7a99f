#include "archive/mending.h"

#include "lib/lanes.h"

/* Windows-1252 from 80 to 9f; 0 where it has no character, which is read as the control character of ISO 8859-1. */
static const uint16_t windows[32] = {
	0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

static uint32_t
windows_rune(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xa0 && windows[byte - 0x80] ? windows[byte - 0x80] : byte;
}

/* The byte that was decoded to `rune`, or 0 when no byte from 80 up was. */
static unsigned char
windows_byte(uint32_t rune)
{
	if (rune >= 0x80 && rune <= 0xff)
		return (unsigned char)rune;
	if (rune < 0x152 || rune > 0x2122)
		return 0;
	for (unsigned i = 0; i < 32; i++)
		if (windows[i] == rune)
			return (unsigned char)(0x80 + i);
	return 0;
}

/* Whether eight bytes are printable ASCII. */
static inline bool
are_plain(const char *eight)
{
	const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
	uint64_t word;

	memcpy(&word, eight, 8);
	/* in turn: above ASCII, below the space, 7f */
	return !((word | ((word - ones * 0x20) & ~word) | (word + ones)) & high);
}

size_t
mend_plain(struct str text)
{
	size_t i = 0;

	while (i + 8 <= text.length && are_plain(text.at + i))
		i += 8;
	if (i && text.length - i < 8 && are_plain(text.at + text.length - 8)) /* some of which were seen already */
		return text.length;
	while (i < text.length && text.at[i] >= 0x20 && text.at[i] < 0x7f)
		i++;
	return i;
}

/* How many bytes at the front are ASCII. */
static size_t
ascii_run(struct str text)
{
	size_t i = 0;

	for (uint64_t word; i + 8 <= text.length; i += 8) {
		memcpy(&word, text.at + i, 8);
		if (word & 0x8080808080808080u)
			break;
	}
	while (i < text.length && (unsigned char)text.at[i] < 0x80)
		i++;
	return i;
}

static struct str
behind(struct str text, size_t length)
{
	return (struct str){text.at + length, text.length - length};
}

/* 2 when U+00C0-FF stands at the front, the commonest beyond ASCII by far; else 0. */
static inline size_t
letter_of_latin(struct str text)
{
	return text.length > 1 && (unsigned char)text.at[0] == 0xc3 && ((unsigned char)text.at[1] & 0xc0) == 0x80 ? 2 : 0;
}

/* How many bytes at the front are valid UTF-8. */
static size_t
valid_run(struct str text)
{
	size_t valid = 0;

	for (;;) {
		size_t n;

		valid += ascii_run(behind(text, valid));
		if (valid == text.length)
			return valid;
		if ((n = letter_of_latin(behind(text, valid))) == 0 && (n = str_rune(behind(text, valid), NULL)) == 0)
			return valid;
		valid += n;
	}
}

/* The character above U+FFFF whose two surrogates stand at the front as three bytes each (CESU-8, from Java and older MySQL), or 0. */
static uint32_t
surrogates(struct str text)
{
	const unsigned char *at = (const unsigned char *)text.at;

	if (text.length < 6 || at[0] != 0xed || (at[1] & 0xf0) != 0xa0 || (at[2] & 0xc0) != 0x80 || at[3] != 0xed || (at[4] & 0xf0) != 0xb0 ||
	    (at[5] & 0xc0) != 0x80)
		return 0;
	return 0x10000 + ((at[1] & 0xfu) << 16 | (at[2] & 0x3fu) << 10) + ((at[4] & 0xfu) << 6 | (at[5] & 0x3fu));
}

struct str
mend_bytes(struct mending *mending, struct buffer *room, struct str text)
{
	size_t valid = valid_run(text);

	if (valid == text.length)
		return text;
	mending->bytes++;
	buffer_reset(room);
	for (uint32_t rune;;) {
		buffer_bytes(room, text.at, valid);
		text = behind(text, valid);
		if (text.length == 0)
			return buffer_str(room);
		rune = surrogates(text);
		buffer_rune(room, rune ? rune : windows_rune((unsigned char)text.at[0]));
		text = behind(text, rune ? 6 : 1);
		valid = valid_run(text);
	}
}

/* ---- wrong decoding ---- */

/* The character whose UTF-8 bytes stand at the front of `text` as one character each, or 0; *length is theirs. */
static uint32_t
disguised(struct str text, size_t *length, unsigned char *lead)
{
	char bytes[4];
	size_t used = 0, wanted = 1, n;
	uint32_t rune;

	for (size_t i = 0; i < wanted; i++) {
		unsigned char byte;

		n = str_rune(behind(text, used), &rune);
		byte = n ? windows_byte(rune) : 0;
		if (byte == 0 || (i > 0 && (byte & 0xc0) != 0x80))
			return 0;
		if (i == 0) {
			if (byte < 0xc2 || byte > 0xf4)
				return 0;
			wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
			*lead = byte;
		}
		bytes[i] = (char)byte;
		used += n;
	}
	*length = used;
	return str_rune((struct str){bytes, wanted}, &rune) == wanted ? rune : 0;
}

/* Whether a sequence that begins so is no one's writing: Ã and Â stand before letters in the languages that have them, never before "¸"; F0 only
 * for emoji and the letters of mathematics. */
static bool
surely_wrong(unsigned char lead, uint32_t rune)
{
	return lead == 0xc2 || lead == 0xc3 || lead == 0xe2 || lead == 0xef ||
	       (lead == 0xf0 && ((rune >= 0x1f000 && rune < 0x20000) || (rune >= 0x1d000 && rune < 0x1e000)));
}

/* The next byte that may begin such a sequence: C3 and then one of 82 83 a2 af b0 (Â Ã â ï ð). */
static bool
holds_wrong(struct str text)
{
	const char *end = text.at + text.length;

	for (const char *at = text.at; (at = memchr(at, 0xc3, (size_t)(end - at))); at += 2) {
		unsigned char next = at + 1 < end ? (unsigned char)at[1] : 0, lead;
		size_t length;
		uint32_t rune;

		if (next != 0x82 && next != 0x83 && next != 0xa2 && next != 0xaf && next != 0xb0)
			continue;
		rune = disguised((struct str){at, (size_t)(end - at)}, &length, &lead);
		if (rune && surely_wrong(lead, rune))
			return true;
	}
	return false;
}

/* Whether each character above ASCII belongs to a sequence, so that the doubtful ones may be taken too. */
static bool
all_disguised(struct str text)
{
	for (;;) {
		size_t length;
		unsigned char lead;

		text = behind(text, ascii_run(text));
		if (text.length == 0)
			return true;
		if (!disguised(text, &length, &lead))
			return false;
		text = behind(text, length);
	}
}

static void
decode_back(struct buffer *room, struct str text)
{
	bool all = all_disguised(text);

	for (;;) {
		size_t plain = ascii_run(text), length = 0;
		unsigned char lead = 0;
		uint32_t rune;

		buffer_bytes(room, text.at, plain);
		text = behind(text, plain);
		if (text.length == 0)
			return;
		rune = disguised(text, &length, &lead);
		if (rune && (all || surely_wrong(lead, rune))) {
			buffer_rune(room, rune);
		} else {
			length = str_rune(text, NULL);
			buffer_bytes(room, text.at, length);
		}
		text = behind(text, length);
	}
}

struct str
mend_decoding(struct mending *mending, struct buffer *room, struct str text)
{
	size_t begin = 0;

	if (!holds_wrong(text))
		return text;
	mending->decoding++;
	buffer_reset(room);
	/* Each round reads what the last one wrote and writes behind it. */
	for (int rounds = 0; rounds < 3 && holds_wrong(text); rounds++) {
		begin = room->length;
		buffer_reserve(room, text.length); /* decoding never makes it longer, so `text` stays where it is */
		if (begin)
			text = (struct str){room->at + begin - text.length, text.length};
		decode_back(room, text);
		text = (struct str){room->at + begin, room->length - begin};
	}
	return text;
}

/* ---- control characters ---- */

/* What may need a change: controls of ASCII, and the first bytes of U+0080–U+009F (c2) and U+2029 (e2). */
static const unsigned char suspect[256] = {
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, [0x7f] = 1, [0xc2] = 1, [0xe2] = 1,
};

static inline bool
are_suspect(lanes here)
{
	return lanes_any((here < lanes_of(0x20)) | (here == lanes_of(0x7f)) | (here == lanes_of(0xc2)) | (here == lanes_of(0xe2)));
}

enum control { NO_CONTROL, LINE_BREAK, TABULATOR, DROPPED };

static enum control
control_at(struct str text, size_t *length)
{
	unsigned char first = (unsigned char)text.at[0], second = text.length > 1 ? (unsigned char)text.at[1] : 0;

	*length = 1;
	if (first == '\r' && second == '\n')
		*length = 2;
	if (first >= '\n' && first <= '\r')
		return LINE_BREAK;
	if (first == '\t')
		return TABULATOR;
	if (first < 0x20 || first == 0x7f)
		return DROPPED;
	if (first == 0xc2 && second < 0xa0 && second) {
		*length = 2;
		return second == 0x85 ? LINE_BREAK : DROPPED;
	}
	if (str_starts(text, STR("\xe2\x80\xa9"))) {
		*length = 3;
		return LINE_BREAK;
	}
	return NO_CONTROL;
}

/* The offset of the first control character from `from` on, or the length. */
static size_t
find_control(struct str text, size_t from, enum control *control, size_t *length)
{
	for (size_t i = from; i < text.length;) {
		size_t stop = text.length - i < LANES ? text.length : i + LANES;

		if (text.length - i >= LANES && !are_suspect(lanes_at(text.at + i)))
			i = stop;
		for (; i < stop; i++)
			if (suspect[(unsigned char)text.at[i]] && (*control = control_at(behind(text, i), length)) != NO_CONTROL)
				return i;
	}
	return text.length;
}

struct str
mend_controls(struct mending *mending, struct buffer *room, struct str text)
{
	enum control control = NO_CONTROL;
	size_t length = 0, done = 0, found = find_control(text, 0, &control, &length);
	bool dropped = false;

	if (found == text.length)
		return text;
	buffer_reset(room);
	while (found < text.length) {
		buffer_bytes(room, text.at + done, found - done);
		if (control == LINE_BREAK)
			buffer_bytes(room, "\xe2\x80\xa8", 3);
		else if (control == TABULATOR)
			buffer_char(room, ' ');
		else
			dropped = true;
		done = found + length;
		found = find_control(text, done, &control, &length);
	}
	buffer_bytes(room, text.at + done, text.length - done);
	mending->controls += dropped;
	return buffer_str(room);
}
