#!/bin/bash
# What readers of Danish, bokmål, nynorsk and English would say of a sentence: lexicons/LANG/tests/polarity.csv through the real pipe. Nearly all must be
# right, and of each rule that has six sentences or more, most: a rule that stops working shows at once.
. tests/tap.sh

# Prints `LANG right of all` and, for each rule, `RULE right of all`; wrong ones go to $T/wrong.
count() {
	sqlite3 -init /dev/null -separator ' ' :memory: <<SQL
.mode csv
.import '$T/wanted.csv' wanted
.import '$T/tagged.csv' tagged
.mode list
.separator ' | '
.output '$T/wrong'
SELECT rule, 'want ' || w.polarity, 'got ' || t.polarity, text, evidence FROM wanted w JOIN tagged t ON t.rowid = w.rowid WHERE w.polarity <> t.polarity ORDER BY rule;
.output stdout
.separator ' '
SELECT 'all', sum(w.polarity = t.polarity), count(*) FROM wanted w JOIN tagged t ON t.rowid = w.rowid;
SELECT replace(rule, ' ', '_'), sum(w.polarity = t.polarity), count(*) FROM wanted w JOIN tagged t ON t.rowid = w.rowid GROUP BY rule ORDER BY rule;
SQL
}

echo brand,kind,pattern >"$T/no-brands.csv"
for lang in da nb nn en; do
	cp "lexicons/$lang/tests/polarity.csv" "$T/wanted.csv"
	sed '1s/sentence/text/' "$T/wanted.csv" >"$T/posts.csv"
	omtale-read -q "$T/posts.csv" | omtale-normalise -q --lang "$lang" | omtale-stem -q | omtale-tag -q --brands "$T/no-brands.csv" >"$T/tagged.csv"
	count >"$T/counts" || note <"$T/counts"
	while read -r rule right all; do
		case $rule in
		all) [ $((right * 100)) -ge $((all * 92)) ]; report $? "$lang: at least 92 of 100 sentences are read as people read them ($right of $all)" || note <"$T/wrong" ;;
		*)
			[ "$all" -ge 6 ] || continue
			[ $((right * 2)) -gt "$all" ]; report $? "$lang: $rule, $right of $all" || grep "^$rule " "$T/wrong" | note ;;
		esac
	done <"$T/counts"
done
done_testing
