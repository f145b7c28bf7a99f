#include "opinion/clauses.h"

#include <stdlib.h>

/* A word that opens an adverbial clause; `som` and `at` bind too closely to what they follow. */
static bool
subordinates(const struct spot *spot)
{
	return spot->classes & CLASS_SUBJUNCTION && !(spot->word->turn & (TURN_COMPLEMENT | TURN_BOUND));
}

/* "og jeg …", "and they …": a conjunction before a subject and its verb joins clauses, not words. */
static bool
coordinates(const struct spot *spot, const struct spot *end)
{
	return spot->classes & CLASS_CONJUNCTION && end - spot > 2 && spot[1].classes & CLASS_PRONOUN && spot[2].classes & CLASS_VERB;
}

/* "jeg tror ikke, at det er godt": the comma that Danish sets before a complement does not end what `ikke` reaches to. */
static bool
is_border(const struct spot *spot, const struct spot *end)
{
	if (spot->word->kind == WORD_END)
		return false;
	return (spot->pause && !(spot->word->turn & TURN_COMPLEMENT)) || spot->opens || subordinates(spot) || coordinates(spot, end);
}

/* Where one begins, the one before it has ended. */
static void
add_clause(struct clauses *clauses, uint32_t at, uint32_t sentence)
{
	if (clauses->count)
		clauses->all[clauses->count - 1].end = at;
	if (clauses->count == clauses->capacity) {
		clauses->capacity = clauses->capacity ? 2 * clauses->capacity : 32;
		clauses->all = memory_grow(clauses->all, clauses->capacity, sizeof *clauses->all);
	}
	clauses->all[clauses->count++] = (struct clause){.start = at, .sentence = sentence};
}

static void
add_sentence(struct clauses *clauses, uint32_t at)
{
	if (clauses->sentences_count)
		clauses->sentences[clauses->sentences_count - 1].end = at;
	if (clauses->sentences_count == clauses->sentences_capacity) {
		clauses->sentences_capacity = clauses->sentences_capacity ? 2 * clauses->sentences_capacity : 16;
		clauses->sentences = memory_grow(clauses->sentences, clauses->sentences_capacity, sizeof *clauses->sentences);
	}
	clauses->sentences[clauses->sentences_count++] = (struct sentence){.start = at, .but_first = MAP_NONE, .but_last = MAP_NONE};
}

static void
stir(struct clauses *clauses, const struct post *post, uint32_t at)
{
	const struct spot *spot = &post->spots[at];
	bool first = spot->sentence >= clauses->sentences_count;

	if (first)
		add_sentence(clauses, at);
	if (first || is_border(spot, post->spots + post->count))
		add_clause(clauses, at, spot->sentence);
	clauses->sentences[spot->sentence].question |= spot->word->question;
	clauses->sentences[spot->sentence].never |= (spot->word->turn & TURN_NEVER) != 0;
}

void
clauses_read(struct clauses *clauses, struct post *post)
{
	clauses->count = clauses->sentences_count = 0;
	for (uint32_t at = 0; at < post->count; at++) {
		if (post->spots[at].stirs)
			stir(clauses, post, at);
		post->spots[at].clause = clauses->count - 1;
	}
	if (post->count) {
		clauses->all[clauses->count - 1].end = post->count;
		clauses->sentences[clauses->sentences_count - 1].end = post->count;
	}
}

void
clauses_release(struct clauses *clauses)
{
	free(clauses->all);
	free(clauses->sentences);
	*clauses = (struct clauses){0};
}
