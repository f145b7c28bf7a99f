#include "reports/names.h"

#include <stdlib.h>

#include "lib/unicode.h"

static uint32_t *
inverse_of(const uint32_t *sorted, uint32_t count)
{
	uint32_t *place = memory_new(count, sizeof *place);

	for (uint32_t i = 0; i < count; i++)
		place[sorted[i]] = i;
	return place;
}

/* Handles are written in any case; of two authors that differ only in case the first by name answers. */
static uint32_t *
authors_of_handles(const struct posts *posts, const uint32_t *place)
{
	uint32_t *author_of_handle = memory_new(posts->handles.count, sizeof *author_of_handle);
	struct buffer lower = {0};

	memset(author_of_handle, 0xff, posts->handles.count * sizeof *author_of_handle);
	for (uint32_t author = 0; author < posts->authors.count; author++) {
		uint32_t handle, *answers;
		struct str name = map_text(&posts->authors, author);
		if (name.length && name.at[0] == '@')
			name = (struct str){name.at + 1, name.length - 1};
		buffer_reset(&lower);
		unicode_lower(&lower, name);
		handle = map_find(&posts->handles, buffer_str(&lower));
		if (handle == MAP_NONE)
			continue;
		answers = &author_of_handle[handle];
		if (*answers == MAP_NONE || place[author] < place[*answers])
			*answers = author;
	}
	buffer_release(&lower);
	return author_of_handle;
}

struct names
names_of(const struct posts *posts)
{
	struct names names = {.authors = map_sorted(&posts->authors), .brands = map_sorted(&posts->brands)};

	names.author_place = inverse_of(names.authors, posts->authors.count);
	names.brand_place = inverse_of(names.brands, posts->brands.count);
	names.author_of_handle = authors_of_handles(posts, names.author_place);
	return names;
}

void
names_release(struct names *names)
{
	free(names->authors);
	free(names->author_place);
	free(names->brands);
	free(names->brand_place);
	free(names->author_of_handle);
}
