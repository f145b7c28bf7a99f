#!/bin/bash
# Posts made to be slow, to break a reader, or to act in another program: through every stage. The time for a hostile byte is that of a plain one within a factor,
# measured in CPU seconds on plain text of the same size in the same run.
. tests/tap.sh
if sanitised; then : "${SIZE:=150000}" "${FACTOR:=1000}"; fi # the sanitisers look at each byte of what a search may touch: time tells nothing there
SIZE=${SIZE:-1500000}
FACTOR=${FACTOR:-10}

repeat() { awk -v unit="$1" -v size="$SIZE" 'BEGIN { n = int(size / length(unit)); for (i = 0; i < n; i++) printf "%s", unit }'; }
post() { printf 'id,author,time,text\n1,ea,2025-01-06T06:00:00Z,"'; cat; printf '"\n2,bo,2025-01-06T06:00:01Z,jeg elsker Vy\n'; }
stages='omtale-read omtale-normalise omtale-stem omtale-tag omtale-aggregate'

# The CPU milliseconds of each stage on the file $1, into `spent`; what they say into $T/err. Fails when one fails or loses a post.
TIMEFORMAT='%U %S'
through() {
	local stage i=0 user system input=$1 operand
	spent=()
	: >"$T/err"
	for stage in $stages; do
		operand=; [ "$stage" != omtale-aggregate ] || operand=quality
		{ time "$stage" $operand <"$input" >"$T/step$i" 2>>"$T/err"; } 2>"$T/time" || { echo "$stage failed: $(head -c 500 "$T/err")"; return 1; }
		read -r user system <"$T/time"
		spent+=($((10#${user/./} + 10#${system/./})))
		input=$T/step$i
		i=$((i + 1))
		[ "$stage" = omtale-aggregate ] || [ "$(wc -l <"$input")" -eq 3 ] || { echo "$stage: $(wc -l <"$input") lines, expected 3"; return 1; }
	done
}

words='Vi kørte med toget fra Oslo i går, og det var slet ikke dårligt. '
repeat "$words" | post >"$T/plain.csv"
ok 'plain text goes through' through "$T/plain.csv"
through "$T/plain.csv"
plain=("${spent[@]}")
worst=0 inputs=0 worst_name=

# Whether each stage takes $T/hostile.csv in the time that it deserves; else $T/problem says which does not. 2: one failed, or lost a post.
costs_its_length() {
	local i=0 stage ratio
	through "$T/hostile.csv" >"$T/problem" || return 2
	for stage in $stages; do
		# Up to 50 ms are the noise of a clock; the ratio is in hundredths.
		ratio=$(((spent[i] + 50) * 100 / (plain[i] + 50)))
		[ "$ratio" -le $((FACTOR * 100)) ] || echo "$stage: ${spent[i]} ms, plain text ${plain[i]} ms" >>"$T/problem"
		if [ "$ratio" -gt $worst ]; then worst=$ratio worst_name="$name, $stage"; fi
		i=$((i + 1))
	done
	[ ! -s "$T/problem" ]
}
flat() { # NAME: the post in $T/hostile.csv
	local name=$1
	inputs=$((inputs + 1))
	thrice costs_its_length
	report $? "$name costs its length: ${spent[*]} ms" || note <"$T/problem"
}
hostile() { local name=$1; shift; "$@" | post >"$T/hostile.csv"; flat "$name"; }

hostile 'a million emoji' repeat '👍🏽😡'
hostile 'emoji joined to one' repeat $'👩\u200d'
hostile 'combining marks without end' repeat $'\u0301'
hostile 'ten thousand combining marks on each letter' bash -c 'for i in $(seq 1 $(('"$SIZE"' / 20000 + 1))); do printf a; printf "\xcc\x81%.0s" $(seq 1 10000); done'
hostile 'one token of letters' repeat a
hostile 'one token of many letters' repeat 'kørestolsrampeforsikringsselskabsmedarbejder'
hostile 'one number' repeat 7
hostile 'one @name' bash -c 'printf @; head -c '"$SIZE"' /dev/zero | tr "\0" n'
hostile 'nothing but @' repeat '@'
hostile 'nothing but @a' repeat '@a'
hostile 'nothing but a@' repeat 'a@'
hostile 'addresses' repeat 'https://twitter.com/a/'
hostile 'points' repeat '.'
hostile 'words and points' repeat 'a.b.'
hostile 'brackets' repeat '<('
hostile 'entities that do not end' repeat '&amp'
hostile 'digits with spaces' repeat '1 2 3 4 '
hostile 'different words' bash -c 'awk -v size='"$SIZE"' "BEGIN { for (i = 0; n < size; i++) { w = sprintf(\"%x%dæ \", i * 2654435761 % 1000003, i); n += length(w); printf \"%s\", w } }"'
hostile 'negations' repeat 'ikke '
hostile 'brands and opinions' repeat 'Vy er ikke god men '
hostile 'bidi overrides' repeat $'\u202e\u2066a'
hostile 'zero-width characters' repeat $'a\u200b'
hostile 'decoded wrongly' repeat 'Ã¸â€'
printf '# the worst ratio: %d.%02d (%s), allowed %d\n' $((worst / 100)) $((worst % 100)) "$worst_name" "$FACTOR"

# ---- keys that would meet in one place of a table ----
# Words, authors and ids with one and the same hash, if it were one that everybody can work out (tests/collide.c): 25,000 of them, which say nothing else.
table() { awk -v q='"' 'NR == FNR { all = all (NR > 1 ? " " : "") $0; next } FNR == 1 { print "id,author,time,lang,tokens" }
	{ printf "%s%s%s,%s%s%s,2025-01-06T06:00:%02dZ,da,%s%s%s\n", q, $0, q, q, $0, q, FNR % 60, q, FNR == 1 ? all : "hei", q }' "$1" "$1"; }
keyed() { # FILE: the CPU milliseconds of stem, tag and aggregate on it, into `spent`
	local stage i=0 user system input=$1
	spent=()
	for stage in omtale-stem omtale-tag 'omtale-aggregate quality'; do
		{ time $stage <"$input" >"$T/step$i" 2>"$T/err"; } 2>"$T/time" || return 1
		read -r user system <"$T/time"
		spent+=($((10#${user/./} + 10#${system/./})))
		input=$T/step$i
		i=$((i + 1))
	done
}
if ! ${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -Ipipeline -o "$T/collide" tests/collide.c pipeline/lib/hash.c 2>"$T/log"; then
	skip 'keys with one hash' 'no C compiler'
else
	for kind in apart meet; do
		if [ $kind = meet ]; then "$T/collide" 25000; else "$T/collide" 25000 plain; fi >"$T/$kind.words"
		table "$T/$kind.words" >"$T/$kind.csv"
	done
	is 'words with one hash are made' "$(sort -u "$T/meet.words" | wc -l)" 25000
	ok 'words that share nothing go through' keyed "$T/apart.csv"
	keyed "$T/apart.csv"
	apart=("${spent[@]}")
	ok 'so do those with one hash' keyed "$T/meet.csv"
	keyed "$T/meet.csv"
	inputs=$((inputs + 1))
	i=0
	for stage in stem tag aggregate; do
		ok "keys with one hash cost omtale-$stage their length: ${spent[i]} ms, others ${apart[i]}" test "${spent[i]}" -le $((FACTOR * (apart[i] + 50)))
		i=$((i + 1))
	done
fi

# ---- personal data that is made to be slow ----
omtale keygen "$T/key" 2>"$T/err"
base=$(cpu omtale-read --redact --pseudonymise "$T/key" "$T/plain.csv")
masks_at_length() {
	local masked
	masked=$(cpu omtale-read --redact --pseudonymise "$T/key" "$T/hostile.csv") || return 2
	echo "$masked ms, plain text $base ms"
	test "$masked" -le $((FACTOR * (base + 50)))
}
for unit in 1 '1 ' '11 22 ' a@ @a @ . 'a.b/' '/u/' '://' '%2f' DK50 '(at)' '+45 ' 'x@y.' '&#64;' 'u/a/' '&#49;' '&amp;' a1 '1(' 'a[dot]' ' snabel-a ' '@[1:' '<@a|' 'r/u_' '%40' $'1\u200b' $'\u200b' ２ 'RT @'; do
	repeat "$unit" | post >"$T/hostile.csv"
	inputs=$((inputs + 1))
	ok "to mask and rename nothing but $unit costs its length" thrice masks_at_length
done

# ---- readers ----
head -c 200000000 /dev/zero | gzip -9nc >"$T/bomb.csv.gz"
begin=$(cpu omtale-read --max-record 1M --rejects "$T/rejects.csv" "$T/bomb.csv.gz")
if sanitised; then skip 'a gzip that unpacks a thousandfold' 'the sanitisers reserve terabytes'
else ok "a gzip that unpacks a thousandfold takes the memory of --max-record ($begin ms)" bash -c 'ulimit -v 400000; omtale-read --max-record 1M "$0" >"$1"; test $? -le 1' "$T/bomb.csv.gz" "$T/out"; fi
{ printf 'id,text\n1,"'; head -c 200000000 /dev/zero | tr '\0' a; printf '"\n2,hei\n'; } | gzip -1nc >"$T/bomb2.csv.gz"
if sanitised; then skip 'so does one record of 200 MB' 'the sanitisers reserve terabytes'
else ok 'so does one record of 200 MB' bash -c 'ulimit -v 400000; omtale-read --max-record 1M "$0" 2>&1 | grep -q "^2,.*hei"' "$T/bomb2.csv.gz"; fi
{ printf '{"id":1,"text":'; repeat '{"a":['; printf '\n{"id":2,"text":"hei"}\n'; } >"$T/deep.jsonl"
runs 'deep JSON is put aside' 0 omtale-read "$T/deep.jsonl"
like 'and the next post read' "$T/out" '^2,.*hei$'

# NUL, overlong UTF-8, lone surrogates, what is no character, half of one.
{
	printf 'id,text\n1,a\0b\n2,\xc0\xaf\xe0\x80\xafx\n3,\xed\xa0\x80y\n4,\xf4\x90\x80\x80\xff\xfez\n5,\xe2\x82'
	printf '\n6,\xef\xbf\xbf\xef\xb7\x90q\n'
} >"$T/bytes.csv"
omtale-read -q "$T/bytes.csv" | omtale-normalise -q | omtale-stem -q | omtale-tag -q >"$T/tagged.csv"
is 'broken bytes: every post comes through' "$(wc -l <"$T/tagged.csv")" 7
ok 'as valid UTF-8' iconv -f UTF-8 -t UTF-16 -o /dev/null "$T/tagged.csv"
is 'without control characters' "$(tr -d '\n' <"$T/tagged.csv" | LC_ALL=C tr -d '\040-\176\200-\377' | wc -c)" 0
printf '{"id":"a\\ud800b","text":"\\udc00 \\u0000 \\u001b[31m"}\n' | omtale-read -q 2>"$T/err" >"$T/out"
is 'and so do lone surrogates in JSON' "$(wc -l <"$T/out"):$(iconv -f UTF-8 -t UTF-16 "$T/out" | wc -c | awk '{ print ($1 > 0) }')" 2:1

# ---- acting elsewhere ----
escape=$(printf '\033]0;owned\007\033[2J')
cat >"$T/acting.csv" <<END
id,author,time,channel,text
../../etc/passwd,"=cmd|' /C calc'!A0",2025-01-06T06:00:00Z,+49,"=HYPERLINK(""http://x"") <script>alert(1)</script> Vy er god $escape"
"a
b",-1+1,2025-01-06T06:00:00Z,@SUM(1),"+1 Vy er dårlig &lt;img src=x onerror=alert(1)&gt;"
$escape,$escape,$escape,$escape,$escape
END
printf 'brand,kind,pattern\nvy,name,Vy\n' >"$T/brands.csv"
runs 'formulas, HTML, escapes and paths go through a run' 0 omtale run -o "$T/reports" --brands "$T/brands.csv" "$T/acting.csv"
unlike 'no terminal escape in a message' "$T/err" $'\033'
ok 'no report holds an escape' bash -c '! grep -rlF "$1" "$0"' "$T/reports" $'\033'
is 'nothing was written but reports' "$(find "$T" -newer "$T/brands.csv" -type f -name 'passwd*' | wc -l)" 0
omtale run -q --excel -o "$T/excel" --brands "$T/brands.csv" "$T/acting.csv" 2>"$T/err"
ok 'for Excel no cell of text begins as a formula' bash -c '! grep -rhE "(^|;)\"?[=+@-][^0-9;,\"]" --include=*.csv "$0"' "$T/excel"
omtale-read -q "$T/acting.csv" | omtale-normalise -q | omtale-stem -q >"$T/lemmas.csv"
printf 'id,text\n%s1,x,y,z\n' "$escape" | omtale-read >/dev/null 2>"$T/err"
unlike 'nor in what is said of a bad record' "$T/err" $'\033'
printf 'id,text\n' >"$T/$escape.csv"
omtale-read "$T/$escape.csv.none" >"$T/out" 2>"$T/err"
unlike 'nor of a file' "$T/err" $'\033'
omtale-tag --explain --brands "$T/brands.csv" <"$T/lemmas.csv" >"$T/explained" 2>"$T/err"
unlike '--explain shows no escape' "$T/explained" $'\033'
# A table that another program wrote may hold what omtale-read never lets through.
printf 'id,lang,tokens,lemmas\n%s,da,%s god,%s god\n' "$escape" "$escape" "$escape" | omtale-tag --explain >"$T/explained" 2>"$T/err"
unlike 'not even of a foreign table' "$T/explained" $'\033'
inputs=$((inputs + 14)) # two bombs, deep JSON, seven records of broken bytes, one of surrogates, three that would act
echo "# $inputs hostile inputs"
done_testing
