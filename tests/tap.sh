# A small TAP library for shell tests; source it from a .t file that runs at the top of the tree.
# shellcheck shell=bash
#
#   . tests/tap.sh
#   ok   'what holds'        test -s "$T/report.csv"
#   is   'what is equal'     "$got" "$expected"
#   runs 'exit 2' 2          omtale-tag --no-such-option        output in $T/out, talk in $T/err
#   like 'says so'           "$T/err" 'did you mean'
#   ok   'is quick'          thrice costs_little   where costs_little compares what `cpu COMMAND…` says
#   skip 'what' 'why'
#   done_testing
#
# $T is a folder of the test's own, removed at the end. The programs under test are first on PATH.
set -u -o pipefail
: "${BUILD:=build}"
PATH=$(cd "$BUILD" && pwd):$PATH
unset OMTALE_LEXICONS OMTALE_DICTIONARIES OMTALE_HUNSPELL
export LC_ALL=C.UTF-8 PATH
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
tests=0 failed=0

# Whether the programs under test are instrumented. (No `ldd | grep -q`: grep leaves early, and pipefail makes a failure of that.)
sanitised() { [[ $(ldd "$BUILD/omtale-read") == *libasan* ]]; }

report() { # STATUS NAME
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then echo "ok $tests - $2"; else echo "not ok $tests - $2"; failed=$((failed + 1)); fi
	return "$1"
}
note() { sed 's/^/# /' | cut -c -400 | head -n 40; }
ok() { local name=$1; shift; "$@" >"$T/ok.log" 2>&1; report $? "$name" || note <"$T/ok.log"; }
is() { [ "$2" = "$3" ]; report $? "$1" || printf 'got:      %s\nexpected: %s\n' "$2" "$3" | note; }
runs() {
	local name=$1 wanted=$2 got; shift 2
	"$@" >"$T/out" 2>"$T/err" </dev/null; got=$?
	[ "$got" -eq "$wanted" ]; report $? "$name" || { echo "exit $got, expected $wanted: $*"; cat "$T/err"; } | note
}
like() { grep -qE -- "$3" "$2"; report $? "$1" || { echo "no line like: $3"; cat "$2"; } | note; }
unlike() { ! grep -qE -- "$3" "$2"; report $? "$1" || { echo "a line like: $3"; cat "$2"; } | note; }
skip() { tests=$((tests + 1)); echo "ok $tests - $1 # SKIP $2"; }
# The milliseconds of CPU that a command takes, which a busy machine hardly changes, as a clock on the wall would; its output goes to $T/cpu.out, its talk to $T/err.
# Ends as the command does.
cpu() {
	local TIMEFORMAT='%3U %3S' user system status
	{ time "$@" >"$T/cpu.out" 2>"$T/err"; } 2>"$T/cpu"
	status=$?
	read -r user system <"$T/cpu"
	echo $((10#${user/./} + 10#${system/./}))
	return "$status"
}
# Whether one of three tries holds: to what is measured, what else the machine does can only add. Only for what exits 1 where it took too long: what ends in
# another way has failed, and is not tried again.
thrice() {
	local status=1
	for _ in 1 2 3; do
		[ "$status" -ne 1 ] || { "$@"; status=$?; }
	done
	return "$status"
}
# At most so many seconds of CPU, for each program of it.
within() { (ulimit -t "$1" && shift && exec "$@"); }
done_testing() { echo "1..$tests"; [ "$failed" -eq 0 ]; }

# A small house: a hundredth of each dictionary and the beginnings of the lexicons, for tests that start the stages a thousand times and ask for no word's meaning.
# $T/lexicons, $T/dictionaries; the programs find them from then on.
small_house() {
	local file name
	mkdir -p "$T/hunspell" "$T/dictionaries"
	for file in /usr/share/hunspell/{da_DK,nb_NO,nn_NO,en_US,en_GB}.dic; do
		[ -r "$file" ] || continue
		name=${file##*/}
		cp "${file%.dic}.aff" "$T/hunspell"
		awk 'NR == 1 { print int($1 / 100); next } NR % 100 == 5' "$file" >"$T/hunspell/$name"
	done
	cp -R lexicons "$T/lexicons"
	find "$T/lexicons" -name '*.csv' ! -name brands.csv -size +8k -exec sed -i '81,$d' {} +
	export OMTALE_HUNSPELL=$T/hunspell OMTALE_LEXICONS=$T/lexicons
	for name in da nb nn en; do omtale-compile -q "$name" "$T/dictionaries/$name.dict" || return 1; done
	omtale-languages -q "$T/dictionaries/languages" || return 1
	export OMTALE_DICTIONARIES=$T/dictionaries
}
