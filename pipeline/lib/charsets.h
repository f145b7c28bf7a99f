/* What a file is written in, and reading it as UTF-8; by ICU. */
#ifndef OMTALE_CHARSETS_H
#define OMTALE_CHARSETS_H

#include "lib/source.h"

/* What `sample`, the beginning of a file, is written in: "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252" … Looks at the byte order mark, at whether it is
 * valid UTF-8 (a character cut at the end of the sample is forgiven), then asks ICU's detector. Never NULL. */
const char *
charset_detect(struct str sample);

/* Whether ICU knows `name`. */
bool
charset_known(const char *name);

/* The names that ICU knows, for messages about one that it does not. They last. */
const struct str *
charset_names(size_t *count);

/* A source of UTF-8 that reads `inner` as `charset`, and owns it; what cannot be read becomes U+FFFD. Dies when the charset is unknown. */
struct source *
charset_source(struct source *inner, const char *charset);

#endif
