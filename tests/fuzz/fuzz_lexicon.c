/* Any bytes as somebody's lexicon: AFINN, VADER, LIWC, a list. */
#include <stdlib.h>

#include "opinion/foreign.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct foreign foreign;
	uint64_t line;
	const char *problem = foreign_lines(&foreign, (struct str){(const char *)bytes, length}, &line);

	for (uint32_t i = 0; i < foreign.count && !problem; i++)
		if (foreign.rows[i].word.length == 0 || foreign.rows[i].line > line)
			abort();
	if (foreign.format == FOREIGN_CATEGORIES)
		for (uint32_t i = 0; i < foreign.count; i++)
			if (foreign.rows[i].category >= foreign.categories.count)
				abort();
	foreign_release(&foreign);
	return 0;
}
