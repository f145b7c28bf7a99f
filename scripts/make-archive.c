/*
 * make-archive: grow an archive of posts, of any size, from hand-written parts.
 *
 *     parts/LANG/ files ──► sections of alternatives with slots ──┐
 *     hour by hour: so many ordinary posts, so many of each story ├─► posts in time order
 *     rings of recent posts: whom a reply answers ───────────────┘
 *
 * The bytes depend on N, the seed and the parts only: a PRNG of its own, no
 * clock, no locale, integers everywhere but in one square root (which IEEE 754
 * rounds exactly). Memory does not grow with N: authors and coined words are
 * functions of their rank, and only the latest posts of each room are kept.
 *
 * A part file: "[section]" begins a list with one alternative a line,
 * "[section,]" one with many a line, split at ", ". "// " begins a comment.
 * In an alternative {slot} is another section, {slot.*} the section of the
 * brand's kind, {a|b|c} a form that agrees with the latest noun, and the names
 * in special_names below are made up on the spot. In a list, "a|b|c" are forms
 * (common, neuter, plural) and a final /t or /p says that a noun is neuter or
 * plural. Earlier alternatives are commoner (Zipf's law).
 */
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { DA, NB, NN, EN, SV, DE, LANGS };
enum { TWITTER, FACEBOOK, FORUM, BLOG, TRUSTSITE, CHANNELS };

static const char *const language_names[LANGS] = {"da", "nb", "nn", "en", "sv", "de"};
static const unsigned language_share[LANGS] = {32, 28, 13, 25, 1, 1};

/* 26 weeks from Monday 6 January 2025 00:00 in Copenhagen (23:00 UTC the day before). */
static const int64_t archive_start = 1736118000;
static const int64_t summer_time = 1743296400; /* 30 March 2025 01:00 UTC */
enum { HOURS = 26 * 7 * 24, DAY = 24 };

enum kind { TELECOM, RAIL, BANK, SHOP, PARCEL, APP, POWER, CHARGE, AIR, STREAM, INSURE, KINDS };
static const char *const kind_names[KINDS] = {"telecom", "rail",   "bank", "shop",   "parcel", "app",
                                              "power",   "charge", "air",  "stream", "insure"};

static const struct brand {
	const char *id, *name, *account, *tag, *site;
	enum kind kind;
	unsigned positive;           /* per cent of its opinions that are good */
	unsigned share[4];           /* how much da, nb, nn, en speak of it */
	unsigned answers, adverts;   /* posts of its own account, per 10,000 */
} brands[] = {
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
	{"nabo_forsikring", "Nabo Forsikring", "@naboforsikring", "#naboforsikring", "nabo-forsikring.example", INSURE, 48,
	 {7, 6, 6, 5}, 10, 8},
};
enum { BOLGE, FEM, VIDDETOG, HAVNBANKEN, TORVET, PIL, GERDA, GNIST, LADELI, NORDTERNE, KINORAMA, NABO, BRANDS, NO_BRAND = -1 };

/* ---- failing ---- */

static _Noreturn void
die(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fputs("make-archive: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
	exit(1);
}

static _Noreturn void
usage(void)
{
	fputs("usage: make-archive N SEED [--format csv|jsonl] [--with POSTS.csv] [--parts DIR]\n", stderr);
	exit(2);
}

static void *
grow(void *p, size_t count, size_t size)
{
	p = realloc(p, count * size);
	if (!p)
		die("out of memory");
	return p;
}

/*
 * ---- chance: PCG32 (O'Neill, 2014), and SplitMix64 as a hash ----
 *
 * Never two draws in one expression: C leaves their order to the compiler.
 */

static uint64_t chance_state;
static uint64_t chance_seed;

static uint32_t
chance(void)
{
	uint64_t old = chance_state;
	chance_state = old * 6364136223846793005u + 1442695040888963407u;
	uint32_t shifted = (uint32_t)(((old >> 18) ^ old) >> 27);
	uint32_t turn = (uint32_t)(old >> 59);
	return (shifted >> turn) | (shifted << ((32 - turn) & 31));
}

static uint32_t
below(uint32_t n)
{
	return (uint32_t)(((uint64_t)chance() * n) >> 32);
}

static bool
percent(uint32_t p)
{
	return below(100) < p;
}

static uint64_t
hash(uint64_t x)
{
	x += chance_seed + 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

/* A rank with p(r) ∝ 1/(r + offset), below limit: an octave is chosen evenly, a place in it by rejection. */
static uint32_t
zipf_rank(uint32_t offset, uint32_t limit)
{
	uint64_t end = (uint64_t)offset + limit;
	unsigned first = 0, last = 0;
	while (offset >> (first + 1))
		first++;
	while (end >> (last + 1))
		last++;
	for (;;) {
		unsigned octave = first + below(last - first + 1);
		uint64_t low = (uint64_t)1 << octave;
		uint64_t r = low + (((uint64_t)chance() << octave) >> 32);
		if (r >= offset && r < end && ((uint64_t)chance() * r) >> 32 < low)
			return (uint32_t)(r - offset);
	}
}

/* An unbounded rank with tail P(R > r) ~ r^(-2/3): distinct draws grow as n^0.6 (Heaps' law). */
static uint32_t
heaps_rank(uint32_t scale)
{
	double u = ((double)chance() + 1.0) / 4294967296.0;
	double r = (double)scale * (1.0 / (u * sqrt(u)) - 1.0);
	return r > 4e9 ? 4000000000u : (uint32_t)r;
}

/* ---- text ---- */

struct text {
	char s[6000];
	size_t n;
};

static void
put(struct text *t, const char *s, size_t n)
{
	if (n > sizeof t->s - t->n)
		die("a post is longer than %zu bytes: a part refers to itself?", sizeof t->s);
	memcpy(t->s + t->n, s, n);
	t->n += n;
}

static void
puts_to(struct text *t, const char *s)
{
	put(t, s, strlen(s));
}

static void
put_number(struct text *t, uint64_t value)
{
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%" PRIu64, value);
	put(t, digits, (size_t)n);
}

/* The bytes of the UTF-8 character at s. */
static size_t
character(const char *s)
{
	unsigned char c = (unsigned char)*s;
	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

static bool
is_nordic(const char *s)
{
	return (unsigned char)s[0] == 0xc3 && ((unsigned char)s[1] | 0x20) >= 0xa0 && ((unsigned char)s[1] | 0x20) != 0xb7;
}

static bool
is_letter(const char *s)
{
	return (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || is_nordic(s);
}

static void
capitalise(char *s)
{
	if (*s >= 'a' && *s <= 'z')
		*s = (char)(*s - 32);
	else if (is_nordic(s) && (unsigned char)s[1] >= 0xa0)
		s[1] = (char)(s[1] & ~0x20);
}

static void
lower(char *s, size_t n)
{
	for (size_t i = 0; i < n; i += character(s + i)) {
		if (s[i] >= 'A' && s[i] <= 'Z')
			s[i] = (char)(s[i] + 32);
		else if (is_nordic(s + i))
			s[i + 1] = (char)(s[i + 1] | 0x20);
	}
}

/* æøå as those write who lack the keys. */
static void
put_ascii(struct text *t, const char *s, size_t n)
{
	static const struct {
		const char *letter, *spelt;
	} spellings[] = {{"æ", "ae"}, {"ø", "oe"}, {"å", "aa"}, {"Æ", "Ae"}, {"Ø", "Oe"}, {"Å", "Aa"},
	                 {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"é", "e"},  {"ò", "o"},  {"ô", "o"}};
	for (size_t i = 0; i < n;) {
		size_t length = character(s + i), k = 0;
		while (k < COUNT(spellings) && (length != 2 || memcmp(spellings[k].letter, s + i, 2) != 0))
			k++;
		if (k < COUNT(spellings))
			puts_to(t, spellings[k].spelt);
		else
			put(t, s + i, length);
		i += length;
	}
}

/* ---- parts ---- */

enum special { BRAND, BRANDS_OWN, AT, TAG, SITE, NEW, ANEW, THENEW, WHO, PLACE, NUMBER, PRICE, CLOCK, RIVAL, TO, SPECIALS };
static const char *const special_names[SPECIALS] = {"brand", "brands", "at",  "brandtag", "site", "new",   "anew", "thenew",
                                                    "who",   "place",  "num", "kr",       "clock", "rival", "to"};

/* The sections that the program itself asks for. */
#define SECTIONS(X) \
	X(FIRST, "first") X(LAST, "last") X(NICK, "nick") X(HEAD, "head") X(TAIL, "tail") X(ARTICLE, "article") \
	X(CITY, "city") X(PLACE_HEAD, "place_head") X(PLACE_TAIL, "place_tail") X(CHATWORD, "chatword") \
	X(OPEN, "open") X(GOOD, "good_one") X(BAD, "bad_one") X(POS, "pos") X(NEG, "neg") X(NEUTRAL, "neutral") \
	X(ASK, "ask") X(WISH, "wish") X(TRUST, "trust") X(DISTRUST, "distrust") X(COMPARE, "compare") \
	X(IRONY, "irony") X(LEAVE, "leave") X(RECOMMEND, "recommend") X(CLOSE, "close") \
	X(RE_AGREE, "re.agree") X(RE_DISAGREE, "re.disagree") X(RE_HELP, "re.help") X(RE_THANKS, "re.thanks") \
	X(RE_ASK, "re.ask") X(RE_JOKE, "re.joke") X(RE_CHAT, "re.chat") X(RE_ADVERT, "re.advert") \
	X(ANSWER, "answer") X(ADVERT, "advert") X(SCANDAL_ROOT, "scandal.root") X(SCANDAL_REPLY, "scandal.reply") \
	X(SCANDAL_POST, "scandal.post") X(CAMPAIGN, "campaign") X(CAMPAIGN_END, "campaign.end") X(WISH_APP, "wish.app") \
	X(HASHTAG, "hashtag") X(EMOJI_GOOD, "emoji.good") X(EMOJI_BAD, "emoji.bad") X(EMOJI_ANY, "emoji.any") \
	X(EMOJI_IRONY, "emoji.irony") X(HOST, "host")

enum known {
#define X(symbol, name) SAY_##symbol,
	SECTIONS(X)
#undef X
	KNOWN
};
static const char *const known_names[KNOWN] = {
#define X(symbol, name) name,
	SECTIONS(X)
#undef X
};

struct piece {
	enum { LITERAL, SECTION, BY_KIND, FORMS, SPECIAL } type;
	const char *s;
	size_t n;
	unsigned index; /* of a section, a special, or the first of KINDS sections */
	char agrees;    /* 't' or 'p' where the part says so itself: {nice:t} */
};

struct alternative {
	const char *s;
	size_t n;
	uint8_t gender;
	bool forms; /* "a|b|c" */
	unsigned first, pieces;
	uint64_t cumulated;
};

struct section {
	const char *name;
	size_t name_length;
	bool list, nouns; /* nouns: what comes after agrees with the one chosen */
	unsigned first, alternatives;
};

static struct piece *pieces;
static unsigned piece_count;
static struct alternative *alternatives;
static unsigned alternative_count;
static struct section *sections;
static unsigned section_count;
static unsigned *kind_sections;
static unsigned kind_section_count;

static struct language {
	unsigned first, end;         /* its sections */
	unsigned known[KNOWN];
	unsigned subjects[64], subject_count; /* "chat.…" */
} languages[LANGS];
enum { NONE = ~0u & 0x7fffffff };

static char *
read_whole(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		die("%s: %s", path, strerror(errno));
	size_t n = 0, got;
	char *s = grow(NULL, 1 << 16, 1);
	while ((got = fread(s + n, 1, 1 << 15, file)) > 0) {
		n += got;
		s = grow(s, n + (1 << 16), 1);
	}
	if (ferror(file))
		die("%s: %s", path, strerror(errno));
	fclose(file);
	s[n] = '\0';
	return s;
}

static void
add_alternative(const char *s, size_t n)
{
	if ((alternative_count & (alternative_count + 1)) == 0)
		alternatives = grow(alternatives, 2 * (size_t)alternative_count + 2, sizeof *alternatives);
	struct alternative *a = &alternatives[alternative_count++];
	struct section *section = &sections[section_count - 1];
	*a = (struct alternative){.s = s, .n = n};
	if (section->list) {
		if (n > 2 && s[n - 2] == '/') {
			a->gender = s[n - 1] == 't' ? 1 : 2;
			a->n -= 2;
			section->nouns = true;
		}
		a->forms = !memchr(s, '{', a->n) && memchr(s, '|', a->n);
	}
	section->alternatives++;
}

static void
read_parts(const char *path)
{
	unsigned number = 0;
	for (char *line = read_whole(path), *end; *line; line = end) {
		end = line + strcspn(line, "\n");
		size_t n = (size_t)(end - line);
		end += *end == '\n';
		number++;
		if (n == 0 || (n >= 2 && memcmp(line, "//", 2) == 0))
			continue;
		if (*line == '[') {
			bool list = n > 3 && line[n - 2] == ',';
			if (line[n - 1] != ']')
				die("%s:%u: a section begins with [name]", path, number);
			sections = grow(sections, section_count + 1, sizeof *sections);
			sections[section_count++] = (struct section){line + 1, n - 2 - list, list, n > 7 && memcmp(line + 1, "thing.", 6) == 0, alternative_count, 0};
		} else if (section_count == 0) {
			die("%s:%u: text before the first section", path, number);
		} else if (!sections[section_count - 1].list) {
			add_alternative(line, n);
		} else {
			for (char *next, *end_of_line = line + n; line < end_of_line; line = next) {
				for (next = line; next < end_of_line && (*next != ',' || next[1] != ' '); next++)
					;
				size_t length = (size_t)(next - line);
				while (length && (line[length - 1] == ' ' || line[length - 1] == ','))
					length--;
				if (length)
					add_alternative(line, length);
				next = next < end_of_line ? next + 2 : next;
			}
		}
	}
}

static unsigned
find_section(const struct language *language, const char *name, size_t n)
{
	for (unsigned i = language->first; i < language->end; i++)
		if (sections[i].name_length == n && memcmp(sections[i].name, name, n) == 0)
			return i;
	return NONE;
}

static struct piece
slot(const struct language *language, const char *name, size_t n)
{
	if (n > 2 && name[n - 2] == ':') {
		struct piece p = slot(language, name, n - 2);
		p.agrees = name[n - 1];
		return p;
	}
	if (memchr(name, '|', n))
		return (struct piece){FORMS, name, n, 0, 0};
	for (unsigned i = 0; i < SPECIALS; i++)
		if (strlen(special_names[i]) == n && memcmp(special_names[i], name, n) == 0)
			return (struct piece){SPECIAL, name, n, i, 0};
	if (n > 2 && name[n - 1] == '*') {
		kind_sections = grow(kind_sections, kind_section_count + KINDS, sizeof *kind_sections);
		for (unsigned k = 0; k < KINDS; k++) {
			char full[80];
			int length = snprintf(full, sizeof full, "%.*s%s", (int)n - 1, name, kind_names[k]);
			unsigned found = find_section(language, full, (size_t)length);
			if (found == NONE)
				die("parts: no section [%s] for {%.*s}", full, (int)n, name);
			kind_sections[kind_section_count + k] = found;
		}
		kind_section_count += KINDS;
		return (struct piece){BY_KIND, name, n, kind_section_count - KINDS, 0};
	}
	unsigned found = find_section(language, name, n);
	if (found == NONE)
		die("parts: no section for {%.*s}", (int)n, name);
	return (struct piece){SECTION, name, n, found, 0};
}

static void
compile(const struct language *language, struct alternative *a)
{
	a->first = piece_count;
	for (const char *s = a->s, *end = a->s + a->n; s < end;) {
		const char *stop = memchr(s, *s == '{' ? '}' : '{', (size_t)(end - s));
		if ((piece_count & (piece_count + 1)) == 0)
			pieces = grow(pieces, 2 * (size_t)piece_count + 2, sizeof *pieces);
		if (*s == '{' && !stop)
			die("parts: no } in \"%.*s\"", (int)a->n, a->s);
		stop = stop ? stop : end;
		if (*s == '{')
			pieces[piece_count++] = slot(language, s + 1, (size_t)(stop++ - s - 1));
		else
			pieces[piece_count++] = (struct piece){LITERAL, s, (size_t)(stop - s), 0, 0};
		s = stop;
	}
	a->pieces = piece_count - a->first;
}

static void
load_language(const char *directory, unsigned which)
{
	static const char *const files[] = {"words", "chat", "brands", "replies", "accounts"};
	struct language *language = &languages[which];
	char path[4096];
	bool ours = which < SV;
	language->first = section_count;
	snprintf(path, sizeof path, "%s/common.txt", directory);
	read_parts(path);
	for (unsigned i = 0; i < (ours ? COUNT(files) : 2); i++) {
		snprintf(path, sizeof path, "%s/%s/%s.txt", directory, language_names[which], files[i]);
		read_parts(path);
	}
	language->end = section_count;
	for (unsigned i = language->first; i < language->end; i++) {
		struct section *section = &sections[i];
		uint64_t sum = 0;
		if (section->alternatives == 0)
			die("parts: %s: [%.*s] is empty", language_names[which], (int)section->name_length, section->name);
		for (unsigned k = 0; k < section->alternatives; k++) {
			struct alternative *a = &alternatives[section->first + k];
			if (!a->forms)
				compile(language, a);
			sum += ((uint64_t)1 << 32) / (k + (section->list ? 3u : 12u));
			a->cumulated = sum;
		}
		if (section->name_length > 5 && memcmp(section->name, "chat.", 5) == 0 && language->subject_count < 64)
			language->subjects[language->subject_count++] = i;
	}
	for (unsigned k = 0; k < KNOWN; k++) {
		language->known[k] = find_section(language, known_names[k], strlen(known_names[k]));
		if (language->known[k] == NONE && ours)
			die("parts: %s: no section [%s]", language_names[which], known_names[k]);
	}
}

static unsigned
choose(unsigned section)
{
	const struct section *s = &sections[section];
	const struct alternative *a = &alternatives[s->first];
	uint64_t total = a[s->alternatives - 1].cumulated;
	uint64_t draw = (((total >> 16) * chance()) >> 16) % total;
	unsigned low = 0, high = s->alternatives - 1;
	while (low < high) {
		unsigned middle = (low + high) / 2;
		if (a[middle].cumulated > draw)
			high = middle;
		else
			low = middle + 1;
	}
	return s->first + low;
}

/* ---- authors: everything about one follows from its number ---- */

static uint64_t post_total;
static uint32_t ordinary_authors, circle_authors, campaign_authors;

enum { MIA = 0x7fffff00, RAGNHILD, SUR_KUNDE, KINOKARI, ACCOUNT, NOBODY = 0x7fffffff };
static const struct {
	const char *name;
	unsigned lang;
} named_authors[] = {{"mia_brandholt", DA}, {"tante_ragnhild", NB}, {"sur_kunde_valby", DA}, {"kinokari", NB}};

struct author {
	uint32_t number;
	uint64_t traits;
	unsigned lang;
	int favourite;
};

static unsigned
weighted(const unsigned *weights, unsigned n, uint64_t draw)
{
	unsigned total = 0, i = 0;
	for (unsigned k = 0; k < n; k++)
		total += weights[k];
	for (draw %= total; draw >= weights[i]; i++)
		draw -= weights[i];
	return i;
}

static int
brand_for(unsigned lang, uint64_t draw)
{
	unsigned shares[BRANDS];
	for (unsigned i = 0; i < BRANDS; i++)
		shares[i] = brands[i].share[lang < 4 ? lang : EN];
	return (int)weighted(shares, BRANDS, draw);
}

static struct author
author_of(uint32_t number)
{
	struct author a = {number, hash(number), 0, NO_BRAND};
	if (number >= MIA) {
		a.lang = number < ACCOUNT ? named_authors[number - MIA].lang : NB;
		return a;
	}
	a.lang = weighted(language_share, LANGS, a.traits & 0xffff);
	if (number >= ordinary_authors && a.lang >= EN)
		a.lang = a.traits & 1 ? DA : NB;
	if ((a.traits >> 16) % 100 < 55)
		a.favourite = brand_for(a.lang, a.traits >> 24 & 0xffff);
	return a;
}

static struct author
any_author(void)
{
	return author_of(zipf_rank(32, ordinary_authors));
}

static void
put_author(struct text *t, uint32_t number)
{
	if (number >= ACCOUNT && number < ACCOUNT + BRANDS) {
		puts_to(t, brands[number - ACCOUNT].account + 1);
		return;
	}
	if (number >= MIA) {
		puts_to(t, named_authors[number - MIA].name);
		return;
	}
	struct author a = author_of(number);
	const struct language *language = &languages[a.lang];
	const struct section *first = &sections[language->known[SAY_FIRST]];
	const struct section *last = &sections[language->known[SAY_LAST]];
	const struct section *nick = &sections[language->known[SAY_NICK]];
	uint64_t domain = (uint64_t)first->alternatives * last->alternatives;
	while (domain < (uint64_t)ordinary_authors + circle_authors + campaign_authors)
		domain *= 10;
	/* a prime step visits every place of the domain once, so no two authors share a name */
	uint64_t x = ((uint64_t)number * 2654435761u + chance_seed % 9973) % domain;
	uint64_t style = a.traits >> 40;
	if (style % 4 == 0 || number >= ordinary_authors + circle_authors) {
		const struct alternative *n = &alternatives[nick->first + x % nick->alternatives];
		put_ascii(t, n->s, n->n);
		put_number(t, x / nick->alternatives);
		return;
	}
	const struct alternative *f = &alternatives[first->first + x % first->alternatives];
	x /= first->alternatives;
	const struct alternative *l = &alternatives[last->first + x % last->alternatives];
	x /= last->alternatives;
	size_t start = t->n;
	put_ascii(t, f->s, f->n);
	if (style % 8 != 1)
		puts_to(t, "_");
	put_ascii(t, l->s, l->n);
	lower(t->s + start, t->n - start);
	if (x)
		put_number(t, x);
}

/* ---- a post and what is remembered of it ---- */

enum type { CHAT, GOOD, BAD, PLAIN, ASK, WISH, TRUST, DISTRUST, COMPARE, IRONY, LEAVE, RECOMMEND, HELP, THANKS, AGREE, ANSWER, ADVERT };

struct post {
	uint64_t id, reply_to, repost_of, thread;
	int64_t time_ms;
	struct author author;
	uint32_t parent_author;
	unsigned lang, depth;
	int brand; /* what it is about */
	unsigned channel;
	enum type type;
	bool named, long_text;
	uint8_t gender;
	unsigned said, sentences[12];
	struct text text;
};

static uint64_t
id_for(int64_t ms)
{
	static uint32_t sequence;
	return (uint64_t)(ms - 1288834974657) << 22 | (sequence++ & 0x3fffff);
}

struct kept {
	uint64_t id, thread;
	int64_t time_ms;
	uint32_t author, parent_author;
	uint16_t length;
	uint8_t lang, depth, channel, type;
	int8_t brand;
	bool answered;
	char text[360];
};

enum { RING = 64 };
struct ring {
	struct kept posts[RING];
	uint64_t count;
};

static struct ring rooms[LANGS][BRANDS + 1][FORUM + 1];
static struct ring open_threads[BRANDS]; /* what customers began and no account has answered */
static struct ring scandal, circle, by_named[4];
static struct kept scandal_root;

static void
keep(struct ring *ring, const struct post *post)
{
	struct kept *k = &ring->posts[ring->count++ % RING];
	size_t n = post->text.n;
	k->id = post->id, k->thread = post->thread, k->time_ms = post->time_ms;
	k->author = post->author.number, k->parent_author = post->parent_author;
	k->lang = (uint8_t)post->lang, k->depth = (uint8_t)post->depth, k->channel = (uint8_t)post->channel;
	k->type = (uint8_t)post->type, k->brand = (int8_t)post->brand, k->answered = false;
	while (n > sizeof k->text)
		for (n--; n > 0 && (post->text.s[n] & 0xc0) == 0x80;)
			n--;
	k->length = (uint16_t)n;
	memcpy(k->text, post->text.s, n);
}

/* One of the ring's posts, later ones likelier; NULL where the ring is empty or even the last post too old. */
static struct kept *
recall(struct ring *ring, int64_t now_ms)
{
	const int64_t oldest = now_ms - 8 * 86400000LL;
	uint32_t n = ring->count < RING ? (uint32_t)ring->count : RING;
	if (n == 0)
		return NULL;
	uint32_t one = below(n), two = below(n);
	struct kept *k = &ring->posts[(ring->count - 1 - (one < two ? one : two)) % RING];
	if (k->time_ms < oldest || k->depth > 60)
		k = &ring->posts[(ring->count - 1) % RING];
	return k->time_ms < oldest || k->depth > 60 ? NULL : k;
}

/* ---- writing sentences ---- */

static void expand(struct post *post, unsigned section);

static void
put_form(struct post *post, const char *s, size_t n, unsigned which)
{
	const char *bar;
	while (which > 0 && (bar = memchr(s, '|', n)) != NULL) {
		n -= (size_t)(bar + 1 - s);
		s = bar + 1;
		which--;
	}
	bar = memchr(s, '|', n);
	put(&post->text, s, bar ? (size_t)(bar - s) : n);
}

/* A compound nobody has listed: the commonest ranks have two parts, the rare ones three. */
static void
put_compound(struct post *post, unsigned definite)
{
	const struct language *language = &languages[post->lang];
	const struct section *head = &sections[language->known[SAY_HEAD]];
	const struct section *tail = &sections[language->known[SAY_TAIL]];
	uint32_t rank = heaps_rank(400), pairs = head->alternatives * tail->alternatives;
	uint64_t x = ((uint64_t)(rank % pairs) * 7919u + 13) % pairs;
	if (rank >= pairs) {
		const struct alternative *extra = &alternatives[head->first + (rank / pairs) % head->alternatives];
		put(&post->text, extra->s, extra->n);
		if (post->lang == EN)
			puts_to(&post->text, "-");
	}
	const struct alternative *h = &alternatives[head->first + x % head->alternatives];
	const struct alternative *t = &alternatives[tail->first + x / head->alternatives];
	put(&post->text, h->s, h->n);
	if (post->lang == EN && x % 3)
		puts_to(&post->text, x % 3 == 1 ? "-" : " ");
	put_form(post, t->s, t->n, definite);
	post->gender = t->gender;
}

static void
put_name(struct post *post, bool place)
{
	const struct language *language = &languages[post->lang];
	if (percent(55)) {
		expand(post, language->known[place ? SAY_CITY : SAY_FIRST]);
		return;
	}
	const struct section *head = &sections[language->known[place ? SAY_PLACE_HEAD : SAY_FIRST]];
	const struct section *tail = &sections[language->known[place ? SAY_PLACE_TAIL : SAY_LAST]];
	uint32_t rank = heaps_rank(150), x = rank % (head->alternatives * tail->alternatives);
	const struct alternative *h = &alternatives[head->first + x % head->alternatives];
	const struct alternative *t = &alternatives[tail->first + x / head->alternatives];
	put(&post->text, h->s, h->n);
	if (!place)
		puts_to(&post->text, " ");
	if (rank != x) { /* rarer names have a part more */
		head = &sections[language->known[SAY_PLACE_HEAD]];
		h = &alternatives[head->first + rank / 7 % head->alternatives];
		size_t start = post->text.n;
		put(&post->text, h->s, h->n);
		if (place)
			lower(post->text.s + start, h->n);
		tail = place ? tail : &sections[language->known[SAY_PLACE_TAIL]];
		t = &alternatives[tail->first + rank / 3 % tail->alternatives];
	}
	put(&post->text, t->s, t->n);
}

static void
put_special(struct post *post, enum special which)
{
	struct text *t = &post->text;
	const struct brand *brand = &brands[post->brand < 0 ? BOLGE : post->brand];
	const struct language *language = &languages[post->lang];
	char clock[24];
	unsigned rival, hour;
	switch (which) {
	case BRAND: puts_to(t, brand->name); post->named = true; break;
	case BRANDS_OWN: puts_to(t, brand->name); puts_to(t, post->lang == EN ? "'s" : "s"); post->named = true; break;
	case AT: puts_to(t, brand->account); post->named = true; break;
	case TAG: puts_to(t, brand->tag); post->named = true; break;
	case SITE: puts_to(t, "https://"); puts_to(t, brand->site); puts_to(t, "/"); put_number(t, below(9000) + 1000); break;
	case NEW: put_compound(post, 0); break;
	case THENEW: put_compound(post, 1); break;
	case ANEW: {
		struct post noun = {.lang = post->lang};
		put_compound(&noun, 0);
		const struct alternative *article = &alternatives[sections[language->known[SAY_ARTICLE]].first];
		bool vowel = post->lang == EN && strchr("aeiou", noun.text.s[0]);
		put_form(post, article->s, article->n, vowel ? 1 : noun.gender);
		puts_to(t, " ");
		put(t, noun.text.s, noun.text.n);
		post->gender = noun.gender;
		break;
	}
	case WHO: put_name(post, false); break;
	case PLACE: put_name(post, true); break;
	case NUMBER: put_number(t, 2 + zipf_rank(3, 90)); break;
	case PRICE: put_number(t, percent(40) ? 50 * (1 + zipf_rank(2, 80)) : 19 + zipf_rank(10, 2000)); break;
	case CLOCK:
		hour = 5 + below(18);
		snprintf(clock, sizeof clock, post->lang == EN || post->lang == DE ? "%u:%02u" : "%u.%02u", hour, below(60));
		puts_to(t, clock);
		break;
	case RIVAL:
		rival = below(BRANDS - 1);
		if (brand->kind == TELECOM)
			rival = post->brand == BOLGE ? FEM : BOLGE;
		else if ((int)rival >= post->brand)
			rival++;
		puts_to(t, brands[rival].name);
		break;
	case TO: puts_to(t, "@"); put_author(t, post->parent_author); break;
	case SPECIALS: break;
	}
}

static void
expand_alternative(struct post *post, unsigned section, unsigned alternative)
{
	const struct alternative *a = &alternatives[alternative];
	if (a->forms)
		put_form(post, a->s, a->n, post->gender);
	for (unsigned i = 0; i < a->pieces; i++) {
		const struct piece *p = &pieces[a->first + i];
		if (p->agrees)
			post->gender = p->agrees == 't' ? 1 : 2;
		switch (p->type) {
		case LITERAL: put(&post->text, p->s, p->n); break;
		case FORMS: put_form(post, p->s, p->n, post->gender); break;
		case SECTION: expand(post, p->index); break;
		case BY_KIND: expand(post, kind_sections[p->index + brands[post->brand < 0 ? 0 : post->brand].kind]); break;
		case SPECIAL: put_special(post, (enum special)p->index); break;
		}
	}
	if (sections[section].nouns && !a->forms)
		post->gender = a->gender;
}

static void
expand(struct post *post, unsigned section)
{
	expand_alternative(post, section, choose(section));
}

/* Nobody says the same sentence twice in a post. */
static void
say_section(struct post *post, unsigned section)
{
	struct text *t = &post->text;
	if (t->n)
		puts_to(t, post->long_text && percent(12) ? "\n" : " ");
	size_t start = t->n;
	bool goes_on = start > 1 && (t->s[start - 2] == ',' || t->s[start - 2] == ':');
	unsigned alternative = choose(section);
	for (unsigned i = 0, attempts = 0; i < post->said && attempts < 6; i++)
		if (post->sentences[i] == alternative) {
			alternative = choose(section);
			i = ~0u;
			attempts++;
		}
	if (post->said < COUNT(post->sentences))
		post->sentences[post->said++] = alternative;
	post->gender = 0;
	expand_alternative(post, section, alternative);
	if (!goes_on || percent(30))
		capitalise(t->s + start);
}

static void
say(struct post *post, enum known what)
{
	say_section(post, languages[post->lang].known[what]);
}

static void
say_perhaps(struct post *post, uint32_t p, enum known what)
{
	if (percent(p))
		say(post, what);
}

static void
say_chat(struct post *post)
{
	const struct language *language = &languages[post->lang];
	unsigned subject = language->subjects[zipf_rank(6, language->subject_count)];
	unsigned sentences = 1u + percent(60);
	sentences += percent(35);
	sentences += post->long_text ? 2u + below(3) : 0u;
	if (post->lang < SV)
		say_perhaps(post, 15, SAY_OPEN);
	while (sentences--)
		say_section(post, subject);
}

static void
say_of_brand(struct post *post)
{
	static const struct {
		enum known first, second, emoji;
	} plan[] = {
		[GOOD] = {SAY_POS, SAY_GOOD, SAY_EMOJI_GOOD},    [BAD] = {SAY_BAD, SAY_NEG, SAY_EMOJI_BAD},
		[PLAIN] = {SAY_NEUTRAL, SAY_NEUTRAL, SAY_EMOJI_ANY}, [ASK] = {SAY_ASK, SAY_BAD, SAY_EMOJI_ANY},
		[WISH] = {SAY_WISH, SAY_POS, SAY_EMOJI_ANY},     [TRUST] = {SAY_TRUST, SAY_GOOD, SAY_EMOJI_GOOD},
		[DISTRUST] = {SAY_DISTRUST, SAY_NEG, SAY_EMOJI_BAD}, [COMPARE] = {SAY_COMPARE, SAY_NEUTRAL, SAY_EMOJI_ANY},
		[IRONY] = {SAY_IRONY, SAY_BAD, SAY_EMOJI_IRONY}, [LEAVE] = {SAY_BAD, SAY_LEAVE, SAY_EMOJI_BAD},
		[RECOMMEND] = {SAY_GOOD, SAY_RECOMMEND, SAY_EMOJI_GOOD},
	};
	bool both = post->type == LEAVE || post->type == RECOMMEND;
	if (post->channel == TWITTER && percent(18)) {
		puts_to(&post->text, brands[post->brand].account);
		post->named = true;
	}
	say_perhaps(post, 25, SAY_OPEN);
	bool swap = (post->type == GOOD || post->type == BAD) && percent(45);
	say(post, swap ? plan[post->type].second : plan[post->type].first);
	if (both || percent(post->type == WISH ? 12 : 40))
		say(post, swap ? plan[post->type].first : plan[post->type].second);
	if (post->long_text) {
		say_perhaps(post, 70, SAY_NEUTRAL);
		say_perhaps(post, 60, plan[post->type].second);
		say_perhaps(post, 40, post->type == BAD ? SAY_NEG : plan[post->type].first);
	}
	say_perhaps(post, 12, SAY_CLOSE);
	say_perhaps(post, post->type == IRONY ? 50 : 16, plan[post->type].emoji);
	if (!post->named)
		put_special(post, (puts_to(&post->text, " "), percent(50) || post->channel != TWITTER ? TAG : AT));
}

static void
say_reply(struct post *post, const struct kept *parent)
{
	static const struct {
		enum known what;
		enum type type;
	} outcomes[] = {{SAY_RE_AGREE, AGREE}, {SAY_RE_DISAGREE, AGREE}, {SAY_RE_HELP, HELP}, {SAY_RE_ASK, ASK},
	                {SAY_RE_JOKE, CHAT},   {SAY_RE_THANKS, THANKS},  {SAY_RE_CHAT, CHAT}, {SAY_RE_ADVERT, BAD}};
	static const unsigned odds[][COUNT(outcomes)] = {
		{3, 2, 0, 8, 10, 0, 77, 0},  /* to chat */
		{45, 15, 18, 10, 12, 0, 0, 0}, /* to an opinion */
		{22, 0, 58, 14, 6, 0, 0, 0},   /* to a question */
		{6, 4, 0, 20, 8, 62, 0, 0},    /* to help */
		{4, 6, 0, 12, 18, 0, 0, 60},   /* to an advert */
	};
	unsigned row = parent->type == CHAT || parent->brand < 0 ? 0
	               : parent->type == ASK                      ? 2
	               : parent->type == HELP || parent->type == ANSWER ? 3
	               : parent->type == ADVERT                         ? 4
	                                                                : 1;
	unsigned outcome = weighted(odds[row], COUNT(outcomes), chance());
	if (post->channel == FORUM && parent->length > 20 && percent(7)) {
		size_t n = parent->length < 80 ? parent->length : 80;
		while (n < parent->length && (parent->text[n] & 0xc0) == 0x80)
			n++;
		puts_to(&post->text, "> ");
		for (size_t i = 0; i < n; i++)
			put(&post->text, parent->text[i] == '\n' ? " " : parent->text + i, 1);
		puts_to(&post->text, n < parent->length ? "…\n" : "\n");
	} else if (post->channel == TWITTER && percent(60)) {
		put_special(post, TO);
	}
	post->type = outcomes[outcome].type;
	say(post, outcomes[outcome].what);
	if (post->brand >= 0 && percent(22))
		say(post, row == 1 && outcome < 1 ? (parent->type == GOOD || parent->type == TRUST ? SAY_GOOD : SAY_NEG) : SAY_NEUTRAL);
	say_perhaps(post, 30, row == 0 ? SAY_RE_CHAT : outcome == 2 ? SAY_RE_HELP : SAY_RE_JOKE);
	say_perhaps(post, 14, SAY_EMOJI_ANY);
}

/* ---- how its author types ---- */

static size_t
word_length(const char *s, size_t n)
{
	size_t length = 0;
	while (length < n && is_letter(s + length))
		length += character(s + length);
	return length;
}

static void
put_slip(struct text *to, const char *s, size_t n)
{
	static const char *const neighbours[26] = {"sq", "vn", "xv", "sf", "wr", "dg", "fh", "gj", "uo", "hk", "jl", "kø", "n",
	                                           "bm", "ip", "oå", "wa", "et", "ad", "ry", "yi", "cb", "qe", "zc", "tu", "x"};
	size_t at = 1 + below((uint32_t)n - 1);
	while ((s[at] & 0xc0) == 0x80)
		at--;
	size_t length = character(s + at), after = at + length;
	put(to, s, at);
	switch (below(6)) {
	case 0: /* a neighbouring key */
		if (s[at] >= 'a' && s[at] <= 'z') {
			const char *keys = neighbours[s[at] - 'a'];
			put(to, keys + (keys[1] && (keys[1] & 0x80) == 0 && percent(50)), 1);
			break;
		}
		/* fallthrough */
	case 1: break; /* a letter missing */
	case 2: put(to, s + at, length); put(to, s + at, length); break;
	case 3: /* two letters swapped */
		if (after < n) {
			size_t next = character(s + after);
			put(to, s + after, next);
			put(to, s + at, length);
			after += next;
			break;
		}
		/* fallthrough */
	case 4: /* drawn out */
		if (strchr("aeiouy", s[at])) {
			for (unsigned k = 3 + below(4); k > 0; k--)
				put(to, s + at, length);
			break;
		}
		/* fallthrough */
	default: put_ascii(to, s + at, length); break;
	}
	put(to, s + after, n - after);
}

/* The author's own spelling, as the archive holds it: chat forms, slips of the keyboard, no æøå, no capitals. */
static void
type_as(struct post *post)
{
	static struct text clean;
	uint64_t traits = post->author.traits >> 8;
	unsigned style = (unsigned)(traits % 100);
	unsigned slips = (traits >> 8) % 100 < 40 ? 4 : (traits >> 8) % 100 < 75 ? 20 : (traits >> 8) % 100 < 95 ? 48 : 120;
	bool chatty = style < 13, small = style >= 13 && style < 22, ascii = style >= 22 && style < 26;
	struct text *t = &post->text;
	if (post->author.number >= MIA)
		return;
	memcpy(clean.s, t->s, t->n);
	clean.n = t->n;
	t->n = 0;
	for (size_t i = 0, n; i < clean.n; i += n) {
		const char *s = clean.s + i;
		if (*s == '@' || *s == '#' || strncmp(s, "http", 4) == 0) {
			for (n = 1; i + n < clean.n && s[n] != ' ' && s[n] != '\n'; n++)
				;
			put(t, s, n);
			continue;
		}
		n = word_length(s, clean.n - i);
		if (n == 0) {
			n = character(s);
			put(t, s, n);
			continue;
		}
		bool capital = (*s >= 'A' && *s <= 'Z') || (is_nordic(s) && !(s[1] & 0x20));
		size_t start = t->n;
		if (chatty && !capital && n < 12 && percent(60)) {
			const struct section *chat = &sections[languages[post->lang].known[SAY_CHATWORD]];
			const char *found = NULL;
			for (unsigned k = 0; k < chat->alternatives && !found; k++) {
				const struct alternative *a = &alternatives[chat->first + k];
				if (a->n > n && a->s[n] == '>' && memcmp(a->s, s, n) == 0) {
					put(t, a->s + n + 1, a->n - n - 1);
					found = s;
				}
			}
			if (found)
				continue;
		}
		if (!capital && n > 3 && below(1000) < slips)
			put_slip(t, s, n);
		else if (ascii)
			put_ascii(t, s, n);
		else
			put(t, s, n);
		if (small && !capital)
			lower(t->s + start, t->n - start);
		else if (small && (i == 0 || s[-1] == ' ') && (i < 2 || strchr(".!?", s[-2])))
			lower(t->s + start, t->n - start);
	}
	if (style % 7 == 3 && t->n && t->s[t->n - 1] == '.')
		t->n--;
}

/* ---- writing the archive ---- */

enum { ID, TIME, CHANNEL, AUTHOR, REPLY_TO, REPOST_OF, THREAD, REACH, TEXT, COLUMNS };
static const char *const columns[COLUMNS] = {"id", "time", "channel", "author", "reply_to", "repost_of", "thread", "reach", "text"};
static bool json;

static void
write_json_string(const char *s, size_t n)
{
	putchar('"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n')
			fputs("\\n", stdout);
		else if ((unsigned char)s[i] < 0x20)
			printf("\\u%04x", (unsigned)s[i]);
		else {
			if (s[i] == '"' || s[i] == '\\')
				putchar('\\');
			putchar(s[i]);
		}
	}
	putchar('"');
}

static void
write_record(const char *const fields[COLUMNS], const size_t lengths[COLUMNS])
{
	if (json)
		putchar('{');
	for (unsigned c = 0; c < COLUMNS; c++) {
		const char *s = fields[c];
		size_t n = lengths[c];
		if (c)
			putchar(',');
		if (json) {
			printf("\"%s\":", columns[c]);
			if (n == 0)
				fputs("null", stdout);
			else if (c == REACH)
				fwrite(s, 1, n, stdout);
			else
				write_json_string(s, n);
		} else if (memchr(s, ',', n) || memchr(s, '"', n) || memchr(s, '\n', n)) {
			putchar('"');
			for (size_t i = 0; i < n; i++) {
				if (s[i] == '"')
					putchar('"');
				putchar(s[i]);
			}
			putchar('"');
		} else {
			fwrite(s, 1, n, stdout);
		}
	}
	fputs(json ? "}\n" : "\n", stdout);
	if (ferror(stdout))
		die("write: %s", strerror(errno));
}

/* ISO 8601 in UTC; days to date after Hinnant's "chrono-compatible low-level date algorithms". */
static void
put_time(struct text *t, int64_t ms)
{
	int64_t seconds = ms / 1000, days = seconds / 86400, rest = seconds % 86400;
	int64_t z = days + 719468, era = z / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153, day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
	char s[80];
	int n = snprintf(s, sizeof s, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)(yoe + era * 400 + (month <= 2)), (int)month, (int)day,
	                 (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
	put(t, s, (size_t)n);
}

static void
put_channel(struct text *t, const struct post *post)
{
	static const char *const rooms_of[LANGS] = {"hverdag", "nabolaget", "bygda", "everyday", "everyday", "everyday"};
	static const char *const forums[LANGS] = {"snak", "prat", "ordskifte", "talk", "talk", "talk"};
	static const char *const plain[CHANNELS] = {"twitter", "facebook/", "forum/", "blog", "trustsite"};
	puts_to(t, plain[post->channel]);
	if (post->channel == FACEBOOK)
		puts_to(t, post->brand < 0 ? rooms_of[post->lang] : brands[post->brand].id);
	else if (post->channel == FORUM)
		puts_to(t, post->brand < 0 ? forums[post->lang] : kind_names[brands[post->brand].kind]);
}

static uint64_t
reach_of(const struct post *post)
{
	double u = ((double)chance() + 1.0) / 4294967296.0;
	double base = 3.0 + (double)(post->author.traits >> 50 & 63);
	double reach = base / (u * sqrt(sqrt(u))) - 2.0;
	if (post->author.number >= ACCOUNT)
		reach *= 20.0;
	else if (post->author.number >= MIA)
		reach *= 6.0;
	if (post->id == scandal_root.id)
		reach = 250000.0 + (double)post_total / 2.0;
	return reach > 9e6 ? 9000000u : (uint64_t)reach;
}

static void
write_post(struct post *post)
{
	static struct text t;
	const char *fields[COLUMNS];
	size_t starts[COLUMNS + 1], lengths[COLUMNS];
	bool ordinary = post->author.number < MIA;
	t.n = 0;
	for (unsigned c = 0; c < TEXT; c++) {
		starts[c] = t.n;
		uint64_t number = c == ID ? post->id : c == REPLY_TO ? post->reply_to : c == REPOST_OF ? post->repost_of : post->thread;
		switch (c) {
		case TIME:
			if (!ordinary || below(800))
				put_time(&t, post->time_ms);
			break;
		case CHANNEL: put_channel(&t, post); break;
		case AUTHOR:
			if (post->author.number != NOBODY)
				put_author(&t, post->author.number);
			break;
		case REACH:
			if (post->channel <= FACEBOOK && (!ordinary || percent(92)))
				put_number(&t, reach_of(post));
			break;
		default:
			if (number)
				put_number(&t, number);
		}
	}
	starts[TEXT] = t.n;
	for (unsigned c = 0; c < TEXT; c++) {
		fields[c] = t.s + starts[c];
		lengths[c] = starts[c + 1] - starts[c];
	}
	fields[TEXT] = post->text.s;
	lengths[TEXT] = post->text.n;
	write_record(fields, lengths);
}

/* ---- posts written by hand, merged in by their time ---- */

static struct {
	char *rest;
	const char *path;
	uint64_t count;
	int64_t next_ms;
	char *fields[COLUMNS];
	size_t lengths[COLUMNS];
	bool ready;
} hand;

/* Splits one record off in place; false at the end. */
static bool
hand_record(void)
{
	char *s = hand.rest;
	if (!*s)
		return false;
	for (unsigned c = 0; c < COLUMNS; c++) {
		char *to = s;
		hand.fields[c] = s;
		if (*s == '"') {
			for (s++; *s && (*s != '"' || s[1] == '"'); s++) {
				s += *s == '"';
				*to++ = *s;
			}
			s += *s == '"';
		} else {
			s += strcspn(s, ",\n");
			to = s;
		}
		hand.lengths[c] = (size_t)(to - hand.fields[c]);
		if (*s != (c + 1 < COLUMNS ? ',' : '\n'))
			die("%s: record %" PRIu64 " has not %d fields", hand.path, hand.count + 1, COLUMNS);
		s++;
	}
	hand.rest = s;
	return true;
}

static int64_t
hand_time(const char *s, size_t n)
{
	int v[6];
	char copy[21];
	if (n != 20)
		return 0;
	memcpy(copy, s, 20);
	copy[20] = '\0';
	if (sscanf(copy, "%d-%d-%dT%d:%d:%dZ", &v[0], &v[1], &v[2], &v[3], &v[4], &v[5]) != 6)
		die("%s: \"%s\" is no time", hand.path, copy);
	int64_t y = v[0] - (v[1] <= 2), era = y / 400, yoe = y - era * 400;
	int64_t doy = (153 * (v[1] + (v[1] > 2 ? -3 : 9)) + 2) / 5 + v[2] - 1;
	int64_t days = era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
	return (days * 86400 + v[3] * 3600 + v[4] * 60 + v[5]) * 1000;
}

static void
hand_step(void)
{
	hand.ready = hand.rest && hand_record();
	if (hand.ready)
		hand.next_ms = hand_time(hand.fields[TIME], hand.lengths[TIME]);
}

static void
hand_open(const char *path)
{
	char *counted = read_whole(path); /* splitting writes into it, so it is read twice */
	hand.path = path;
	hand.rest = counted;
	while (hand_record())
		hand.count++;
	free(counted);
	hand.rest = read_whole(path);
	if (!hand_record() || hand.lengths[TEXT] != 4 || memcmp(hand.fields[TEXT], "text", 4) != 0)
		die("%s: no header id,time,…,text", path);
	hand.count--;
	hand_step();
}

static void
hand_until(int64_t ms)
{
	for (; hand.ready && hand.next_ms <= ms; hand_step())
		write_record((const char *const *)hand.fields, hand.lengths);
}

/* ---- the stories ---- */

enum story {
	ORDINARY, SCANDAL_ROOT, SCANDAL_REPLIES, SCANDAL_POSTS, TRUST_POSTS, ANSWERS, ADVERTS, HELPER, HELPED, CRITIC, TO_CRITIC,
	ADVOCATE, TO_ADVOCATE, CIRCLE, COPIES, WISHES, STORIES
};

/* Of each story per 10,000 posts, never fewer than `floor`, in hours first to end of the archive. */
static const struct {
	unsigned share, floor;
	int first, end;
	bool fades;
} stories[STORIES] = {
	[SCANDAL_ROOT] = {0, 1, 93 * DAY + 7, 93 * DAY + 8, false}, /* Wednesday 9 April, seven in the morning */
	[SCANDAL_REPLIES] = {220, 60, 93 * DAY + 8, 100 * DAY, true},
	[SCANDAL_POSTS] = {130, 30, 93 * DAY + 10, 101 * DAY, true},
	[TRUST_POSTS] = {70, 24, 0, HOURS, false},
	[ANSWERS] = {0, 20, 0, HOURS, false}, /* share and number: the sum over brands */
	[ADVERTS] = {0, 20, 0, HOURS, false},
	[HELPER] = {30, 24, 2 * DAY, HOURS, false},
	[HELPED] = {45, 40, 4 * DAY, HOURS, false},
	[CRITIC] = {14, 16, 0, HOURS, false},
	[TO_CRITIC] = {12, 12, 4 * DAY, HOURS, false},
	[ADVOCATE] = {14, 16, 0, HOURS, false},
	[TO_ADVOCATE] = {10, 10, 4 * DAY, HOURS, false},
	[CIRCLE] = {150, 60, 0, HOURS, false},
	[COPIES] = {35, 40, 134 * DAY, 136 * DAY, false}, /* 20 and 21 May */
	[WISHES] = {40, 16, 0, HOURS, false},
};

static uint32_t hour_weight[HOURS];
static uint64_t story_total[STORIES], story_weight[STORIES], story_done[STORIES], story_seen[STORIES];

static int
local_hour(int hour)
{
	return hour + (archive_start + (int64_t)hour * 3600 >= summer_time);
}

static uint64_t
weight_at(enum story story, int hour)
{
	int local = local_hour(hour);
	uint64_t weight = hour_weight[hour];
	if (story != ORDINARY && (local < stories[story].first || local >= stories[story].end))
		return 0;
	if (story != ORDINARY && stories[story].fades)
		weight = weight * 24 / (uint64_t)(4 + local - stories[story].first);
	return weight ? weight : 1;
}

static void
plan_stories(uint64_t n)
{
	static const uint8_t by_hour[24] = {14, 7, 4, 3, 4, 12, 30, 55, 62, 58, 60, 64, 66, 60, 58, 62, 70, 74, 80, 88, 94, 86, 60, 32};
	static const uint8_t by_day[7] = {100, 104, 103, 102, 96, 78, 88};
	for (int hour = 0; hour < HOURS; hour++) {
		int local = local_hour(hour);
		hour_weight[hour] = (uint32_t)by_hour[local % 24] * by_day[local / 24 % 7] * (uint32_t)(90 + hash((uint64_t)local / 24) % 21);
	}
	uint64_t left = n;
	for (unsigned s = ORDINARY + 1; s < STORIES; s++) {
		uint64_t share = stories[s].share;
		for (unsigned b = 0; b < BRANDS; b++)
			share += s == ANSWERS ? brands[b].answers : s == ADVERTS ? brands[b].adverts : 0;
		uint64_t total = n * share / 10000;
		total = total < stories[s].floor ? stories[s].floor : total;
		story_total[s] = total < left ? total : left;
		left -= story_total[s];
	}
	story_total[ORDINARY] = left;
	for (unsigned s = 0; s < STORIES; s++)
		for (int hour = 0; hour < HOURS; hour++)
			story_weight[s] += weight_at((enum story)s, hour);
	circle_authors = (uint32_t)(story_total[CIRCLE] / 8 / 6 * 6 + 12);
	campaign_authors = (uint32_t)(story_total[COPIES] * 9 / 10 + 1);
	ordinary_authors = (uint32_t)(n * 35 / 100 + 40);
}

static enum type
opinion_on(const struct post *post)
{
	static const unsigned odds[] = {10, 14, 12, 5, 5, 7, 8, 6, 5}; /* PLAIN ASK WISH TRUST DISTRUST COMPARE IRONY LEAVE RECOMMEND */
	unsigned positive = brands[post->brand].positive;
	bool fallen = post->brand == HAVNBANKEN && post->time_ms > scandal_root.time_ms && scandal_root.time_ms;
	positive = fallen ? 22 : positive;
	if (percent(52))
		return percent(positive) ? GOOD : BAD;
	enum type type = (enum type)(PLAIN + weighted(odds, COUNT(odds), chance()));
	if (type == TRUST || type == DISTRUST || type == LEAVE || type == RECOMMEND) {
		bool good = percent(positive);
		type = type == TRUST || type == DISTRUST ? (good ? TRUST : DISTRUST) : good ? RECOMMEND : LEAVE;
	}
	return type;
}

static void
answer_to(struct post *post, struct kept *parent)
{
	post->reply_to = parent->id;
	post->thread = parent->thread;
	post->depth = parent->depth + 1u;
	post->parent_author = parent->author;
	post->channel = parent->channel;
	post->brand = parent->brand;
	post->lang = parent->lang;
}

static void
say_repost(struct post *post, const struct kept *of)
{
	post->repost_of = of->id;
	post->thread = 0;
	post->depth = of->depth + 1u;
	post->parent_author = of->author;
	post->channel = TWITTER;
	post->brand = of->brand;
	post->lang = of->lang;
	post->type = (enum type)of->type;
	puts_to(&post->text, "RT ");
	put_special(post, TO);
	puts_to(&post->text, ": ");
	put(&post->text, of->text, of->length);
}

static void
decorate(struct post *post)
{
	if (post->brand < 0)
		say_perhaps(post, 12, SAY_EMOJI_ANY);
	if (post->channel == TWITTER && percent(14)) {
		puts_to(&post->text, " ");
		if (percent(60)) {
			expand(post, languages[post->lang].known[SAY_HASHTAG]);
		} else {
			puts_to(&post->text, "#");
			size_t start = post->text.n, n = start;
			put_compound(post, 0);
			for (size_t i = start; i < post->text.n; i++)
				if (post->text.s[i] != '-' && post->text.s[i] != ' ')
					post->text.s[n++] = post->text.s[i];
			post->text.n = n;
		}
	}
	if (percent(3)) {
		puts_to(&post->text, " https://");
		puts_to(&post->text, post->brand >= 0 && percent(50) ? brands[post->brand].site : "nyt.example");
		puts_to(&post->text, "/");
		put_number(&post->text, 1000 + below(90000));
	}
}

/* Where an ordinary author writes, of what, and whether in answer to somebody. */
static void
ordinary_post(struct post *post)
{
	static const unsigned channels[CHANNELS] = {44, 25, 20, 4, 7};
	post->author = any_author();
	post->lang = post->author.lang;
	if (post->lang < EN && post->author.traits % 23 == 0 && percent(40))
		post->lang = EN;
	post->channel = percent(70) ? weighted(channels, CHANNELS, post->author.traits >> 32 & 0xfff) : weighted(channels, CHANNELS, chance());
	if (post->lang < SV && percent(40))
		post->brand = post->author.favourite >= 0 && percent(60) ? post->author.favourite : brand_for(post->lang, chance());
	if (post->channel == TRUSTSITE && post->lang < SV && post->brand < 0)
		post->brand = brand_for(post->lang, chance());
	post->long_text = post->channel == BLOG || (post->channel == FORUM && percent(20)) || (post->channel == TRUSTSITE && percent(40));

	struct ring *room = post->channel <= FORUM ? &rooms[post->lang][post->brand + 1][post->channel] : NULL;
	struct kept *parent = room && percent(46) && post->lang < SV ? recall(room, post->time_ms) : NULL;
	if (parent && post->channel == TWITTER && percent(28) && parent->depth < 3) {
		if (parent->text[0] != 'R' || parent->text[1] != 'T') {
			say_repost(post, parent);
			return;
		}
	} else if (parent && below(8) < 8u - (parent->depth > 7 ? 7u : parent->depth)) {
		if (percent(30) && parent->parent_author < MIA)
			post->author = author_of(parent->parent_author);
		answer_to(post, parent);
		if (parent->author == post->author.number && percent(80))
			post->author = any_author();
		if (below(200) == 0) { /* what it answers was written before the archive begins, or is not kept */
			post->reply_to = id_for(archive_start * 1000 - 1 - below(2000000000));
			post->thread = post->reply_to;
			post->depth = 1;
		}
		say_reply(post, parent);
		type_as(post);
		return;
	}
	if (post->brand >= 0) {
		post->type = opinion_on(post);
		say_of_brand(post);
	} else {
		say_chat(post);
	}
	if (post->lang < SV)
		decorate(post);
	type_as(post);
	if (below(700) == 0)
		post->author.number = NOBODY;
}

static void
by_account(struct post *post, enum story story)
{
	unsigned odds[BRANDS];
	for (unsigned b = 0; b < BRANDS; b++)
		odds[b] = story == ANSWERS ? brands[b].answers : brands[b].adverts;
	/* in turn rather than by chance, so that a small archive has its host and its pusher too */
	post->brand = (int)weighted(odds, BRANDS, story_seen[story] * 97);
	post->author = author_of(ACCOUNT + (uint32_t)post->brand);
	if (story == ANSWERS) {
		struct ring *ring = &open_threads[post->brand];
		uint64_t oldest = ring->count > RING ? ring->count - RING : 0;
		for (uint64_t i = oldest; i < ring->count; i++) {
			struct kept *k = &ring->posts[i % RING];
			if (!k->answered && post->time_ms - k->time_ms > 240000 && post->time_ms - k->time_ms < 120 * 3600000LL) {
				k->answered = true;
				answer_to(post, k);
				post->type = ANSWER;
				if (post->channel == TWITTER)
					put_special(post, TO);
				say(post, SAY_ANSWER);
				say_perhaps(post, 30, SAY_HOST);
				return;
			}
		}
	}
	post->lang = weighted(brands[post->brand].share, 4, chance());
	post->channel = percent(55) ? TWITTER : FACEBOOK;
	post->type = ADVERT;
	say(post, SAY_ADVERT);
	say_perhaps(post, 40, SAY_ADVERT);
}

static void
on_scandal(struct post *post, enum story story)
{
	post->brand = HAVNBANKEN;
	post->type = DISTRUST;
	if (story == SCANDAL_ROOT) {
		post->author = author_of(MIA);
		post->lang = DA;
		post->channel = TWITTER;
		say(post, SAY_SCANDAL_ROOT);
		return;
	}
	do
		post->author = any_author();
	while (post->author.lang >= SV);
	post->lang = post->author.lang;
	if (story == SCANDAL_POSTS) {
		post->channel = below(FORUM + 1);
		say(post, SAY_SCANDAL_POST);
		say_perhaps(post, 40, SAY_DISTRUST);
		say_perhaps(post, 25, SAY_EMOJI_BAD);
		type_as(post);
		return;
	}
	unsigned lang = post->lang;
	struct kept *parent = scandal.count && percent(62) ? recall(&scandal, post->time_ms) : NULL;
	parent = parent && parent->depth < 25 ? parent : &scandal_root;
	if (percent(parent == &scandal_root ? 45 : 8) && parent->text[0] != 'R') {
		say_repost(post, parent);
		return;
	}
	answer_to(post, parent);
	post->lang = lang;
	put_special(post, TO);
	say(post, SAY_SCANDAL_REPLY);
	say_perhaps(post, 30, SAY_DISTRUST);
	say_perhaps(post, 20, SAY_EMOJI_BAD);
	type_as(post);
}

/* The four named customers and those who answer them. */
static void
by_or_to_named(struct post *post, enum story story)
{
	static const struct {
		uint32_t author;
		int brand;
		unsigned channel;
		bool own;
	} casts[STORIES] = {[HELPER] = {RAGNHILD, GERDA, FORUM, true},   [HELPED] = {RAGNHILD, GERDA, FORUM, false},
	                    [CRITIC] = {SUR_KUNDE, PIL, TWITTER, true},  [TO_CRITIC] = {SUR_KUNDE, PIL, TWITTER, false},
	                    [ADVOCATE] = {KINOKARI, KINORAMA, TWITTER, true}, [TO_ADVOCATE] = {KINOKARI, KINORAMA, TWITTER, false}};
	uint32_t number = casts[story].author;
	struct author who = author_of(number);
	struct ring *ring = &by_named[number - MIA];
	post->brand = casts[story].brand;
	post->channel = casts[story].channel;
	post->lang = who.lang;
	if (!casts[story].own) {
		do
			post->author = any_author();
		while (post->author.lang != (uint32_t)who.lang);
		struct kept *parent = ring->count ? recall(ring, post->time_ms) : NULL;
		parent = parent || !ring->count ? parent : &ring->posts[(ring->count - 1) % RING];
		if (parent) {
			answer_to(post, parent);
			say_reply(post, parent);
		} else {
			post->type = opinion_on(post);
			say_of_brand(post);
		}
		type_as(post);
		return;
	}
	post->author = who;
	if (number == RAGNHILD) {
		struct kept *parent = NULL;
		for (unsigned attempt = 0; attempt < 6 && !parent; attempt++)
			parent = recall(&rooms[attempt < 4 ? NB : NN][GERDA + 1][attempt % 2 ? FACEBOOK : FORUM], post->time_ms);
		if (parent && parent->author != number) {
			answer_to(post, parent);
			post->lang = NB;
		}
		post->type = HELP;
		say(post, SAY_RE_HELP);
		if (!post->named)
			say(post, SAY_NEUTRAL);
		say_perhaps(post, 30, SAY_RE_HELP);
		return;
	}
	post->type = number == SUR_KUNDE ? (percent(75) ? BAD : percent(50) ? IRONY : DISTRUST) : percent(70) ? GOOD : RECOMMEND;
	say_of_brand(post);
}

/* Owners of electric cars: six to a circle, who answer one another more than anybody else does. */
static void
in_circle(struct post *post)
{
	post->brand = LADELI;
	post->channel = FORUM;
	post->author = author_of(ordinary_authors + zipf_rank(12, circle_authors));
	struct kept *parent = circle.count && percent(84) ? recall(&circle, post->time_ms) : NULL;
	if (!parent) {
		post->lang = post->author.lang;
		post->type = percent(45) ? ASK : opinion_on(post);
		say_of_brand(post);
	} else {
		uint32_t six = (parent->author - ordinary_authors) / 6 * 6;
		uint32_t number = ordinary_authors + six + below(6);
		if (percent(50) && parent->parent_author >= ordinary_authors && parent->parent_author < ordinary_authors + circle_authors)
			number = parent->parent_author;
		if (number == parent->author)
			number = ordinary_authors + six + (number - ordinary_authors - six + 1) % 6;
		post->author = author_of(number);
		answer_to(post, parent);
		post->lang = post->author.lang;
		say_reply(post, parent);
	}
	type_as(post);
}

static void
copied(struct post *post)
{
	uint32_t number = (uint32_t)(story_seen[COPIES] % campaign_authors);
	post->author = author_of(ordinary_authors + circle_authors + number);
	post->lang = number % 3 ? NB : DA;
	post->channel = number % 4 == 1 ? FACEBOOK : TWITTER;
	post->brand = GNIST;
	post->type = RECOMMEND;
	const struct language *language = &languages[post->lang];
	const struct alternative *a = &alternatives[sections[language->known[SAY_CAMPAIGN]].first];
	put(&post->text, a->s, a->n);
	if (percent(55))
		say(post, SAY_CAMPAIGN_END);
}

static void
make_post(struct post *post, enum story story)
{
	bool fallen = scandal_root.time_ms != 0;
	switch (story) {
	case ORDINARY: ordinary_post(post); break;
	case SCANDAL_ROOT: case SCANDAL_REPLIES: case SCANDAL_POSTS: on_scandal(post, story); break;
	case ANSWERS: case ADVERTS: by_account(post, story); break;
	case HELPER: case HELPED: case CRITIC: case TO_CRITIC: case ADVOCATE: case TO_ADVOCATE: by_or_to_named(post, story); break;
	case CIRCLE: in_circle(post); break;
	case COPIES: copied(post); break;
	case TRUST_POSTS: case WISHES: case STORIES:
		do
			post->author = any_author();
		while (post->author.lang >= SV);
		post->lang = post->author.lang;
		post->channel = below(FORUM + 1);
		post->brand = story == WISHES ? GERDA : HAVNBANKEN;
		post->type = story == WISHES ? WISH : percent(fallen ? 10 : 90) ? TRUST : DISTRUST;
		if (story == WISHES)
			say(post, SAY_WISH_APP);
		else
			say_of_brand(post);
		type_as(post);
	}
}

static void
remember(const struct post *post, enum story story)
{
	uint32_t number = post->author.number;
	if (number == NOBODY || post->repost_of)
		return;
	if (story == SCANDAL_ROOT) {
		struct ring one = {.count = 0};
		keep(&one, post);
		scandal_root = one.posts[0];
	} else if (story == SCANDAL_REPLIES) {
		keep(&scandal, post);
	} else if (story == CIRCLE) {
		keep(&circle, post);
	} else if (post->channel <= FORUM) {
		keep(&rooms[post->lang][post->brand + 1][post->channel], post);
	}
	if (number >= MIA && number < ACCOUNT)
		keep(&by_named[number - MIA], post);
	if (post->brand >= 0 && !post->reply_to && number < ACCOUNT && post->channel <= FORUM)
		keep(&open_threads[post->brand], post);
}

static void
make_hour(int hour)
{
	uint64_t quota[STORIES], total = 0, place = 0;
	int64_t start_ms = (archive_start + (int64_t)hour * 3600) * 1000;
	for (unsigned s = 0; s < STORIES; s++) {
		/* the running share of the hours so far, so that the hours add up to the total */
		story_done[s] += weight_at((enum story)s, hour);
		quota[s] = story_total[s] * story_done[s] / story_weight[s] - story_seen[s];
		total += quota[s];
	}
	static struct post post;
	for (uint64_t left = total; left > 0; left--, place++) {
		uint64_t draw = (uint64_t)chance() << 20;
		draw = (draw | chance() >> 12) % left;
		unsigned s = 0;
		while (draw >= quota[s])
			draw -= quota[s++];
		quota[s]--;
		post = (struct post){.brand = NO_BRAND, .parent_author = NOBODY, .text.n = 0};
		post.time_ms = start_ms + (int64_t)(((place << 10) + below(1024)) * 3600000 / (total << 10));
		post.id = id_for(post.time_ms);
		hand_until(post.time_ms);
		make_post(&post, (enum story)s);
		if (!post.thread && !post.repost_of && post.channel <= FORUM)
			post.thread = post.id;
		remember(&post, (enum story)s);
		write_post(&post);
		story_seen[s]++;
	}
}

static uint64_t
whole_number(const char *s)
{
	char *end;
	errno = 0;
	uint64_t value = strtoull(s, &end, 10);
	if (*s < '0' || *s > '9' || *end || errno)
		usage();
	return value;
}

int
main(int argc, char **argv)
{
	const char *parts = "corpora/demo/parts", *with = NULL, *positional[2];
	int given = 0;
	for (int i = 1; i < argc; i++) {
		bool option = argv[i][0] == '-';
		if (option && i + 1 >= argc)
			usage();
		if (!option && given < 2)
			positional[given++] = argv[i];
		else if (strcmp(argv[i], "--parts") == 0)
			parts = argv[++i];
		else if (strcmp(argv[i], "--with") == 0)
			with = argv[++i];
		else if (strcmp(argv[i], "--format") == 0 && (strcmp(argv[i + 1], "csv") == 0 || strcmp(argv[i + 1], "jsonl") == 0))
			json = strcmp(argv[++i], "jsonl") == 0;
		else
			usage();
	}
	if (given != 2)
		usage();
	post_total = whole_number(positional[0]);
	chance_seed = whole_number(positional[1]);
	if (post_total > 1000000000)
		die("at most 1,000,000,000 posts");
	chance_state = hash(chance_seed);
	for (unsigned i = 0; i < LANGS; i++)
		load_language(parts, i);
	if (with)
		hand_open(with);
	if (post_total < hand.count)
		die("%s has %" PRIu64 " posts, more than %" PRIu64, with, hand.count, post_total);
	plan_stories(post_total - hand.count);
	if (!json)
		puts("id,time,channel,author,reply_to,repost_of,thread,reach,text");
	for (int hour = 0; hour < HOURS; hour++)
		make_hour(hour);
	hand_until(INT64_MAX);
	if (fclose(stdout))
		die("write: %s", strerror(errno));
	return 0;
}
