/* Text that a post can hold: valid UTF-8 on one line, whatever the archive did to it.
 *
 *   bytes that are no UTF-8          read as Windows-1252            "sm\xf8r"  -> "smør"
 *   surrogates as three bytes each   the character they mean
 *   UTF-8 that was once decoded as   decoded back, also where it     "smÃ¸r"    -> "smør"
 *   Windows-1252 or ISO 8859-1       happened two or three times     "smÃƒÂ¸r"  -> "smør"
 *   line breaks (CR LF, CR, LF, VT,  U+2028
 *   FF, NEL, U+2029)
 *   TAB                              a space
 *   other control characters         dropped
 *
 * Each function gives back its argument when there is nothing to mend, which costs one look at each byte; otherwise the text stands in
 * *room, valid until that buffer changes. `text` must not point into *room.
 */
#ifndef OMTALE_MENDING_H
#define OMTALE_MENDING_H

#include "lib/str.h"

/* What was mended since these were zero. Texts, not characters. */
struct mending {
	uint64_t bytes;    /* held bytes that are no UTF-8 */
	uint64_t decoding; /* had been decoded wrongly */
	uint64_t controls; /* held control characters other than TAB and line breaks */
};

/* How many bytes at the front are ASCII without control characters: all of them, when there is nothing to mend. */
size_t
mend_plain(struct str text);

/* Valid UTF-8, control characters and all. */
struct str
mend_bytes(struct mending *mending, struct buffer *room, struct str text);

/* `text` must be valid UTF-8. A sequence is decoded back only where it can hardly be what somebody wrote: Ã, Â, â, ð and ï with what must
 * follow them, and other letters only in a text that holds one of those ("SÅ…" stays). */
struct str
mend_decoding(struct mending *mending, struct buffer *room, struct str text);

/* On one line, without control characters. `text` must be valid UTF-8. */
struct str
mend_controls(struct mending *mending, struct buffer *room, struct str text);

#endif
