/* Lines of patterns, a line "=", then a text of words; "." ends a sentence and a word behind "~" may be passed over. */
#include <stdlib.h>

#include "opinion/patterns.h"

enum { MOST_PLACES = 64, MOST_PATTERNS = 16, LONGEST_PATTERN = 64 };

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct map words = {0};
	struct patterns patterns = {.words = &words};
	struct place places[MOST_PLACES];
	struct matches matches = {0};
	uint32_t count = 0, entries = 0;
	struct str rest = {(const char *)bytes, length};

	while (rest.at) {
		struct str line = str_cut(&rest, '\n');
		if (str_equal(line, STR("=")) || entries == MOST_PATTERNS)
			break;
		patterns_idle(line);
		if (line.length <= LONGEST_PATTERN && !patterns_problem(line))
			patterns_add(&patterns, line, entries++);
	}
	while (rest.at && count < MOST_PLACES) {
		struct str word = str_cut(&rest, ' ');
		bool optional = str_starts(word, STR("~"));
		if (optional)
			word = (struct str){word.at + 1, word.length - 1};
		places[count++] = (struct place){map_find(&words, word), MAP_NONE, str_equal(word, STR(".")), optional};
	}
	for (uint32_t start = 0; start < count; start++) {
		uint32_t found = patterns_match(&patterns, places, count, start, &matches);
		for (uint32_t i = 0; i < found; i++)
			if (matches.all[i].entry >= entries || matches.all[i].start != start || matches.all[i].end > count ||
			    matches.all[i].slot > matches.all[i].slot_end)
				abort();
	}
	free(matches.all);
	patterns_release(&patterns);
	map_release(&words);
	return 0;
}
