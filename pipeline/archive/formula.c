#include "archive/formula.h"

#include "archive/amounts.h"
#include "archive/markup.h"

/* Where reading a formula stands, and what is wrong with it. */
struct parsing {
	struct str rest;
	struct arena *arena;
	const char *problem;
};

static struct place
parse_place(struct parsing *parsing, struct str written);

static struct str
behind(struct str text, size_t length)
{
	return (struct str){text.at + length, text.length - length};
}

/* How far it is to the first of `marks` outside quotes and brackets. */
static size_t
find_mark(struct str text, const char *marks)
{
	int depth = 0;
	char quote = 0;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];

		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '\'' || c == '"')
			quote = c;
		else if (depth == 0 && c && strchr(marks, c))
			return i;
		else if (c == '[' || c == '{' || c == '(')
			depth++;
		else if ((c == ']' || c == '}' || c == ')') && depth > 0)
			depth--;
	}
	return text.length;
}

/* How many pieces `marks` cuts `text` into. */
static size_t
count_pieces(struct str text, const char *marks)
{
	size_t count = 1;

	for (size_t at; (at = find_mark(text, marks)) < text.length; count++)
		text = behind(text, at + 1);
	return count;
}

/* [type=replied_to] or [id={author_id}], without its brackets. */
static void
parse_pick(struct parsing *parsing, struct step *step, struct str inside)
{
	struct str rest = inside;

	step->kind = STEP_PICK;
	step->name = str_trim(str_cut(&rest, '='));
	if (!rest.at || step->name.length == 0) {
		parsing->problem = "expected [member=value] between the brackets";
		return;
	}
	rest = str_trim(rest);
	if (rest.length > 2 && rest.at[0] == '{' && rest.at[rest.length - 1] == '}') {
		step->wanted_at = arena_new(parsing->arena, 1, sizeof *step->wanted_at);
		*step->wanted_at = parse_place(parsing, (struct str){rest.at + 1, rest.length - 2});
	} else {
		step->wanted = rest;
	}
}

static void
parse_steps(struct parsing *parsing, struct place *place, struct str rest)
{
	size_t most = 1;

	for (size_t i = 0; i < rest.length; i++)
		most += rest.at[i] == '.' || rest.at[i] == '[';
	place->steps = arena_new(parsing->arena, most, sizeof *place->steps);
	while (rest.length && !parsing->problem) {
		struct step *step = &place->steps[place->steps_count];
		size_t length = find_mark(rest, ".[");

		if (length) {
			*step = (struct step){.kind = STEP_MEMBER, .name = {rest.at, length}};
			place->steps_count++;
			rest = behind(rest, length);
		} else if (rest.at[0] == '[') {
			length = find_mark(behind(rest, 1), "]");
			if (length + 1 == rest.length) {
				parsing->problem = "a [ is not closed";
				return;
			}
			parse_pick(parsing, step, (struct str){rest.at + 1, length});
			place->steps_count++;
			rest = behind(rest, length + 2);
		} else {
			parsing->problem = "a name is missing at a dot";
		}
		if (rest.length && rest.at[0] == '.') {
			rest = behind(rest, 1);
			if (rest.length == 0)
				parsing->problem = "a name is missing at a dot";
		} else if (rest.length && rest.at[0] != '[') {
			parsing->problem = "expected a dot or the end behind a ]";
		}
	}
}

static struct place
parse_place(struct parsing *parsing, struct str written)
{
	struct place place = {.name = str_trim(written), .column = TABLE_NONE};
	struct str name = place.name;

	if (name.length >= 2 && name.at[0] == '"' && name.at[name.length - 1] == '"') {
		place.name = (struct str){name.at + 1, name.length - 2};
		place.steps = arena_new(parsing->arena, 1, sizeof *place.steps);
		place.steps[place.steps_count++] = (struct step){.kind = STEP_MEMBER, .name = place.name};
		return place;
	}
	if (name.length == 0) {
		parsing->problem = "a name is missing";
		return place;
	}
	if (str_starts(name, STR("$."))) {
		place.from_top = true;
		name = behind(name, 2);
	}
	parse_steps(parsing, &place, name);
	return place;
}

static struct part
parse_part(struct parsing *parsing, struct str written)
{
	struct part part = {.kind = PART_PLACE};

	written = str_trim(written);
	if (written.length >= 2 && written.at[0] == '\'' && written.at[written.length - 1] == '\'') {
		part.kind = PART_LITERAL;
		part.literal = (struct str){written.at + 1, written.length - 2};
	} else if (str_starts(written, STR("html(")) && str_ends(written, STR(")"))) {
		part.kind = PART_HTML;
		part.place = parse_place(parsing, (struct str){written.at + 5, written.length - 6});
	} else {
		part.place = parse_place(parsing, written);
	}
	return part;
}

static struct choice
parse_choice(struct parsing *parsing, struct str written)
{
	struct choice choice = {0};
	size_t guards = count_pieces(written, "?") - 1;

	choice.guards = arena_new(parsing->arena, guards, sizeof *choice.guards);
	for (; choice.guards_count < guards; choice.guards_count++) {
		size_t length = find_mark(written, "?");
		choice.guards[choice.guards_count] = parse_place(parsing, (struct str){written.at, length});
		written = behind(written, length + 1);
	}
	choice.parts = arena_new(parsing->arena, count_pieces(written, "+"), sizeof *choice.parts);
	for (bool more = true; more;) {
		size_t length = find_mark(written, "+");

		choice.parts[choice.parts_count++] = parse_part(parsing, (struct str){written.at, length});
		more = length < written.length;
		if (more)
			written = behind(written, length + 1);
	}
	return choice;
}

const char *
formula_parse(struct formula *formula, struct arena *arena, struct str written)
{
	struct parsing parsing = {.arena = arena};

	*formula = (struct formula){.written = written};
	if (str_trim(written).length == 0)
		return NULL;
	formula->choices = arena_new(arena, count_pieces(written, "|"), sizeof *formula->choices);
	for (bool more = true; more && !parsing.problem;) {
		size_t length = find_mark(written, "|");

		formula->choices[formula->count++] = parse_choice(&parsing, (struct str){written.at, length});
		more = length < written.length;
		if (more)
			written = behind(written, length + 1);
	}
	return parsing.problem;
}

size_t
formula_find(struct str text, char mark)
{
	return find_mark(text, (char[]){mark, '\0'});
}

struct formula
formula_of_name(struct arena *arena, struct str name)
{
	struct formula formula = {.written = name, .count = 1};
	struct step *step = arena_new(arena, 1, sizeof *step);

	*step = (struct step){.kind = STEP_MEMBER, .name = name};
	formula.choices = arena_new(arena, 1, sizeof *formula.choices);
	formula.choices->parts = arena_new(arena, 1, sizeof *formula.choices->parts);
	formula.choices->parts_count = 1;
	formula.choices->parts->place = (struct place){.name = name, .steps = step, .steps_count = 1, .column = TABLE_NONE};
	return formula;
}

/* ---- with records ---- */

static bool
bind_place(struct place *place, const struct records *records)
{
	records_bind(records, place);
	return place->column != TABLE_NONE;
}

bool
formula_bind(struct formula *formula, const struct records *records)
{
	bool found = false;

	formula->alone = NULL;
	if (records_are_json(records))
		return true;
	if (formula->count == 1 && formula->choices->guards_count == 0 && formula->choices->parts_count == 1 && formula->choices->parts->kind == PART_PLACE)
		formula->alone = &formula->choices->parts->place;
	for (size_t i = 0; i < formula->count; i++) {
		struct choice *choice = &formula->choices[i];

		for (size_t k = 0; k < choice->guards_count; k++)
			bind_place(&choice->guards[k], records);
		for (size_t k = 0; k < choice->parts_count; k++)
			if (choice->parts[k].kind != PART_LITERAL && bind_place(&choice->parts[k].place, records))
				found = true;
	}
	return found;
}

bool
formula_is_literal(const struct formula *formula)
{
	for (size_t i = 0; i < formula->count; i++)
		for (size_t k = 0; k < formula->choices[i].parts_count; k++)
			if (formula->choices[i].parts[k].kind != PART_LITERAL)
				return false;
	return true;
}

bool
formula_exists(const struct formula *formula, struct records *records)
{
	for (size_t i = 0; i < formula->count; i++) {
		const struct choice *choice = &formula->choices[i];
		bool all = true;

		for (size_t k = 0; k < choice->parts_count && all; k++)
			all = choice->parts[k].kind == PART_LITERAL || records_has(records, &choice->parts[k].place);
		if (all)
			return true;
	}
	return false;
}

static bool
guards_hold(const struct choice *choice, struct records *records)
{
	for (size_t i = 0; i < choice->guards_count; i++)
		if (!records_holds(records, &choice->guards[i]))
			return false;
	return true;
}

/* A choice of several parts, or of HTML, into *room; false when one of them is empty. */
static bool
join(const struct choice *choice, struct records *records, struct buffer *room, bool *there)
{
	buffer_reset(room);
	for (size_t i = 0; i < choice->parts_count; i++) {
		const struct part *part = &choice->parts[i];
		struct str value;

		if (part->kind == PART_LITERAL) {
			buffer_text(room, part->literal);
			continue;
		}
		value = records_value(records, &part->place);
		if (!value.at)
			return false;
		*there = true;
		if (!value.length)
			return false;
		if (part->kind == PART_HTML)
			markup_text(room, value);
		else
			buffer_text(room, value);
	}
	return true;
}

struct str
formula_value(const struct formula *formula, struct records *records, struct buffer *room)
{
	bool there = false;

	if (formula->alone && formula->alone->column != TABLE_NONE)
		return table_field(records->table, formula->alone->column);
	for (size_t i = 0; i < formula->count; i++) {
		const struct choice *choice = &formula->choices[i];
		struct str value;

		if (choice->guards_count && !guards_hold(choice, records))
			continue;
		if (choice->parts_count > 1 || choice->parts->kind != PART_PLACE) {
			if (join(choice, records, room, &there))
				return buffer_str(room);
			continue;
		}
		value = records_value(records, &choice->parts->place);
		if (value.length)
			return value;
		there |= value.at != NULL;
	}
	return (struct str){there ? "" : NULL, 0};
}

bool
formula_sum(const struct formula *formula, struct records *records, int64_t *sum)
{
	for (size_t i = 0; i < formula->count; i++) {
		const struct choice *choice = &formula->choices[i];
		bool any = false;

		if (!guards_hold(choice, records))
			continue;
		*sum = 0;
		for (size_t k = 0; k < choice->parts_count; k++) {
			const struct part *part = &choice->parts[k];
			int64_t amount;

			if (!amount_read(part->kind == PART_LITERAL ? part->literal : records_value(records, &part->place), &amount))
				continue;
			any = true;
			*sum = *sum > INT64_MAX - amount ? INT64_MAX : *sum + amount;
		}
		if (any)
			return true;
	}
	return false;
}
