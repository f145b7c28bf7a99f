#include "opinion/topics.h"

#include <stdlib.h>

static bool
has_thing(enum topic topic)
{
	return topic == TOPIC_WISH || topic == TOPIC_NEED || topic == TOPIC_PREFERENCE || topic == TOPIC_DREAM;
}

/* A negator inside a pattern that does not have it itself ("stoler IKKE på"), or up to three words before it in its clause ("kan ikke anbefale"). */
static bool
negated(const struct reading *reading, const struct match *match)
{
	const struct post *post = reading->post;

	if (match->passed && marks_negator(post, match->start, match->end))
		return true;
	uint32_t from = match->start;
	while (from > 0 && match->start - from < 3 && post->spots[from - 1].clause == post->spots[match->start].clause)
		from--;
	return marks_negator(post, from, match->start);
}

/* What a denied topic is: trust that is denied is distrust; most others are nothing. TOPICS: nothing. */
static enum topic
denied(enum topic topic)
{
	return topic == TOPIC_TRUST                                                                                                         ? TOPIC_DISTRUST
	       : topic == TOPIC_DISTRUST                                                                                                    ? TOPIC_TRUST
	       : topic == TOPIC_QUESTION || topic == TOPIC_SERVICE || topic == TOPIC_PRICE || topic == TOPIC_WAITING || topic == TOPIC_WISH ? topic
	                                                                                                                                    : TOPICS;
}

/* Whether a brand is named at the place: who is to fulfil a wish is not what is wished for. */
static bool
names_brand(const struct mentions *mentions, uint32_t place)
{
	for (uint32_t m = 0; m < mentions->count; m++)
		if (place >= mentions->all[m].start && place < mentions->all[m].end)
			return true;
	return false;
}

static void
add_wish(struct topics *topics, const struct reading *reading, enum topic topic, const struct match *match)
{
	const struct post *post = reading->post;
	uint32_t from = match->slot_end ? match->slot : match->end, to = match->slot_end ? match->slot_end : post->count, lemmas = 0;
	size_t before = topics->wishes.length;

	if (before)
		buffer_char(&topics->wishes, ';');
	buffer_text(&topics->wishes, str_of(topic_name(topic)));
	buffer_char(&topics->wishes, ':');
	for (uint32_t i = from; i < to && lemmas < LONGEST_WISH && !post->places[i].barrier; i++) {
		if (i > from && !match->slot_end && post->spots[i].clause != post->spots[from].clause)
			break;
		struct str lemma = post->spots[i].lemma->text;
		if (post->spots[i].word->kind != WORD_PLAIN || names_brand(reading->mentions, i) || map_find(&reading->lexicon->stopwords, lemma) != MAP_NONE ||
		    memchr(lemma.at, ';', lemma.length))
			continue;
		if (lemmas++)
			buffer_char(&topics->wishes, '_');
		buffer_text(&topics->wishes, lemma);
	}
	if (lemmas == 0)
		topics->wishes.length = before;
}

static void
append(struct topics *topics, struct topic_hit hit)
{
	if (topics->count == topics->capacity) {
		topics->capacity = topics->capacity ? 2 * topics->capacity : 16;
		topics->hits = memory_grow(topics->hits, topics->capacity, sizeof *topics->hits);
	}
	topics->hits[topics->count++] = hit;
}

void
topics_read(struct topics *topics, const struct reading *reading)
{
	uint32_t covered[TOPICS] = {0};
	bool seen[TOPICS] = {false};

	topics->count = 0;
	buffer_reset(&topics->names);
	buffer_reset(&topics->wishes);
	if (!marks_hold(reading->marks, ENTRY_TOPIC))
		return;
	for (uint32_t i = 0; i < reading->marks->matches.count; i++) {
		const struct match *match = &reading->marks->matches.all[i];
		const struct entry *entry = &reading->lexicon->entries[match->entry];
		enum topic topic = entry->topic;
		if (entry->kind != ENTRY_TOPIC || match->start < covered[topic])
			continue;
		covered[topic] = match->end;
		if (negated(reading, match) && (topic = denied(topic)) == TOPICS)
			continue;
		append(topics, (struct topic_hit){topic, match->start, match->end, entry->text, 0, 0});
		if (has_thing(topic))
			add_wish(topics, reading, topic, match);
		if (seen[topic])
			continue;
		seen[topic] = true;
		if (topics->names.length)
			buffer_char(&topics->names, ';');
		buffer_text(&topics->names, str_of(topic_name(topic)));
	}
}

void
topics_release(struct topics *topics)
{
	free(topics->hits);
	buffer_release(&topics->names);
	buffer_release(&topics->wishes);
	*topics = (struct topics){0};
}
