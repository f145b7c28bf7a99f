#include "archive/meanings.h"

#include "lib/map.h"

/* As records_plain_name writes them, the surest first. */
static const char *const synonyms[MEANINGS][40] = {
	[COLUMN_ID] = {"id", "id_str", "post_id", "tweet_id", "status_id", "message_id", "comment_id", "msg_id", "uuid", "guid", "innleggs_id", "opslags_id"},
	[COLUMN_TIME] = {"time",
                         "created_at",
                         "created_time",
                         "created_utc",
                         "created",
                         "date_time",
                         "datetime",
                         "timestamp",
                         "time_stamp",
                         "unix_timestamp",
                         "posted_at",
                         "published_at",
                         "published",
                         "publish_time",
                         "post_date",
                         "pub_date",
                         "date",
                         "tidspunkt",
                         "tidspunkt_for_opslag",
                         "dato",
                         "tid",
                         "dato_og_tid",
                         "oprettet",
                         "opprettet",
                         "oppretta",
                         "publiceret",
                         "publisert",
                         "udgivet",
                         "skrevet"},
	[COLUMN_CHANNEL] = {"channel", "kanal", "platform", "plattform", "network", "netværk", "nettverk", "forum", "site"},
	[COLUMN_AUTHOR] = {"author",    "screen_name", "user_screen_name", "author_username", "username",   "user_name",  "user",       "author_name",
                           "handle",    "from_user",   "account",          "account_name",    "acct",       "sender",     "poster",     "from",
                           "author_id", "user_id",     "forfatter",        "forfattar",       "brugernavn", "brukernavn", "brukarnamn", "bruger",
                           "bruker",    "brukar",      "afsender",         "avsender",        "avsendar",   "profil",     "navn",       "namn"},
	[COLUMN_REPLY_TO] = {"reply_to", "in_reply_to_status_id_str", "in_reply_to_status_id", "in_response_to_tweet_id", "in_reply_to_id", "in_reply_to",
                             "reply_to_id", "replied_to", "parent_id", "parent", "svar_på", "svar_til"},
	[COLUMN_REPOST_OF] = {"repost_of", "retweet_of", "retweeted_status_id_str", "retweeted_status_id", "retweeted_id", "retweet_id", "reblog_of_id",
                              "reblog_of", "shared_post_id", "deling_af", "deling_av"},
	[COLUMN_THREAD] = {"thread", "thread_id", "conversation_id", "conversation", "tråd", "samtale"},
	[COLUMN_REACH] = {"reach", "views", "view_count", "views_count", "impressions", "impression_count", "visninger", "visningar", "rækkevidde",
                          "rekkevidde", "rekkjevidde"},
	[COLUMN_TEXT] = {"text",         "full_text",    "message", "body",      "content",  "tweet",   "comment",     "status",  "post_message", "post_text",
                         "message_text", "comment_text", "post",    "caption",   "selftext", "tekst",   "besked",      "melding", "meddelelse",   "beskjed",
                         "indhold",      "innhold",      "innhald", "kommentar", "opslag",   "innlegg", "description", "title"},
	[MEANING_LIKES] = {"likes", "like_count", "likes_count", "favorite_count", "favourites_count", "favorites", "favourites", "synes_godt_om", "liker",
                           "likar", "reactions"},
	[MEANING_SHARES] = {"shares", "share_count", "shares_count", "retweet_count", "retweets", "reblogs_count", "reposts", "delinger", "delingar"},
};

/* Members of an object that stands where an author's name should, the surest first. */
static const char *const author_members[] = {"screen_name", "username", "acct", "handle", "login", "name", "id_str", "id", NULL};

/* All synonyms in one map: their numbers lead to what they mean. */
struct lexicon_of_names {
	struct map names;
	signed char meanings[MEANINGS * 40];
	unsigned char ranks[MEANINGS * 40];
};

static struct lexicon_of_names *
all_names(void)
{
	static struct lexicon_of_names *all;

	if (all)
		return all;
	all = memory_new(1, sizeof *all);
	for (int meaning = 0; meaning < MEANINGS; meaning++)
		for (int rank = 0; rank < 40 && synonyms[meaning][rank]; rank++) {
			uint32_t number = map_add(&all->names, str_of(synonyms[meaning][rank]));
			all->meanings[number] = (signed char)meaning;
			all->ranks[number] = (unsigned char)rank;
		}
	return all;
}

int
name_meaning(struct str name, uint32_t *rank)
{
	struct lexicon_of_names *all = all_names();
	uint32_t number = map_find(&all->names, name);

	if (number == MAP_NONE && name.length <= 64) {
		char room[160];
		struct buffer plain = {room, 0, sizeof room}; /* a plain name is less than twice as long */

		records_plain_name(&plain, name);
		number = map_find(&all->names, buffer_str(&plain));
	}
	if (number == MAP_NONE)
		return MEANING_NONE;
	*rank = all->ranks[number];
	return all->meanings[number];
}

void
surest_columns(const struct table *table, size_t best[MEANINGS])
{
	uint32_t ranks[MEANINGS];

	for (int i = 0; i < MEANINGS; i++)
		best[i] = TABLE_NONE;
	for (size_t i = 0; i < table->columns_count; i++) {
		uint32_t rank = 0;
		int meaning = name_meaning(table->columns[i], &rank);

		if (meaning != MEANING_NONE && (best[meaning] == TABLE_NONE || rank < ranks[meaning])) {
			best[meaning] = i;
			ranks[meaning] = rank;
		}
	}
}

void
surest_members(struct json *json, uint32_t object, uint32_t best[MEANINGS])
{
	uint32_t node = json_first(object), ranks[MEANINGS] = {0};

	for (int i = 0; i < MEANINGS; i++)
		best[i] = JSON_NOWHERE;
	for (uint32_t left = json->nodes[object].count; left; left--, node = json_next(json, node + 1)) {
		uint32_t rank = 0, value = node + 1;
		int meaning = name_meaning(json_text(json, node), &rank);

		if (meaning == MEANING_NONE || json_kind(json, value) == VALUE_NULL || json_kind(json, value) == VALUE_ARRAY)
			continue;
		if (json_kind(json, value) == VALUE_OBJECT && meaning != COLUMN_AUTHOR)
			continue;
		if (best[meaning] == JSON_NOWHERE || rank <= ranks[meaning]) {
			best[meaning] = value;
			ranks[meaning] = rank;
		}
	}
	for (size_t i = 0; author_members[i] && json_kind(json, best[COLUMN_AUTHOR]) == VALUE_OBJECT; i++) {
		uint32_t member = json_member(json, best[COLUMN_AUTHOR], str_of(author_members[i]));
		if (json_text(json, member).length)
			best[COLUMN_AUTHOR] = member;
	}
}

void
member_path(struct json *json, uint32_t object, uint32_t value, struct buffer *out)
{
	uint32_t node = json_first(object);

	if (value == JSON_NOWHERE)
		return;
	for (uint32_t left = json->nodes[object].count; left; left--, node = json_next(json, node + 1))
		if (value > node && value < json_next(json, node + 1)) {
			buffer_shown(out, json_text(json, node));
			if (value == node + 1)
				return;
			buffer_char(out, '.');
			buffer_shown(out, json_text(json, value - 1));
			return;
		}
}
