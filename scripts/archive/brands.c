#include "brands.h"

#include "chance.h"

const char *const language_names[LANGUAGES] = {"da", "nb", "nn", "en", "sv", "de"};
const char *const kind_names[KINDS] = {"telecom", "rail", "bank", "shop", "parcel", "app", "power", "charge", "air", "stream", "insure"};

/* clang-format off */
const struct brand brands[BRANDS] = {
	{"bolge", "Bølge", "@bolgemobil", "#bølge", "bolge.example", TELECOM, 45, {12, 8, 8, 9}, 40, 25},
	{"fem", "Fem", "@femmobil", "#femmobil", "fem.example", TELECOM, 50, {6, 3, 2, 4}, 8, 8},
	{"viddetog", "Viddetog", "@viddetog", "#viddetog", "viddetog.example", RAIL, 42, {5, 18, 16, 12}, 170, 4},
	{"havnbanken", "Havnbanken", "@havnbanken", "#havnbanken", "havnbanken.example", BANK, 62, {10, 9, 7, 8}, 12, 10},
	{"torvet", "Torvet", "@torvet_mad", "#torvet", "torvet.example", SHOP, 58, {14, 8, 8, 8}, 10, 20},
	{"pil", "Pil", "@pilpakke", "#pilpakke", "pil.example", PARCEL, 32, {14, 10, 9, 11}, 12, 6},
	{"gerda", "Gerda", "@gerda_app", "#gerdaapp", "gerda.example", APP, 60, {9, 9, 9, 10}, 8, 6},
	{"gnist", "Gnist", "@gniststrom", "#gnist", "gnist.example", POWER, 40, {7, 11, 12, 6}, 6, 12},
	{"ladeli", "Ladeli", "@ladeli", "#ladeli", "ladeli.example", CHARGE, 50, {7, 9, 9, 7}, 3, 6},
	{"nordterne", "Nordterne", "@flynordterne", "#nordterne", "nordterne.example", AIR, 38, {8, 9, 8, 13}, 0, 95},
	{"kinorama", "Kinorama", "@kinorama", "#kinorama", "kinorama.example", STREAM, 58, {8, 7, 7, 9}, 6, 14},
	{"nabo_forsikring", "Nabo Forsikring", "@naboforsikring", "#naboforsikring", "nabo-forsikring.example", INSURE, 48, {7, 6, 6, 5}, 10, 8},
};
/* clang-format on */

int
brand_for(enum language language, uint64_t draw)
{
	unsigned shares[BRANDS];

	for (unsigned b = 0; b < BRANDS; b++)
		shares[b] = brands[b].share[language < SV ? language : EN];
	return (int)weighted(shares, BRANDS, draw);
}
