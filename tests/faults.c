/* A library to be preloaded under a program, which makes one of its calls fail.
 *
 *   FAULT=KIND:N    the N-th call of that kind fails, counted from main; with N 0 none does, and their number is written to $FAULT_COUNT
 *
 *   malloc  any allocation, no memory            oom     from the N-th on all of them
 *   read    an input error                       eintr   a read or write that a signal interrupts, which is no failure
 *   write   a full disk (not on standard error)  short   a write that takes one byte, which is none either
 *   open, close, fsync, rename, mmap
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *
__libc_malloc(size_t size);
extern void *
__libc_calloc(size_t count, size_t size);
extern void *
__libc_realloc(void *old, size_t size);

static const char *kind;
static unsigned long wanted, calls;
static int (*real_main)(int, char **, char **);

static int
fails(const char *name)
{
	if (!kind || strcmp(kind, name) != 0)
		return 0;
	calls++;
	return wanted && (calls == wanted || (kind[0] == 'o' && kind[1] == 'o' && calls > wanted));
}

static int
allocation_fails(void)
{
	if (!fails("malloc") && !fails("oom"))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t size)
{
	return allocation_fails() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return allocation_fails() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return allocation_fails() ? NULL : __libc_realloc(old, size);
}

static long
failure(int error)
{
	errno = error;
	return -1;
}

ssize_t
read(int file, void *room, size_t size)
{
	return fails("read") ? failure(EIO) : fails("eintr") ? failure(EINTR) : syscall(SYS_read, file, room, size);
}

ssize_t
__read_chk(int file, void *room, size_t size, size_t known);
ssize_t
__read_chk(int file, void *room, size_t size, size_t known)
{
	(void)known;
	return read(file, room, size);
}

ssize_t
write(int file, const void *bytes, size_t size)
{
	if (file != STDERR_FILENO && fails("write"))
		return failure(ENOSPC);
	if (file != STDERR_FILENO && fails("eintr"))
		return failure(EINTR);
	return syscall(SYS_write, file, bytes, file != STDERR_FILENO && fails("short") && size > 1 ? 1 : size);
}

int
open(const char *path, int flags, ...)
{
	va_list arguments;
	int mode;

	va_start(arguments, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, int) : 0;
	va_end(arguments);
	return (int)(fails("open") ? failure(EMFILE) : syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

int
close(int file)
{
	long closed = syscall(SYS_close, file);

	return (int)(fails("close") ? failure(EIO) : closed);
}

int
fsync(int file)
{
	return (int)(fails("fsync") ? failure(EIO) : syscall(SYS_fsync, file));
}

int
rename(const char *from, const char *to)
{
	return (int)(fails("rename") ? failure(ENOSPC) : syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

void *
mmap(void *at, size_t length, int protection, int flags, int file, off_t offset)
{
	if (fails("mmap")) {
		errno = ENOMEM;
		return MAP_FAILED;
	}
	return (void *)syscall(SYS_mmap, at, length, protection, flags, file, offset);
}

static void
tell(void)
{
	const char *path = getenv("FAULT_COUNT");
	int file = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;
	char text[32];
	int length = snprintf(text, sizeof text, "%lu\n", calls);

	if (file >= 0 && syscall(SYS_write, file, text, (size_t)length) < 0)
		_exit(99);
}

static int
counted_main(int argc, char **argv, char **environment)
{
	static char copy[16];
	const char *fault = getenv("FAULT"), *colon = fault ? strchr(fault, ':') : NULL;

	if (colon && colon - fault < (ptrdiff_t)sizeof copy) {
		memcpy(copy, fault, (size_t)(colon - fault));
		wanted = strtoul(colon + 1, NULL, 10);
		if (wanted == 0)
			atexit(tell);
		kind = copy;
	}
	return real_main(argc, argv, environment);
}

int
__libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void), void (*end)(void), void *stack);
int
__libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void), void (*end)(void), void *stack)
{
	int (*start)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void), void (*)(void), void *);

	*(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
	real_main = main;
	return start(counted_main, argc, argv, init, fini, end, stack);
}
