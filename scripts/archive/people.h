/* Who writes. Everything about an author follows from a number, so that memory does not grow with the archive:
 *
 *   0 … ordinary | circles of six | campaign | …… MIA, RAGNHILD, SUR_KUNDE, KINOKARI | ACCOUNT + brand …… NOBODY
 */
#ifndef MAKE_ARCHIVE_PEOPLE_H
#define MAKE_ARCHIVE_PEOPLE_H

#include "brands.h"
#include "lib/str.h"

enum { MIA = 0x7fffff00, RAGNHILD, SUR_KUNDE, KINOKARI, ACCOUNT, NOBODY = 0x7fffffff, NAMED = ACCOUNT - MIA };

struct population {
	uint64_t seed;
	uint32_t ordinary, circle, campaign; /* how many of each */
};

struct author {
	uint32_t number;
	uint64_t traits; /* each habit reads bits of its own */
	enum language language;
	int favourite; /* brand, or NO_BRAND */
};

/* Once, before anything else here. */
void
people_begin(struct population counts);

struct author
author_of(uint32_t number);

/* An ordinary one, by Zipf's law. */
struct author
any_author(void);

/* Likewise, but none who writes Swedish or German. */
struct author
any_nordic_author(void);

/* The member with this number of the circles, counted from 0; its inverse, -1 for those in no circle. */
uint32_t
circle_member(uint32_t number);
int64_t
circle_number(uint32_t author);

/* One of the circles' members, by Zipf's law. */
struct author
any_circle_member(void);

/* The number-th account of the campaign, counted round. */
uint32_t
campaign_number(uint64_t number);
uint32_t
campaign_author(uint32_t number);

/* Appends the name. No two authors share one. */
void
put_author(struct buffer *to, uint32_t number);

#endif
