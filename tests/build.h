/* Where a unit test or a fuzz target finds the compiled dictionaries and the lexicons of its own tree. */
#ifndef OMTALE_TESTS_BUILD_H
#define OMTALE_TESTS_BUILD_H

#include <stdlib.h>
#include <string.h>

#include "lib/str.h"

/* The dictionaries and lexicons of the tree that the test was built in, whichever folder the build is in. */
static inline void
point_at_build(const char *program)
{
	const char *slash = strrchr(program, '/');
	struct buffer path = {0};

	buffer_bytes(&path, program, slash ? (size_t)(slash - program) : 0);
	buffer_format(&path, "%s../dictionaries", slash ? "/" : "");
	setenv("OMTALE_DICTIONARIES", buffer_cstring(&path), 1);
	setenv("OMTALE_LEXICONS", "lexicons", 0);
	buffer_release(&path);
}

#endif
