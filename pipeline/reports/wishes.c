/* wishes.csv: what customers wish, need, prefer and dream of, held against what is planned. */
#include <stdlib.h>

#include "reports/ground.h"
#include "reports/stopwords.h"

static const struct report_column columns[] = {
	{"brand", TEXT, "The brand it is wished of, replies in its threads included; empty in the row of a plan that nobody wished for."},
	{"kind", TEXT, "wish, need, preference or dream."},
	{"term", TEXT, "What, as lemmas joined by _."},
	{"lang", TEXT, "In which language."},
	{"posts", WHOLE, "Customers' posts with it."},
	{"authors", WHOLE, "How many wrote them."},
	{"planned", TEXT,
         "The plan that fits (--planned): all words of one of its patterns that carry meaning stand in the term in their order. A plan that nobody wished for "
         "stands alone with posts 0."},
	{"example_id", TEXT, "The first such post."},
	{0},
};

/* One wish in one post about one brand. */
struct wish {
	uint16_t brand, lang;
	uint32_t text, author, post;
};

static int
by_wish(const void *one, const void *other)
{
	const struct wish *a = one, *b = other;

	if (a->brand != b->brand)
		return a->brand < b->brand ? -1 : 1;
	if (a->text != b->text)
		return a->text < b->text ? -1 : 1;
	if (a->lang != b->lang)
		return a->lang < b->lang ? -1 : 1;
	if (a->author != b->author)
		return a->author < b->author ? -1 : 1;
	return (a->post > b->post) - (a->post < b->post);
}

struct wishes {
	struct wish *all;
	size_t count, capacity;
};

static void
collect(const struct posts *posts, struct wishes *wishes)
{
	struct numbers texts = {0};

	for (uint32_t p = 0; p < posts->count; p++) {
		const struct post *post = &posts->all[p];
		if (!is_customer(post) || post->mentions_count == 0)
			continue;
		wishes_of(posts, post, &texts);
		for (uint32_t w = 0; w < texts.count; w++)
			for (uint32_t m = post->mentions; m < post->mentions + post->mentions_count; m++) {
				if (wishes->count == wishes->capacity) {
					wishes->capacity = wishes->capacity ? wishes->capacity * 2 : 256;
					wishes->all = memory_grow(wishes->all, wishes->capacity, sizeof *wishes->all);
				}
				wishes->all[wishes->count++] = (struct wish){posts->mentions[m].brand, post->lang, texts.at[w], post->author, p};
			}
	}
	free(texts.at);
	if (wishes->count)
		qsort(wishes->all, wishes->count, sizeof *wishes->all, by_wish);
}

/* ---- plans ---- */

struct plan {
	struct str name, pattern; /* in arena */
	bool wished;
};

struct plans {
	struct plan *all;
	size_t count;
	struct arena arena;
	struct stopwords stopwords;
};

static void
read_plans(const char *path, struct plans *plans)
{
	struct table *table;
	size_t name, pattern;

	if (!path)
		return;
	table = table_open(path, &(struct table_options){.written = true});
	name = table_expect(table, "plan", "the columns plan,pattern");
	pattern = table_expect(table, "pattern", "the columns plan,pattern");
	stopwords_read(&plans->stopwords);
	while (table_read(table)) {
		if (table_field(table, name).length == 0 || str_trim(table_field(table, pattern)).length == 0)
			table_die(table, "expected a plan and a pattern, found an empty cell");
		plans->all = memory_grow(plans->all, plans->count + 1, sizeof *plans->all);
		plans->all[plans->count++] = (struct plan){arena_copy(&plans->arena, table_field(table, name)),
		                                           arena_copy(&plans->arena, str_trim(table_field(table, pattern))), false};
	}
	table_close(table);
}

/* Whether the words of `pattern` stand in `term` ("app_mørk_tema") in their order; stop words, which terms leave out, need not. */
static bool
fits(const struct plans *plans, struct str pattern, struct str term)
{
	bool any = false;

	while (pattern.at) {
		struct str word = str_cut(&pattern, ' '), rest = term;
		bool found = false;

		if (word.length == 0)
			continue;
		while (rest.at && !found)
			found = str_equal(str_cut(&rest, '_'), word);
		if (found) {
			term = rest.at ? rest : STR("");
			any = true;
		} else if (!stopwords_any(&plans->stopwords, word)) {
			return false;
		}
	}
	return any;
}

static struct str
plan_of(struct plans *plans, struct str term)
{
	for (size_t i = 0; i < plans->count; i++)
		if (fits(plans, plans->all[i].pattern, term)) {
			for (size_t j = 0; j < plans->count; j++)
				plans->all[j].wished |= str_equal(plans->all[j].name, plans->all[i].name);
			return plans->all[i].name;
		}
	return STR("");
}

/* ---- rows ---- */

struct row {
	const struct wish *first;
	int64_t posts, authors;
	uint32_t example; /* a post */
};

static int
by_weight(const void *one, const void *other, void *posts_pointer)
{
	const struct posts *posts = posts_pointer;
	const struct row *a = one, *b = other;
	int order;

	if (a->first->brand != b->first->brand)
		return str_compare(map_text(&posts->brands, a->first->brand), map_text(&posts->brands, b->first->brand));
	if (a->authors != b->authors)
		return a->authors > b->authors ? -1 : 1;
	if (a->posts != b->posts)
		return a->posts > b->posts ? -1 : 1;
	if ((order = str_compare(map_text(&posts->wish_texts, a->first->text), map_text(&posts->wish_texts, b->first->text))))
		return order;
	return str_compare(map_text(&posts->langs, a->first->lang), map_text(&posts->langs, b->first->lang));
}

static size_t
make_rows(const struct wishes *wishes, struct row *rows)
{
	size_t count = 0;

	for (size_t i = 0; i < wishes->count; i++) {
		const struct wish *wish = &wishes->all[i], *before = i ? wish - 1 : NULL;
		bool same = before && wish->brand == before->brand && wish->text == before->text && wish->lang == before->lang;
		struct row *row;

		if (!same)
			rows[count++] = (struct row){.first = wish, .example = wish->post};
		row = &rows[count - 1];
		row->posts += !(same && wish->post == before->post);
		row->authors += wish->author != MAP_NONE && !(same && wish->author == before->author);
		row->example = wish->post < row->example ? wish->post : row->example;
	}
	return count;
}

static void
write_row(const struct posts *posts, struct plans *plans, const struct row *row, struct sheet *sheet)
{
	struct str term = map_text(&posts->wish_texts, row->first->text), kind = str_cut(&term, ':');
	char id[ID_ROOM];

	if (!term.at) /* "app_mørk_tema" without a kind is a wish */
		term = kind, kind = STR("wish");
	sheet_text(sheet, map_text(&posts->brands, row->first->brand));
	sheet_text(sheet, kind);
	sheet_text(sheet, term);
	sheet_text(sheet, map_text(&posts->langs, row->first->lang));
	sheet_whole(sheet, row->posts);
	sheet_whole(sheet, row->authors);
	sheet_text(sheet, plan_of(plans, term));
	sheet_text(sheet, ids_text(&posts->ids, posts->all[row->example].id, id));
	sheet_end(sheet);
}

static void
write_unwished(const struct plans *plans, struct sheet *sheet)
{
	for (size_t i = 0; i < plans->count; i++) {
		bool written = plans->all[i].wished;
		for (size_t j = 0; j < i; j++)
			written |= str_equal(plans->all[j].name, plans->all[i].name);
		if (written)
			continue;
		for (int empty = 0; empty < 4; empty++)
			sheet_empty(sheet);
		sheet_whole(sheet, 0);
		sheet_whole(sheet, 0);
		sheet_text(sheet, plans->all[i].name);
		sheet_empty(sheet);
		sheet_end(sheet);
	}
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct report_options *options = ground->options;
	struct wishes wishes = {0};
	struct plans plans = {0};
	struct row *rows;
	size_t count;

	read_plans(options->planned, &plans);
	collect(posts, &wishes);
	rows = memory_new(wishes.count, sizeof *rows);
	count = make_rows(&wishes, rows);
	if (count)
		qsort_r(rows, count, sizeof *rows, by_weight, (void *)(uintptr_t)posts);
	for (size_t i = 0; i < count; i++)
		write_row(posts, &plans, &rows[i], sheet);
	write_unwished(&plans, sheet);
	free(rows);
	free(wishes.all);
	free(plans.all);
	stopwords_release(&plans.stopwords);
	arena_release(&plans.arena);
}

const struct report wishes_report = {
	.name = "wishes",
	.purpose = "What customers wish, need, prefer and dream of, against what is planned.",
	.grain = "brand × kind × term × language",
	.key = "brand kind term lang planned",
	.columns = columns,
	.write = write,
};
