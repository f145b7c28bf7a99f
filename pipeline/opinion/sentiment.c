#include "opinion/sentiment.h"

#include <math.h>
#include <stdlib.h>

static void
find_matches(struct sentiment *sentiment, const struct lexicon *lexicon, const struct post *post)
{
	sentiment->matches_count = 0;
	if (!lexicon)
		return;
	for (uint32_t start = 0; start < post->count; start++) {
		uint32_t count = patterns_match(&lexicon->patterns, post->places, post->count, start, &sentiment->here, &sentiment->here_capacity);
		if (sentiment->matches_capacity - sentiment->matches_count < count) {
			sentiment->matches_capacity = 2 * (sentiment->matches_count + count) + 64;
			sentiment->matches = memory_grow(sentiment->matches, sentiment->matches_capacity, sizeof *sentiment->matches);
		}
		if (count)
			memcpy(sentiment->matches + sentiment->matches_count, sentiment->here, count * sizeof *sentiment->here);
		sentiment->matches_count += count;
	}
}

static struct mark *
new_mark(struct sentiment *sentiment, uint32_t start, uint32_t end)
{
	if (sentiment->marks_count == sentiment->marks_capacity) {
		sentiment->marks_capacity = sentiment->marks_capacity ? 2 * sentiment->marks_capacity : 64;
		sentiment->marks = memory_grow(sentiment->marks, sentiment->marks_capacity, sizeof *sentiment->marks);
	}
	sentiment->marks[sentiment->marks_count] = (struct mark){.start = start, .end = end};
	return &sentiment->marks[sentiment->marks_count++];
}

/* Leftmost, longest, by the token rather than the lemma. */
static void
choose_marks(struct sentiment *sentiment, const struct lexicon *lexicon)
{
	uint32_t free_from = 0;

	sentiment->marks_count = 0;
	for (uint32_t i = 0; i < sentiment->matches_count;) {
		uint32_t start = sentiment->matches[i].start, best_end = 0, best_tokens = 0, next = i;
		for (; next < sentiment->matches_count && sentiment->matches[next].start == start; next++) {
			const struct match *match = &sentiment->matches[next];
			if (lexicon->entries[match->entry].kind == ENTRY_TOPIC)
				continue;
			if (match->end > best_end || (match->end == best_end && match->tokens > best_tokens))
				best_end = match->end, best_tokens = match->tokens;
		}
		if (best_end && start >= free_from) {
			struct mark *mark = new_mark(sentiment, start, best_end);
			for (; i < next; i++) {
				const struct match *match = &sentiment->matches[i];
				const struct entry *entry = &lexicon->entries[match->entry];
				if (entry->kind == ENTRY_TOPIC || match->end != best_end || match->tokens != best_tokens)
					continue;
				if (entry->kind == ENTRY_SENTIMENT)
					mark->sentiment = entry;
				else if (!mark->modifier)
					mark->modifier = entry;
			}
			free_from = best_end;
		}
		i = next;
	}
}

static struct hit *
new_hit(struct sentiment *sentiment, struct hit hit)
{
	if (sentiment->hits_count == sentiment->hits_capacity) {
		sentiment->hits_capacity = sentiment->hits_capacity ? 2 * sentiment->hits_capacity : 64;
		sentiment->hits = memory_grow(sentiment->hits, sentiment->hits_capacity, sizeof *sentiment->hits);
	}
	sentiment->hits[sentiment->hits_count] = hit;
	return &sentiment->hits[sentiment->hits_count++];
}

static void
collect_hits(struct sentiment *sentiment, const struct post *post)
{
	uint32_t m = 0;

	sentiment->hits_count = 0;
	for (uint32_t place = 0; place < post->count; place++) {
		while (m < sentiment->marks_count && sentiment->marks[m].start < place)
			m++;
		if (m < sentiment->marks_count && sentiment->marks[m].start == place && sentiment->marks[m].sentiment) {
			const struct mark *mark = &sentiment->marks[m];
			bool boosts = mark->modifier && m + 1 < sentiment->marks_count && sentiment->marks[m + 1].sentiment &&
			              sentiment->marks[m + 1].start <= mark->end + 1 && post->spots[mark->end].clause == post->spots[place].clause;
			if (!boosts)
				new_hit(sentiment, (struct hit){mark->start, mark->end, mark->sentiment->text, {0}, mark->sentiment->value, mark->sentiment->value, MAP_NONE});
		} else if (post->spots[place].word->kind == WORD_EMOJI && post->spots[place].word->score != 0)
			new_hit(sentiment, (struct hit){place, place + 1, post->spots[place].token, {0}, post->spots[place].word->score, post->spots[place].word->score, MAP_NONE});
	}
}

static void
apply_modifiers(struct sentiment *sentiment, const struct post *post)
{
	uint32_t first = 0;

	for (uint32_t h = 0; h < sentiment->hits_count; h++) {
		struct hit *hit = &sentiment->hits[h];
		while (first < sentiment->marks_count && sentiment->marks[first].end + 8 < hit->start)
			first++;
		for (uint32_t m = first; m < sentiment->marks_count && sentiment->marks[m].start < hit->start; m++) {
			const struct mark *mark = &sentiment->marks[m];
			if (!mark->modifier || post->spots[mark->start].clause != post->spots[hit->start].clause)
				continue;
			uint32_t distance = hit->start - mark->end;
			if (mark->modifier->kind == ENTRY_NEGATE && distance <= 4) {
				hit->score *= hit->score > 0 ? mark->modifier->value : mark->modifier->value * 0.5;
				hit->by = mark->modifier->text;
			} else if ((mark->modifier->kind == ENTRY_BOOST || mark->modifier->kind == ENTRY_DAMPEN) && distance <= 1)
				hit->score *= mark->modifier->value;
			else if (mark->modifier->kind == ENTRY_WISH || mark->modifier->kind == ENTRY_CONDITION || mark->modifier->kind == ENTRY_QUOTE)
				hit->score *= mark->modifier->value;
		}
		if (post->spots[hit->start].word->shouted && !post->one_case)
			hit->score *= 1.25;
	}
}

static void
attribute(struct sentiment *sentiment, const struct post *post, const struct mentions *mentions)
{
	for (uint32_t h = 0; h < sentiment->hits_count; h++) {
		struct hit *hit = &sentiment->hits[h];
		int64_t best = INT64_MAX;
		for (uint32_t i = 0; i < mentions->count; i++) {
			const struct mention *mention = &mentions->all[i];
			const struct spot *there = &post->spots[mention->start], *here = &post->spots[hit->start];
			int64_t distance = labs((long)mention->start - (long)hit->start);
			distance += there->sentence != here->sentence ? 2000 : there->clause != here->clause ? 1000 : 0;
			if (distance < best)
				best = distance, hit->brand = i;
		}
	}
}

void
sentiment_read(struct sentiment *sentiment, const struct lexicon *lexicon, const struct post *post, const struct mentions *mentions)
{
	find_matches(sentiment, lexicon, post);
	choose_marks(sentiment, lexicon);
	collect_hits(sentiment, post);
	apply_modifiers(sentiment, post);
	attribute(sentiment, post, mentions);
	sentiment->positive = sentiment->negative = 0;
	for (uint32_t h = 0; h < sentiment->hits_count; h++) {
		double score = sentiment->hits[h].score;
		*(score > 0 ? &sentiment->positive : &sentiment->negative) += fabs(score);
	}
	double sum = sentiment->positive - sentiment->negative, both = sentiment->positive + sentiment->negative;
	sentiment->score = sum / sqrt(sum * sum + 15);
	bool mixed = sentiment->positive >= 1 && sentiment->negative >= 1 && fabs(sum) < 0.2 * both;
	sentiment->polarity = mixed ? "mixed" : sum > 0.8 ? "positive" : sum < -0.8 ? "negative" : "neutral";
}

double
sentiment_of(const struct sentiment *sentiment, const struct mentions *mentions, uint32_t brand)
{
	double sum = 0;

	for (uint32_t h = 0; h < sentiment->hits_count; h++) {
		const struct hit *hit = &sentiment->hits[h];
		if (hit->brand != MAP_NONE && mentions->all[hit->brand].brand == brand)
			sum += hit->score;
	}
	return sum / sqrt(sum * sum + 15);
}

void
sentiment_release(struct sentiment *sentiment)
{
	free(sentiment->marks);
	free(sentiment->hits);
	free(sentiment->matches);
	free(sentiment->here);
	*sentiment = (struct sentiment){0};
}
