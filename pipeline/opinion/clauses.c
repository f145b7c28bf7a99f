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
is_border(const struct spot *spot, const struct spot *end, bool opens)
{
	if (spot->word->kind == WORD_END)
		return false;
	return (spot->pause && !(spot->word->turn & TURN_COMPLEMENT)) || opens || subordinates(spot) || coordinates(spot, end);
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
stir(struct clauses *clauses, const struct post *post, uint32_t at, bool opens)
{
	const struct spot *spot = &post->spots[at];
	bool first = spot->sentence >= clauses->sentences_count;

	if (first)
		add_sentence(clauses, at);
	if (first || is_border(spot, post->spots + post->count, opens))
		add_clause(clauses, at, spot->sentence);
	clauses->sentences[spot->sentence].question |= spot->word->question;
	clauses->sentences[spot->sentence].never |= (spot->word->turn & TURN_NEVER) != 0;
}

/* Where the first mark from *m on stands that opens a clause, or MAP_NONE. */
static uint32_t
next_opening(const struct marks *marks, uint32_t *m)
{
	while (*m < marks->count && !mark_opens(&marks->all[*m]))
		++*m;
	return *m < marks->count ? marks->all[*m].start : MAP_NONE;
}

static void
number(struct spot *spot, const struct spot *end, uint32_t clause)
{
	for (; spot < end; spot++)
		spot->clause = clause;
}

/* Only from one place that stirs, or where a mark opens a clause, to the next can a border stand; the first place stirs. */
void
clauses_read(struct clauses *clauses, struct post *post, const struct marks *marks)
{
	uint32_t m = 0, opening = next_opening(marks, &m), at = 0;

	clauses->count = clauses->sentences_count = 0;
	for (uint32_t s = 0; s < post->stirs_count || opening != MAP_NONE;) {
		uint32_t from = at;
		bool opens;
		at = s < post->stirs_count && post->stirs[s] <= opening ? post->stirs[s++] : opening;
		opens = at == opening;
		number(post->spots + from, post->spots + at, clauses->count - 1);
		stir(clauses, post, at, opens);
		if (opens)
			m++, opening = next_opening(marks, &m);
	}
	if (post->count) {
		number(post->spots + at, post->spots + post->count, clauses->count - 1);
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
