/* What a form can be in a sentence: its class, and of the inflection as much as helps to tell readings apart.
 *
 * A tag stands in lexicons as its name ("noun.def", see tags.c); tags beyond TAG_COUNT are a language's own groups of words
 * (`group` rows of neighbours.csv), which stand for their class where no row speaks of them.
 */
#ifndef OMTALE_TAGS_H
#define OMTALE_TAGS_H

#include "lib/str.h"

enum tag {
	TAG_EDGE,    /* where a sentence begins or ends */
	TAG_MARK,    /* punctuation inside it */
	TAG_OTHER,   /* no word, or an unknown one */
	TAG_CAPITAL, /* to the left of a tag: how likely that tag is where a capital stands inside a sentence */
	TAG_NOUN,
	TAG_NOUN_DEF,
	TAG_NOUN_PL,
	TAG_NOUN_DEFPL,
	TAG_NOUN_GEN,
	TAG_VERB,
	TAG_VERB_PRES,
	TAG_VERB_PAST,
	TAG_VERB_PART,
	TAG_VERB_IMP,
	TAG_VERB_PASS,
	TAG_VERB_ING,
	TAG_ADJ,
	TAG_ADJ_NEUT,
	TAG_ADJ_PL,
	TAG_ADJ_COMP,
	TAG_ADJ_SUP,
	TAG_ADV,
	TAG_PRON,
	TAG_DET,
	TAG_ADP,
	TAG_CONJ,
	TAG_SCONJ,
	TAG_AUX,
	TAG_NUM,
	TAG_INTJ,
	TAG_PART,
	TAG_PROPN,
	TAG_PROPN_GEN,
	TAG_COUNT,
	TAG_MOST = 64, /* with a language's groups */
};

/* The tag of this name, or TAG_MOST. */
unsigned
tag_find(struct str name);

/* The first tag of the same class: TAG_NOUN for TAG_NOUN_DEF. */
enum tag
tag_class(enum tag tag);

#endif
