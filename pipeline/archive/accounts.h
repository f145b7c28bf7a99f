/* The names of accounts: when two are one, and where one ends that stands in a text.
 */
#ifndef OMTALE_ACCOUNTS_H
#define OMTALE_ACCOUNTS_H

#include "archive/shown.h"

/* Init with {0}. */
struct account_form {
	struct shown shown;
	struct buffer composed, lower;
};

/* The form in which names are the same: as it is shown, without @ before it, NFC, lower case. Valid until the next call with this form. */
struct str
account_plain(struct account_form *form, struct str name);

void
account_form_release(struct account_form *form);

/* The end of the name that begins at `at`, behind an at sign: letters, digits and _; points and hyphens inside it; and a host behind a second at sign. *first
 * is the end of what stands before the first point or hyphen, or 0: "@vy-appen" and "@vy.no" may be a brand and what was hung on it. */
size_t
account_end(struct str text, size_t at, size_t *first);

#endif
