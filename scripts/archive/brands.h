/* What the archive's posts are written in, where, and of whom: languages, channels and the twelve invented brands.
 */
#ifndef MAKE_ARCHIVE_BRANDS_H
#define MAKE_ARCHIVE_BRANDS_H

#include <stdint.h>

enum language { DA, NB, NN, EN, SV, DE, LANGUAGES };
enum channel { TWITTER, FACEBOOK, FORUM, BLOG, TRUSTSITE, CHANNELS };
enum kind { TELECOM, RAIL, BANK, SHOP, PARCEL, APP, POWER, CHARGE, AIR, STREAM, INSURE, KINDS };
enum { BOLGE, FEM, VIDDETOG, HAVNBANKEN, TORVET, PIL, GERDA, GNIST, LADELI, NORDTERNE, KINORAMA, NABO, BRANDS, NO_BRAND = -1 };

struct brand {
	const char *id, *name, *account, *tag, *site;
	enum kind kind;
	/* per cent of the opinions of it that are good; how much is said of it in da, nb, nn, en; posts of its own account, per 10,000 */
	unsigned positive, share[4], answers, adverts;
};

extern const struct brand brands[BRANDS];
extern const char *const kind_names[KINDS];
extern const char *const language_names[LANGUAGES];

/* The brand that a draw picks by how much is said of each in the language. */
int
brand_for(enum language language, uint64_t draw);

#endif
