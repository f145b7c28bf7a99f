#include "archive/discretion.h"

#include <inttypes.h>
#include <stdlib.h>

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

/* Whether a column that the user keeps is an account: in_reply_to_screen_name, user … */
static bool
is_account(struct str name)
{
	static const char *const endings[] = {"author", "user", "username", "screen_name", "user_name", "handle", "account", "name"};
	uint32_t rank;

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (name.length >= strlen(endings[i]) && sign_starts(name, name.length - strlen(endings[i]), endings[i]))
			return true;
	return name_meaning(name, &rank) == COLUMN_AUTHOR;
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
		posts->kept[i] = discretion->key && is_account(kept_names[i])
		                         ? pseudonyms_author(&discretion->pseudonyms, &discretion->rooms[2 * (COLUMNS + i)], posts->kept[i])
		                         : mask_and_rename(discretion, COLUMNS + i, posts->kept[i]);
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
	pseudonyms_release(&discretion->pseudonyms);
	for (size_t i = 0; i < discretion->rooms_count; i++)
		buffer_release(&discretion->rooms[i]);
	free(discretion->rooms);
}
