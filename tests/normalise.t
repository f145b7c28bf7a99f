#!/bin/bash
# omtale-normalise: what its contract promises, hostile text, and that the same goes in and comes out.
. tests/tap.sh

columns() { head -1 "$1"; }

runs 'an unknown option is a wrong command line' 2 omtale-normalise --no-such-option
runs 'a language that is none is a wrong command line' 2 omtale-normalise --lang Danish
printf 'id,body\n1,x\n' >"$T/wrong.csv"
runs 'no column text: exit 1' 1 omtale-normalise "$T/wrong.csv"
like 'says which column, and who makes it' "$T/err" 'text.*omtale-read'
runs 'a file that is not there: exit 1' 1 omtale-normalise "$T/nowhere.csv"
: >"$T/empty.csv"
runs 'empty input is no error' 0 omtale-normalise "$T/empty.csv"
is 'and gives the header' "$(cat "$T/out")" 'lang,lang_confidence,tokens'

printf 'text\nhei\n' >"$T/one.csv"
omtale-normalise "$T/one.csv" >/dev/full 2>"$T/err"
is 'a full disk: exit 1' "$?" 1
OMTALE_DICTIONARIES=$T omtale-normalise "$T/one.csv" >"$T/out" 2>"$T/err"
is 'no table of languages: exit 1' "$?" 1
like 'says how it is made' "$T/err" 'make'
head -c 100000 "$BUILD/dictionaries/languages" >"$T/languages"
OMTALE_DICTIONARIES=$T omtale-normalise "$T/one.csv" >"$T/out" 2>"$T/err"
is 'a cut table of languages is refused' "$?" 1

# A lexicon newer than the table.
cp -r lexicons "$T/lexicons"
OMTALE_LEXICONS=$T/lexicons runs 'the lexicons of which the table was made' 0 omtale-normalise "$T/one.csv"
is 'no warning' "$(cat "$T/err")" ''
echo 'nyord,1,1,1,,' >>"$T/lexicons/frequencies.csv"
OMTALE_LEXICONS=$T/lexicons runs 'a lexicon that changed since is no error' 0 omtale-normalise "$T/one.csv"
like 'but a warning that says what to run' "$T/err" 'run: omtale-languages .*/languages'

# Every lexicon's forms and sentences as posts: order, count and other columns stay; twice is the same.
{
	echo 'id,text,note'
	cat lexicons/*/tests/polarity.csv lexicons/*/lemmas.csv | tr -d '"\r' | sed 's/,/ /g' | awk '{print NR ",\"" $0 "\",n" NR}'
} >"$T/posts.csv"
omtale-normalise "$T/posts.csv" >"$T/a.csv"
omtale-normalise <"$T/posts.csv" >"$T/b.csv"
ok 'twice the same bytes' cmp "$T/a.csv" "$T/b.csv"
is 'as many records out as in' "$(wc -l <"$T/a.csv")" "$(wc -l <"$T/posts.csv")"
awk '{ print $1 }' FS=',"' "$T/posts.csv" | tail -n +2 >"$T/ids"
awk '{ print $1 }' FS=, "$T/a.csv" | tail -n +2 >"$T/ids.out"
ok 'order stays' cmp "$T/ids" "$T/ids.out"
{ head -1 "$T/posts.csv"; tail -n +2 "$T/posts.csv" | tac; } >"$T/reversed.csv"
omtale-normalise "$T/reversed.csv" | tail -n +2 | tac >"$T/c.csv"
tail -n +2 "$T/a.csv" >"$T/a.body"
ok 'a post says the same whatever came before it' cmp "$T/c.csv" "$T/a.body"

# Hostile text: time per byte stays flat.
one_costs_ten() {
	local few one
	few=$(cpu omtale-normalise "$T/many.csv") && one=$(cpu omtale-normalise "$T/large.csv") || return 2
	echo "$few and $one ms"
	test "$one" -le $((4 * few + 300))
}
hostile() { # NAME PART
	perl -CO -e 'print "text\n\"", eval("\"$ARGV[0]\"") x 60000, "\"\n"' -- "$2" >"$T/small.csv"
	{ cat "$T/small.csv"; for _ in 1 2 3 4 5 6 7 8 9; do tail -n +2 "$T/small.csv"; done; } >"$T/many.csv"
	{ echo text; tail -n +2 "$T/many.csv" | tr -d '"\n'; echo; } >"$T/large.csv"
	ok "one long text costs what ten shorter ones do: $1" thrice one_costs_ten
}
hostile 'one word' 'a'
hostile 'letters' 'abc '
hostile 'emoji' '\x{1f600}'
hostile 'joined emoji' '\x{1f468}\x{200d}'
hostile 'combining marks' 'a\x{0301}\x{0327}'
hostile 'marks alone' '\x{0301}\x{0327}'
hostile 'Chinese without a space' '\x{6f22}\x{5b57}'
hostile 'Thai without a space' '\x{0e2a}\x{0e27}\x{0e31}\x{0e2a}'
hostile 'hyphens' 'a-'
hostile 'points' 'a.'
hostile 'at signs' 'a\@'
hostile 'ampersands' '&'
hostile 'entities' '&amp;'
hostile 'addresses' 'http://'
hostile 'brackets' 'https://a.dk/('
hostile 'flags' '\x{1f1e6}'
hostile 'look-alikes' 'a\x{0430}'
hostile 'drawn out' 'aaabbb'
hostile 'digits' '1;'
hostile 'almost hosts' 'a-.'
hostile 'almost mail' 'a+'
hostile 'quotation marks' "'"

printf 'text\nNul\0her og \xff\xfe ugyldig \xed\xa0\x80 tekst\n' >"$T/bad.csv"
runs 'NUL and invalid UTF-8 do no harm' 0 omtale-normalise "$T/bad.csv"
done_testing
