/* The page out of its template: report.html holds {{key}} for a text of words.csv, escaped, and {{#name}} for a part that the program writes.
 */
#ifndef OMTALE_TEMPLATE_H
#define OMTALE_TEMPLATE_H

#include "page/words.h"

/* Writes the part called `name`, and true; false when it knows none. */
typedef bool
template_part(void *context, struct str name, struct sink *sink);

/* Writes the template in `path`, each part by `part`. A key or a part that is not known is a die(). */
void
template_write(const char *path, const struct words *words, template_part *part, void *context, struct sink *sink);

/* Writes a style sheet or script as it stands. Dies when it holds what would end its element. */
void
template_inline(const char *path, struct sink *sink);

#endif
