#include "people.h"

#include "chance.h"
#include "letters.h"
#include "parts.h"

static const unsigned language_share[LANGUAGES] = {32, 28, 13, 25, 1, 1};

static const struct {
	const char *name;
	enum language language;
} named[NAMED] = {{"mia_brandholt", DA}, {"tante_ragnhild", NB}, {"sur_kunde_valby", DA}, {"kinokari", NB}};

static struct population population;

void
people_begin(struct population counts)
{
	population = counts;
}

struct author
author_of(uint32_t number)
{
	struct author a = {.number = number, .traits = chance_hash(number), .favourite = NO_BRAND};

	if (number >= MIA) {
		a.language = number < ACCOUNT ? named[number - MIA].language : NB;
		return a;
	}
	a.language = (enum language)weighted(language_share, LANGUAGES, a.traits & 0xffff);
	if (number >= population.ordinary && a.language >= EN)
		a.language = a.traits & 1 ? DA : NB;
	if ((a.traits >> 16) % 100 < 55)
		a.favourite = brand_for(a.language, a.traits >> 24 & 0xffff);
	return a;
}

struct author
any_author(void)
{
	return author_of(zipf_rank(32, population.ordinary));
}

struct author
any_nordic_author(void)
{
	for (;;) {
		struct author a = any_author();
		if (a.language < SV)
			return a;
	}
}

uint32_t
circle_member(uint32_t number)
{
	return population.ordinary + number;
}

int64_t
circle_number(uint32_t author)
{
	return author >= population.ordinary && author < population.ordinary + population.circle ? (int64_t)author - population.ordinary : -1;
}

struct author
any_circle_member(void)
{
	return author_of(circle_member(zipf_rank(12, population.circle)));
}

uint32_t
campaign_number(uint64_t number)
{
	return (uint32_t)(number % population.campaign);
}

uint32_t
campaign_author(uint32_t number)
{
	return population.ordinary + population.circle + number;
}

/* First and last name, or a nickname, and a number behind when all of these are taken. */
static void
put_made_up_name(struct buffer *to, const struct author *a)
{
	const struct section *first = part(a->language, SAY_FIRST), *last = part(a->language, SAY_LAST), *nick = part(a->language, SAY_NICK);
	uint64_t domain = (uint64_t)first->count * last->count, style = a->traits >> 40, x;
	size_t start = to->length;

	while (domain < (uint64_t)population.ordinary + population.circle + population.campaign)
		domain *= 10;
	/* a prime step visits every place of the domain once, so no two authors share a name */
	x = ((uint64_t)a->number * 2654435761u + population.seed % 9973) % domain;
	if (style % 4 == 0 || a->number >= campaign_author(0)) {
		put_ascii(to, alternative(nick, x)->text);
		buffer_int(to, (int64_t)(x / nick->count));
		return;
	}
	put_ascii(to, alternative(first, x)->text);
	x /= first->count;
	if (style % 8 != 1)
		buffer_char(to, '_');
	put_ascii(to, alternative(last, x)->text);
	x /= last->count;
	lower(to->at + start, to->length - start);
	if (x)
		buffer_int(to, (int64_t)x);
}

void
put_author(struct buffer *to, uint32_t number)
{
	if (number >= ACCOUNT && number < ACCOUNT + BRANDS) {
		buffer_text(to, str_of(brands[number - ACCOUNT].account + 1));
	} else if (number >= MIA && number < ACCOUNT) {
		buffer_text(to, str_of(named[number - MIA].name));
	} else if (number < MIA) {
		struct author a = author_of(number);
		put_made_up_name(to, &a);
	}
}
