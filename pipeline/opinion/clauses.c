#include "opinion/clauses.h"

#include <stdlib.h>

/* "jeg tror ikke, at det er godt": the comma that Danish sets before a complement does not end what `ikke` reaches to. */
static bool
is_complement(struct str token)
{
	return str_equal(token, STR("at")) || str_equal(token, STR("that")) || str_equal(token, STR("å"));
}

/* A word that opens an adverbial clause; `som` and `at` bind too closely to what they follow. */
static bool
subordinates(const struct post *post, const struct lexicon *lexicon, uint32_t at)
{
	struct str token = post->spots[at].token;

	return lexicon_class(lexicon, post->places[at].token) & CLASS_SUBJUNCTION && !is_complement(token) && !str_equal(token, STR("som")) &&
	       !str_equal(token, STR("end")) && !str_equal(token, STR("enn")) && !str_equal(token, STR("than")) && !str_equal(token, STR("om"));
}

/* "og jeg …", "and they …": a conjunction before a subject and its verb joins clauses, not words. */
static bool
coordinates(const struct post *post, const struct lexicon *lexicon, uint32_t at)
{
	return lexicon_class(lexicon, post->places[at].token) & CLASS_CONJUNCTION && at + 2 < post->count &&
	       lexicon_class(lexicon, post->places[at + 1].token) & CLASS_PRONOUN && lexicon_class(lexicon, post->places[at + 2].token) & CLASS_VERB;
}

static bool
is_border(const struct post *post, const struct lexicon *lexicon, const bool *opens, uint32_t at)
{
	const struct spot *spot = &post->spots[at];

	if (at == 0 || spot->sentence != post->spots[at - 1].sentence)
		return true;
	if (spot->word->kind == WORD_END)
		return false;
	return (spot->pause && !is_complement(spot->token)) || (opens && opens[at]) || subordinates(post, lexicon, at) || coordinates(post, lexicon, at);
}

static void
add_clause(struct clauses *clauses, uint32_t at, uint32_t sentence)
{
	if (clauses->count == clauses->capacity) {
		clauses->capacity = clauses->capacity ? 2 * clauses->capacity : 32;
		clauses->all = memory_grow(clauses->all, clauses->capacity, sizeof *clauses->all);
	}
	clauses->all[clauses->count++] = (struct clause){at, at, sentence};
}

static void
add_sentence(struct clauses *clauses, uint32_t at)
{
	if (clauses->sentences_count == clauses->sentences_capacity) {
		clauses->sentences_capacity = clauses->sentences_capacity ? 2 * clauses->sentences_capacity : 16;
		clauses->sentences = memory_grow(clauses->sentences, clauses->sentences_capacity, sizeof *clauses->sentences);
	}
	clauses->sentences[clauses->sentences_count++] = (struct sentence){.start = at, .end = at, .but_first = MAP_NONE, .but_last = MAP_NONE};
}

static bool
is_never(struct str token)
{
	return str_equal(token, STR("aldri")) || str_equal(token, STR("aldrig")) || str_equal(token, STR("never"));
}

void
clauses_read(struct clauses *clauses, struct post *post, const struct lexicon *lexicon, const bool *opens)
{
	clauses->count = clauses->sentences_count = 0;
	for (uint32_t at = 0; at < post->count; at++) {
		struct spot *spot = &post->spots[at];
		if (clauses->sentences_count <= spot->sentence)
			add_sentence(clauses, at);
		if (is_border(post, lexicon, opens, at))
			add_clause(clauses, at, spot->sentence);
		spot->clause = clauses->count - 1;
		clauses->all[clauses->count - 1].end = at + 1;
		clauses->sentences[spot->sentence].end = at + 1;
		clauses->sentences[spot->sentence].question |= spot->word->question;
		clauses->sentences[spot->sentence].never |= is_never(spot->token);
	}
}

void
clauses_release(struct clauses *clauses)
{
	free(clauses->all);
	free(clauses->sentences);
	*clauses = (struct clauses){0};
}
