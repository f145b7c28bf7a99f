#include "archive/shown.h"

#include <stdlib.h>

#include "archive/signs.h"
#include "lib/entities.h"
#include "lib/unicode.h"

static bool
is_invisible(uint32_t rune)
{
	return rune < 0x20 || (rune >= 0x7f && rune < 0xa0) || rune == 0xad || rune == 0x34f || rune == 0x61c || rune == 0x180e ||
	       (rune >= 0x200b && rune <= 0x200f) || (rune >= 0x202a && rune <= 0x202e) || (rune >= 0x2060 && rune <= 0x206f) || rune == 0x20e3 ||
	       (rune >= 0xfe00 && rune <= 0xfe0f) || rune == 0xfeff || (rune >= 0xfff9 && rune <= 0xfffb) || (rune >= 0xe0000 && rune <= 0xe0fff);
}

static bool
is_compatible(uint32_t rune)
{
	return (rune >= 0xff01 && rune <= 0xff5e) || (rune >= 0xfe50 && rune <= 0xfe6b) || (rune >= 0x1d400 && rune <= 0x1d7ff) ||
	       (rune >= 0xfb00 && rune <= 0xfb06) || (rune >= 0x24b6 && rune <= 0x24e9) || (rune >= 0x1f130 && rune <= 0x1f149);
}

/* Whether there can be anything to peel: an entity, a control character, or a character from where the hidden ones stand. */
static bool
may_hide(struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c < 0x20 || c == '&' || c == 0x7f || c >= 0xcd || (c == 0xc2 && (unsigned char)text.at[i + 1] <= 0xad))
			return true;
	}
	return false;
}

static void
add_stretch(struct shown_layer *layer, size_t below)
{
	size_t above = layer->text.length;

	if (layer->count && layer->stretches[layer->count - 1].above == above)
		layer->count--;
	if (layer->count == layer->capacity)
		layer->stretches = memory_grow(layer->stretches, layer->capacity = layer->capacity ? 2 * layer->capacity : 16, sizeof *layer->stretches);
	layer->stretches[layer->count++] = (struct shown_stretch){above, below};
}

/* Peels one layer off `text`. Whether anything came off. */
static bool
peel(struct shown_layer *layer, struct str text)
{
	bool changed = false;
	uint32_t rune;
	size_t length;

	buffer_reset(&layer->text);
	layer->count = layer->at = 0;
	add_stretch(layer, 0);
	for (size_t at = 0; at < text.length; at += length) {
		struct str rest = {text.at + at, text.length - at};
		bool entity = rest.at[0] == '&' && (length = entity_at(rest, &rune));

		if (!entity && sign_starts(rest, 0, "&commat;")) { /* no entity of HTML 4, but one that browsers read */
			rune = '@';
			length = strlen("&commat;");
			entity = true;
		}
		if (!entity) {
			rune = (unsigned char)rest.at[0];
			length = rune < 0x80 ? 1 : str_rune(rest, &rune);
			length += length == 0;
		}
		if (!entity && !is_invisible(rune) && !is_compatible(rune)) {
			buffer_bytes(&layer->text, rest.at, length);
			continue;
		}
		if (rune == '\n' || rune == '\r' || rune == '\t')
			buffer_char(&layer->text, ' ');
		else if (!is_invisible(rune))
			unicode_compatible(&layer->text, rune);
		add_stretch(layer, at + length);
		changed = true;
	}
	return changed;
}

void
shown_read(struct shown *shown, struct str written)
{
	shown->text = shown->written = written;
	shown->done = shown->depth = 0;
	if (!may_hide(written))
		return;
	for (; shown->depth < 2 && peel(&shown->layers[shown->depth], shown->text); shown->depth++)
		shown->text = buffer_str(&shown->layers[shown->depth].text);
}

/* Where in the text beneath that stands; behind what is hidden there. */
static size_t
below(struct shown_layer *layer, size_t at)
{
	const struct shown_stretch *stretch, *next;
	size_t offset;

	while (layer->at + 1 < layer->count && layer->stretches[layer->at + 1].above <= at)
		layer->at++;
	stretch = &layer->stretches[layer->at];
	next = layer->at + 1 < layer->count ? stretch + 1 : NULL;
	offset = stretch->below + (at - stretch->above);
	return next && offset > next->below ? next->below : offset;
}

static size_t
origin(struct shown *shown, size_t at)
{
	for (size_t depth = shown->depth; depth-- > 0;)
		at = below(&shown->layers[depth], at);
	return at;
}

void
shown_copy(struct shown *shown, struct buffer *out, size_t at)
{
	size_t end = origin(shown, at);

	buffer_bytes(out, shown->written.at + shown->done, end - shown->done);
	shown->done = end;
}

void
shown_skip(struct shown *shown, size_t at)
{
	shown->done = origin(shown, at);
}

void
shown_end(struct shown *shown, struct buffer *out)
{
	buffer_bytes(out, shown->written.at + shown->done, shown->written.length - shown->done);
	shown->done = shown->written.length;
}

void
shown_release(struct shown *shown)
{
	for (size_t i = 0; i < sizeof shown->layers / sizeof *shown->layers; i++) {
		buffer_release(&shown->layers[i].text);
		free(shown->layers[i].stretches);
	}
}
