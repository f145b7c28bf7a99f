/* Digits in groups, as people write numbers, and the words that tell what a number is. Texts are as they are shown (archive/shown.h).
 */
#ifndef OMTALE_GROUPS_H
#define OMTALE_GROUPS_H

#include "lib/str.h"

enum { MOST_GROUPS = 16, MOST_DIGITS = 40 };

struct groups {
	size_t count, starts[MOST_GROUPS], ends[MOST_GROUPS], totals[MOST_GROUPS]; /* totals: of digits, up to and with this group */
	char between[MOST_GROUPS];                                                 /* before the group: ' ', '-', '.' */
	char digits[MOST_DIGITS];
	size_t next; /* the groups' own: where the first begins that there was no room for, and what is before it */
	char kind;
};

/* The groups that begin at `at`, up to MOST_GROUPS; none when the first is too long for a number that anybody has. `groups`, {0} at first, still holds those of
 * the last call with this text, or has count 0. */
void
groups_gather(struct groups *groups, struct str text, size_t at);

/* Whether the groups up to number `last` are as long as the digits of `shape`: "2222". */
bool
groups_shape(const struct groups *groups, size_t last, const char *shape);

bool
group_digit_at(struct str text, size_t at);

/* How many bytes at `at` stand between two groups, and what they count as; 0 when no digit is behind. */
size_t
group_gap(struct str text, size_t at, char *kind);

/* Lists of cues end in NULL and are in lower case. Whether `word` is among them. */
bool
cue_among(struct str word, const char *const cues[]);

/* Whether one of the last three words before `at` is. */
bool
cue_announces(struct str text, size_t at, const char *const cues[]);

/* Whether the word right before `at` is, or the one before "nr". */
bool
cue_tells(struct str text, size_t at, const char *const cues[]);

/* Whether what ends at `at` without a space is: tlf22334455. */
bool
cue_is_hung_on(struct str text, size_t at, const char *const cues[]);

#endif
