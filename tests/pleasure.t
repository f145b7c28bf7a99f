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
printf 'id,lang,Tokens\n1,da,hej\n' >"$T/columns.csv"
perhaps 'a mistyped column' 1 Tokens bash -c 'omtale-stem <"$0"' "$T/columns.csv"
omtale-read "$T/ours/archive/posts.csv" | omtale-normalise | omtale-stem | omtale-tag --brands "$T/ours/brands.csv" >"$T/tagged.csv"
perhaps 'a mistyped brand' 0 fjordbus omtale-aggregate --brand fjordbsu brands "$T/tagged.csv"
runs '-q silences that' 0 omtale-aggregate -q --brand fjordbsu brands "$T/tagged.csv"
is 'wholly' "$(cat "$T/err")" ''
done_testing
