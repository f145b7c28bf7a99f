#include "language/confusion.h"

/* Whether the neighbour is one of `allowed`: forms and class:NAME, '|' between them; an empty list allows anything. */
static bool
is_allowed(struct str allowed, const struct word *neighbour)
{
	if (allowed.length == 0)
		return true;
	if (!neighbour)
		return false;
	for (struct str rest = allowed, one; rest.at;) {
		one = str_cut(&rest, '|');
		if (str_equal(one, neighbour->lower))
			return true;
		if (str_starts(one, STR("class:")) && neighbour->count &&
		    tag_class((enum tag)neighbour->readings[0].tag) == (enum tag)tag_find((struct str){one.at + 6, one.length - 6}))
			return true;
	}
	return false;
}

struct str
confusion_instead(const struct dictionary *dictionary, const struct word *before, const struct word *word, const struct word *after)
{
	for (size_t i = 0; i < word->spelling->confusions_count; i++) {
		const struct layout_confusion *confusion = &word->spelling->confusions[i];
		struct str wanted_before = dictionary_string(dictionary, confusion->before), wanted_after = dictionary_string(dictionary, confusion->after);
		if (wanted_before.length + wanted_after.length && is_allowed(wanted_before, before) && is_allowed(wanted_after, after))
			return dictionary_string(dictionary, confusion->instead);
	}
	return STR("");
}
