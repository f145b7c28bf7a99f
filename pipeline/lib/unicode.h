/* The one door to ICU: normal forms, character classes, word boundaries, charsets, time zones. UTF-8 in and out; ICU's types stay inside.
 *
 * Results depend on ICU's version where Unicode's do: unicode_versions tells it, and the run's manifest records it.
 */
#ifndef OMTALE_UNICODE_H
#define OMTALE_UNICODE_H

#include "lib/source.h"
#include "lib/str.h"

/* "ICU 72.1, Unicode 15.0". */
const char *
unicode_versions(void);

/* ---- characters ---- */

enum rune_class {
	RUNE_OTHER, /* symbols that are none of the following */
	RUNE_SPACE,
	RUNE_LETTER,
	RUNE_DIGIT,
	RUNE_MARK, /* combining */
	RUNE_PUNCTUATION,
	RUNE_EMOJI,   /* shown as a picture by default, or a base that a selector makes one */
	RUNE_CONTROL, /* Cc, Cf, private, unassigned, surrogate */
};

enum rune_class
rune_class(uint32_t rune);

bool
rune_is_upper(uint32_t rune);

uint32_t
rune_to_lower(uint32_t rune);

uint32_t
rune_to_upper(uint32_t rune);

/* The script's ISO 15924 name: "Latn", "Cyrl", "Zyyy" (common). */
const char *
rune_script(uint32_t rune);

/* ---- texts ---- */

/* Whether every byte belongs to a well-formed UTF-8 character. */
bool
unicode_is_valid(struct str text);

/* Appends `text` (valid UTF-8) in NFC. A text that is NFC already costs a check. */
void
unicode_nfc(struct buffer *out, struct str text);

/* Appends `rune` as its plain equivalent (NFKC): a full-width, circled or mathematical letter becomes the ordinary one. */
void
unicode_compatible(struct buffer *out, uint32_t rune);

/* Appends `text` in lower case, rune by rune (no locale, no change of length in runes). */
void
unicode_lower(struct buffer *out, struct str text);

/* ---- word boundaries (UAX #29 as ICU has it, root locale) ---- */

struct word_breaker;

struct word_breaker *
word_breaker_new(void);

/* Sets the text, valid UTF-8, which must stay while boundaries are asked for. */
void
word_breaker_text(struct word_breaker *breaker, struct str text);

/* The byte offset of the next boundary, or -1 behind the last. The first call answers the end of the first segment. */
ptrdiff_t
word_breaker_next(struct word_breaker *breaker);

void
word_breaker_free(struct word_breaker *breaker);

/* ---- charsets ---- */

/* What `sample`, the beginning of a file, is written in: "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252" … Looks at the byte order mark, at whether it is
 * valid UTF-8 (a character cut at the end of the sample is forgiven), then asks ICU's detector. Never NULL. */
const char *
charset_detect(struct str sample);

/* Whether ICU knows `name`. */
bool
charset_known(const char *name);

/* The names that ICU knows, for messages about one that it does not. They last. */
const struct str *
charset_names(size_t *count);

/* A source of UTF-8 that reads `inner` as `charset`, and owns it; what cannot be read becomes U+FFFD. Dies when the charset is unknown. */
struct source *
charset_source(struct source *inner, const char *charset);

/* ---- languages ---- */

/* Whether `code` is one of ISO 639's: "da", "sv", "fo". */
bool
language_known(const char *code);

/* ---- time zones ---- */

struct zone;

/* "Europe/Copenhagen", "UTC", "+01:00" …; NULL when nobody knows it. */
struct zone *
zone_open(const char *name);

/* As charset_names. */
const struct str *
zone_names(size_t *count);

/* The UTC second of a wall-clock time there given as if it were UTC seconds. In the hour that spring skips, the offset from before holds;
 * in the hour that autumn repeats, the first one. */
int64_t
zone_to_utc(struct zone *zone, int64_t wall);

/* Seconds to add to UTC for the wall clock there. */
int32_t
zone_offset(struct zone *zone, int64_t utc);

void
zone_close(struct zone *zone);

#endif
