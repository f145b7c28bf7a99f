/* Where a web address holds the name of an account.
 *
 *   https://twitter.com/anna/status/17      twitter.com's first part
 *   https://mastodon.example/@anna/17       behind @, anywhere
 *   https://example.org/users/anna          behind users, user, u, in, people, profile …
 *   https://anna.tumblr.com/                the host's first part, where the host lends them out
 *   https://example.org/?screen_name=anna   a parameter of that name, or what is searched for: q=from%3Aanna
 *   https://anna:word@example.org/          before the host
 */
#ifndef OMTALE_PROFILES_H
#define OMTALE_PROFILES_H

#include "lib/str.h"

enum { PROFILES_MOST = 16 };

/* The names in `text`, an address with its scheme or without, or several of them behind each other, in the order in which they stand (at most
 * PROFILES_MOST); none when it is no address. They point into `text`. */
size_t
profiles_find(struct str text, struct str names[PROFILES_MOST]);

#endif
