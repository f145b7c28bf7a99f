#include "lib/unicode.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "lib/die.h"

static void
must(UErrorCode status, const char *what)
{
	if (U_FAILURE(status))
		die("ICU: %s: %s", what, u_errorName(status));
}

const char *
unicode_versions(void)
{
	static char text[64];

	snprintf(text, sizeof text, "ICU %s, Unicode %s", U_ICU_VERSION, U_UNICODE_VERSION);
	return text;
}

/* ---- characters ---- */

/* ICU loads what it knows of emoji when it is first asked, and without memory for it says that there are none. */
static bool
is_emoji(UChar32 c)
{
	static bool loaded;

	if (!loaded && !u_hasBinaryProperty(0x1f600, UCHAR_EMOJI_PRESENTATION))
		must(U_MEMORY_ALLOCATION_ERROR, "emoji");
	loaded = true;
	return u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) || u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION);
}

enum rune_class
rune_class(uint32_t rune)
{
	UChar32 c = (UChar32)rune;
	uint32_t mask = U_MASK(u_charType(c));

	if (mask & U_GC_L_MASK)
		return RUNE_LETTER;
	if (mask & U_GC_ND_MASK)
		return RUNE_DIGIT;
	if (u_isUWhiteSpace(c))
		return RUNE_SPACE;
	if (mask & U_GC_M_MASK)
		return RUNE_MARK;
	if (is_emoji(c))
		return RUNE_EMOJI;
	if (mask & U_GC_P_MASK)
		return RUNE_PUNCTUATION;
	if (mask & U_GC_C_MASK)
		return RUNE_CONTROL;
	return RUNE_OTHER;
}

bool
rune_is_upper(uint32_t rune)
{
	return u_isupper((UChar32)rune);
}

uint32_t
rune_to_lower(uint32_t rune)
{
	if (rune < 0x80)
		return rune - 'A' < 26 ? rune | 0x20 : rune;
	return (uint32_t)u_tolower((UChar32)rune);
}

uint32_t
rune_to_upper(uint32_t rune)
{
	return (uint32_t)u_toupper((UChar32)rune);
}

const char *
rune_script(uint32_t rune)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)rune, &status);

	return U_FAILURE(status) ? "Zzzz" : uscript_getShortName(script);
}

/* ---- texts ---- */

static bool
is_ascii(struct str text)
{
	uint64_t word, high = 0;
	size_t i = 0;

	for (; i + 8 <= text.length; i += 8) {
		memcpy(&word, text.at + i, 8);
		high |= word;
	}
	for (; i < text.length; i++)
		high |= (unsigned char)text.at[i];
	return (high & 0x8080808080808080u) == 0;
}

bool
unicode_is_valid(struct str text)
{
	if (is_ascii(text))
		return true;
	while (text.length) {
		size_t n = str_rune(text, NULL);
		if (n == 0)
			return false;
		text.at += n;
		text.length -= n;
	}
	return true;
}

/* Below U+0300 every character is its own NFC, and so are punctuation, Cyrillic's first block, arrows, dingbats and emoji: most text has nothing else. */
static bool
is_surely_nfc(struct str text)
{
	for (size_t i = 0, n = 1; i < text.length; i += n) {
		uint32_t rune;

		n = 1;
		if ((unsigned char)text.at[i] < 0xcc)
			continue;
		n = str_rune((struct str){text.at + i, text.length - i}, &rune);
		if (!n || !((rune >= 0x400 && rune <= 0x482) || (rune >= 0x2002 && rune <= 0x2125) || (rune >= 0x2190 && rune <= 0x2328) ||
		            (rune >= 0x2330 && rune <= 0x2ad0) || rune == 0xfe0f || (rune >= 0x1f000 && rune <= 0x1faff)))
			return false;
	}
	return true;
}

void
unicode_nfc(struct buffer *out, struct str text)
{
	static const UNormalizer2 *nfc;
	UErrorCode status = U_ZERO_ERROR;
	UChar *wide, *normal;
	int32_t wide_length, normal_length, bytes;

	if (is_surely_nfc(text)) {
		buffer_text(out, text);
		return;
	}
	if (!nfc)
		nfc = unorm2_getNFCInstance(&status);
	must(status, "NFC");
	if (text.length > INT_MAX / 8)
		die("a text of %zu bytes is too long to normalise", text.length);
	wide = memory_new(text.length + 1, sizeof *wide);
	u_strFromUTF8WithSub(wide, (int32_t)text.length + 1, &wide_length, text.at, (int32_t)text.length, 0xfffd, NULL, &status);
	must(status, "UTF-8");
	if (unorm2_isNormalized(nfc, wide, wide_length, &status) && U_SUCCESS(status)) {
		buffer_text(out, text);
		free(wide);
		return;
	}
	normal = memory_new((size_t)wide_length * 3 + 1, sizeof *normal); /* no character grows more than threefold in NFC */
	normal_length = unorm2_normalize(nfc, wide, wide_length, normal, wide_length * 3 + 1, &status);
	must(status, "NFC");
	u_strToUTF8WithSub(buffer_reserve(out, (size_t)normal_length * 3 + 1), normal_length * 3 + 1, &bytes, normal, normal_length, 0xfffd, NULL, &status);
	must(status, "UTF-8");
	out->length += (size_t)bytes;
	free(normal);
	free(wide);
}

void
unicode_compatible(struct buffer *out, uint32_t rune)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
	UChar wide[2], plain[32];
	char bytes[96];
	int32_t wide_length = 0, plain_length, length = 0;
	uint32_t alone;

	must(status, "NFKC");
	/* To normalise makes strings of ICU's; most characters stand for one other or for themselves, which is known without. */
	plain_length = unorm2_getDecomposition(nfkc, (UChar32)rune, plain, 32, &status);
	must(status, "NFKC");
	if (plain_length < 0 || plain_length == 1 || (plain_length == 2 && U16_IS_LEAD(plain[0]))) {
		alone = plain_length < 0 ? rune : plain_length == 1 ? plain[0] : (uint32_t)U16_GET_SUPPLEMENTARY(plain[0], plain[1]);
		buffer_rune(out, alone);
		return;
	}
	U16_APPEND_UNSAFE(wide, wide_length, (UChar32)rune);
	plain_length = unorm2_normalize(nfkc, wide, wide_length, plain, 32, &status);
	u_strToUTF8(bytes, sizeof bytes, &length, plain, plain_length, &status);
	if (status == U_MEMORY_ALLOCATION_ERROR)
		must(status, "NFKC");
	if (U_SUCCESS(status))
		buffer_bytes(out, bytes, (size_t)length);
	else
		buffer_rune(out, rune);
}

/* What stands before the first byte of another kind. */
static size_t
lower_ascii(struct buffer *out, struct str text)
{
	char *to = buffer_reserve(out, text.length);
	size_t n = 0;

	for (; n < text.length && (unsigned char)text.at[n] < 0x80; n++)
		to[n] = (char)rune_to_lower((unsigned char)text.at[n]);
	out->length += n;
	return n;
}

void
unicode_lower(struct buffer *out, struct str text)
{
	while (text.length) {
		uint32_t rune;
		size_t n;

		if ((unsigned char)text.at[0] < 0x80) {
			n = lower_ascii(out, text);
		} else if ((n = str_rune(text, &rune)) == 0) {
			n = 1;
			buffer_char(out, text.at[0]);
		} else {
			buffer_rune(out, rune_to_lower(rune));
		}
		text.at += n;
		text.length -= n;
	}
}

/* ---- word boundaries ---- */

struct word_breaker {
	UBreakIterator *iterator;
	UText text;
	size_t length;
	int32_t last;
};

struct word_breaker *
word_breaker_new(void)
{
	UErrorCode status = U_ZERO_ERROR;
	struct word_breaker *breaker = memory_new(1, sizeof *breaker);

	breaker->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	must(status, "word boundaries");
	breaker->text = (UText)UTEXT_INITIALIZER;
	return breaker;
}

void
word_breaker_text(struct word_breaker *breaker, struct str text)
{
	UErrorCode status = U_ZERO_ERROR;

	utext_openUTF8(&breaker->text, text.at, (int64_t)text.length, &status);
	ubrk_setUText(breaker->iterator, &breaker->text, &status);
	must(status, "word boundaries");
	ubrk_first(breaker->iterator);
	breaker->length = text.length;
	breaker->last = 0;
}

ptrdiff_t
word_breaker_next(struct word_breaker *breaker)
{
	int32_t next = ubrk_next(breaker->iterator);

	/* When memory runs out, ICU says that the text is at its end. */
	if (next == UBRK_DONE && (size_t)breaker->last < breaker->length)
		must(U_MEMORY_ALLOCATION_ERROR, "word boundaries");
	breaker->last = next == UBRK_DONE ? breaker->last : next;
	return next == UBRK_DONE ? -1 : next;
}

void
word_breaker_free(struct word_breaker *breaker)
{
	if (!breaker)
		return;
	ubrk_close(breaker->iterator);
	utext_close(&breaker->text);
	free(breaker);
}

/* ---- charsets ---- */

/* UTF-8, but for a character that the sample's end cuts. */
static bool
looks_like_utf8(struct str sample)
{
	for (size_t cut = 0; cut < 4 && cut <= sample.length; cut++)
		if (unicode_is_valid((struct str){sample.at, sample.length - cut}))
			return true;
	return false;
}

const char *
charset_detect(struct str sample)
{
	static char name[64];
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *detector;
	const UCharsetMatch *match;
	const char *found;

	if (str_starts(sample, STR("\xff\xfe")))
		return "UTF-16LE";
	if (str_starts(sample, STR("\xfe\xff")))
		return "UTF-16BE";
	if (looks_like_utf8(sample) && !(sample.length && memchr(sample.at, '\0', sample.length)))
		return "UTF-8";
	detector = ucsdet_open(&status);
	ucsdet_setText(detector, sample.at, (int32_t)(sample.length > (1 << 20) ? 1 << 20 : sample.length), &status);
	match = ucsdet_detect(detector, &status);
	if (status == U_MEMORY_ALLOCATION_ERROR)
		must(status, "charset");
	found = match && U_SUCCESS(status) ? ucsdet_getName(match, &status) : NULL;
	/* Latin alphabets of one byte are hard to tell apart and all but windows-1252 are rare here. */
	if (!found || U_FAILURE(status) || strncmp(found, "ISO-8859-", 9) == 0 || strncmp(found, "windows-125", 11) == 0)
		found = "windows-1252";
	/* Two bytes a character leave NULs behind where the text is ours; and the detector knows charsets that the converters do not. */
	if ((strncmp(found, "UTF-16", 6) == 0 || strncmp(found, "UTF-32", 6) == 0) && !memchr(sample.at, '\0', sample.length))
		found = "windows-1252";
	if (!charset_known(found))
		found = "windows-1252";
	snprintf(name, sizeof name, "%s", found);
	ucsdet_close(detector);
	return name;
}

bool
charset_known(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(name, &status);

	ucnv_close(converter);
	if (status == U_MEMORY_ALLOCATION_ERROR)
		must(status, "charset");
	return U_SUCCESS(status);
}

enum { CHARSET_BLOCK = 1 << 15 };

struct charset {
	UConverter *from, *to;
	char bytes[CHARSET_BLOCK];
	const char *at, *end;      /* what of bytes is not converted */
	UChar wide[CHARSET_BLOCK]; /* ICU's pivot between the two converters */
	UChar *wide_from, *wide_to;
	bool ended, started;
};

static ptrdiff_t
charset_read(void *state, struct source *self, struct source *inner, char *room, size_t size)
{
	struct charset *charset = state;
	char *out = room;

	while (out == room) {
		UErrorCode status = U_ZERO_ERROR;

		if (charset->at == charset->end && !charset->ended) {
			ptrdiff_t n = source_read(inner, charset->bytes, sizeof charset->bytes);
			if (n < 0)
				return source_fail(self, "%s", source_failure(inner));
			charset->ended = n == 0;
			charset->at = charset->bytes;
			charset->end = charset->bytes + n;
		}
		ucnv_convertEx(charset->to, charset->from, &out, room + size, &charset->at, charset->end, charset->wide, &charset->wide_from, &charset->wide_to,
		               charset->wide + CHARSET_BLOCK, !charset->started, charset->ended, &status);
		charset->started = true;
		if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status))
			return source_fail(self, "%s: ICU cannot convert it: %s", source_name(inner), u_errorName(status));
		if (charset->ended && charset->at == charset->end && status != U_BUFFER_OVERFLOW_ERROR)
			break;
	}
	return out - room;
}

static void
charset_release(void *state)
{
	struct charset *charset = state;

	ucnv_close(charset->from);
	ucnv_close(charset->to);
	free(charset);
}

const struct str *
charset_names(size_t *count)
{
	static struct str names[512];

	*count = 0;
	for (int32_t i = 0; i < ucnv_countAvailable() && *count < 512; i++) {
		UErrorCode status = U_ZERO_ERROR;
		const char *name = ucnv_getStandardName(ucnv_getAvailableName(i), "MIME", &status);
		if (U_SUCCESS(status) && name)
			names[(*count)++] = str_of(name);
	}
	return names;
}

struct source *
charset_source(struct source *inner, const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	struct charset *charset = memory_new(1, sizeof *charset);

	charset->from = ucnv_open(name, &status);
	if (status == U_MEMORY_ALLOCATION_ERROR)
		must(status, "charset");
	if (U_FAILURE(status))
		die("no charset \"%s\" is known (UTF-8, UTF-16LE, windows-1252, ISO-8859-1 …)", name);
	charset->to = ucnv_open("UTF-8", &status);
	must(status, "UTF-8");
	charset->wide_from = charset->wide_to = charset->wide;
	return source_through(inner, (struct source_filter){charset_read, charset_release, charset});
}

/* ---- time zones ---- */

struct zone {
	UCalendar *calendar;
	int64_t quarter; /* of an hour UTC that `offset` was asked for: posts come in time order, so it mostly serves again */
	int32_t offset;
	bool asked;
};

const struct str *
zone_names(size_t *count)
{
	static struct str names[1024];
	UErrorCode status = U_ZERO_ERROR;
	UEnumeration *all = ucal_openTimeZones(&status);
	int32_t length;

	must(status, "time zones");
	*count = 0;
	for (const char *name; *count < 1024 && (name = uenum_next(all, &length, &status)); ++*count) {
		char *copy = memory_new((size_t)length + 1, 1);
		names[*count] = (struct str){memcpy(copy, name, (size_t)length), (size_t)length};
	}
	uenum_close(all);
	return names;
}

bool
language_known(const char *code)
{
	const char *const *codes = uloc_getISOLanguages();

	for (; *codes; codes++)
		if (strcmp(*codes, code) == 0)
			return true;
	return false;
}

struct zone *
zone_open(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[64], canonical[64];
	UBool known = false;
	struct zone *zone;
	char custom[64];

	if (strcmp(name, "Z") == 0)
		name = "UTC";
	snprintf(custom, sizeof custom, "%s%s", name[0] == '+' || name[0] == '-' ? "GMT" : "", name);
	u_uastrncpy(wide, custom, 63);
	wide[63] = 0;
	ucal_getCanonicalTimeZoneID(wide, -1, canonical, 64, &known, &status);
	if (status == U_MEMORY_ALLOCATION_ERROR)
		must(status, "time zone");
	if (U_FAILURE(status))
		return NULL;
	zone = memory_new(1, sizeof *zone);
	zone->calendar = ucal_open(wide, -1, "", UCAL_GREGORIAN, &status);
	must(status, "time zone");
	return zone;
}

int32_t
zone_offset(struct zone *zone, int64_t utc)
{
	UErrorCode status = U_ZERO_ERROR;
	int64_t quarter = utc >= 0 ? utc / 900 : -((899 - utc) / 900); /* no zone changes within one */

	if (!zone->asked || zone->quarter != quarter) {
		ucal_setMillis(zone->calendar, (double)utc * 1000.0, &status);
		zone->offset = (ucal_get(zone->calendar, UCAL_ZONE_OFFSET, &status) + ucal_get(zone->calendar, UCAL_DST_OFFSET, &status)) / 1000;
		must(status, "time zone");
		zone->quarter = quarter;
		zone->asked = true;
	}
	return zone->offset;
}

int64_t
zone_to_utc(struct zone *zone, int64_t wall)
{
	/* Both offsets that may hold near this wall time; the earlier one (a larger offset in autumn) is tried first. */
	int32_t before = zone_offset(zone, wall - 86400), after = zone_offset(zone, wall + 86400);

	if (zone_offset(zone, wall - before) == before)
		return wall - before;
	if (zone_offset(zone, wall - after) == after)
		return wall - after;
	return wall - before;
}

void
zone_close(struct zone *zone)
{
	if (!zone)
		return;
	ucal_close(zone->calendar);
	free(zone);
}
