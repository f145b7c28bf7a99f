#include "dictionary/affixes.h"

#include <stdlib.h>

#include "dictionary/conditions.h"
#include "lib/arena.h"
#include "lib/die.h"
#include "lib/source.h"

enum { FLAGS_MOST = 64 };

struct flags {
	uint16_t flag[FLAGS_MOST];
	size_t count;
};

struct rule {
	bool prefix, crosses;
	uint16_t flag;
	struct str strip, add, condition;
	struct flags further;
	uint32_t next_plus_one; /* with the same flag */
};

struct grammar {
	struct arena arena;
	struct rule *rules;
	uint32_t count, capacity;
	uint32_t *first_plus_one; /* by flag */
	bool numeric, latin1, compounds;
	bool plain_compounds; /* made of entries with COMPOUNDFLAG, and of nothing else */
	uint16_t only_in_compound, need_affix, forbidden, compound[4];
	const char *path;
	size_t line;
	struct spelling_out out;
	struct buffer form, middle, both;
};

/* The next word of a line, or an empty one. */
static struct str
word(struct str *line)
{
	struct str found;

	while (line->length && (*line->at == ' ' || *line->at == '\t'))
		line->at++, line->length--;
	found = (struct str){line->at, 0};
	while (line->length && *line->at != ' ' && *line->at != '\t')
		found.length++, line->at++, line->length--;
	return found;
}

static struct str
whole_file(struct arena *arena, const char *path)
{
	struct source *source = source_open(path);
	struct buffer content = {0};
	struct str copy;
	ptrdiff_t n;

	while ((n = source_read(source, buffer_reserve(&content, 1 << 16), 1 << 16)) > 0)
		content.length += (size_t)n;
	if (n < 0)
		die("%s: %s", path, source_failure(source));
	source_close(source);
	copy = arena_copy(arena, buffer_str(&content));
	buffer_release(&content);
	return copy;
}

/* The text as UTF-8; what was Latin-1 is copied into the arena. */
static struct str
utf8(struct grammar *grammar, struct str text)
{
	struct buffer out = {0};
	struct str copy;

	if (!grammar->latin1)
		return text;
	for (size_t i = 0; i < text.length; i++)
		buffer_rune(&out, (unsigned char)text.at[i]);
	copy = arena_copy(&grammar->arena, buffer_str(&out));
	buffer_release(&out);
	return copy;
}

static void
add_flag(struct flags *flags, unsigned flag)
{
	if (flags->count < FLAGS_MOST && flag && flag <= UINT16_MAX)
		flags->flag[flags->count++] = (uint16_t)flag;
}

static struct flags
parse_flags(const struct grammar *grammar, struct str text)
{
	struct flags flags = {.count = 0};
	unsigned number = 0;

	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (!grammar->numeric) {
			add_flag(&flags, c);
		} else if (c == ',') {
			add_flag(&flags, number);
			number = 0;
		} else if (c >= '0' && c <= '9' && number < 6000) {
			number = 10 * number + (c - '0');
		}
	}
	if (grammar->numeric)
		add_flag(&flags, number);
	return flags;
}

static uint16_t
one_flag(const struct grammar *grammar, struct str text)
{
	struct flags flags = parse_flags(grammar, text);

	return flags.count ? flags.flag[0] : 0;
}

static bool
has(const struct flags *flags, uint16_t flag)
{
	for (size_t i = 0; flag && i < flags->count; i++) {
		if (flags->flag[i] == flag)
			return true;
	}
	return false;
}

static void
add_rule(struct grammar *grammar, bool prefix, bool crosses, struct str line)
{
	struct str flag = word(&line), strip = word(&line), add = word(&line), condition = word(&line), rest = add;
	struct rule *rule;

	if (grammar->count == grammar->capacity) {
		grammar->capacity = grammar->capacity ? 2 * grammar->capacity : 1024;
		grammar->rules = memory_grow(grammar->rules, grammar->capacity, sizeof *grammar->rules);
	}
	rule = &grammar->rules[grammar->count++];
	*rule = (struct rule){.prefix = prefix, .crosses = crosses, .flag = one_flag(grammar, flag)};
	rule->strip = str_equal(strip, STR("0")) ? STR("") : utf8(grammar, strip);
	add = str_cut(&rest, '/');
	rule->add = str_equal(add, STR("0")) ? STR("") : utf8(grammar, add);
	if (rest.at)
		rule->further = parse_flags(grammar, rest);
	rule->condition = condition.length ? utf8(grammar, condition) : STR(".");
	rule->next_plus_one = grammar->first_plus_one[rule->flag];
	grammar->first_plus_one[rule->flag] = grammar->count;
}

/* "SFX 1 Y 4" opens a set of four rules, which follow. */
static void
read_affix(struct grammar *grammar, bool prefix, struct str head, struct str *lines)
{
	bool crosses;
	int64_t count = 0;

	word(&head);
	crosses = str_equal(word(&head), STR("Y"));
	if (!str_to_int(word(&head), &count))
		die("%s:%zu: expected the number of affix rules", grammar->path, grammar->line);
	while (count-- > 0 && lines->at) {
		struct str line = str_trim(str_cut(lines, '\n')), kind = word(&line);
		grammar->line++;
		if (!str_equal(kind, prefix ? STR("PFX") : STR("SFX")))
			die("%s:%zu: expected an affix rule, found \"%.*s\"", grammar->path, grammar->line, (int)kind.length, kind.at);
		add_rule(grammar, prefix, crosses, line);
	}
}

static void
read_option(struct grammar *grammar, struct str key, struct str value)
{
	const struct {
		const char *key;
		uint16_t *flag;
	} flags[] = {
		{"ONLYINCOMPOUND", &grammar->only_in_compound}, {"NEEDAFFIX", &grammar->need_affix},      {"FORBIDDENWORD", &grammar->forbidden},
		{"COMPOUNDFLAG", &grammar->compound[0]},        {"COMPOUNDBEGIN", &grammar->compound[1]}, {"COMPOUNDEND", &grammar->compound[2]},
	};

	if (str_equal(key, STR("SET")))
		grammar->latin1 = str_equal(value, STR("ISO8859-1"));
	else if (str_equal(key, STR("FLAG")))
		grammar->numeric = str_equal(value, STR("num"));
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
		if (str_equal(key, str_of(flags[i].key)))
			*flags[i].flag = one_flag(grammar, value);
	}
}

/* An option that leaves it at that: every part of a compound is an entry with COMPOUNDFLAG, in a form of its own, and no other entry forbids it. */
static bool
is_plain(struct str key)
{
	static const char *const plain[] = {"SET", "TRY", "PFX", "SFX", "COMPOUNDFLAG", "COMPOUNDMIN", "CHECKCOMPOUNDTRIPLE", "SIMPLIFIEDTRIPLE"};

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (str_equal(key, str_of(plain[i])))
			return true;
	}
	return key.length == 0 || key.at[0] == '#';
}

static void
read_aff(struct grammar *grammar, const char *path)
{
	struct str lines = whole_file(&grammar->arena, path);

	grammar->path = path;
	grammar->plain_compounds = true;
	if (str_starts(lines, STR("\xef\xbb\xbf")))
		lines.at += 3, lines.length -= 3;
	while (lines.at) {
		struct str line = str_trim(str_cut(&lines, '\n')), key = word(&line), rest = line;
		grammar->line++;
		grammar->plain_compounds &= is_plain(key);
		if (str_equal(key, STR("PFX")) || str_equal(key, STR("SFX")))
			read_affix(grammar, key.at[0] == 'P', line, &lines);
		else
			read_option(grammar, key, word(&rest));
	}
	for (size_t i = 0; i < 4; i++)
		grammar->compounds |= grammar->compound[i] != 0;
	for (uint32_t i = 0; i < grammar->count; i++)
		grammar->plain_compounds &= grammar->rules[i].further.count == 0;
	grammar->plain_compounds &= grammar->compounds;
}

/* ---- spelling out ---- */

static bool
apply(const struct rule *rule, struct str stem, struct buffer *form)
{
	buffer_reset(form);
	if (!condition_fits(rule->condition, stem, rule->prefix))
		return false;
	if (rule->prefix) {
		if (!str_starts(stem, rule->strip))
			return false;
		buffer_text(form, rule->add);
		buffer_bytes(form, stem.at + rule->strip.length, stem.length - rule->strip.length);
	} else {
		if (!str_ends(stem, rule->strip))
			return false;
		buffer_bytes(form, stem.at, stem.length - rule->strip.length);
		buffer_text(form, rule->add);
	}
	return true;
}

static void
tell(struct grammar *grammar, struct expansion *expansion, struct str form, bool bare)
{
	expansion->form = form;
	expansion->bare = bare;
	grammar->out.form(grammar->out.state, expansion);
}

/* All forms with suffixes: one, or a second one where the first allows it. */
static void
suffixes(struct grammar *grammar, struct expansion *expansion, struct str stem, const struct flags *flags, bool second, bool across)
{
	struct buffer *form = second ? &grammar->form : &grammar->middle;

	for (size_t i = 0; i < flags->count; i++) {
		for (uint32_t at = grammar->first_plus_one[flags->flag[i]]; at; at = grammar->rules[at - 1].next_plus_one) {
			const struct rule *rule = &grammar->rules[at - 1];
			if (rule->prefix || (across && !rule->crosses) || has(&rule->further, grammar->only_in_compound) || !apply(rule, stem, form))
				continue;
			if (!has(&rule->further, grammar->need_affix))
				tell(grammar, expansion, buffer_str(form), false);
			if (!second)
				suffixes(grammar, expansion, buffer_str(form), &rule->further, true, across);
		}
	}
}

static void
prefixes(struct grammar *grammar, struct expansion *expansion, struct str stem, const struct flags *flags)
{
	struct str entry = expansion->entry;

	for (size_t i = 0; i < flags->count; i++) {
		for (uint32_t at = grammar->first_plus_one[flags->flag[i]]; at; at = grammar->rules[at - 1].next_plus_one) {
			const struct rule *rule = &grammar->rules[at - 1];
			if (!rule->prefix || rule->add.length == 0 || rule->add.at[0] == '-' || !apply(rule, stem, &grammar->both))
				continue;
			expansion->entry = buffer_str(&grammar->both);
			expansion->prefixed = true;
			tell(grammar, expansion, buffer_str(&grammar->both), true);
			if (rule->crosses)
				suffixes(grammar, expansion, buffer_str(&grammar->both), flags, false, true);
		}
	}
	expansion->entry = entry;
	expansion->prefixed = false;
}

/* One line of the .dic: "word/flags st:stem". */
static void
read_entry(struct grammar *grammar, struct str line)
{
	struct str whole = line, entry = word(&line), flags_text = {NULL, 0}, field;
	struct flags flags = {.count = 0};
	struct expansion expansion = {.bare = true};

	for (size_t i = 1; i < entry.length; i++) {
		if (entry.at[i] == '/' && entry.at[i - 1] != '\\') {
			flags_text = (struct str){entry.at + i + 1, entry.length - i - 1};
			entry.length = i;
		}
	}
	if (flags_text.at)
		flags = parse_flags(grammar, flags_text);
	if (entry.length == 0 || has(&flags, grammar->forbidden) || has(&flags, grammar->only_in_compound))
		return;
	entry = utf8(grammar, entry);
	expansion.entry = entry;
	while ((field = word(&line)).length) {
		if (!str_starts(field, STR("st:")))
			continue;
		expansion.named = true;
		expansion.entry = utf8(grammar, (struct str){field.at + 3, field.length - 3});
	}
	for (size_t i = 0; i < 4; i++)
		expansion.compounds |= has(&flags, grammar->compound[i]);
	if (grammar->out.parts && grammar->plain_compounds && expansion.compounds) {
		buffer_text(grammar->out.parts, whole);
		buffer_char(grammar->out.parts, '\n');
	}
	if (!has(&flags, grammar->need_affix))
		tell(grammar, &expansion, entry, true);
	suffixes(grammar, &expansion, entry, &flags, false, false);
	prefixes(grammar, &expansion, entry, &flags);
}

bool
affixes_expand(const char *aff, const char *dic, struct spelling_out out)
{
	struct grammar grammar = {.out = out};
	struct str lines;
	bool compounds;

	grammar.first_plus_one = memory_new(UINT16_MAX + 1, sizeof *grammar.first_plus_one);
	read_aff(&grammar, aff);
	lines = whole_file(&grammar.arena, dic);
	str_cut(&lines, '\n'); /* the count */
	while (lines.at)
		read_entry(&grammar, str_trim(str_cut(&lines, '\n')));
	compounds = grammar.compounds;
	arena_release(&grammar.arena);
	free(grammar.rules);
	free(grammar.first_plus_one);
	buffer_release(&grammar.form);
	buffer_release(&grammar.middle);
	buffer_release(&grammar.both);
	return compounds;
}
