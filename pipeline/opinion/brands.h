/* Which brands a post names, and how: by name, account, hashtag or domain. */
#ifndef OMTALE_BRANDS_H
#define OMTALE_BRANDS_H

#include "opinion/post.h"

enum brand_via {
	VIA_NAME,
	VIA_ACCOUNT,
	VIA_HASHTAG,
	VIA_DOMAIN,
	VIA_NOT,
};

struct brand_pattern {
	uint32_t brand;
	enum brand_via via;
	struct str text;
	bool capitals; /* some word of a name is written with one */
};

struct brands {
	struct map ids;  /* brand ids, by number */
	bool *ambiguous; /* by brand: it has `not` rows, so its name is a word too */
	uint32_t ambiguous_capacity;
	struct map words; /* of all patterns, in lower case */
	struct patterns patterns;
	struct brand_pattern *rows;
	uint32_t count, capacity;
	struct arena arena;
	uint8_t accounts[1 << 13]; /* a bit for each two bytes that some account's name begins with */
	struct buffer spelt;       /* scratch */
};

struct mention {
	uint32_t brand; /* number in ids */
	enum brand_via via;
	uint32_t start, end; /* places */
	bool doubtful;       /* an ambiguous name that only the rest of the post can confirm */
};

struct mentions {
	struct mention *all; /* in reading order */
	uint32_t count, capacity;
	struct place *places; /* of the post, by the brands' vocabulary */
	uint32_t places_capacity;
	struct matches matches;
};

const char *
brand_via_name(enum brand_via via);

/* Adds the rows of a brands.csv. */
void
brands_load(struct brands *brands, const char *path);

/* Whose account `author` is, with or without @: number of the brand, or MAP_NONE. */
uint32_t
brands_author(struct brands *brands, struct str author);

/* Every mention in the post. Valid until the next call. */
void
brands_find(const struct brands *brands, const struct post *post, struct mentions *mentions);

void
mentions_release(struct mentions *mentions);

void
brands_release(struct brands *brands);

#endif
