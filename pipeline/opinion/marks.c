#include "opinion/marks.h"

#include <stdlib.h>

bool
marks_negator(const struct post *post, uint32_t from, uint32_t to)
{
	for (uint32_t at = from; at < to && at < post->count; at++)
		if (post->spots[at].classes & CLASS_NEGATOR)
			return true;
	return false;
}

static struct mark *
new_mark(struct marks *marks, uint32_t start, uint32_t end)
{
	if (marks->count == marks->capacity) {
		marks->capacity = marks->capacity ? 2 * marks->capacity : 64;
		marks->all = memory_grow(marks->all, marks->capacity, sizeof *marks->all);
	}
	marks->all[marks->count] = (struct mark){.start = start, .end = end};
	return &marks->all[marks->count++];
}

/* Longer first, then with fewer places passed over, then by the token rather than the lemma: `fede` is not always `fed`. */
static bool
better(const struct match *match, const struct match *best)
{
	if (!best || match->end != best->end)
		return !best || match->end > best->end;
	if (match->passed != best->passed)
		return match->passed < best->passed;
	return match->tokens > best->tokens;
}

static void
take(struct marks *marks, const struct lexicon *lexicon, const struct post *post, const struct match *from, const struct match *to, const struct match *best)
{
	struct mark *mark = new_mark(marks, best->start, best->end);

	mark->negated = best->passed && marks_negator(post, best->start, best->end);
	for (; from < to; from++) {
		const struct entry *entry = &lexicon->entries[from->entry];
		if (entry->kind == ENTRY_TOPIC || from->end != best->end || from->passed != best->passed || from->tokens != best->tokens)
			continue;
		if (entry->kind == ENTRY_SENTIMENT && !mark->sentiment)
			mark->sentiment = entry;
		else if (entry->kind != ENTRY_SENTIMENT && !mark->modifier)
			mark->modifier = entry;
		marks->kinds |= 1u << entry->kind;
	}
}

static void
choose(struct marks *marks, const struct lexicon *lexicon, const struct post *post)
{
	uint32_t free_from = 0;

	for (uint32_t i = 0; i < marks->matches.count; i++)
		__builtin_prefetch(&lexicon->entries[marks->matches.all[i].entry]);
	for (uint32_t i = 0, next; i < marks->matches.count; i = next) {
		const struct match *best = NULL;
		for (next = i; next < marks->matches.count && marks->matches.all[next].start == marks->matches.all[i].start; next++)
			if (lexicon->entries[marks->matches.all[next].entry].kind == ENTRY_TOPIC)
				marks->kinds |= 1u << ENTRY_TOPIC;
			else if (better(&marks->matches.all[next], best))
				best = &marks->matches.all[next];
		if (!best || best->start < free_from)
			continue;
		take(marks, lexicon, post, &marks->matches.all[i], &marks->matches.all[next], best);
		free_from = best->end;
	}
}

void
marks_read(struct marks *marks, const struct lexicon *lexicon, const struct post *post)
{
	marks->count = marks->matches.count = marks->kinds = 0;
	if (!lexicon)
		return;
	patterns_find(&lexicon->patterns, post->places, post->count, post->starts, post->starts_count, &marks->matches);
	choose(marks, lexicon, post);
}

void
marks_release(struct marks *marks)
{
	free(marks->all);
	free(marks->matches.all);
	*marks = (struct marks){0};
}
