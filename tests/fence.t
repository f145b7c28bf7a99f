#!/bin/bash
# The fence: a stage that has begun its work can open no new file to write, whatever is done to it; --no-fence and a kernel without one change no byte.
. tests/tap.sh
gzip -dc corpora/demo/archive.csv.gz | head -n 200 >"$T/posts.csv"
omtale-read -q "$T/posts.csv" >"$T/0"; omtale-normalise -q <"$T/0" >"$T/1"; omtale-stem -q <"$T/1" >"$T/2"; omtale-tag -q <"$T/2" >"$T/3"

i=0
for name in read normalise stem tag; do
	omtale-$name -q --no-fence --rejects "$T/rejects.csv" <"$([ $i -eq 0 ] && echo "$T/posts.csv" || echo "$T/$((i - 1))")" >"$T/unfenced"
	ok "$name: --no-fence changes no byte" cmp "$T/unfenced" "$T/$i"
	i=$((i + 1))
done
omtale-aggregate -q -o "$T/fenced" "$T/3"; omtale-aggregate -q --no-fence -o "$T/unfenced.d" "$T/3"
ok 'aggregate: --no-fence changes no byte' diff -r "$T/fenced" "$T/unfenced.d"
omtale-aggregate -q -o "$T/fenced" "$T/3"
ok 'aggregate: into a folder that is there already' diff -r "$T/fenced" "$T/unfenced.d"
(cd "$T" && omtale-aggregate -q -o relative "$T/3"); ok 'aggregate: into a folder named from here' diff -r "$T/relative" "$T/unfenced.d"
for n in $(seq 1 80); do cp "$T/posts.csv" "$T/part$n.csv"; done
omtale-read -q "$T"/part*.csv >"$T/many"; is 'more files than can be promised one by one' $?:"$(wc -l <"$T/many")" "0:$((80 * ($(wc -l <"$T/0") - 1) + 1))"
runs 'a file that is not there is still told as such' 1 omtale-read "$T/posts.csv" "$T/none.csv"
like 'by its name' "$T/err" 'none.csv: No such file'

# ---- how the programs are built ----
if sanitised || ! command -v readelf >/dev/null; then
	skip 'hardened programs' 'built for the sanitisers, or no readelf here'
else
	for program in read normalise stem tag aggregate report compile languages; do
		readelf -hlds "$BUILD/omtale-$program" >"$T/elf" 2>/dev/null
		missing=
		for sign in 'Type: +DYN' 'GNU_RELRO' 'NOW' '__stack_chk_fail' '__[a-z]+_chk@'; do grep -qE "$sign" "$T/elf" || missing="$missing $sign"; done
		! grep -E 'GNU_STACK' -A 1 "$T/elf" | grep -q 'RWE' || missing="$missing a stack that cannot be run"
		is "omtale-$program: loaded anywhere, its tables read-only, stack and buffers guarded" "$missing" ''
	done
fi

# A library is preloaded that tries to open, run and connect when the stage reads its second block: what a hijacked stage would do.
cat >"$T/hijack.c" <<'END'
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static void
tell(const char *what, long got)
{
	char line[100];
	int length = snprintf(line, sizeof line, "%s %s\n", what, got < 0 ? "refused" : "done");
	if (write(2, line, (size_t)length) < 0)
		_exit(9);
}

ssize_t
read(int file, void *room, size_t size)
{
	long got = syscall(SYS_read, file, room, size);
	const char *target = getenv("HIJACK");
	if (file == 0 && got == 0 && target) {
		char *const words[] = {"true", NULL};
		tell("write", syscall(SYS_openat, AT_FDCWD, target, O_WRONLY | O_CREAT, 0600));
		tell("read", syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY));
		tell("connect", syscall(SYS_socket, AF_INET, SOCK_STREAM, 0));
		tell("run", syscall(SYS_execve, "/bin/true", words, NULL));
	}
	return got;
}
END
if sanitised; then
	skip 'what a hijacked stage may do' 'the sanitisers need more than a fence gives'
elif ! ${CC:-cc} -shared -fPIC -o "$T/hijack.so" "$T/hijack.c" 2>"$T/log"; then
	skip 'what a hijacked stage may do' 'no library can be made here'
else
	i=0
	for name in read normalise stem tag aggregate; do
		operand=; [ "$name" != aggregate ] || operand=brands
		HIJACK=$T/stolen.$name LD_PRELOAD=$T/hijack.so omtale-$name -q $operand <"$([ $i -eq 0 ] && echo "$T/posts.csv" || echo "$T/$((i - 1))")" >"$T/out" 2>"$T/err"
		i=$((i + 1))
		if grep -q 'write done' "$T/err"; then skip "$name may write no new file" 'this kernel has no Landlock'
		else like "$name may write no new file" "$T/err" 'write refused'; ok "$name: there is none" test ! -e "$T/stolen.$name"; fi
		if grep -q 'connect done' "$T/err"; then skip "$name may neither connect nor run" 'this kernel has no seccomp'
		else like "$name may not connect" "$T/err" 'connect refused'; like "$name may run nothing" "$T/err" 'run refused'; fi
		case $name in
		read | normalise | tag) ! grep -q 'write refused' "$T/err" || like "$name may read no other file" "$T/err" 'read refused' ;;
		esac
	done
	HIJACK=$T/stolen LD_PRELOAD=$T/hijack.so omtale-read -q --no-fence <"$T/posts.csv" >"$T/out" 2>"$T/err"
	like 'without the fence it may' "$T/err" 'write done'
fi
done_testing
