#include "archive/discretion.h"

#include <inttypes.h>
#include <stdlib.h>

#include "archive/meanings.h"
#include "archive/signs.h"
#include "lib/die.h"
#include "lib/locate.h"

bool
discretion_asked(const struct discretion *discretion)
{
	return discretion->forget || discretion->key || discretion->redact;
}

void
discretion_open(struct discretion *discretion)
{
	struct buffer path = {0};

	if (discretion->forget)
		forgetting_open(&discretion->forgetting, discretion->forget);
	if (discretion->key)
		pseudonyms_open(&discretion->pseudonyms, discretion->key, discretion->brands ? discretion->brands : locate_lexicon(&path, "brands.csv"));
	buffer_release(&path);
}

static struct str
mask_and_rename(struct discretion *discretion, size_t room, struct str text)
{
	if (discretion->redact)
		text = redaction_mask(&discretion->redaction, &discretion->rooms[2 * room], text);
	if (discretion->key)
		text = pseudonyms_text(&discretion->pseudonyms, &discretion->rooms[2 * room + 1], text);
	return text;
}

/* "reddit/u_anna" is a person's own channel. */
static struct str
rename_channel(struct discretion *discretion, struct str channel)
{
	struct buffer *rooms = &discretion->rooms[2 * COLUMN_CHANNEL], *room = &rooms[1];
	const char *slash = channel.length ? memrchr(channel.at, '/', channel.length) : NULL;
	size_t start = slash ? (size_t)(slash - channel.at) + 1 : 0;

	if (!sign_starts(channel, start, "u_"))
		return pseudonyms_text(&discretion->pseudonyms, room, channel);
	start += 2;
	buffer_reset(room);
	buffer_bytes(room, channel.at, start);
	buffer_text(room, pseudonyms_author(&discretion->pseudonyms, &rooms[0], (struct str){channel.at + start, channel.length - start}));
	return buffer_str(room);
}

static bool
ends_in(struct str name, const char *const endings[])
{
	for (size_t i = 0; endings[i]; i++)
		if (name.length >= strlen(endings[i]) && sign_starts(name, name.length - strlen(endings[i]), endings[i]))
			return true;
	return false;
}

/* Whether a column that the user keeps is an account, by its name or its number: in_reply_to_screen_name, user, author_id … */
static bool
is_account(struct str name)
{
	static const char *const endings[] = {"author",     "user",      "username",    "screen_name", "user_name",   "handle",    "account",   "name",
	                                      "user_id",    "userid",    "user_id_str", "author_id",   "authorid",    "from_id",   "owner_id",  "profile_id",
	                                      "account_id", "member_id", "sender",      "recipient",   "participant", "bruker_id", "bruger_id", NULL};
	uint32_t rank;

	return ends_in(name, endings) || name_meaning(name, &rank) == COLUMN_AUTHOR;
}

/* Or several: mentions, mentioned_users. */
static bool
are_accounts(struct str name)
{
	static const char *const endings[] = {"mentions", "mentioned", "users",   "usernames",    "screen_names", "authors",
	                                      "names",    "accounts",  "handles", "participants", "recipients",   NULL};

	return ends_in(name, endings);
}

/* "anna, @bo": each between commas, semicolons, bars, quotes and brackets. */
static struct str
rename_list(struct discretion *discretion, size_t column, struct str list)
{
	struct buffer *one = &discretion->rooms[2 * column], *room = &discretion->rooms[2 * column + 1];

	buffer_reset(room);
	for (size_t at = 0, end; at < list.length; at = end) {
		for (end = at; end < list.length && !strchr(",;|\"'[]{}", list.at[end]);)
			end++;
		if (end == at) {
			buffer_char(room, list.at[end++]);
			continue;
		}
		struct str part = {list.at + at, end - at}, name = str_trim(part);
		buffer_bytes(room, part.at, (size_t)(name.at - part.at));
		buffer_text(room, pseudonyms_author(&discretion->pseudonyms, one, name));
		buffer_bytes(room, name.at + name.length, part.length - name.length - (size_t)(name.at - part.at));
	}
	return buffer_str(room);
}

static struct str
keep_discreetly(struct discretion *discretion, size_t column, struct str name, struct str value)
{
	if (discretion->key && are_accounts(name))
		return rename_list(discretion, column, value);
	if (discretion->key && is_account(name))
		return pseudonyms_author(&discretion->pseudonyms, &discretion->rooms[2 * column], value);
	return mask_and_rename(discretion, column, value);
}

static void
rename_post(struct discretion *discretion, struct posts *posts)
{
	static const enum column ids[] = {COLUMN_ID, COLUMN_REPLY_TO, COLUMN_REPOST_OF, COLUMN_THREAD};
	struct str *fields = posts->fields;

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		if (ids[i] != COLUMN_ID || !posts->numbered)
			fields[ids[i]] = pseudonyms_id(&discretion->pseudonyms, &discretion->rooms[2 * ids[i]], fields[ids[i]]);
	fields[COLUMN_AUTHOR] = pseudonyms_author(&discretion->pseudonyms, &discretion->rooms[2 * COLUMN_AUTHOR], fields[COLUMN_AUTHOR]);
	fields[COLUMN_CHANNEL] = rename_channel(discretion, fields[COLUMN_CHANNEL]);
}

bool
discretion_apply(struct discretion *discretion, struct posts *posts, const struct posts_options *options, const struct str *kept_names)
{
	struct str *fields = posts->fields;

	if (discretion->rooms_count == 0) {
		discretion->rooms_count = 2 * (COLUMNS + options->keep_count);
		discretion->rooms = memory_new(discretion->rooms_count, sizeof *discretion->rooms);
	}
	if (discretion->forget &&
	    forgetting_forgets(&discretion->forgetting, fields[COLUMN_AUTHOR], fields[COLUMN_ID], fields[COLUMN_REPOST_OF], fields[COLUMN_TEXT]))
		return false;
	fields[COLUMN_TEXT] = mask_and_rename(discretion, COLUMN_TEXT, fields[COLUMN_TEXT]);
	for (size_t i = 0; i < options->keep_count; i++)
		posts->kept[i] = keep_discreetly(discretion, COLUMNS + i, kept_names[i], posts->kept[i]);
	if (discretion->key)
		rename_post(discretion, posts);
	return true;
}

void
discretion_close(struct discretion *discretion)
{
	if (discretion->forget)
		warn("%" PRIu64 " post%s forgotten, as %s asks", discretion->forgetting.count, discretion->forgetting.count == 1 ? "" : "s",
		     discretion->forget);
	for (int kind = 0; kind < REDACTED_KINDS; kind++)
		if (discretion->redaction.counts[kind])
			warn("%" PRIu64 " %s masked", discretion->redaction.counts[kind], redacted_names[kind][discretion->redaction.counts[kind] != 1]);
	forgetting_release(&discretion->forgetting);
	redaction_release(&discretion->redaction);
	pseudonyms_release(&discretion->pseudonyms);
	for (size_t i = 0; i < discretion->rooms_count; i++)
		buffer_release(&discretion->rooms[i]);
	free(discretion->rooms);
}
