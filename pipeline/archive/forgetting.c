#include "archive/forgetting.h"

#include "archive/signs.h"
#include "lib/die.h"
#include "lib/table.h"

void
forgetting_open(struct forgetting *forgetting, const char *path)
{
	struct table *list = table_open(path, &(struct table_options){.written = true});
	size_t author = table_find(list, "author"), id = table_find(list, "id");

	if (author == TABLE_NONE && id == TABLE_NONE)
		die("%s: no column \"author\" and none \"id\": expected a CSV with one of them or both, and whom to forget below", path);
	while (table_read(list)) {
		struct str name = account_plain(&forgetting->form, table_field(list, author));

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
	return author.length && forgetting->authors.count && map_find(&forgetting->authors, account_plain(&forgetting->form, author)) != MAP_NONE;
}

static bool
is_listed_id(const struct forgetting *forgetting, struct str id)
{
	return id.length && map_find(&forgetting->ids, id) != MAP_NONE;
}

/* "RT @anna: …" is a repost of anna, on this host or another. */
static bool
reposts_listed(struct forgetting *forgetting, struct str written)
{
	enum { LONGEST = 1000 };
	struct str text;
	size_t end, first;

	if (forgetting->authors.count == 0)
		return false;
	if (written.length > LONGEST)
		for (written.length = LONGEST; written.length && ((unsigned char)written.at[written.length] & 0xc0) == 0x80;)
			written.length--;
	shown_read(&forgetting->shown, written);
	text = forgetting->shown.text;
	if (!sign_starts(text, 0, "RT @"))
		return false;
	end = account_end(text, 4, &first);
	return is_listed_author(forgetting, (struct str){text.at + 4, end - 4}) ||
	       (first && is_listed_author(forgetting, (struct str){text.at + 4, first - 4}));
}

bool
forgetting_forgets(struct forgetting *forgetting, struct str author, struct str id, struct str repost_of, struct str text)
{
	bool listed =
		is_listed_author(forgetting, author) || is_listed_id(forgetting, id) || is_listed_id(forgetting, repost_of) || reposts_listed(forgetting, text);

	forgetting->count += listed;
	return listed;
}

void
forgetting_release(struct forgetting *forgetting)
{
	map_release(&forgetting->authors);
	map_release(&forgetting->ids);
	account_form_release(&forgetting->form);
	shown_release(&forgetting->shown);
}
