#include "lib/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "lib/die.h"

enum { FIRST_BLOCK = 1 << 16, LARGEST_STEP = 1 << 24 };

struct arena_block {
	struct arena_block *older;
	size_t used, size;
	alignas(max_align_t) char memory[];
};

static void
add_block(struct arena *arena, size_t wanted)
{
	size_t size = arena->blocks ? arena->blocks->size : FIRST_BLOCK / 2;
	struct arena_block *block;

	size = size < LARGEST_STEP ? size * 2 : size;
	if (size < wanted)
		size = wanted;
	if (size > SIZE_MAX - sizeof *block - ARENA_SLACK || !(block = malloc(sizeof *block + size + ARENA_SLACK)))
		die("out of memory: %zu bytes wanted", size);
	*block = (struct arena_block){.older = arena->blocks, .size = size};
	arena->blocks = block;
}

/* Bytes at a multiple of `alignment`, not zeroed. */
static char *
take(struct arena *arena, size_t length, size_t alignment)
{
	size_t start = arena->blocks ? (arena->blocks->used + alignment - 1) & ~(alignment - 1) : 0;
	char *memory;

	if (!arena->blocks || start > arena->blocks->size || arena->blocks->size - start < length) {
		add_block(arena, length);
		start = 0;
	}
	memory = arena->blocks->memory + start;
	arena->blocks->used = start + length;
	return memory;
}

void *
arena_new(struct arena *arena, size_t count, size_t size)
{
	void *memory;

	if (size && count > SIZE_MAX / 2 / size)
		die("out of memory: %zu × %zu bytes wanted", count, size);
	memory = take(arena, count * size, alignof(max_align_t));
	memset(memory, 0, count * size);
	return memory;
}

struct str
arena_copy(struct arena *arena, struct str text)
{
	char *copy = take(arena, text.length + 1, 1);

	if (text.length)
		memcpy(copy, text.at, text.length);
	copy[text.length] = '\0';
	return (struct str){copy, text.length};
}

void
arena_reset(struct arena *arena)
{
	struct arena_block *newest = arena->blocks;

	if (!newest)
		return;
	for (struct arena_block *block = newest->older, *older; block; block = older) {
		older = block->older;
		free(block);
	}
	newest->older = NULL;
	newest->used = 0;
}

void
arena_release(struct arena *arena)
{
	arena_reset(arena);
	free(arena->blocks);
	arena->blocks = NULL;
}
