/* omtale-report: writes a folder of reports as one page to look at. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/locate.h"
#include "lib/options.h"
#include "page/json.h"
#include "page/selection.h"
#include "page/template.h"
#include "page/threads.h"
#include "page/words.h"

enum { LANG, OUTPUT, TITLE, ROWS };

static const struct option_row rows[] = {
	{'l', "lang", "LANG", "the page's language and its way with numbers and dates: en, da, nb or nn (default: en)"},
	{'o', "output", "FILE", "the page (default: DIR/report.html; -: standard output)"},
	{0, "title", "TEXT", "what stands above it"},
	{0, "rows", "N", "at most so many authors of a brand, and cascades (default: 1000); the rest stays in the CSV"},
	{0, NULL, NULL, NULL},
};

static const struct option_about about = {
	"omtale-report",
	"[OPTION]… DIR",
	"writes a folder of reports as one page that opens in any browser, without a network",
	"  omtale-report reports                                 writes reports/report.html\n"
	"  omtale-report --lang da --title 'Uge 15' reports      in Danish, under a title\n"
	"  omtale-report -o - reports | ssh web 'cat >index.html'\n",
};

/* Where Debian's libjs-chart.js puts it; a copy in the page's own folder goes first. */
static const char chart_of_debian[] = "/usr/share/javascript/chart.js/chart.min.js";

struct page {
	struct words words;
	struct selection selection;
	const char *title;
	struct buffer path;
};

/* ---- the parts of the template ---- */

static void
write_chart(struct page *page, struct sink *sink)
{
	const char *path = locate_page(&page->path, "chart.min.js");

	if (access(path, R_OK) != 0)
		path = chart_of_debian;
	if (access(path, R_OK) != 0)
		die("no Chart.js: %s is not there; apt-get install libjs-chart.js, or put chart.min.js into the page's folder", chart_of_debian);
	template_inline(path, sink);
}

static void
write_title(struct page *page, struct sink *sink)
{
	struct buffer out = {0};

	html_text(&out, page->title ? str_of(page->title) : words_find(&page->words, STR("page.title")));
	sink_write(sink, buffer_str(&out));
	buffer_release(&out);
}

static void
write_words(struct page *page, struct sink *sink)
{
	words_write(&page->words, sink);
}

static void
write_reports(struct page *page, struct sink *sink)
{
	sink_write(sink, STR("{"));
	selection_write(&page->selection, sink);
	threads_write(&page->selection, sink);
	sink_write(sink, STR("}"));
}

static void
write_beside(struct page *page, const char *name, struct sink *sink)
{
	buffer_reset(&page->path);
	buffer_format(&page->path, "%s/%s", page->selection.folder, name);
	json_file(sink, buffer_cstring(&page->path));
}

static void
write_package(struct page *page, struct sink *sink)
{
	write_beside(page, "datapackage.json", sink);
}

static void
write_manifest(struct page *page, struct sink *sink)
{
	write_beside(page, "manifest.json", sink);
}

static bool
write_part(void *context, struct str name, struct sink *sink)
{
	static const struct {
		const char *name;
		void (*write)(struct page *page, struct sink *sink);
	} parts[] = {
		{"chart", write_chart},     {"title", write_title},     {"words", write_words},
		{"reports", write_reports}, {"package", write_package}, {"manifest", write_manifest},
	};
	struct page *page = context;
	struct buffer file = {0};
	bool is_file = str_ends(name, STR(".js")) || str_ends(name, STR(".css"));

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_equal(name, str_of(parts[i].name))) {
			parts[i].write(page, sink);
			return true;
		}
	if (is_file) {
		buffer_text(&file, name);
		template_inline(locate_page(&page->path, buffer_cstring(&file)), sink);
		buffer_release(&file);
	}
	return is_file;
}

/* ---- the command line ---- */

static const char *
language(const char *value)
{
	static const char *const known[] = {"en", "da", "nb", "nn", NULL};
	const char *nearest;

	for (int i = 0; known[i]; i++)
		if (strcmp(value, known[i]) == 0)
			return value;
	nearest = strcmp(value, "no") == 0 ? "nb" : options_nearest(value, known);
	usage("--lang: expected en, da, nb or nn, found \"%s\"%s%s%s", value, nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
}

static uint64_t
count(const char *value)
{
	int64_t number;

	if (!str_to_int(str_of(value), &number) || number < 1)
		usage("--rows: expected a whole number of at least 1, found \"%s\"", value);
	return (uint64_t)number;
}

static const char *
folder_of(struct options *options)
{
	const char *folder = options_operand(options);
	struct stat status;

	if (!folder)
		usage("no folder of reports named");
	if (options_operand(options))
		usage("one folder of reports at a time");
	if (stat(folder, &status) < 0)
		die("cannot read %s:", folder);
	if (!S_ISDIR(status.st_mode))
		die("%s is not a folder; name the one that omtale run -o DIR made", folder);
	return folder;
}

int
main(int argc, char **argv)
{
	struct page page = {.selection = {.rows = 1000}};
	const char *lang = "en", *output = NULL;
	struct options options;
	struct buffer path = {0}, beside = {0};
	struct sink *sink;

	options_begin(&options, &about, rows, argc, argv);
	for (int row; (row = options_next(&options)) >= 0;) {
		if (row == LANG)
			lang = language(options.value);
		else if (row == OUTPUT)
			output = options.value;
		else if (row == TITLE)
			page.title = options.value;
		else if (row == ROWS)
			page.selection.rows = count(options.value);
	}
	selection_begin(&page.selection, folder_of(&options));
	words_read(&page.words, locate_page(&path, "words.csv"), lang);
	if (!output) {
		buffer_format(&beside, "%s/report.html", page.selection.folder);
		output = buffer_cstring(&beside);
	}
	sink = sink_open(output);
	template_write(locate_page(&path, "report.html"), &page.words, write_part, &page, sink);
	sink_close(sink);
	words_release(&page.words);
	selection_release(&page.selection);
	buffer_release(&page.path);
	buffer_release(&path);
	buffer_release(&beside);
	return 0;
}
