#include "opinion/targets.h"

#include <stdlib.h>

static void
grow(struct targets *targets, uint32_t mentions, uint32_t brands, uint32_t hits)
{
	if (hits > targets->hits_capacity) {
		targets->hits_capacity = 2 * hits;
		targets->of_hit = memory_grow(targets->of_hit, targets->hits_capacity, sizeof *targets->of_hit);
	}
	if (mentions > targets->mentions_capacity) {
		targets->mentions_capacity = 2 * mentions;
		targets->of_mention = memory_grow(targets->of_mention, targets->mentions_capacity, sizeof *targets->of_mention);
		targets->groups = memory_grow(targets->groups, targets->mentions_capacity, sizeof *targets->groups);
		targets->sums = memory_grow(targets->sums, targets->mentions_capacity, sizeof *targets->sums);
		targets->all = memory_grow(targets->all, targets->mentions_capacity, sizeof *targets->all);
	}
	if (brands > targets->brands_count) {
		targets->stamps = memory_grow(targets->stamps, brands, sizeof *targets->stamps);
		memset(targets->stamps + targets->brands_count, 0, (brands - targets->brands_count) * sizeof *targets->stamps);
		targets->brands_count = brands;
	}
}

static void
list_brands(struct targets *targets, const struct mentions *mentions)
{
	for (uint32_t i = 0; i < mentions->count; i++) {
		const struct mention *mention = &mentions->all[i];
		if (targets->stamps[mention->brand] == 0) {
			targets->all[targets->count++] = (struct target){.brand = mention->brand, .via = mention->via};
			targets->stamps[mention->brand] = targets->count;
		}
		targets->of_mention[i] = targets->stamps[mention->brand] - 1;
		targets->sums[i] = 0;
	}
	for (uint32_t t = 0; t < targets->count; t++)
		targets->stamps[targets->all[t].brand] = 0;
}

/* "Telia og Telenor er dyre", "@a @b": brands joined by a conjunction or standing side by side are judged together. */
static void
group(struct targets *targets, const struct mentions *mentions, const struct reading *reading)
{
	for (uint32_t i = 0; i < mentions->count; i++) {
		targets->groups[i] = i;
		if (i == 0)
			continue;
		const struct mention *before = &mentions->all[i - 1], *mention = &mentions->all[i];
		bool joined =
			mention->start == before->end || (mention->start == before->end + 1 && reading->post->spots[before->end].classes & CLASS_CONJUNCTION);
		if (joined && reading->post->spots[before->start].sentence == reading->post->spots[mention->start].sentence)
			targets->groups[i] = targets->groups[i - 1];
	}
}

/* Same clause first, same sentence next, then the brand spoken of last, then the one still to come; inside each, the nearest. */
static uint32_t
distance(const struct reading *reading, const struct hit *hit, const struct mention *mention)
{
	const struct spot *there = &reading->post->spots[mention->start], *here = &reading->post->spots[hit->start];
	uint32_t words = mention->start > hit->start ? mention->start - hit->start : hit->start - mention->start;

	if (words > 9999)
		words = 9999;
	if (there->clause == here->clause)
		return words;
	if (there->sentence == here->sentence)
		return 10000 + words;
	return mention->start < hit->start ? 20000 + words : 30000 + words;
}

static const struct mark *
than_between(const struct reading *reading, uint32_t *m, uint32_t from, uint32_t to)
{
	const struct marks *marks = reading->marks;

	while (*m < marks->count && marks->all[*m].start < from)
		++*m;
	for (uint32_t i = *m; i < marks->count && marks->all[i].start < to; i++)
		if (marks->all[i].modifier && marks->all[i].modifier->kind == ENTRY_THAN)
			return &marks->all[i];
	return NULL;
}

/* "NSB er bedre enn Vy": what is said of the one side is denied of the other, at half the strength: it was only measured against. When no brand stands on
 * this side ("alt er bedre enn Vy"), the other side is all there is. */
static bool
compare(struct targets *targets, const struct mentions *mentions, const struct reading *reading, const struct hit *hit, uint32_t next, uint32_t *m)
{
	if (next >= mentions->count)
		return false;
	const struct mention *other = &mentions->all[next];
	const struct post *post = reading->post;
	if (post->spots[other->start].sentence != post->spots[hit->start].sentence || !than_between(reading, m, hit->start, other->start))
		return false;
	uint32_t first = targets->groups[next] == next ? next : targets->groups[next];
	for (uint32_t i = first; i < mentions->count && targets->groups[i] == first; i++)
		targets->sums[i] -= hit->score / 2;
	return true;
}

/* "fra Kvikkbank til Lysbank": who changes supplier judges both, by the preposition. */
static double
direction(const struct reading *reading, const struct mention *mention)
{
	static const char *const from[] = {"fra", "frå", "from", "hos", "hjå"}, *const to[] = {"til", "to", "over"};

	if (mention->start == 0)
		return 0;
	struct str before = reading->post->spots[mention->start - 1].word->text;
	for (size_t i = 0; i < sizeof from / sizeof *from; i++)
		if (str_equal(before, str_of(from[i])))
			return -1;
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		if (str_equal(before, str_of(to[i])))
			return 1;
	return 0;
}

static void
give(struct targets *targets, uint32_t mention, double score)
{
	targets->sums[targets->groups[mention]] += score;
}

/* A change of supplier, when the post says from whom or to whom. */
static bool
give_change(struct targets *targets, const struct mentions *mentions, const struct reading *reading, const struct hit *hit, uint32_t near)
{
	bool given = false;

	if (hit->source != HIT_TOPIC || (hit->topic != TOPIC_LEAVE && hit->topic != TOPIC_JOIN))
		return false;
	for (uint32_t i = near ? near - 1 : 0; i < mentions->count && i < near + 3; i++) {
		double sign = direction(reading, &mentions->all[i]);
		if (sign == 0 || reading->post->spots[mentions->all[i].start].sentence != reading->post->spots[hit->start].sentence)
			continue;
		targets->sums[i] += sign * (hit->score < 0 ? -hit->score : hit->score);
		given = true;
	}
	return given;
}

static void
attribute(struct targets *targets, const struct mentions *mentions, const struct reading *reading)
{
	uint32_t next = 0, m = 0;

	for (uint32_t h = 0; h < reading->sentiment->count; h++) {
		const struct hit *hit = &reading->sentiment->hits[h];
		targets->of_hit[h] = MAP_NONE;
		while (next < mentions->count && mentions->all[next].start < hit->start)
			next++;
		if (give_change(targets, mentions, reading, hit, next))
			continue;
		bool compared = compare(targets, mentions, reading, hit, next, &m);
		uint32_t best = MAP_NONE, least = UINT32_MAX;
		for (uint32_t i = next ? next - 1 : 0; i < mentions->count && i <= next && !(compared && i == next); i++) {
			uint32_t far = distance(reading, hit, &mentions->all[i]);
			if (far < least)
				least = far, best = i;
		}
		if (best != MAP_NONE)
			give(targets, best, hit->score);
		targets->of_hit[h] = best;
	}
}

/* What the head of a group was given goes to every brand in it once. */
static void
share(struct targets *targets, const struct mentions *mentions)
{
	for (uint32_t i = 0; i < mentions->count; i++) {
		struct target *target = &targets->all[targets->of_mention[i]];
		uint32_t head = targets->groups[i];
		target->sum += targets->sums[i];
		if (head != i && targets->of_mention[head] != targets->of_mention[i] && !(i > head + 1 && targets->of_mention[i - 1] == targets->of_mention[i]))
			target->sum += targets->sums[head];
	}
}

void
targets_read(struct targets *targets, const struct brands *brands, const struct mentions *mentions, const struct reading *reading)
{
	targets->count = 0;
	if (mentions->count == 0)
		return;
	grow(targets, mentions->count, brands->ids.count, reading->sentiment->count);
	list_brands(targets, mentions);
	group(targets, mentions, reading);
	attribute(targets, mentions, reading);
	share(targets, mentions);
	for (uint32_t t = 0; t < targets->count; t++)
		targets->all[t].score = sentiment_squash(targets->all[t].sum);
}

void
targets_release(struct targets *targets)
{
	free(targets->all);
	free(targets->of_mention);
	free(targets->groups);
	free(targets->sums);
	free(targets->of_hit);
	free(targets->stamps);
	*targets = (struct targets){0};
}
