#!/bin/bash
# omtale-read where things go wrong: what it says, how it ends, and that nothing whole is lost.
. tests/tap.sh
header='id,time,channel,author,reply_to,repost_of,thread,reach,text'
read_in() { omtale-read "$@" >"$T/out" 2>"$T/err"; }

# ---- nothing ----
runs 'empty input ends well' 0 omtale-read
is 'with a header' "$(cat "$T/out")" "$header"
printf '\n\n' | read_in; is 'blank lines are no records' "$?:$(cat "$T/out")" "0:$header"
printf 'id,text\n' | read_in; is 'a header alone is no error' "$?:$(cat "$T/out")" "0:$header"
printf '[]' | read_in; is 'nor is an empty JSON array' "$?:$(cat "$T/out")" "0:$header"

# ---- the command line ----
runs 'an unknown option' 2 omtale-read --mpa text=a
like 'is named, with the right one' "$T/err" 'did you mean --map'
runs 'an unknown preset' 2 omtale-read --preset twiter-v1
like 'likewise' "$T/err" 'did you mean twitter-v1'
runs 'an unknown column in --map' 2 omtale-read --map txet=a
like 'likewise' "$T/err" 'did you mean text'
runs 'a formula that breaks off' 2 omtale-read --map 'text=a['
like 'is quoted' "$T/err" 'not closed in "text=a\["'
runs 'an unknown zone' 2 omtale-read --zone Europe/Atlantis
runs 'an unknown charset' 2 omtale-read --charset klingon
runs 'an unknown letter in a time format' 2 omtale-read --time-format '%Y-%q'
runs 'a size that is none' 2 omtale-read --max-record many
runs 'a column kept twice' 2 omtale-read --keep a,a
runs 'a column kept that every post has' 2 omtale-read --keep text
runs '--presets lists them' 0 omtale-read --presets
like 'twitter-v2 among them' "$T/out" '^twitter-v2 '

# ---- archives that are not there, or not whole ----
runs 'a missing file' 1 omtale-read "$T/none.csv"
like 'is named' "$T/err" 'cannot open .*none.csv: No such file'
runs 'a folder' 1 omtale-read "$T"
like 'is told from a file' "$T/err" 'is a directory'
seq 1 20000 | awk 'BEGIN { print "id,text" } { print $1 ",text number " $1 }' >"$T/many.csv"
gzip -nc "$T/many.csv" | head -c 20000 >"$T/cut.csv.gz"
printf 'id,text\n1,hej\n' >"$T/plain.csv"
for packer in 'zstd -c' 'xz -c' 'bzip2 -c' tar; do
	command -v "${packer%% *}" >/dev/null 2>&1 || { skip "${packer%% *}" 'not installed'; continue; }
	case $packer in tar*) tar cf "$T/packed" -C "$T" plain.csv ;; *) $packer "$T/plain.csv" >"$T/packed" 2>/dev/null ;; esac
	runs "${packer%% *}" 1 omtale-read "$T/packed"
	like 'is named, with what to do' "$T/err" 'packed: this is .*(packed with|a tar archive).*unpack it'
done
printf 'PK\003\004rest' | omtale-read >"$T/out" 2>"$T/err"
like 'so is an Excel workbook' "$T/err" 'standard input: this is a zip archive or an Excel workbook.*as CSV'
runs 'a gzip that is cut off' 1 omtale-read "$T/cut.csv.gz"
like 'is told' "$T/err" 'cut.csv.gz: the gzip data ends too early'
lines=$(wc -l <"$T/out")
ok 'and what came before is there' test "$lines" -gt 1000
is 'in whole records' "$(tail -n 1 "$T/out")" "$((lines - 1)),,,,,,,,text number $((lines - 1))"
{ gzip -nc "$T/many.csv"; printf 'id,text\n' | tail -c 0; seq 20001 20010 | sed 's/.*/&,more &/' | gzip -n; } | read_in
is 'gzip of several members is read whole' "$(tail -n 1 "$T/out")" '20010,,,,,,,,more 20010'
printf 'id,text\n1,a\n2,"b\n3,c\n' | read_in
is 'a quote that never closes is an error behind what was whole' "$?:$(tail -n 1 "$T/out")" '1:1,,,,,,,,a'
like 'and says where it began' "$T/err" 'standard input:3: a quoted field that begins here has no closing quote'
printf '[{"id":1,"text":"a"},{"id":2' | read_in
is 'so is a JSON array that breaks off' "$?:$(tail -n 1 "$T/out")" '1:1,,,,,,,,a'

# ---- columns ----
printf 'name,age\nbo,7\n' | read_in
is 'a table without a text' "$?" 1
like 'lists what it has, and what to do' "$T/err" 'found: name, age; say where it is with --map text=COLUMN'
printf '{"name":"bo"}\n{"delete":1}\n' | read_in
is 'JSON without a text' "$?" 1
like 'likewise' "$T/err" 'found: name; say where'
printf '{"id":1,"text":"cut\n{"id":2,"text":"a"}\n{"id":3,"likes":2,"shares":3,"user":{"name":"bo"},"text":"b"}\n' >"$T/first.jsonl"
runs 'JSON Lines whose first line is broken' 0 omtale-read "$T/first.jsonl"
is 'are lines all the same' "$(cut -d, -f1,9 "$T/out" | paste -sd' ')" 'id,text 2,a 3,b'
like 'and the broken one is told' "$T/err" '1 record put aside; the first: .*first.jsonl:1: no JSON'
is 'objects over several lines stay that' "$(printf '{"text":\n"a"}\n{"id":2,\n"text":"b"}\n{"user":\n{"name":"bo"},\n"text":"c"}' | omtale-read | cut -d, -f4,9 | paste -sd' ')" \
	'author,text ,a ,b bo,c'
is '--describe tells the members of JSON, too' "$(tail -n 1 "$T/first.jsonl" | omtale-read --describe | grep -oE '(id|author|reach|text) .*' | tr -s ' ' | paste -sd';')" \
	'id id;author user.name;reach likes+shares;text text'
unlike '--describe shows no escape' <(printf 'text\nhej\n' | omtale-read --describe --map channel="'$(printf '\033')[31m'") "$(printf '\033')"
printf 'text,time\nhej,igår\n' >"$T/describe.csv"
runs '--describe ends well, whatever there is to release' 0 omtale-read --describe --map "channel='x'" "$T/describe.csv"
printf 'name,age\nbo,7\n' | read_in --map text=nmae
is '--map of a column that is not there' "$?" 1
like 'lists the columns' "$T/err" '--map: no column "nmae"; did you mean name\? \(the columns are: name, age\)'
printf 'text,age\nbo,7\n' | read_in --keep agee
is '--keep of a column that is not there' "$?" 1
like 'likewise' "$T/err" '.-keep: no column "agee"; did you mean age\? \(the columns are: text, age\)'
printf 'text,"a, b"\nbo,7\n' | read_in --keep '"a, b",age="a, b"' --map "channel='x,y'"
is '--keep and --map take names and texts with commas in quotes' "$(cat "$T/out")" "$header,\"a, b\",age
stdin:1,,\"x,y\",,,,,,bo,7,7"
printf 'name,age\nbo,7\n' | read_in --map text=Name
is '--map finds a column whatever its case' "$(tail -n 1 "$T/out")" 'stdin:1,,,,,,,,bo'

# ---- ends ----
if [ -w /dev/full ]; then
	omtale-read "$T/many.csv" >/dev/full 2>"$T/err"; is 'a full disk is an error' "$?" 1
	like 'that says so' "$T/err" 'No space left'
else
	skip 'a full disk is an error' 'no /dev/full'
fi
omtale-read "$T/many.csv" 2>"$T/err" | head -n 1 >/dev/null
is 'a reader that goes away ends it quietly' "${PIPESTATUS[0]}:$(cat "$T/err")" '141:'

# ---- size ----
{ printf 'id,text\n1,a\n2,'; head -c 10000000 /dev/zero | tr '\0' x; printf '\n3,'; head -c 10000 /dev/zero; printf 'z\n4,b\n'; } >"$T/large.csv"
runs 'a field of 10 MB and one of NULs' 0 omtale-read "$T/large.csv"
is 'are four posts' "$(wc -l <"$T/out")" 5
is 'NULs are dropped' "$(sed -n 4p "$T/out")" '3,,,,,,,,z'
runs 'beyond --max-record' 0 omtale-read --max-record 1M --rejects "$T/rejects.csv" "$T/large.csv"
is 'a record is put aside' "$(wc -l <"$T/out"):$(wc -l <"$T/rejects.csv")" '4:2'
like 'with its line and reason' "$T/rejects.csv" 'large.csv,3,the record is longer'
{ printf '{"text":'; head -c 1000000 /dev/zero | tr '\0' '['; printf '}\n{"id":2,"text":"b"}\n'; } | read_in
is 'JSON a million deep is put aside' "$?:$(tail -n 1 "$T/out")" '0:2,,,,,,,,b'

# The time for a hostile byte is that of a plain one, within reason: three times the length may not cost ten times the time.
costs_its_length() {
	local short long
	short=$(cpu omtale-read "$T/short.csv") && long=$(cpu omtale-read "$T/long.csv") || return 2
	echo "$short and $long ms"
	test "$long" -le $((10 * short + 300))
}
hostile() { # UNIT COUNT
	printf 'id,text\n1,'; awk -v unit="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", unit; print "" }'
}
for unit in 'Ã' 'â€' '<a' '""' '&' '👍🏽' "$(printf '\303')"; do
	hostile "$unit" 300000 >"$T/short.csv"; hostile "$unit" 900000 >"$T/long.csv"
	ok "a post of nothing but $(printf %s "$unit" | od -An -tx1 | tr -d ' ') costs its length" thrice costs_its_length
done

# ---- one archive, one answer ----
omtale-read "$T/many.csv" >"$T/first"; omtale-read <"$T/many.csv" >"$T/second"
ok 'twice the same input, twice the same bytes' cmp "$T/first" "$T/second"
gzip -nc "$T/many.csv" | omtale-read | cmp -s - "$T/first"; ok 'packed or not' test "$?" -eq 0
awk -F, 'BEGIN { OFS = "" } NR > 1 { print "{\"id\":\"", $1, "\",\"text\":\"", $2, "\"}" }' "$T/many.csv" | omtale-read | cmp -s - "$T/first"
ok 'CSV or JSON' test "$?" -eq 0
omtale-read "$T/first" | cmp -s - "$T/first"; ok 'what it writes, it reads unchanged' test "$?" -eq 0
omtale-read --progress always "$T/many.csv" 2>&1 >/dev/null | tr '\r' '\n' >"$T/progress"
like '--progress counts posts' "$T/progress" 'many.csv: 20000 posts, [0-9.]+ MB/s'
like 'and tells the time left' "$T/progress" '[0-9]+ %, 0:[0-9]{2} left'
omtale-read --progress auto "$T/many.csv" 2>"$T/err" >/dev/null; is 'and is silent where no terminal is' "$(cat "$T/err")" ''
done_testing
