#include "opinion/rules.h"

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

/* "great job 🙄": eyes rolled at one's own praise, in this sentence or the one just ended. */
static void
apply_ironic_emoji(struct reading *reading)
{
	const struct clauses *clauses = reading->clauses;

	if (!reading->post->emoji)
		return;
	for (uint32_t s = 0; s < clauses->sentences_count; s++) {
		struct sentence *sentence = &clauses->sentences[s];
		for (uint32_t at = sentence->start; at < sentence->end; at++) {
			const struct word *word = spot_of(reading, at)->word;
			if (word->kind != WORD_EMOJI || !(word->turn & TURN_IRONIC) || sentence->irony)
				continue;
			sentence->irony = true;
			uint32_t from = at == sentence->start && s ? clauses->sentences[s - 1].start : sentence->start;
			turn_ironic(reading, from, at, word->text);
		}
	}
}

/* "takk for ingenting": a fixed turn that means the contrary, of all the praise in its sentence. */
static void
apply_ironic_turn(struct reading *reading)
{
	if (!marks_hold(reading->marks, ENTRY_IRONY))
		return;
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
	static const char *const words[] = {"at", "å", "når", "da", "der", "how", "when", "that"};

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
		if (!is_link(spot_of(reading, hit->end)->word->text) && !spot_of(reading, hit->end)->pause)
			continue;
		for (uint32_t i = h + 1; i < sentiment->count && sentiment->hits[i].start < sentence->end; i++) {
			praise |= sentiment->hits[i].score > 0;
			misfortune |= sentiment->hits[i].score <= -1 && !sentiment->hits[i].negated;
		}
		if (is_link(spot_of(reading, hit->end)->word->text))
			misfortune |= sentence->waiting || sentence->never;
		if (misfortune && !praise)
			turn(hit, RULE_IRONY, -0.6, STR(""));
	}
}

void
apply_irony(struct reading *reading)
{
	apply_ironic_turn(reading);
	apply_joy(reading);
	apply_ironic_emoji(reading);
}
