#include "lib/skeleton.h"

#include <stdlib.h>

struct run {
	size_t from, length; /* from: behind the record's start */
};

void
skeleton_begin(struct skeleton *skeleton, char delimiter)
{
	skeleton->delimiter = delimiter;
	skeleton->stand_in = delimiter == 'a' ? 'b' : 'a';
	skeleton->count = skeleton->filled = 0;
}

static void
keep_run(struct skeleton *skeleton, size_t from, size_t length)
{
	if (length == 0)
		return;
	if (skeleton->count == skeleton->capacity) {
		skeleton->capacity = skeleton->capacity ? skeleton->capacity * 2 : 64;
		skeleton->runs = memory_grow(skeleton->runs, skeleton->capacity, sizeof *skeleton->runs);
	}
	skeleton->runs[skeleton->count++] = (struct run){from, length};
	buffer_char(&skeleton->shown, skeleton->stand_in);
}

/* Whether one of eight bytes is the sign that stands in all eight of `signs` (the zero-byte test of "Hacker's Delight", 6-1). */
static inline bool
holds(uint64_t eight, uint64_t signs)
{
	uint64_t apart = eight ^ signs;

	return ((apart - 0x0101010101010101u) & ~apart & 0x8080808080808080u) != 0;
}

/* How many bytes from `at` on can be passed over, eight at a time. */
static size_t
plain_bytes(const struct skeleton *skeleton, const char *at, size_t length)
{
	const uint64_t each = 0x0101010101010101u, quotes = each * '"', returns = each * '\r', delimiters = each * (unsigned char)skeleton->delimiter;
	size_t passed = 0;

	for (uint64_t eight; length - passed >= sizeof eight; passed += sizeof eight) {
		memcpy(&eight, at + passed, sizeof eight);
		if (holds(eight, quotes) || holds(eight, delimiters) || holds(eight, returns))
			break;
	}
	return passed;
}

struct str
skeleton_line(struct skeleton *skeleton, const char *record, size_t offset, size_t length)
{
	const char *line = record + offset;
	size_t begin = 0;

	buffer_reset(&skeleton->shown);
	for (size_t i = 0; i < length;) {
		i += plain_bytes(skeleton, line + i, length - i);
		for (size_t end = length - i < 8 ? length : i + 8; i < end; i++) {
			if (line[i] != '"' && line[i] != skeleton->delimiter && line[i] != '\r')
				continue;
			keep_run(skeleton, offset + begin, i - begin);
			buffer_char(&skeleton->shown, line[i]);
			begin = i + 1;
		}
	}
	keep_run(skeleton, offset + begin, length - begin);
	buffer_char(&skeleton->shown, '\n');
	return buffer_str(&skeleton->shown);
}

void
skeleton_fill(struct skeleton *skeleton, struct str field, const char *record, struct buffer *out)
{
	for (size_t i = 0; i < field.length; i++) {
		if (field.at[i] == skeleton->stand_in) {
			const struct run *run = &skeleton->runs[skeleton->filled++];
			buffer_bytes(out, record + run->from, run->length);
		} else {
			buffer_char(out, field.at[i]);
		}
	}
}

void
skeleton_release(struct skeleton *skeleton)
{
	buffer_release(&skeleton->shown);
	free(skeleton->runs);
}
