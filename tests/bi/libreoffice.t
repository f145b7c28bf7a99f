#!/bin/bash
# The reports in LibreOffice Calc: opened as CSV, saved as a workbook, and read back: rows, numbers that are numbers, letters, ids of 19 digits.
. tests/tap.sh
command -v soffice >/dev/null || { skip 'LibreOffice' 'not installed (scripts/setup bi)'; done_testing; exit; }
omtale-read corpora/demo/archive.csv.gz | omtale-normalise | omtale-stem | omtale-tag --brands lexicons/brands.csv >"$T/tagged.csv"
omtale-aggregate -o "$T/plain" "$T/tagged.csv"
# convert FILTER FORMAT OUT FILE…  A filter of CSV: field separator, quote, charset 76 (UTF-8), first line, column formats.
convert() { HOME=$T soffice --headless -env:UserInstallation="file://$T/office" --infilter="$1" --convert-to "$2" --outdir "$3" "${@:4}" >"$T/log" 2>&1; }
# Ids are columns of text, as anyone who opens CSV in Calc chooses; the other columns are what Calc makes of them, in English.
names='brands authors cascades bursts mentions themes'
for name in $names; do
	n=0 formats=
	while IFS= read -r kind; do n=$((n + 1)); case $kind in string) formats="$formats/$n/2" ;; *) formats="$formats/$n/1" ;; esac; done < <(python3 -c "
import json
for r in json.load(open('$T/plain/datapackage.json'))['resources']:
    if r['name'] == '$name':
        print('\n'.join(f['type'] for f in r['schema']['fields']))")
	convert "Text - txt - csv (StarCalc):44,34,76,1,${formats#/},1033" ods "$T/ods" "$T/plain/$name.csv"
	convert 'calc8' 'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false' "$T/back" "$T/ods/$name.ods"
	ok "$name: comes back with every row, number and letter" python3 - "$T/plain/$name.csv" "$T/back/$name.csv" "$T/plain/datapackage.json" "$name" <<'E2'
import csv, json, sys
there = list(csv.reader(open(sys.argv[1], encoding='utf-8', newline=''))); back = list(csv.reader(open(sys.argv[2], encoding='utf-8', newline='')))
types = [f['type'] for r in json.load(open(sys.argv[3]))['resources'] if r['name'] == sys.argv[4] for f in r['schema']['fields']]
assert len(there) == len(back), (len(there), len(back))
for a, b in zip(there[1:], back[1:]):
    for kind, x, y in zip(types, a, b):
        if kind in ('integer', 'number'):
            assert (x == '') == (y == '') and (x == '' or abs(float(x) - float(y)) < 1e-9), (x, y)
        elif kind == 'string':
            assert x == y, (x, y)
E2
done
done_testing
