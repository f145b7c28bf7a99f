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
echo 'not gzip, not CSV: "' >"$T/part 0.csv.gz" # was done: a resumed run must not read it again
runs 'mended and resumed' 0 omtale run -o "$T/resumed" --resume -j 2 --brands "$brands" "$T/part 0.csv.gz" "$T/broken.csv.gz" "$T/part 2.csv.gz"
ok 'it gives the bytes of the whole' diff -r -x manifest.json "$T/csv" "$T/resumed"

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
