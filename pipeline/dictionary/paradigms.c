/* Which form is an inflection of which lemma, told by the company it keeps.
 *
 *   noun,*e,def:*en pl:*er defpl:*ene ?def:*a      uke, uken, uker, ukene (uka)
 *
 * '*' is the stem, '@' a consonant (the same one wherever it stands), '?' a form that may be missing. A dictionary that lists its forms without saying
 * what they belong to is read this way: of all the forms that the paradigm would make, how many are there?
 */
#include "dictionary/vocabulary.h"

#include <stdlib.h>

#include "lib/die.h"

enum { FORMS_MOST = 16, ENDING_MOST = 12 };

struct ending {
	char text[ENDING_MOST];
	uint8_t length, tag;
	bool optional;
	bool own; /* '!': the form is a lemma of its own */
};

struct paradigm {
	enum tag tag;
	struct ending lemma, forms[FORMS_MOST];
	size_t count, required;
};

struct paradigms {
	struct paradigm *rows;
	size_t count, capacity;
};

static struct ending
parse_ending(struct str text, unsigned tag)
{
	struct ending ending = {.tag = (uint8_t)tag};

	if (text.length == 0 || text.at[0] != '*' || text.length > ENDING_MOST)
		die("paradigms.csv: expected '*' and an ending of at most %d bytes, found \"%.*s\"", ENDING_MOST - 1, (int)text.length, text.at);
	ending.length = (uint8_t)(text.length - 1);
	memcpy(ending.text, text.at + 1, text.length - 1);
	return ending;
}

/* "def" of a noun is the tag noun.def; the class itself is a tag too. */
static unsigned
parse_tag(struct str class, struct str name)
{
	struct buffer whole = {0};
	unsigned tag = tag_find(name);

	if (!str_equal(class, name)) {
		buffer_format(&whole, "%.*s.%.*s", (int)class.length, class.at, (int)name.length, name.at);
		tag = tag_find(buffer_str(&whole));
		buffer_release(&whole);
	}
	if (tag == TAG_MOST && (str_equal(name, STR("pl")) || str_equal(name, STR("def"))))
		tag = tag_find(class);
	if (tag == TAG_MOST)
		die("paradigms.csv: \"%.*s\" is no form of a %.*s", (int)name.length, name.at, (int)class.length, class.at);
	return tag;
}

static void
add_row(struct vocabulary *vocabulary, const struct str *fields, void *state)
{
	struct paradigms *paradigms = state;
	struct paradigm *row;

	(void)vocabulary;
	if (paradigms->count == paradigms->capacity) {
		paradigms->capacity = paradigms->capacity ? 2 * paradigms->capacity : 64;
		paradigms->rows = memory_grow(paradigms->rows, paradigms->capacity, sizeof *paradigms->rows);
	}
	row = &paradigms->rows[paradigms->count++];
	*row = (struct paradigm){.tag = (enum tag)parse_tag(fields[0], fields[0])};
	row->lemma = parse_ending(fields[1], row->tag);
	for (struct str rest = fields[2], part; rest.at;) {
		bool optional;
		part = str_cut(&rest, ' ');
		optional = str_starts(part, STR("?"));
		if (optional)
			part.at++, part.length--;
		bool own = str_starts(part, STR("!"));
		if (own)
			part.at++, part.length--;
		if (row->count == FORMS_MOST)
			die("paradigms.csv: more than %d forms in one paradigm", FORMS_MOST);
		struct str name = str_cut(&part, ':');
		row->forms[row->count] = parse_ending(part.at ? part : STR(""), own ? tag_find(name) : parse_tag(fields[0], name));
		row->forms[row->count].own = own;
		row->forms[row->count++].optional = optional || own;
		row->required += !optional && !own;
	}
}

static bool
is_consonant(char c)
{
	return c >= 'b' && c <= 'z' && !strchr("aeiouy", c);
}

/* The stem of a lemma that ends so, and the consonant of '@'; false when it ends otherwise. */
static bool
take_stem(struct str lemma, const struct ending *ending, struct str *stem, char *consonant)
{
	size_t stem_length;

	*consonant = '\0';
	if (lemma.length <= ending->length)
		return false;
	stem_length = lemma.length - ending->length;
	for (size_t i = 0; i < ending->length; i++) {
		char have = lemma.at[stem_length + i], want = ending->text[i];
		if (want != '@') {
			if (have != want)
				return false;
		} else {
			if (!is_consonant(have) || (*consonant && *consonant != have))
				return false;
			*consonant = have;
		}
	}
	*stem = (struct str){lemma.at, stem_length};
	return true;
}

static uint32_t
inflect(const struct vocabulary *vocabulary, struct str stem, const struct ending *ending, char consonant)
{
	char form[UINT8_MAX + ENDING_MOST];

	memcpy(form, stem.at, stem.length);
	for (size_t i = 0; i < ending->length; i++)
		form[stem.length + i] = ending->text[i] == '@' ? consonant : ending->text[i];
	uint32_t number = map_find(&vocabulary->map, (struct str){form, stem.length + ending->length});
	return number != MAP_NONE && (vocabulary->forms[number].flags & FORM_WORD) ? number : MAP_NONE;
}

/* Whether the dictionary itself has `form` under `lemma`. */
static bool
is_under(const struct vocabulary *vocabulary, uint32_t form, uint32_t lemma)
{
	for (uint32_t at = vocabulary->forms[form].reading_plus_one; at; at = vocabulary->readings[at - 1].next_plus_one) {
		if (vocabulary->readings[at - 1].tag == TAG_OTHER && vocabulary->readings[at - 1].lemma == lemma)
			return true;
	}
	return false;
}

/* A bare command is rarer than what else looks like it. */
static float
rarity(unsigned tag)
{
	return tag == TAG_VERB_IMP ? 0.6f : tag == TAG_NOUN_GEN ? 0.9f : 1;
}

static void
read_forms(struct vocabulary *vocabulary, uint32_t lemma, const struct paradigm *paradigm, const uint32_t *found, float weight)
{
	vocabulary_read_as(vocabulary, lemma, (struct reading){.lemma = lemma, .tag = (uint8_t)paradigm->tag, .weight = weight});
	for (size_t i = 0; i < paradigm->count; i++) {
		const struct ending *ending = &paradigm->forms[i];
		float mine = weight * rarity(ending->tag);
		if (found[i] == MAP_NONE)
			continue;
		if (vocabulary->stems && !is_under(vocabulary, found[i], lemma))
			mine *= 0.5f;
		vocabulary_read_as(vocabulary, found[i], (struct reading){.lemma = ending->own ? found[i] : lemma, .tag = ending->tag, .weight = mine});
	}
}

static void
try(struct vocabulary *vocabulary, uint32_t lemma, const struct paradigm *paradigm)
{
	uint32_t found[FORMS_MOST];
	size_t required = 0, all = 0;
	struct str stem;
	char consonant;

	if (!take_stem(map_text(&vocabulary->map, lemma), &paradigm->lemma, &stem, &consonant))
		return;
	for (size_t i = 0; i < paradigm->count; i++) {
		found[i] = inflect(vocabulary, stem, &paradigm->forms[i], consonant);
		if (found[i] == MAP_NONE && i == 0 && !paradigm->forms[i].optional)
			return; /* the first form is the one that must be there */
		required += found[i] != MAP_NONE && !paradigm->forms[i].optional;
		all += found[i] != MAP_NONE && found[i] != lemma;
	}
	if (all == 0 || 3 * required < 2 * paradigm->required)
		return;
	read_forms(vocabulary, lemma, paradigm, found, (float)required / (float)paradigm->required * (0.6f + 0.06f * (float)(all < 6 ? all : 6)));
}

/* A noun's form with -s is its genitive. */
static void
genitive(struct vocabulary *vocabulary, uint32_t form)
{
	char text[UINT8_MAX + 1];
	struct str plain = map_text(&vocabulary->map, form);
	uint32_t owner;

	if (plain.length >= UINT8_MAX)
		return;
	memcpy(text, plain.at, plain.length);
	text[plain.length] = 's';
	owner = map_find(&vocabulary->map, (struct str){text, plain.length + 1});
	if (owner == MAP_NONE)
		return;
	for (uint32_t at = vocabulary->forms[form].reading_plus_one; at; at = vocabulary->readings[at - 1].next_plus_one) {
		struct reading reading = vocabulary->readings[at - 1];
		if (reading.tag < TAG_NOUN || reading.tag > TAG_NOUN_DEFPL)
			continue;
		reading.tag = TAG_NOUN_GEN;
		reading.weight *= rarity(TAG_NOUN_GEN);
		vocabulary_read_as(vocabulary, owner, reading);
	}
}

/* The likeliest class of a word as its own lemma, or TAG_OTHER. */
static unsigned
class_of(const struct vocabulary *vocabulary, uint32_t lemma)
{
	unsigned class = TAG_OTHER;
	float best = 0;

	for (uint32_t at = vocabulary->forms[lemma].reading_plus_one; at; at = vocabulary->readings[at - 1].next_plus_one) {
		const struct reading *reading = &vocabulary->readings[at - 1];
		if (reading->lemma != lemma || reading->tag == TAG_OTHER || reading->weight <= best)
			continue;
		best = reading->weight;
		class = reading->tag;
	}
	return class;
}

/* What the dictionary has under a stem, but no paradigm made, takes the class of the stem: an irregular form. */
static void
settle_stems(struct vocabulary *vocabulary, uint32_t form)
{
	uint32_t *link = &vocabulary->forms[form].reading_plus_one;

	while (*link) {
		struct reading *reading = &vocabulary->readings[*link - 1];
		/* Where entries are no lemmas, the forms of a name tell nothing. */
		bool told = reading->tag == TAG_OTHER && !vocabulary->stems && !(vocabulary->forms[form].flags & FORM_WORD);
		for (uint32_t at = vocabulary->forms[form].reading_plus_one; reading->tag == TAG_OTHER && at; at = vocabulary->readings[at - 1].next_plus_one)
			told |= vocabulary->readings[at - 1].lemma == reading->lemma && vocabulary->readings[at - 1].tag != TAG_OTHER;
		if (told) {
			*link = reading->next_plus_one;
			continue;
		}
		if (reading->tag == TAG_OTHER && reading->lemma == form && (vocabulary->forms[form].flags & FORM_COMPOUNDS)) {
			reading->tag = TAG_NOUN; /* it makes compounds, but its own forms are missing */
			reading->weight = 0.6f;
		} else if (reading->tag == TAG_OTHER && reading->lemma != form) {
			unsigned class = class_of(vocabulary, reading->lemma);
			reading->tag = (uint8_t)(class == TAG_VERB ? TAG_VERB_PAST : class == TAG_NOUN ? TAG_NOUN_PL : class);
		}
		link = &reading->next_plus_one;
	}
}

/* The paradigms the other way round, for forms that no dictionary lists. */
static void
put_endings(struct vocabulary *vocabulary, const struct paradigm *paradigm)
{
	for (size_t i = 0; i < paradigm->count; i++) {
		const struct ending *form = &paradigm->forms[i];
		struct layout_ending ending = {
			.form_length = form->length, .lemma_length = paradigm->lemma.length, .tag = form->tag, .class = (uint8_t)paradigm->tag};
		if (form->own || form->length == 0)
			continue;
		memcpy(ending.form, form->text, form->length);
		memcpy(ending.lemma, paradigm->lemma.text, paradigm->lemma.length);
		buffer_bytes(&vocabulary->endings, &ending, sizeof ending);
	}
}

void
paradigms_apply(struct vocabulary *vocabulary)
{
	static const char *const columns[] = {"class", "lemma", "forms"};
	struct paradigms paradigms = {0};
	uint32_t count = vocabulary->map.count;

	vocabulary_lexicon(vocabulary, "paradigms.csv", columns, 3, add_row, &paradigms);
	for (uint32_t form = 0; form < count; form++) {
		for (size_t i = 0; i < paradigms.count && (vocabulary->forms[form].flags & FORM_WORD); i++)
			try(vocabulary, form, &paradigms.rows[i]);
	}
	for (size_t i = 0; i < paradigms.count; i++)
		put_endings(vocabulary, &paradigms.rows[i]);
	for (uint32_t form = 0; form < count; form++)
		settle_stems(vocabulary, form);
	free(paradigms.rows);
	if (strcmp(vocabulary->language, "en") != 0) {
		for (uint32_t form = 0; form < count; form++)
			genitive(vocabulary, form);
	}
}
