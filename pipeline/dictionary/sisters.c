#include "dictionary/sisters.h"

#include <math.h>

enum { DANISH = 1 << 0, BOKMAAL = 1 << 1, NYNORSK = 1 << 2 };

/* In natural logarithms: what nynorsk would inflect otherwise, and the most of a form that its dictionary has not. */
static const double INFLECTED = 0.7, UNLISTED = 1.5;

enum place { ANYWHERE, BEGINNING, END };

/* The sister's form, bokmål's own, and how much rarer bokmål writes the former: a linguist's judgement, in natural logarithms. */
struct alternation {
	const char *sister, *bokmaal;
	enum place place;
	double rarer;
};

static const struct alternation nynorsk[] = {
	{"inga", "ingen", END, 2.5},
	{"ingane", "ingene", END, 3},
	{"ingar", "inger", END, 3},
	{"ande", "ende", END, 2.5},
	{"a", "et", END, 2},
	{"a", "ene", END, 1.2},
	{"a", "en", END, 0.8},
	{"asjona", "asjonen", END, 2},
	{"leg", "lig", ANYWHERE, 2.5},
	{"heit", "het", ANYWHERE, 2.5},
	{"leik", "het", ANYWHERE, 2.5},
	{"sam", "som", ANYWHERE, 2},
	{"semd", "somhet", ANYWHERE, 2.5},
	{"au", "ø", ANYWHERE, 1},
	{"hei", "hje", ANYWHERE, 1.5},
	{"øg", "øy", ANYWHERE, 2},
	{"ei", "e", ANYWHERE, 0.7},
	{"ning", "nelse", END, 1},
	{"hand", "hånd", BEGINNING, 1.5},
	{"veg", "vei", ANYWHERE, 1},
	{"kv", "hv", ANYWHERE, 2.5},
	{"verk", "virk", ANYWHERE, 2},
	{"lgj", "lg", ANYWHERE, 2.5},
	{"rgj", "rg", ANYWHERE, 2.5},
	{"ngj", "ng", ANYWHERE, 2.5},
	{"nkj", "nk", ANYWHERE, 2.5},
	{"rkj", "rk", ANYWHERE, 2.5},
	{"ykkj", "ykk", ANYWHERE, 2.5},
	{"amn", "avn", ANYWHERE, 2.5},
	{"emn", "evn", ANYWHERE, 2},
	{"jamn", "jevn", ANYWHERE, 1.5},
	{"jam", "jevn", BEGINNING, 2},
	{"låg", "lav", ANYWHERE, 2},
	{"fram", "frem", ANYWHERE, 0.7},
	{"saman", "sammen", ANYWHERE, 3},
	{"skul", "skol", ANYWHERE, 3},
	{"kyrk", "kirk", ANYWHERE, 3},
	{"ynsk", "ønsk", ANYWHERE, 3},
	{"hald", "hold", ANYWHERE, 2.5},
	{"vald", "vold", ANYWHERE, 2},
	{"greiing", "redning", ANYWHERE, 2.5},
	{"stad", "sted", ANYWHERE, 1.5},
	{"vatn", "vann", ANYWHERE, 2},
	{"reinsk", "rensk", ANYWHERE, 2},
	{"arbeidar", "arbeider", ANYWHERE, 3},
	{"bry", "bru", BEGINNING, 1.5},
	{"sjuk", "syk", ANYWHERE, 1.5},
	{"mjøl", "mel", ANYWHERE, 1.5},
	{"dotter", "datter", ANYWHERE, 2},
	{"høgre", "høyre", ANYWHERE, 2},
};

static const struct alternation danish[] = {
	{"ef", "et", BEGINNING, 2.5}, {"efter", "etter", ANYWHERE, 3}, {"d", "t", ANYWHERE, 1.5},   {"b", "p", ANYWHERE, 1.5}, {"g", "k", ANYWHERE, 1.5},
	{"ede", "et", END, 1.5},      {"sprog", "språk", ANYWHERE, 3}, {"syg", "syk", ANYWHERE, 3}, {"æ", "e", ANYWHERE, 1.5}, {"ti", "sj", ANYWHERE, 2},
	{"av", "au", ANYWHERE, 1.5},  {"ej", "ei", ANYWHERE, 2},       {"øj", "øy", ANYWHERE, 2},   {"hed", "het", END, 3},
};

enum { NYNORSK_COUNT = sizeof nynorsk / sizeof *nynorsk, DANISH_COUNT = sizeof danish / sizeof *danish };

/* Bit l: language l's dictionary has the form that `word` becomes with `from` at `at` replaced by `to`. */
static uint8_t
known_with(const struct testimony *testimony, struct str word, size_t at, struct str from, struct str to)
{
	char form[2 * PROFILE_LONGEST];
	uint32_t number;

	if (word.length + to.length > sizeof form)
		return 0;
	memcpy(form, word.at, at);
	memcpy(form + at, to.at, to.length);
	memcpy(form + at + to.length, word.at + at + from.length, word.length - at - from.length);
	number = map_find(&testimony->words, (struct str){form, word.length + to.length - from.length});
	return number == MAP_NONE ? 0 : testimony->entries[number].known;
}

/* Whether `word` becomes a form that of the languages `among` only `owners` have, wherever `from` stands in it. */
static bool
becomes(const struct testimony *testimony, struct str word, const char *from, const char *to, enum place place, uint8_t among, uint8_t owners)
{
	struct str old = str_of(from), new = str_of(to);
	const char *at = word.at, *end = word.at + word.length;

	if (word.length < old.length + (place == END ? 3 : 2))
		return false;
	if (place == END)
		return str_ends(word, old) && (known_with(testimony, word, word.length - old.length, old, new) & among) == owners;
	while ((at = memmem(at, (size_t)(end - at), old.at, old.length)) != NULL) {
		if (place == BEGINNING && at != word.at)
			return false;
		if ((known_with(testimony, word, (size_t)(at - word.at), old, new) & among) == owners)
			return true;
		at++;
	}
	return false;
}

static double
rarer(const struct testimony *testimony, struct str word, const struct alternation *alternations, size_t count, uint8_t sister)
{
	double most = 0;

	for (size_t i = 0; i < count; i++)
		if (alternations[i].rarer > most &&
		    becomes(testimony, word, alternations[i].sister, alternations[i].bokmaal, alternations[i].place, BOKMAAL | sister, BOKMAAL))
			most = alternations[i].rarer;
	return most;
}

double
sisters_rarer_in_bokmaal(const struct testimony *testimony, struct str word, uint8_t known)
{
	double most = 0;

	if (known & BOKMAAL && known & NYNORSK)
		most = rarer(testimony, word, nynorsk, NYNORSK_COUNT, NYNORSK);
	else if (known & BOKMAAL && known & DANISH && word.length > 4)
		most = rarer(testimony, word, danish, DANISH_COUNT, DANISH);
	else if (known & BOKMAAL)
		most = fmin(UNLISTED, rarer(testimony, word, nynorsk, NYNORSK_COUNT, NYNORSK));
	return most;
}

/* Nynorsk inflects luktar, lukta what bokmål inflects lukter, luktet; and billettar what bokmål does billetter. */
double
sisters_rarer_in_nynorsk(const struct testimony *testimony, struct str word)
{
	return becomes(testimony, word, "er", "ar", END, BOKMAAL | NYNORSK, NYNORSK) || becomes(testimony, word, "et", "ar", END, BOKMAAL | NYNORSK, NYNORSK)
	               ? INFLECTED
	               : 0;
}

bool
sisters_nynorsk_differs(const struct testimony *testimony, struct str word)
{
	for (size_t i = 0; i < NYNORSK_COUNT; i++)
		if (nynorsk[i].rarer >= 1 &&
		    becomes(testimony, word, nynorsk[i].bokmaal, nynorsk[i].sister, nynorsk[i].place, BOKMAAL | NYNORSK, BOKMAAL | NYNORSK))
			return true;
	return false;
}
