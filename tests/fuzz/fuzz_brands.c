/* Any bytes as the user's brands.csv: refused, or every account in it is found again. */
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "survive.h"

#include "opinion/brands.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static char path[] = "/tmp/omtale-fuzz-XXXXXX";

static void
load(void)
{
	struct brands brands = {0};

	brands_load(&brands, path);
	for (uint32_t i = 0; i < brands.count; i++) {
		const struct brand_pattern *row = &brands.rows[i];
		if (row->brand >= brands.ids.count || row->via > VIA_NOT || row->text.length == 0)
			abort();
		if (row->via == VIA_ACCOUNT && !memchr(row->text.at, ' ', row->text.length) && brands_author(&brands, row->text) == MAP_NONE)
			abort();
	}
	brands_release(&brands);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char warm[] = "brand,kind,pattern\na,name,\xc3\x86\n";
	static int file = -1;
	struct brands first = {0};

	if (file < 0) {
		file = mkstemp(path);
		if (file < 0 || write(file, warm, strlen(warm)) < 0)
			abort();
		brands_load(&first, path); /* what ICU keeps is made now */
		brands_release(&first);
	}
	if (ftruncate(file, 0) != 0 || pwrite(file, bytes, length, 0) != (ssize_t)length)
		abort();
	(void)SURVIVES(load());
	return 0;
}
