/* The hand-written parts that text is grown from.
 *
 *   parts/common.txt, parts/LANG/FILE.txt  ->  sections of alternatives  ->  pieces: words as they stand, and slots
 *
 * "[section]" begins a list with one alternative a line, "[section,]" one with many a line, split at ", ". "// " begins a comment.
 * In an alternative {slot} is another section, {slot.*} the section of the brand's kind, {a|b|c} a form that agrees with the latest
 * noun, {slot:t} sets what comes after to neuter (:p to plural), and the names of `enum special` are made up on the spot. In a list,
 * "a|b|c" are forms (common, neuter, plural) and a final /t or /p says that a noun is neuter or plural. Earlier alternatives are
 * commoner (Zipf's law).
 *
 * Everything here lives as long as the process.
 */
#ifndef MAKE_ARCHIVE_PARTS_H
#define MAKE_ARCHIVE_PARTS_H

#include "brands.h"
#include "lib/str.h"

enum special { BRAND, BRANDS_OWN, AT, TAG, SITE, NEW, ANEW, THENEW, WHO, PLACE, NUMBER, PRICE, CLOCK, RIVAL, TO, SPECIALS };
enum gender { COMMON, NEUTER, PLURAL };

/* The sections that the program itself asks for. */
/* clang-format off */
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
/* clang-format on */

struct sections_by_kind {
	const struct section *of[KINDS];
};

struct piece {
	enum { LITERAL, SECTION, BY_KIND, FORMS, SPECIAL } type;
	enum gender agrees; /* what comes after agrees with this, where the slot says so itself */
	struct str text;    /* of LITERAL and FORMS */
	union {
		const struct section *section;
		const struct sections_by_kind *by_kind;
		enum special special;
	} of;
};

struct alternative {
	struct str text;
	enum gender gender;
	bool forms; /* "a|b|c" */
	unsigned pieces_count;
	struct piece *pieces;
	uint64_t cumulated; /* the weight of this one and all before it */
};

struct section {
	bool list, nouns; /* nouns: what comes after agrees with the one chosen */
	unsigned count;
	struct alternative *alternatives;
};

/* Reads the parts of all languages; dies with file and line, or with the slot that no section fills. */
void
parts_load(const char *directory);

/* NULL where Swedish or German, of which there is little, have none. */
const struct section *
part(enum language language, enum known what);

/* One of the sections "chat.…": 0 … part_subjects() - 1, in the order of the file. */
const struct section *
part_subject(enum language language, unsigned number);
unsigned
part_subjects(enum language language);

/* The alternative with this number, counted round and round. */
const struct alternative *
alternative(const struct section *section, uint64_t number);

/* One by chance. */
const struct alternative *
choose(const struct section *section);

#endif
