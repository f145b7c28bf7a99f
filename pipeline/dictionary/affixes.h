/* A Hunspell dictionary spelt out: every form that its entries and affix rules make, compounds aside (only the compiler uses this).
 *
 *   bil/10,11    SFX 11 0 erne/34 [^e]   ->   bil, bilen, biler, bilerne …  each told to `form`, with the entry that it came from
 *
 * What is told apart: forms that only stand inside compounds, that need a further affix or that are forbidden are left out.
 */
#ifndef OMTALE_AFFIXES_H
#define OMTALE_AFFIXES_H

#include "lib/str.h"

struct expansion {
	struct str form;  /* UTF-8, in its own case */
	struct str entry; /* the entry, or the stem that it names with st: */
	bool bare;        /* the entry itself, without an affix */
	bool compounds;   /* the entry may stand in compounds */
	bool prefixed;
	bool named; /* the entry names its stem */
};

struct spelling_out {
	void (*form)(void *state, const struct expansion *expansion);
	void *state;
	struct buffer *parts; /* or NULL: gets the lines of those entries that compounds are made of, when no others can bear on a compound */
};

/* Reads PATH.aff and PATH.dic and tells every form; dies when a file is not there or not understood. Returns whether the dictionary builds compounds, so that
 * a word it does not list may still be one. */
bool
affixes_expand(const char *aff, const char *dic, struct spelling_out out);

#endif
