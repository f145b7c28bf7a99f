#include "opinion/rules.h"

#include <math.h>
#include <stdlib.h>

/* A topic that is a judgement in itself, where no scored word stands in its pattern: "jeg skifter til en anden" says enough. Faint to plain on the scale
 * of CONTRIBUTING.md: the words did not say how much. */
static const double topic_scores[TOPICS] = {
	[TOPIC_TRUST] = 1.5,     [TOPIC_DISTRUST] = -2.0, [TOPIC_COMPLAINT] = -1.5, [TOPIC_PRAISE] = 1.5,
	[TOPIC_RECOMMEND] = 1.5, [TOPIC_LEAVE] = -1.5,    [TOPIC_WAITING] = -1.0,
};

/* "takk for ingenting" is a plain reproach. */
#define IRONY_SCORE (-2.0)

/* A hit's turns are long, and mean nothing beyond their count. */
static struct hit *
add_hit(struct sentiment *sentiment, enum hit_source source, uint32_t start, uint32_t end, struct str text, double plain)
{
	struct hit *hit;

	if (sentiment->count == sentiment->capacity) {
		sentiment->capacity = sentiment->capacity ? 2 * sentiment->capacity : 64;
		sentiment->hits = memory_grow(sentiment->hits, sentiment->capacity, sizeof *sentiment->hits);
	}
	hit = &sentiment->hits[sentiment->count++];
	hit->source = source;
	hit->start = start;
	hit->end = end;
	hit->text = text;
	hit->evidence = (struct str){0};
	hit->plain = hit->score = plain;
	hit->negated = false;
	hit->turns_count = 0;
	return hit;
}

/* "fandeme god", "fucking great", "fy faen så fin": a swear word that also boosts is no judgement of its own when a scored word follows within three
 * words of the same clause. */
static bool
only_boosts(const struct reading *reading, uint32_t m)
{
	const struct mark *mark = &reading->marks->all[m];

	if (!mark->modifier || (mark->modifier->kind != ENTRY_BOOST && mark->modifier->kind != ENTRY_DAMPEN))
		return false;
	for (uint32_t next = m + 1; next < reading->marks->count && reading->marks->all[next].start <= mark->end + 2; next++) {
		const struct mark *follower = &reading->marks->all[next];
		if (follower->sentiment && reading->post->spots[follower->start].clause == reading->post->spots[mark->start].clause)
			return true;
	}
	return false;
}

/* A brand called Gnist or Smart is not praised by its name. */
static bool
is_name(const struct reading *reading, uint32_t *mention, uint32_t start, uint32_t end)
{
	const struct mentions *mentions = reading->mentions;

	while (*mention < mentions->count && mentions->all[*mention].end <= start)
		++*mention;
	return *mention < mentions->count && mentions->all[*mention].start <= start && mentions->all[*mention].end >= end &&
	       mentions->all[*mention].via != VIA_HASHTAG;
}

static void
add_emoji(struct reading *reading, uint32_t at)
{
	const struct word *word = reading->post->spots[at].word;

	if (word->score != 0)
		add_hit(reading->sentiment, HIT_EMOJI, at, at + 1, word->text, word->score);
}

static void
add_emoji_between(struct reading *reading, uint32_t from, uint32_t to)
{
	if (reading->post->emoji)
		for (uint32_t at = from; at < to; at++)
			if (reading->post->spots[at].word->kind == WORD_EMOJI)
				add_emoji(reading, at);
}

static void
add_mark(struct reading *reading, uint32_t m, uint32_t *mention)
{
	const struct mark *mark = &reading->marks->all[m];

	if (mark->sentiment && !only_boosts(reading, m) && !is_name(reading, mention, mark->start, mark->end)) {
		struct hit *hit = add_hit(reading->sentiment, HIT_WORD, mark->start, mark->end, mark->sentiment->text, mark->sentiment->value);
		hit->evidence = entry_evidence(mark->sentiment);
		hit->negated = mark->negated;
	} else if (is_kind(mark, ENTRY_IRONY)) {
		add_hit(reading->sentiment, HIT_WORD, mark->start, mark->end, mark->modifier->text, IRONY_SCORE);
	} else if (reading->post->spots[mark->start].word->kind == WORD_EMOJI) {
		add_emoji(reading, mark->start);
	}
}

static void
collect_words(struct reading *reading)
{
	uint32_t mention = 0, from = 0;

	for (uint32_t m = 0; m < reading->marks->count; m++) {
		add_emoji_between(reading, from, reading->marks->all[m].start);
		add_mark(reading, m, &mention);
		from = reading->marks->all[m].start + 1;
	}
	add_emoji_between(reading, from, reading->post->count);
}

static int
by_place(const void *a, const void *b)
{
	const struct hit *left = a, *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	return left->source < right->source ? -1 : left->source > right->source;
}

static bool
covered(const struct sentiment *sentiment, uint32_t words, uint32_t *from, const struct match *match)
{
	while (*from < words && sentiment->hits[*from].end <= match->start)
		++*from;
	return *from < words && sentiment->hits[*from].start < match->end;
}

static void
note_topic(struct sentence *sentence, enum topic topic)
{
	sentence->complaint |= topic == TOPIC_COMPLAINT;
	sentence->waiting |= topic == TOPIC_WAITING;
}

static void
collect_topics(struct reading *reading)
{
	struct sentiment *sentiment = reading->sentiment;
	const struct marks *marks = reading->marks;
	uint32_t words = sentiment->count, from = 0, free_from = 0;

	for (uint32_t i = 0; i < marks->matches.count; i++) {
		const struct match *match = &marks->matches.all[i];
		const struct entry *entry = &reading->lexicon->entries[match->entry];
		if (entry->kind == ENTRY_TOPIC)
			note_topic(&reading->clauses->sentences[reading->post->spots[match->start].sentence], entry->topic);
		if (entry->kind != ENTRY_TOPIC || topic_scores[entry->topic] == 0 || match->start < free_from || covered(sentiment, words, &from, match))
			continue;
		free_from = match->end;
		struct hit *hit = add_hit(sentiment, HIT_TOPIC, match->start, match->end, entry->text, topic_scores[entry->topic]);
		hit->topic = entry->topic;
		hit->negated = match->passed && marks_negator(reading->post, match->start, match->end);
	}
	if (sentiment->count > words)
		qsort(sentiment->hits, sentiment->count, sizeof *sentiment->hits, by_place);
}

/* x / √(x² + 15): near 0 a straight line, far from it never quite 1. The form and the 15 are VADER's (Hutto and Gilbert 2014), whose words run from -4 to 4
 * where ours run from -5 to 5. */
double
sentiment_squash(double sum)
{
	return sum / sqrt(sum * sum + 15);
}

/* ---- what the sums make ---- */

enum { DOCUMENT = 8 /* sentences */ };

/* "Litt kjedelig" is -0.5 and says something; half of a faint word does not. */
#define LEAST 0.45

static void
sum_up(struct sentiment *sentiment)
{
	sentiment->positive = sentiment->negative = 0;
	for (uint32_t h = 0; h < sentiment->count; h++) {
		double score = sentiment->hits[h].score;
		*(score > 0 ? &sentiment->positive : &sentiment->negative) += fabs(score);
	}
}

/* Both sides of an opinion, of about the same weight, neither of them faint. */
static bool
is_mixed(const struct sentiment *sentiment)
{
	double both = sentiment->positive + sentiment->negative;

	return sentiment->positive >= 1 && sentiment->negative >= 1 && fabs(sentiment->positive - sentiment->negative) < 0.3 * both;
}

static const char *
polarity_between(double value, double low, double high)
{
	return value >= high ? "positive" : value <= low ? "negative" : "neutral";
}

/* A post speaks of one thing: its scores are added. Exclamation marks say it louder, up to three. */
static void
judge_post(struct sentiment *sentiment, const struct post *post)
{
	double sum = sentiment->positive - sentiment->negative;

	if (post->exclamations && fabs(sum) >= LEAST)
		sum += (sum > 0 ? 0.3 : -0.3) * (post->exclamations < 3 ? post->exclamations : 3);
	sentiment->score = sentiment_squash(sum);
	sentiment->polarity = is_mixed(sentiment) ? "mixed" : polarity_between(sum, -LEAST, LEAST);
}

/* A review or an article speaks of many things, and the longer it is the more scored words it holds, so what counts is the mean of its sentences. Its title
 * or first line holds the verdict in short and counts three times, its last line twice. Texts praise more than they blame (the Pollyanna effect: Boucher and
 * Osgood 1969), so that what balances evenly is a reproach sooner than praise: neutral is from -0.2 to 0.5 a sentence. The score is that of four such
 * sentences. */
static void
judge_document(struct sentiment *sentiment, const struct clauses *clauses, const struct post *post)
{
	uint32_t last = clauses->sentences_count - 1;
	double sum = 0;

	for (uint32_t h = 0; h < sentiment->count; h++) {
		uint32_t sentence = post->spots[sentiment->hits[h].start].sentence;
		sum += sentiment->hits[h].score * (sentence == 0 ? 3 : sentence == last ? 2 : 1);
	}
	sum /= clauses->sentences_count;
	sentiment->score = sentiment_squash(4 * sum);
	sentiment->polarity = polarity_between(sum, -0.2, 0.5);
	if (strcmp(sentiment->polarity, "neutral") == 0 && is_mixed(sentiment))
		sentiment->polarity = "mixed";
}

void
sentiment_read(struct reading *reading)
{
	reading->sentiment->count = 0;
	collect_words(reading);
	if (marks_hold(reading->marks, ENTRY_TOPIC))
		collect_topics(reading);
	rules_apply(reading);
	sum_up(reading->sentiment);
	if (reading->clauses->sentences_count >= DOCUMENT)
		judge_document(reading->sentiment, reading->clauses, reading->post);
	else
		judge_post(reading->sentiment, reading->post);
}

void
sentiment_release(struct sentiment *sentiment)
{
	free(sentiment->hits);
	*sentiment = (struct sentiment){0};
}
