#include "lib/entities.h"

#include <stdlib.h>

enum { LONGEST_NAME = 8, LONGEST_NUMBER = 8 };

struct entity {
	const char *name;
	uint32_t rune;
};

/* HTML 4.01, section 24; sorted by bytes. */
static const struct entity entities[] = {
	{"AElig", 198},    {"Aacute", 193},  {"Acirc", 194},   {"Agrave", 192},  {"Alpha", 913},   {"Aring", 197},   {"Atilde", 195},   {"Auml", 196},
	{"Beta", 914},     {"Ccedil", 199},  {"Chi", 935},     {"Dagger", 8225}, {"Delta", 916},   {"ETH", 208},     {"Eacute", 201},   {"Ecirc", 202},
	{"Egrave", 200},   {"Epsilon", 917}, {"Eta", 919},     {"Euml", 203},    {"Gamma", 915},   {"Iacute", 205},  {"Icirc", 206},    {"Igrave", 204},
	{"Iota", 921},     {"Iuml", 207},    {"Kappa", 922},   {"Lambda", 923},  {"Mu", 924},      {"Ntilde", 209},  {"Nu", 925},       {"OElig", 338},
	{"Oacute", 211},   {"Ocirc", 212},   {"Ograve", 210},  {"Omega", 937},   {"Omicron", 927}, {"Oslash", 216},  {"Otilde", 213},   {"Ouml", 214},
	{"Phi", 934},      {"Pi", 928},      {"Prime", 8243},  {"Psi", 936},     {"Rho", 929},     {"Scaron", 352},  {"Sigma", 931},    {"THORN", 222},
	{"Tau", 932},      {"Theta", 920},   {"Uacute", 218},  {"Ucirc", 219},   {"Ugrave", 217},  {"Upsilon", 933}, {"Uuml", 220},     {"Xi", 926},
	{"Yacute", 221},   {"Yuml", 376},    {"Zeta", 918},    {"aacute", 225},  {"acirc", 226},   {"acute", 180},   {"aelig", 230},    {"agrave", 224},
	{"alefsym", 8501}, {"alpha", 945},   {"amp", 38},      {"and", 8743},    {"ang", 8736},    {"apos", 39},     {"aring", 229},    {"asymp", 8776},
	{"atilde", 227},   {"auml", 228},    {"bdquo", 8222},  {"beta", 946},    {"brvbar", 166},  {"bull", 8226},   {"cap", 8745},     {"ccedil", 231},
	{"cedil", 184},    {"cent", 162},    {"chi", 967},     {"circ", 710},    {"clubs", 9827},  {"cong", 8773},   {"copy", 169},     {"crarr", 8629},
	{"cup", 8746},     {"curren", 164},  {"dArr", 8659},   {"dagger", 8224}, {"darr", 8595},   {"deg", 176},     {"delta", 948},    {"diams", 9830},
	{"divide", 247},   {"eacute", 233},  {"ecirc", 234},   {"egrave", 232},  {"empty", 8709},  {"emsp", 8195},   {"ensp", 8194},    {"epsilon", 949},
	{"equiv", 8801},   {"eta", 951},     {"eth", 240},     {"euml", 235},    {"euro", 8364},   {"exist", 8707},  {"fnof", 402},     {"forall", 8704},
	{"frac12", 189},   {"frac14", 188},  {"frac34", 190},  {"frasl", 8260},  {"gamma", 947},   {"ge", 8805},     {"gt", 62},        {"hArr", 8660},
	{"harr", 8596},    {"hearts", 9829}, {"hellip", 8230}, {"iacute", 237},  {"icirc", 238},   {"iexcl", 161},   {"igrave", 236},   {"image", 8465},
	{"infin", 8734},   {"int", 8747},    {"iota", 953},    {"iquest", 191},  {"isin", 8712},   {"iuml", 239},    {"kappa", 954},    {"lArr", 8656},
	{"lambda", 955},   {"lang", 9001},   {"laquo", 171},   {"larr", 8592},   {"lceil", 8968},  {"ldquo", 8220},  {"le", 8804},      {"lfloor", 8970},
	{"lowast", 8727},  {"loz", 9674},    {"lrm", 8206},    {"lsaquo", 8249}, {"lsquo", 8216},  {"lt", 60},       {"macr", 175},     {"mdash", 8212},
	{"micro", 181},    {"middot", 183},  {"minus", 8722},  {"mu", 956},      {"nabla", 8711},  {"nbsp", 160},    {"ndash", 8211},   {"ne", 8800},
	{"ni", 8715},      {"not", 172},     {"notin", 8713},  {"nsub", 8836},   {"ntilde", 241},  {"nu", 957},      {"oacute", 243},   {"ocirc", 244},
	{"oelig", 339},    {"ograve", 242},  {"oline", 8254},  {"omega", 969},   {"omicron", 959}, {"oplus", 8853},  {"or", 8744},      {"ordf", 170},
	{"ordm", 186},     {"oslash", 248},  {"otilde", 245},  {"otimes", 8855}, {"ouml", 246},    {"para", 182},    {"part", 8706},    {"permil", 8240},
	{"perp", 8869},    {"phi", 966},     {"pi", 960},      {"piv", 982},     {"plusmn", 177},  {"pound", 163},   {"prime", 8242},   {"prod", 8719},
	{"prop", 8733},    {"psi", 968},     {"quot", 34},     {"rArr", 8658},   {"radic", 8730},  {"rang", 9002},   {"raquo", 187},    {"rarr", 8594},
	{"rceil", 8969},   {"rdquo", 8221},  {"real", 8476},   {"reg", 174},     {"rfloor", 8971}, {"rho", 961},     {"rlm", 8207},     {"rsaquo", 8250},
	{"rsquo", 8217},   {"sbquo", 8218},  {"scaron", 353},  {"sdot", 8901},   {"sect", 167},    {"shy", 173},     {"sigma", 963},    {"sigmaf", 962},
	{"sim", 8764},     {"spades", 9824}, {"sub", 8834},    {"sube", 8838},   {"sum", 8721},    {"sup", 8835},    {"sup1", 185},     {"sup2", 178},
	{"sup3", 179},     {"supe", 8839},   {"szlig", 223},   {"tau", 964},     {"there4", 8756}, {"theta", 952},   {"thetasym", 977}, {"thinsp", 8201},
	{"thorn", 254},    {"tilde", 732},   {"times", 215},   {"trade", 8482},  {"uArr", 8657},   {"uacute", 250},  {"uarr", 8593},    {"ucirc", 251},
	{"ugrave", 249},   {"uml", 168},     {"upsih", 978},   {"upsilon", 965}, {"uuml", 252},    {"weierp", 8472}, {"xi", 958},       {"yacute", 253},
	{"yen", 165},      {"yuml", 255},    {"zeta", 950},    {"zwj", 8205},    {"zwnj", 8204},
};

/* What windows-1252 has at 128–159; 0 where it has nothing. */
static const uint16_t windows[32] = {
	8364, 0,    8218, 402,  8222, 8230, 8224, 8225, 710, 8240, 352, 8249, 338, 0, 381, 0,
	0,    8216, 8217, 8220, 8221, 8226, 8211, 8212, 732, 8482, 353, 8250, 339, 0, 382, 376,
};

static bool
is_alphanumeric(char c)
{
	return (unsigned char)(c - '0') < 10 || (unsigned char)((c | 0x20) - 'a') < 26;
}

static uint32_t
character(uint32_t number)
{
	if (number >= 128 && number < 160 && windows[number - 128])
		return windows[number - 128];
	if (number == 0 || number > 0x10ffff || (number >= 0xd800 && number < 0xe000))
		return 0xfffd;
	return number < 0x20 && number != '\t' && number != '\n' && number != '\r' ? 0xfffd : number;
}

/* `text` begins behind "&#". How many bytes the number takes, its semicolon included; 0 when there is none. */
static size_t
read_number(struct str text, uint32_t *rune)
{
	bool hex = text.length && (text.at[0] | 0x20) == 'x';
	size_t first = hex, i;
	uint32_t number = 0;

	for (i = first; i < text.length && i < first + LONGEST_NUMBER; i++) {
		unsigned char c = (unsigned char)text.at[i], lower = c | 0x20;
		unsigned digit = (unsigned)(c - '0') < 10 ? (unsigned)(c - '0') : hex && lower >= 'a' && lower <= 'f' ? (unsigned)(lower - 'a' + 10) : 16;

		if (digit == 16)
			break;
		if (number <= 0x10ffff)
			number = number * (hex ? 16 : 10) + digit;
	}
	if (i == first)
		return 0;
	*rune = character(number);
	return i + (i < text.length && text.at[i] == ';');
}

static int
compare_entity(const void *key, const void *entity)
{
	return strcmp(key, ((const struct entity *)entity)->name);
}

/* `text` begins behind '&'. How many bytes the name takes, its semicolon included; 0 when it is no entity. */
static size_t
read_name(struct str text, uint32_t *rune)
{
	static const char *const forgiven[] = {"amp", "gt", "lt", "nbsp", "quot"};
	char name[LONGEST_NAME + 1];
	const struct entity *found;
	size_t n = 0;

	while (n < text.length && n < LONGEST_NAME && is_alphanumeric(text.at[n])) {
		name[n] = text.at[n];
		n++;
	}
	name[n] = '\0';
	if (n == text.length || text.at[n] != ';') {
		bool known = false;

		for (size_t i = 0; i < sizeof forgiven / sizeof *forgiven; i++)
			known = known || strcmp(name, forgiven[i]) == 0;
		if (!known || (n < text.length && (text.at[n] == '=' || is_alphanumeric(text.at[n]))))
			return 0;
	}
	found = bsearch(name, entities, sizeof entities / sizeof *entities, sizeof *entities, compare_entity);
	if (!found)
		return 0;
	*rune = found->rune;
	return n + (n < text.length && text.at[n] == ';');
}

size_t
entity_at(struct str text, uint32_t *rune)
{
	struct str rest = {text.at + 1, text.length - 1};
	size_t taken;

	if (rest.length == 0 || rest.at[0] != '#') {
		taken = read_name(rest, rune);
		return taken + (taken > 0);
	}
	taken = read_number((struct str){rest.at + 1, rest.length - 1}, rune);
	return taken ? taken + 2 : 0;
}

static void
decode_once(struct buffer *out, struct str text)
{
	while (text.length) {
		const char *mark = memchr(text.at, '&', text.length);
		size_t before = mark ? (size_t)(mark - text.at) : text.length, taken;
		uint32_t rune = 0;

		buffer_bytes(out, text.at, before);
		if (!mark)
			return;
		text = (struct str){mark, text.length - before};
		taken = entity_at(text, &rune);
		if (taken)
			buffer_rune(out, rune);
		else
			buffer_char(out, '&');
		taken += taken == 0;
		text = (struct str){text.at + taken, text.length - taken};
	}
}

void
entities_decode(struct buffer *out, struct str text)
{
	struct buffer once = {0};

	if (!memchr(text.at, '&', text.length)) {
		buffer_text(out, text);
		return;
	}
	decode_once(&once, text);
	if (once.length < text.length && memchr(once.at, '&', once.length))
		decode_once(out, buffer_str(&once));
	else
		buffer_text(out, buffer_str(&once));
	buffer_release(&once);
}
