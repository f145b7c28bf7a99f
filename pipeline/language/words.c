#include "language/words.h"

#include <stdlib.h>

#include "language/compound.h"
#include "language/hunspell.h"
#include "language/spelling.h"
#include "lib/arena.h"
#include "lib/die.h"
#include "lib/map.h"
#include "lib/unicode.h"

enum {
	WORD_LONGEST = 64,      /* bytes; what is longer is no word */
	FOREIGN_PRIOR = 60,     /* a word of a sister language that is no rarity there */
	STRONG = 6, STRONG_COST = 12,
	ENDING_PRIOR = 70,
	SURE_COST = 4,          /* saedvanlig: whatever could be a compound */
	NAME_SHORTEST = 7, NAME_COST = 14,
	WORTH_LISTED = 110, WORTH_ITSELF = 6, WORTH_NAME = 60,
};

struct words {
	const struct dictionary_language *language;
	struct dictionary *dictionary;
	struct hunspell *hunspell; /* opened when the first word is asked of it */
	struct dictionary *sisters[2]; /* whose words are foreign here, not wrong */
	const struct counts *counts;
	struct map tokens;
	struct word *known;
	uint32_t capacity;
	struct arena arena;
	size_t bytes;
	struct buffer lower, lemma;
};

/* What is being worked out about one token. */
struct work {
	struct words *words;
	struct str token, lower;
	bool known;             /* read by its ending, from a word that is listed */
	bool capital, capitals; /* a capital first; nothing but capitals */
	struct word_reading readings[READINGS_MOST];
	size_t count;
};

struct words *
words_open(const struct dictionary_language *language, const struct counts *counts)
{
	struct words *words = memory_new(1, sizeof *words);

	words->language = language;
	words->dictionary = dictionary_open(language);
	words->counts = counts;
	for (size_t i = 0; i < 2 && language->sisters[i]; i++)
		words->sisters[i] = dictionary_open(dictionary_language(str_of(language->sisters[i])));
	return words;
}

const struct dictionary *
words_dictionary(const struct words *words)
{
	return words->dictionary;
}

/* ---- readings ---- */

static struct str
keep(struct words *words, struct str text)
{
	words->bytes += text.length + 16;
	return arena_copy(&words->arena, text);
}

static void
read_as(struct work *work, struct str lemma, unsigned tag, int worth, bool name)
{
	for (size_t i = 0; i < work->count; i++) {
		if (work->readings[i].tag == tag && str_equal(work->readings[i].lemma, lemma)) {
			if (work->readings[i].worth < worth)
				work->readings[i].worth = (int16_t)worth;
			return;
		}
	}
	if (work->count < READINGS_MOST)
		work->readings[work->count++] = (struct word_reading){lemma, (int16_t)worth, (uint8_t)tag, name};
}

static int
worth_of(const struct dictionary *dictionary, const struct layout_reading *reading)
{
	if (reading->listed)
		return WORTH_LISTED - 48 + reading->weight * 48 / 255;
	return reading->weight * 48 / 255 + (int)dictionary_prior(dictionary, reading->lemma) / 5;
}

/* The readings that the dictionary has of a form, with `before` put in front of each lemma. */
static void
read_form(struct work *work, uint32_t form, struct str before, int less, bool genitive)
{
	struct words *words = work->words;
	size_t count;
	const struct layout_reading *readings = dictionary_readings(words->dictionary, form, &count);

	for (size_t i = 0; i < count; i++) {
		struct str lemma = dictionary_text(words->dictionary, readings[i].lemma);
		unsigned tag = readings[i].tag;
		bool nominal = tag_class((enum tag)tag) == TAG_NOUN || tag_class((enum tag)tag) == TAG_ADJ;
		if (genitive ? tag_class((enum tag)tag) != TAG_NOUN : before.length && !nominal && (tag == TAG_VERB_IMP || tag_class((enum tag)tag) != TAG_VERB))
			continue;
		if (before.length) {
			buffer_reset(&words->lemma);
			buffer_text(&words->lemma, before);
			buffer_text(&words->lemma, lemma);
			lemma = keep(words, buffer_str(&words->lemma));
		}
		read_as(work, lemma, genitive ? TAG_NOUN_GEN : tag, worth_of(words->dictionary, &readings[i]) - less - (before.length && !nominal ? 40 : 0) + (readings[i].lemma == form && !readings[i].listed ? WORTH_ITSELF : 0), false);
	}
}

static bool
is_name(const struct words *words, struct str lower)
{
	uint32_t form = dictionary_find(words->dictionary, lower);

	return form != DICTIONARY_NONE && (dictionary_flags(words->dictionary, form) & (FORM_NAME | FORM_CAPITALS));
}

/* A name stands as it is, its genitive without the -s. */
static void
read_name(struct work *work, int worth)
{
	struct str owner = work->lower;
	bool known = is_name(work->words, owner);

	read_as(work, work->lower, TAG_PROPN, worth, true);
	if (strcmp(work->words->language->code, "en") == 0 || owner.length < 4 || owner.at[owner.length - 1] != 's')
		return;
	owner.length--;
	if (owner.at[owner.length - 1] == '\'')
		owner.length--;
	else if (str_ends(owner, STR("\xe2\x80\x99")))
		owner.length -= 3;
	if (owner.length + 1 < work->lower.length || (is_name(work->words, owner) && !known))
		read_as(work, owner, TAG_PROPN_GEN, worth + 24, true);
	else if (!strchr("su", owner.at[owner.length - 1]))
		read_as(work, owner, TAG_PROPN_GEN, worth - 2 - (known ? 16 : 0), true);
}

static bool
read_genitive(struct work *work)
{
	static const char *const endings[] = {"'s", "\xe2\x80\x99s", "s", "'"};
	const struct dictionary *dictionary = work->words->dictionary;
	bool english = strcmp(work->words->language->code, "en") == 0;

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str ending = str_of(endings[i]), owner = work->lower;
		uint32_t form;
		if (!str_ends(owner, ending) || owner.length < ending.length + 2 || (english && i == 2))
			continue;
		owner.length -= ending.length;
		form = dictionary_find(dictionary, owner);
		if (form != DICTIONARY_NONE) {
			size_t before = work->count;
			read_form(work, form, STR(""), 8, true);
			if (work->count == before)
				read_as(work, owner, TAG_NOUN_GEN, 20, false);
			return true;
		}
		if (i != 2 && owner.length > 1) {
			read_as(work, owner, TAG_NOUN_GEN, 20, false);
			return true;
		}
	}
	return false;
}

/* The ending rules: the longest that fits speaks for the class, and for the lemma of a word that nobody knows. */
static void
read_suffix(struct work *work, bool known)
{
	struct words *words = work->words;
	size_t count, taken = 0, longest = 0;
	const struct layout_suffix *suffixes = dictionary_suffixes(words->dictionary, &count);

	for (size_t i = 0; i < count && taken < 3; i++) {
		struct str suffix = dictionary_string(words->dictionary, suffixes[i].suffix), replacement = dictionary_string(words->dictionary, suffixes[i].replacement);
		if (!str_ends(work->lower, suffix) || work->lower.length < suffix.length + 3 || suffix.length + 1 < longest)
			continue;
		if (longest == 0)
			longest = suffix.length;
		if (known && !str_equal(suffix, replacement))
			continue;
		buffer_reset(&words->lemma);
		buffer_bytes(&words->lemma, work->lower.at, work->lower.length - suffix.length);
		buffer_text(&words->lemma, replacement);
		read_as(work, keep(words, buffer_str(&words->lemma)), suffixes[i].tag, (int)(suffixes[i].weight * 30 / 255), false);
		taken++;
	}
}

static bool
is_consonant(char c)
{
	return c >= 'b' && c <= 'z' && !strchr("eiouy", c);
}

/* The lemma that a form with this ending would have, in words->lemma. */
static bool
uninflect(struct words *words, struct str form, const struct layout_ending *ending)
{
	size_t length = ending->form_length, lemma = ending->lemma_length;
	char consonant = '\0';

	if (length > sizeof ending->form || lemma > sizeof ending->lemma || form.length < length + 2)
		return false;
	for (size_t i = 0; i < length; i++) {
		char have = form.at[form.length - length + i], want = ending->form[i];
		if (want != '@' ? have != want : !is_consonant(have) || (consonant && consonant != have))
			return false;
		if (want == '@')
			consonant = have;
	}
	buffer_reset(&words->lemma);
	buffer_bytes(&words->lemma, form.at, form.length - length);
	for (size_t i = 0; i < lemma; i++) {
		if (ending->lemma[i] == '@' && !consonant)
			return false;
		buffer_char(&words->lemma, ending->lemma[i] == '@' ? consonant : ending->lemma[i]);
	}
	return true;
}

/* A form that the dictionary left out of a word that it has: sofaen. Whether the word is so common that the form is surely meant. */
static bool
read_endings(struct work *work)
{
	struct words *words = work->words;
	size_t count;
	const struct layout_ending *endings = dictionary_endings(words->dictionary, &count);
	bool sure = false;

	for (size_t i = 0; i < count; i++) {
		uint32_t lemma;
		size_t readings_count;
		const struct layout_reading *readings;
		int worth = 0;
		if (!uninflect(words, work->lower, &endings[i]))
			continue;
		lemma = dictionary_find(words->dictionary, buffer_str(&words->lemma));
		if (lemma == DICTIONARY_NONE || !(dictionary_flags(words->dictionary, lemma) & FORM_WORD))
			continue;
		readings = dictionary_readings(words->dictionary, lemma, &readings_count);
		for (size_t r = 0; r < readings_count; r++) {
			if (readings[r].lemma == lemma && readings[r].tag == endings[i].class)
				worth = 14;
			else if (readings[r].lemma == lemma && readings[r].tag == TAG_OTHER && endings[i].class == TAG_NOUN)
				worth = 8;
		}
		if (worth == 0)
			continue;
		sure |= endings[i].class == TAG_NOUN && dictionary_prior(words->dictionary, lemma) >= ENDING_PRIOR;
		read_as(work, dictionary_text(words->dictionary, lemma), endings[i].tag, worth + 6 + (int)dictionary_prior(words->dictionary, lemma) / 5 + 3 * endings[i].form_length, false);
	}
	return sure;
}

static bool
read_compound(struct work *work)
{
	struct compound compound;
	struct str lower = work->lower;

	for (size_t i = lower.length; i > 1; i--) {
		if (lower.at[i - 1] != '-')
			continue;
		uint32_t form = dictionary_find(work->words->dictionary, (struct str){lower.at + i, lower.length - i});
		if (form == DICTIONARY_NONE || !dictionary_flags(work->words->dictionary, form))
			break;
		read_form(work, form, (struct str){lower.at, i}, 4, false);
		return work->count > 0;
	}
	if (strcmp(work->words->language->code, "en") == 0 || !compound_split(work->words->dictionary, lower, &compound))
		return false;
	read_form(work, compound.last, (struct str){lower.at, compound.first}, 4, false);
	return work->count > 0;
}

/* empanadas, but not approachs or partys. */
static bool
is_plain_plural(struct str word)
{
	return word.length > 3 && word.at[word.length - 1] == 's' && !strchr("sxzhyiou'", word.at[word.length - 2]);
}

static void
read_word(struct work *work)
{
	const struct dictionary *dictionary = work->words->dictionary;
	uint32_t form = dictionary_find(dictionary, work->lower);
	unsigned flags = form == DICTIONARY_NONE ? 0 : dictionary_flags(dictionary, form);
	const char *hyphen = memrchr(work->token.at, '-', work->token.length);
	bool hyphened = hyphen && hyphen + 1 < work->token.at + work->token.length && hyphen[1] >= 'a' && hyphen[1] <= 'z'; /* FN-styrken is no name */

	if (flags & (FORM_WORD | FORM_NAME | FORM_CAPITALS)) {
		read_form(work, form, STR(""), 0, false);
		if (flags & (FORM_NAME | FORM_CAPITALS))
			read_name(work, work->capital ? WORTH_NAME + 10 : 10);
	}
	if (work->count == 0) {
		bool english = strcmp(work->words->language->code, "en") == 0;
		work->known = read_endings(work) && (!english || is_plain_plural(work->lower)); /* the English dictionaries leave few other forms out */
		if (work->count == 0 && !read_compound(work))
			work->known = read_genitive(work);
	}
	if (work->capitals && (flags & FORM_CAPITALS) && (flags & FORM_LISTED))
		read_as(work, work->lower, TAG_PROPN, WORTH_LISTED + 12, false); /* US is not us */
	else if (work->capital && !hyphened)
		read_name(work, flags & FORM_LISTED ? 40 : flags & FORM_WORD ? 30 : WORTH_NAME);
	if (work->count == 0)
		read_suffix(work, (flags & FORM_WORD) != 0);
	if (work->count == 0 || (flags & FORM_WORD && !(flags & FORM_LISTED) && work->count < 2))
		read_as(work, work->lower, TAG_OTHER, 8, false);
}

/* ---- tokens ---- */

static bool
is_letter(uint32_t rune)
{
	return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') || (rune > 0x7f && rune_class(rune) == RUNE_LETTER);
}

/* Counts what the token is made of; whether it is a word (letters, not an emoticon, a name on the net or an address). */
static bool
is_word(struct work *work)
{
	struct str rest = work->token;
	size_t letters = 0, upper = 0, others = 0, digits = 0, runes = 0, n;
	uint32_t rune;

	for (; (n = str_rune(rest, &rune)) != 0; rest.at += n, rest.length -= n, runes++) {
		if (is_letter(rune)) {
			bool is_upper = rune_is_upper(rune);
			letters++;
			upper += is_upper;
			work->capital |= runes == 0 && is_upper;
		} else if (rune >= '0' && rune <= '9') {
			digits++;
		} else if (rune != '-' && rune != '\'' && rune != 0x2019 && rune != '.') {
			others++;
		}
	}
	work->capitals = letters > 1 && upper == letters;
	others += digits && !memchr(work->token.at, '-', work->token.length);
	return letters && others == 0 && rest.length == 0 && (letters > 1 || runes == 1 || runes == 2) && work->token.at[0] != '.';
}

static bool
ends_sentence(struct str token)
{
	return str_starts(token, STR(".")) || str_starts(token, STR("!")) || str_starts(token, STR("?")) || str_starts(token, STR("\xe2\x80\xa6"));
}

static bool
is_number(struct str token)
{
	return token.length && token.at[0] >= '0' && token.at[0] <= '9';
}

/* ---- spelling ---- */

/* Whether Hunspell, who is the authority, has it as a word: one that builds compounds knows more than can be listed. */
static bool
is_compound(struct words *words, struct str word)
{
	if (!dictionary_compounds(words->dictionary))
		return false;
	if (!words->hunspell)
		words->hunspell = hunspell_open(words->language->hunspell[0]);
	return words->hunspell && hunspell_knows(words->hunspell, word);
}

static bool
is_foreign(const struct words *words, struct str word)
{
	for (size_t i = 0; i < 2 && words->sisters[i]; i++) {
		uint32_t form = dictionary_find(words->sisters[i], word);
		if (form != DICTIONARY_NONE && (dictionary_flags(words->sisters[i], form) & FORM_WORD) && dictionary_prior(words->sisters[i], form) >= FOREIGN_PRIOR)
			return true;
	}
	return false;
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

static bool
has_rings(struct str word)
{
	for (size_t i = 0; i + 1 < word.length; i++) {
		if (word.at[i] == '\xc3' && memchr("\xa6\xb8\xa5\x86\x98\x85", word.at[i + 1], 6))
			return true;
	}
	return false;
}

/* The right spelling of a word that is unknown, or in spelling.csv, in *right. */
static enum mending
mend(struct work *work, uint32_t form, struct str *right)
{
	struct words *words = work->words;
	bool english = strcmp(words->language->code, "en") == 0;
	struct correction correction;

	if (form != DICTIONARY_NONE && (dictionary_flags(words->dictionary, form) & FORM_MENDED)) {
		*right = dictionary_mended(words->dictionary, form);
		return right->length ? MEND_ALWAYS : MEND_NOT;
	}
	if (work->capitals || memchr(work->lower.at, '.', work->lower.length) || memchr(work->lower.at, '-', work->lower.length) || is_foreign(words, work->lower))
		return MEND_NOT;
	if (!spelling_mend(words->dictionary, words->counts, work->lower, english, &correction)
	    || (correction.cost > SURE_COST && is_compound(words, work->lower)))
		return MEND_NOT;
	*right = keep(words, (struct str){correction.text, correction.length});
	if (!english && has_rings(*right) && !has_rings(work->lower))
		return MEND_RINGS;
	if (correction.score >= STRONG && correction.cost <= STRONG_COST)
		return MEND_STRONG;
	/* The capital speaks for it when only a name can be meant. */
	if (english && correction.form != DICTIONARY_NONE && work->lower.length >= NAME_SHORTEST && correction.cost <= NAME_COST
	    && (dictionary_flags(words->dictionary, correction.form) & FORM_NAME))
		return MEND_STRONG;
	return MEND_SLIP;
}

/* The mended form with the capitals that the token had, or that the word has. */
static struct str
as_written(struct work *work, struct str right)
{
	uint32_t form = dictionary_find(work->words->dictionary, right), rune;
	unsigned flags = form == DICTIONARY_NONE ? FORM_WORD : dictionary_flags(work->words->dictionary, form);
	size_t n = str_rune(right, &rune);

	if (!work->capital && (flags & FORM_WORD))
		return right;
	buffer_reset(&work->words->lemma);
	buffer_rune(&work->words->lemma, rune_to_upper(rune));
	buffer_bytes(&work->words->lemma, right.at + n, right.length - n);
	return keep(work->words, buffer_str(&work->words->lemma));
}

/* ---- a word ---- */

/* Readings of several words at once: their lemmas, joined. */
static void
read_several(struct work *work)
{
	struct words *words = work->words;
	struct buffer joined = {0};

	for (struct str rest = work->lower, part; rest.at;) {
		uint32_t form;
		size_t count = 0;
		const struct layout_reading *readings;
		part = str_cut(&rest, '_');
		form = dictionary_find(words->dictionary, part);
		readings = dictionary_readings(words->dictionary, form, &count);
		if (joined.length)
			buffer_char(&joined, '_');
		buffer_text(&joined, count ? dictionary_text(words->dictionary, readings[0].lemma) : part);
	}
	read_as(work, keep(words, buffer_str(&joined)), TAG_ADV, 40, false);
	buffer_release(&joined);
}

static void
keep_readings(struct work *work, struct word *word)
{
	struct word_reading *readings = arena_new(&work->words->arena, work->count, sizeof *readings);

	memcpy(readings, work->readings, work->count * sizeof *readings);
	work->words->bytes += work->count * sizeof *readings + sizeof *word;
	word->readings = readings;
	word->count = (uint8_t)work->count;
}

/* The word that was meant, as a word of its own. */
static const struct word *
right_word(struct words *words, struct str right)
{
	struct word *word = arena_new(&words->arena, 1, sizeof *word);
	struct work work = {.words = words, .token = right, .lower = right};

	if (memchr(right.at, '_', right.length))
		read_several(&work);
	else
		read_word(&work);
	*word = (struct word){.lower = right, .mended = STR("")};
	keep_readings(&work, word);
	return word;
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
	return triples == 1 && word.length > 7;
}

/* An elongated word (nååå, sooo) is no slip: it is read as the word that it draws out, and stands as it is. */
static bool
read_elongated(struct work *work)
{
	struct words *words = work->words;
	struct str best = STR("");
	unsigned best_prior = 0;

	for (size_t most = 1; most <= 2; most++) {
		uint32_t form;
		if (!shorten(words, work->lower, most))
			return false;
		form = dictionary_find(words->dictionary, buffer_str(&words->lemma));
		if (form == DICTIONARY_NONE || !(dictionary_flags(words->dictionary, form) & FORM_WORD) || (best.length && dictionary_prior(words->dictionary, form) <= best_prior))
			continue;
		best = dictionary_text(words->dictionary, form);
		best_prior = dictionary_prior(words->dictionary, form);
	}
	if (best.length)
		work->lower = best;
	return best.length > 0;
}

static void
work_out_word(struct work *work, struct word *word)
{
	uint32_t form = dictionary_find(work->words->dictionary, work->lower);
	unsigned flags = form == DICTIONARY_NONE ? 0 : dictionary_flags(work->words->dictionary, form);
	struct str right;

	if (flags & FORM_CONFUSED)
		word->confusions = dictionary_confusions(work->words->dictionary, form, &word->confusions_count);
	word->capital = work->capital && !work->capitals;
	word->rings = has_rings(work->lower);
	if (!flags && !is_triple_slip(work->lower) && read_elongated(work))
		flags = FORM_WORD;
	read_word(work);
	if (!(flags & FORM_MENDED) && ((flags & (FORM_WORD | FORM_NAME | FORM_CAPITALS)) || work->known))
		return;
	word->mending = (uint8_t)mend(work, form, &right);
	if (word->mending == MEND_NOT)
		return;
	word->mended = as_written(work, right);
	word->right = right_word(work->words, right);
}

/* A token that is no word but stands in spelling.csv. */
static bool
is_listed_slip(struct work *work, struct word *word)
{
	uint32_t form = dictionary_find(work->words->dictionary, work->lower);

	if (form == DICTIONARY_NONE || !(dictionary_flags(work->words->dictionary, form) & FORM_MENDED))
		return false;
	word->mended = dictionary_mended(work->words->dictionary, form);
	if (word->mended.length == 0)
		return false;
	word->mending = MEND_ALWAYS;
	word->right = right_word(work->words, word->mended);
	return true;
}

static struct word
work_out(struct words *words, struct str token, struct str lower)
{
	struct work work = {.words = words, .token = token, .lower = lower};
	struct word word = {.lower = lower, .mended = STR("")};

	if (token.length <= WORD_LONGEST && is_word(&work)) {
		work_out_word(&work, &word);
	} else if (token.length <= WORD_LONGEST && is_listed_slip(&work, &word)) { /* gr8 */
		word.readings = word.right->readings;
		word.count = word.right->count;
		return word;
	} else {
		word.ends = ends_sentence(token);
		word.begins = word.ends || str_equal(token, STR(":")) || str_equal(token, STR("-")) || str_equal(token, STR("\"")) || str_equal(token, STR("\xc2\xab"));
		read_as(&work, is_number(token) ? lower : token, word.ends ? TAG_EDGE : is_number(token) ? TAG_NUM : token.length <= 3 ? TAG_MARK : TAG_OTHER, 0, false);
	}
	keep_readings(&work, &word);
	return word;
}

uint32_t
words_number(struct words *words, struct str token)
{
	uint32_t before = words->tokens.count, number = map_add(&words->tokens, token);

	if (number < before)
		return number;
	if (number >= words->capacity) {
		words->capacity = words->capacity ? 2 * words->capacity : 1 << 12;
		words->known = memory_grow(words->known, words->capacity, sizeof *words->known);
	}
	buffer_reset(&words->lower);
	unicode_lower(&words->lower, token);
	words->bytes += token.length + 32;
	words->known[number] = work_out(words, map_text(&words->tokens, number), keep(words, buffer_str(&words->lower)));
	return number;
}

const struct word *
words_at(const struct words *words, uint32_t number)
{
	return &words->known[number];
}

void
words_tidy(struct words *words)
{
	if (words->bytes < WORDS_BYTES)
		return;
	map_release(&words->tokens);
	arena_reset(&words->arena);
	words->bytes = 0;
}

void
words_close(struct words *words)
{
	if (!words)
		return;
	dictionary_close(words->dictionary);
	dictionary_close(words->sisters[0]);
	dictionary_close(words->sisters[1]);
	hunspell_close(words->hunspell);
	map_release(&words->tokens);
	free(words->known);
	arena_release(&words->arena);
	buffer_release(&words->lower);
	buffer_release(&words->lemma);
	free(words);
}
