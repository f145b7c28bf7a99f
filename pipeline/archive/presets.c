#include "archive/presets.h"

#include "lib/die.h"
#include "lib/options.h"

const char *const column_names[COLUMNS + 1] = {"id", "time", "channel", "author", "reply_to", "repost_of", "thread", "reach", "text", NULL};

/* Two line breaks: a paragraph. */
#define PARAGRAPH "+'\n\n'+"

const struct preset presets[] = {
	{
		.name = "support",
		.about = "the customer-support collection from Twitter (tweet_id, author_id, inbound …), CSV or JSON Lines",
		.sign = "tweet_id+author_id+inbound+text",
		.formulas = {"tweet_id", "created_at", "'twitter'", "author_id", "in_response_to_tweet_id", NULL, NULL, NULL, "text"},
	},
	{
		.name = "twitter-v1",
		.about = "Twitter's first API: an archive of statuses, its stream, or the tweets.js of one's own archive",
		.sign = "id_str+user.screen_name+created_at|id_str+full_text+created_at|tweet.id_str+tweet.created_at",
		.rows = "tweet",
		.formulas =
			{
				"id_str|id",
				"created_at",
				"'twitter'",
				"user.screen_name|user.id_str|user_id_str",
				"in_reply_to_status_id_str|in_reply_to_status_id",
				"retweeted_status.id_str|retweeted_status.id|retweeted_status_id_str",
				NULL,
				/* a retweet repeats the count of its original */
				"retweeted_status?favorite_count|favorite_count+retweet_count",
				/* a retweet's own text is cut off; the original's is not */
				"retweeted_status.extended_tweet.full_text?'RT @'+retweeted_status.user.screen_name+': '+retweeted_status.extended_tweet.full_text"
				"|retweeted_status.full_text?'RT @'+retweeted_status.user.screen_name+': '+retweeted_status.full_text"
				"|extended_tweet.full_text|full_text|text",
			},
	},
	{
		.name = "twitter-v2",
		.about = "Twitter's second API as twarc writes it: pages (data, includes), streams, flattened lines, or twarc-csv",
		.sign = "data+includes|data+meta|data+matching_rules|data.0.author_id|data.author_id+data.text|author_id+public_metrics|author_id+edit_history_tweet_ids"
			"|author_id+conversation_id+text|author_id+public_metrics.like_count",
		.rows = "data",
		.formulas =
			{
				"id",
				"created_at",
				"'twitter'",
				"author.username|$.includes.users[id={author_id}].username|author_id",
				"referenced_tweets[type=replied_to].id|referenced_tweets.replied_to.id",
				"referenced_tweets[type=retweeted].id|referenced_tweets.retweeted.id",
				"conversation_id",
				"referenced_tweets[type=retweeted].id?public_metrics.like_count|referenced_tweets.retweeted.id?public_metrics.like_count"
				"|public_metrics.like_count+public_metrics.retweet_count+public_metrics.quote_count",
				"referenced_tweets[type=retweeted].author.username?'RT @'+referenced_tweets[type=retweeted].author.username+': '+referenced_tweets[type=retweeted].text"
				"|note_tweet.text|text",
			},
	},
	{
		.name = "mastodon",
		.about = "Mastodon: statuses of its API, or activities of an ActivityPub outbox; HTML becomes text",
		.sign = "account.acct+content+created_at|orderedItems|actor+object+published",
		.rows = "orderedItems",
		.formulas =
			{
				"object.id|id",
				"published|created_at|object.published",
				"'mastodon'",
				"account.acct|account.username|actor|object.attributedTo",
				"object.inReplyTo|in_reply_to_id",
				"reblog.id|object",
				"object.conversation",
				"favourites_count+reblogs_count",
				"html(reblog.content)|object.summary" PARAGRAPH "html(object.content)|html(object.content)"
				"|spoiler_text" PARAGRAPH "html(content)|html(content)|object?''",
			},
	},
	{
		.name = "reddit",
		.about = "Reddit: comments and submissions, as the dumps have them",
		.sign = "subreddit+body+link_id|subreddit+body+parent_id|subreddit+title+selftext|subreddit+title+num_comments",
		.formulas =
			{
				/* comments and submissions count their ids apart; the prefix keeps them so */
				"name|link_id?'t1_'+id|'t3_'+id",
				"created_utc|created",
				"'reddit/'+subreddit",
				"author",
				"parent_id",
				"crosspost_parent",
				"link_id|name|'t3_'+id",
				"score|ups",
				"body|title" PARAGRAPH "selftext|title|selftext",
			},
	},
	{
		.name = "facebook",
		.about = "Facebook: posts and comments of the Graph API, Netvizz, CrowdTangle, or a page's own export",
		.sign = "created_time+message+id|created_time+from.name|\"Post Created\"+Message|\"Post Created\"+\"Page Name\"|post_message+post_published"
			"|comment_message+comment_published|\"Page name\"+\"Publish time\"+\"Post ID\"",
		.formulas =
			{
				"comment_id|id|post_id|URL|post_link",
				"comment_published|created_time|\"Post Created\"|\"Publish time\"|post_published_unix|post_published",
				"'facebook/'+\"User Name\"|'facebook/'+\"Page Name\"|'facebook'",
				"comment_by|from.name|from.id|by|\"Page Name\"|author",
				"comment_id?post_id|parent.id|post.id",
				"parent_id",
				"comment_id?post_id|post.id",
				"views|reach|comment_like_count|likes.summary.total_count+shares.count|reactions.summary.total_count+shares.count"
				"|likes_count_fb+shares_count_fb|likes+shares|like_count",
				"comment_message|message|post_message|post_text|description|title|story",
			},
	},
	{
		.name = "4cat",
		.about = "4CAT: its CSV or NDJSON exports of any source",
		.sign = "thread_id+timestamp+body+author",
		.formulas =
			{
				"id",
				"unix_timestamp|timestamp",
				"'reddit/'+subreddit|platform|board",
				"author_username|author",
				"reply_to|in_reply_to|parent",
				NULL,
				"thread_id",
				"views|view_count|like_count+retweet_count|likes+shares|likes|score",
				"subject" PARAGRAPH "body|body|subject",
			},
	},
	{.name = NULL},
};

const struct preset *
preset_named(const char *name)
{
	const char *names[32] = {0}, *nearest;
	struct buffer all = {0};
	size_t count = 0;

	for (const struct preset *preset = presets; preset->name; preset++) {
		if (strcmp(preset->name, name) == 0) {
			buffer_release(&all);
			return preset;
		}
		names[count++] = preset->name;
		buffer_format(&all, "%s%s", count > 1 ? ", " : "", preset->name);
	}
	nearest = options_nearest(name, names);
	usage("unknown preset \"%s\"%s%s%s (there are %s)", name, nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "",
	      buffer_cstring(&all));
}

const struct preset *
preset_recognised(struct records *records)
{
	struct arena arena = {0};
	const struct preset *found = NULL;

	for (const struct preset *preset = presets; preset->name && !found; preset++) {
		struct formula sign;
		const char *problem = formula_parse(&sign, &arena, str_of(preset->sign));

		if (problem)
			die("preset %s: %s", preset->name, problem);
		formula_bind(&sign, records);
		if (formula_exists(&sign, records))
			found = preset;
	}
	arena_release(&arena);
	return found;
}
