/* Any bytes as a formula, as --map takes them, tried on one record. */
#include "archive/formula.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char record[] = "{\"a\":{\"b\":[10,{\"c\":\"deep\"}]},\"refs\":[{\"type\":\"q\",\"id\":1}],\"h\":\"<p>a</p>\",\"n\":7}";
	struct rejects rejects = {0};
	struct records_options options = {.rejects = &rejects};
	struct arena arena = {0};
	struct buffer room = {0};
	struct formula formula;
	int64_t sum;

	if (!formula_parse(&formula, &arena, (struct str){(const char *)bytes, length})) {
		struct records *records = records_on(source_memory(str_of(record), "fuzz"), &options);

		formula_bind(&formula, records);
		while (records_read(records)) {
			formula_value(&formula, records, &room);
			formula_sum(&formula, records, &sum);
			formula_exists(&formula, records);
		}
		records_abandon(records);
	}
	buffer_release(&room);
	arena_release(&arena);
	return 0;
}
