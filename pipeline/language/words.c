/* What a token is: a word or not, how it is read and should be spelt; kept in one piece of memory. */
#include "language/work.h"

#include "language/confusion.h"
#include "lib/unicode.h"

enum { WORD_LONGEST = 64 }; /* bytes; what is longer is no word */

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

/* Where in words->texts the text stands: at the front of the token, the word in lower case or an earlier lemma, as a lemma often does, or else behind them. */
static struct word_text
place_text(struct buffer *texts, struct str text, const struct word_text *placed, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (placed[i].length >= text.length && memcmp(texts->at + placed[i].at, text.at, text.length) == 0)
			return (struct word_text){placed[i].at, (uint32_t)text.length};
	}
	buffer_text(texts, text);
	return (struct word_text){(uint32_t)(texts->length - text.length), (uint32_t)text.length};
}

/* By how much two neighbours can at most speak for `tag` rather than for `other`. */
static int
most_gained(const struct dictionary *dictionary, unsigned tag, unsigned other)
{
	const int8_t *follows = dictionary_neighbours(dictionary);
	int left = -UINT8_MAX, right = -UINT8_MAX;

	for (unsigned neighbour = 0; neighbour < TAG_MOST; neighbour++) {
		int before = follows[neighbour * TAG_MOST + tag] - follows[neighbour * TAG_MOST + other];
		int after = follows[tag * TAG_MOST + neighbour] - follows[other * TAG_MOST + neighbour];
		left = before > left ? before : left;
		right = after > right ? after : right;
	}
	return left + right;
}

/* Whether `reading` loses to `other` wherever the word stands: then no row leads over it. */
static bool
is_hopeless(struct words *words, const struct work_reading *reading, const struct work_reading *other, bool capital)
{
	const int8_t *capitals = dictionary_neighbours(words->dictionary) + TAG_CAPITAL * TAG_MOST;
	int ahead = other->worth - reading->worth;
	struct gain *gain = &words->gains[reading->tag][other->tag];

	if (ahead <= 0 || (other->name && !reading->name))
		return false;
	if (!gain->known)
		*gain = (struct gain){true, (int16_t)most_gained(words->dictionary, reading->tag, other->tag)};
	if (capital && capitals[reading->tag] > capitals[other->tag])
		ahead -= capitals[reading->tag] - capitals[other->tag];
	return ahead > gain->most;
}

/* A word is read wherever it stands, so its readings are weighed against each other beforehand. */
static void
drop_hopeless(struct work *work, bool capital)
{
	struct work_reading all[READINGS_MOST];
	size_t count = work->count;

	memcpy(all, work->readings, count * sizeof *all);
	work->count = 0;
	for (size_t i = 0; i < count; i++) {
		size_t j = 0;
		while (j < count && !is_hopeless(work->words, &all[i], &all[j], capital))
			j++;
		if (j == count)
			work->readings[work->count++] = all[i];
	}
}

static struct word *
keep(struct work *work, struct str token, struct str lower, const struct word *said)
{
	struct buffer *texts = &work->words->texts;
	unsigned tag = work->readings[0].tag;
	struct word_text places[2 + READINGS_MOST];
	size_t before;
	struct word *word;

	drop_hopeless(work, said->capital);
	before = sizeof *word + work->count * sizeof *word->readings;
	buffer_reset(texts);
	buffer_reserve(texts, before); /* as the word itself takes, so that where a text stands is where it will stand behind the word */
	texts->length = before;
	places[0] = place_text(texts, token, places, 0);
	places[1] = place_text(texts, lower, places, 1);
	for (size_t i = 0; i < work->count; i++)
		places[2 + i] = place_text(texts, work->readings[i].lemma, places, 2 + i);
	work->words->bytes += texts->length;
	word = arena_new(&work->words->arena, 1, texts->length);
	*word = *said;
	word->count = (uint8_t)work->count;
	memcpy((char *)word + before, texts->at + before, texts->length - before);
	word->token = places[0];
	word->lower = places[1];
	for (size_t i = 0; i < work->count; i++) {
		const struct work_reading *reading = &work->readings[i];
		word->readings[i] = (struct word_reading){places[2 + i], reading->worth, reading->tag, reading->name};
		word->named |= reading->name;
	}
	word->class = (uint8_t)tag_class((enum tag)tag);
	word->mark = tag == TAG_MARK;
	word->sign = word_sign(lower);
	return word;
}

/* The word that was meant, to be kept as a word of its own. */
static struct work
read_right(struct words *words, struct str right)
{
	struct work work = {.words = words, .token = right, .lower = right};

	if (memchr(right.at, '_', right.length))
		read_several(&work);
	else
		work_read(&work);
	return work;
}

static const struct word *
keep_right(struct work *right)
{
	return keep(right, right->token, right->token, &(struct word){0});
}

static const struct word_confusion *
confusions_of(struct words *words, uint32_t form, size_t *count)
{
	const struct layout_confusion *rows = dictionary_confusions(words->dictionary, form, count);
	struct word_confusion *confusions = arena_new(&words->arena, *count, sizeof *confusions);

	for (size_t i = 0; i < *count; i++)
		confusions[i] = confusion_ready(words->dictionary, &rows[i]);
	words->bytes += *count * sizeof *confusions;
	return confusions;
}

static void
work_out_word(struct work *work, struct word *word, struct word_spelling *spelling)
{
	uint32_t form = dictionary_find(work->words->dictionary, work->lower);
	unsigned flags = form == DICTIONARY_NONE ? 0 : dictionary_flags(work->words->dictionary, form);
	struct work meant;
	struct str right;

	if (flags & FORM_CONFUSED)
		spelling->confusions = confusions_of(work->words, form, &spelling->confusions_count);
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
	spelling->mended = as_written(work, right);
	meant = read_right(work->words, right);
	spelling->right = keep_right(&meant);
}

/* A token that is no word but stands in spelling.csv: gr8. It is read as what it stands for. */
static bool
is_listed_slip(struct work *work, struct word *word, struct word_spelling *spelling)
{
	uint32_t form = dictionary_find(work->words->dictionary, work->lower);
	struct work right;

	if (form == DICTIONARY_NONE || !(dictionary_flags(work->words->dictionary, form) & FORM_MENDED))
		return false;
	spelling->mended = dictionary_mended(work->words->dictionary, form);
	if (spelling->mended.length == 0)
		return false;
	word->mending = MEND_ALWAYS;
	right = read_right(work->words, spelling->mended);
	work->count = right.count;
	memcpy(work->readings, right.readings, work->count * sizeof *work->readings);
	spelling->right = keep_right(&right);
	return true;
}

static void
work_out_other(struct work *work, struct word *word)
{
	struct str token = work->token;

	bool ends = ends_sentence(token);

	word->begins = ends || str_equal(token, STR(":")) || str_equal(token, STR("-")) || str_equal(token, STR("\"")) || str_equal(token, STR("\xc2\xab"));
	work_read_as(work, is_number(token) ? work->lower : token,
	             ends                ? TAG_EDGE
	             : is_number(token)  ? TAG_NUM
	             : token.length <= 3 ? TAG_MARK
	                                 : TAG_OTHER,
	             0, false);
}

const struct word *
work_out(struct words *words, struct str token)
{
	struct work work = {.words = words, .token = token};
	struct word word = {.mending = MEND_NOT};
	struct word_spelling spelling = {.mended = STR("")}, *kept;
	struct str lower;

	arena_reset(&words->scratch);
	buffer_reset(&words->lower);
	unicode_lower(&words->lower, token);
	work.lower = lower = work_keep(words, buffer_str(&words->lower));
	if (token.length <= WORD_LONGEST && is_word(&work))
		work_out_word(&work, &word, &spelling);
	else if (token.length > WORD_LONGEST || !is_listed_slip(&work, &word, &spelling))
		work_out_other(&work, &word);
	if (word.mending != MEND_NOT || spelling.confusions_count) {
		word.spelling = kept = arena_new(&words->arena, 1, sizeof *kept);
		spelling.mended = arena_copy(&words->arena, spelling.mended);
		*kept = spelling;
		words->bytes += sizeof *kept + spelling.mended.length;
	}
	return keep(&work, token, lower, &word);
}
