#include "opinion/tagger.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/locate.h"
#include "opinion/targets.h"
#include "opinion/topics.h"

enum { LANGUAGES = 4 };
static const char *const languages[LANGUAGES] = {"da", "nb", "nn", "en"};
static const char *const columns[] = {"by_brand", "brands", "brand_via", "brand_sentiment", "sentiment", "polarity", "topics", "wishes", "evidence"};

/* One piece of evidence, to be put in reading order. */
struct piece {
	uint32_t place, order;
	size_t from, length;
};

struct tagger {
	struct map vocabulary, emoji;
	double *emoji_scores;
	struct lexicon lexicons[LANGUAGES];
	struct brands brands;
	struct words *words;
	struct post post;
	struct mentions mentions;
	struct marks marks;
	struct clauses clauses;
	struct sentiment sentiment;
	struct targets targets;
	struct topics topics;
	uint32_t by_brand;
	struct piece *pieces;
	uint32_t pieces_count, pieces_capacity;
	struct buffer text, cell;
};

static void
load_emoji(struct tagger *tagger)
{
	struct buffer path = {0};
	struct table *table = table_open(locate_lexicon(&path, "emoji.csv"), NULL);
	size_t emoji = table_need(table, "emoji", "the lexicon"), score = table_need(table, "score", "the lexicon");
	uint32_t capacity = 0;

	while (table_read(table)) {
		uint32_t number = map_add(&tagger->emoji, table->fields[emoji]);
		if (number >= capacity) {
			capacity = capacity ? 2 * capacity : 1024;
			tagger->emoji_scores = memory_grow(tagger->emoji_scores, capacity, sizeof *tagger->emoji_scores);
		}
		if (!str_to_double(table->fields[score], &tagger->emoji_scores[number]))
			table_die(table, "expected a number, found \"%.*s\"", (int)table->fields[score].length, table->fields[score].at);
	}
	table_close(table);
	buffer_release(&path);
}

static void
load_language(struct lexicon *lexicon, const char *language)
{
	static const struct {
		const char *name;
		void (*load)(struct lexicon *, const char *);
	} files[] = {{"sentiment.csv", lexicon_sentiment}, {"modifiers.csv", lexicon_modifiers}, {"topics.csv", lexicon_topics}, {"stopwords.csv", lexicon_stopwords},
		{"lemmas.csv", lexicon_classes}};
	struct buffer path = {0}, name = {0};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		buffer_reset(&name);
		buffer_format(&name, "%s/%s", language, files[i].name);
		buffer_reset(&path);
		const char *file = locate_lexicon(&path, buffer_cstring(&name));
		if (access(file, R_OK) == 0)
			files[i].load(lexicon, file);
	}
	buffer_release(&path);
	buffer_release(&name);
}

struct tagger *
tagger_new(const char *brands)
{
	struct tagger *tagger = memory_new(1, sizeof *tagger);
	struct buffer path = {0};

	*tagger = (struct tagger){0};
	for (int i = 0; i < LANGUAGES; i++) {
		lexicon_init(&tagger->lexicons[i], &tagger->vocabulary);
		tagger->lexicons[i].verb_first = strcmp(languages[i], "en") != 0;
		load_language(&tagger->lexicons[i], languages[i]);
	}
	load_emoji(tagger);
	brands_load(&tagger->brands, brands ? brands : locate_lexicon(&path, "brands.csv"));
	buffer_release(&path);
	tagger->words = words_new(&tagger->vocabulary, &tagger->brands.words, &tagger->emoji, tagger->emoji_scores);
	return tagger;
}

void
tagger_header(const struct tagger *tagger, struct writer *out)
{
	(void)tagger;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		writer_field(out, str_of(columns[i]));
}

void
tagger_read(struct tagger *tagger, struct str lang, struct str author, struct str tokens, struct str lemmas)
{
	const struct lexicon *lexicon = NULL;

	for (int i = 0; i < LANGUAGES; i++)
		if (str_equal(lang, str_of(languages[i])))
			lexicon = &tagger->lexicons[i];
	post_read(&tagger->post, tagger->words, lexicon, tokens, lemmas);
	tagger->by_brand = brands_author(&tagger->brands, author);
	brands_find(&tagger->brands, &tagger->post, &tagger->mentions);
	marks_read(&tagger->marks, lexicon, &tagger->post);
	clauses_read(&tagger->clauses, &tagger->post, lexicon, tagger->marks.opens);
	struct reading reading = {lexicon, &tagger->post, &tagger->marks, &tagger->clauses, &tagger->sentiment};
	sentiment_read(&reading);
	targets_read(&tagger->targets, &tagger->brands, &tagger->mentions, &reading);
	topics_read(&tagger->topics, &reading);
}

/* Begins a piece of evidence; its text goes into tagger->text until end_piece. */
static void
end_piece(struct tagger *tagger, uint32_t place, uint32_t order, size_t from)
{
	if (tagger->pieces_count == tagger->pieces_capacity) {
		tagger->pieces_capacity = tagger->pieces_capacity ? 2 * tagger->pieces_capacity : 64;
		tagger->pieces = memory_grow(tagger->pieces, tagger->pieces_capacity, sizeof *tagger->pieces);
	}
	tagger->pieces[tagger->pieces_count++] = (struct piece){place, order, from, tagger->text.length - from};
}

static void
joined(struct buffer *out, struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		buffer_char(out, text.at[i] == ' ' ? '_' : text.at[i]);
}

/* "+2", "-1.4". */
static void
signed_score(struct buffer *out, double score)
{
	size_t before;

	if (score > 0)
		buffer_char(out, '+');
	before = out->length;
	buffer_fixed(out, score, 1);
	if (out->length - before > 2 && out->at[out->length - 1] == '0')
		out->length -= 2;
}

static int
by_place(const void *a, const void *b)
{
	const struct piece *left = a, *right = b;

	if (left->place != right->place)
		return left->place < right->place ? -1 : 1;
	return left->order < right->order ? -1 : left->order > right->order;
}

static void
write_evidence(struct tagger *tagger, struct writer *out)
{
	uint32_t order = 0;

	buffer_reset(&tagger->text);
	tagger->pieces_count = 0;
	for (uint32_t i = 0; i < tagger->sentiment.count; i++) {
		const struct hit *hit = &tagger->sentiment.hits[i];
		size_t from = tagger->text.length;
		if (hit->source == HIT_TOPIC)
			continue;
		for (unsigned t = 0; t < hit->turns_count; t++)
			if (hit->turns[t].by.length) {
				joined(&tagger->text, hit->turns[t].by);
				buffer_char(&tagger->text, '*');
			}
		joined(&tagger->text, hit->text);
		buffer_char(&tagger->text, ':');
		signed_score(&tagger->text, hit->score);
		end_piece(tagger, hit->start, order++, from);
	}
	for (uint32_t i = 0; i < tagger->topics.count; i++) {
		size_t from = tagger->text.length;
		joined(&tagger->text, tagger->topics.hits[i].text);
		buffer_char(&tagger->text, ':');
		buffer_text(&tagger->text, str_of(topic_name(tagger->topics.hits[i].topic)));
		end_piece(tagger, tagger->topics.hits[i].start, order++, from);
	}
	for (uint32_t i = 0; i < tagger->mentions.count; i++) {
		size_t from = tagger->text.length;
		buffer_text(&tagger->text, map_text(&tagger->brands.ids, tagger->mentions.all[i].brand));
		buffer_char(&tagger->text, ':');
		buffer_text(&tagger->text, str_of(brand_via_name(tagger->mentions.all[i].via)));
		end_piece(tagger, tagger->mentions.all[i].start, order++, from);
	}
	qsort(tagger->pieces, tagger->pieces_count, sizeof *tagger->pieces, by_place);
	buffer_reset(&tagger->cell);
	for (uint32_t i = 0; i < tagger->pieces_count; i++) {
		if (i)
			buffer_char(&tagger->cell, ' ');
		buffer_bytes(&tagger->cell, tagger->text.at + tagger->pieces[i].from, tagger->pieces[i].length);
	}
	writer_field(out, buffer_str(&tagger->cell));
}

enum brand_column { COLUMN_ID, COLUMN_VIA, COLUMN_SCORE };

static void
write_brands(struct tagger *tagger, struct writer *out, enum brand_column column)
{
	buffer_reset(&tagger->cell);
	for (uint32_t t = 0; t < tagger->targets.count; t++) {
		const struct target *target = &tagger->targets.all[t];
		if (t)
			buffer_char(&tagger->cell, ';');
		if (column == COLUMN_ID)
			buffer_text(&tagger->cell, map_text(&tagger->brands.ids, target->brand));
		else if (column == COLUMN_VIA)
			buffer_text(&tagger->cell, str_of(brand_via_name(target->via)));
		else
			buffer_fixed(&tagger->cell, target->score, 4);
	}
	writer_field(out, buffer_str(&tagger->cell));
}

void
tagger_write(struct tagger *tagger, struct writer *out)
{
	writer_field(out, map_text_or_empty(&tagger->brands.ids, tagger->by_brand));
	write_brands(tagger, out, COLUMN_ID);
	write_brands(tagger, out, COLUMN_VIA);
	write_brands(tagger, out, COLUMN_SCORE);
	writer_number(out, tagger->sentiment.score);
	writer_field(out, str_of(tagger->sentiment.polarity));
	writer_field(out, buffer_str(&tagger->topics.names));
	writer_field(out, buffer_str(&tagger->topics.wishes));
	write_evidence(tagger, out);
}

void
tagger_free(struct tagger *tagger)
{
	for (int i = 0; i < LANGUAGES; i++)
		lexicon_release(&tagger->lexicons[i]);
	brands_release(&tagger->brands);
	words_free(tagger->words);
	post_release(&tagger->post);
	mentions_release(&tagger->mentions);
	marks_release(&tagger->marks);
	clauses_release(&tagger->clauses);
	sentiment_release(&tagger->sentiment);
	targets_release(&tagger->targets);
	topics_release(&tagger->topics);
	map_release(&tagger->vocabulary);
	map_release(&tagger->emoji);
	free(tagger->emoji_scores);
	free(tagger->pieces);
	buffer_release(&tagger->text);
	buffer_release(&tagger->cell);
	free(tagger);
}
