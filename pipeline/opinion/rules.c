#include "opinion/rules.h"

static const char *const rule_names[RULES] = {"negation",  "litotes", "boost",  "dampen",    "capitals", "but",        "though", "unless",
                                              "condition", "wish",    "unreal", "quotation", "question", "comparison", "irony"};

const char *
rule_name(enum rule rule)
{
	return rule_names[rule];
}

/* ---- negation ---- */

enum { NEGATION_REACH = 6 }; /* words: "ikke at det her er en særlig god" */

/* What is denied is not its contrary. A denied praise is a mild reproach (the lexicon's -0.7); a denied reproach is litotes, "ikke dårlig", praise with
 * lowered voice: 0.4 of it. */
static void
deny(struct hit *hit, double value, struct str by)
{
	if (hit->negated)
		return;
	hit->negated = true;
	if (hit->plain > 0)
		turn(hit, RULE_NEGATION, value, by);
	else
		turn(hit, RULE_LITOTES, -0.4, by);
}

/* A finite verb by its form: present -r, past -te, -de, -et, -a of a lemma in a vowel, -s of deponents; or one of the irregular verbs. */
static bool
is_finite(const struct reading *reading, uint32_t place)
{
	struct str token = spot_of(reading, place)->word->text, lemma = spot_of(reading, place)->lemma->text;
	static const char *const past[] = {"te", "de", "et", "a", "st"};

	if (spot_of(reading, place)->classes & CLASS_VERB)
		return true;
	if (lemma.length == 0 || !(str_ends(lemma, STR("e")) || str_ends(lemma, STR("å")) || str_ends(lemma, STR("a")) || str_ends(lemma, STR("st"))))
		return str_ends(token, STR("es")) && str_equal(token, lemma);
	if (str_ends(token, STR("r")))
		return true;
	for (size_t i = 0; i < sizeof past / sizeof *past; i++)
		if (str_ends(token, str_of(past[i])) && !str_equal(token, lemma))
			return true;
	return false;
}

/* "Jeg liker det ikke", "anbefaler jeg ikke", "likte filmen ikkje": in Danish and Norwegian main clauses the negation follows the finite verb, its subject
 * when that is inverted, and a light object. The verb is what it denies, not what comes behind it. A preposition or verb that lets something be missing
 * denies what it governs alone: "aflyst uden varsel" is no less cancelled. */
static bool
denies_verb(struct reading *reading, const struct mark *mark, uint32_t h)
{
	struct hit *hit;

	if (h == 0 || !reading->lexicon->verb_first || is_kind(mark, ENTRY_WITHOUT))
		return false;
	hit = &reading->sentiment->hits[h - 1];
	if (hit->source == HIT_EMOJI || hit->end > mark->start || mark->start - hit->end > 2 || !same_clause(reading, hit->start, mark->start))
		return false;
	if (!is_finite(reading, hit->end - 1) && !is_finite(reading, hit->start))
		return false;
	deny(hit, mark->modifier->value, mark->modifier->text);
	return true;
}

/* "ikke god eller hyggelig": what is joined to a denied word is denied with it. */
static bool
joined(const struct reading *reading, const struct hit *before, const struct hit *hit)
{
	return hit->start <= before->end || (hit->start == before->end + 1 && spot_of(reading, before->end)->classes & CLASS_CONJUNCTION);
}

/* Forward to the first scored word of the clause within reach, and what is joined to it. */
static void
apply_negation(struct reading *reading)
{
	struct sentiment *sentiment = reading->sentiment;
	uint32_t h = 0;

	for (h = 0; h < sentiment->count; h++)
		if (sentiment->hits[h].negated) {
			sentiment->hits[h].negated = false;
			deny(&sentiment->hits[h], -0.7, STR(""));
		}
	h = 0;
	if (!marks_hold(reading->marks, ENTRY_NEGATE) && !marks_hold(reading->marks, ENTRY_WITHOUT))
		return;
	for (uint32_t m = 0; m < reading->marks->count; m++) {
		const struct mark *mark = &reading->marks->all[m];
		if (!mark->modifier || !entry_denies(mark->modifier->kind))
			continue;
		while (h < sentiment->count && sentiment->hits[h].start < mark->end)
			h++;
		if (denies_verb(reading, mark, h))
			continue;
		for (uint32_t i = h; i < sentiment->count; i++) {
			struct hit *hit = &sentiment->hits[i];
			if (hit->source == HIT_EMOJI || !same_clause(reading, hit->start, mark->start) || hit->start - mark->end > NEGATION_REACH)
				break;
			if (i > h && !joined(reading, &sentiment->hits[i - 1], hit))
				break;
			if (mark->modifier->value != 0)
				deny(hit, mark->modifier->value, mark->modifier->text);
		}
	}
}

/* ---- strength ---- */

/* "veldig, veldig god", "fy faen så god": boosters and dampeners right before, a word or two between. Under a negation a booster lowers: "ikke veldig god"
 * denies less than "ikke god". */
static void
apply_degree(struct reading *reading)
{
	const struct marks *marks = reading->marks;
	uint32_t m = 0;

	if (!marks_hold(marks, ENTRY_BOOST) && !marks_hold(marks, ENTRY_DAMPEN))
		return;
	for (uint32_t h = 0; h < reading->sentiment->count; h++) {
		struct hit *hit = &reading->sentiment->hits[h];
		uint32_t edge = hit->start;
		while (m < marks->count && marks->all[m].start < hit->start)
			m++;
		for (uint32_t i = m, seen = 0; i-- > 0 && seen < 3 && marks->all[i].end + 2 >= edge && same_clause(reading, marks->all[i].start, hit->start);
		     seen++) {
			const struct mark *mark = &marks->all[i];
			bool boost = is_kind(mark, ENTRY_BOOST);
			if ((!boost && !is_kind(mark, ENTRY_DAMPEN)) || (mark->end + 1 < edge && !mark->sentiment))
				break;
			turn(hit, boost ? RULE_BOOST : RULE_DAMPEN, boost && hit->negated ? 1 / mark->modifier->value : mark->modifier->value,
			     mark->modifier->text);
			edge = mark->start;
		}
	}
}

/* Capitals shout, when the rest of the post does not. */
static void
apply_capitals(struct reading *reading)
{
	if (reading->post->one_case)
		return;
	for (uint32_t h = 0; h < reading->sentiment->count; h++)
		if (spot_of(reading, reading->sentiment->hits[h].start)->word->shouted)
			turn(&reading->sentiment->hits[h], RULE_CAPITALS, 1.25, STR(""));
}

void
rules_apply(struct reading *reading)
{
	if (reading->sentiment->count == 0)
		return;
	apply_negation(reading);
	apply_degree(reading);
	apply_capitals(reading);
	apply_but(reading);
	apply_clauses(reading);
	apply_quotation(reading);
	apply_question(reading);
	apply_irony(reading);
}
