#!/bin/bash
# Every recipe of omtale-recipes(7) is run as it stands there, with the real tool; OMTALE_RECIPES=all (make test-recipes) lets none be skipped for want of it.
. tests/tap.sh
top=$PWD
mkdir "$T/recipes" "$T/work"

# recipes/NN: the display; recipes/NN.needs: the tool; recipes/NN.name: the line that introduces it.
awk -v folder="$T/recipes" '
	/^\.\\" needs: / { needs = $3; next }
	/^\.Bd / && needs { file = sprintf("%s/%02d", folder, ++n); print needs >(file ".needs"); print said >(file ".name"); next }
	/^\.Ed/ { if (file) close(file); file = needs = ""; next }
	file { gsub(/\\e/, "\\"); print >file; next }
	/^[^.]/ { said = $0 }' pipeline/omtale-recipes.7

scripts/make-archive 1500 3 | gzip -n >"$T/work/posts.csv.gz"
cp lexicons/brands.csv "$T/work/"
cat >"$T/work/tweets.jsonl" <<'END'
{"data":[{"id":"1900000000000000001","author_id":"7","created_at":"2025-04-09T08:00:00.000Z","text":"Viddetog er for sent ute igjen"},{"id":"1900000000000000002","author_id":"8","created_at":"2025-04-09T08:05:00.000Z","text":"Enig","referenced_tweets":[{"type":"replied_to","id":"1900000000000000001"}]}],"includes":{"users":[{"id":"7","username":"kari"},{"id":"8","username":"per"}]},"meta":{"result_count":2}}
END
printf '%s\n' 'id,thread_id,timestamp,author,body' 't1,t1,2025-04-09 08:00:00,kari,Viddetog er fint' 't2,t1,2025-04-09 08:01:00,per,"Enig, helt enig"' >"$T/work/4cat.csv"
cat >"$T/work/subreddit.jsonl" <<'END'
{"id":"aaa","author":"kari","created_utc":1744185600,"subreddit":"tog","title":"Viddetog","selftext":"Noen som har erfaring?","score":3,"name":"t3_aaa"}
{"id":"bbb","author":"per","created_utc":1744185700,"subreddit":"tog","body":"Alltid for sent","link_id":"t3_aaa","parent_id":"t3_aaa","score":1}
END
cd "$T/work" || exit 1
. "$top/tests/postgresql.sh"
ended() { stop_postgresql; rm -rf "$T"; }
trap ended EXIT
start_postgresql "$T" || true
! command -v zstd >/dev/null 2>&1 || zstd -q -f subreddit.jsonl -o subreddit.zst
omtale run -q -k -o reports --brands brands.csv posts.csv.gz
gzip -dc reports/tagged/*.gz >tagged.csv

has() { # TOOL[:LIBRARY]
	command -v "${1%%:*}" >/dev/null 2>&1 || return 1
	[ "$1" != psql ] || [ -n "${PGHOST:-}" ] || return 1
	case $1 in
	python3:*) python3 -c "import ${1#*:}" 2>/dev/null ;;
	Rscript:*) Rscript -e "library(${1#*:})" >/dev/null 2>&1 ;;
	esac
}

ok 'the manual has its recipes' test "$(find "$T/recipes" -name '*.needs' | wc -l)" -ge 11
for recipe in "$T"/recipes/??; do
	needs=$(cat "$recipe.needs") name=$(sed 's/[:;.]*$//' "$recipe.name")
	if ! has "$needs" && [ "${OMTALE_RECIPES:-}" != all ]; then skip "$name" "no $needs here; make test-recipes brings it"; continue; fi
	runs "$name" 0 bash -e -o pipefail "$recipe"
	# A recipe ends in a file or in words on the screen; either way there is more than a header.
	made=$(sed -n 's/.* >\([a-z0-9-]*\.csv\)$/\1/p' "$recipe" | tail -n 1)
	if [ -n "$made" ]; then ok "it makes $made" test "$(wc -l <"$made")" -gt 1; else ok 'it says something' test -s "$T/out"; fi
done
is 'twarc: who answers whom is known' "$(mlr --icsv --onidx cut -f reply_to from-twarc.csv 2>/dev/null || cut -d, -f5 from-twarc.csv | tail -n +2)" "$(printf '\n1900000000000000001')"
is '4CAT: every post is there' "$(tail -n +2 from-4cat.csv | wc -l)" 2
cd "$top" || exit 1
done_testing
