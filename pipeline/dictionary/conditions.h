/* The conditions of Hunspell's affix rules: what a stem must begin or end with, "[^aeiou]y".
 */
#ifndef OMTALE_CONDITIONS_H
#define OMTALE_CONDITIONS_H

#include "lib/str.h"

/* Whether the stem begins (`prefix`) or ends as `condition` says: for each rune '.', itself, '[abc]' or '[^abc]'. */
bool
condition_fits(struct str condition, struct str stem, bool prefix);

#endif
