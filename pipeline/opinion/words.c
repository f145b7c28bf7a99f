#include "opinion/words.h"

#include <stdlib.h>

#include "lib/unicode.h"

/* The cache is emptied when it has grown to this many distinct words or bytes of them, so that memory does not grow with the archive, nor with what one post
 * holds. */
enum { MOST_WORDS = 1 << 19, MOST_BYTES = 1 << 26 };

enum { FIRST_SLOTS = 1 << 14 };

/* A word of one byte may begin any. */
static void
mark_front(struct words *words, struct str text)
{
	unsigned first = text.length ? (unsigned char)text.at[0] : 0;

	if (text.length > 1)
		words->fronts[first << 5 | (unsigned char)text.at[1] >> 3] |= (uint8_t)(1u << (text.at[1] & 7));
	else
		memset(&words->fronts[first << 5], 0xff, 32);
}

/* Whether a front of this text may be a brand's word; most are told apart from all of them by two bytes. */
static bool
may_hold_brand(const struct words *words, struct str text)
{
	return text.length < 2 || words->fronts[(unsigned)(unsigned char)text.at[0] << 5 | (unsigned char)text.at[1] >> 3] >> (text.at[1] & 7) & 1;
}

struct words *
words_new(const struct lexicon *lexicons, unsigned lexicons_count, const struct patterns *brands, const struct map *emoji, const double *scores)
{
	struct words *words = memory_new(1, sizeof *words);

	*words = (struct words){lexicons, lexicons_count, brands, emoji, scores, .slots_count = FIRST_SLOTS};
	words->slots = memory_new(words->slots_count, sizeof *words->slots);
	for (uint32_t i = 0; i < brands->words->count; i++)
		mark_front(words, map_text(brands->words, i));
	return words;
}

void
words_free(struct words *words)
{
	arena_release(&words->arena);
	buffer_release(&words->lower);
	free(words->slots);
	free(words);
}

void
words_trim(struct words *words)
{
	if (words->count <= MOST_WORDS && words->bytes <= MOST_BYTES)
		return;
	memset(words->slots, 0, words->slots_count * sizeof *words->slots);
	arena_reset(&words->arena);
	words->count = words->bytes = words->room_count = 0;
}

/* Skin tones and the selector of emoji style change no meaning: the base is looked up without them. */
static uint32_t
find_emoji(struct words *words, struct str token)
{
	uint32_t found = map_find(words->emoji, token), rune;

	if (found != MAP_NONE || (unsigned char)token.at[0] < 0x80)
		return found;
	buffer_reset(&words->lower);
	for (size_t i = 0, length; i < token.length; i += length) {
		if (!(length = str_rune((struct str){token.at + i, token.length - i}, &rune)))
			return MAP_NONE;
		if (rune != 0xfe0f && !(rune >= 0x1f3fb && rune <= 0x1f3ff))
			buffer_rune(&words->lower, rune);
	}
	return map_find(words->emoji, buffer_str(&words->lower));
}

static void
mark_punctuation(struct word *word, struct str token)
{
	for (size_t i = 0; i < token.length; i++) {
		word->question |= token.at[i] == '?';
		word->exclamation |= token.at[i] == '!';
	}
	word->kind = token.at[0] == '.' || word->question || word->exclamation || str_starts(token, STR("…")) ? WORD_END : WORD_PAUSE;
}

/* Shouted has two letters or more and no small one. True when it begins with a capital. */
static bool
mark_case(struct word *word, struct str token)
{
	bool capital = false;
	int upper = 0, lower = 0;
	uint32_t rune;

	for (size_t i = 0, length; i < token.length; i += length) {
		if (!(length = str_rune((struct str){token.at + i, token.length - i}, &rune)))
			length = 1, rune = '?';
		if (rune < 0x80) {
			upper += rune - 'A' < 26;
			lower += rune - 'a' < 26;
		} else if (rune_is_upper(rune)) {
			upper++;
		} else if (rune_class(rune) == RUNE_LETTER) {
			lower++;
		}
		if (i == 0)
			capital = upper == 1;
	}
	word->shouted = upper > 1 && lower == 0;
	word->signs = (uint8_t)((upper ? SIGN_UPPER : 0) | (lower && word->kind == WORD_PLAIN ? SIGN_LOWER : 0));
	return capital;
}

static bool
has_letter_or_digit(struct str token)
{
	uint32_t rune;

	for (size_t i = 0, length; i < token.length; i += length) {
		if (!(length = str_rune((struct str){token.at + i, token.length - i}, &rune)))
			return true;
		if ((rune | 0x20) - 'a' < 26)
			return true;
		enum rune_class class = rune_class(rune);
		if (class == RUNE_LETTER || class == RUNE_DIGIT || class == RUNE_EMOJI)
			return true;
	}
	return false;
}

/* ---- brands in longer words ---- */

enum { SHORTEST_STEM = 5, LONGEST_COMPOUND = 64 }; /* bytes */

/* `Telenors`, `i-MiEV-en`, `NSB-togene`: the brand's own word in front of a genitive or of a hyphen and the rest. The longest wins. */
static uint32_t
before_ending(const struct map *brand, struct str lower)
{
	static const char *const genitives[] = {"'s", "’s", "'", "’", "s"};

	for (size_t i = 0; i < sizeof genitives / sizeof *genitives; i++) {
		struct str ending = str_of(genitives[i]);
		uint32_t found = MAP_NONE;
		if (lower.length > ending.length && str_ends(lower, ending))
			found = map_find(brand, (struct str){lower.at, lower.length - ending.length});
		if (found != MAP_NONE)
			return found;
	}
	for (size_t i = lower.length < LONGEST_COMPOUND ? lower.length : LONGEST_COMPOUND; i-- > 1;)
		if (lower.at[i] == '-') {
			uint32_t found = map_find(brand, (struct str){lower.at, i});
			if (found != MAP_NONE)
				return found;
		}
	return MAP_NONE;
}

/* `Telenorkundene`, `Telenoren`: a name of some length in front, written with its capital. */
static uint32_t
inside(const struct map *brand, struct str lower)
{
	for (size_t i = (lower.length < LONGEST_COMPOUND ? lower.length : LONGEST_COMPOUND) - 1; i >= SHORTEST_STEM; i--) {
		uint32_t found = map_find(brand, (struct str){lower.at, i});
		if (found != MAP_NONE)
			return found;
	}
	return MAP_NONE;
}

static void
learn_brand(const struct map *brand, struct word *word, struct str lower, bool capital)
{
	if ((word->brand = map_find(brand, lower)) != MAP_NONE)
		return;
	if ((word->brand = before_ending(brand, lower)) != MAP_NONE)
		return;
	if (capital && lower.length > SHORTEST_STEM && (word->brand = inside(brand, lower)) != MAP_NONE)
		word->inside = true;
}

/* `url:shop.telia.no` is Telia's when `telia.no` is. */
static void
learn_link(const struct map *brand, struct word *word, struct str lower)
{
	char host[260] = "url:";
	struct str rest = {lower.at + 4, lower.length - 4};

	while (rest.at && rest.length && rest.length < sizeof host - 4) {
		memcpy(host + 4, rest.at, rest.length);
		if ((word->brand = map_find(brand, (struct str){host, rest.length + 4})) != MAP_NONE)
			return;
		str_cut(&rest, '.');
	}
}

/* ---- hashtags ---- */

enum { MOST_PARTS = 16 };

static const struct word *
find_part(struct words *words, struct str part)
{
	struct buffer padded = {0};
	const struct word *word;

	buffer_text(&padded, part);
	buffer_text(&padded, STR("        "));
	struct sought sought = words_seek((struct str){padded.at, part.length}, words_front(padded.at, part.length));
	word = words_find(words, &sought);
	buffer_release(&padded);
	return word;
}

/* #ThisIsBad: a part begins at a capital behind a small letter, and behind _. */
static void
learn_tag(struct words *words, struct word *word, struct str token)
{
	struct str parts[MOST_PARTS];
	uint32_t count = 0, rune;
	size_t begin = 1;
	bool small = false;

	for (size_t i = 1, length; i <= token.length && count < MOST_PARTS; i += length) {
		bool end = i == token.length;
		length = end ? 1 : str_rune((struct str){token.at + i, token.length - i}, &rune);
		if (length == 0)
			return;
		bool upper = !end && rune_is_upper(rune), under = !end && rune == '_';
		if ((end || under || (upper && small)) && i > begin) {
			parts[count++] = (struct str){token.at + begin, i - begin};
			begin = i;
		}
		if (under)
			begin = i + 1;
		small = !upper && !under;
	}
	if (count < 2)
		return;
	word->parts = arena_new(&words->arena, count, sizeof *word->parts);
	for (uint32_t i = 0; i < count; i++)
		word->parts[i] = find_part(words, parts[i]);
	word->parts_count = (uint8_t)count;
}

/* An account or a tag that no row lists is matched as the bare word: @telia, #fail. */
static void
learn_marked(struct words *words, struct word *word, struct str token, struct str lower)
{
	struct str bare = {lower.at + 1, lower.length - 1};

	word->brand = map_find(words->brands->words, lower);
	if (word->brand == MAP_NONE)
		word->brand = map_find(words->brands->words, bare);
	if (word->kind == WORD_TAG) {
		word->opinion = map_find(words->lexicons->patterns.words, bare);
		learn_tag(words, word, token);
	}
}

enum { LONGEST_TURN = 6 };

/* What the borders of clauses and the rules ask of a word as it is written. */
static uint8_t
turn_of(struct str token)
{
	static const struct {
		const char word[LONGEST_TURN + 1];
		uint8_t turn;
	} turns[] = {{"at", TURN_COMPLEMENT}, {"that", TURN_COMPLEMENT}, {"å", TURN_COMPLEMENT}, {"som", TURN_BOUND},   {"end", TURN_BOUND},
	             {"enn", TURN_BOUND},     {"than", TURN_BOUND},      {"om", TURN_BOUND},     {"aldri", TURN_NEVER}, {"aldrig", TURN_NEVER},
	             {"never", TURN_NEVER},   {"🙄", TURN_IRONIC},     {"🙃", TURN_IRONIC},  {"🤡", TURN_IRONIC}};

	if (token.length > LONGEST_TURN)
		return 0;
	for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
		if (token.at[0] == turns[i].word[0] && str_equal(token, str_of(turns[i].word)))
			return turns[i].turn;
	return 0;
}

static void
learn(struct words *words, struct word *word, struct str token)
{
	uint32_t emoji;
	bool capital;

	word->opinion = word->brand = MAP_NONE;
	word->lemma = word;
	word->turn = turn_of(token);
	if (token.length == 0)
		return;
	if ((emoji = find_emoji(words, token)) != MAP_NONE) {
		word->kind = WORD_EMOJI;
		word->score = words->scores[emoji];
		word->opinion = map_find(words->lexicons->patterns.words, token);
		return;
	}
	if (!has_letter_or_digit(token)) {
		mark_punctuation(word, token);
		return;
	}
	word->kind = token.at[0] == '@' ? WORD_MENTION : token.at[0] == '#' ? WORD_TAG : str_starts(token, STR("url:")) ? WORD_LINK : WORD_PLAIN;
	capital = mark_case(word, token);
	buffer_reset(&words->lower);
	unicode_lower(&words->lower, token);
	struct str lower = buffer_str(&words->lower);
	if (word->kind == WORD_PLAIN) {
		word->opinion = map_find(words->lexicons->patterns.words, lower);
		if (may_hold_brand(words, lower))
			learn_brand(words->brands->words, word, lower, capital);
	} else if (word->kind == WORD_LINK)
		learn_link(words->brands->words, word, lower);
	else
		learn_marked(words, word, token, lower);
}

static void
place(struct words *words, struct words_slot slot, uint64_t hash)
{
	size_t i = (size_t)hash & (words->slots_count - 1);

	while (words->slots[i].word)
		i = (i + 1) & (words->slots_count - 1);
	words->slots[i] = slot;
}

static void
grow(struct words *words)
{
	struct words_slot *old = words->slots;
	size_t old_count = words->slots_count;

	words->slots_count *= 2;
	words->slots = memory_new(words->slots_count, sizeof *words->slots);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].word)
			place(words, old[i], words_hash(old[i].word->text, old[i].first, old[i].word->last));
	free(old);
}

static uint8_t
signs_of(const struct words *words, const struct word *word)
{
	return (uint8_t)((patterns_begins(words->brands, word->brand) ? SIGN_BRAND : 0) | (word->kind == WORD_EMOJI ? SIGN_EMOJI : 0) |
	                 (word->kind == WORD_PAUSE || word->kind == WORD_END || word->parts_count ? SIGN_SPECIAL : 0));
}

static uint8_t
classes_of(const struct lexicon *lexicon, const struct word *word)
{
	unsigned classes = lexicon_class(lexicon, word->opinion);
	bool stirs = classes & (CLASS_SUBJUNCTION | CLASS_CONJUNCTION) || word->question || word->turn & TURN_NEVER;

	return (uint8_t)(classes | (stirs ? CLASS_STIRS : 0));
}

enum { ROOM = 256, CACHE_LINE = 64 };
_Static_assert(sizeof(struct word) <= CACHE_LINE, "a word is one line of the processor's cache");

/* Zeroed, and at the beginning of a line. */
static struct word *
new_word(struct words *words)
{
	if (words->room_count == 0) {
		char *room = arena_new(&words->arena, ROOM + 1, CACHE_LINE);
		words->room = (struct word *)(void *)(room + (-(uintptr_t)room & (CACHE_LINE - 1)));
		words->room_count = ROOM;
	}
	return &words->room[--words->room_count];
}

struct word *
words_learn(struct words *words, const struct sought *sought)
{
	struct word *word = new_word(words);

	if (words->count >= words->slots_count / 8 * 5)
		grow(words);
	word->text = arena_copy(&words->arena, sought->token);
	word->first = sought->first;
	word->last = words_end(sought->token.at, sought->token.length);
	place(words, (struct words_slot){word->first, word}, sought->hash);
	words->count++;
	words->bytes += word->text.length;
	learn(words, word, word->text);
	word->signs |= signs_of(words, word);
	for (unsigned i = 0; i < words->lexicons_count && i < MOST_LEXICONS; i++)
		word->classes[i] = classes_of(&words->lexicons[i], word);
	return word;
}
