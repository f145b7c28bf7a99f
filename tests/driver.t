#!/bin/bash
# The driver: archives in, reports out; several files, jobs, formats and a resumed run give the same bytes; trouble is told and nothing half made is left.
. tests/tap.sh
brands=lexicons/brands.csv

scripts/make-archive 3000 5 >"$T/posts.csv"
scripts/make-archive 3000 5 --format jsonl | gzip -n >"$T/posts.jsonl.gz"
runs 'a CSV archive becomes reports' 0 omtale run -o "$T/csv" --brands "$brands" "$T/posts.csv"
for report in brands authors timeline mentions quality; do ok "there is $report.csv" test -s "$T/csv/$report.csv"; done
is 'every post is counted' "$(sed -n 's/^posts,//p' "$T/csv/quality.csv")" 3000
runs 'JSON Lines, gzip' 0 omtale run -o "$T/jsonl" --brands "$brands" "$T/posts.jsonl.gz"
ok 'give the same bytes' diff -r -x manifest.json "$T/csv" "$T/jsonl"
runs 'the same again' 0 omtale run -o "$T/again" --brands "$brands" "$T/posts.csv"
ok 'gives the same bytes' diff -r "$T/csv" "$T/again"
runs 'standard input' 0 bash -c 'omtale run -o "$0" --brands "$1" - <"$2"' "$T/stdin" "$brands" "$T/posts.csv"
ok 'gives the same bytes' diff -r -x manifest.json "$T/csv" "$T/stdin"

# The same posts in three files, cut between records: ids are the source's own, so the reports cannot tell.
omtale-read "$T/posts.csv" >"$T/table.csv"
for part in 0 1 2; do
	{ head -n 1 "$T/table.csv"; tail -n +2 "$T/table.csv" | awk -v part="$part" 'NR % 3 == part'; } | gzip -n >"$T/part $part.csv.gz"
done
for jobs in 1 2; do
	runs "three files, $jobs at once" 0 omtale run -o "$T/parts$jobs" -j "$jobs" --brands "$brands" "$T/part 2.csv.gz" "$T/part 0.csv.gz" "$T/part 1.csv.gz"
	ok 'give the bytes of the whole' diff -r -x manifest.json "$T/csv" "$T/parts$jobs"
done

head -c 2000 "$T/part 1.csv.gz" >"$T/broken.csv.gz"
runs 'a file cut off fails' 1 omtale run -o "$T/resumed" -j 2 --brands "$brands" "$T/part 0.csv.gz" "$T/broken.csv.gz" "$T/part 2.csv.gz"
like 'and is named' "$T/err" 'broken.csv.gz: the gzip data ends too early'
like 'with its stage' "$T/err" 'omtale-read failed'
ok 'no report is left' test ! -e "$T/resumed/brands.csv"
cp "$T/part 1.csv.gz" "$T/broken.csv.gz"
mv "$T/part 0.csv.gz" "$T/kept"
echo 'not gzip, not CSV: "' >"$T/part 0.csv.gz" # was done: a resumed run must not read it again
runs 'mended and resumed' 0 omtale run -o "$T/resumed" --resume -j 2 --brands "$brands" "$T/part 0.csv.gz" "$T/broken.csv.gz" "$T/part 2.csv.gz"
ok 'it gives the bytes of the whole' diff -r -x manifest.json "$T/csv" "$T/resumed"
mv "$T/kept" "$T/part 0.csv.gz"

# What failed is told, and the rest is not taken for the whole.
mkdir "$T/three"
cp "$T/part 1.csv.gz" "$T/part 2.csv.gz" "$T/three/"
omtale run -q -o "$T/two" --brands "$brands" "$T"/three/part*.gz
head -c 2000 "$T/part 1.csv.gz" >"$T/three/broken, truly.csv.gz"
runs 'a file that fails fails the run' 1 omtale run -o "$T/partial" --brands "$brands" "$T"/three/*.gz
like 'the run says what is missing, and at what stage' "$T/err" 'missing: .*/broken, truly.csv.gz: omtale-read failed'
is 'so does missing.txt' "$(cat "$T/partial/missing.txt")" "$T/three/broken, truly.csv.gz: omtale-read failed (exit status 1)"
runs 'as parts they are asked for' 0 omtale run -o "$T/partial" --brands "$brands" --resume --partial-ok "$T"/three/*.gz
ok 'the reports are those of the others' diff -r -x manifest.json -x missing.txt -x states "$T/two" "$T/partial"
like 'the manifest says so' "$T/partial/manifest.json" '"kind": "missing", "name": ".*/broken, truly.csv.gz", "value": "omtale-read failed'
runs 'other options are not resumed with' 1 omtale run -o "$T/partial" --resume "$T"/three/*.gz
like 'that is said' "$T/err" 'had other options'
runs 'left out, in another order, resumed' 0 omtale run -o "$T/partial" --brands "$brands" --resume "$T/three/part 2.csv.gz" "$T/three/part 1.csv.gz"
ok 'the reports are those of two' diff -r -x manifest.json "$T/two" "$T/partial"
head -c 100 "$T/part 1.csv.gz" >"$T/short.csv.gz"
runs 'nothing but failures are no reports, even in part' 1 omtale run -o "$T/nothing" --partial-ok "$T/short.csv.gz"

# A list of what is missing that cannot be written makes no whole of a part.
runs 'a plan of two' 0 omtale plan -o "$T/unlisted" --brands "$brands" "$T/part 1.csv.gz" "$T/part 2.csv.gz"
omtale map "$T/unlisted" 1
ln -s /dev/full "$T/unlisted/states/missing.tmp"
runs 'of which one is done, on a full disk' 1 omtale merge "$T/unlisted"
like 'is not merged' "$T/err" 'no reports: 1 of 2 files missing'
ok 'and no report is there' test ! -e "$T/unlisted/brands.csv"

# What was done and has changed is not read again, and that is said.
cp "$T/part 1.csv.gz" "$T/grows.csv.gz"
omtale run -q -o "$T/grown" --brands "$brands" "$T/grows.csv.gz" "$T/short.csv.gz" 2>/dev/null
cp "$T/part 2.csv.gz" "$T/grows.csv.gz"
touch -d '+1 minute' "$T/grows.csv.gz"
runs 'resumed after a file has changed' 0 omtale run -o "$T/grown" --brands "$brands" --resume "$T/grows.csv.gz"
like 'the change is told' "$T/err" 'grows.csv.gz has changed since it was done'

# Tagged tables of a former run are not taken for those of this one.
omtale run -q -k -o "$T/kept-tables" --brands "$brands" "$T/part 1.csv.gz" "$T/part 2.csv.gz"
runs 'fewer files into a folder with tagged tables' 0 omtale run -k -o "$T/kept-tables" --brands "$brands" "$T/part 2.csv.gz"
is 'leave the tables of those alone' "$(cd "$T/kept-tables/tagged" && echo *)" '0000-part_2.csv.gz.tagged.csv.gz'

# Two runs into one folder.
mkdir -p "$T/taken/states"
(exec -a 'omtale run' sleep 60) &
other=$!
echo "$HOSTNAME $other" >"$T/taken/states/running"
runs 'a second run into one folder' 1 omtale run -o "$T/taken" "$T/part 1.csv.gz"
like 'is told of the first' "$T/err" "another run, process $other, is at work in .*/taken"
kill "$other"
wait "$other" 2>/dev/null
runs 'once that is gone' 0 omtale run -o "$T/taken" "$T/part 1.csv.gz"
runs 'a folder among the files' 1 omtale run -o "$T/folder" "$T/part 1.csv.gz" "$T/three"
like 'is told before anything is done' "$T/err" 'cannot read .*/three: it is a directory; name the files in it'
ok 'and nothing is' test ! -e "$T/folder"

# Any engine does the tasks of a plan, in any order, and twice.
cd "$T" || exit 1
runs 'a plan' 0 omtale plan -o "$T/planned" --brands "$OLDPWD/$brands" 'part 0.csv.gz' 'part 1.csv.gz' 'part 2.csv.gz'
cd "$OLDPWD" || exit 1
is 'lists its tasks' "$(cat "$T/out")" "$(printf '1\tpart 0.csv.gz\n2\tpart 1.csv.gz\n3\tpart 2.csv.gz')"
runs 'not done, it is not merged' 1 omtale merge "$T/planned"
like 'the reason is given' "$T/err" 'missing: part 0.csv.gz: did not come to its end'
runs 'tasks by number' 0 omtale map "$T/planned" 3 1
runs 'tasks by lines' 0 bash -c 'printf "2\tpart 1.csv.gz\n3\tpart 2.csv.gz\n" | omtale map "$0" -' "$T/planned"
is 'are answered' "$(cat "$T/out")" "$(printf '2 done\n3 done')"
runs 'a task that is not there' 1 omtale map "$T/planned" 4
runs 'the merge' 0 omtale merge "$T/planned"
ok 'gives the bytes of the whole' diff -r -x manifest.json "$T/csv" "$T/planned"
runs 'the merge, begun again after its end, has nothing to do' 0 omtale merge "$T/planned"

# Killed at any moment, and resumed.
for moment in 0.05 0.2 0.4 0.7; do
	setsid omtale run -q -o "$T/killed" -j 2 --resume --brands "$brands" "$T/part 0.csv.gz" "$T/part 1.csv.gz" "$T/part 2.csv.gz" 2>/dev/null &
	victim=$!
	sleep "$moment"
	kill -KILL -- "-$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
done
runs 'killed four times and resumed' 0 omtale run -o "$T/killed" -j 2 --resume --brands "$brands" "$T/part 0.csv.gz" "$T/part 1.csv.gz" "$T/part 2.csv.gz"
ok 'it gives the bytes of the whole' diff -r -x manifest.json "$T/csv" "$T/killed"
ok 'and leaves nothing behind' test ! -e "$T/killed/states"

printf 'id,text\n1,hej\n2\n3,hej,hej\n4,farvel\n' >"$T/bad.csv"
runs 'bad records are no reason to stop' 0 omtale run -o "$T/bad" "$T/bad.csv"
is 'they are kept with file, line and reason' "$(tail -n +2 "$T/bad/rejects.csv" | cut -d, -f2)" "$(printf '3\n4')"
is 'and counted' "$(sed -n 's/^rejected,//p' "$T/bad/quality.csv")" 2
is 'the others are there' "$(sed -n 's/^posts,//p' "$T/bad/quality.csv")" 2
: >"$T/empty.csv"
runs 'an empty archive gives empty reports' 0 omtale run -o "$T/empty" "$T/empty.csv"
is 'with a header' "$(head -c 6 "$T/empty/brands.csv")" brand,

runs 'no folder is a usage error' 2 omtale run "$T/posts.csv"
runs 'no file is a usage error' 2 omtale run -o "$T/x"
runs 'an unknown option is a usage error' 2 omtale run -o "$T/x" --barnds a.csv "$T/posts.csv"
runs 'an unknown command is a usage error' 2 omtale rnu
runs 'a file that is not there' 1 omtale run -o "$T/x" "$T/nowhere.csv"
like 'is named' "$T/err" 'nowhere.csv: no such file'
runs 'help' 0 omtale --help
like 'shows examples first' "$T/out" 'omtale run -o reports posts.csv.gz'
runs 'version' 0 omtale --version
like 'is the tree’s' "$T/out" "^omtale $(cat VERSION)\$"
done_testing
