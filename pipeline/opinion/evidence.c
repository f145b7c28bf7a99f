#include "opinion/evidence.h"

/* The words of a pattern stand in one piece: `stole_på`. */
static void
joined(struct buffer *out, struct str text)
{
	size_t at = out->length;

	buffer_text(out, text);
	for (char *space; (space = memchr(out->at + at, ' ', out->length - at)); at = (size_t)(space + 1 - out->at))
		*space = '_';
}

/* "+2", "-1.4", "0". */
static void
signed_score(struct buffer *out, double score)
{
	size_t before;

	if (score >= 0.05)
		buffer_char(out, '+');
	before = out->length;
	buffer_fixed(out, score, 1);
	if (out->length - before > 2 && out->at[out->length - 1] == '0')
		out->length -= 2;
}

void
evidence_word(struct buffer *out, struct str text, double score)
{
	joined(out, text);
	buffer_char(out, ':');
	signed_score(out, score);
}

static void
add_hit(struct buffer *out, const struct hit *hit)
{
	if (hit->evidence.length && hit->turns_count == 0) {
		buffer_text(out, hit->evidence);
		return;
	}
	for (unsigned t = 0; t < hit->turns_count; t++)
		if (hit->turns[t].by.length) {
			joined(out, hit->turns[t].by);
			buffer_char(out, '*');
		}
	evidence_word(out, hit->text, hit->score);
}

static void
add_named(struct buffer *out, const char *name)
{
	buffer_char(out, ':');
	buffer_text(out, str_of(name));
}

/* Three lists, each in reading order, become one; at the same place a scored word stands before a topic, and a topic before a brand. */
void
evidence_text(struct buffer *out, const struct brands *brands, const struct mentions *mentions, const struct sentiment *sentiment, const struct topics *topics)
{
	uint32_t h = 0, t = 0, m = 0;
	const size_t from = out->length;

	while (h < sentiment->count || t < topics->count || m < mentions->count) {
		uint32_t hit = h < sentiment->count ? sentiment->hits[h].start : UINT32_MAX;
		uint32_t topic = t < topics->count ? topics->hits[t].start : UINT32_MAX;
		uint32_t mention = m < mentions->count ? mentions->all[m].start : UINT32_MAX;
		if (out->length > from)
			buffer_char(out, ' ');
		if (hit <= topic && hit <= mention) {
			add_hit(out, &sentiment->hits[h++]);
		} else if (topic <= mention) {
			joined(out, topics->hits[t].text);
			add_named(out, topic_name(topics->hits[t++].topic));
		} else {
			buffer_text(out, map_text(&brands->ids, mentions->all[m].brand));
			add_named(out, brand_via_name(mentions->all[m++].via));
		}
	}
}
