/* What a name means as a column of a table or a member of a JSON object, in an archive that no preset knows.
 *
 *   "Tweet_ID", "Dato og tid", "favourites"  ->  COLUMN_ID, COLUMN_TIME, MEANING_LIKES
 */
#ifndef OMTALE_MEANINGS_H
#define OMTALE_MEANINGS_H

#include "archive/presets.h"

/* What a name may mean besides the columns: likes and shares add up to a reach where nothing counts views. */
enum meaning { MEANING_LIKES = COLUMNS, MEANING_SHARES, MEANINGS, MEANING_NONE = -1 };

/* What a column or member of this name means, and how surely: *rank is 0 for the name itself, and grows. */
int
name_meaning(struct str name, uint32_t *rank);

/* The surest columns for each meaning, or TABLE_NONE. */
void
surest_columns(const struct table *table, size_t best[MEANINGS]);

/* The surest members of a JSON object for each meaning: their nodes, or JSON_NOWHERE. */
void
surest_members(struct json *json, uint32_t object, uint32_t best[MEANINGS]);

/* Appends the name of the member that `value` is, or "user.name" of one inside it; nothing for JSON_NOWHERE. */
void
member_path(struct json *json, uint32_t object, uint32_t value, struct buffer *out);

#endif
