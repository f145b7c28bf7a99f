#include "parts.h"

#include "chance.h"
#include "lib/arena.h"
#include "lib/die.h"
#include "lib/map.h"
#include "lib/source.h"

static const char *const special_names[SPECIALS] = {"brand", "brands", "at",  "brandtag", "site",  "new",   "anew", "thenew",
                                                    "who",   "place",  "num", "kr",       "clock", "rival", "to"};
static const char *const known_names[KNOWN] = {
#define X(symbol, name) name,
	SECTIONS(X)
#undef X
};

enum { SUBJECTS = 64 };

static struct parts {
	const char *code;
	struct map names;          /* of sections */
	struct section **sections; /* by their names' numbers */
	const struct section *known[KNOWN], *subjects[SUBJECTS];
	unsigned subjects_count;
} languages[LANGUAGES];

static struct arena arena; /* the files, pieces and so on */

/* ---- reading ---- */

static struct str
read_whole(const char *path)
{
	struct source *source = source_open(path);
	struct buffer text = {0};
	struct str whole;
	ptrdiff_t n;

	while ((n = source_read(source, buffer_reserve(&text, 1 << 14), 1 << 14)) > 0)
		text.length += (size_t)n;
	if (n < 0)
		die("%s: %s", path, source_failure(source));
	source_close(source);
	whole = arena_copy(&arena, buffer_str(&text));
	buffer_release(&text);
	return whole;
}

/* NULL when there is one of this name. */
static struct section *
add_section(struct parts *parts, struct str name)
{
	bool list = str_ends(name, STR(","));
	struct section *section;

	name.length -= list;
	if (map_find(&parts->names, name) != MAP_NONE)
		return NULL;
	section = arena_new(&arena, 1, sizeof *section);
	section->list = list;
	section->nouns = str_starts(name, STR("thing."));
	parts->sections = memory_grow(parts->sections, parts->names.count + 1, sizeof(struct section *));
	parts->sections[map_add(&parts->names, name)] = section;
	return section;
}

static void
add_alternative(struct section *section, struct str text)
{
	unsigned n = section->count++;
	struct alternative *new;

	if ((n & (n + 1)) == 0)
		section->alternatives = memory_grow(section->alternatives, 2 * (size_t)n + 1, sizeof *section->alternatives);
	new = &section->alternatives[n];
	*new = (struct alternative){.text = text};
	if (section->list && text.length > 2 && text.at[text.length - 2] == '/') {
		new->gender = str_ends(text, STR("t")) ? NEUTER : PLURAL;
		new->text.length -= 2;
		section->nouns = true;
	}
	new->forms = section->list && !memchr(text.at, '{', text.length) && memchr(text.at, '|', text.length);
}

static void
add_list(struct section *section, struct str line)
{
	if (str_ends(line, STR(",")))
		line.length--;
	while (line.length) {
		const char *comma = memmem(line.at, line.length, ", ", 2);
		size_t n = comma ? (size_t)(comma - line.at) : line.length, step = comma ? n + 2 : n;
		add_alternative(section, str_trim((struct str){line.at, n}));
		line.at += step;
		line.length -= step;
	}
}

static void
read_parts(struct parts *parts, const char *path)
{
	struct section *section = NULL;
	unsigned number = 0;

	for (struct str rest = read_whole(path), line; rest.at;) {
		line = str_cut(&rest, '\n');
		number++;
		if (line.length == 0 || str_starts(line, STR("//")))
			continue;
		if (line.at[0] == '[') {
			if (line.length < 3 || !str_ends(line, STR("]")))
				die("%s:%u: a section begins with [name]", path, number);
			section = add_section(parts, (struct str){line.at + 1, line.length - 2});
			if (!section)
				die("%s:%u: a second section %.*s", path, number, (int)line.length, line.at);
		} else if (!section) {
			die("%s:%u: text before the first section", path, number);
		} else if (section->list) {
			add_list(section, line);
		} else {
			add_alternative(section, line);
		}
	}
}

/* ---- slots ---- */

static const struct section *
need_section(const struct parts *parts, struct str name)
{
	uint32_t number = map_find(&parts->names, name);

	if (number == MAP_NONE)
		die("parts: %s: no section [%.*s]", parts->code, (int)name.length, name.at);
	return parts->sections[number];
}

static const struct sections_by_kind *
sections_by_kind(const struct parts *parts, struct str stem)
{
	struct sections_by_kind *sections = arena_new(&arena, 1, sizeof *sections);
	struct buffer name = {0};

	for (unsigned k = 0; k < KINDS; k++) {
		buffer_reset(&name);
		buffer_text(&name, stem);
		buffer_text(&name, str_of(kind_names[k]));
		sections->of[k] = need_section(parts, buffer_str(&name));
	}
	buffer_release(&name);
	return sections;
}

static struct piece
slot(const struct parts *parts, struct str name)
{
	struct piece piece = {.text = name};

	if (str_ends(name, STR(":t")) || str_ends(name, STR(":p"))) {
		piece = slot(parts, (struct str){name.at, name.length - 2});
		piece.agrees = str_ends(name, STR("t")) ? NEUTER : PLURAL;
		return piece;
	}
	if (memchr(name.at, '|', name.length)) {
		piece.type = FORMS;
		return piece;
	}
	for (unsigned i = 0; i < SPECIALS; i++)
		if (str_equal(name, str_of(special_names[i]))) {
			piece.type = SPECIAL;
			piece.of.special = (enum special)i;
			return piece;
		}
	if (str_ends(name, STR("*"))) {
		piece.type = BY_KIND;
		piece.of.by_kind = sections_by_kind(parts, (struct str){name.at, name.length - 1});
	} else {
		piece.type = SECTION;
		piece.of.section = need_section(parts, name);
	}
	return piece;
}

static void
compile(const struct parts *parts, struct alternative *a)
{
	unsigned most = 1;

	for (size_t i = 0; i < a->text.length; i++)
		most += a->text.at[i] == '{' ? 2 : 0;
	a->pieces = arena_new(&arena, most, sizeof *a->pieces);
	for (struct str rest = a->text, words; rest.at;) {
		words = str_cut(&rest, '{');
		if (words.length)
			a->pieces[a->pieces_count++] = (struct piece){.type = LITERAL, .text = words};
		if (!rest.at)
			break;
		if (!memchr(rest.at, '}', rest.length))
			die("parts: %s: no } in \"%.*s\"", parts->code, (int)a->text.length, a->text.at);
		a->pieces[a->pieces_count++] = slot(parts, str_cut(&rest, '}'));
	}
}

static void
finish_section(const struct parts *parts, uint32_t number)
{
	struct section *section = parts->sections[number];
	struct str name = map_text(&parts->names, number);
	uint64_t sum = 0;

	if (section->count == 0)
		die("parts: %s: [%.*s] is empty", parts->code, (int)name.length, name.at);
	for (unsigned k = 0; k < section->count; k++) {
		struct alternative *a = &section->alternatives[k];
		if (!a->forms)
			compile(parts, a);
		sum += ((uint64_t)1 << 32) / (k + (section->list ? 3u : 12u));
		a->cumulated = sum;
	}
}

static void
load_language(struct parts *parts, const char *directory, bool ours)
{
	static const char *const files[] = {"words", "chat", "brands", "replies", "accounts"};
	struct buffer path = {0};

	buffer_format(&path, "%s/common.txt", directory);
	read_parts(parts, buffer_cstring(&path));
	for (unsigned i = 0; i < (ours ? sizeof files / sizeof *files : 2); i++) {
		buffer_reset(&path);
		buffer_format(&path, "%s/%s/%s.txt", directory, parts->code, files[i]);
		read_parts(parts, buffer_cstring(&path));
	}
	buffer_release(&path);
	for (uint32_t i = 0; i < parts->names.count; i++) {
		finish_section(parts, i);
		if (str_starts(map_text(&parts->names, i), STR("chat.")) && parts->subjects_count < SUBJECTS)
			parts->subjects[parts->subjects_count++] = parts->sections[i];
	}
	for (unsigned k = 0; k < KNOWN; k++)
		if (ours || map_find(&parts->names, str_of(known_names[k])) != MAP_NONE)
			parts->known[k] = need_section(parts, str_of(known_names[k]));
}

void
parts_load(const char *directory)
{
	for (unsigned i = 0; i < LANGUAGES; i++) {
		languages[i].code = language_names[i];
		load_language(&languages[i], directory, i < SV);
	}
}

/* ---- asking ---- */

const struct section *
part(enum language language, enum known what)
{
	return languages[language].known[what];
}

const struct section *
part_subject(enum language language, unsigned number)
{
	return languages[language].subjects[number];
}

unsigned
part_subjects(enum language language)
{
	return languages[language].subjects_count;
}

const struct alternative *
alternative(const struct section *section, uint64_t number)
{
	return &section->alternatives[number % section->count];
}

const struct alternative *
choose(const struct section *section)
{
	const struct alternative *a = section->alternatives;
	uint64_t total = a[section->count - 1].cumulated;
	uint64_t draw = (((total >> 16) * chance()) >> 16) % total;
	unsigned low = 0, high = section->count - 1;

	while (low < high) {
		unsigned middle = (low + high) / 2;
		if (a[middle].cumulated > draw)
			high = middle;
		else
			low = middle + 1;
	}
	return a + low;
}
