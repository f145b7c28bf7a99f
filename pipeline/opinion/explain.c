#include "opinion/explain.h"

static void
line(struct buffer *out, const char *name, struct str text)
{
	if (text.length)
		buffer_format(out, "  %-10s %.*s\n", name, (int)(text.length > 100000 ? 100000 : text.length), text.at);
}

static void
words(struct buffer *out, const struct post *post, uint32_t start, uint32_t end)
{
	for (uint32_t at = start; at < end; at++) {
		if (at > start)
			buffer_char(out, ' ');
		buffer_text(out, post->spots[at].word->text);
	}
}

static void
explain_brands(struct buffer *out, const struct explained *post)
{
	if (post->by_brand != MAP_NONE)
		line(out, "written by", map_text(&post->brands->ids, post->by_brand));
	for (uint32_t i = 0; i < post->mentions->count; i++) {
		const struct mention *mention = &post->mentions->all[i];
		struct str id = map_text(&post->brands->ids, mention->brand);
		buffer_format(out, "  %-10s %.*s by its %s: ", i ? "" : "brands", (int)id.length, id.at, brand_via_name(mention->via));
		words(out, post->reading->post, mention->start, mention->end);
		buffer_char(out, '\n');
	}
}

static void
explain_hit(struct buffer *out, const struct explained *post, uint32_t h)
{
	const struct hit *hit = &post->reading->sentiment->hits[h];

	buffer_format(out, "  %-10s ", h ? "" : "words");
	words(out, post->reading->post, hit->start, hit->end);
	buffer_format(out, ": %.*s", (int)hit->text.length, hit->text.at);
	if (hit->source == HIT_TOPIC)
		buffer_format(out, " (%s)", topic_name(hit->topic));
	buffer_format(out, " %+.1f", hit->plain);
	for (unsigned t = 0; t < hit->turns_count; t++) {
		const struct turn *turn = &hit->turns[t];
		buffer_format(out, ", %s", rule_name(turn->rule));
		if (turn->by.length)
			buffer_format(out, " \"%.*s\"", (int)turn->by.length, turn->by.at);
		buffer_format(out, " × %.2f", turn->value);
	}
	if (hit->turns_count)
		buffer_format(out, " = %+.2f", hit->score);
	if (post->targets->count && post->targets->of_hit[h] != MAP_NONE) {
		struct str id = map_text(&post->brands->ids, post->mentions->all[post->targets->of_hit[h]].brand);
		buffer_format(out, " -> %.*s", (int)id.length, id.at);
	}
	buffer_char(out, '\n');
}

static void
explain_topics(struct buffer *out, const struct explained *post)
{
	for (uint32_t i = 0; i < post->topics->count; i++) {
		const struct topic_hit *hit = &post->topics->hits[i];
		buffer_format(out, "  %-10s %s: ", i ? "" : "topics", topic_name(hit->topic));
		words(out, post->reading->post, hit->start, hit->end);
		buffer_format(out, " (%.*s)\n", (int)hit->text.length, hit->text.at);
	}
	line(out, "wishes", buffer_str(&post->topics->wishes));
}

void
explain(struct buffer *out, const struct explained *post)
{
	const struct sentiment *sentiment = post->reading->sentiment;

	buffer_format(out, "%.*s (%.*s)\n", (int)post->id.length, post->id.at, (int)post->lang.length, post->lang.at);
	line(out, "tokens", post->tokens);
	line(out, "lemmas", post->lemmas);
	explain_brands(out, post);
	for (uint32_t h = 0; h < sentiment->count; h++)
		explain_hit(out, post, h);
	explain_topics(out, post);
	buffer_format(out, "  %-10s +%.2f -%.2f, sentiment %.4f: %s\n", "sums", sentiment->positive, sentiment->negative, sentiment->score,
	              sentiment->polarity);
	for (uint32_t t = 0; t < post->targets->count; t++) {
		struct str id = map_text(&post->brands->ids, post->targets->all[t].brand);
		buffer_format(out, "  %-10s %.*s %+.2f, sentiment %.4f\n", t ? "" : "of brands", (int)id.length, id.at, post->targets->all[t].sum,
		              post->targets->all[t].score);
	}
	buffer_char(out, '\n');
}
