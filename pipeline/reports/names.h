/* The order of names, and whom an @name means: worked out once, so that reports compare and look up numbers.
 */
#ifndef OMTALE_NAMES_H
#define OMTALE_NAMES_H

#include "reports/posts.h"

struct names {
	uint32_t *authors;          /* place by name -> author */
	uint32_t *author_place;     /* author -> place by name */
	uint32_t *brands;           /* the same of brands */
	uint32_t *brand_place;      /* … */
	uint32_t *author_of_handle; /* by number in posts->handles: the author of that name, whatever the case, or MAP_NONE */
};

struct names
names_of(const struct posts *posts);

void
names_release(struct names *names);

#endif
