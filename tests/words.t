#!/bin/bash
# The word pairs that linguists keep beside the lexicons: lexicons/LANG/tests/{lemma,spelling}.csv, and the same words in any order and company.
. tests/tap.sh

# How many of the pairs of FILE come out right, of how many, and which do not; COLUMN is what they come out in.
try() { # LANG FILE lemma|spelling
	tail -n +2 "$2" | cut -d, -f1 | sed "s/^/$1,/" | sed '1i lang,tokens' | omtale-stem -q | tail -n +2 >"$T/got"
	tail -n +2 "$2" | paste -d, - "$T/got" | awk -F, -v kind="$3" '{
		right = $2; got = $5
		if (kind != "lemma") { got = $6 == "" ? $1 : substr($6, index($6, ">") + 1); gsub("_", " ", got) }
		n++; same = kind == "lemma" || $1 == right
		if (kind == "untouched" && $1 != right) { n--; next }
		if (kind == "spelling" && same) { n--; next }
		if (got == right) good++; else print $1 ">" right "|" got
	} END { print good + 0, n }'
}

# The share that must be right, in hundredths: what the rules cannot know (two slips in one word, a tie) is allowed for; a right word must stay as it is.
for lang in da nb nn en; do
	for kind in lemma:97 spelling:85 untouched:97; do
		file=lexicons/$lang/tests/${kind%:*}.csv
		[ "${kind%:*}" = untouched ] && file=lexicons/$lang/tests/spelling.csv
		[ -f "$file" ] || { skip "$lang ${kind%:*}" 'no such list yet'; continue; }
		try "$lang" "$file" "${kind%:*}" >"$T/tried"
		read -r good all < <(tail -n 1 "$T/tried")
		[ "$((100 * good))" -ge "$((${kind#*:} * all))" ]
		report $? "$lang ${kind%:*}: $good of $all right, at least ${kind#*:} in a hundred" || head -n -1 "$T/tried" | note
		ok "$lang ${kind%:*}: at least twenty pairs" test "$all" -ge 20
	done
done
done_testing
