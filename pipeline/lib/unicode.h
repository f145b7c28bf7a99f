/* Characters, normal forms and word boundaries, as ICU has them; with lib/charsets and lib/zones the one door to ICU. UTF-8 in and out; ICU's types stay
 * inside.
 *
 * Results depend on ICU's version where Unicode's do: unicode_versions tells it, and the run's manifest records it.
 */
#ifndef OMTALE_UNICODE_H
#define OMTALE_UNICODE_H

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

/* ---- languages ---- */

/* Whether `code` is one of ISO 639's: "da", "sv", "fo". */
bool
language_known(const char *code);

#endif
