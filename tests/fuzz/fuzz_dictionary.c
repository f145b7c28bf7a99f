/* Any bytes as a compiled dictionary whose checksum nobody asked for: whatever its numbers say, asking it does no harm. */
#include <stdlib.h>

#include "language/compound.h"
#include "language/spelling.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
ask(const struct dictionary *dictionary, struct str word)
{
	uint32_t form = dictionary_find(dictionary, word);
	struct splitting splitting = {.dictionary = dictionary, .word = word};
	struct correction correction;
	volatile int neighbours = 0;
	size_t count;
	const struct layout_reading *readings = dictionary_readings(dictionary, form, &count);

	for (size_t i = 0; i < count; i++)
		dictionary_text(dictionary, readings[i].lemma);
	for (size_t i = 0; i < TAG_MOST * TAG_MOST; i++)
		neighbours += dictionary_neighbours(dictionary)[i];
	(void)neighbours;
	dictionary_mended(dictionary, form);
	for (const struct layout_confusion *row = dictionary_confusions(dictionary, form, &count); count; count--, row++)
		dictionary_string(dictionary, row->instead);
	compound_split(&splitting);
	spelling_mend(&splitting, NULL, true, &correction);
	spelling_mend(&splitting, NULL, false, &correction);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const words[] = {"hest", "hestevogn", "hset", "heste", "nogenvogn", "vaere", "a", ""};
	char *image = malloc(length + 1); /* at an address that fits any type, with its end where a reader beyond it is caught */
	struct dictionary *dictionary;
	const char *problem;
	size_t count;

	if (!image)
		return 0;
	memcpy(image, bytes, length);
	dictionary = dictionary_on((struct str){image, length}, &problem);
	for (size_t i = 0; dictionary && i < sizeof words / sizeof *words; i++)
		ask(dictionary, str_of(words[i]));
	if (dictionary) {
		for (unsigned letter = 0; letter < 256; letter++) {
			const uint16_t *rows;
			const struct layout_suffix *suffixes = dictionary_suffixes(dictionary, (unsigned char)letter, &rows, &count);
			for (size_t i = 0; i < count; i++)
				dictionary_string(dictionary, suffixes[rows[i]].suffix);
		}
	}
	dictionary_close(dictionary);
	free(image);
	return 0;
}
