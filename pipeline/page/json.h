/* JSON that may stand inside a <script> element: `<`, `>`, `&` and U+2028/2029 are written as \u escapes, so no text of a post can end the element, open
 * another or break a line. Bytes that are no UTF-8 become U+FFFD.
 */
#ifndef OMTALE_JSON_TEXT_H
#define OMTALE_JSON_TEXT_H

#include "lib/sink.h"

/* A JSON string with its quotes. */
void
json_string(struct buffer *out, struct str text);

/* A whole JSON file as it stands, made safe to embed; "null" when there is no such file. Dies when it cannot be read. */
void
json_file(struct sink *sink, const char *path);

/* HTML text or an attribute's value in double quotes. */
void
html_text(struct buffer *out, struct str text);

#endif
