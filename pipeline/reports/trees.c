#include "reports/trees.h"

#include <stdlib.h>

/* Children as linked lists, youngest first; walking them onto a stack turns that round. */
struct family {
	uint32_t *first_child, *next_sibling;
};

static struct family
find_families(const struct posts *posts)
{
	struct family family = {memory_new(posts->count, sizeof(uint32_t)), memory_new(posts->count, sizeof(uint32_t))};

	memset(family.first_child, 0xff, posts->count * sizeof(uint32_t));
	for (uint32_t p = 0; p < posts->count; p++) {
		uint32_t parent = posts->all[p].parent;
		if (parent == NO_POST)
			continue;
		family.next_sibling[p] = family.first_child[parent];
		family.first_child[parent] = p;
	}
	return family;
}

static void
lay_out(const struct posts *posts, const struct family *family, uint32_t root, struct trees *trees, uint32_t *stack)
{
	uint32_t height = 0;

	stack[height++] = root;
	while (height) {
		uint32_t p = stack[--height], place = trees->count++;

		trees->order[place] = p;
		trees->place[p] = place;
		trees->depth[place] = p == root ? 0 : trees->depth[trees->place[posts->all[p].parent]] + 1;
		for (uint32_t child = family->first_child[p]; child != NO_POST; child = family->next_sibling[child])
			stack[height++] = child;
	}
}

static struct trees *
lay_out_all(const struct posts *posts)
{
	struct family family = find_families(posts);
	uint32_t *stack = memory_new(posts->count, sizeof *stack);
	struct trees *trees = memory_new(1, sizeof *trees);

	trees->order = memory_new(posts->count, sizeof *trees->order);
	trees->place = memory_new(posts->count, sizeof *trees->place);
	trees->depth = memory_new(posts->count, sizeof *trees->depth);
	for (uint32_t p = 0; p < posts->count; p++) {
		if (posts->all[p].parent != NO_POST)
			continue;
		if (family.first_child[p] != NO_POST) {
			lay_out(posts, &family, p, trees, stack);
		} else { /* as most are: alone */
			trees->place[p] = trees->count;
			trees->order[trees->count++] = p;
		}
	}
	free(stack);
	free(family.next_sibling);
	trees->size = family.first_child; /* as many, and of no more use: at ten million posts that is 40 MB */
	for (uint32_t place = 0; place < trees->count; place++)
		trees->size[place] = 1;
	for (uint32_t place = trees->count; place-- > 0;) {
		if (trees->depth[place])
			trees->size[trees->place[posts->all[trees->order[place]].parent]] += trees->size[place];
	}
	return trees;
}

const struct trees *
trees_of(const struct posts *posts)
{
	if (!posts->shared->trees)
		posts->shared->trees = lay_out_all(posts);
	return posts->shared->trees;
}

double
trees_virality(const struct trees *trees, uint32_t place)
{
	double n = trees->size[place], distances = 0;

	for (uint32_t below = place + 1; below < place + trees->size[place]; below++)
		distances += trees->size[below] * (n - trees->size[below]);
	return 2 * distances / (n * (n - 1));
}

void
trees_release(struct trees *trees)
{
	if (!trees)
		return;
	free(trees->order);
	free(trees->place);
	free(trees->size);
	free(trees->depth);
	free(trees);
}
