#!/bin/bash
# omtale-stem: order and count, any company, damage, what is missing, long words, memory.
. tests/tap.sh
dictionaries=$(cd "$BUILD" && pwd)/dictionaries
one() { printf 'lang,tokens\n%s\n' "$1" | omtale-stem -q 2>&1 | tail -n +2; }

runs 'an unknown option' 2 omtale-stem --conts x
like 'what was perhaps meant' "$T/err" 'counts'
runs 'help' 0 omtale-stem --help
like 'examples come first' "$T/out" 'omtale-stem --counts'
runs 'no input' 0 omtale-stem
is 'gives a header' "$(cat "$T/out")" 'lang,tokens,lemmas,corrections,unknown'
runs 'a missing column' 1 bash -c 'printf "id,text\n1,hej\n" | omtale-stem'
like 'names it and its maker' "$T/err" 'no column "lang".*omtale-normalise'
runs 'a full disk' 1 bash -c 'printf "lang,tokens\nda,hej\n" | omtale-stem >/dev/full'
{ echo lang,tokens; yes 'da,hej med dig' | head -n 200000; } >"$T/many.csv"
omtale-stem -q <"$T/many.csv" 2>"$T/err" | head -n 2 >/dev/null
is 'a reader that goes away ends it quietly' "${PIPESTATUS[0]} $(cat "$T/err")" '141 '

# Order, count and company: a post's lemmas do not depend on the posts round it, nor on a store that was emptied meanwhile.
{ echo lang,tokens; tail -n +2 tests/golden/stem-posts/posts.csv | cut -d, -f2,3 | tr -d '"'; } >"$T/posts.csv"
omtale-stem -q <"$T/posts.csv" | tail -n +2 >"$T/forth"
{ head -n 1 "$T/posts.csv"; tail -n +2 "$T/posts.csv" | tac; } | omtale-stem -q | tail -n +2 | tac >"$T/back"
ok 'posts in another order give the same lemmas' cmp "$T/forth" "$T/back"
{ cat "$T/posts.csv"; awk 'BEGIN { for (i = 0; i < 300000; i++) print "da,ord" i "x" }'; tail -n +2 "$T/posts.csv"; } | omtale-stem -q | tail -n "$(wc -l <"$T/forth")" >"$T/late"
ok 'and so they do behind 300,000 new words' cmp "$T/forth" "$T/late"

# Long words cost no more than their length.
long=$(head -c 10000 /dev/zero | tr '\0' x)
is '10,000 letters stand as they are' "$(one "da,$long")" "da,$long,$long,,0"
compound=$(printf 'bil%.0s' {1..20})
{ echo lang,tokens; for ((i = 0; i < 200; i++)); do echo "da,$compound$i$compound$compound"; done; } >"$T/compounds.csv"
cost_little() { local spent; spent=$(cpu omtale-stem -q <"$T/compounds.csv") || return 2; echo "$spent ms"; test "$spent" -lt 5000; }
ok 'compounds without end are no trouble' thrice cost_little
runs 'a token of 10 MB' 0 bash -c '{ printf "lang,tokens\nen,"; head -c 10000000 /dev/zero | tr "\0" a; echo; } | omtale-stem | wc -c'

# Clever tokens.
for token in '>' '_' 'a>b' '>>' 'ikk>ikk' "'" '-' '.' '...' "'s" '-s-' 'é' '_ikk_'; do
	is "\"$token\" gives one lemma and no torn correction" "$(one "da,$token" | awk -F, '{ print split($3, lemmas, " "), gsub(">", ">", $4) <= 1 }')" '1 1'
done

# Dictionaries that are damaged, cut, missing, out of date.
mkdir "$T/dictionaries"
export OMTALE_DICTIONARIES=$T/dictionaries
post() { bash -c 'printf "lang,tokens\n%s,hej\n" "$0" | omtale-stem' "$1"; }
runs 'no dictionary' 1 post da
like 'names the package' "$T/err" 'hunspell-da'
runs 'which no post needs' 0 post sv
head -c 1000000 "$dictionaries/da.dict" >"$T/dictionaries/da.dict"
runs 'a dictionary cut off' 1 post da
like 'is told' "$T/err" 'da.dict: it is not whole; run: omtale-compile da'
for place in 9 100 5000 20000000; do
	cp "$dictionaries/da.dict" "$T/dictionaries/da.dict"
	printf '\377' | dd of="$T/dictionaries/da.dict" bs=1 seek="$place" conv=notrunc 2>/dev/null
	runs "damage at byte $place" 1 post da
	like 'is told' "$T/err" 'da.dict: '
done
echo hej >"$T/dictionaries/da.dict"
runs 'a file that is none' 1 post da
like 'is told' "$T/err" 'no compiled dictionary of this version'
unset OMTALE_DICTIONARIES
OMTALE_HUNSPELL=$T runs 'Hunspell without its dictionary' 1 post da
like 'names the package' "$T/err" 'install the package hunspell-da'
mkdir "$T/hunspell"
cp /usr/share/hunspell/{da_DK,en_US,en_GB}.{aff,dic} "$T/hunspell/"
echo nyord >>"$T/hunspell/da_DK.dic"
OMTALE_HUNSPELL=$T/hunspell runs 'a dictionary that changed since' 0 post da
like 'is warned of, with what to do' "$T/err" 'other dictionaries or lexicons.*run: omtale-compile da'
runs 'compiling twice' 0 omtale-compile nn "$T/one.dict"
runs 'and again' 0 omtale-compile nn "$T/two.dict"
ok 'gives the same bytes' cmp "$T/one.dict" "$T/two.dict"
runs 'a language that is none' 2 omtale-compile xx "$T/x.dict"
OMTALE_HUNSPELL=$T runs 'compiling without Hunspell'\''s dictionary' 1 omtale-compile nn "$T/x.dict"
like 'names the package' "$T/err" 'hunspell-no'
ok 'and leaves nothing' test ! -e "$T/x.dict"

# What an archive says of its languages does not stand in the way of what omtale-normalise found.
printf '{"id":1,"lang":"no","text":"Bussene er forsinket og jeg venter på toget"}\n' >"$T/kept.jsonl"
is 'the lemmas are those of its language' "$(omtale-read --keep lang "$T/kept.jsonl" | omtale-normalise | omtale-stem | grep -c 'buss være')" 1

# Counts.
printf 'word,lang,count\nhej,da,mange\n' >"$T/counts.csv"
runs 'a count that is none' 1 bash -c 'printf "lang,tokens\n" | omtale-stem --counts "$0"' "$T/counts.csv"
like 'is told with its line' "$T/err" 'counts.csv:2: expected a count'
runs 'counting and being counted' 2 omtale-stem --count --counts "$T/counts.csv"

done_testing
