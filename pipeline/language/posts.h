/* What only posts have: emoticons, emoji, addresses on the net, abbreviations. Each function looks at one place of a text and says where what stands
 * there ends; tokens.c asks.
 */
#ifndef OMTALE_POSTS_H
#define OMTALE_POSTS_H

#include "lib/str.h"

/* An emoticon at `at`: its end, or `at`. *shape is the emoticon with its mouth once (`:)))` gives `:)`), in `text` or of static life. */
size_t
posts_emoticon(struct str text, size_t at, struct str *shape);

/* The same for those that begin with a letter: xD, o_O. */
size_t
posts_lettered_emoticon(struct str text, size_t at, struct str *shape);

/* A whole emoji at `at` with modifiers, selectors, joined parts, a flag's two letters: its end, or `at`. */
size_t
posts_emoji(struct str text, size_t at);

/* The same for a digit in a keycap. */
size_t
posts_keycap(struct str text, size_t at);

/* An address whose first word is text[at … word_end): http://…, www.…, name@host, host.tld. Its end, or 0; *host is the host without www. and port. */
size_t
posts_address(struct str text, size_t at, size_t word_end, struct str *host);

/* Where a host name (letters, digits, points, hyphens) that begins at `at` ends; a point at the end is no part of it. */
size_t
posts_host_end(struct str text, size_t at);

/* Where `word`, which ends at `end`, ends with what belongs to it: an abbreviation's last point, a clitic's apostrophe, the plus of Disney+. */
size_t
posts_word_tail(struct str text, struct str word, size_t end);

/* Whether a word is one that is written with a point behind it: kl, f.eks. */
bool
posts_is_abbreviation(struct str word);

/* Whether a word with points inside it is one word: f.eks, U.S.A. */
bool
posts_is_pointed_word(struct str word);

#endif
