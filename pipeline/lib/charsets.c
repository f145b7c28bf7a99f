#include "lib/charsets.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "lib/die.h"
#include "lib/icu.h"
#include "lib/unicode.h"

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
