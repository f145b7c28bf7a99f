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
		if (str_equal(one, word_str(neighbour, neighbour->lower)))
			return true;
		if (str_starts(one, STR("class:")) && neighbour->class == tag_find((struct str){one.at + 6, one.length - 6}))
			return true;
	}
	return false;
}

/* The signs of the forms in `allowed`. */
static uint64_t
signs_of(struct str allowed)
{
	uint64_t signs = 0;

	if (allowed.length == 0)
		return UINT64_MAX;
	for (struct str rest = allowed, one; rest.at;) {
		one = str_cut(&rest, '|');
		signs |= str_starts(one, STR("class:")) ? UINT64_MAX : (uint64_t)1 << word_sign(one);
	}
	return signs;
}

struct word_confusion
confusion_ready(const struct dictionary *dictionary, const struct layout_confusion *row)
{
	return (struct word_confusion){signs_of(dictionary_string(dictionary, row->before)), signs_of(dictionary_string(dictionary, row->after)), row};
}

/* Most neighbours are told by their signs, without a look at the list. */
static inline bool
may_be_allowed(uint64_t signs, const struct word *neighbour)
{
	return signs == UINT64_MAX || (neighbour && signs >> neighbour->sign & 1);
}

struct str
confusion_instead(const struct dictionary *dictionary, const struct word *before, const struct word *word, const struct word *after)
{
	for (size_t i = 0; i < word->spelling->confusions_count; i++) {
		const struct word_confusion *confusion = &word->spelling->confusions[i];
		struct str wanted_before, wanted_after;
		if (!may_be_allowed(confusion->before, before) || !may_be_allowed(confusion->after, after))
			continue;
		wanted_before = dictionary_string(dictionary, confusion->row->before);
		wanted_after = dictionary_string(dictionary, confusion->row->after);
		if (wanted_before.length + wanted_after.length && is_allowed(wanted_before, before) && is_allowed(wanted_after, after))
			return dictionary_string(dictionary, confusion->row->instead);
	}
	return STR("");
}
