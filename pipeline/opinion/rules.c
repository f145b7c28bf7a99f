#include "opinion/sentiment.h"

#include <strings.h>

static const char *const rule_names[RULES] = {"negation", "litotes", "boost", "dampen", "capitals", "but", "though", "unless", "condition", "wish", "unreal",
	"quotation", "question", "comparison", "irony"};

const char *
rule_name(enum rule rule)
{
	return rule_names[rule];
}

static void
turn(struct hit *hit, enum rule rule, double value, struct str by)
{
	hit->score *= value;
	if (hit->turns_count < MOST_TURNS)
		hit->turns[hit->turns_count++] = (struct turn){rule, value, by};
}

static const struct spot *
spot_of(const struct reading *reading, uint32_t place)
{
	return &reading->post->spots[place];
}

static bool
same_clause(const struct reading *reading, uint32_t a, uint32_t b)
{
	return spot_of(reading, a)->clause == spot_of(reading, b)->clause;
}

static struct sentence *
sentence_of(const struct reading *reading, uint32_t place)
{
	return &reading->clauses->sentences[spot_of(reading, place)->sentence];
}

static const struct clause *
clause_of(const struct reading *reading, uint32_t place)
{
	return &reading->clauses->all[spot_of(reading, place)->clause];
}

static bool
is_kind(const struct mark *mark, enum entry_kind kind)
{
	return mark->modifier && mark->modifier->kind == kind;
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
	struct str token = spot_of(reading, place)->token, lemma = spot_of(reading, place)->lemma;
	static const char *const past[] = {"te", "de", "et", "a", "st"};

	if (lexicon_class(reading->lexicon, reading->post->places[place].token) & CLASS_VERB)
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
 * when that is inverted, and a light object. The verb is what it denies, not what comes behind it. */
static bool
denies_verb(struct reading *reading, const struct mark *mark, uint32_t h)
{
	struct hit *hit;

	if (h == 0 || !reading->lexicon->verb_first)
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
	return hit->start <= before->end ||
	       (hit->start == before->end + 1 && lexicon_class(reading->lexicon, reading->post->places[before->end].token) & CLASS_CONJUNCTION);
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
	for (uint32_t m = 0; m < reading->marks->count; m++) {
		const struct mark *mark = &reading->marks->all[m];
		if (!is_kind(mark, ENTRY_NEGATE))
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

	for (uint32_t h = 0; h < reading->sentiment->count; h++) {
		struct hit *hit = &reading->sentiment->hits[h];
		uint32_t edge = hit->start;
		while (m < marks->count && marks->all[m].start < hit->start)
			m++;
		for (uint32_t i = m, seen = 0; i-- > 0 && seen < 3 && marks->all[i].end + 2 >= edge && same_clause(reading, marks->all[i].start, hit->start); seen++) {
			const struct mark *mark = &marks->all[i];
			bool boost = is_kind(mark, ENTRY_BOOST);
			if ((!boost && !is_kind(mark, ENTRY_DAMPEN)) || (mark->end + 1 < edge && !mark->sentiment))
				break;
			turn(hit, boost ? RULE_BOOST : RULE_DAMPEN, boost && hit->negated ? 1 / mark->modifier->value : mark->modifier->value, mark->modifier->text);
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

/* ---- clauses that weigh more or less ---- */

/* What comes behind "but" is what the writer wants to have said. */
static void
apply_but(struct reading *reading)
{
	for (uint32_t m = 0; m < reading->marks->count; m++) {
		const struct mark *mark = &reading->marks->all[m];
		if (!is_kind(mark, ENTRY_BUT))
			continue;
		struct sentence *sentence = sentence_of(reading, mark->start);
		if (sentence->but_first == MAP_NONE)
			sentence->but_first = mark->start;
		sentence->but_last = mark->start;
	}
	for (uint32_t h = 0; h < reading->sentiment->count; h++) {
		struct hit *hit = &reading->sentiment->hits[h];
		const struct sentence *sentence = sentence_of(reading, hit->start);
		if (sentence->but_first == MAP_NONE)
			continue;
		if (hit->start < sentence->but_last)
			turn(hit, RULE_BUT, 0.7, STR(""));
		else if (hit->start > sentence->but_first)
			turn(hit, RULE_BUT, 1.2, STR(""));
	}
}

/* How far a mark that opens a clause reaches: to the clause's end. Where no border was found between "til tross for gode anmeldelser" and "ble jeg skuffet",
 * only the first scored word is inside. */
static uint32_t
clause_reach(const struct reading *reading, const struct mark *mark, bool *first_only)
{
	const struct clause *clause = clause_of(reading, mark->start);
	const struct sentence *sentence = sentence_of(reading, mark->start);

	*first_only = mark->start == sentence->start && clause->end == sentence->end;
	if (is_kind(mark, ENTRY_QUOTE) && mark->start == sentence->start) /* "according to the report, …" */
		return sentence->end;
	return clause->end;
}

typedef double
weigh(const struct reading *reading, const struct mark *mark, const struct hit *hit);

/* Every scored word in the reach of a mark of this kind is turned once. */
static void
apply_scope(struct reading *reading, enum entry_kind kind, enum rule rule, bool phrase, weigh *weight)
{
	struct sentiment *sentiment = reading->sentiment;
	uint32_t h = 0;

	for (uint32_t m = 0; m < reading->marks->count; m++) {
		const struct mark *mark = &reading->marks->all[m];
		bool first_only;
		if (!is_kind(mark, kind))
			continue;
		uint32_t reach = clause_reach(reading, mark, &first_only);
		while (h < sentiment->count && sentiment->hits[h].start < mark->end)
			h++;
		for (uint32_t from = h; h < sentiment->count && sentiment->hits[h].start < reach && !(phrase && first_only && h > from); h++) {
			double value = weight(reading, mark, &sentiment->hits[h]);
			if (value != 1)
				turn(&sentiment->hits[h], rule, value, mark->modifier->text);
		}
	}
}

/* A concession is made to be outweighed. */
static double
weigh_though(const struct reading *reading, const struct mark *mark, const struct hit *hit)
{
	(void)reading, (void)mark, (void)hit;
	return 0.4;
}

/* The exception is named because it is small. */
static double
weigh_unless(const struct reading *reading, const struct mark *mark, const struct hit *hit)
{
	(void)reading, (void)mark, (void)hit;
	return 0.3;
}

/* What stands behind "than" is what the other one is. */
static double
weigh_than(const struct reading *reading, const struct mark *mark, const struct hit *hit)
{
	(void)reading, (void)mark, (void)hit;
	return 0.3;
}

/* "kunne vært bedre", "should have been great": the past modal says that it is not. */
static bool
is_unreal(struct str text)
{
	static const char *const modals[] = {"burde", "kunne", "skulle ha", "could", "should", "ought"};

	for (size_t i = 0; i < sizeof modals / sizeof *modals; i++)
		if (str_starts(text, str_of(modals[i])))
			return true;
	return false;
}

static double
weigh_condition(const struct reading *reading, const struct mark *mark, const struct hit *hit)
{
	(void)reading;
	if (hit->source == HIT_EMOJI)
		return 1;
	if (hit->score > 0 && is_unreal(mark->modifier->text))
		return -0.4;
	return mark->modifier->value;
}

/* The wish for something good says that it is not there; the evil that one wishes away is. */
static double
weigh_wish(const struct reading *reading, const struct mark *mark, const struct hit *hit)
{
	(void)reading;
	if (hit->source == HIT_EMOJI)
		return 1;
	return hit->score > 0 ? mark->modifier->value : 0.5;
}

static bool
is_first_person(struct str token)
{
	static const char *const words[] = {"jeg", "Jeg", "eg", "Eg", "I", "i", "vi", "Vi", "me", "Me", "We", "we"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(token, str_of(words[i])))
			return true;
	return false;
}

/* "they say it is great" is their word; "I say it is great" is the writer's own. */
static double
weigh_quote(const struct reading *reading, const struct mark *mark, const struct hit *hit)
{
	(void)hit;
	if (mark->start > 0 && same_clause(reading, mark->start - 1, mark->start) && is_first_person(spot_of(reading, mark->start - 1)->token))
		return 1;
	return mark->modifier->value;
}

/* "Genial, skriver avisen", "great, they say": the saying may come behind what is said. */
static void
apply_quote_behind(struct reading *reading)
{
	struct sentiment *sentiment = reading->sentiment;
	uint32_t h = 0;

	for (uint32_t m = 0; m < reading->marks->count; m++) {
		const struct mark *mark = &reading->marks->all[m];
		uint32_t start = clause_of(reading, mark->start)->start;
		if (!is_kind(mark, ENTRY_QUOTE) || start == 0 || mark->start > start + 2 || !spot_of(reading, start)->pause)
			continue;
		const struct spot *before = spot_of(reading, start - 1);
		if (before->sentence != spot_of(reading, start)->sentence || is_first_person(spot_of(reading, start)->token))
			continue;
		for (; h < sentiment->count && sentiment->hits[h].start < mark->start; h++)
			if (spot_of(reading, sentiment->hits[h].start)->clause == before->clause)
				turn(&sentiment->hits[h], RULE_QUOTATION, mark->modifier->value, mark->modifier->text);
	}
}

/* "RT @name …": another's words, passed on. */
static void
apply_repost(struct reading *reading)
{
	const struct post *post = reading->post;

	if (post->count < 2 || !str_equal(post->spots[0].token, STR("RT")) || post->spots[1].word->kind != WORD_MENTION)
		return;
	for (uint32_t h = 0; h < reading->sentiment->count; h++)
		turn(&reading->sentiment->hits[h], RULE_QUOTATION, 0.5, STR("RT"));
}

/* A condition that opens its sentence holds what follows from it too: "dersom de får orden på appen, blir det bra". */
static void
apply_consequence(struct reading *reading)
{
	struct sentiment *sentiment = reading->sentiment;
	uint32_t h = 0;

	for (uint32_t m = 0; m < reading->marks->count; m++) {
		const struct mark *mark = &reading->marks->all[m];
		const struct sentence *sentence = sentence_of(reading, mark->start);
		if (!is_kind(mark, ENTRY_CONDITION) || mark->start != sentence->start)
			continue;
		while (h < sentiment->count && sentiment->hits[h].start < clause_of(reading, mark->start)->end)
			h++;
		for (; h < sentiment->count && sentiment->hits[h].start < sentence->end; h++)
			if (sentiment->hits[h].score > 0 && sentiment->hits[h].source != HIT_EMOJI)
				turn(&sentiment->hits[h], RULE_CONDITION, mark->modifier->value, mark->modifier->text);
	}
}

/* ---- questions ---- */

static bool
takes_for_granted(struct str token)
{
	static const char *const words[] = {"why", "how", "hvorfor", "hvor", "kvifor", "korfor", "kor"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (token.length == strlen(words[i]) && strncasecmp(token.at, words[i], token.length) == 0)
			return true;
	return false;
}

/* A question asks whether it is so; "why is it so bad?" and "how bad can it get?" take for granted that it is, and a complaint that ends in a question mark
 * does not ask at all, nor does "where is my parcel?". Only the clause that asks. */
static void
apply_question(struct reading *reading)
{
	for (uint32_t h = 0; h < reading->sentiment->count; h++) {
		struct hit *hit = &reading->sentiment->hits[h];
		const struct sentence *sentence = sentence_of(reading, hit->start);
		const struct clause *clause = clause_of(reading, hit->start);
		if (!sentence->question || clause->end != sentence->end || hit->source == HIT_EMOJI || (sentence->complaint && hit->score < 0) ||
			(hit->source == HIT_TOPIC && hit->topic == TOPIC_WAITING))
			continue;
		bool granted = hit->score < 0 && takes_for_granted(spot_of(reading, clause->start)->token);
		turn(hit, RULE_QUESTION, granted ? 0.4 : 0.15, STR("?"));
	}
}

/* ---- irony ---- */

static void
turn_ironic(struct reading *reading, uint32_t from, uint32_t to, struct str by)
{
	struct sentiment *sentiment = reading->sentiment;
	uint32_t low = 0, high = sentiment->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (sentiment->hits[middle].start < from)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < sentiment->count && sentiment->hits[low].start < to; low++)
		if (sentiment->hits[low].score > 0 && sentiment->hits[low].source != HIT_EMOJI)
			turn(&sentiment->hits[low], RULE_IRONY, -0.8, by);
}

static bool
is_ironic_emoji(struct str token)
{
	return str_equal(token, STR("🙄")) || str_equal(token, STR("🙃")) || str_equal(token, STR("🤡"));
}

/* "great job 🙄": eyes rolled at one's own praise, in this sentence or the one just ended. */
static void
apply_ironic_emoji(struct reading *reading)
{
	const struct clauses *clauses = reading->clauses;

	for (uint32_t s = 0; s < clauses->sentences_count; s++) {
		struct sentence *sentence = &clauses->sentences[s];
		for (uint32_t at = sentence->start; at < sentence->end; at++) {
			if (spot_of(reading, at)->word->kind != WORD_EMOJI || !is_ironic_emoji(spot_of(reading, at)->token) || sentence->irony)
				continue;
			sentence->irony = true;
			uint32_t from = at == sentence->start && s ? clauses->sentences[s - 1].start : sentence->start;
			turn_ironic(reading, from, at, spot_of(reading, at)->token);
		}
	}
}

/* "takk for ingenting": a fixed turn that means the contrary, of all the praise in its sentence. */
static void
apply_ironic_turn(struct reading *reading)
{
	for (uint32_t m = 0; m < reading->marks->count; m++) {
		const struct mark *mark = &reading->marks->all[m];
		struct sentence *sentence = sentence_of(reading, mark->start);
		if (!is_kind(mark, ENTRY_IRONY) || sentence->irony)
			continue;
		sentence->irony = true;
		turn_ironic(reading, sentence->start, sentence->end, mark->modifier->text);
	}
}

/* What a praise may be tied to its subject by: "elsker å vente", "flott at dere aldri svarer", "amazing how you manage to be late". */
static bool
is_link(struct str token)
{
	static const char *const words[] = {"at", "å", "når", "da", "at", "der", "how", "when", "that"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(token, str_of(words[i])))
			return true;
	return false;
}

/* Joy at misfortune: a praise that opens its sentence and is tied at once to what nobody praises (a wait, a complaint, something broken, "aldri"), with no
 * other praise and no "but" in the sentence, is not meant. */
static void
apply_joy(struct reading *reading)
{
	struct sentiment *sentiment = reading->sentiment;

	for (uint32_t h = 0; h < sentiment->count; h++) {
		struct hit *hit = &sentiment->hits[h];
		const struct sentence *sentence = sentence_of(reading, hit->start);
		bool opens = hit->start <= sentence->start + 1, praise = false, misfortune = false;
		if (!opens || hit->score < 1 || hit->source != HIT_WORD || sentence->irony || sentence->but_first != MAP_NONE || hit->end >= sentence->end)
			continue;
		if (!is_link(spot_of(reading, hit->end)->token) && !spot_of(reading, hit->end)->pause)
			continue;
		for (uint32_t i = h + 1; i < sentiment->count && sentiment->hits[i].start < sentence->end; i++) {
			praise |= sentiment->hits[i].score > 0;
			misfortune |= sentiment->hits[i].score <= -1 && !sentiment->hits[i].negated;
		}
		if (is_link(spot_of(reading, hit->end)->token))
			misfortune |= sentence->waiting || sentence->never;
		if (misfortune && !praise)
			turn(hit, RULE_IRONY, -0.6, STR(""));
	}
}

void
rules_apply(struct reading *reading)
{
	apply_negation(reading);
	apply_degree(reading);
	apply_capitals(reading);
	apply_but(reading);
	apply_scope(reading, ENTRY_THOUGH, RULE_THOUGH, true, weigh_though);
	apply_scope(reading, ENTRY_UNLESS, RULE_UNLESS, true, weigh_unless);
	apply_scope(reading, ENTRY_THAN, RULE_COMPARISON, false, weigh_than);
	apply_consequence(reading);
	apply_scope(reading, ENTRY_CONDITION, RULE_CONDITION, false, weigh_condition);
	apply_scope(reading, ENTRY_WISH, RULE_WISH, false, weigh_wish);
	apply_scope(reading, ENTRY_QUOTE, RULE_QUOTATION, false, weigh_quote);
	apply_quote_behind(reading);
	apply_repost(reading);
	apply_question(reading);
	apply_ironic_turn(reading);
	apply_joy(reading);
	apply_ironic_emoji(reading);
}
