#!/bin/bash
# omtale-report without a browser: one file with all it needs, in four languages, whatever the folder lacks or names hold. (scripts/test-web opens it.)
. tests/tap.sh

scripts/make-archive 3000 5 >"$T/posts.csv"
omtale run -q -o "$T/reports" --brands lexicons/brands.csv "$T/posts.csv"
page=$T/reports/report.html

# What stands in <script type="application/json" id="$2"> of page $1, as Python reads it; $3 is an expression over it, `x`.
embedded() {
	python3 -c 'import json, re, sys
text = open(sys.argv[1], encoding="utf-8").read()
x = json.loads(re.search("<script type=\"application/json\" id=\"%s\">(.*?)</script>" % sys.argv[2], text, re.S).group(1))
print(eval(sys.argv[3]))' "$@"
}

runs 'a folder becomes a page' 0 omtale report "$T/reports"
ok 'which is one file' test -s "$page"
ok 'that asks for nothing else' bash -c '! grep -qE "<(script|img|iframe)[^>]* src=|<link[^>]*href=.?(http|//|[a-z]+\.css)|@import|url\((http|//)" "$0"' "$page"
ok 'with the library of its charts in it' grep -q 'Chart.js v' "$page"
ok 'and leave to ask nobody' grep -q "default-src 'none'" "$page"
ok 'no place in the template is left open' bash -c '! grep -qE "\{\{#?[a-z.]+\}\}" "$0"' "$page"
is 'its brands are those of brands.csv' "$(embedded "$page" reports '",".join(row[0] for row in x["brands"]["rows"])')" "$(tail -n +2 "$T/reports/brands.csv" | cut -d, -f1 | paste -sd,)"
is 'all numbers as they stand there' "$(embedded "$page" reports '",".join(x["brands"]["rows"][0])')" "$(sed -n 2p "$T/reports/brands.csv")"
is 'it knows how long each report is' "$(embedded "$page" reports 'x["authors"]["total"]')" "$(($(wc -l <"$T/reports/authors.csv") - 1))"
is 'and what the columns mean' "$(embedded "$page" package 'x["resources"][0]["schema"]["fields"][0]["name"]')" brand
cp "$page" "$T/first.html"
runs 'the same again' 0 omtale-report -o - "$T/reports"
ok 'gives the same bytes, to standard output too' cmp "$T/out" "$T/first.html"

# Trust week by week adds up to the trust of brands.csv, as does SQL over mentions.csv.
is 'trust by week is that of brands.csv' \
	"$(embedded "$page" reports 'sum(int(r[2]) for r in x["trust"]["rows"]), sum(int(r[3]) for r in x["trust"]["rows"])')" \
	"$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } { t += $at["trust"]; d += $at["distrust"] } END { printf "(%d, %d)", t, d }' "$T/reports/brands.csv")"
if [ -f "$T/reports/cascades.csv" ]; then
	largest=$(sed -n 2p "$T/reports/cascades.csv" | cut -d, -f1)
	is 'the largest tree has a root, and every other post a parent' "$(embedded "$page" reports "sum(p[0] < 0 for p in x['trees']['$largest']['posts'])")" 1
	is 'and as many posts as mentions.csv has of its thread' "$(embedded "$page" reports "x['trees']['$largest']['total']")" \
		"$(sqlite3 :memory: '.mode csv' ".import $T/reports/mentions.csv m" "select count(distinct post_id) from m where thread = '$largest'")"
fi

for lang in en da nb nn; do
	runs "in $lang" 0 omtale report --lang "$lang" -o "$T/$lang.html" "$T/reports"
	like "which it says" "$T/$lang.html" "<html lang=\"$lang\">"
done
ok 'the same keys in every language' bash -c 'for l in da nb nn; do grep -c . <(grep -o "\"[a-z_.]*\":\"" "$0/$l.html" | sort -u); done | sort -u | wc -l | grep -qx 1' "$T"
is 'every text is there in every language' "$(python3 -c 'import csv
print([row["key"] for row in csv.DictReader(open("pipeline/page/words.csv")) if not all(row[l] or (l == "en" and row["key"].startswith("mean.")) for l in row)])')" '[]'
is 'with the same places to fill in' "$(python3 -c 'import csv, re
holes = lambda text: sorted(re.findall(r"\{\w+\}", text))
print([row["key"] for row in csv.DictReader(open("pipeline/page/words.csv")) if any(holes(row[l]) != holes(row["en"]) for l in ("da", "nb", "nn"))])')" '[]'
is 'and none that the page does not ask for, nor one it asks for in vain' "$(python3 -c 'import csv, glob, re
keys = {row["key"] for row in csv.DictReader(open("pipeline/page/words.csv"))}
code = "".join(open(p).read() for p in glob.glob("pipeline/page/*.js") + glob.glob("pipeline/page/*.html"))
asked = set(re.findall(r"(?:say|count)\(\x27([a-z.]+)\x27", code)) | set(re.findall(r"\{\{([a-z.]+)\}\}", code))
print(sorted(k for k in asked if k not in keys and k + ".other" not in keys))')" '[]'

runs 'a title' 0 omtale report --title '<Uge & 15>' -o "$T/title.html" "$T/reports"
like 'is text' "$T/title.html" '<h1>&lt;Uge &amp; 15&gt;</h1>'
runs 'fewer rows' 0 omtale report --rows 3 -o "$T/few.html" "$T/reports"
is 'are so many a brand' "$(embedded "$T/few.html" reports 'max(sum(r[0] == b[0] for r in x["authors"]["rows"]) for b in x["brands"]["rows"])')" 3

mkdir "$T/bare"
cp "$T/reports/brands.csv" "$T/bare/"
runs 'a folder with one report' 0 omtale report "$T/bare"
is 'is a page with one' "$(embedded "$T/bare/report.html" reports 'list(x)')" "['brands']"
is 'without what the columns mean' "$(embedded "$T/bare/report.html" package 'x')" None

mkdir "$T/hostile"
printf 'brand,posts\n</script><script>alert(1)</script>,1\n"a\xe2\x80\xa8b ""c"" \\",1\n\xff,1\n' >"$T/hostile/brands.csv"
printf '{"resources": [], "title": "</script><script>alert(2)</script>"}' >"$T/hostile/datapackage.json"
runs 'names that would end the element' 0 omtale report "$T/hostile"
is 'do not' "$(grep -c '<script>alert' "$T/hostile/report.html")" 0
is 'and are read back as they were' "$(embedded "$T/hostile/report.html" reports 'x["brands"]["rows"][0][0] + x["brands"]["rows"][1][0].replace("\u2028", "|")')" '</script><script>alert(1)</script>a|b "c" \'
is 'nor does the data package' "$(embedded "$T/hostile/report.html" package 'x["title"]')" '</script><script>alert(2)</script>'

runs 'a folder without reports fails' 1 omtale report "$T"
like 'and says what makes them' "$T/err" 'brands.csv: no such file; .* omtale run'
omtale run -q -o "$T/excel" --excel --brands lexicons/brands.csv "$T/posts.csv"
runs 'reports for Excel are refused' 1 omtale report "$T/excel"
like 'with what to do' "$T/err" 'without --excel'
runs 'no folder is a usage error' 2 omtale report
runs 'a language it has not' 2 omtale report --lang no "$T/reports"
like 'is answered with the nearest' "$T/err" 'did you mean nb'
runs 'a full disk' 1 bash -c 'omtale-report -o - "$0" >/dev/full' "$T/reports"
runs 'a reader that goes away' 0 bash -c 'omtale-report -o - "$0" | head -c 10; [ "${PIPESTATUS[0]}" -eq 141 ]' "$T/reports"
ok 'no half page is left' bash -c '! ls "$0"/*/*.tmp' "$T"
done_testing
