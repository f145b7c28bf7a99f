#include "language/abbreviations.h"

#include "language/glance.h"

/* Without their last point, in lower case. Those that are also a sentence's last word (min, red, no) are left out. */
static const char *const abbreviations[] = {
	"a.m",   "adr",  "afd",   "alm",   "ang",   "approx", "avd",   "bl.a",  "ca",   "cf",    "d.e",   "d.s.s", "d.v.s", "d.y",   "dkr",   "dr",
	"dvs",   "e.g",  "e.kr",  "ekskl", "eksl",  "etc",    "evt",   "f.eks", "f.kr", "f.o.m", "f.x",   "feks",  "fhv",   "forts", "frk",   "gl",
	"h.h.v", "hhv",  "hk",    "hr",    "i.e",   "i.f.m",  "i.f.t", "i.h.t", "ifm",  "ift",   "iht",   "inkl",  "istf",  "jf",    "jfr",   "jmf",
	"jr",    "jvf",  "kap",   "kbh",   "kgl",   "kl",     "kr",    "kvm",   "ltd",  "m.a",   "m.a.o", "m.b.t", "m.fl",  "m.h.p", "m.h.t", "m.m",
	"m.v",   "maks", "mdr",   "mhp",   "mht",   "mia",    "mill",  "mio",   "mr",   "mrd",   "mrs",   "mtp",   "mv",    "n.b",   "nkr",   "nr",
	"o.a",   "o.l",  "o.m.a", "o.m.m", "o.s.b", "o.s.v",  "osv",   "p.g.a", "p.m",  "p.r",   "p.s",   "p.t",   "pct",   "pga",   "pkt",   "pr",
	"prof",  "pst",  "resp",  "rk",    "s.k",   "s.u",    "sek",   "sr",    "st",   "stk",   "såk",   "t.d",   "t.ex",  "t.h",   "t.o.m", "t.v",
	"tel",   "tlf",  "tsk",   "u.a",   "u.k",   "u.s",    "univ",  "v.h.a", "vedr", "vha",   "vs",    "årg",   NULL,
};

/* Words that drop their end and show it by an apostrophe. */
static const char *const clipped[] = {"ha", "ka", "ska", "sku", "ta", "la", "gi", "bli", "sgu", "ku", "go", "blev", NULL};

enum { ABBREVIATION_LONGEST = 6 };

/* A word of at most six bytes as a number, its ASCII letters in lower case; 0 for a longer one, which is not listed. */
static uint64_t
lowered(struct str word)
{
	uint64_t bytes = 0;

	if (word.length > ABBREVIATION_LONGEST)
		return 0;
	for (size_t i = 0; i < word.length; i++)
		bytes = bytes << 8 | (unsigned char)(word.at[i] >= 'A' && word.at[i] <= 'Z' ? word.at[i] | 0x20 : word.at[i]);
	return bytes;
}

enum { PLACES = 512 };

/* Where the number of an abbreviation stands in the table, or the empty place where it would. */
static uint64_t *
place_of(uint64_t table[PLACES], uint64_t word)
{
	_Static_assert(sizeof abbreviations / sizeof *abbreviations < PLACES / 2, "most places are empty");
	size_t place = word * 0x9e3779b97f4a7c15u >> 55;

	while (table[place] && table[place] != word)
		place = (place + 1) % PLACES;
	return &table[place];
}

bool
is_abbreviation(struct str word)
{
	static uint64_t table[PLACES];
	static bool filled;
	uint64_t lower = lowered(word);

	for (size_t i = 0; !filled && abbreviations[i]; i++)
		*place_of(table, lowered(str_of(abbreviations[i]))) = lowered(str_of(abbreviations[i]));
	filled = true;
	return lower && *place_of(table, lower) == lower;
}

static bool
is_clipped(struct str word)
{
	uint64_t lower = lowered(word);

	for (size_t i = 0; lower && clipped[i]; i++)
		if (lower == lowered(str_of(clipped[i])))
			return true;
	return false;
}

/* Single letters with points between them: U.S.A, p.g.a. */
static bool
is_initialism(struct str word)
{
	for (size_t i = 0; i < word.length; i++)
		if (i % 2 ? word.at[i] != '.' : !is_letter(word.at[i]))
			return false;
	return word.length % 2 && word.length >= 3;
}

bool
is_pointed_word(struct str word)
{
	const char *point = memchr(word.at, '.', word.length);
	bool digit = false;

	for (size_t i = 0; i < word.length; i++)
		digit = digit || is_digit(word.at[i]);
	return !point || digit || is_initialism(word) || is_abbreviation(word);
}

size_t
word_tail_end(struct str text, struct str word, size_t end)
{
	char next = char_at(text, end), after = char_at(text, end + 1);

	if (next == ' ' || next == ',')
		return end;
	if (next == '.' && after != '.' && (is_initialism(word) || is_abbreviation(word)))
		return end + 1;
	if ((next == '\'' || next == '`') && !is_word_byte(after) && is_clipped(word))
		return end + 1;
	if ((str_starts(tail_at(text, end), STR("’")) && is_clipped(word)) && !is_word_byte(char_at(text, end + 3)))
		return end + 3;
	if (next == '+' && !is_word_byte(after) && after != '+')
		return end + 1;
	return end;
}
