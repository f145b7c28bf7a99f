/* Any bytes as a state: refused or read, and what was read is settled and written as every report that needs no lexicon. */
#include <stdlib.h>

#include "reports/ground.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const written[] = {"brands",    "authors", "timeline", "cascades", "relations", "channels",
	                                      "portfolio", "wishes",  "edges",    "quality",  "mentions"};
	struct rejects rejects = {0};
	struct posts posts = {0};
	struct table *table = table_on(source_memory((struct str){(const char *)bytes, length}, "fuzz"),
	                               &(struct table_options){.longest_record = 1 << 16, .rejects = &rejects});
	struct ground ground = {.posts = &posts, .options = &(struct report_options){.min = 2, .by = 'd'}};
	uint64_t rows;

	state_read(&posts, table);
	table_abandon(table);
	posts_settle(&posts, &(struct choice){NO_TIME, NO_TIME, NULL}, 0.8);
	for (size_t i = 0; i < sizeof written / sizeof *written; i++)
		report_write(report_find(written[i]), &ground, "/dev/null", &rows);
	ground_release(&ground, 0);
	posts_release(&posts);
	buffer_release(&rejects.first);
	return 0;
}
