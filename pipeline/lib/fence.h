/* A fence around a stage that has opened what it needs: from then on the kernel refuses it the network, other programs and all files but those that it was
 * promised. What a damaged or hostile archive makes of the process then stays inside it.
 *
 *   files    Landlock, where the kernel has it (5.13 and later)
 *   the rest seccomp: no socket, no exec, no ptrace
 *
 * Where the kernel has neither, nothing happens and nothing is said. Under the sanitisers, which need more than they are given, there is no fence.
 */
#ifndef OMTALE_FENCE_H
#define OMTALE_FENCE_H

#include <stdbool.h>

/* --no-fence: fence_raise does nothing. */
void
fence_off(void);

/* A file, or a folder with all beneath it, that shall still be readable. May not exist. */
void
fence_promise_reading(const char *path);

/* A folder in which files shall still be made, renamed and removed; sink_open promises its file's. */
void
fence_promise_writing(const char *folder);

/* From here on. Files and pipes that are open stay open. */
void
fence_raise(void);

#endif
