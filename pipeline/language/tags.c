#include "language/tags.h"

static const char *const names[TAG_COUNT] = {
	"edge",      "mark",      "other",    "capital",   "noun",     "noun.def", "noun.pl",  "noun.defpl", "noun.gen", "verb",    "verb.pres",
	"verb.past", "verb.part", "verb.imp", "verb.pass", "verb.ing", "adj",      "adj.neut", "adj.pl",     "adj.comp", "adj.sup", "adv",
	"pron",      "det",       "adp",      "conj",      "sconj",    "aux",      "num",      "intj",       "part",     "propn",   "propn.gen",
};

unsigned
tag_find(struct str name)
{
	for (unsigned tag = 0; tag < TAG_COUNT; tag++) {
		if (str_equal(name, str_of(names[tag])))
			return tag;
	}
	return str_equal(name, STR("cconj")) ? TAG_CONJ : TAG_MOST; /* as the treebanks call it */
}

enum tag
tag_class(enum tag tag)
{
	if (tag >= TAG_NOUN && tag <= TAG_NOUN_GEN)
		return TAG_NOUN;
	if (tag >= TAG_VERB && tag <= TAG_VERB_ING)
		return TAG_VERB;
	if (tag == TAG_PROPN_GEN)
		return TAG_PROPN;
	return tag >= TAG_ADJ && tag <= TAG_ADJ_SUP ? TAG_ADJ : tag;
}
