/* What a page needs of mentions.csv, in one pass: the trees of the largest cascades, and trust week by week.
 *
 *   "trees": {"ROOT": {"posts": [[parent, time, author, polarity], …], "total": 433}, …}   parent: a place in posts, or -1; ordered as mentions.csv is
 *   "trust": {"columns": ["brand", "week", "trust", "distrust"], "rows": […]}              week: its Monday, in the reports' time zone
 *
 * A repost, and a reply to a post that mentions.csv has not, hangs on the root. Trust is counted as brands.csv counts it: customers' posts that name the
 * brand themselves.
 */
#ifndef OMTALE_THREADS_H
#define OMTALE_THREADS_H

#include "page/selection.h"

/* Two members of a JSON object, without its braces; neither when mentions.csv is not there. Each is preceded by ",\n". */
void
threads_write(const struct selection *selection, struct sink *sink);

/* The Monday of the week of a date "2025-04-09", as such a date, appended to *week; false when it is no date. */
bool
threads_week(struct str date, struct buffer *week);

#endif
