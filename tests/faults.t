#!/bin/bash
# Every allocation, read, write, open, close, fsync and rename of every stage made to fail in turn (tests/faults.c): each time a message and a non-zero exit, or the
# whole result; never a file under its name that is not whole. Then full disks, closed pipes, limits, and SIGTERM at any moment.
#
#   FAULTS=all tests/all tests/faults.t     each single call, with the whole lexicons; otherwise the first 20 of a kind and some 20 of the rest, with small ones
. tests/tap.sh
[ "${FAULTS:-some}" = all ] || small_house || exit 1

stages=${STAGES:-read normalise stem tag aggregate}
gzip -dc corpora/demo/archive.csv.gz | head -n 25 >"$T/posts.csv"
printf '%s\n' '9999,too,few' >>"$T/posts.csv"
omtale-read -q "$T/posts.csv" >"$T/posts" && omtale-normalise -q <"$T/posts" >"$T/tokens" && omtale-stem -q <"$T/tokens" >"$T/lemmas" && omtale-tag -q <"$T/lemmas" >"$T/tagged"
input_of() { case $1 in read) echo "$T/posts.csv" ;; normalise) echo "$T/posts" ;; stem) echo "$T/tokens" ;; tag) echo "$T/lemmas" ;; *) echo "$T/tagged" ;; esac; }

# Stage $1 into the folder $2: what it writes to standard output and under names. Without the fence, within which the shim could not write down its count.
stage() {
	local name=$1 folder=$2
	shift 2
	case $name in
	aggregate) "$@" omtale-aggregate --no-fence -o "$folder/reports" --rejects "$folder/rejects.csv" <"$T/tagged" ;;
	*) "$@" "omtale-$name" --no-fence --rejects "$folder/rejects.csv" <"$input" ;;
	esac >"$folder/out" 2>"$T/said"
}

# Whether every file in $1 that bears its name is the one in $2; with $3, whether they are all there.
same_files() {
	local line
	while read -r line; do
		case $line in
		"Only in $2"*) [ -n "${3:-}" ] || continue ;; # it was not written: no harm
		esac
		echo "$line"
		return 1
	done < <(diff -rq -x out "$1" "$2")
	[ -z "${3:-}" ] || cmp "$1/out" "$2/out"
}

inject() { # STAGE KIND N
	local status problem=
	rm -rf "$T/now"; mkdir "$T/now"
	stage "$1" "$T/now" env "FAULT=$2:$3" LD_PRELOAD="$T/faults.so"
	status=$?
	injected=$((injected + 1))
	if [ $status -eq 0 ]; then
		problem=$(same_files "$T/now" "$T/good" all)
	else
		[ -s "$T/said" ] || problem='no message'
		case $2 in eintr | short) problem='failed at what is no failure' ;; esac
		[ $status -eq 1 ] || [ $status -eq 134 ] || problem="exit status $status"
		[ -n "$problem" ] || problem=$(same_files "$T/now" "$T/good")
	fi
	[ -z "$problem" ] || { echo "$2 $3: exit $status: $problem: $(head -c 300 "$T/said")" >>"$T/problems"; }
}

total=0
if sanitised; then
	skip 'calls that fail' 'the sanitisers’ library and a preloaded one both want to be first'
elif ! ${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -shared -fPIC -o "$T/faults.so" tests/faults.c -ldl 2>"$T/log"; then
	skip 'calls that fail' 'this system’s C library lets no library wrap main'
else
	for name in $stages; do
		input=$(input_of "$name")
		mkdir -p "$T/good"
		stage "$name" "$T/good"
		is "$name: goes well undisturbed" $? 0
		: >"$T/problems"
		injected=0
		for kind in malloc oom read write open close fsync rename mmap eintr short; do
			rm -rf "$T/now"; mkdir "$T/now"
			stage "$name" "$T/now" env "FAULT=$kind:0" FAULT_COUNT="$T/count" LD_PRELOAD="$T/faults.so"
			count=$(cat "$T/count")
			step=1
			[ "${FAULTS:-some}" = all ] || [ "$count" -le 40 ] || step=$(((count - 1) / 20))
			for ((n = 1; n <= count; n += n < 20 ? 1 : step)); do inject "$name" "$kind" "$n"; done
		done
		[ ! -s "$T/problems" ]
		report $? "$name: $injected calls that failed, each a message or the whole result" || note <"$T/problems"
		total=$((total + injected))
		rm -rf "$T/good"
	done
	ok "$total faults in all" test "$total" -gt 500
fi

# ---- the system’s own ----
for name in $stages; do
	input=$(input_of "$name")
	operand=; [ "$name" != aggregate ] || operand=brands
	if [ -w /dev/full ]; then
		omtale-$name $operand <"$input" >/dev/full 2>"$T/err"; is "$name: a full disk" $? 1
		like "$name: says so" "$T/err" 'No space left'
	fi
	omtale-$name $operand <"$input" 2>"$T/err" >&-; is "$name: standard output is closed" $? 1
	like "$name: says so" "$T/err" 'standard output'
	omtale-$name $operand 2>"$T/err" >/dev/null <&-; status=$?
	ok "$name: standard input is closed: an error, or nothing to read" test "$status" -le 1
	ok "$name: no signal" test "$status" -lt 128
done

big() { gzip -dc corpora/demo/archive.csv.gz; }
(trap '' XFSZ; ulimit -f 64; exec omtale-read <(big) >"$T/limited" 2>"$T/err"); is 'a file that may not grow (ulimit -f): an error' $? 1
like 'that says so' "$T/err" 'File too large'
(ulimit -f 64; exec omtale-read <(big) >"$T/limited" 2>"$T/err"); ok 'or the signal that the system sends' test $? -eq 153
if sanitised; then
	skip 'a memory that may not grow' 'the sanitisers reserve terabytes'
else
	printf 'id,text\n1,"' >"$T/long.csv"; head -c 40000000 /dev/zero | tr '\0' x >>"$T/long.csv"; echo '"' >>"$T/long.csv"
	(ulimit -v 120000; exec omtale-read "$T/long.csv" >"$T/limited" 2>"$T/err"); is 'a memory that may not grow (ulimit -v): an error' $? 1
	like 'that says so' "$T/err" 'memory'
fi

# SIGTERM at 25 moments: a stage that was ended has left no report; one that was not has left all.
big | omtale-read -q - | omtale-normalise -q | omtale-stem -q | omtale-tag -q >"$T/whole.csv"
omtale-aggregate -q -o "$T/reference" - <"$T/whole.csv"
bad=0 ended=0
for moment in $(seq 1 25); do
	rm -rf "$T/now"
	omtale-aggregate -q -o "$T/now" - <"$T/whole.csv" 2>"$T/err" &
	child=$!
	sleep "0.0$((moment * 37 % 100))"
	kill -TERM "$child" 2>/dev/null
	wait "$child" 2>/dev/null; status=$?
	case $status in 0) ;; 143) ended=$((ended + 1)) ;; *) bad=$((bad + 1)) ;; esac
	for file in "$T"/now/*; do
		case $file in *.tmp | *\*) continue ;; esac
		cmp -s "$file" "$T/reference/${file##*/}" || bad=$((bad + 1))
	done
done
is 'SIGTERM at 25 moments leaves no report that is not whole' "$bad" 0
ok "and it struck: $ended times" test "$ended" -gt 0
done_testing
