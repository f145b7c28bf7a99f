#include "archive/groups.h"

#include "archive/signs.h"

enum { LONGEST_GROUP = 20, FARTHEST_CUE = 48 };
#define NOWHERE SIZE_MAX

bool
group_digit_at(struct str text, size_t at)
{
	return at < text.length && text.at[at] >= '0' && text.at[at] <= '9';
}

size_t
group_gap(struct str text, size_t at, char *kind)
{
	static const char *const separators[] = {"\u00a0", "\u2009", "\u202f", "\u2013", "\u2011", ") ", ")", " (0) ", " (0)", "(0) ", "(0)", " (", "(", NULL};
	static const char kinds[] = "   -- -     -";
	char c = at < text.length ? text.at[at] : '\0';

	if ((c == ' ' || c == '-' || c == '.') && group_digit_at(text, at + 1)) {
		*kind = c;
		return 1;
	}
	for (size_t i = 0; separators[i]; i++)
		if (separators[i][0] == c && sign_starts(text, at, separators[i]) && group_digit_at(text, at + strlen(separators[i]))) {
			*kind = kinds[i];
			return strlen(separators[i]);
		}
	return 0;
}

/* Takes up further groups as long as there is room. */
static void
extend(struct groups *run, struct str text)
{
	while (run->next != NOWHERE && run->count < MOST_GROUPS) {
		size_t at = run->next, end = at, total = run->count ? run->totals[run->count - 1] : 0, gap;

		while (group_digit_at(text, end) && end - at <= LONGEST_GROUP)
			end++;
		if (end == at || end - at > LONGEST_GROUP)
			run->next = NOWHERE;
		if (run->next == NOWHERE || total + end - at > MOST_DIGITS)
			return;
		memcpy(run->digits + total, text.at + at, end - at);
		run->starts[run->count] = at;
		run->ends[run->count] = end;
		run->totals[run->count] = total + end - at;
		run->between[run->count++] = run->kind;
		gap = group_gap(text, end, &run->kind);
		run->next = gap ? end + gap : NOWHERE;
	}
}

void
groups_gather(struct groups *run, struct str text, size_t at)
{
	if (run->count > 1 && run->starts[1] == at) {
		size_t first = run->totals[0];

		run->count--;
		memmove(run->digits, run->digits + first, run->totals[run->count] - first);
		for (size_t i = 0; i < run->count; i++) {
			run->starts[i] = run->starts[i + 1];
			run->ends[i] = run->ends[i + 1];
			run->totals[i] = run->totals[i + 1] - first;
			run->between[i] = run->between[i + 1];
		}
	} else {
		run->count = 0;
		run->next = at;
		run->kind = '\0';
	}
	extend(run, text);
}

bool
groups_shape(const struct groups *run, size_t last, const char *shape)
{
	size_t i = 0;

	for (; shape[i] && i <= last; i++)
		if (run->ends[i] - run->starts[i] != (size_t)(shape[i] - '0'))
			return false;
	return shape[i] == '\0' && i == last + 1;
}

bool
cue_among(struct str word, const char *const words[])
{
	for (size_t i = 0; words[i]; i++)
		if (word.length && (word.at[0] | 0x20) == (words[i][0] | 0x20) && word.length == strlen(words[i]) && sign_starts(word, 0, words[i]))
			return true;
	return false;
}

/* The word before `at`, and what stands between; empty when it is too far off. */
static struct str
word_before(struct str text, size_t at)
{
	size_t floor = at > FARTHEST_CUE ? at - FARTHEST_CUE : 0, end = at, start, length;

	while (end > floor && strchr(" .:=(+-", text.at[end - 1]))
		end--;
	for (start = end; start > floor && (length = sign_word_before(text, start));)
		start -= length;
	return (struct str){text.at + start, end - start};
}

bool
cue_announces(struct str text, size_t at, const char *const cues[])
{
	for (int words = 0; words < 3; words++) {
		struct str word = word_before(text, at);

		if (word.length == 0)
			return false;
		if (cue_among(word, cues))
			return true;
		at = (size_t)(word.at - text.at);
	}
	return false;
}

bool
cue_tells(struct str text, size_t at, const char *const cues[])
{
	static const char *const number[] = {"nr", "no", "nummer", "number", "id", NULL};
	struct str word = word_before(text, at);

	if (cue_among(word, number))
		word = word_before(text, (size_t)(word.at - text.at));
	return cue_among(word, cues);
}

bool
cue_is_hung_on(struct str text, size_t at, const char *const cues[])
{
	size_t start = at, length;

	while (start > 0 && at - start < FARTHEST_CUE && !group_digit_at(text, start - 1) && (length = sign_word_before(text, start)))
		start -= length;
	return cue_among((struct str){text.at + start, at - start}, cues);
}
