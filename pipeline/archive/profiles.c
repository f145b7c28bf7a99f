#include "archive/profiles.h"

#include "archive/signs.h"

struct finding {
	struct str text;
	struct str *names;
	size_t count;
};

static bool
among(struct str word, const char *const words[])
{
	for (size_t i = 0; words[i]; i++)
		if (word.length == strlen(words[i]) && sign_starts(word, 0, words[i]))
			return true;
	return false;
}

static void
add(struct finding *finding, size_t from, size_t to)
{
	while (to > from && strchr(".,!?:'*", finding->text.at[to - 1])) /* a sentence's end, not a name's */
		to--;
	if (to > from && finding->count < PROFILES_MOST)
		finding->names[finding->count++] = (struct str){finding->text.at + from, to - from};
}

/* "/", or as it stands inside a parameter, or in JSON. */
static size_t
slash_at(struct str text, size_t at)
{
	return text.at[at] == '/' ? 1 : sign_starts(text, at, "\\/") ? 2 : sign_starts(text, at, "%2f") ? 3 : 0;
}

static size_t
sign_or_code_at(struct str text, size_t at)
{
	return sign_starts(text, at, "@") ? 1 : sign_starts(text, at, "%40") ? 3 : 0;
}

/* "://", plain or encoded, at or behind `at`: its end, and *start; text.length when there is none. */
static size_t
scheme_end(struct str text, size_t at, size_t *start)
{
	for (; at < text.length; at++) {
		*start = at;
		if (sign_starts(text, at, "://"))
			return at + 3;
		if (sign_starts(text, at, "%3a%2f%2f"))
			return at + 9;
		if (sign_starts(text, at, ":\\/\\/"))
			return at + 5;
	}
	*start = text.length;
	return text.length;
}

/* ---- hosts ---- */

static bool
host_is(struct str host, const char *const hosts[])
{
	for (size_t i = 0; hosts[i]; i++) {
		size_t length = strlen(hosts[i]);
		if (host.length >= length && sign_starts(host, host.length - length, hosts[i]) &&
		    (host.length == length || host.at[host.length - length - 1] == '.'))
			return true;
	}
	return false;
}

static const char *const first_part_hosts[] = {
	"twitter.com",      "x.com",         "fxtwitter.com", "vxtwitter.com", "fixupx.com",     "fixvx.com",    "xcancel.com",    "nitter.net",  "nitter.it",
	"nitter.poast.org", "nitter.cz",     "instagram.com", "facebook.com",  "fb.com",         "fb.me",        "m.me",           "t.me",        "github.com",
	"gitlab.com",       "pinterest.com", "pinterest.dk",  "pinterest.no",  "soundcloud.com", "twitch.tv",    "vk.com",         "threads.net", "threads.com",
	"vimeo.com",        "untappd.com",   "linktr.ee",     "keybase.io",    "last.fm",        "snapchat.com", "wa.me",          "ask.fm",      "kik.me",
	"paypal.me",        "onlyfans.com",  "patreon.com",   "ko-fi.com",     "about.me",       "gravatar.com", "letterboxd.com", "tumblr.com",  NULL};
static const char *const lending_hosts[] = {"tumblr.com",     "blogspot.com",    "blogspot.dk", "blogspot.no",        "wordpress.com",
                                            "substack.com",   "livejournal.com", "bsky.social", "github.io",          "medium.com",
                                            "deviantart.com", "bandcamp.com",    "blogg.no",    "bloggersdelight.dk", NULL};
static const char *const own_numbers[] = {"facebook.com", "fb.com", NULL}; /* whose .php pages have a person's number as id */
static const char *const titled_hosts[] = {"linkedin.com", NULL};
static const char *const no_names[] = {
	"tagged",     "dashboard", "posts",       "post",  "join",   "i",           "status", "statuses", "hashtag",  "search",    "intent",        "share",
	"home",       "p",         "reel",        "reels", "tv",     "explore",     "groups", "events",   "watch",    "photo.php", "permalink.php", "story.php",
	"sharer.php", "sharer",    "profile.php", "login", "dialog", "marketplace", "media",  "notes",    "hashtags", "about",     "help",          "settings",
	"tos",        "privacy",   "l.php",       "photo", "video",  "videos",      "gaming", "joinchat", "web",      "www",       "api",           NULL};
static const char *const before_names[] = {"u",        "user",    "users",  "people",  "profile", "profiles", "in",     "author",  "authors",
                                           "bruger",   "brugere", "bruker", "brukere", "brukar",  "profil",   "add",    "stories", "pages",
                                           "athletes", "pg",      "member", "members", "c",       "channel",  "photos", "id",      NULL};
static const char *const two_behind[] = {"people", "pages", NULL}; /* a name and its number */
static const char *const parameters[] = {"screen_name", "user",        "username", "user_id", "userid",  "author", "via",
                                         "profile_id",  "fbid_author", "uid",      "owner",   "account", NULL};

static void
find_in_host(struct finding *finding, size_t from, size_t to)
{
	struct str host = {finding->text.at + from, to - from};
	const char *point = memchr(host.at, '.', host.length);

	if (host_is(host, lending_hosts) && point && !among((struct str){host.at, (size_t)(point - host.at)}, (const char *const[]){"www", "m", NULL}) &&
	    memchr(point + 1, '.', host.length - (size_t)(point + 1 - host.at)))
		add(finding, from, from + (size_t)(point - host.at));
}

/* ---- path and parameters ---- */

/* A part of a path: anna, or LinkedIn's anna-b_what-the-post-says. */
static void
add_part(struct finding *finding, size_t from, size_t to, bool titled)
{
	const char *mark = titled ? memchr(finding->text.at + from, '_', to - from) : NULL;

	add(finding, from, mark ? (size_t)(mark - finding->text.at) : to);
}

/* The path begins at `at`, behind its first slash. The end of it. */
static size_t
find_in_path(struct finding *finding, size_t at, size_t end, struct str host)
{
	struct str text = finding->text;
	int due = host_is(host, first_part_hosts); /* how many of the next parts are names */
	bool titled = host_is(host, titled_hosts);

	while (at < end && text.at[at] != '?') {
		size_t start = at, sign, slash = 0;
		struct str part;

		while (at < end && text.at[at] != '?' && !(slash = slash_at(text, at)))
			at++;
		part = (struct str){text.at + start, at - start};
		sign = part.length ? sign_or_code_at(text, start) : 0;
		if (sign) {
			add(finding, start + sign, at);
		} else if (sign_starts(part, 0, "u_") && start > 1 && (text.at[start - 2] | 0x20) == 'r') { /* reddit.com/r/u_anna */
			add(finding, start + 2, at);
		} else if (among(part, before_names) || (titled && among(part, (const char *const[]){"posts", NULL}))) {
			due = among(part, two_behind) ? 2 : 1;
		} else if (due > 0 && part.length && !str_equal(part, STR("#!"))) {
			if (!among(part, no_names))
				add_part(finding, start, at, titled);
			due = among(part, no_names) ? 0 : due - 1;
		}
		at += at < end ? slash : 0;
	}
	return at;
}

/* What is searched for, or said: q=from%3Aanna, status=RT+%40anna. */
static void
find_in_query(struct finding *finding, size_t at, size_t stop)
{
	static const char *const cues[] = {"%40", "from%3a", "from:", "to%3a", "to:", NULL};
	struct str text = {finding->text.at, stop};
	size_t length;

	while (at < stop) {
		size_t start = at, end;

		for (int i = 0; cues[i]; i++)
			if (sign_starts(text, at, cues[i]))
				start = at + strlen(cues[i]);
		for (end = start; end > at && (length = sign_word_at(text, end));)
			end += length;
		if (end > start)
			add(finding, start, end);
		at = end > at ? end : at + 1;
	}
}

static void
find_in_parameters(struct finding *finding, size_t at, size_t end, bool profile)
{
	struct str text = finding->text;

	while (at < end) {
		size_t start = at, equals, stop;

		while (at < end && !strchr("=&;#", text.at[at]))
			at++;
		equals = at;
		while (at < end && !strchr("&;#", text.at[at]))
			at++;
		stop = at;
		if (equals < stop) {
			struct str name = {text.at + start, equals - start};
			size_t sign = sign_or_code_at(text, equals + 1);
			if (among(name, parameters) || (profile && str_equal(name, STR("id"))))
				add(finding, equals + 1 + sign, stop);
			else
				find_in_query(finding, equals + 1, stop);
		}
		at++;
	}
}

/* From the host on. */
static void
find_in_address(struct finding *finding, size_t at, size_t end, bool schemed)
{
	struct str text = finding->text, host;
	size_t start = at, stop;

	for (stop = at; stop < end && !strchr("/?#", text.at[stop]) && !slash_at(text, stop);)
		stop++;
	for (size_t i = stop; schemed && i-- > start;)
		if (text.at[i] == '@') {
			add(finding, start, i);
			start = i + 1;
			break;
		}
	host = (struct str){text.at + start, stop - start};
	if (memchr(host.at, ':', host.length))
		host.length = (size_t)((const char *)memchr(host.at, ':', host.length) - host.at);
	find_in_host(finding, start, start + host.length);
	at = stop;
	if (at < end && text.at[at] != '?')
		at = find_in_path(finding, at + (slash_at(text, at) ? slash_at(text, at) : 1), end, host);
	if (at < end)
		find_in_parameters(finding, at + 1, end, at >= 4 && sign_starts(text, at - 4, ".php") && host_is(host, own_numbers));
}

/* Where the host of an address without a scheme begins: twitter.com/anna; or a path alone, u/anna. text.length when it is neither. */
static size_t
bare_host(struct str text, size_t *path)
{
	const char *slash = memchr(text.at, '/', text.length);
	size_t end = slash ? (size_t)(slash - text.at) : text.length, start = end;

	while (start > 0 && (text.at[start - 1] == '.' || text.at[start - 1] == '-' || sign_word_before((struct str){text.at, start}, start) == 1))
		start--;
	*path = text.length;
	if (start > 0 && text.at[start - 1] == '@')
		return text.length; /* @anna.bsky.social is a name, anna@firma.no an address of another kind */
	if (memchr(text.at + start, '.', end - start))
		return start;
	if (slash && start == end)
		start++; /* /u/anna */
	if (slash && (sign_starts(text, start, "u/") || sign_starts(text, start, "user/") || sign_starts(text, start, "r/u_")))
		*path = start;
	return text.length;
}

size_t
profiles_find(struct str text, struct str names[PROFILES_MOST])
{
	struct finding finding = {text, names, 0};
	size_t start, path, host = scheme_end(text, 0, &start);

	if (host == text.length && start == text.length) {
		host = bare_host(text, &path);
		if (path < text.length)
			find_in_path(&finding, path, text.length, STR(""));
		else if (host < text.length)
			find_in_address(&finding, host, text.length, false);
		return finding.count;
	}
	while (host < text.length && finding.count < PROFILES_MOST) {
		size_t next_start, next = scheme_end(text, host, &next_start);

		find_in_address(&finding, host, next_start, true);
		host = next;
	}
	return finding.count;
}
