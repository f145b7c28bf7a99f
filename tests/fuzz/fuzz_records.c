/* Any bytes as an archive: opened, read to the end, looked into with formulas. What is packed otherwise than with gzip is refused, which ends a program: the
 * target asks first. */
#include <stdlib.h>

#include "archive/presets.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const written[] = {"text", "id|user.id", "a.0.b|x[id={text}].name", "html(text)+' '+id", "$.data[id=1].text"};
	struct rejects rejects = {0};
	struct records_options options = {.longest_record = 1 << 16, .rejects = &rejects};
	struct source *source = source_memory((struct str){(const char *)bytes, length}, "fuzz");
	struct records *records;
	struct arena arena = {0};
	struct buffer room = {0};
	struct formula formulas[5], rows;
	int64_t sum;

	if (format_packed(source_peek(source, FORMAT_SAMPLE))) {
		source_close(source);
		return 0;
	}
	records = records_on(source, &options);
	formula_parse(&rows, &arena, STR("data"));
	records_rows(records, &rows.choices->parts->place);
	for (int i = 0; i < 5; i++) {
		if (formula_parse(&formulas[i], &arena, str_of(written[i])))
			abort();
		formula_bind(&formulas[i], records);
	}
	while (records_read(records)) {
		preset_recognised(records);
		for (int i = 0; i < 5; i++)
			formula_value(&formulas[i], records, &room);
		formula_sum(&formulas[1], records, &sum);
		buffer_reset(&room);
		records_list_names(records, &room);
	}
	records_abandon(records);
	buffer_release(&rejects.first);
	buffer_release(&room);
	arena_release(&arena);
	return 0;
}
