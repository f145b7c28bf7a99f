#include "language/work.h"

#include <stdlib.h>

#include "lib/unicode.h"

enum { WORD_LONGEST = 64 }; /* bytes; what is longer is no word */

struct words *
words_open(const struct dictionary_language *language, const struct counts *counts)
{
	struct words *words = memory_new(1, sizeof *words);

	words->language = language;
	words->dictionary = dictionary_open(language);
	words->counts = counts;
	for (size_t i = 0; i < 2 && language->sisters[i]; i++)
		words->sisters[i] = dictionary_open(dictionary_language(str_of(language->sisters[i])));
	return words;
}

const struct dictionary *
words_dictionary(const struct words *words)
{
	return words->dictionary;
}

/* ---- tokens ---- */

static bool
is_letter(uint32_t rune)
{
	return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') || (rune > 0x7f && rune_class(rune) == RUNE_LETTER);
}

/* Counts what the token is made of; whether it is a word (letters, not an emoticon, a name on the net or an address). */
static bool
is_word(struct work *work)
{
	struct str rest = work->token;
	size_t letters = 0, upper = 0, others = 0, digits = 0, runes = 0, n;
	uint32_t rune;

	for (; (n = str_rune(rest, &rune)) != 0; rest.at += n, rest.length -= n, runes++) {
		if (is_letter(rune)) {
			bool is_upper = rune_is_upper(rune);
			letters++;
			upper += is_upper;
			work->capital |= runes == 0 && is_upper;
		} else if (rune >= '0' && rune <= '9') {
			digits++;
		} else if (rune != '-' && rune != '\'' && rune != 0x2019 && rune != '.') {
			others++;
		}
	}
	work->capitals = letters > 1 && upper == letters;
	others += digits && !memchr(work->token.at, '-', work->token.length);
	return letters && others == 0 && rest.length == 0 && (letters > 1 || runes == 1 || runes == 2) && work->token.at[0] != '.';
}

static bool
ends_sentence(struct str token)
{
	return str_starts(token, STR(".")) || str_starts(token, STR("!")) || str_starts(token, STR("?")) || str_starts(token, STR("\xe2\x80\xa6"));
}

static bool
is_number(struct str token)
{
	return token.length && token.at[0] >= '0' && token.at[0] <= '9';
}

/* The mended form with the capitals that the token had, or that the word has. */
static struct str
as_written(struct work *work, struct str right)
{
	uint32_t form = dictionary_find(work->words->dictionary, right), rune;
	unsigned flags = form == DICTIONARY_NONE ? FORM_WORD : dictionary_flags(work->words->dictionary, form);
	size_t n = str_rune(right, &rune);

	if (!work->capital && (flags & FORM_WORD))
		return right;
	buffer_reset(&work->words->lemma);
	buffer_rune(&work->words->lemma, rune_to_upper(rune));
	for (right.at += n, right.length -= n; work->capitals && (n = str_rune(right, &rune)) != 0; right.at += n, right.length -= n)
		buffer_rune(&work->words->lemma, rune_to_upper(rune));
	buffer_text(&work->words->lemma, right);
	return work_keep(work->words, buffer_str(&work->words->lemma));
}

/* ---- a word ---- */

/* Readings of several words at once: their lemmas, joined. */
static void
read_several(struct work *work)
{
	struct words *words = work->words;
	struct buffer joined = {0};

	for (struct str rest = work->lower, part; rest.at;) {
		uint32_t form;
		size_t count = 0;
		const struct layout_reading *readings;
		part = str_cut(&rest, '_');
		form = dictionary_find(words->dictionary, part);
		readings = dictionary_readings(words->dictionary, form, &count);
		if (joined.length)
			buffer_char(&joined, '_');
		buffer_text(&joined, count ? dictionary_text(words->dictionary, readings[0].lemma) : part);
	}
	work_read_as(work, work_keep(words, buffer_str(&joined)), TAG_ADV, 40, false);
	buffer_release(&joined);
}

static void
keep_readings(struct work *work, struct word *word)
{
	struct word_reading *readings = arena_new(&work->words->arena, work->count, sizeof *readings);

	memcpy(readings, work->readings, work->count * sizeof *readings);
	work->words->bytes += work->count * sizeof *readings + sizeof *word;
	word->readings = readings;
	word->count = (uint8_t)work->count;
}

/* The word that was meant, as a word of its own. */
static const struct word *
right_word(struct words *words, struct str right)
{
	struct word *word = arena_new(&words->arena, 1, sizeof *word);
	struct work work = {.words = words, .token = right, .lower = right};

	if (memchr(right.at, '_', right.length))
		read_several(&work);
	else
		work_read(&work);
	*word = (struct word){.lower = right, .mended = STR("")};
	keep_readings(&work, word);
	return word;
}

static void
work_out_word(struct work *work, struct word *word)
{
	uint32_t form = dictionary_find(work->words->dictionary, work->lower);
	unsigned flags = form == DICTIONARY_NONE ? 0 : dictionary_flags(work->words->dictionary, form);
	struct str right;

	if (flags & FORM_CONFUSED)
		word->confusions = dictionary_confusions(work->words->dictionary, form, &word->confusions_count);
	word->capital = work->capital && !work->capitals;
	word->rings = word_has_rings(work->lower);
	if (!flags && work_shorten(work))
		flags = FORM_WORD;
	work_read(work);
	word->unknown = work->unread;
	if (!(flags & FORM_MENDED) && ((flags & (FORM_WORD | FORM_NAME | FORM_CAPITALS)) || work->known))
		return;
	word->mending = (uint8_t)work_mend(work, form, &right);
	if (word->mending == MEND_NOT)
		return;
	word->mended = as_written(work, right);
	word->right = right_word(work->words, right);
}

/* A token that is no word but stands in spelling.csv. */
static bool
is_listed_slip(struct work *work, struct word *word)
{
	uint32_t form = dictionary_find(work->words->dictionary, work->lower);

	if (form == DICTIONARY_NONE || !(dictionary_flags(work->words->dictionary, form) & FORM_MENDED))
		return false;
	word->mended = dictionary_mended(work->words->dictionary, form);
	if (word->mended.length == 0)
		return false;
	word->mending = MEND_ALWAYS;
	word->right = right_word(work->words, word->mended);
	return true;
}

static struct word
work_out(struct words *words, struct str token, struct str lower)
{
	struct work work = {.words = words, .token = token, .lower = lower};
	struct word word = {.lower = lower, .mended = STR("")};

	if (token.length <= WORD_LONGEST && is_word(&work)) {
		work_out_word(&work, &word);
	} else if (token.length <= WORD_LONGEST && is_listed_slip(&work, &word)) { /* gr8 */
		word.readings = word.right->readings;
		word.count = word.right->count;
		return word;
	} else {
		word.ends = ends_sentence(token);
		word.begins = word.ends || str_equal(token, STR(":")) || str_equal(token, STR("-")) || str_equal(token, STR("\"")) ||
		              str_equal(token, STR("\xc2\xab"));
		work_read_as(&work, is_number(token) ? lower : token,
		             word.ends           ? TAG_EDGE
		             : is_number(token)  ? TAG_NUM
		             : token.length <= 3 ? TAG_MARK
		                                 : TAG_OTHER,
		             0, false);
	}
	keep_readings(&work, &word);
	return word;
}

static uint32_t
number_of(struct words *words, struct str token, uint64_t hash)
{
	uint32_t before = words->tokens.count, number = map_add_hashed(&words->tokens, token, hash);

	if (number < before)
		return number;
	if (number >= words->capacity) {
		words->capacity = words->capacity ? 2 * words->capacity : 1 << 12;
		words->known = memory_grow(words->known, words->capacity, sizeof *words->known);
	}
	buffer_reset(&words->lower);
	unicode_lower(&words->lower, token);
	words->bytes += token.length + 32;
	words->known[number] = work_out(words, map_text(&words->tokens, number), work_keep(words, buffer_str(&words->lower)));
	return number;
}

uint32_t
words_number(struct words *words, struct str token)
{
	return number_of(words, token, map_hash(token));
}

enum { AHEAD = 16 }; /* tokens whose places in the map are fetched at a time */

/* A seventh of a run over 100,000 posts was waiting for words that had left the processor's cache, one after the other: they are fetched side by side. */
void
words_numbers(struct words *words, const struct str *tokens, size_t count, uint32_t *numbers)
{
	uint64_t hashes[AHEAD];

	for (size_t begin = 0; begin < count; begin += AHEAD) {
		size_t some = count - begin < AHEAD ? count - begin : AHEAD;
		for (size_t i = 0; i < some; i++)
			hashes[i] = map_approach(&words->tokens, tokens[begin + i]);
		for (size_t i = 0; i < some; i++) {
			uint32_t number = numbers[begin + i] = number_of(words, tokens[begin + i], hashes[i]);
			__builtin_prefetch(&words->known[number]);
			__builtin_prefetch(&words->known[number].rings);
		}
	}
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(words->known[numbers[i]].readings);
}

const struct word *
words_at(const struct words *words, uint32_t number)
{
	return &words->known[number];
}

void
words_tidy(struct words *words)
{
	if (words->bytes < WORDS_BYTES)
		return;
	map_release(&words->tokens);
	arena_reset(&words->arena);
	words->bytes = 0;
}

void
words_close(struct words *words)
{
	if (!words)
		return;
	dictionary_close(words->dictionary);
	dictionary_close(words->sisters[0]);
	dictionary_close(words->sisters[1]);
	hunspell_close(words->hunspell);
	map_release(&words->tokens);
	free(words->known);
	arena_release(&words->arena);
	buffer_release(&words->lower);
	buffer_release(&words->lemma);
	free(words);
}
