#!/bin/bash
# omtale verify: a run that nobody touched is as its manifest says and can be made again; each thing that changed is named.
. tests/tap.sh
small_house || exit 1
cp lexicons/brands.csv "$T/my brands.csv"
omtale-read -q corpora/demo/archive.csv.gz | head -n 200 >"$T/a \"b\".csv"
cp "$T/a \"b\".csv" "$T/c.csv"
omtale keygen "$T/key" 2>"$T/err"
run() { omtale run -q -o "$T/reports" --brands "$T/my brands.csv" --redact --zone Europe/Oslo --by week --pseudonymise "$T/key" "$T/a \"b\".csv" "$T/c.csv"; }
run
runs 'untouched' 0 omtale verify "$T/reports"
like 'all is as it was' "$T/err" 'all [0-9]+ are as the manifest says'
runs 'made again' 0 omtale verify --rerun "$T/reports"
echo 'x' >>"$T/reports/brands.csv"
runs 'a report that changed' 1 omtale verify "$T/reports"
like 'is named' "$T/err" 'report .*brands.csv: it is not what it was'
run; rm "$T/reports/authors.csv"
runs 'a report that is gone' 1 omtale verify "$T/reports"
like 'is named' "$T/err" 'authors.csv: it is not there'
run; echo '9,,,,,,,,ny' >>"$T/a \"b\".csv"
runs 'an input that changed' 1 omtale verify "$T/reports"
like 'is named' "$T/err" 'input .*a "b".csv: it is not what it was'
runs 'made again' 1 omtale verify --rerun "$T/reports"
like 'it gives other reports' "$T/err" 'mentions.csv: made again, it is another|quality.csv: made again, it is another'
run; echo 'vy,name,Vy' >>"$T/my brands.csv"
runs 'a brand lexicon that changed' 1 omtale verify "$T/reports"
like 'is named' "$T/err" 'lexicon .*my brands.csv: it is not what it was'
run; sed -i '$d' "$T/lexicons/da/sentiment.csv"
runs 'a lexicon that changed' 1 omtale verify "$T/reports"
like 'is named' "$T/err" 'lexicon .*da/sentiment.csv: it is not'
# What a run was given from where it stood, under names that JSON escapes, and lexicons that are called as bundled ones are.
(
	mkdir "$T/here" && cd "$T/here" && cp "$T/c.csv" $'two\nlines \\ "q".csv' && cp "$T/my brands.csv" brands.csv &&
		printf 'lemma,score\nfin,3\n' >mine.csv && printf 'plan,pattern\nlight,lys\n' >plans.csv &&
		omtale run -q -o reports --brands brands.csv --sentiment da=mine.csv --planned plans.csv --map 'author="author"' $'two\nlines \\ "q".csv'
) || exit 1
top=$PWD
cd "$T/here" || exit 1
runs 'names that JSON escapes, own lexicons under bundled names' 0 omtale verify reports
runs 'made again' 0 omtale verify --rerun reports
omtale run -q -o sheets --excel --channel '' --redact --map text=pattern,id=pattern brands.csv
runs 'options without a value' 0 omtale verify --rerun sheets
echo 'dark,mørk' >>plans.csv
runs 'plans that changed' 1 omtale verify reports
like 'are named' "$T/err" 'lexicon plans.csv: it is not what it was'
echo 'fint,2' >>mine.csv
runs 'a lexicon for one language that changed' 1 omtale verify reports
like 'is named' "$T/err" 'lexicon mine.csv: it is not what it was'
cd "$top" || exit 1
runs 'from another folder' 1 omtale verify "$T/here/reports"
like 'it says that names are as they were given' "$T/err" 'brands.csv: it is not there, seen from here'

runs 'no manifest' 1 omtale verify "$T"
like 'says what makes one' "$T/err" 'omtale run'
runs 'no folder' 2 omtale verify
runs 'an unknown option' 2 omtale verify --rreun "$T/reports"
done_testing
