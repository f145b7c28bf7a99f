/* For targets that ask what ends a program: die() and usage() come back to the target, and what had been allocated and opened by then is freed and closed.
 *
 *   if (SURVIVES(brands_load(&brands, path)))
 *           …
 *
 * A target that includes this has its own die.c; nothing may be kept from one input to the next but what was allocated and opened outside SURVIVES.
 */
#ifndef OMTALE_SURVIVE_H
#define OMTALE_SURVIVE_H

#include <fcntl.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/die.h"

/* Of the sanitisers' library; without one (a plain replay) what was allocated is lost, which is little. */
extern int
__sanitizer_install_malloc_and_free_hooks(void (*)(const volatile void *, size_t), void (*)(const volatile void *)) __attribute__((weak));

enum { SURVIVE_MOST = 1 << 16, SURVIVE_FILES = 64 /* an input opens but a few, and a new one gets the lowest number that is free */ };

static struct {
	jmp_buf back;
	void (*before)(void); /* what a target wants done before the blocks are freed, or NULL */
	bool watching, hooked, open[SURVIVE_FILES];
	size_t count;
	const volatile void *blocks[SURVIVE_MOST];
} survival;

static void
survive_allocation(const volatile void *block, size_t size)
{
	(void)size;
	if (survival.watching && survival.count < SURVIVE_MOST)
		survival.blocks[survival.count++] = block;
}

static void
survive_free(const volatile void *block)
{
	for (size_t i = survival.count; survival.watching && i-- > 0;)
		if (survival.blocks[i] == block) {
			survival.blocks[i] = survival.blocks[--survival.count];
			return;
		}
}

static void
survive_begin(void)
{
	if (!survival.hooked && __sanitizer_install_malloc_and_free_hooks)
		__sanitizer_install_malloc_and_free_hooks(survive_allocation, survive_free);
	survival.hooked = true;
	survival.count = 0;
	for (int file = 0; file < SURVIVE_FILES; file++)
		survival.open[file] = fcntl(file, F_GETFD) >= 0;
	survival.watching = true;
}

static bool
survive_end(bool survived)
{
	if (!survived && survival.before)
		survival.before();
	survival.watching = false;
	for (int file = 0; !survived && file < SURVIVE_FILES; file++)
		if (!survival.open[file])
			close(file);
	for (; !survived && survival.count; survival.count--)
		free((void *)(uintptr_t)survival.blocks[survival.count - 1]);
	return survived;
}

#define SURVIVES(call) survive_end(setjmp(survival.back) == 0 && (survive_begin(), (void)(call), true))

void
die_init(const char *name)
{
	(void)name;
}

const char *
die_program(void)
{
	return "fuzz";
}

void
die_quiet(void)
{
}

void
usage(const char *format, ...)
{
	(void)format;
	longjmp(survival.back, 1);
}

void
die(const char *format, ...)
{
	(void)format;
	longjmp(survival.back, 1);
}

void
warn(const char *format, ...)
{
	(void)format;
}

#endif
