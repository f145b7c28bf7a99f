/* Where a column's value stands in a record, as the presets and --map say it:
 *
 *   full_text                              a column, or a member of a JSON object
 *   user.screen_name                       a member of a member
 *   entities.urls.0.expanded_url           an element, counted from 0
 *   referenced_tweets[type=replied_to].id  the element of an array whose member is that
 *   $.includes.users[id={author_id}].name  from the top of the JSON text, where several records stand in one; {…} is a value of this record
 *   "Post Created"                         quotes round a name with + | ? , or dots of its own
 *   a|b|c                                  the first that is not empty
 *   'reddit/'+subreddit                    texts end to end, empty when one of its places is; in `reach` numbers are added up
 *   link_id?'t1_'+id                       only where link_id is there
 *   html(content)                          the text of HTML: paragraphs and line breaks kept, tags dropped
 */
#ifndef OMTALE_FORMULA_H
#define OMTALE_FORMULA_H

#include "archive/records.h"
#include "lib/arena.h"

enum part_kind { PART_PLACE, PART_LITERAL, PART_HTML };

struct part {
	enum part_kind kind;
	struct place place;
	struct str literal;
};

struct choice {
	struct place *guards; /* a? b?  */
	size_t guards_count;
	struct part *parts;
	size_t parts_count;
};

struct formula {
	struct str written;
	struct choice *choices;
	size_t count;              /* 0: always empty */
	const struct place *alone; /* a table's column, where the formula is no more than that */
};

/* Reads `written` into *formula, which lives as long as the arena and the text. NULL, or what is wrong with it. */
const char *
formula_parse(struct formula *formula, struct arena *arena, struct str written);

/* How far it is to the next `mark` outside quotes and brackets, or to the end: for lists of formulas. */
size_t
formula_find(struct str text, char mark);

/* The formula that is just the column or member of this name. */
struct formula
formula_of_name(struct arena *arena, struct str name);

/* Finds the columns of a table; true when at least one of its places is there. Always true for JSON. */
bool
formula_bind(struct formula *formula, const struct records *records);

/* Whether it has no places at all. */
bool
formula_is_literal(const struct formula *formula);

/* Whether all places of one choice are there in the record (or header) at hand, empty or not. */
bool
formula_exists(const struct formula *formula, struct records *records);

/* The value: {NULL, 0} when no place of it is there, or none holds more than null. May stand in *room. */
struct str
formula_value(const struct formula *formula, struct records *records, struct buffer *room);

/* The sum of the numbers in the first choice that has any; false when none has. */
bool
formula_sum(const struct formula *formula, struct records *records, int64_t *sum);

#endif
