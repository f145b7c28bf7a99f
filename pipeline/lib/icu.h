/* What the files that are the door to ICU (unicode, charsets, zones) share. */
#ifndef OMTALE_ICU_H
#define OMTALE_ICU_H

#include <unicode/utypes.h>

#include "lib/die.h"

/* Dies unless it went well; what: the matter at hand. */
static inline void
must(UErrorCode status, const char *what)
{
	if (U_FAILURE(status))
		die("ICU: %s: %s", what, u_errorName(status));
}

#endif
