#include "words.h"

#include "chance.h"
#include "letters.h"
#include "lib/die.h"

enum { DEEPEST_NESTING = 64 };

/* The which-th of "a|b|c", the last where there are fewer. */
static void
put_form(struct buffer *to, struct str forms, unsigned which)
{
	struct str form = str_cut(&forms, '|');

	for (; which > 0 && forms.at; which--)
		form = str_cut(&forms, '|');
	buffer_text(to, form);
}

/* The commonest ranks have two parts, the rare ones three. */
enum gender
put_compound(struct buffer *to, enum language language, unsigned definite)
{
	const struct section *head = part(language, SAY_HEAD), *tail = part(language, SAY_TAIL);
	uint32_t rank = heaps_rank(400), pairs = head->count * tail->count;
	uint64_t x = ((uint64_t)(rank % pairs) * 7919u + 13) % pairs;
	const struct alternative *last = alternative(tail, x / head->count);

	if (rank >= pairs) {
		buffer_text(to, alternative(head, rank / pairs)->text);
		if (language == EN)
			buffer_char(to, '-');
	}
	buffer_text(to, alternative(head, x)->text);
	if (language == EN && x % 3)
		buffer_char(to, x % 3 == 1 ? '-' : ' ');
	put_form(to, last->text, definite);
	return last->gender;
}

static void
put_compound_with_article(struct post *post)
{
	const struct alternative *article = alternative(part(post->language, SAY_ARTICLE), 0);
	static struct buffer noun; /* kept for the next */
	bool vowel;

	buffer_reset(&noun);
	post->gender = put_compound(&noun, post->language, 0);
	vowel = post->language == EN && strchr("aeiou", noun.at[0]);
	put_form(&post->text, article->text, vowel ? 1 : (unsigned)post->gender);
	buffer_char(&post->text, ' ');
	buffer_text(&post->text, buffer_str(&noun));
}

static void
put_name(struct post *post, bool place)
{
	const struct section *place_heads = part(post->language, SAY_PLACE_HEAD), *place_tails = part(post->language, SAY_PLACE_TAIL);
	const struct section *heads = place ? place_heads : part(post->language, SAY_FIRST);
	const struct section *tails = place ? place_tails : part(post->language, SAY_LAST);
	struct buffer *t = &post->text;
	struct str middle;
	uint32_t rank, x;

	if (percent(55)) {
		expand(post, part(post->language, place ? SAY_CITY : SAY_FIRST));
		return;
	}
	rank = heaps_rank(150);
	x = rank % (heads->count * tails->count);
	buffer_text(t, alternative(heads, x)->text);
	if (!place)
		buffer_char(t, ' ');
	if (rank == x) {
		buffer_text(t, alternative(tails, x / heads->count)->text);
		return;
	}
	/* rarer names have a part more */
	middle = alternative(place_heads, rank / 7)->text;
	buffer_text(t, middle);
	if (place)
		lower(t->at + t->length - middle.length, middle.length);
	buffer_text(t, alternative(place_tails, rank / 3)->text);
}

static void
put_clock(struct post *post)
{
	bool colon = post->language == EN || post->language == DE;
	unsigned hour = 5 + below(18);

	buffer_format(&post->text, colon ? "%u:%02u" : "%u.%02u", hour, below(60));
}

static const char *
rival_of(int brand)
{
	unsigned rival = below(BRANDS - 1);

	if (brand == NO_BRAND || brands[brand].kind == TELECOM)
		rival = brand == BOLGE ? FEM : BOLGE;
	else if ((int)rival >= brand)
		rival++;
	return brands[rival].name;
}

static void
put_brand(struct post *post, const char *name)
{
	buffer_text(&post->text, str_of(name));
	post->named = true;
}

/* What is not said of a brand, but asks for one, is said of the first. */
static const struct brand *
brand_of(const struct post *post)
{
	return &brands[post->brand == NO_BRAND ? BOLGE : post->brand];
}

void
put_special(struct post *post, enum special which)
{
	struct buffer *t = &post->text;
	const struct brand *brand = brand_of(post);

	/* clang-format off */
	switch (which) {
	case BRAND: put_brand(post, brand->name); break;
	case BRANDS_OWN: put_brand(post, brand->name); buffer_text(t, post->language == EN ? STR("'s") : STR("s")); break;
	case AT: put_brand(post, brand->account); break;
	case TAG: put_brand(post, brand->tag); break;
	case SITE: buffer_format(t, "https://%s/%u", brand->site, below(9000) + 1000); break;
	case NEW: post->gender = put_compound(t, post->language, 0); break;
	case THENEW: post->gender = put_compound(t, post->language, 1); break;
	case ANEW: put_compound_with_article(post); break;
	case WHO: put_name(post, false); break;
	case PLACE: put_name(post, true); break;
	case NUMBER: buffer_int(t, 2 + zipf_rank(3, 90)); break;
	case PRICE: buffer_int(t, percent(40) ? 50 * (1 + zipf_rank(2, 80)) : 19 + zipf_rank(10, 2000)); break;
	case CLOCK: put_clock(post); break;
	case RIVAL: buffer_text(t, str_of(rival_of(post->brand))); break;
	case TO: buffer_char(t, '@'); put_author(t, post->parent_author); break;
	case SPECIALS: break;
	}
	/* clang-format on */
}

void
expand_alternative(struct post *post, const struct section *section, const struct alternative *a)
{
	if (++post->nesting > DEEPEST_NESTING)
		die("parts: \"%.*s\" refers to itself", (int)a->text.length, a->text.at);
	if (a->forms)
		put_form(&post->text, a->text, (unsigned)post->gender);
	for (const struct piece *p = a->pieces, *end = p + a->pieces_count; p < end; p++) {
		if (p->agrees)
			post->gender = p->agrees;
		/* clang-format off */
		switch (p->type) {
		case LITERAL: buffer_text(&post->text, p->text); break;
		case FORMS: put_form(&post->text, p->text, (unsigned)post->gender); break;
		case SECTION: expand(post, p->of.section); break;
		case BY_KIND: expand(post, p->of.by_kind->of[brand_of(post)->kind]); break;
		case SPECIAL: put_special(post, p->of.special); break;
		}
		/* clang-format on */
	}
	if (section->nouns && !a->forms)
		post->gender = a->gender;
	post->nesting--;
}

void
expand(struct post *post, const struct section *section)
{
	expand_alternative(post, section, choose(section));
}
