#!/bin/bash
# One large file through several pipelines: omtale-read --deal cuts between records in every form that it reads, and loses, doubles and changes nothing; the
# reports, the rejects and the tagged table are those of one pipeline; a pipeline that fails fails the file.
. tests/tap.sh
brands=$PWD/lexicons/brands.csv

# ---- omtale-read --deal: N files, a record of each in turn, are the table ----

numbers=({1..50})

dealt() { # LABEL ARGUMENT… of omtale-read, the input on its standard input
	local label=$1 n i fd bad='' to files ends
	shift
	cat >"$T/input"
	omtale-read -q --rejects "$T/rejects" "$@" <"$T/input" >"$T/whole" 2>/dev/null || { report 1 "$label: is read"; return; }
	for n in "${numbers[@]}"; do
		to=() files=() ends=()
		for ((i = 1; i <= n; i++)); do
			exec {fd}>"$T/part.$i"
			to+=(--deal "/dev/fd/$fd") files+=("$T/part.$i") ends+=("$fd")
		done
		omtale-read -q --rejects "$T/dealt rejects" "${to[@]}" "$@" <"$T/input" || bad+=" $n:$?"
		for fd in "${ends[@]}"; do exec {fd}>&-; done
		paste -d '\n' "${files[@]}" | tail -n +"$n" | sed '/^$/d' | cmp -s - "$T/whole" && cmp -s "$T/rejects" "$T/dealt rejects" || bad+=" $n"
	done
	is "$label: $(($(wc -l <"$T/whole") - 1)) records dealt out to 1 … 50 in ${#numbers[@]} ways" "$bad" ''
}

# Several records to a block and several blocks to a record.
awk 'BEGIN {
	print "id,time,author,text"
	for (long = "la "; length(long) < 150000;) long = long long
	for (i = 1; i <= 397; i++)
		printf "%d,2025-04-%02dT07:%02d:00Z,p%d,\"%s, \"\"%d\"\"\nog %s\"\n", i, i % 30 + 1, i % 60, i % 71, i % 9 ? "Bjørn" : "Æsj", i, i % 5 ? "så" : i != 200 ? "\n\nto til" : long
}' >"$T/quoted.csv"
dealt 'CSV with line breaks in quotes' <"$T/quoted.csv"
dealt 'an archive as JSON Lines' < <(scripts/make-archive 1000 3 --format jsonl)
numbers=(1 2 3 7 50)
dealt 'the same CSV, gzip' < <(gzip -n <"$T/quoted.csv")
dealt 'the same, gzip of two members that meet inside quotes' < <({ head -n 401 "$T/quoted.csv" | gzip -n; tail -n +402 "$T/quoted.csv" | gzip -n; })
dealt 'the same with a byte order mark and CRLF' < <({ printf '\357\273\277'; sed 's/$/\r/' "$T/quoted.csv"; })
dealt 'the same without a line end at its end' < <(head -c -1 "$T/quoted.csv")
dealt 'the same in UTF-16' < <({ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE "$T/quoted.csv"; })
dealt 'the same in Windows-1252' < <(iconv -f UTF-8 -t WINDOWS-1252 "$T/quoted.csv")
dealt 'the same with records that are put aside' < <(sed '3~50s/"/x"/; 5~70s/$/,more/' "$T/quoted.csv")
dealt 'records longer than allowed' --max-record 1K <"$T/quoted.csv"
dealt 'posts that are numbered by their records' < <(sed 's/^[0-9]*,/,/' "$T/quoted.csv")
dealt 'a key, kept columns, redaction' --keep 'who=author' --redact <"$T/quoted.csv"
dealt 'a header alone' < <(printf 'id,text\n')
dealt 'nothing' </dev/null
dealt 'a table of posts' < <(omtale-read -q "$T/quoted.csv")
for input in tests/golden/read-*/*.{csv,tsv,tab,jsonl,json,js}; do
	case $input in */read-map/* | */bad.jsonl) ;; *) dealt "$input" <"$input" ;; esac
done

# ---- where it is dealt to ----

runs 'to files, and packed ones' 0 omtale-read -q --deal "$T/a.csv" --deal "$T/b.csv.gz" "$T/quoted.csv"
is 'they are whole' "$(wc -l <"$T/a.csv") $(gzip -dc "$T/b.csv.gz" | wc -l)" '200 199'
is 'and nothing else is written' "$(wc -c <"$T/out")" 0
head -c -30 "$T/b.csv.gz" >"$T/cut.csv.gz"
many=(); for i in {1..100}; do many+=(--deal "$T/many.$i"); done
runs 'to more files than one cares to count' 0 omtale-read -q "${many[@]}" "$T/quoted.csv"
is 'all are there' "$(cat "$T"/many.* | grep -c '^[0-9]*,2025')" 397
rm -f "$T"/many.*
runs 'an input that breaks off leaves no file' 1 omtale-read -q "${many[@]}" "$T/cut.csv.gz"
is 'not one' "$(find "$T" -name 'many.*')" ''
{ echo id,text; yes 1,hej; } 2>/dev/null | timeout 100 omtale-read -q --deal >(head -n 1 >"$T/first") --deal >(cat >/dev/null) 2>"$T/err"
is 'a reader that goes away ends it quietly' "${PIPESTATUS[1]}:$(cat "$T/err")" 141:
mkfifo "$T/pipe"
cat <"$T/pipe" >/dev/null & # itself, not under timeout, which would be gone before it
exec {fd}>"$T/pipe"
kill $! && wait $! 2>/dev/null
runs 'likewise one that went before it began' 141 timeout 100 omtale-read -q --deal "/dev/fd/$fd" "$T/quoted.csv"
exec {fd}>&-

# ---- omtale map -j N, omtale run -j N ----

scripts/make-archive 20000 4 | gzip -n >"$T/large.csv.gz"
posts=("$T/large.csv.gz" "$T/quoted.csv")
runs 'one pipeline a file' 0 omtale run -q -k -o "$T/plain" -j 1 --brands "$brands" "${posts[@]}"
for n in 2 3 8; do
	omtale plan -q -k -o "$T/dealt" --brands "$brands" "${posts[@]}" >/dev/null
	runs "$n pipelines a file" 0 omtale map -j "$n" "$T/dealt" 1 2
	runs 'the merge' 0 omtale merge "$T/dealt"
	ok 'every byte is that of one pipeline' diff -r "$T/plain" "$T/dealt"
	is 'nothing is left behind' "$(find "$T/dealt" -name states)" ''
	rm -rf "$T/dealt"
done
runs 'what is large is dealt out' 0 omtale run -k -o "$T/run" -j 2 --brands "$brands" "$T/large.csv.gz"
runs 'by itself' 0 omtale run -q -k -o "$T/one" -j 1 --brands "$brands" "$T/large.csv.gz"
ok 'with the same bytes' diff -r "$T/one" "$T/run"
runs 'so is standard input' 0 bash -c 'gzip -dc "$1" | omtale run -q -k -o "$0" -j 3 --brands "$2" -' "$T/input run" "$T/large.csv.gz" "$brands"
rm "$T/one/tagged/"* "$T/input run/tagged/"* # they are called by the file
ok 'with the same bytes but for its name' diff -r -x manifest.json "$T/one" "$T/input run"
runs 'pipelines are counted' 2 omtale map -j none "$T/dealt" 1

# ---- failures ----

runs 'a file that breaks off' 1 omtale run -o "$T/broken" -j 2 --brands "$brands" "$T/cut.csv.gz" "$T/large.csv.gz"
like 'is named with its stage' "$T/err" 'missing: .*/cut.csv.gz: omtale-read failed'
is 'the other is done' "$(find "$T/broken/states" -name '*.state.csv' | wc -l)" 1

# A build whose omtale-tag fails in the second pipeline only, behind a thousand posts. What has no posts is the driver's question whether all options will do.
mkdir "$T/build"
ln -s "$(cd "$BUILD" && pwd)"/* "$T/build/"
rm "$T/build/omtale" "$T/build/omtale-tag"
cp "$BUILD/omtale" "$T/build/omtale"
cat >"$T/build/omtale-tag" <<'END'
#!/bin/bash
here=$(dirname "$0")
tag=$(readlink "$here/omtale-stem" | sed 's/stem$/tag/')
IFS= read -r header
IFS= read -r first || { printf '%s\n' "$header" | exec "$tag" "$@"; exit; }
mkdir "$here/first" 2>/dev/null && { { printf '%s\n' "$header" "$first" && cat; } | exec "$tag" "$@"; exit; }
head -n 1000 >/dev/null
exit 7
END
chmod +x "$T/build/omtale-tag"
export OMTALE_LEXICONS=$PWD/lexicons
runs 'one pipeline of two fails' 1 timeout 100 "$T/build/omtale" run -o "$T/half" -j 2 --brands "$brands" "$T/large.csv.gz"
like 'it is named' "$T/err" 'large.csv.gz: omtale-tag failed \(exit status 7\)'
is 'nothing of either is kept' "$(find "$T/half/states" -name '*.state*')" ''
unset OMTALE_LEXICONS
runs 'resumed with the whole build' 0 omtale run -q -o "$T/half" --resume -j 2 --brands "$brands" "$T/large.csv.gz"
ok 'it gives the same bytes' diff -r -x tagged "$T/one" "$T/half"
done_testing
