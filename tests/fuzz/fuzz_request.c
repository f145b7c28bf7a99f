/* Lines of any bytes as the values of omtale-read's options: each is taken or refused, and what was taken is as it was asked for. */
#include <stdint.h>

#include "survive.h"

#include "archive/request.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
ask(struct request *request, char option, const char *value)
{
	switch (option) {
	case 'm':
		request_map(request, value);
		break;
	case 'k':
		request_keep(request, value);
		break;
	case 's':
		request_longest_record(request, value);
		if (request->posts.records.longest_record == 0 || request->posts.records.longest_record > (size_t)1 << 33)
			abort();
		break;
	case 'd':
		request_delimiter(request, value);
		if (!request->posts.records.delimiter || strchr("\"\r\n", request->posts.records.delimiter))
			abort();
		break;
	case 't':
		request_time_format(request, value);
		break;
	case 'r':
		request_rows(request, value);
		break;
	default:
		break;
	}
}

/* Every line is an option's letter and its value. */
static void
ask_all(struct str text)
{
	struct request request = {0};
	char *copy = memory_new(text.length + 1, 1);

	memcpy(copy, text.at ? text.at : "", text.length);
	for (struct str rest = {copy, text.length}; rest.at;) {
		struct str line = str_cut(&rest, '\n');
		if (line.length == 0)
			continue;
		*(char *)(uintptr_t)(line.at + line.length) = '\0';
		ask(&request, line.at[0], line.at + 1);
	}
	for (size_t i = 0; i < request.posts.keep_count; i++)
		for (size_t k = 0; k < i; k++)
			if (request.kept_names[i].length == 0 || str_equal(request.kept_names[i], request.kept_names[k]))
				abort();
	request_release(&request);
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	volatile bool taken = SURVIVES(ask_all((struct str){(const char *)bytes, length}));

	(void)taken;
	return 0;
}
