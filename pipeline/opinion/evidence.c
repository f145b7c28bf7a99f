#include "opinion/evidence.h"

#include <stdlib.h>

/* What was appended to the text since `from` becomes a piece. */
static void
piece(struct evidence *evidence, uint32_t place, size_t from)
{
	if (evidence->count == evidence->capacity) {
		evidence->capacity = evidence->capacity ? 2 * evidence->capacity : 64;
		evidence->pieces = memory_grow(evidence->pieces, evidence->capacity, sizeof *evidence->pieces);
	}
	evidence->pieces[evidence->count] = (struct piece){place, evidence->count, from, evidence->text.length - from};
	evidence->count++;
}

static void
joined(struct buffer *out, struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		buffer_char(out, text.at[i] == ' ' ? '_' : text.at[i]);
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

static void
add_hit(struct evidence *evidence, const struct hit *hit)
{
	size_t from = evidence->text.length;

	for (unsigned t = 0; t < hit->turns_count; t++)
		if (hit->turns[t].by.length) {
			joined(&evidence->text, hit->turns[t].by);
			buffer_char(&evidence->text, '*');
		}
	joined(&evidence->text, hit->text);
	buffer_char(&evidence->text, ':');
	signed_score(&evidence->text, hit->score);
	piece(evidence, hit->start, from);
}

static int
by_place(const void *a, const void *b)
{
	const struct piece *left = a, *right = b;

	if (left->place != right->place)
		return left->place < right->place ? -1 : 1;
	return left->order < right->order ? -1 : left->order > right->order;
}

struct str
evidence_text(struct evidence *evidence, const struct brands *brands, const struct mentions *mentions, const struct sentiment *sentiment,
              const struct topics *topics)
{
	buffer_reset(&evidence->text);
	buffer_reset(&evidence->cell);
	evidence->count = 0;
	for (uint32_t i = 0; i < sentiment->count; i++)
		add_hit(evidence, &sentiment->hits[i]);
	for (uint32_t i = 0; i < topics->count; i++) {
		size_t from = evidence->text.length;
		joined(&evidence->text, topics->hits[i].text);
		buffer_char(&evidence->text, ':');
		buffer_text(&evidence->text, str_of(topic_name(topics->hits[i].topic)));
		piece(evidence, topics->hits[i].start, from);
	}
	for (uint32_t i = 0; i < mentions->count; i++) {
		size_t from = evidence->text.length;
		buffer_text(&evidence->text, map_text(&brands->ids, mentions->all[i].brand));
		buffer_char(&evidence->text, ':');
		buffer_text(&evidence->text, str_of(brand_via_name(mentions->all[i].via)));
		piece(evidence, mentions->all[i].start, from);
	}
	if (evidence->count > 1)
		qsort(evidence->pieces, evidence->count, sizeof *evidence->pieces, by_place);
	for (uint32_t i = 0; i < evidence->count; i++) {
		if (i)
			buffer_char(&evidence->cell, ' ');
		buffer_bytes(&evidence->cell, evidence->text.at + evidence->pieces[i].from, evidence->pieces[i].length);
	}
	return buffer_str(&evidence->cell);
}

void
evidence_release(struct evidence *evidence)
{
	free(evidence->pieces);
	buffer_release(&evidence->text);
	buffer_release(&evidence->cell);
}
