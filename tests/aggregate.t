#!/bin/bash
# omtale-aggregate as a user meets it: what it says of itself, what it makes of bad input, choices, hostile shapes, Excel, the data package, SQL.
. tests/tap.sh
head='id,time,channel,author,reply_to,repost_of,reach,lang,tokens,lemmas,corrections,by_brand,brands,brand_via,brand_sentiment,sentiment,polarity,topics,wishes,evidence'
# post ID TIME AUTHOR REPLY_TO BRAND SCORE [POLARITY [TOPICS [WISHES [BY_BRAND [CHANNEL]]]]]
post() { echo "$1,$2,${11:-forum},$3,$4,,,da,ord $1,ord $1,,${10:-},$5,${5:+name},${5:+$6},$6,${7:-neutral},${8:-},${9:-},"; }

ok '--list names fifteen reports' test "$(omtale-aggregate --list | wc -l)" -eq 15
for report in $(omtale-aggregate --list | cut -d' ' -f1); do
	echo "$head" | omtale-aggregate "$report" >"$T/out" 2>"$T/err"
	is "$report: no posts give a header and exit 0" "$? $(wc -c <"$T/err")" '0 0'
	[ "$report" = network ] || is "$report: --describe tells of its columns, in their order" \
		"$(omtale-aggregate --describe "$report" | sed -n '4,$s/ .*//p' | paste -sd,)" "$(head -n 1 "$T/out")"
done
runs 'nothing at all is an empty archive' 0 omtale-aggregate brands /dev/null
runs 'a mistyped report' 2 omtale-aggregate brnads
like 'is guessed' "$T/err" 'did you mean brands'
runs 'a mistyped option' 2 omtale-aggregate --colected full brands
like 'is guessed, too' "$T/err" 'did you mean --collected'
runs 'no report' 2 omtale-aggregate
for bad in '--by year' '--zone Europe/Kobenhavn' '--from 2025-02-30' '--min few' '--near 2' '--collected some' '--lang ,' '--sql oracle'; do
	# shellcheck disable=SC2086
	runs "$bad is a wrong command line" 2 omtale-aggregate $bad brands
done
runs '--to before --from is a wrong command line' 2 omtale-aggregate brands --from 2025-04-10 --to 2025-04-09 /dev/null
runs 'a folder that cannot be' 1 omtale-aggregate -o /dev/null/reports /dev/null
runs 'nor one in a folder that is not there' 1 omtale-aggregate -o "$T/no/reports" <(sleep 9)
like 'which is told before the posts are waited for' "$T/err" 'cannot make the folder .*/no/reports: No such file'
echo >"$T/file"
runs 'a file where the folder should be' 1 omtale-aggregate -o "$T/file" /dev/null
like 'is told as such' "$T/err" 'is no folder'
runs 'a folder where a file should be' 1 omtale-aggregate brands --rejects "$T" /dev/null
like 'likewise' "$T/err" 'it is a directory; name a file in it'
if [ -w /dev/full ]; then
	echo "$head" | omtale-aggregate mentions >/dev/full 2>"$T/err"
	is 'a full disk' "$?" 1
	for shown in --list '--describe brands' '--sql sqlite'; do
		# shellcheck disable=SC2086
		omtale-aggregate $shown >/dev/full 2>"$T/err"
		is "a full disk under $shown" "$? $(grep -c 'No space' "$T/err")" '1 1'
	done
fi
echo 'id,text' >"$T/bad.csv"; runs 'a table without tokens' 1 omtale-aggregate brands "$T/bad.csv"
like 'names the column and its maker' "$T/err" 'no column "tokens" \(omtale-normalise makes it\)'
{ echo "$head"; post 1 2025-01-01T00:00:00Z a '' b 0.5 positive; post 2 2025-01-01T00:00:00Z a '' b 7 positive; post '' 2025-01-01T00:00:00Z a '' b 0.5 positive
	post 3 2025-01-01T00:00:00Z a '' b 0.5 jolly; } >"$T/some.csv"
runs 'bad cells are put aside' 0 omtale-aggregate quality --rejects "$T/rejects.csv" "$T/some.csv"
like 'and counted' "$T/out" '^rejected,3$'
like 'and said' "$T/err" '3 '
is 'and kept with their reasons' "$(cut -d, -f2,3 "$T/rejects.csv" | tail -n +2 | cut -c1-30 | paste -sd'|')" '3,expected a number from -1 to|4,the post has no id|5,"expected positive'

printf 'plan;pattern\ndark;m\303\270rk\n' >"$T/plans.csv"
runs 'plans with semicolons' 1 omtale-aggregate wishes --planned "$T/plans.csv" /dev/null
like 'are seen for what they are' "$T/err" 'plans.csv:1: no column "plan": expected the columns plan,pattern, found "plan;pattern"; here semicolons'
printf 'plan,pattern\nlight,lys\ndark,m\370rk\n' >"$T/plans.csv"
runs 'plans in Windows-1252' 1 omtale-aggregate wishes --planned "$T/plans.csv" /dev/null
like 'are told, as they would match nothing' "$T/err" 'plans.csv:3: not UTF-8'

# ---- choices ----
{ echo "$head"
	post 1 2025-03-29T23:30:00Z ann '' alfa 0.5 positive
	post 2 2025-03-31T12:00:00Z bo 1 '' 0.5 positive
	post 3 2025-04-01T21:59:59Z cy '' beta -0.5 negative
	post 4 2025-04-01T22:00:00Z di '' alfa -0.5 negative
	post 5 '' ed '' alfa 0 neutral; } >"$T/chosen.csv"
ids() { omtale-aggregate mentions "$@" "$T/chosen.csv" | tail -n +2 | cut -d, -f1 | paste -sd' '; }
is 'all' "$(ids)" '1 2 3 4 5'
is '--from and --to, both included' "$(ids --from 2025-03-31 --to 2025-04-01)" '2 3 4'
is 'in the zone of the reports' "$(ids --from 2025-03-30 --to 2025-04-01 --zone Europe/Copenhagen)" '1 2 3'
is 'instants' "$(ids --from 2025-04-01T21:59:59Z --to 2025-04-01T22:00:00Z)" '3'
is 'a reply keeps the brand of a post that was left out' "$(omtale-aggregate mentions --from 2025-03-31 "$T/chosen.csv" | grep ^2, | cut -d, -f7,8)" 'alfa,reply'
is '--brand leaves out rows, not shares' "$(omtale-aggregate brands --brand beta "$T/chosen.csv" | tail -n +2 | cut -d, -f1-4)" 'beta,1,1,0.2500'
is '--lang' "$(ids --lang nb,nn 2>&1 >/dev/null | wc -l) $(ids --lang nb,da 2>/dev/null)" '2 1 2 3 4 5'
is '--by week begins on Mondays' "$(omtale-aggregate timeline --by week "$T/chosen.csv" | grep alfa | cut -d, -f2,3 | paste -sd' ')" '2025-03-24,1 2025-03-31,1'
is '--by month' "$(omtale-aggregate timeline --by month "$T/chosen.csv" | grep alfa | cut -d, -f2,3 | paste -sd' ')" '2025-03-01,1 2025-04-01,1'
is '--collected keyword leaves focus empty' "$(omtale-aggregate authors --collected keyword "$T/chosen.csv" | grep ,ann, | cut -d, -f6,7)" ','

# ---- shapes ----
shape() { # NAME N AWK-EXPRESSION-OF-PARENT
	awk -v n="$2" -v head="$head" "BEGIN { print head; for (i = 0; i < n; i++) { p = $3
		printf \"%d,2025-%02d-%02dT%02d:%02d:%02dZ,forum,a%d,%s,,,da,ord,ord,,,alfa,name,0.0000,0.0000,neutral,,,\\n\", i, 1 + int(i / 2419200), 1 + int(i / 86400) % 28, int(i / 3600) % 24, int(i / 60) % 60, i % 60, i % 1000, p } }" >"$T/$1.csv"
}
shape star 100 'i ? 0 : ""'; shape chain 100 'i ? i - 1 : ""'
is 'a star: virality 2(n - 1)/n, depth 1, breadth n - 1' "$(omtale-aggregate cascades "$T/star.csv" | tail -n 1 | cut -d, -f7,9-11)" '100,1,99,1.9800'
is 'a chain: (n + 1)/3, depth n - 1, breadth 1' "$(omtale-aggregate cascades "$T/chain.csv" | tail -n 1 | cut -d, -f7,9-11)" '100,99,1,33.6667'
for shape in 'star 300000 i?0:""' 'chain 300000 i?i-1:""' 'circle 300000 (i+1)%n'; do
	read -r name n parent <<<"$shape"
	shape "$name" "$n" "$parent"
	runs "a $name of $n takes no longer than its length" 0 within 120 omtale-aggregate -o "$T/$name" "$T/$name.csv"
done
is 'the circle is cut once' "$(sed -n 's/^circular_replies,//p' "$T/circle/quality.csv")" 1
is 'everyone with the same words: no near copies of too short a text' "$(sed -n 's/^duplicates,//p' "$T/star/quality.csv")" 0
sed 's/,ord,ord,/,tak for den gode hjælp igen,tak for den god hjælp igen,/' "$T/star.csv" >"$T/same.csv"
runs 'everyone with the same text' 0 within 120 omtale-aggregate -o "$T/same" "$T/same.csv"
is 'is one post and its copies' "$(sed -n 's/^duplicates,//p' "$T/same/quality.csv")" 299999

# ---- Excel ----
{ echo "$head"; post 1909839369980618107 2025-04-09T05:22:43Z '=cmd|x' '' alfa 0.5 positive; post 007 2025-04-09T05:22:43Z '@ann' '' alfa -0.25 negative
	post 3 2025-04-09T05:22:43Z 'Åse; "Ø" 😀' '' alfa -0.25 negative; } | sed 's/Åse; "Ø" 😀/"Åse; ""Ø"" 😀"/' >"$T/excel.csv"
omtale-aggregate mentions --excel "$T/excel.csv" >"$T/out"
is 'Excel: the mark, semicolons, CRLF' "$(head -n 1 "$T/out" | head -c 17 | od -An -c | tr -d ' \n') $(grep -c $'\r$' "$T/out")" '357273277post_id;time;d 4'
is 'Excel: ids are text, formulas harmless, decimals with a comma, times as Excel reads them' "$(sed -n 3p "$T/out" | cut -d';' -f1,2,5,10)" '"=""1909839369980618107""";2025-04-09 05:22:43;"'"'"'=cmd|x";0,5000'
is 'Excel: zeros in front stay' "$(sed -n 2p "$T/out" | cut -d';' -f1,5,10)" '"=""007""";"'"'"'@ann";-0,2500'
like 'Excel: letters, quotes and semicolons inside' "$T/out" '"Åse; ""Ø"" 😀"'
awk -v head="$head" 'BEGIN { print head; for (i = 0; i < 1048580; i++) printf "p%d,,c,,,,,,a,a,,,x,name,0.0000,0.0000,neutral,,,\n", i }' >"$T/long.csv"
runs 'Excel: more rows than it opens' 0 omtale-aggregate --excel -o "$T/long" "$T/long.csv"
is 'are cut into files, each with a header' "$(wc -l <"$T/long/mentions.csv") $(wc -l <"$T/long/mentions-2.csv") $(head -n 1 "$T/long/mentions-2.csv" | cut -c4-10)" '1048576 6 post_id'
is 'the data package knows both, and how they are written' "$(python3 -c "
import json; r = [r for r in json.load(open('$T/long/datapackage.json'))['resources'] if r['name'] == 'mentions'][0]; print(r['path'], r['dialect']['delimiter'], [f['decimalChar'] for f in r['schema']['fields'] if f['name'] == 'sentiment'])")" "['mentions.csv', 'mentions-2.csv'] ; [',']"

# ---- what stands beside ----
echo 'kind,name,value' >"$T/provenance.csv"; echo 'input,"a ""b"".gz",abc' >>"$T/provenance.csv"
runs 'reports with their provenance' 0 omtale-aggregate -o "$T/r" --by week --provenance "$T/provenance.csv" "$T/chosen.csv"
ok 'the data package says what each file holds, in its order' python3 - "$T/r" <<'E'
import csv, json, sys
folder = sys.argv[1]
package = json.load(open(folder + '/datapackage.json', encoding='utf-8'))
assert len(package['resources']) == 15
for resource in package['resources']:
    if 'schema' not in resource:
        continue
    rows = list(csv.reader(open(folder + '/' + resource['path'][0], encoding='utf-8', newline='')))
    fields = resource['schema']['fields']
    assert rows[0] == [f['name'] for f in fields], resource['name']
    assert all(f['description'].endswith('.') for f in fields), resource['name']
    keys = [tuple(r[rows[0].index(k)] for k in resource['schema']['primaryKey']) for r in rows[1:]]
    assert len(keys) == len(set(keys)), resource['name']
    for row in rows[1:]:
        for f, cell in zip(fields, row):
            if cell and f['type'] == 'integer': int(cell)
            if cell and f['type'] == 'number': assert len(cell.split('.')[1]) == 4
E
ok 'the manifest says out of what, and its checksums are those of the files' python3 - "$T/r" <<'E'
import hashlib, json, sys
manifest = json.load(open(sys.argv[1] + '/manifest.json', encoding='utf-8'))
assert manifest['options'] == [{'name': 'by', 'value': 'week'}]
assert manifest['provenance'] == [{'kind': 'input', 'name': 'a "b".gz', 'value': 'abc'}] and 'inputs' not in manifest
assert len(manifest['reports']) == 15 and manifest['posts'] == 5 and 'ICU' in manifest['unicode']
for report in manifest['reports']:
    assert hashlib.sha256(open(sys.argv[1] + '/' + report['name'], 'rb').read()).hexdigest() == report['sha256']
E
cp "$T/r/manifest.json" "$T/first"; omtale-aggregate -o "$T/r" --by week --provenance "$T/provenance.csv" "$T/chosen.csv"
ok 'twice the same run, twice the same manifest' cmp "$T/first" "$T/r/manifest.json"
omtale-aggregate --sql sqlite "$T/r" >"$T/load.sql"
omtale-aggregate -o "$T/sheets" --excel "$T/chosen.csv"
runs 'reports for Excel are refused' 1 omtale-aggregate --sql sqlite "$T/sheets"
like 'with what to do' "$T/err" 'brands.csv: written for Excel; make the reports without --excel'
runs 'a folder without reports is no error' 0 omtale-aggregate --sql sqlite "$T/no"
like 'but a warning' "$T/err" '/no/brands.csv: no such file'
runs 'SQLite takes tables, rows and views as they are printed' 0 sqlite3 -init /dev/null "$T/db" ".read $T/load.sql"
is 'types: numbers are numbers, empty ones are NULL' "$(sqlite3 "$T/db" "SELECT typeof(posts), typeof(share_of_voice), typeof(net_sentiment), typeof(brand), sum(posts) FROM brands GROUP BY 1,2,3,4")" 'integer|real|null|text|4'
is 'views: shares of a week make one' "$(sqlite3 "$T/db" 'SELECT week, sum(share_of_voice) FROM share_of_voice_by_week GROUP BY 1 ORDER BY 1')" $'2025-03-24|1.0\n2025-03-31|1.0'
is 'views: whom to talk with' "$(sqlite3 "$T/db" "SELECT author, rank FROM authors_to_talk_with WHERE brand = 'beta'")" 'cy|1'
done_testing
