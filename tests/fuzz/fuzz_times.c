/* Any bytes as a time, and as a format with a time behind its first line break. */
#include <stdlib.h>

#include "archive/times.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct str text = {(const char *)bytes, length}, rest = text, line = str_cut(&rest, '\n');
	struct times times = {0};
	char iso[20], again[20];
	char *format = calloc(line.length + 1, 1);

	if (times_read(&times, text, iso) && (!times_read(&times, (struct str){iso, 20}, again) || memcmp(iso, again, 20) != 0))
		abort(); /* what was written is not read back */
	if (!format)
		abort();
	if (line.length)
		memcpy(format, line.at, line.length);
	times.format = format;
	if (rest.at && !timeformat_unknown(format))
		times_read(&times, rest, iso);
	free(format);
	return 0;
}
