/* Records: archives told apart by looking, the same records in every form, charset and chunk size, and formulas over them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "archive/meanings.h"
#include "archive/presets.h"
#include "lib/gzip.h"

static struct rejects rejects;

static void
forms_are_told_apart(void **state)
{
	static const struct {
		const char *sample, *form;
	} rows[] = {
		{"", "CSV"},
		{"id,text\n", "CSV"},
		{"id;text\n1;a, b, c\n2;d, e\n", "semicolon-separated values"},
		{"id;text\n1;a, b\n2;c, d\n", "semicolon-separated values"},
		{"id,text\n1,a; b; c\n2,\"d; e; f\"\n", "CSV"},
		{"id,text\n1,\"a\nb;c\nd\"\n2,e\n", "CSV"},
		{"id\ttext\n1\ta, b; c\n", "TSV"},
		{"id\ttext\n1\t\"quoted\ttab\"\n", "TSV"},
		{"id\ttext\n1\t\"Ja\" sa han\n2\tog \"nei\" sa hun\n", "TSV without quotes"},
		{"id|text\n1|a, b; c\n", "delimiter-separated values"},
		{"id;text\n1;han sagde \"nej\" til mig\n2;ja\n", "semicolon-separated values without quotes"},
		{"sep=;\r\nid;text\r\n", "semicolon-separated values"},
		{"\"sep=\t\"\nid\ttext\n", "TSV"},
		{"\xef\xbb\xbfid;text\n1;a\n", "semicolon-separated values"},
		{"text\none, two\nthree, four, five\n", "one text a line"},
		{"text\n\"one, two\"\n\"three\"\n", "CSV"},
		{"text\nplain\n", "CSV"},
		{"{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "JSON Lines"},
		{"{\"text\":\"{\\\"[\"}", "JSON Lines"},
		{" \n {\"text\":\"a\"}\n", "JSON Lines"},
		{"{\n  \"text\": \"a\"\n}\n", "JSON documents"},
		{"[{\"text\":\"a\"}]", "JSON documents"},
		{"\xef\xbb\xbf[\n{\"text\":\"a\"}]", "JSON documents"},
		{"window.YTD.tweet.part0 = [ {\n", "JSON documents"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct format format = format_look(str_of(rows[i].sample), true);
		if (strcmp(format_name(&format), rows[i].form) != 0)
			fail_msg("%s: %s, expected %s", rows[i].sample, format_name(&format), rows[i].form);
	}
}

/* ---- one archive in all forms ---- */

static ptrdiff_t
drip(void *state, struct source *self, struct source *inner, char *room, size_t size)
{
	size_t step = *(size_t *)state;
	ptrdiff_t n = source_read(inner, room, size < step ? size : step);

	return n < 0 ? source_fail(self, "%s", source_failure(inner)) : n;
}

/* id and text of each record, one a line. */
static void
show(struct buffer *shown, struct str archive, size_t step)
{
	struct arena arena = {0};
	struct records_options options = {.rejects = &rejects};
	struct source *source = source_through(source_memory(archive, "test"), (struct source_filter){drip, NULL, &step});
	struct records *records = records_on(source, &options);
	struct formula formulas[2] = {formula_of_name(&arena, STR("id")), formula_of_name(&arena, STR("tekst"))};
	struct buffer room = {0};

	buffer_reset(shown);
	for (int i = 0; i < 2; i++)
		formula_bind(&formulas[i], records);
	while (records_read(records)) {
		for (int i = 0; i < 2; i++) {
			buffer_text(shown, formula_value(&formulas[i], records, &room));
			buffer_char(shown, i ? '\n' : ' ');
		}
	}
	records_close(records);
	buffer_release(&room);
	arena_release(&arena);
}

static void
convert(struct buffer *out, const char *utf8, const char *how)
{
	buffer_reset(out);
	if (how[0] == 'W') {
		for (struct str text = str_of(utf8); text.length;) {
			uint32_t rune;
			size_t n = str_rune(text, &rune);
			buffer_char(out, rune == 0x2013 ? '\x96' : (char)rune);
			text = (struct str){text.at + n, text.length - n};
		}
		return;
	}
	buffer_text(out, how[0] == 'L' ? STR("\xff\xfe") : STR("\xfe\xff"));
	for (struct str text = str_of(utf8); text.length;) {
		uint32_t rune;
		size_t n = str_rune(text, &rune);
		buffer_char(out, (char)(how[0] == 'L' ? rune & 0xff : rune >> 8));
		buffer_char(out, (char)(how[0] == 'L' ? rune >> 8 : rune & 0xff));
		text = (struct str){text.at + n, text.length - n};
	}
}

static void
all_forms_hold_the_same(void **state)
{
	static const char *const archives[] = {
		"id,tekst\n1,\"Rødgrød, med – fløde; og \"\"is\"\" på\"\n9007199254740993,Ærø\n",
		("\xef\xbb\xbf"
	         "id,tekst\r\n1,\"Rødgrød, med – fløde; og \"\"is\"\" på\"\r\n9007199254740993,Ærø"),
		"sep=;\r\nid;tekst\r\n1;\"Rødgrød, med – fløde; og \"\"is\"\" på\"\r\n9007199254740993;Ærø\r\n",
		"id\ttekst\n1\tRødgrød, med – fløde; og \"is\" på\n9007199254740993\tÆrø\n",
		"nr|tekst|id\n7|\"Rødgrød, med – fløde; og \"\"is\"\" på\"|1\n8|Ærø|9007199254740993\n",
		"{\"id\":1,\"tekst\":\"Rødgrød, med – fløde; og \\\"is\\\" på\"}\n{\"tekst\":\"Ærø\",\"id\":9007199254740993}\n",
		"[{\"id\":\"1\",\"tekst\":\"R\\u00f8dgrød, med – fløde; og \\\"is\\\" på\"},\n{\"tekst\":\"Ærø\",\"id\":9007199254740993}]",
		"{\n\"id\":1,\n\"tekst\":\"Rødgrød, med – fløde; og \\\"is\\\" på\"\n}{\"tekst\":\"Ærø\",\"id\":9007199254740993}",
	};
	static const char expected[] = "1 Rødgrød, med – fløde; og \"is\" på\n9007199254740993 Ærø\n";
	struct buffer shown = {0}, other = {0};

	(void)state;
	for (size_t i = 0; i < sizeof archives / sizeof *archives; i++) {
		struct gzip *gzip = gzip_new();

		for (size_t step = 1; step <= strlen(archives[i]) + 1; step++) {
			show(&shown, str_of(archives[i]), step);
			assert_string_equal(buffer_cstring(&shown), expected);
		}
		for (const char *how = "WLB"; *how; how++) {
			if ((unsigned char)archives[i][0] == 0xef)
				continue; /* it has a byte order mark already */
			convert(&other, archives[i], how);
			show(&shown, buffer_str(&other), 7);
			if (strcmp(buffer_cstring(&shown), expected) != 0)
				fail_msg("archive %zu as %c: %s", i, *how, buffer_cstring(&shown));
		}
		buffer_reset(&other);
		gzip_run(gzip, str_of(archives[i]), true, &other);
		gzip_free(gzip);
		show(&shown, buffer_str(&other), 3);
		assert_string_equal(buffer_cstring(&shown), expected);
	}
	assert_int_equal(rejects.count, 0);
	buffer_release(&shown);
	buffer_release(&other);
}

/* ---- formulas ---- */

static const char *
value(struct records *records, const char *written)
{
	static struct buffer room, copy;
	struct arena arena = {0};
	struct formula formula;
	const char *problem = formula_parse(&formula, &arena, str_of(written));
	struct str got;

	if (problem)
		fail_msg("%s: %s", written, problem);
	formula_bind(&formula, records);
	got = formula_value(&formula, records, &room);
	buffer_reset(&copy);
	buffer_text(&copy, got.at ? got : STR("nothing"));
	arena_release(&arena);
	return buffer_cstring(&copy);
}

static void
formulas_find_values(void **state)
{
	static const char text[] =
		"{\"a\":{\"b\":[10,{\"c\":\"deep\"}]},\"x.y\":\"flat\",\"empty\":\"\",\"null\":null,\"n\":7,\"refs\":[{\"type\":\"q\",\"id\":1},{\"type\":\"r\",\"id\":2}],"
		"\"h\":\"<p>a</p><p>b</p>\",\"users\":[{\"id\":7,\"name\":\"seven\"}],\"odd + name|?\":\"odd\"}";
	static const struct {
		const char *formula, *value;
	} rows[] = {
		{"a.b.0", "10"},
		{"a.b.1.c", "deep"},
		{"a.b.2", "nothing"},
		{"a.b", "nothing"},
		{"a.b.-1", "nothing"},
		{"x.y", "flat"},
		{"\"x.y\"", "flat"},
		{"empty", ""},
		{"null", "nothing"},
		{"none|empty|n", "7"},
		{"empty|none", ""},
		{"'lit'", "lit"},
		{"'#'+n+'!'", "#7!"},
		{"'#'+none|'x'", "x"},
		{"empty?'a'|n?'b'", "b"},
		{"a?'object'", "object"},
		{"refs[type=r].id", "2"},
		{"refs[type=z].id", "nothing"},
		{"users[id={n}].name", "seven"},
		{"$.users[id={n}].name", "seven"},
		{"html(h)", "a\n\nb"},
		{"\"odd + name|?\"", "odd"},
		{" n ", "7"},
		{"", "nothing"},
		{"n?a?empty?'x'|'y'", "y"},
	};
	static const char *const wrong[] = {
		"a..b", ".a", "a.", "a[b", "a[b]", "|", "a|", "a+", "?a", "a[=x]", "a[b=c]d", "a[b=c]d.e[f=g]h", "users[id={}].name|[", "\"\"+"};
	struct records_options options = {.rejects = &rejects};
	struct records *records = records_on(source_memory(str_of(text), "test"), &options);
	struct arena arena = {0};

	(void)state;
	assert_true(records_read(records));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(value(records, rows[i].formula), rows[i].value) != 0)
			fail_msg("%s: %s, expected %s", rows[i].formula, value(records, rows[i].formula), rows[i].value);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct formula formula;
		if (!formula_parse(&formula, &arena, str_of(wrong[i])))
			fail_msg("taken: %s", wrong[i]);
	}
	arena_release(&arena);
	records_close(records);
}

/* A page of many posts and many authors: each is found, the first of two with one id counts, and it costs the page's length. */
static void
picks_from_long_arrays(void **state)
{
	enum { MANY = 60000 };
	struct buffer page = {0};
	struct arena arena = {0};
	struct records_options options = {.rejects = &rejects};
	struct formula rows, name;
	struct buffer room = {0}, expected = {0};
	struct records *records;
	int count = 0;

	(void)state;
	buffer_text(&page, STR("{\"users\":["));
	for (int i = 0; i < MANY; i++)
		buffer_format(&page, "{\"id\":%d,\"name\":\"u%d\"},", i, i);
	buffer_text(&page, STR("{\"id\":5,\"name\":\"second\"}],\"posts\":["));
	for (int i = 0; i < MANY; i++)
		buffer_format(&page, "%s{\"by\":%d}", i ? "," : "", (i * 7) % MANY);
	buffer_text(&page, STR("]}"));
	records = records_on(source_memory(buffer_str(&page), "test"), &options);
	assert_null(formula_parse(&rows, &arena, STR("posts")));
	assert_null(formula_parse(&name, &arena, STR("$.users[id={by}].name")));
	records_rows(records, &rows.choices->parts->place);
	for (; records_read(records); count++) {
		struct str got = formula_value(&name, records, &room);
		buffer_reset(&expected);
		buffer_format(&expected, "u%d", (count * 7) % MANY);
		assert_true(str_equal(got, buffer_str(&expected)));
	}
	assert_int_equal(count, MANY);
	records_close(records);
	buffer_release(&page);
	buffer_release(&room);
	buffer_release(&expected);
	arena_release(&arena);
}

static void
presets_are_well_formed(void **state)
{
	struct arena arena = {0};
	struct formula formula;

	(void)state;
	for (const struct preset *preset = presets; preset->name; preset++) {
		assert_null(formula_parse(&formula, &arena, str_of(preset->sign)));
		assert_non_null(preset->formulas[COLUMN_TEXT]);
		if (preset->rows)
			assert_null(formula_parse(&formula, &arena, str_of(preset->rows)));
		for (int i = 0; i < COLUMNS; i++)
			if (preset->formulas[i])
				assert_null(formula_parse(&formula, &arena, str_of(preset->formulas[i])));
	}
	arena_release(&arena);
}

static void
names_mean_columns(void **state)
{
	static const struct {
		const char *name;
		int meaning;
	} rows[] = {
		{"text", COLUMN_TEXT},
		{"Text", COLUMN_TEXT},
		{" Full Text ", COLUMN_TEXT},
		{"fullText", COLUMN_TEXT},
		{"Besked", COLUMN_TEXT},
		{"createdAt", COLUMN_TIME},
		{"Created at", COLUMN_TIME},
		{"user.screen_name", COLUMN_AUTHOR},
		{"in-reply-to-id", COLUMN_REPLY_TO},
		{"retweet_count", MEANING_SHARES},
		{"likeCount", MEANING_LIKES},
		{"tråd", COLUMN_THREAD},
		{"xyz", MEANING_NONE},
		{"", MEANING_NONE},
	};
	uint32_t rank;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(name_meaning(str_of(rows[i].name), &rank), rows[i].meaning);
	for (int i = 0; i < COLUMNS; i++) { /* the table's own names come first */
		assert_int_equal(name_meaning(str_of(column_names[i]), &rank), i);
		assert_int_equal(rank, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_are_told_apart),   cmocka_unit_test(all_forms_hold_the_same), cmocka_unit_test(formulas_find_values),
		cmocka_unit_test(picks_from_long_arrays), cmocka_unit_test(presets_are_well_formed), cmocka_unit_test(names_mean_columns),
	};
	return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
