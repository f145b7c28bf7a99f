#include "lib/fence.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { POSSIBLE = 0 };
#else
enum { POSSIBLE = 1 };
#endif

/* Folders are opened when they are promised, so that a promise is kept whatever becomes of their names. */
enum { MOST_PROMISES = 64 };

static struct {
	int file;
	bool writing;
} promises[MOST_PROMISES];
static int promised;
static bool off;

void
fence_off(void)
{
	off = true;
}

/* Whether the file that is open as `file` is promised already: the folder of many files that are written. */
static bool
is_promised(int file, bool writing)
{
	struct stat what, other;

	if (fstat(file, &what) < 0)
		return false;
	for (int i = 0; i < promised; i++)
		if (promises[i].writing == writing && fstat(promises[i].file, &other) == 0 && other.st_ino == what.st_ino && other.st_dev == what.st_dev)
			return true;
	return false;
}

static void
promise(const char *path, bool writing)
{
	int file;

	if (off || !POSSIBLE)
		return;
	if (promised == MOST_PROMISES)
		return;
	if (promised == MOST_PROMISES - 1 && !writing)
		path = "/"; /* too many to name one by one: all may be read, and still none written */
	file = open(path, O_PATH | O_CLOEXEC);
	if (file < 0)
		return;
	if (is_promised(file, writing)) {
		close(file);
		return;
	}
	promises[promised].writing = writing;
	promises[promised++].file = file;
}

void
fence_promise_reading(const char *path)
{
	promise(path, false);
}

void
fence_promise_writing(const char *folder)
{
	promise(folder, true);
}

/* ---- files ---- */

#ifdef SYS_landlock_create_ruleset

enum { KNOWN_RIGHTS = 13 }; /* of the first version: execute … make_sym */

static void
close_files(void)
{
	const uint64_t read = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
	const uint64_t write =
		read | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR;
	struct landlock_ruleset_attr all = {.handled_access_fs = (UINT64_C(1) << KNOWN_RIGHTS) - 1};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all.handled_access_fs, 0);

	if (rules < 0)
		return;
	for (int i = 0; i < promised; i++) {
		struct landlock_path_beneath_attr rule = {.parent_fd = promises[i].file, .allowed_access = promises[i].writing ? write : read};

		if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) < 0 && errno == EINVAL && !promises[i].writing) {
			rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE; /* it is no folder */
			syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
		}
	}
	syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

#else

static void
close_files(void)
{
}

#endif

/* ---- network and programs ---- */

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

#define REFUSE(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

static void
close_the_rest(void)
{
	static struct sock_filter rules[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		REFUSE(SYS_socket),
		REFUSE(SYS_socketpair),
		REFUSE(SYS_connect),
		REFUSE(SYS_bind),
		REFUSE(SYS_execve),
		REFUSE(SYS_execveat),
		REFUSE(SYS_ptrace),
		REFUSE(SYS_process_vm_writev),
		REFUSE(SYS_mount),
		REFUSE(SYS_bpf),
		REFUSE(SYS_keyctl),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	static const struct sock_fprog program = {sizeof rules / sizeof *rules, rules};

	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#else

static void
close_the_rest(void)
{
}

#endif

void
fence_raise(void)
{
	if (off || !POSSIBLE || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return;
	close_files();
	close_the_rest();
	for (int i = 0; i < promised; i++)
		close(promises[i].file);
	promised = 0;
	off = true;
}
