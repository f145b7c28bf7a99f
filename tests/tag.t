#!/bin/bash
# omtale-tag: order and count, any company, wrong lexicons named by file and line, other people's lexicons, how loading grows.
. tests/tap.sh
one() { printf 'lang,tokens,lemmas\n%s\n' "$1" | omtale-tag "${@:2}" 2>&1 | tail -n +2; }
field() { sqlite3 -init /dev/null -cmd '.mode csv' -cmd ".import '$1' t" -cmd '.mode list' :memory: "SELECT $2 FROM t"; }

runs 'an unknown option' 2 omtale-tag --brnads x
like 'what was perhaps meant' "$T/err" 'brands'
runs 'help' 0 omtale-tag --help
like 'examples come first' "$T/out" 'omtale-tag --explain'
runs 'an operand' 2 omtale-tag posts.csv
runs 'no input' 0 omtale-tag
is 'gives a header' "$(cat "$T/out")" 'tokens,lemmas,by_brand,brands,brand_via,brand_sentiment,sentiment,polarity,topics,wishes,evidence'
runs 'a missing column' 1 bash -c 'printf "id,tokens\n1,hej\n" | omtale-tag'
like 'names it and its maker' "$T/err" 'no column "lemmas".*omtale-stem'
runs 'a full disk' 1 bash -c 'printf "tokens,lemmas\nhej,hej\n" | omtale-tag >/dev/full'
runs 'only tokens and lemmas are needed' 0 bash -c 'printf "tokens,lemmas\n:),:)\n" | omtale-tag'
{ echo lang,tokens,lemmas; yes 'da,hej med dig,hej med du' | head -n 200000; } >"$T/many.csv"
omtale-tag <"$T/many.csv" 2>"$T/err" | head -n 2 >/dev/null
is 'a reader that goes away ends it quietly' "${PIPESTATUS[0]} $(cat "$T/err")" '141 '

# Order, count and company.
omtale-read -q corpora/demo/archive.csv.gz | head -n 3001 | omtale-normalise -q | omtale-stem -q >"$T/posts.csv"
omtale-tag <"$T/posts.csv" >"$T/tagged.csv"
is 'as many records out as in' "$(wc -l <"$T/tagged.csv")" 3001
ok 'twice the same' cmp "$T/tagged.csv" <(omtale-tag <"$T/posts.csv")
{ head -n 1 "$T/posts.csv"; tail -n +2 "$T/posts.csv" | tac; } | omtale-tag | tail -n +2 | tac >"$T/back"
ok 'posts in another order are tagged the same' cmp "$T/back" <(tail -n +2 "$T/tagged.csv")
{ cat "$T/many.csv" | head -n 1; awk 'BEGIN { for (i = 0; i < 600000; i++) print "da,ord" i "x god,ord" i "x god" }'; } | omtale-tag | tail -n 1 >"$T/late"
is 'and so they are behind 600,000 new words' "$(cat "$T/late")" "$(one 'da,ord599999x god,ord599999x god')"
is 'every brand has its score and its way' "$(field "$T/tagged.csv" "count(*)" | head -1)" 3000
is 'columns stay aligned' "$(field "$T/tagged.csv" "sum(length(brands) - length(replace(brands, ';', '')) <> length(brand_via) - length(replace(brand_via, ';', ''))
	OR length(brands) - length(replace(brands, ';', '')) <> length(brand_sentiment) - length(replace(brand_sentiment, ';', '')))")" 0
is 'scores are between -1 and 1' "$(field "$T/tagged.csv" "sum(CAST(sentiment AS REAL) NOT BETWEEN -1 AND 1)")" 0

# A language that we have no lexicon of: brands, emoji and hashtags only.
like 'an unknown language has emoji and brands' <(one 'de,@gerda_app sehr gut ❤️,@gerda_app sehr gut ❤️') 'gerda,account,0\.[0-9]+,0\.[0-9]+,positive,,,gerda:account ❤️:\+3$'

# Wrong rows.
wrong() { # NAME OPTION CONTENT MESSAGE
	printf '%b' "$3" >"$T/lexicon"
	runs "$1" 1 omtale-tag "$2" "$T/lexicon"
	like '… is named by file and line' "$T/err" "$4"
}
wrong 'a score that is none' --sentiment 'lemma,score\ngod,2\nfin,two\n' 'lexicon:3: expected a number, found "two"'
wrong 'a score too high' --sentiment 'lemma,score\ngod,2\nfin,7\n' 'lexicon:3: 7 is not between -5 and 5'
wrong 'AFINN without a score' --sentiment 'god\t2\nfin\t\n' 'lexicon:2: expected a word, a tab and a number'
wrong 'a list that is neither good nor bad' --sentiment 'god\nfin\n' 'call it …pos… or …neg…'
wrong 'a wrong kind' --modifiers 'lemma,kind,value\nikke,negation,-1\n' 'lexicon:2: "negation" is no kind of modifier'
wrong 'a wrong topic' --topics 'topic,pattern\nwishes,jeg vil\n' 'lexicon:2: "wishes" is no topic'
wrong 'a pattern that begins with *' --topics 'topic,pattern\nwish,* vil\n' 'lexicon:2: the pattern "\* vil" cannot be'
wrong 'a brand id in capitals' --brands 'brand,kind,pattern\nNSB,name,NSB\n' 'lexicon:2: "NSB" is no brand id'
wrong 'a wrong kind of brand pattern' --brands 'brand,kind,pattern\nnsb,handle,NSB\n' 'lexicon:2: "handle" is no kind'
wrong 'a missing column' --brands 'brand,pattern\nnsb,NSB\n' 'no column "kind"'
wrong 'semicolons' --brands '\357\273\277brand;kind;pattern\r\nnsb;name;NSB\r\n' 'no column "brand": expected .*brand,kind,pattern.*semicolons'
wrong 'a brand in Windows-1252' --brands 'brand,kind,pattern\nnsb,name,NSB\nsol,name,Solstr\370m\n' 'lexicon:3: not UTF-8'
wrong 'a topic in Windows-1252' --topics 'topic,pattern\nwish,jeg \370nsker\n' 'lexicon:2: not UTF-8'
wrong 'UTF-16' --brands '\377\376b\0r\0a\0n\0d\0\n\0' 'looks like UTF-16'
wrong 'a category that is not declared' --sentiment '%\n1\tposemo\n%\nglad\t2\n' 'lexicon:4: no category has this number'
runs 'a file that is not there' 1 omtale-tag --brands "$T/none.csv"
runs 'a language that has no lexicons' 2 omtale-tag --sentiment "dk=$T/none.csv"
like 'is told with those that have' "$T/err" 'da, nb, nn or en for LANG, found "dk='
runs '--also without a name' 2 omtale-tag --also "$T/lexicon"
printf 'god\t2\n' >"$T/lexicon"
runs '--also under the name of a column that every post has' 2 omtale-tag --also "sentiment=$T/lexicon"
like 'is refused' "$T/err" 'a column "sentiment" already'
printf '%%\n1\tvia\n%%\ngod\t1\n' >"$T/lexicon"
runs 'so is a category that makes one' 2 omtale-tag --also "brand=$T/lexicon"
printf 'brand,kind,pattern\nnsb,account,NSB Norge\nnsb,name,hei, NSB\n' | sed 's/hei, NSB/"hei, NSB"/' >"$T/idle.csv"
runs 'patterns that can never match are no error' 0 omtale-tag --brands "$T/idle.csv"
like '… but a warning each' "$T/err" 'idle.csv:2: "NSB Norge" can never match'
like '… but a warning each, the second' "$T/err" 'idle.csv:3: "hei, NSB" can never match'

printf 'brand,kind,pattern\n' >"$T/nobody.csv"
runs 'a brand lexicon without brands is no error' 0 omtale-tag --brands "$T/nobody.csv"
like '… but a warning' "$T/err" 'nobody.csv: there is no brand in it'

# A stage may be run again: what it makes now counts, not what it made before.
printf 'brand,kind,pattern\nhest,name,hest\n' >"$T/horse.csv"
is 'tagged again with other brands' "$(printf 'id,lang,tokens,lemmas\n1,da,Gerda hest,gerda hest\n' | omtale-tag | omtale-tag --brands "$T/horse.csv" |
	omtale-aggregate mentions | cut -d, -f7)" "$(printf 'brand\nhest')"

# The user's own lexicons.
printf 'godt\t3\nikke godt\t-4\n' >"$T/afinn.txt"
printf 'godt\t1.9\t0.5\t[1, 2, 3]\n:)\t2.0\t0.6\t[2]\n' >"$T/vader.txt"
printf 'godt\nfint\n' >"$T/my-pos.txt"
printf '%%\n1\tposemo\n2\tnegemo\n%%\ngod*\t1\nikke\t2\n' >"$T/liwc.dic"
post='da,det er ikke godt :),det være ikke god :)'
like 'AFINN in its own scale, its phrases whole' <(one "$post" --also "afinn=$T/afinn.txt") ',-4.0000$'
like 'VADER too, with emoticons' <(one "$post" --also "vader=$T/vader.txt") ',3.9000$'
like 'a list counts' <(one "$post" --also "list=$T/my-pos.txt") ',1$'
like 'LIWC by category' <(one "$post" --also "liwc=$T/liwc.dic") ',1,1$'
is 'columns are named' "$(printf 'tokens,lemmas\n' | omtale-tag --also "afinn=$T/afinn.txt" --also "liwc=$T/liwc.dic" | sed 's/.*evidence,//')" 'afinn,liwc_posemo,liwc_negemo'
like 'AFINN in place of ours, with our rules' <(one 'da,godt,godt' --sentiment "da=$T/afinn.txt") 'godt:\+3$'
like 'in the other languages ours stay' <(one 'nb,godt,god' --sentiment "da=$T/afinn.txt") 'god:\+2$'
like 'a list is worth two' <(one 'nb,fint,fint' --sentiment "$T/my-pos.txt") 'fint:\+2$'

# What a person reads.
printf 'id,lang,tokens,lemmas\n17,nb,Gerda er ikke stygg,gerda være ikke stygg\n' | omtale-tag --explain --sentiment nb=<(printf 'lemma,score\nstygg,-2\n') >"$T/explained"
like 'the post' "$T/explained" '^17 \(nb\)$'
like 'the brand' "$T/explained" 'gerda by its name: Gerda'
like 'the rule' "$T/explained" 'stygg -2.0, litotes "ikke" × -0.40 = \+0.80 -> gerda'
like 'the sums' "$T/explained" 'sums +\+0.80 -0.00, sentiment 0.20[0-9]*: positive'

# Loading, and posts that are hostile.
awk 'BEGIN { print "brand,kind,pattern"; for (i = 0; i < 100000; i++) print "b" i ",name,Brand" i " of House" i % 977 }' >"$T/big.csv"
head -n 10001 "$T/big.csv" >"$T/tenth.csv"
least() { for _ in 1 2 3; do cpu "$@" </dev/null; done | awk 'NR == 1 || $1 < least { least = $1 } END { print least < 1 ? 1 : least }'; } # of three runs
big=$(least omtale-tag --brands "$T/big.csv") tenth=$(least omtale-tag --brands "$T/tenth.csv")
ok "100,000 patterns load in at most 12 times what 10,000 take ($big and $tenth ms of CPU)" test "$big" -le $((12 * tenth))
kept=$(least awk -F, '{ patterns[$3] = $1 }' "$T/big.csv")
if sanitised; then skip '… and in at most 6 times what awk needs to keep them in an array' 'the sanitisers take their time'
else ok "… and in at most 6 times what awk needs to keep them in an array ($kept ms)" test "$big" -le $((6 * kept)); fi
like 'and are found' <(one 'en,I love Brand99999 of House345 !,i love brand99999 of house345 !' --brands "$T/big.csv") ',b99999,name,0\.'
for word in ikke if god 'god ikke' @gerda_app '#GodDag' '🙄' but 'stole på'; do
	runs "\"$word\" 200,000 times over is no trouble" 0 within 20 bash -c 'yes "$1" | head -n 200000 | tr "\n" " " | sed "s/ $//" | { read -r t; printf "lang,tokens,lemmas\nda,%s,%s\n" "$t" "$t"; } | omtale-tag | wc -c' - "$word"
done
done_testing
