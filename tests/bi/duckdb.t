#!/bin/bash
# The reports in DuckDB, as `omtale sql duckdb` loads them. $OMTALE_PYTHON is a Python that has it (scripts/test-bi makes one).
. tests/tap.sh
: "${OMTALE_PYTHON:=python3}"
"$OMTALE_PYTHON" -c 'import duckdb' 2>/dev/null || { skip 'DuckDB' "$OMTALE_PYTHON has no duckdb (scripts/test-bi installs it)"; done_testing; exit; }
omtale-read corpora/demo/archive.csv.gz | omtale-normalise | omtale-stem | omtale-tag --brands lexicons/brands.csv |
	omtale-aggregate -o "$T/reports" --zone Europe/Copenhagen --planned corpora/demo/plans.csv --members corpora/demo/members.csv
omtale-aggregate --sql duckdb "$T/reports" >"$T/load.sql"
"$OMTALE_PYTHON" - "$T" >"$T/out" 2>"$T/err" <<'E2'
import csv, duckdb, glob, os, sys
folder = sys.argv[1]
db = duckdb.connect()
db.execute(open(folder + '/load.sql', encoding='utf-8').read())
ask = lambda query: db.execute(query).fetchall()
for path in sorted(glob.glob(folder + '/reports/*.csv')):
    name = os.path.basename(path)[:-4]
    rows = list(csv.DictReader(open(path, encoding='utf-8', newline='')))
    loaded = ask(f'SELECT * FROM "{name}"')
    assert len(loaded) == len(rows), name
    columns = [c[0] for c in db.description]
    types = {c[0]: c[1] for c in ask(f'DESCRIBE "{name}"')}
    for column in rows[0]:
        place = columns.index(column)
        if types[column] in ('BIGINT', 'DOUBLE'):
            # Sums, and what is not known is NULL.
            assert sum(r[place] is None for r in loaded) == sum(r[column] == '' for r in rows), (name, column)
            assert abs(sum(r[place] or 0 for r in loaded) - sum(float(r[column] or 0) for r in rows)) < 1e-4, (name, column)
        elif types[column] == 'VARCHAR':
            # æøå, emoji, ids of 19 digits: every text as it stands.
            assert sorted(r[place] for r in loaded) == sorted(r[column] for r in rows), (name, column)
    print(name, len(rows), flush=True)
assert ask("SELECT typeof(posts), typeof(net_sentiment), typeof(first_seen), typeof(brand) FROM brands LIMIT 1") == [('BIGINT', 'DOUBLE', 'TIMESTAMP WITH TIME ZONE', 'VARCHAR')]
assert ask("SELECT epoch(start) FROM cascades WHERE root_id = '1909839369980618107'") == [(1744176163.0,)]
assert str(ask('SELECT start FROM bursts ORDER BY weight DESC LIMIT 1')[0][0]) == '2025-04-09'
assert ask('SELECT count(*) FROM (SELECT week FROM share_of_voice_by_week GROUP BY week HAVING abs(sum(share_of_voice) - 1) > 1e-9)') == [(0,)]
assert ask("SELECT count(*) FROM authors_to_talk_with WHERE brand = 'gerda' AND author = 'tante_ragnhild' AND rank <= 5") == [(1,)]
E2
report $? 'DuckDB takes tables, rows and views: counts, types, sums, letters, ids, dates' || note <"$T/err"
is 'all of them' "$(wc -l <"$T/out")" "$(find "$T/reports" -name '*.csv' | wc -l)"
done_testing
