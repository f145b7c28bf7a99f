#!/bin/bash
# The driver's small commands: try, init, doctor; and what was perhaps meant.
. tests/tap.sh
runs 'try explains a sentence' 0 omtale try 'Toget var slet "ikke" dårligt'
like 'with its lemmas' "$T/out" 'lemmas .*tog være'
runs 'try without a text is a usage error' 2 omtale try ' '
runs 'init lays out a project' 0 omtale init "$T/ours"
runs 'and never writes over one' 1 omtale init "$T/ours"
like 'but says why' "$T/err" 'brands.csv is there already'
printf 'id,text\n1,Fjordbus er bare elendig\n' >"$T/ours/archive/posts.csv"
runs 'its Makefile runs the pipe' 0 make -s -C "$T/ours"
like 'and makes reports' "$T/ours/reports/brands.csv" '^fjordbus,1,'
ok 'and their page' test -s "$T/ours/reports/report.html"
runs 'init by a program that is not on PATH' 0 env PATH=/usr/bin:/bin "$BUILD/omtale" init "$T/far"
cp "$T/ours/archive/posts.csv" "$T/far/archive/"
runs 'writes where it is' 0 env PATH=/usr/bin:/bin make -s -C "$T/far"
runs 'doctor is content with a whole build' 0 omtale doctor
unlike 'and writes no colours into a file' "$T/out" $'\e'
printf 'name\nx\n' >"$T/bad.csv"
runs 'doctor finds a bad brand lexicon' 1 omtale doctor --brands "$T/bad.csv"
like 'and says what is wrong' "$T/out" '^MEND +lexicons .*brand,kind,pattern'
runs 'doctor finds a dictionary missing' 1 env OMTALE_DICTIONARIES="$T/ours" omtale doctor
like 'and says what to do' "$T/out" 'MEND +dictionary da .*run: '

perhaps() { runs "$1" "$2" "${@:4}"; like 'says what was perhaps meant' "$T/err" "did you mean $3\?"; }
perhaps 'a mistyped command' 2 run omtale rnu
perhaps 'a mistyped option of the driver' 2 --resume omtale run --resmue -o "$T/x" a.csv
perhaps 'a mistyped option of a stage' 2 --brands omtale run --barnds a.csv -o "$T/x" a.csv
perhaps 'a mistyped report' 2 brands omtale-aggregate brnads
perhaps 'a mistyped period' 2 week omtale-aggregate --by weak brands
perhaps 'a period that only the reports need' 2 week omtale run --by weak -o "$T/early" "$T/ours/archive/posts.csv"
ok 'is refused before anything is done' test ! -e "$T/early/states"
runs 'a lexicon that is not there' 1 omtale run --brands "$T/no.csv" -o "$T/early" "$T/ours/archive/posts.csv" "$T/ours/archive/posts.csv"
is 'is complained of once, not for every file' "$(wc -l <"$T/err")" 1
perhaps 'a mistyped time zone' 2 Europe/Copenhagen omtale-read --zone Europe/Copenhagn
perhaps 'a time zone without its continent' 2 Europe/Oslo omtale-aggregate --zone oslo brands
perhaps 'a mistyped preset' 2 reddit omtale-read --preset redit
perhaps 'the beginning of a preset' 2 twitter-v1 omtale-read --preset twitter
perhaps 'a mistyped charset' 2 UTF-8 omtale-read --charset utf-88 "$T/ours/archive/posts.csv"
perhaps 'a mistyped column to map' 1 text omtale-read --map text=txet "$T/ours/archive/posts.csv"
perhaps 'a mistyped column to keep' 1 text omtale-read --keep txet "$T/ours/archive/posts.csv"
perhaps 'a column that --map has not' 2 author omtale-read --map auhtor=id
perhaps 'a country for a language' 2 da omtale-normalise --lang dk
runs 'Norwegian without its form' 2 omtale-normalise --lang no
like 'says which there are' "$T/err" 'nb for bokmål or nn for nynorsk'
perhaps 'a mistyped system' 2 postgresql omtale sql postgre
perhaps 'a language that the page has not' 2 nb omtale report --lang no "$T/ours/reports"
runs 'a run on a terminal' 0 script -qec "omtale run -o $T/shown $T/ours/archive/posts.csv" "$T/screen"
like 'says where the reports are, and what next' "$T/screen" 'omtale report'
runs 'told to be quiet' 0 script -qec "omtale run -q -o $T/unshown $T/ours/archive/posts.csv" "$T/screen"
unlike 'it is' "$T/screen" 'omtale[-:]'
printf 'id,lang,Tokens\n1,da,hej\n' >"$T/columns.csv"
perhaps 'a mistyped column' 1 Tokens bash -c 'omtale-stem <"$0"' "$T/columns.csv"
omtale-read "$T/ours/archive/posts.csv" | omtale-normalise | omtale-stem | omtale-tag --brands "$T/ours/brands.csv" >"$T/tagged.csv"
perhaps 'a mistyped brand' 0 fjordbus omtale-aggregate --brand fjordbsu brands "$T/tagged.csv"
runs '-q silences that' 0 omtale-aggregate -q --brand fjordbsu brands "$T/tagged.csv"
is 'wholly' "$(cat "$T/err")" ''
done_testing
