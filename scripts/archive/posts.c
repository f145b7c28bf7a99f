#include "posts.h"

#include <time.h>

#include "chance.h"

enum { DEEPEST = 60 };

uint64_t
post_id(int64_t ms)
{
	static uint32_t sequence;

	return (uint64_t)(ms - 1288834974657) << 22 | (sequence++ & 0x3fffff);
}

void
post_begin(struct post *post, int64_t ms)
{
	time_t seconds = (time_t)(ms / 1000);
	struct tm utc;

	*post = (struct post){.id = post_id(ms), .ms = ms, .brand = NO_BRAND, .parent_author = NOBODY, .text = post->text};
	buffer_reset(&post->text);
	strftime(post->time, sizeof post->time, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &utc));
}

void
keep(struct kept *k, const struct post *post)
{
	struct str text = buffer_str(&post->text);

	if (text.length > sizeof k->text) /* cut between two characters */
		for (text.length = sizeof k->text; (text.at[text.length] & 0xc0) == 0x80;)
			text.length--;
	k->id = post->id, k->thread = post->thread, k->ms = post->ms;
	k->author = post->author.number, k->parent_author = post->parent_author;
	k->language = (uint8_t)post->language, k->depth = (uint8_t)post->depth, k->channel = (uint8_t)post->channel;
	k->type = (uint8_t)post->type, k->brand = post->brand, k->answered = false;
	k->length = (uint16_t)text.length;
	memcpy(k->text, text.at, text.length);
}

void
ring_keep(struct ring *ring, const struct post *post)
{
	keep(&ring->posts[ring->count++ % RING], post);
}

struct kept *
ring_last(struct ring *ring)
{
	return ring->count ? &ring->posts[(ring->count - 1) % RING] : NULL;
}

static bool
is_past(const struct kept *k, int64_t now_ms)
{
	return k->ms < now_ms - 8 * 86400000LL || k->depth > DEEPEST;
}

struct kept *
ring_recall(struct ring *ring, int64_t now_ms)
{
	uint32_t n = ring->count < RING ? (uint32_t)ring->count : RING, one, two;
	struct kept *k;

	if (n == 0)
		return NULL;
	one = below(n);
	two = below(n);
	k = &ring->posts[(ring->count - 1 - (one < two ? one : two)) % RING];
	if (is_past(k, now_ms))
		k = ring_last(ring);
	return is_past(k, now_ms) ? NULL : k;
}

static void
take_after(struct post *post, const struct kept *parent)
{
	post->depth = parent->depth + 1u;
	post->parent_author = parent->author;
	post->channel = parent->channel;
	post->brand = parent->brand;
	post->language = parent->language;
}

void
answer_to(struct post *post, const struct kept *parent)
{
	take_after(post, parent);
	post->reply_to = parent->id;
	post->thread = parent->thread;
}

void
repost(struct post *post, const struct kept *of)
{
	take_after(post, of);
	post->repost_of = of->id;
	post->thread = 0;
	post->channel = TWITTER;
	post->type = (enum type)of->type;
	buffer_text(&post->text, STR("RT @"));
	put_author(&post->text, of->author);
	buffer_text(&post->text, STR(": "));
	buffer_bytes(&post->text, of->text, of->length);
}
