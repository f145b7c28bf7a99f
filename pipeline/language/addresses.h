/* Addresses on the net, of pages and of people, with and without a scheme; tokens.c asks where they end.
 */
#ifndef OMTALE_ADDRESSES_H
#define OMTALE_ADDRESSES_H

#include "lib/str.h"

/* An address whose first word is text[at … word_end): http://…, www.…, name@host, host.tld. Its end, or 0; *host is the host without www. and port. */
size_t
address_end(struct str text, size_t at, size_t word_end, struct str *host);

/* Where a host name (letters, digits, points, hyphens) that begins at `at` ends; a point at the end is no part of it. */
size_t
host_end(struct str text, size_t at);

#endif
