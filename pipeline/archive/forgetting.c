#include "archive/forgetting.h"

#include "archive/pseudonyms.h"
#include "archive/signs.h"
#include "lib/die.h"
#include "lib/table.h"

void
forgetting_open(struct forgetting *forgetting, const char *path)
{
	struct table *list = table_open(path, NULL);
	size_t author = table_find(list, "author"), id = table_find(list, "id");

	if (author == TABLE_NONE && id == TABLE_NONE)
		die("%s: no column \"author\" and none \"id\": expected a CSV with one of them or both, and whom to forget below", path);
	while (table_read(list)) {
		struct str name = pseudonyms_plain(&forgetting->plain, &forgetting->lower, table_field(list, author));

		if (name.length)
			map_add(&forgetting->authors, name);
		if (str_trim(table_field(list, id)).length)
			map_add(&forgetting->ids, str_trim(table_field(list, id)));
	}
	table_close(list);
}

static bool
is_listed_author(struct forgetting *forgetting, struct str author)
{
	return author.length && forgetting->authors.count &&
	       map_find(&forgetting->authors, pseudonyms_plain(&forgetting->plain, &forgetting->lower, author)) != MAP_NONE;
}

static bool
is_listed_id(const struct forgetting *forgetting, struct str id)
{
	return id.length && map_find(&forgetting->ids, id) != MAP_NONE;
}

/* "RT @anna: …": anna, or nothing. */
static struct str
reposted_author(struct str text)
{
	size_t start = 3, sign, end, length;

	if (!sign_starts(text, 0, "RT ") || !(sign = sign_at(text, start)))
		return STR("");
	for (end = start += sign; (length = sign_word_at(text, end));)
		end += length;
	return (struct str){text.at + start, end - start};
}

bool
forgetting_forgets(struct forgetting *forgetting, struct str author, struct str id, struct str repost_of, struct str text)
{
	bool listed = is_listed_author(forgetting, author) || is_listed_id(forgetting, id) || is_listed_id(forgetting, repost_of) ||
	              is_listed_author(forgetting, reposted_author(text));

	forgetting->count += listed;
	return listed;
}

void
forgetting_release(struct forgetting *forgetting)
{
	map_release(&forgetting->authors);
	map_release(&forgetting->ids);
	buffer_release(&forgetting->plain);
	buffer_release(&forgetting->lower);
}
