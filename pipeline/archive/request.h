/* What the command line asks of an archive: the values of options, read and checked. Each of these functions is a usage() when its value is wrong.
 */
#ifndef OMTALE_REQUEST_H
#define OMTALE_REQUEST_H

#include "archive/posts.h"

/* Init with {0}, end with request_release. `value`s must stay. */
struct request {
	struct posts_options posts;
	struct str *kept_names; /* of the columns of --keep */
	struct arena lasting;   /* formulas */
};

/* "text=full_text,author=user.name": adds to what was mapped before. */
void
request_map(struct request *request, const char *value);

/* "lang,place=geo.name": further columns. */
void
request_keep(struct request *request, const char *value);

/* "500K", "64M", "1G", or bytes. */
void
request_longest_record(struct request *request, const char *value);

/* As ICU names it. */
void
request_charset(struct request *request, const char *value);

/* One character, or "tab". */
void
request_delimiter(struct request *request, const char *value);

void
request_time_format(struct request *request, const char *value);

void
request_zone(struct request *request, const char *value);

/* "data.posts" */
void
request_rows(struct request *request, const char *value);

void
request_release(struct request *request);

#endif
