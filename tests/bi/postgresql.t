#!/bin/bash
# The reports in PostgreSQL, as `omtale sql postgresql` loads them: rows, types, sums, letters, ids of 19 digits, dates. A server of the test's own, on a socket in
# its folder, which it ends.
. tests/tap.sh
. tests/postgresql.sh
ended() { stop_postgresql; rm -rf "$T"; }
trap ended EXIT
start_postgresql "$T" || { skip 'PostgreSQL' 'not installed (scripts/setup bi)'; done_testing; exit; }
ask() { psql -X -q -v ON_ERROR_STOP=1 -At "$@"; }

omtale-read corpora/demo/archive.csv.gz | omtale-normalise | omtale-stem | omtale-tag --brands lexicons/brands.csv |
	omtale-aggregate -o "$T/reports" --zone Europe/Copenhagen --planned corpora/demo/plans.csv --members corpora/demo/members.csv
omtale-aggregate --sql postgresql "$T/reports" >"$T/load.sql"
runs 'it takes tables, rows and views as they are printed' 0 ask -f "$T/load.sql"
for report in "$T"/reports/*.csv; do
	name=$(basename "$report" .csv)
	is "$name: every row" "$(ask -c "SELECT count(*) FROM \"$name\"")" "$(($(wc -l <"$report") - 1))"
	is "$name: every column" "$(ask -c "SELECT count(*) FROM information_schema.columns WHERE table_name = '$name'")" "$(head -n 1 "$report" | tr ',' '\n' | wc -l)"
done
is 'types' "$(ask -c "SELECT pg_typeof(posts), pg_typeof(net_sentiment), pg_typeof(first_seen), pg_typeof(brand) FROM brands LIMIT 1")" 'bigint|double precision|timestamp with time zone|text'
is 'sums' "$(ask -c 'SELECT sum(posts), sum(reach) FROM brands')" "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { p += $c["posts"]; r += $c["reach"] } END { printf "%d|%d\n", p, r }' "$T/reports/brands.csv")"
is 'ids of 19 digits' "$(ask -c "SELECT root_id FROM cascades ORDER BY posts DESC LIMIT 1")" 1909839369980618107
is 'letters' "$(ask -c "SELECT count(*) > 0 FROM themes WHERE term ~ '[æøå]'")" t
is 'times are instants' "$(ask -c "SELECT extract(epoch FROM start) FROM cascades WHERE root_id = '1909839369980618107'")" 1744176163.000000
is 'dates' "$(ask -c "SELECT start, extract(isodow FROM start) FROM bursts ORDER BY weight DESC LIMIT 1")" '2025-04-09|3'
is 'what is not known is NULL' "$(ask -c "SELECT count(*) FROM authors WHERE net_sentiment IS NULL AND positive + negative >= 5")" 0
is 'views: the shares of every week make one' "$(ask -c 'SELECT count(*) FROM (SELECT week FROM share_of_voice_by_week GROUP BY week HAVING abs(sum(share_of_voice) - 1) > 1e-9) AS x')" 0
is 'views: a star with every fact' "$(ask -c 'SELECT count(*) FROM fact_mention JOIN dim_brand USING (brand) JOIN dim_author USING (author) JOIN dim_channel USING (channel)')" "$(($(wc -l <"$T/reports/mentions.csv") - 1))"
is 'views: whom to talk with' "$(ask -c "SELECT count(*) FROM authors_to_talk_with WHERE brand = 'gerda' AND author = 'tante_ragnhild' AND rank <= 5")" 1
done_testing
