#!/bin/bash
# Pseudonyms, redaction and forgetting: nobody's name is given away, in the table, in what is put aside, or in messages.
. tests/tap.sh
# A file without its pseudonyms: every run has a key of its own, and their random letters may spell anything, a piece of a name too.
bare() { sed -E 's/anon_[a-z2-7]{16}|id_[a-z2-7]{24}/_/g' "$1" >"$T/bare"; }
field() { awk -F, -v n="$1" 'NR > 1 { print $n }' "$2"; }

runs 'keygen makes a key' 0 omtale keygen "$T/key"
is 'of 64 hexadecimal digits' "$(grep -cE '^[0-9a-f]{64}$' "$T/key")" 1
is 'that nobody else can read' "$(stat -c %a "$T/key")" 600
cp "$T/key" "$T/kept"
runs 'it never overwrites one' 1 omtale keygen "$T/key"
like 'and says so' "$T/err" 'key: it is there already'
ok 'the key is as it was' cmp "$T/key" "$T/kept"
omtale keygen "$T/other" 2>"$T/err"
ok 'another key is another' bash -c '! cmp -s "$0" "$1"' "$T/key" "$T/other"
chmod 640 "$T/other"
runs 'a key that others may read is refused' 1 omtale-read --pseudonymise "$T/other"
like 'with what to do' "$T/err" 'mode 640.*chmod 600'
chmod 600 "$T/other"
printf 'short\n' >"$T/bad"; chmod 600 "$T/bad"
runs 'so is what is no key' 1 omtale-read --pseudonymise "$T/bad"
like 'with what was expected' "$T/err" 'expected 64 hexadecimal digits'
unlike 'and without what stands there' "$T/err" 'short'
runs 'and one that is not there' 1 omtale-read --pseudonymise "$T/none"
like 'with how to make it' "$T/err" 'omtale keygen'

printf 'brand,kind,pattern\nvy,account,vygruppen\nvy,name,Vy\n' >"$T/brands.csv"
cat >"$T/posts.csv" <<'END'
id,author,reply_to,channel,text,in_reply_to_screen_name
1,Sigrun,,reddit/u_sigrun,"hei @Torleif og @vygruppen, se https://twitter.com/SIGRUN/status/1",torleif
2,@torleif,1,twitter,"RT @sigrun: hei @torleif.hansen kari.q@firma.no",sigrun
sigrun-3,vygruppen,2,twitter,"@sigrun @torleif ring 22 33 44 55. /u/sigrun",Vygruppen
4,Sigrun,sigrun-3,twitter,"cpr 010180-1111, kort 4111 1111 1111 1111",
5,too,many,fields,Sigrun,hemmelig,nu
END
keep='--keep in_reply_to_screen_name'
runs 'pseudonyms' 0 omtale-read --pseudonymise "$T/key" --brands "$T/brands.csv" --redact --rejects "$T/rejects.csv" $keep "$T/posts.csv"
cp "$T/out" "$T/first"
bare "$T/first"
unlike 'no name is left' "$T/bare" '[Ss][Ii][Gg][Rr][Uu][Nn]|orleif|kari|hansen'
unlike 'nor number' "$T/bare" '1111|22 33'
like 'a brand keeps its name as author' "$T/first" '^id_[a-z2-7]{24},,twitter,vygruppen,'
like 'and in texts' "$T/first" '@vygruppen, se https://twitter.com/anon_'
unlike 'what is put aside tells nothing' "$T/rejects.csv" 'Sigrun|hemmelig'
like 'but where and why' "$T/rejects.csv" 'posts.csv,6,'
like 'what was masked is told in numbers' "$T/err" '1 telephone number masked'
sigrun=$(field 4 "$T/first" | head -n 1)
is 'one person has one pseudonym: as author, in texts, addresses, kept columns, channels' "$(grep -o "$sigrun" "$T/first" | wc -l)" 8
is 'replies still find their posts' "$(tail -n 1 "$T/first" | cut -d, -f5)" "$(sed -n 4p "$T/first" | cut -d, -f1)"
omtale-read --pseudonymise "$T/key" --brands "$T/brands.csv" --redact -q $keep <"$T/posts.csv" >"$T/again" 2>"$T/err"
ok 'one key gives the same in every run' cmp "$T/first" "$T/again"
is '-q says nothing' "$(cat "$T/err")" ''
printf '{"id":9,"user":{"screen_name":"SIGRUN"},"full_text":"hei"}\n' | omtale-read --pseudonymise "$T/key" 2>"$T/err" | tail -n 1 | cut -d, -f4 >"$T/json"
is 'and in every file' "$(cat "$T/json")" "$sigrun"
omtale-read --pseudonymise "$T/other" --brands "$T/brands.csv" -q "$T/posts.csv" >"$T/unlinked"
unlike 'another key unlinks' "$T/unlinked" "$sigrun"
omtale-read -q "$T/posts.csv" >"$T/plain"
is 'nothing changes unasked' "$(cut -d, -f4 "$T/plain" | sed -n 2p)" Sigrun
printf 'id,time,text\n1,hos Sigrun,hei\n' | omtale-read --redact >"$T/out" 2>"$T/err"
unlike 'an unreadable time is not quoted' "$T/err" 'Sigrun'

cat >"$T/kept.csv" <<'END'
id,author,text,mentions,author_id,navn
1,Bj&oslash;rn,"RT @Bj&#248;rn: hei @bjørn","['bjørn', '@Torleif']",100017,Torleif
END
omtale-read -q --pseudonymise "$T/key" --keep mentions,author_id,navn "$T/kept.csv" >"$T/out"
bare "$T/out"
unlike 'nor in lists, ids of people, or Danish columns' "$T/bare" 'orleif|100017|rn'
is 'entities are the letters they stand for' "$(grep -o "$(sed -n 2p "$T/out" | cut -d, -f4)" "$T/out" | wc -l)" 4
printf 'id,author,text\n1,x,RT @\342\201\246Bj&oslash;rn\342\201\251: hei\n2,bjørn,hei\n3,bo,hei\n' >"$T/hidden.csv"
printf 'author\nBJØRN\n' >"$T/forget.csv"
runs 'forgetting sees through entities and marks' 0 omtale-read --forget "$T/forget.csv" "$T/hidden.csv"
is 'one post is left' "$(field 1 "$T/out")" 3

printf 'author,id\n@SIGRUN,\n,sigrun-3\n' >"$T/forget.csv"
runs 'forgetting' 0 omtale-read --forget "$T/forget.csv" "$T/posts.csv"
is 'leaves out authors, ids and reposts of them' "$(wc -l <"$T/out")" 1
like 'and says how many' "$T/err" '4 posts forgotten'
printf 'id\n2\n' >"$T/forget.csv"
runs 'ids alone' 0 omtale-read --forget "$T/forget.csv" "$T/posts.csv"
is 'leave out one' "$(field 1 "$T/out" | tr '\n' ' ')" '1 sigrun-3 4 '
printf 'name\nx\n' >"$T/forget.csv"
runs 'a list without either column is an error' 1 omtale-read --forget "$T/forget.csv" "$T/posts.csv"
like 'that says what is expected' "$T/err" 'expected a CSV with one of them'

# Through the whole pipe: the reports under pseudonyms are the reports, but for the names.
printf '%s\n' id,author,text 1,bo,'jeg elsker Vy' 2,ea,'@bo Vy er dårlig' 3,bo,'@ea nei' >"$T/two.csv"
printf 'id\n2\n' >"$T/forget.csv"
runs 'omtale run hands the options on' 0 omtale run -q -o "$T/reports" --brands "$T/brands.csv" --pseudonymise "$T/key" --redact --forget "$T/forget.csv" "$T/two.csv"
is 'one post is forgotten' "$(sed -n 's/^posts,//p' "$T/reports/quality.csv")" 2
ok 'no name is in any report' bash -c 'test -s "$0/authors.csv" && ! grep -rwE "bo|ea" "$0" --include="*.csv"' "$T/reports"
ok 'and the key is in none' bash -c '! grep -rqf "$1" "$0"' "$T/reports" "$T/key"
runs 'without them' 0 omtale run -q -o "$T/named" --brands "$T/brands.csv" --forget "$T/forget.csv" "$T/two.csv"
ok 'the brands report is the same' cmp "$T/reports/brands.csv" "$T/named/brands.csv"
done_testing
