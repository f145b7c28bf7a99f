#include "opinion/rules.h"

#include <strings.h>

/* ---- clauses that weigh more or less ---- */

/* What comes behind "but" is what the writer wants to have said. */
void
apply_but(struct reading *reading)
{
	if (!marks_hold(reading->marks, ENTRY_BUT))
		return;
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

	if (!marks_hold(reading->marks, kind))
		return;
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
	if (mark->start > 0 && same_clause(reading, mark->start - 1, mark->start) && is_first_person(spot_of(reading, mark->start - 1)->word->text))
		return 1;
	return mark->modifier->value;
}

/* "Genial, skriver avisen", "great, they say": the saying may come behind what is said. */
static void
apply_quote_behind(struct reading *reading)
{
	struct sentiment *sentiment = reading->sentiment;
	uint32_t h = 0;

	if (!marks_hold(reading->marks, ENTRY_QUOTE))
		return;
	for (uint32_t m = 0; m < reading->marks->count; m++) {
		const struct mark *mark = &reading->marks->all[m];
		uint32_t start = clause_of(reading, mark->start)->start;
		if (!is_kind(mark, ENTRY_QUOTE) || start == 0 || mark->start > start + 2 || !spot_of(reading, start)->pause)
			continue;
		const struct spot *before = spot_of(reading, start - 1);
		if (before->sentence != spot_of(reading, start)->sentence || is_first_person(spot_of(reading, start)->word->text))
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

	if (post->count < 2 || !str_equal(post->spots[0].word->text, STR("RT")) || post->spots[1].word->kind != WORD_MENTION)
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

	if (!marks_hold(reading->marks, ENTRY_CONDITION))
		return;
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

void
apply_clauses(struct reading *reading)
{
	apply_scope(reading, ENTRY_THOUGH, RULE_THOUGH, true, weigh_though);
	apply_scope(reading, ENTRY_UNLESS, RULE_UNLESS, true, weigh_unless);
	apply_scope(reading, ENTRY_THAN, RULE_COMPARISON, false, weigh_than);
	apply_consequence(reading);
	apply_scope(reading, ENTRY_CONDITION, RULE_CONDITION, false, weigh_condition);
	apply_scope(reading, ENTRY_WISH, RULE_WISH, false, weigh_wish);
}

void
apply_quotation(struct reading *reading)
{
	apply_scope(reading, ENTRY_QUOTE, RULE_QUOTATION, false, weigh_quote);
	apply_quote_behind(reading);
	apply_repost(reading);
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
void
apply_question(struct reading *reading)
{
	for (uint32_t h = 0; h < reading->sentiment->count; h++) {
		struct hit *hit = &reading->sentiment->hits[h];
		const struct sentence *sentence = sentence_of(reading, hit->start);
		const struct clause *clause = clause_of(reading, hit->start);
		if (!sentence->question || clause->end != sentence->end || hit->source == HIT_EMOJI || (sentence->complaint && hit->score < 0) ||
		    (hit->source == HIT_TOPIC && hit->topic == TOPIC_WAITING))
			continue;
		bool granted = hit->score < 0 && takes_for_granted(spot_of(reading, clause->start)->word->text);
		turn(hit, RULE_QUESTION, granted ? 0.4 : 0.15, STR("?"));
	}
}
