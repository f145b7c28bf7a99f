/* Any bytes as JSON: what the strict reader takes, jansson takes too, but for numbers that it cannot hold. */
#include <jansson.h>
#include <stdlib.h>

#include "archive/json.h"
#include "lib/unicode.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct json json;
	struct str text = {(const char *)bytes, length};
	const char *problem;
	json_error_t error;
	json_t *value;
	bool taken;

	if (!unicode_is_valid(text))
		return 0; /* json.h wants it mended */
	taken = json_read(&json, text, &problem);
	for (uint32_t i = 0; taken && i < json.count; i++) {
		struct str scalar = json_text(&json, i);
		if (scalar.at && !unicode_is_valid(scalar))
			abort();
	}
	value = json_loadb(text.at, length, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
	if (value && !taken && !strstr(problem, "nested"))
		abort();
	json.count = 0;
	if (!value && json_read_strictly(&json, text) && !strstr(error.text, "too big") && !strstr(error.text, "overflow") &&
	    !strstr(error.text, "NUL byte in object key"))
		abort();
	json_decref(value);
	return 0;
}
