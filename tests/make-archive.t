#!/bin/sh
# TAP: the archive that scripts/make-archive grows is what corpora/demo/README.md says it is.
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
make=$root/scripts/make-archive
hand=$root/corpora/demo/posts.csv
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL
number=0

# ok NAME COMMAND…: passes when the command does; what it prints is shown when it does not.
ok() {
	name=$1
	shift
	number=$((number + 1))
	if "$@" >"$work/said" 2>&1; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		sed 's/^/# /' "$work/said"
	fi
}

# flat FILE: one record a line, fields split by \001; a line break inside a text becomes a space.
flat() {
	awk '{
		line = line $0; quotes = gsub(/"/, "\"", line)
		if (quotes % 2) { line = line " "; next }
		out = ""; n = split(line, part, "\"")
		for (i = 1; i <= n; i++) {
			if (i % 2 && part[i] == "" && i > 1 && i < n) { out = out "\""; continue }
			if (i % 2) gsub(/,/, "\001", part[i])
			out = out part[i]
		}
		print out; line = ""
	}' "$1"
}

count() { awk -F'\001' "NR > 1 && ($1) { n++ } END { print n + 0 }" "$2"; }
at_least() { echo "$1, expected at least $2"; [ "$1" -ge "$2" ]; }
at_most() { echo "$1, expected at most $2"; [ "$1" -le "$2" ]; }
equal() { echo "$1, expected $2"; [ "$1" = "$2" ]; }
exits() { wanted=$1; shift; "$@" >/dev/null 2>&1; equal $? "$wanted"; }

"$make" 20000 1 >"$work/one" || { echo "Bail out! scripts/make-archive does not run"; exit 1; }
"$make" 20000 1 >"$work/again"
"$make" 20000 2 >"$work/two"
"$make" 20000 1 --format jsonl >"$work/jsonl"
"$make" 20000 1 --with "$hand" >"$work/with"
"$make" 2000 5 >"$work/small"
for archive in one with small two; do
	flat "$work/$archive" >"$work/$archive.flat"
done

ok 'the same seed gives the same bytes' cmp "$work/one" "$work/again"
other_seed() { ! cmp -s "$work/one" "$work/two"; }
ok 'another seed gives other bytes' other_seed
unoptimised() {
	BUILD=$work/plain CFLAGS=-O0 HARDEN='' "$make" 20000 1 | cmp - "$work/one"
}
ok 'so does a program compiled without optimising' unoptimised
ok '20,000 posts and a header' equal "$(wc -l <"$work/one.flat")" 20001
ok '20,000 lines of JSON' equal "$(wc -l <"$work/jsonl")" 20000
ok '20,000 posts with the ones by hand among them' equal "$(wc -l <"$work/with.flat")" 20001
ok 'nine fields in every record' equal "$(awk -F'\001' 'NF != 9' "$work/with.flat" | wc -l)" 0
ok 'no id twice' equal "$(cut -d"$(printf '\001')" -f1 "$work/with.flat" | sort -u | wc -l)" 20001
ok 'ids have 19 digits' equal "$(count 'length($1) != 19 || $1 ~ /[^0-9]/' "$work/with.flat")" 0
ok 'no post at all when none is asked for' equal "$("$make" 0 1)" "$(head -n 1 "$work/one")"
all_there() {
	flat "$hand" | sed 1d | sort >"$work/hand"
	sort "$work/with.flat" | comm -13 - "$work/hand" >"$work/missing"
	head -n 3 "$work/missing"
	[ ! -s "$work/missing" ]
}
ok 'every post by hand is there, unchanged' all_there
bundled() { gzip -dc "$root/corpora/demo/archive.csv.gz" | cmp - "$work/with"; }
ok 'the bundled archive is made by the command in its README' bundled

for archive in one with small; do
	ok "$archive: in the order of time" equal "$(awk -F'\001' '
		NR > 1 && $2 != "" { if ($2 < last) n++; last = $2 } END { print n + 0 }' "$work/$archive.flat")" 0
	# a parent comes before its child, or was written before the archive begins and is not in it
	ok "$archive: parents exist, but for the planted ones" equal "$(awk -F'\001' '
		NR > 1 {
			if ($5 != "" && !($5 in seen) && ("x" $5) > "x1876040982328246272") n++
			if ($6 != "" && !($6 in seen)) n++
			seen[$1]
		} END { print n + 0 }' "$work/$archive.flat")" 0
done
dangling=$(awk -F'\001' 'NR > 1 { if ($5 != "" && !($5 in seen)) n++; seen[$1] } END { print n + 0 }' "$work/one.flat")
ok 'some replies dangle' at_least "$dangling" 5
ok 'but few' at_most "$dangling" 60
ok 'a quarter and more of the posts are replies' at_least "$(count '$5 != ""' "$work/one.flat")" 5000
ok 'reposts' at_least "$(count '$6 != ""' "$work/one.flat")" 500
ok 'a post without author' at_least "$(count '$4 == ""' "$work/one.flat")" 5
ok 'a post without time' at_least "$(count '$2 == ""' "$work/one.flat")" 5
ok 'most posts name no brand' at_most "$(count 'tolower($9) ~ /viddetog|havnbanken|nordterne|kinorama|ladeli|gerda|gnist|torvet|nabo ?forsikring|pilpakke|bølge|bolge|femmobil|(^|[^a-zA-Z])(Pil|Fem)([^a-zæøå]|$)/' "$work/one.flat")" 10000

# words: how many kinds after so many tokens (Heaps), and how often the r-th (Zipf)
awk -F'\001' 'NR > 1 {
	text = tolower($9); gsub(/[!-\/:-@\[-`{-~]+/, " ", text)
	n = split(text, word, " ")
	for (i = 1; i <= n; i++) { tokens++; if (!seen[word[i]]++) kinds++ }
	if (NR == 2501 || NR == 5001 || NR == 10001 || NR == 20001) print "heaps", log(tokens), log(kinds)
} END { for (w in seen) print "count", seen[w] }' "$work/one.flat" >"$work/words"
beta() { # the least-squares slope of log kinds on log tokens
	awk '$1 == "heaps" { n++; x += $2; y += $3; xx += $2 * $2; xy += $2 * $3 }
		END { b = (n * xy - x * y) / (n * xx - x * x); print "beta", b; exit !(b > 0.42 && b < 0.75) }' "$work/words"
}
ok 'Heaps: kinds grow as tokens to a power of 0.42 to 0.75' beta
zipf() { # over ranks 10 to 1,000; later ranks fall faster, as in all large corpora
	grep '^count' "$work/words" | sort -k2,2nr | awk 'NR >= 10 && NR <= 1000 {
		u = log(NR); v = log($2); n++; x += u; y += v; xx += u * u; xy += u * v }
		END { b = (n * xy - x * y) / (n * xx - x * x); print "slope", b; exit !(b < -0.7 && b > -1.2) }'
}
ok 'Zipf: slope between -0.7 and -1.2 over ranks 10 to 1,000' zipf
authors=$(awk -F'\001' 'NR > 1 { print $4 }' "$work/one.flat" | sort -u | wc -l)
ok 'about a fifth as many authors as posts' at_least "$authors" 3600
ok 'and not many more' at_most "$authors" 5600

# the stories, in an archive of 20,000 and in one of 2,000
for archive in with small; do
	f=$work/$archive.flat
	story() { ok "$archive: $1" "$2" "$3" "$4"; }
	story 'one post sets off the scandal' equal "$(count '$4 == "mia_brandholt"' "$f")" 1
	story 'at seven on 9 April, local time' equal "$(count '$4 == "mia_brandholt" && $2 ~ /^2025-04-09T05:/' "$f")" 1
	story 'its thread is the largest' equal "$(awk -F'\001' 'NR > 1 && $7 != "" { n[$7]++ } $4 == "mia_brandholt" { root = $1 }
		END { for (t in n) if (n[t] > n[top]) top = t; print top == root }' "$f")" 1
	story 'the busiest day of the bank is 9 April' equal "$(awk -F'\001' 'tolower($9) ~ /havnbanken/ { n[substr($2, 1, 10)]++ }
		END { for (d in n) if (n[d] > n[top]) top = d; print top }' "$f")" 2025-04-09
	story 'trust in the bank before, distrust after' equal "$(awk -F'\001' 'tolower($9) ~ /havnbanken/ {
			after = $2 > "2025-04-09T06"
			if ($9 ~ /stoler på|stolar på|[Ii] trust|full tillit|fuld tillid|holder hvad|holder det de|held det dei/) trust[after]++
			if ($9 ~ /ikke på|ikkje på|mistet til|mista til|[Dd]on.t trust|lost all|holder ikke|held ikkje|lyver|lyg|lying/) distrust[after]++
		} END { print (trust[0] > distrust[0]) (distrust[1] > trust[1]) }' "$f")" 11
	story 'the host answers in threads that customers began' at_least "$(awk -F'\001' '$4 == "viddetog" { n++; if ($5 != "") a++ }
		END { print int(100 * a / n) }' "$f")" 70
	story 'the pusher never answers' equal "$(count '$4 == "flynordterne" && $5 != ""' "$f")" 0
	story 'but advertises' at_least "$(count '$4 == "flynordterne"' "$f")" 5
	story 'the helper answers' at_least "$(count '$4 == "tante_ragnhild" && $5 != ""' "$f")" 8
	story 'and is answered by many' at_least "$(awk -F'\001' '{ by[$1] = $4 } $5 != "" && by[$5] == "tante_ragnhild" { who[$4] }
		END { for (w in who) n++; print n + 0 }' "$f")" 20
	story 'the critic' at_least "$(count '$4 == "sur_kunde_valby"' "$f")" 16
	story 'the advocate' at_least "$(count '$4 == "kinokari"' "$f")" 16
	story 'customers of the chargers answer each other' at_least "$(awk -F'\001' '$3 == "forum/charge" { by[$1] = $4
			if ($5 in by && $4 != "ladeli" && by[$5] != "ladeli") n++ } END { print n + 0 }' "$f")" 25
	story 'copied posts by many accounts on 20 and 21 May' at_least "$(awk -F'\001' '$9 ~ /4000 kroner/ && $9 ~ /Gnist for tre/ && $6 == "" {
			if ($2 >= "2025-05-19T22" && $2 < "2025-05-21T22") who[$4] } END { for (w in who) n++; print n + 0 }' "$f")" 30
	story 'a dark theme is wished for' at_least "$(count '$9 ~ /m[^ ]*rkt tema|dark theme/' "$f")" 10
	story 'coins are not' equal "$(count 'tolower($9) ~ /loyalitetsm[^ ]*nt|lojalitetsmynt|loyalty coin/' "$f")" 0
done
ok 'members.csv knows every channel' equal "$(awk -F'\001' 'NR > 1 { print $3 }' "$work/with.flat" | sort -u |
	comm -23 - "$(sed 1d "$root/corpora/demo/members.csv" | cut -d, -f1 | sort >"$work/members"; echo "$work/members")" | wc -l)" 0

ok 'no arguments: usage' exits 2 "$make"
ok 'an unknown option: usage' exits 2 "$make" 10 1 --wrong x
ok 'a word for a number: usage' exits 2 "$make" ten 1
ok 'a missing file: error' exits 1 "$make" 1000 1 --with "$work/none"
ok 'fewer posts than there are by hand: error' exits 1 "$make" 10 1 --with "$hand"
printf 'id,text\n1,x\n' >"$work/narrow"
ok 'posts by hand that lack columns: error' exits 1 "$make" 1000 1 --with "$work/narrow"
# with_parts FILE LINE…: what comes of 1,000 posts when these lines stand behind the parts in FILE
with_parts() {
	rm -rf "$work/parts" && cp -R "$root/corpora/demo/parts" "$work/parts"
	file=$work/parts/$1
	shift
	printf '%s\n' "$@" >>"$file"
	"$make" 1000 1 --parts "$work/parts"
}
ok 'a slot that no section fills: error' exits 1 with_parts common.txt '[more]' '{nowhere}'
ok 'a section twice: error' exits 1 with_parts common.txt '[emoji.any,]' x
ok 'a section that refers to itself without an end: error' exits 1 with_parts da/words.txt '[thing.echo]' '{thing.echo}' '[chat.echo]' '{thing.echo}'
ok 'which a section may do with one' exits 0 with_parts da/words.txt '[echo]' 'hej.' 'hej {echo}' '[chat.echo]' '{echo}'
if [ -c /dev/full ]; then
	full() { "$make" 1000 1 >/dev/full; }
	ok 'a full disk: error' exits 1 full
fi
echo "1..$number"
