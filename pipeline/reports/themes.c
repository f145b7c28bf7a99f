/* themes.csv: what is spoken of with each brand more than with others, and what its praise and its blame are about. */
#include <math.h>
#include <stdlib.h>

#include "reports/ground.h"
#include "reports/numbers.h"

static const struct report_column columns[] = {
	{"brand", TEXT, "The brand."},
	{"term", TEXT, "A lemma, or two side by side; no stop words, and not what stands in half of the brand's posts, which is its name."},
	{"lang", TEXT, "The language; each is compared with itself."},
	{"side", TEXT,
         "brand: what people say more of this brand than of the others; positive: more in posts positive towards it than in negative ones; negative: the other "
         "way round."},
	{"posts", WHOLE, "Customers' posts that name the brand and hold the term; copies of other posts are left out throughout."},
	{"authors", WHOLE, "a: authors on that side who used the term (of the brand; in positive posts; in negative posts)."},
	{"expected", NUMBER,
         "(a + b)(a + c)/(a + b + c + d): how many would have, had both sides used it alike; b: authors on the other side who did, c and d those who did not."},
	{"g2", NUMBER, "Dunning's log-likelihood ratio (1993) of a, b, c, d. Only terms with 10.83 or more (p < 0.001) and at least --min authors are listed."},
	{"log_odds", NUMBER,
         "How sure, in standard deviations, that they use it more: log odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn, 2008), as z; the "
         "prior is 20 authors who "
         "use it as often as both sides together."},
	{"net_sentiment", NUMBER, "(positive - negative)/(positive + negative) of these posts; empty below --min."},
	{0},
};

enum side { OF_BRAND, IN_POSITIVE, IN_NEGATIVE, SIDES };

static const char *const side_names[] = {"brand", "positive", "negative"};

#define PRIOR 20.0    /* authors */
#define EVIDENT 10.83 /* chi-square, one degree of freedom, p = 0.001 */

/* A term's use with one brand. */
struct use {
	uint32_t term;
	uint16_t brand;
	uint32_t posts, positive, negative; /* posts */
	uint32_t authors[SIDES];
};

/* How many authors there are on a side, in one language. */
struct crowd {
	uint32_t authors[SIDES], posts;
};

struct themes {
	const struct posts *posts;
	struct terms *terms;
	struct use *uses;
	uint32_t uses_count, uses_capacity;
	struct crowd *crowds; /* by brand × STOPWORD_LANGUAGES + language */
	struct counted {
		uint32_t use;         /* its use with the brand that is counted, or one before, plus one */
		uint32_t seen[SIDES]; /* the person counted last, plus one */
	} * of_term;                  /* by term */
	uint64_t *all_authors;        /* by term, over all brands */
	uint64_t all_crowds[STOPWORD_LANGUAGES];
	uint32_t counted[SIDES][STOPWORD_LANGUAGES]; /* the person counted last, plus one */
	struct numbers found;
};

/* ---- counting ---- */

static struct crowd *
crowd_of(const struct themes *themes, uint16_t brand, int language)
{
	return &themes->crowds[(size_t)brand * STOPWORD_LANGUAGES + (size_t)language];
}

static struct use *
use_of(struct themes *themes, uint16_t brand, uint32_t term)
{
	uint32_t known = themes->of_term[term].use;

	if (known && themes->uses[known - 1].brand == brand)
		return &themes->uses[known - 1];
	themes->uses = posts_room(themes->uses, themes->uses_count, &themes->uses_capacity, sizeof *themes->uses);
	themes->uses[themes->uses_count] = (struct use){.term = term, .brand = brand};
	themes->of_term[term].use = ++themes->uses_count;
	return &themes->uses[themes->uses_count - 1];
}

static void
count_post(struct themes *themes, uint32_t person, uint16_t brand, const struct mention_ref *ref)
{
	enum polarity polarity = themes->posts->mentions[ref->mention].polarity;
	bool on[SIDES] = {true, polarity == POSITIVE, polarity == NEGATIVE};

	terms_in_post(themes->terms, ref->post, &themes->found);
	for (uint32_t i = 0; i < themes->found.count; i++) {
		uint32_t term = themes->found.at[i];
		struct use *use = use_of(themes, brand, term);
		uint32_t *seen = themes->of_term[term].seen;
		use->posts++;
		use->positive += on[IN_POSITIVE];
		use->negative += on[IN_NEGATIVE];
		for (enum side side = OF_BRAND; side < SIDES; side++)
			if (on[side] && seen[side] != person + 1) {
				seen[side] = person + 1;
				use->authors[side]++;
			}
	}
}

/* A person writes in one language or several, and is an author of each. */
static void
count_person(struct themes *themes, uint32_t number, const struct circle *circle)
{
	const struct posts *posts = themes->posts;
	const struct person *person = &circle->people[number];

	for (uint32_t r = circle->begin[number]; r < circle->begin[number + 1]; r++) {
		const struct mention_ref *ref = &circle->refs[r];
		const struct post *post = &posts->all[ref->post];
		const struct mention *mention = &posts->mentions[ref->mention];
		bool on[SIDES] = {true, mention->polarity == POSITIVE, mention->polarity == NEGATIVE};
		int language = themes->terms->language[post->lang];

		if (r + AHEAD < circle->begin[circle->count]) {
			post_approach(posts, ref[AHEAD].post);
			__builtin_prefetch(&posts->mentions[ref[AHEAD].mention]);
			words_approach(posts, &posts->all[ref[AHEAD / 3].post]);
		}
		if (!counts_as_voice(post, mention) || post->duplicate_of != NO_POST || language < 0)
			continue;
		for (enum side side = OF_BRAND; side < SIDES; side++)
			if (on[side] && themes->counted[side][language] != number + 1) {
				themes->counted[side][language] = number + 1;
				crowd_of(themes, person->brand, language)->authors[side]++;
			}
		crowd_of(themes, person->brand, language)->posts++;
		count_post(themes, number, person->brand, ref);
	}
}

static void
count_all(struct themes *themes, const struct circle *circle)
{
	for (uint32_t i = 0; i < circle->count; i++)
		count_person(themes, i, circle);
	for (uint32_t i = 0; i < themes->uses_count; i++)
		themes->all_authors[themes->uses[i].term] += themes->uses[i].authors[OF_BRAND];
	for (uint32_t b = 0; b < themes->posts->brands.count; b++)
		for (int language = 0; language < STOPWORD_LANGUAGES; language++)
			themes->all_crowds[language] += crowd_of(themes, (uint16_t)b, language)->authors[OF_BRAND];
}

/* ---- judging ---- */

struct theme {
	const struct use *use;
	enum side side;
	double expected, g2, log_odds;
};

/* Whether the term, or a part of a pair, stands in half of the brand's posts in its language. `names`: by lemma, a bit a language where it does; filled before
 * pairs are asked for. */
static bool
is_name(const struct themes *themes, const struct use *use, uint8_t *names)
{
	int language = terms_language(themes->terms, use->term);
	uint8_t bit = (uint8_t)(1u << language);
	uint32_t lemmas[2];

	terms_lemmas(themes->terms, use->term, lemmas);
	if (lemmas[1] != MAP_NONE)
		return (names[lemmas[0]] | names[lemmas[1]]) & bit;
	if (2 * use->posts < crowd_of(themes, use->brand, language)->posts)
		return false;
	names[lemmas[0]] |= bit;
	return true;
}

static bool
judge(const struct themes *themes, const struct use *use, enum side side, struct theme *theme)
{
	int language = terms_language(themes->terms, use->term);
	const struct crowd *crowd = crowd_of(themes, use->brand, language);
	enum side other = side == IN_POSITIVE ? IN_NEGATIVE : IN_POSITIVE;
	double a = use->authors[side], n = crowd->authors[side];
	double b = side == OF_BRAND ? (double)themes->all_authors[use->term] - a : use->authors[other];
	double m = side == OF_BRAND ? (double)themes->all_crowds[language] - n : crowd->authors[other];
	double share = (a + b) / (n + m), prior = PRIOR * share;

	if (m <= 0 || share >= 1)
		return false;
	*theme = (struct theme){.use = use, .side = side, .expected = (a + b) * n / (n + m), .g2 = log_likelihood(a, b, n - a, m - b)};
	theme->log_odds = (log((a + prior) / (n - a + PRIOR - prior)) - log((b + prior) / (m - b + PRIOR - prior))) / sqrt(1 / (a + prior) + 1 / (b + prior));
	return theme->g2 >= EVIDENT;
}

static int
by_weight(const void *one, const void *other, void *themes_pointer)
{
	const struct themes *themes = themes_pointer;
	const struct theme *a = one, *b = other;
	struct buffer of_a = {0}, of_b = {0};
	int order;

	if (a->use->brand != b->use->brand)
		return str_compare(map_text(&themes->posts->brands, a->use->brand), map_text(&themes->posts->brands, b->use->brand));
	if (a->side != b->side)
		return a->side < b->side ? -1 : 1;
	if (a->g2 != b->g2)
		return a->g2 > b->g2 ? -1 : 1;
	order = str_compare(terms_text(themes->terms, a->use->term, &of_a), terms_text(themes->terms, b->use->term, &of_b));
	if (order == 0)
		order = terms_language(themes->terms, a->use->term) - terms_language(themes->terms, b->use->term);
	buffer_release(&of_a);
	buffer_release(&of_b);
	return order;
}

/* The themes among the uses of one brand. Single lemmas are looked at first, so that pairs know the names. */
static void
judge_brand(const struct themes *themes, const struct use *uses, uint32_t count, int64_t min, uint8_t *names, struct theme **all, uint32_t *all_count,
            uint32_t *capacity)
{
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < count; i++) {
			uint32_t lemmas[2];
			struct theme theme;

			terms_lemmas(themes->terms, uses[i].term, lemmas);
			if ((lemmas[1] != MAP_NONE) != (pass == 1) || is_name(themes, &uses[i], names))
				continue;
			for (enum side side = OF_BRAND; side < SIDES; side++)
				if (uses[i].authors[side] >= min && judge(themes, &uses[i], side, &theme)) {
					*all = posts_room(*all, *all_count, capacity, sizeof **all);
					(*all)[(*all_count)++] = theme;
				}
		}
	memset(names, 0, themes->posts->words.count);
}

static void
write_row(const struct themes *themes, const struct report_options *options, const struct theme *theme, struct buffer *text, struct sheet *sheet)
{
	const struct use *use = theme->use;

	sheet_text(sheet, map_text(&themes->posts->brands, use->brand));
	sheet_text(sheet, terms_text(themes->terms, use->term, text));
	sheet_text(sheet, stopwords_name(terms_language(themes->terms, use->term)));
	sheet_text(sheet, str_of(side_names[theme->side]));
	sheet_whole(sheet, use->posts);
	sheet_whole(sheet, use->authors[theme->side]);
	sheet_number(sheet, theme->expected);
	sheet_number(sheet, theme->g2);
	sheet_number(sheet, theme->log_odds);
	sheet_number_of(sheet, net(use->positive, use->negative), use->positive + use->negative, options->min);
	sheet_end(sheet);
}

static void
write_themes(struct themes *themes, const struct report_options *options, struct sheet *sheet)
{
	uint8_t *names = memory_new(themes->posts->words.count, 1);
	struct theme *all = NULL;
	uint32_t count = 0, capacity = 0;
	struct buffer text = {0};

	for (uint32_t start = 0, end; start < themes->uses_count; start = end) {
		for (end = start; end < themes->uses_count && themes->uses[end].brand == themes->uses[start].brand; end++)
			;
		judge_brand(themes, themes->uses + start, end - start, options->min, names, &all, &count, &capacity);
	}
	if (count)
		qsort_r(all, count, sizeof *all, by_weight, themes);
	for (uint32_t i = 0; i < count; i++)
		write_row(themes, options, &all[i], &text, sheet);
	buffer_release(&text);
	free(all);
	free(names);
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct report_options *options = ground->options;
	struct themes themes = {.posts = posts, .terms = ground_terms(ground)};

	themes.crowds = memory_new((size_t)posts->brands.count * STOPWORD_LANGUAGES, sizeof *themes.crowds);
	themes.of_term = memory_new(themes.terms->count, sizeof *themes.of_term);
	themes.all_authors = memory_new(themes.terms->count, sizeof *themes.all_authors);
	count_all(&themes, ground_circle(ground));
	write_themes(&themes, options, sheet);
	free(themes.all_authors);
	free(themes.of_term);
	free(themes.crowds);
	free(themes.uses);
	free(themes.found.at);
}

const struct report themes_report = {
	.name = "themes",
	.purpose = "What is spoken of with each brand more than with others, and what its praise and its blame are about.",
	.grain = "brand × side × language × term",
	.key = "brand side lang term",
	.columns = columns,
	.write = write,
	.stands_on = TERMS | CIRCLE,
};
