/* For a target that needs the compiled dictionaries, and includes this once: scripts/fuzz and tests/fuzz.t say where they are; run by hand, it takes those of
 * its own build.
 */
#ifndef OMTALE_FUZZ_DICTIONARIES_H
#define OMTALE_FUZZ_DICTIONARIES_H

#include "../build.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	if (!getenv("OMTALE_DICTIONARIES"))
		point_at_build((*argv)[0]);
	return 0;
}

#endif
