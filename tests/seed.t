#!/bin/bash
# Where keys stand in tables hangs on a seed that each run draws (lib/hash.h): no byte of any stage may. Under seeds that are given to it, each stage over the demo
# archive must write the same.
. tests/tap.sh
cat >"$T/seed.c" <<'END'
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* In the place of the system's: what SEED says, and a note in $SEEDED that it was asked for. */
ssize_t
getrandom(void *room, size_t length, unsigned flags)
{
	uint64_t number = strtoull(getenv("SEED"), NULL, 10);
	FILE *note = fopen(getenv("SEEDED"), "a");

	(void)flags;
	for (size_t i = 0; i < length; i++) {
		number = number * 6364136223846793005u + 1442695040888963407u;
		((unsigned char *)room)[i] = (unsigned char)(number >> 56);
	}
	if (note) {
		fprintf(note, "%zu\n", length);
		fclose(note);
	}
	return (ssize_t)length;
}
END

# all DIR COMMAND…: what every stage writes, each run by the command.
all() {
	local dir=$1; shift
	mkdir -p "$dir"
	"$@" omtale-read --redact --pseudonymise "$T/key" corpora/demo/archive.csv.gz >"$dir/masked" &&
		"$@" omtale-read corpora/demo/archive.csv.gz >"$dir/read" &&
		"$@" omtale-normalise <"$dir/read" >"$dir/normalise" &&
		"$@" omtale-stem <"$dir/normalise" >"$dir/stem" &&
		"$@" omtale-tag --brands lexicons/brands.csv <"$dir/stem" >"$dir/tag" &&
		"$@" omtale-tag --brands lexicons/brands.csv --explain <"$dir/stem" >"$dir/explained" &&
		"$@" omtale-aggregate --partial <"$dir/tag" >"$dir/state" &&
		"$@" omtale-aggregate --zone Europe/Copenhagen --planned corpora/demo/plans.csv --members corpora/demo/members.csv -o "$dir/reports" <"$dir/tag" &&
		"$@" env OMTALE_HUNSPELL="$T/hunspell" OMTALE_LEXICONS="$T/lexicons" omtale-compile -q nn "$dir/nn.dict" &&
		"$@" env OMTALE_HUNSPELL="$T/hunspell" OMTALE_LEXICONS="$T/lexicons" omtale-languages -q "$dir/languages"
}
omtale keygen "$T/key" 2>"$T/err"
(small_house) # for what compiles
if sanitised; then skip 'under given seeds' 'the sanitisers must be loaded first'
elif ! ${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -shared -fPIC -o "$T/seed.so" "$T/seed.c" 2>"$T/log"; then skip 'under given seeds' 'no C compiler'
else
	for seed in 1 2; do
		: >"$T/asked$seed"
		ok "every stage runs under seed $seed" all "$T/$seed" env SEED=$seed SEEDED="$T/asked$seed" LD_PRELOAD="$T/seed.so"
		is 'each program asked for it once' "$(sort "$T/asked$seed" | uniq -c | awk '{ print $1 }')" 10
	done
	ok 'every stage runs under its own' all "$T/own" env
	ok 'two seeds give the same bytes' diff -r "$T/1" "$T/2"
	ok 'and so does one that is drawn' diff -r "$T/1" "$T/own"
fi
done_testing
