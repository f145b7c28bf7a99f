/* What a word can be read as: what the dictionary has, or its ending, its parts or its capital tell. */
#include "language/work.h"

#include "language/compound.h"

enum {
	ENDING_PRIOR = 70, /* of a word whose missing form is surely meant */
	VERBS_LESS = 40,   /* a compound is a noun sooner than a verb */
	WORTH_LISTED = 110,
	WORTH_ITSELF = 6,
	WORTH_NAME = 60,
};

struct str
work_keep(struct words *words, struct str text)
{
	return arena_copy(&words->scratch, text);
}

void
work_read_as(struct work *work, struct str lemma, unsigned tag, int worth, bool name)
{
	for (size_t i = 0; i < work->count; i++) {
		struct work_reading *reading = &work->readings[i];
		if (reading->tag == tag && str_equal(reading->lemma, lemma)) {
			if (reading->worth < worth)
				reading->worth = (int16_t)worth;
			return;
		}
	}
	if (work->count < READINGS_MOST)
		work->readings[work->count++] =
			(struct work_reading){lemma, (int16_t)worth, (uint8_t)(tag < TAG_MOST ? tag : TAG_OTHER) /* a damaged file's */, name};
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
		if (genitive ? tag_class((enum tag)tag) != TAG_NOUN
		             : before.length && !nominal && (tag == TAG_VERB_IMP || tag_class((enum tag)tag) != TAG_VERB))
			continue;
		if (before.length) {
			buffer_reset(&words->lemma);
			buffer_text(&words->lemma, before);
			buffer_text(&words->lemma, lemma);
			lemma = work_keep(words, buffer_str(&words->lemma));
		}
		int worth = worth_of(words->dictionary, &readings[i]) - less - (before.length && !nominal ? VERBS_LESS : 0);
		if (readings[i].lemma == form && !readings[i].listed)
			worth += WORTH_ITSELF;
		work_read_as(work, lemma, genitive ? TAG_NOUN_GEN : tag, worth, false);
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

	work_read_as(work, work->lower, TAG_PROPN, worth, true);
	if (strcmp(work->words->language->code, "en") == 0 || owner.length < 4 || owner.at[owner.length - 1] != 's')
		return;
	owner.length--;
	if (owner.at[owner.length - 1] == '\'')
		owner.length--;
	else if (str_ends(owner, STR("\xe2\x80\x99")))
		owner.length -= 3;
	if (owner.length + 1 < work->lower.length || (is_name(work->words, owner) && !known))
		work_read_as(work, owner, TAG_PROPN_GEN, worth + 24, true);
	else if (!strchr("su", owner.at[owner.length - 1]))
		work_read_as(work, owner, TAG_PROPN_GEN, worth - 2 - (known ? 16 : 0), true);
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
				work_read_as(work, owner, TAG_NOUN_GEN, 20, false);
			return true;
		}
		if (i != 2 && owner.length > 1) {
			work_read_as(work, owner, TAG_NOUN_GEN, 20, false);
			return true;
		}
	}
	return false;
}

static unsigned char
last_byte(struct str word)
{
	return word.length ? (unsigned char)word.at[word.length - 1] : 0;
}

/* The ending rules: the longest that fits speaks for the class, and for the lemma of a word that nobody knows. */
static void
read_suffix(struct work *work, bool known)
{
	struct words *words = work->words;
	size_t count, taken = 0, longest = 0;
	const uint16_t *rows;
	const struct layout_suffix *suffixes = dictionary_suffixes(words->dictionary, last_byte(work->lower), &rows, &count);

	for (size_t i = 0; i < count && taken < 3; i++) {
		const struct layout_suffix *rule = &suffixes[rows[i]];
		struct str suffix = dictionary_string(words->dictionary, rule->suffix), replacement = dictionary_string(words->dictionary, rule->replacement);
		if (!str_ends(work->lower, suffix) || work->lower.length < suffix.length + 3 || suffix.length + 1 < longest)
			continue;
		if (longest == 0)
			longest = suffix.length;
		if (known && !str_equal(suffix, replacement))
			continue;
		buffer_reset(&words->lemma);
		buffer_bytes(&words->lemma, work->lower.at, work->lower.length - suffix.length);
		buffer_text(&words->lemma, replacement);
		work_read_as(work, work_keep(words, buffer_str(&words->lemma)), rule->tag, (int)(rule->weight * 30 / 255), false);
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
	const uint16_t *rows;
	const struct layout_ending *endings = dictionary_endings(words->dictionary, last_byte(work->lower), &rows, &count);
	bool sure = false;

	for (size_t i = 0; i < count; i++) {
		const struct layout_ending *ending = &endings[rows[i]];
		uint32_t lemma;
		size_t readings_count;
		const struct layout_reading *readings;
		int worth = 0;
		if (!uninflect(words, work->lower, ending))
			continue;
		lemma = dictionary_find(words->dictionary, buffer_str(&words->lemma));
		if (lemma == DICTIONARY_NONE || !(dictionary_flags(words->dictionary, lemma) & FORM_WORD))
			continue;
		sure |= ending->class == TAG_NOUN && (dictionary_prior(words->dictionary, lemma) >= ENDING_PRIOR || strcmp(words->language->code, "en") == 0);
		readings = dictionary_readings(words->dictionary, lemma, &readings_count);
		for (size_t r = 0; r < readings_count; r++) {
			if (readings[r].lemma == lemma && readings[r].tag == ending->class)
				worth = 14;
			else if (readings[r].lemma == lemma && readings[r].tag == TAG_OTHER && ending->class == TAG_NOUN)
				worth = 8;
		}
		if (worth == 0)
			continue;
		worth += 6 + (int)dictionary_prior(words->dictionary, lemma) / 5 + 3 * ending->form_length;
		work_read_as(work, dictionary_text(words->dictionary, lemma), ending->tag, worth, false);
	}
	return sure;
}

static bool
read_compound(struct work *work)
{
	const struct compound *compound;
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
	if (strcmp(work->words->language->code, "en") == 0 || !(compound = compound_split(&work->splitting)))
		return false;
	read_form(work, compound->last, (struct str){lower.at, compound->first}, 4, false);
	return work->count > 0;
}

/* empanadas, but not approachs or partys. */
static bool
is_plain_plural(struct str word)
{
	return word.length > 3 && word.at[word.length - 1] == 's' && !strchr("sxzhyiou'", word.at[word.length - 2]);
}

void
work_read(struct work *work)
{
	const struct dictionary *dictionary = work->words->dictionary;
	uint32_t form = dictionary_find(dictionary, work->lower);
	unsigned flags = form == DICTIONARY_NONE ? 0 : dictionary_flags(dictionary, form);
	const char *hyphen = memrchr(work->token.at, '-', work->token.length);
	bool hyphened = hyphen && hyphen + 1 < work->token.at + work->token.length && hyphen[1] >= 'a' && hyphen[1] <= 'z'; /* FN-styrken is no name */

	bool name = flags & (FORM_NAME | FORM_CAPITALS);

	work->splitting = (struct splitting){.dictionary = dictionary, .word = work->lower};
	read_form(work, form, STR(""), 0, false);
	if (work->count == 0 && (!name || hyphened)) {
		bool english = strcmp(work->words->language->code, "en") == 0;
		work->known = read_endings(work) && (!english || is_plain_plural(work->lower)); /* the English dictionaries leave few other forms out */
		if (work->count == 0 && !read_compound(work))
			work->known = read_genitive(work);
	}
	if (name && !(hyphened && work->count))
		read_name(work, work->capital ? WORTH_NAME + 10 : 10);
	if (work->capitals && (flags & FORM_CAPITALS) && (flags & FORM_LISTED))
		work_read_as(work, work->lower, TAG_PROPN, WORTH_LISTED + 12, false); /* US is not us */
	else if (work->capital && !hyphened)
		read_name(work, flags & FORM_LISTED ? 40 : flags & FORM_WORD ? 30 : WORTH_NAME);
	work->unread = work->count == 0 && !flags;
	if (work->count == 0)
		read_suffix(work, (flags & FORM_WORD) != 0);
	if (work->count == 0 || (flags & FORM_WORD && !(flags & FORM_LISTED) && work->count < 2))
		work_read_as(work, work->lower, TAG_OTHER, 8, false);
}
