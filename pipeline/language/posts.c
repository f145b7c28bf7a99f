#include "language/posts.h"

#include "lib/unicode.h"

static char
char_at(struct str text, size_t at)
{
	return at < text.length ? text.at[at] : ' ';
}

static bool
is_letter(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

static bool
is_digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

/* ASCII letters and digits, and every byte of a longer character. */
static bool
is_word_byte(char c)
{
	return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80;
}

static struct str
tail(struct str text, size_t at)
{
	return (struct str){text.at + at, text.length - at};
}

/* ---- emoticons ---- */

/* Those that are no eyes-nose-mouth; longer ones before their beginnings. */
static const char *const odd_emoticons[] = {"</3", "<3", "^_^", "^^", "-_-", "\\o/", "(-:", "(:", "(;", "):", "=(", "¯\\_(ツ)_/¯", ">:(", ">_<", "T_T", NULL};
static const char *const lettered_emoticons[] = {"xD", "XD", "xd", "o_O", "O_o", "o_o", "O_O", "T_T", NULL};

static size_t
listed_emoticon(struct str text, size_t at, const char *const list[], struct str *shape)
{
	for (size_t i = 0; list[i]; i++) {
		*shape = str_of(list[i]);
		if (list[i][0] == text.at[at] && str_starts(tail(text, at), *shape))
			return at + shape->length;
	}
	return at;
}

/* The mouth at `at`: its end when it repeats, or `at`. A letter or digit as mouth must not begin a word. */
static size_t
mouth_end(struct str text, size_t at)
{
	char mouth = char_at(text, at);
	size_t end = at + 1;

	if (!strchr(")(][}{DdPpOo3/\\|*$sSxX@cb", mouth))
		return at;
	while (char_at(text, end) == mouth)
		end++;
	if (is_word_byte(mouth) && (is_word_byte(char_at(text, end)) || char_at(text, end) == '_'))
		return at;
	if (mouth == '/' && end - at > 1)
		return at;
	return mouth == '@' && is_word_byte(char_at(text, end)) ? at : end;
}

size_t
posts_emoticon(struct str text, size_t at, struct str *shape)
{
	char eyes = text.at[at];
	size_t mouth = at + 1, end;
	bool free_left = at == 0 || !is_digit(text.at[at - 1]);

	if (eyes == ':' || eyes == ';' || eyes == '=') {
		if (char_at(text, mouth) == '\'')
			mouth++;
		if (strchr("-o^~", char_at(text, mouth)) && mouth_end(text, mouth + 1) > mouth + 1)
			mouth++;
		end = free_left ? mouth_end(text, mouth) : mouth;
		if (end > mouth &&
		    !(at > 0 && is_word_byte(text.at[at - 1]) && (eyes == '=' || !strchr("DPp", text.at[mouth])) && is_word_byte(text.at[mouth]))) {
			*shape = (struct str){text.at + at, mouth + 1 - at};
			return end;
		}
	}
	if (!strchr("<^-\\()=>", eyes) && (unsigned char)eyes != 0xc2)
		return at;
	if (at > 0 && text.at[at - 1] != ' ' && eyes != '<' && eyes != '^')
		return at;
	end = listed_emoticon(text, at, odd_emoticons, shape);
	if (end > at && shape->length == 2 && eyes != '<' && eyes != '^' && char_at(text, end) != ' ')
		return at;
	return eyes == '<' && is_digit(char_at(text, end)) ? at : end;
}

size_t
posts_lettered_emoticon(struct str text, size_t at, struct str *shape)
{
	size_t end;

	if (text.at[at] == '8' && char_at(text, at + 1) == '-' && char_at(text, at + 2) == ')') {
		*shape = STR("8-)");
		return at + 3;
	}
	if (!strchr("xXoOT", text.at[at]) || (at > 0 && is_word_byte(text.at[at - 1])))
		return at;
	end = listed_emoticon(text, at, lettered_emoticons, shape);
	while (end > at && (text.at[at] | 0x20) == 'x' && char_at(text, end) == text.at[at + 1])
		end++;
	return end > at && (is_word_byte(char_at(text, end)) || char_at(text, end) == '_') ? at : end;
}

/* ---- emoji ---- */

static size_t
rune_at(struct str text, size_t at, uint32_t *rune)
{
	*rune = 0;
	return at < text.length ? str_rune(tail(text, at), rune) : 0;
}

/* One picture with its selector and modifier. */
static size_t
picture_end(struct str text, size_t at)
{
	uint32_t rune;
	size_t n = rune_at(text, at, &rune), end = at + n;

	if (n < 2 || (rune < 0x203c && rune != 0xa9 && rune != 0xae) || rune_class(rune) != RUNE_EMOJI)
		return at;
	if (rune < 0x2190) { /* ©, ®, ™ and ‼ are text unless a selector says otherwise */
		n = rune_at(text, end, &rune);
		return rune == 0xfe0f ? end + n : at;
	}
	while ((n = rune_at(text, end, &rune)) &&
	       (rune == 0xfe0f || rune == 0xfe0e || rune == 0x20e3 || (rune >= 0x1f3fb && rune <= 0x1f3ff) || (rune >= 0xe0020 && rune <= 0xe007f)))
		end += n;
	return end;
}

size_t
posts_emoji(struct str text, size_t at)
{
	uint32_t rune;
	size_t n = rune_at(text, at, &rune), end, next;

	if (rune == '#' || rune == '*')
		return posts_keycap(text, at);
	if (rune >= 0x1f1e6 && rune <= 0x1f1ff) {
		end = at + n;
		n = rune_at(text, end, &rune);
		return rune >= 0x1f1e6 && rune <= 0x1f1ff ? end + n : end;
	}
	end = picture_end(text, at);
	while (end > at && (n = rune_at(text, end, &rune)) && rune == 0x200d && (next = picture_end(text, end + n)) > end + n)
		end = next;
	return end;
}

size_t
posts_keycap(struct str text, size_t at)
{
	char c = text.at[at];

	if (!is_digit(c) && c != '#' && c != '*')
		return at;
	if (str_starts(tail(text, at + 1), STR("\ufe0f\u20e3")))
		return at + 7;
	return str_starts(tail(text, at + 1), STR("\u20e3")) ? at + 4 : at;
}

/* ---- addresses ---- */

enum { HOST_LONGEST = 253 }; /* RFC 1035 */

size_t
posts_host_end(struct str text, size_t at)
{
	size_t end = at;

	while (end - at <= HOST_LONGEST &&
	       (is_word_byte(char_at(text, end)) || char_at(text, end) == '_' || char_at(text, end) == '-' || char_at(text, end) == '.')) {
		if (str_starts(tail(text, end), STR("\u2028")) || str_starts(tail(text, end), STR("…")))
			break;
		end++;
	}
	if (end - at > HOST_LONGEST)
		return at;
	while (end > at && (text.at[end - 1] == '.' || text.at[end - 1] == '-'))
		end--;
	return end;
}

/* Up to a space, a quotation mark or a bracket that was not opened inside; punctuation at the end belongs to the sentence. */
static size_t
path_end(struct str text, size_t at)
{
	size_t end = at;
	int open = 0;

	for (; end < text.length; end++) {
		char c = text.at[end];

		if (c == ' ' || c == '"' || c == '<' || c == '>' || str_starts(tail(text, end), STR("\u2028")) || str_starts(tail(text, end), STR("»")) ||
		    str_starts(tail(text, end), STR("”")) || str_starts(tail(text, end), STR("…")))
			break;
		open += c == '(';
		if (c == ')' && open-- == 0)
			break;
	}
	while (end > at && strchr(".,!?;:'", text.at[end - 1]))
		end--;
	return end;
}

static struct str
plain_host(struct str host)
{
	static const char www[] = "www.";
	size_t i = 0;

	while (i < 4 && i < host.length && (host.at[i] | 0x20) == (www[i] | 0x20))
		i++;
	return i == 4 && memchr(host.at + 4, '.', host.length - 4) ? tail(host, 4) : host;
}

/* Endings that make a word with points an address by themselves, and those that need a path (they are words or common endings of sentences). */
static bool
ends_like_host(struct str word, bool with_path)
{
	static const char *const sure[] = {"com", "org", "net", "dk", "no", "eu", "io", "info", "uk", "gov", "edu", "app", NULL};
	static const char *const beside_path[] = {"se", "fi", "is", "de", "nl", "co", "ly", "nu", "tv", "me",
	                                          "be", "gl", "it", "fr", "es", "gd", "to", "im", NULL};
	const char *point = memrchr(word.at, '.', word.length);
	struct str last;
	char lower[8];

	if (!point || point == word.at)
		return false;
	last = tail(word, (size_t)(point - word.at) + 1);
	if (last.length < 2 || last.length > 4)
		return false;
	for (size_t i = 0; i < last.length; i++)
		lower[i] = (char)(last.at[i] | 0x20);
	last.at = lower;
	for (size_t i = 0; sure[i]; i++)
		if (str_equal(last, str_of(sure[i])))
			return true;
	for (size_t i = 0; with_path && beside_path[i]; i++)
		if (str_equal(last, str_of(beside_path[i])))
			return true;
	return false;
}

/* Whether the point's right side is not a new sentence's first word: bra.No is, Vy.no is not. */
static bool
is_lower_behind_point(struct str word)
{
	const char *point = memrchr(word.at, '.', word.length);

	return point && point + 1 < word.at + word.length && ((unsigned char)point[1] >= 'a' || (word.at[0] >= 'A' && word.at[0] <= 'Z' && word.at[1] < 'a'));
}

static size_t
address_from(struct str text, size_t host_start, struct str *host)
{
	size_t host_end = posts_host_end(text, host_start), end = host_end;

	if (host_end == host_start)
		return 0;
	if (char_at(text, end) == ':' && is_digit(char_at(text, end + 1)))
		for (end++; is_digit(char_at(text, end));)
			end++;
	if (char_at(text, end) == '/' || char_at(text, end) == '?' || char_at(text, end) == '#')
		end = path_end(text, end);
	*host = plain_host((struct str){text.at + host_start, host_end - host_start});
	return end;
}

static size_t
mail_address(struct str text, size_t at, size_t word_end, struct str *host)
{
	size_t mark = word_end, end;

	while (mark < text.length && mark - at < 64 && (is_letter(text.at[mark]) || is_digit(text.at[mark]) || strchr("._+-", text.at[mark])))
		mark++;
	if (char_at(text, mark) != '@')
		return 0;
	end = posts_host_end(text, mark + 1);
	*host = (struct str){text.at + mark + 1, end - mark - 1};
	return end > mark + 1 && memchr(host->at, '.', host->length) ? end : 0;
}

size_t
posts_address(struct str text, size_t at, size_t word_end, struct str *host)
{
	struct str word = {text.at + at, word_end - at};
	char next = char_at(text, word_end);

	if (next == ':' && str_starts(tail(text, word_end), STR("://")) && (word.length == 4 || word.length == 5 || word.length == 3)) {
		size_t end = path_end(text, word_end + 3), start = word_end + 3;
		const char *user = memchr(text.at + start, '@', posts_host_end(text, start) < end ? posts_host_end(text, start) + 1 - start : 0);
		size_t found = address_from(text, user ? (size_t)(user - text.at) + 1 : start, host);
		return found > end ? found : found ? end : 0;
	}
	if ((next == '@' || next == '+' || next == '-' || next == '.') && (word_end = mail_address(text, at, word_end, host)))
		return word_end;
	if (!memchr(word.at, '.', word.length) && next != '-')
		return 0;
	word_end = posts_host_end(text, at);
	word = (struct str){text.at + at, word_end - at};
	if (!memchr(word.at, '.', word.length))
		return 0;
	if (word.length > 6 && (word.at[0] | 0x20) == 'w' && (word.at[1] | 0x20) == 'w' && (word.at[2] | 0x20) == 'w' && word.at[3] == '.')
		return address_from(text, at, host);
	if (ends_like_host(word, char_at(text, word_end) == '/') && is_lower_behind_point(word) && !is_digit(word.at[0]))
		return address_from(text, at, host);
	return 0;
}

/* ---- abbreviations ---- */

/* Without their last point, in lower case. Those that are also a sentence's last word (min, red, no) are left out. */
static const char *const abbreviations[] = {
	"a.m",   "adr",  "afd",   "alm",   "ang",   "approx", "avd",   "bl.a",  "ca",   "cf",    "d.e",   "d.s.s", "d.v.s", "d.y",   "dkr",   "dr",
	"dvs",   "e.g",  "e.kr",  "ekskl", "eksl",  "etc",    "evt",   "f.eks", "f.kr", "f.o.m", "f.x",   "feks",  "fhv",   "forts", "frk",   "gl",
	"h.h.v", "hhv",  "hk",    "hr",    "i.e",   "i.f.m",  "i.f.t", "i.h.t", "ifm",  "ift",   "iht",   "inkl",  "istf",  "jf",    "jfr",   "jmf",
	"jr",    "jvf",  "kap",   "kbh",   "kgl",   "kl",     "kr",    "kvm",   "ltd",  "m.a",   "m.a.o", "m.b.t", "m.fl",  "m.h.p", "m.h.t", "m.m",
	"m.v",   "maks", "mdr",   "mhp",   "mht",   "mia",    "mill",  "mio",   "mr",   "mrd",   "mrs",   "mtp",   "mv",    "n.b",   "nkr",   "nr",
	"o.a",   "o.l",  "o.m.a", "o.m.m", "o.s.b", "o.s.v",  "osv",   "p.g.a", "p.m",  "p.r",   "p.s",   "p.t",   "pct",   "pga",   "pkt",   "pr",
	"prof",  "pst",  "resp",  "rk",    "s.k",   "s.u",    "sek",   "sr",    "st",   "stk",   "såk",   "t.d",   "t.ex",  "t.h",   "t.o.m", "t.v",
	"tel",   "tlf",  "tsk",   "u.a",   "u.k",   "u.s",    "univ",  "v.h.a", "vedr", "vha",   "vs",    "årg",   NULL,
};

/* Words that drop their end and show it by an apostrophe. */
static const char *const clipped[] = {"ha", "ka", "ska", "sku", "ta", "la", "gi", "bli", "sgu", "ku", "go", "blev", NULL};

enum { ABBREVIATION_LONGEST = 6 };

/* A word of at most six bytes as a number, its ASCII letters in lower case; 0 for a longer one, which is not listed. */
static uint64_t
lowered(struct str word)
{
	uint64_t bytes = 0;

	if (word.length > ABBREVIATION_LONGEST)
		return 0;
	for (size_t i = 0; i < word.length; i++)
		bytes = bytes << 8 | (unsigned char)(word.at[i] >= 'A' && word.at[i] <= 'Z' ? word.at[i] | 0x20 : word.at[i]);
	return bytes;
}

enum { PLACES = 512 };

/* Where the number of an abbreviation stands in the table, or the empty place where it would. */
static uint64_t *
place_of(uint64_t table[PLACES], uint64_t word)
{
	_Static_assert(sizeof abbreviations / sizeof *abbreviations < PLACES / 2, "most places are empty");
	size_t place = word * 0x9e3779b97f4a7c15u >> 55;

	while (table[place] && table[place] != word)
		place = (place + 1) % PLACES;
	return &table[place];
}

bool
posts_is_abbreviation(struct str word)
{
	static uint64_t table[PLACES];
	static bool filled;
	uint64_t lower = lowered(word);

	for (size_t i = 0; !filled && abbreviations[i]; i++)
		*place_of(table, lowered(str_of(abbreviations[i]))) = lowered(str_of(abbreviations[i]));
	filled = true;
	return lower && *place_of(table, lower) == lower;
}

static bool
is_clipped(struct str word)
{
	uint64_t lower = lowered(word);

	for (size_t i = 0; lower && clipped[i]; i++)
		if (lower == lowered(str_of(clipped[i])))
			return true;
	return false;
}

/* Single letters with points between them: U.S.A, p.g.a. */
static bool
is_initialism(struct str word)
{
	for (size_t i = 0; i < word.length; i++)
		if (i % 2 ? word.at[i] != '.' : !is_letter(word.at[i]))
			return false;
	return word.length % 2 && word.length >= 3;
}

bool
posts_is_pointed_word(struct str word)
{
	const char *point = memchr(word.at, '.', word.length);
	bool digit = false;

	for (size_t i = 0; i < word.length; i++)
		digit = digit || is_digit(word.at[i]);
	return !point || digit || is_initialism(word) || posts_is_abbreviation(word);
}

size_t
posts_word_tail(struct str text, struct str word, size_t end)
{
	char next = char_at(text, end), after = char_at(text, end + 1);

	if (next == ' ' || next == ',')
		return end;
	if (next == '.' && after != '.' && (is_initialism(word) || posts_is_abbreviation(word)))
		return end + 1;
	if ((next == '\'' || next == '`') && !is_word_byte(after) && is_clipped(word))
		return end + 1;
	if ((str_starts(tail(text, end), STR("’")) && is_clipped(word)) && !is_word_byte(char_at(text, end + 3)))
		return end + 3;
	if (next == '+' && !is_word_byte(after) && after != '+')
		return end + 1;
	return end;
}
