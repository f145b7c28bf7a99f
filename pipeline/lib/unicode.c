#include "lib/unicode.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "lib/icu.h"

const char *
unicode_versions(void)
{
	static char text[64];

	snprintf(text, sizeof text, "ICU %s, Unicode %s", U_ICU_VERSION, U_UNICODE_VERSION);
	return text;
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
