#include "archive/documents.h"

#include <stdlib.h>

enum { BLOCK = 1 << 16 };

struct documents {
	char block[BLOCK];
	struct str waiting; /* what of block is not looked at yet */
	bool started;       /* behind what stands before the first brace */
	bool in_array;      /* the outermost one, which is opened up */
	bool quoted, escaped;
	bool line_ends; /* a value has just ended: its line end comes next */
	uint64_t depth; /* inside a value */
};

/* A byte outside strings and outside values. */
static bool
outside(struct documents *documents, char c, char *out)
{
	switch (c) {
	case '[':
		if (documents->in_array)
			documents->depth++;
		else
			documents->in_array = true;
		*out = c;
		return documents->depth > 0;
	case ']':
		documents->in_array = false;
		*out = '\n';
		return true;
	case ',':
	case '\n':
	case '\r':
		*out = '\n';
		return true;
	case ' ':
	case '\t':
		return false;
	case '{':
		documents->depth++;
		*out = c;
		return true;
	default: /* no object: whoever reads the lines will say so */
		documents->quoted = c == '"';
		*out = c;
		return true;
	}
}

/* A byte outside strings and inside a value. */
static char
inside(struct documents *documents, char c)
{
	if (c == '{' || c == '[')
		documents->depth++;
	else if (c == '}' || c == ']')
		documents->line_ends = --documents->depth == 0;
	else if (c == '"')
		documents->quoted = true;
	return c == '\n' || c == '\r' ? ' ' : c;
}

/* Takes one byte, and gives one or none. */
static size_t
step(struct documents *documents, char c, char *out)
{
	if (!documents->started)
		documents->started = c == '{' || c == '[';
	if (!documents->started)
		return 0;
	if (documents->quoted) {
		documents->quoted = documents->escaped || c != '"';
		documents->escaped = !documents->escaped && c == '\\';
		*out = c == '\n' || c == '\r' ? ' ' : c;
		return 1;
	}
	if (documents->depth == 0)
		return outside(documents, c, out);
	*out = inside(documents, c);
	return 1;
}

static ptrdiff_t
fill(struct documents *documents, struct source *self, struct source *inner)
{
	ptrdiff_t got = source_read(inner, documents->block, BLOCK);

	if (got < 0)
		return source_fail(self, "%s", source_failure(inner));
	if (got == 0 && (documents->depth || documents->in_array))
		return source_fail(self, "%s: ends inside a JSON value: the file was cut off; what came before was read", source_name(inner));
	documents->waiting = (struct str){documents->block, (size_t)got};
	return got;
}

static ptrdiff_t
documents_read(void *state, struct source *self, struct source *inner, char *room, size_t size)
{
	struct documents *documents = state;
	size_t used = 0;

	while (used == 0) {
		ptrdiff_t got = documents->waiting.length || documents->line_ends ? 1 : fill(documents, self, inner);
		if (got <= 0)
			return got;
		while (used < size && (documents->line_ends || documents->waiting.length)) {
			if (documents->line_ends) {
				room[used++] = '\n';
				documents->line_ends = false;
				continue;
			}
			used += step(documents, *documents->waiting.at++, room + used);
			documents->waiting.length--;
		}
	}
	return (ptrdiff_t)used;
}

struct source *
documents_source(struct source *inner)
{
	return source_through(inner, (struct source_filter){documents_read, free, memory_new(1, sizeof(struct documents))});
}
