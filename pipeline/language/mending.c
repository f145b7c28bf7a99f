/* What a word was meant to be: the linguist's list first, then the nearest word that is common enough. */
#include "language/work.h"

#include "language/compound.h"
#include "language/spelling.h"

enum {
	FOREIGN_PRIOR = 60, /* a word of a sister language that is no rarity there */
	STRONG = 6,
	STRONG_COST = 12,
	SURE_COST = 4, /* saedvanlig: whatever could be a compound */
	NAME_SHORTEST = 7,
	NAME_COST = 14,
};

/* Whether Hunspell, who is the authority, has it as a word: one that builds compounds knows more than can be listed. */
static bool
is_compound(struct work *work)
{
	struct words *words = work->words;

	/* What cannot be cut into parts of three letters and more need not be asked about: it would be cut into chips that nobody means. */
	if (!dictionary_compounds(words->dictionary) || !compound_split(&work->splitting))
		return false;
	if (!words->hunspell)
		words->hunspell = hunspell_open(words->language->hunspell[0], dictionary_parts(words->dictionary));
	return words->hunspell && hunspell_knows(words->hunspell, work->lower);
}

static bool
is_foreign(const struct words *words, struct str word)
{
	for (size_t i = 0; i < 2 && words->sisters[i]; i++) {
		uint32_t form = dictionary_find(words->sisters[i], word);
		if (form != DICTIONARY_NONE && (dictionary_flags(words->sisters[i], form) & FORM_WORD) &&
		    dictionary_prior(words->sisters[i], form) >= FOREIGN_PRIOR)
			return true;
	}
	return false;
}

bool
word_has_rings(struct str word)
{
	for (size_t i = 0; i + 1 < word.length; i++) {
		if (word.at[i] == '\xc3' && memchr("\xa6\xb8\xa5\x86\x98\x85", word.at[i + 1], 6))
			return true;
	}
	return false;
}

/* How sure it is that the correction was meant. */
static enum mending
mending_of(const struct work *work, const struct correction *correction, bool english)
{
	const struct dictionary *dictionary = work->words->dictionary;

	if (!english && !word_has_rings(work->lower) && word_has_rings((struct str){correction->text, correction->length}))
		return MEND_RINGS;
	if (correction->alone)
		return work->capital ? MEND_NOT : MEND_SLIP;
	if (correction->score >= STRONG && correction->cost <= STRONG_COST)
		return MEND_STRONG;
	/* The capital speaks for it when only a name can be meant. */
	if (english && correction->form != DICTIONARY_NONE && work->lower.length >= NAME_SHORTEST && correction->cost <= NAME_COST &&
	    (dictionary_flags(dictionary, correction->form) & FORM_NAME))
		return MEND_STRONG;
	return work->capital ? MEND_NOT : MEND_SLIP;
}

/* The right spelling of a word that is unknown, or in spelling.csv, in *right. */
enum mending
work_mend(struct work *work, uint32_t form, struct str *right)
{
	struct words *words = work->words;
	bool english = strcmp(words->language->code, "en") == 0;
	struct correction correction;
	enum mending mending;

	if (form != DICTIONARY_NONE && (dictionary_flags(words->dictionary, form) & FORM_MENDED)) {
		*right = dictionary_mended(words->dictionary, form);
		return right->length ? MEND_ALWAYS : MEND_NOT;
	}
	if (work->capitals || memchr(work->lower.at, '.', work->lower.length) || memchr(work->lower.at, '-', work->lower.length) ||
	    memchr(work->lower.at, '\'', work->lower.length) || is_foreign(words, work->lower) ||
	    !spelling_mend(&work->splitting, words->counts, english, &correction))
		return MEND_NOT;
	mending = mending_of(work, &correction, english);
	if (mending == MEND_NOT || (correction.cost > SURE_COST && is_compound(work)))
		return MEND_NOT;
	*right = work_keep(words, (struct str){correction.text, correction.length});
	return mending;
}

/* "cooool" with runs of three and more cut to `most`, into words->lemma; false when there is none. */
static bool
shorten(struct words *words, struct str word, size_t most)
{
	size_t run = 0, n;
	uint32_t rune, before = 0;
	bool any = false;

	buffer_reset(&words->lemma);
	for (; (n = str_rune(word, &rune)) != 0; word.at += n, word.length -= n) {
		run = rune == before ? run + 1 : 1;
		before = rune;
		any |= run > 2;
		if (run <= most)
			buffer_bytes(&words->lemma, word.at, n);
	}
	return any;
}

/* One letter three times inside a longer word (shopkeeepers) is a slip of the finger. */
static bool
is_triple_slip(struct str word)
{
	size_t triples = 0;

	for (size_t i = 0; i + 3 < word.length; i++) {
		if (word.at[i] == word.at[i + 1] && word.at[i] == word.at[i + 2]) {
			if (word.at[i] == word.at[i + 3])
				return false;
			triples++;
		}
	}
	return triples == 1 && word.length > 6;
}

/* An elongated word (nååå, sooo) is no slip: it is read as the word that it draws out, and stands as it is. */
bool
work_shorten(struct work *work)
{
	struct words *words = work->words;
	struct str best = STR("");
	unsigned best_prior = 0;

	if (is_triple_slip(work->lower))
		return false;
	for (size_t most = 1; most <= 2; most++) {
		uint32_t form;
		if (!shorten(words, work->lower, most))
			return false;
		form = dictionary_find(words->dictionary, buffer_str(&words->lemma));
		if (form == DICTIONARY_NONE || !(dictionary_flags(words->dictionary, form) & FORM_WORD) ||
		    (best.length && dictionary_prior(words->dictionary, form) <= best_prior))
			continue;
		best = dictionary_text(words->dictionary, form);
		best_prior = dictionary_prior(words->dictionary, form);
	}
	if (best.length)
		work->lower = best;
	return best.length > 0;
}
