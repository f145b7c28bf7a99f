#include "plan.h"

#include "chance.h"
#include "records.h"
#include "stories.h"

enum { DAY = 24, HOURS = 26 * 7 * DAY };

static const int64_t summer_time = 1743296400; /* 30 March 2025 01:00 UTC */

/* Of each story per 10,000 posts, never fewer than `floor`, in hours first to end of the archive. */
/* clang-format off */
static const struct {
	unsigned share, floor;
	int first, end;
	bool fades;
} stories[STORIES] = {
	[ORDINARY] = {0, 0, 0, HOURS, false}, /* what the others leave */
	[SCANDAL_ROOT] = {0, 1, 93 * DAY + 7, 93 * DAY + 8, false}, /* Wednesday 9 April, seven in the morning */
	[SCANDAL_REPLIES] = {220, 60, 93 * DAY + 8, 100 * DAY, true},
	[SCANDAL_POSTS] = {130, 30, 93 * DAY + 10, 101 * DAY, true},
	[TRUST_POSTS] = {70, 24, 0, HOURS, false},
	[ANSWERS] = {0, 20, 0, HOURS, false}, /* share: the sum over brands */
	[ADVERTS] = {0, 20, 0, HOURS, false}, /* likewise */
	[HELPER] = {30, 24, 2 * DAY, HOURS, false},
	[HELPED] = {45, 40, 4 * DAY, HOURS, false},
	[CRITIC] = {14, 16, 0, HOURS, false},
	[TO_CRITIC] = {12, 12, 4 * DAY, HOURS, false},
	[ADVOCATE] = {14, 16, 0, HOURS, false},
	[TO_ADVOCATE] = {10, 10, 4 * DAY, HOURS, false},
	[CIRCLE] = {150, 60, 0, HOURS, false},
	[COPIES] = {35, 40, 134 * DAY, 136 * DAY, false}, /* 20 and 21 May */
	[WISHES] = {40, 16, 0, HOURS, false},
};
/* clang-format on */

static uint32_t hour_weight[HOURS];

static struct {
	/* posts; the weight of all its hours, of those so far */
	uint64_t total, written, weight, weight_gone;
} progress[STORIES];

static int
local_hour(int hour)
{
	return hour + (ARCHIVE_START + (int64_t)hour * 3600 >= summer_time);
}

static uint64_t
weight_at(enum story story, int hour)
{
	int local = local_hour(hour);
	uint64_t weight = hour_weight[hour];

	if (story != ORDINARY && (local < stories[story].first || local >= stories[story].end))
		return 0;
	if (stories[story].fades)
		weight = weight * 24 / (uint64_t)(4 + local - stories[story].first);
	return weight ? weight : 1;
}

static void
weigh_hours(void)
{
	static const uint8_t by_hour[24] = {14, 7, 4, 3, 4, 12, 30, 55, 62, 58, 60, 64, 66, 60, 58, 62, 70, 74, 80, 88, 94, 86, 60, 32};
	static const uint8_t by_day[7] = {100, 104, 103, 102, 96, 78, 88};

	for (int hour = 0; hour < HOURS; hour++) {
		int local = local_hour(hour), day = local / 24;
		hour_weight[hour] = (uint32_t)by_hour[local % 24] * by_day[day % 7] * (uint32_t)(90 + chance_hash((uint64_t)day) % 21);
	}
	for (unsigned s = 0; s < STORIES; s++)
		for (int hour = 0; hour < HOURS; hour++)
			progress[s].weight += weight_at((enum story)s, hour);
}

static uint64_t
share_of(enum story story)
{
	uint64_t share = stories[story].share;

	for (unsigned b = 0; b < BRANDS; b++)
		share += story == ANSWERS ? brands[b].answers : story == ADVERTS ? brands[b].adverts : 0;
	return share;
}

void
plan_begin(uint64_t n, uint64_t seed)
{
	uint64_t left = n;

	weigh_hours();
	for (unsigned s = ORDINARY + 1; s < STORIES; s++) {
		uint64_t total = n * share_of((enum story)s) / 10000;
		total = total < stories[s].floor ? stories[s].floor : total;
		progress[s].total = total < left ? total : left;
		left -= progress[s].total;
	}
	progress[ORDINARY].total = left;
	people_begin((struct population){
		.seed = seed,
		.ordinary = (uint32_t)(n * 35 / 100 + 40),
		.circle = (uint32_t)(progress[CIRCLE].total / 8 / 6 * 6 + 12),
		.campaign = (uint32_t)(progress[COPIES].total * 9 / 10 + 1),
	});
}

/* How many of each story in this hour: the running share of the hours so far, so that the hours add up to the total. */
static uint64_t
quotas_of(int hour, uint64_t quotas[STORIES])
{
	uint64_t sum = 0;

	for (unsigned s = 0; s < STORIES; s++) {
		progress[s].weight_gone += weight_at((enum story)s, hour);
		quotas[s] = progress[s].total * progress[s].weight_gone / progress[s].weight - progress[s].written;
		sum += quotas[s];
	}
	return sum;
}

/* One of the stories that have posts left in this hour, `left` in all. */
static enum story
draw_story(uint64_t quotas[STORIES], uint64_t left)
{
	uint64_t draw = (uint64_t)chance() << 20;
	unsigned s = 0;

	draw = (draw | chance() >> 12) % left;
	while (draw >= quotas[s])
		draw -= quotas[s++];
	quotas[s]--;
	return (enum story)s;
}

static void
write_hour(int hour, struct post *post)
{
	uint64_t quotas[STORIES], total = quotas_of(hour, quotas);
	int64_t start_ms = (ARCHIVE_START + (int64_t)hour * 3600) * 1000;

	for (uint64_t place = 0; place < total; place++) {
		enum story story = draw_story(quotas, total - place);
		post_begin(post, start_ms + (int64_t)(((place << 10) + below(1024)) * 3600000 / (total << 10)));
		by_hand_until(post->time);
		story_post(post, story, progress[story].written++);
		if (!post->thread && !post->repost_of && post->channel <= FORUM)
			post->thread = post->id;
		story_remember(post, story);
		record_post(post);
	}
}

void
plan_carry_out(void)
{
	struct post post = {0};

	for (int hour = 0; hour < HOURS; hour++)
		write_hour(hour, &post);
	by_hand_until(NULL);
	buffer_release(&post.text);
}
