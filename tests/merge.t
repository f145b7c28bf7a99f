#!/bin/bash
# States of shards, merged in any order and grouping, give the bytes of one run over the whole; and a state that is not whole is refused.
. tests/tap.sh
omtale-read corpora/demo/archive.csv.gz | omtale-normalise | omtale-stem | omtale-tag --brands lexicons/brands.csv >"$T/tagged.csv"
options=(--zone Europe/Copenhagen --planned corpora/demo/plans.csv --members corpora/demo/members.csv)
omtale-aggregate -o "$T/whole" "${options[@]}" "$T/tagged.csv"
omtale-aggregate --partial "$T/tagged.csv" >"$T/whole.state"

# same NAME DIR: all files but the manifest, which names the inputs.
same() {
	local file bad=0
	for file in "$T"/whole/*; do
		[ "${file##*/}" = manifest.json ] || cmp "$file" "$2/${file##*/}" || bad=1
	done >"$T/log" 2>&1
	report $bad "$1" || note <"$T/log"
}
# shards N: the posts dealt out to N states by a rule that has nothing to do with time or thread.
shards() {
	rm -rf "$T/shards"; mkdir "$T/shards"
	awk -v n="$1" -v dir="$T/shards" 'NR == 1 { head = $0; next }
		{ k = (NR * 7919 + int(NR / 13)) % n; file = sprintf("%s/%03d.csv", dir, k); if (!(k in begun)) { print head >file; begun[k] = 1 } print >file }' "$T/tagged.csv"
	for shard in "$T/shards"/*.csv; do omtale-aggregate --partial "$shard" | gzip -n >"${shard%.csv}.state.gz"; done
}
for n in 2 7 64; do
	shards $n
	is "there are $n shards" "$(find "$T/shards" -name '*.gz' | wc -l)" $n
	runs "$n shards merge" 0 omtale-aggregate --merge -o "$T/merged" "${options[@]}" "$T"/shards/*.state.gz
	same "$n shards give the bytes of the whole" "$T/merged"
done
mapfile -t backwards < <(printf '%s\n' "$T"/shards/*.state.gz | sort -r)
runs 'in the other order' 0 omtale-aggregate --merge -o "$T/merged" "${options[@]}" "${backwards[@]}"
same 'the order of states is nothing' "$T/merged"
omtale-aggregate --merge --partial "$T"/shards/0[0-2]*.gz | gzip -n >"$T/first.gz"
omtale-aggregate --merge --partial "$T"/shards/0[3-6]*.gz >"$T/second"
runs 'states of states' 0 omtale-aggregate --merge -o "$T/merged" "${options[@]}" "$T/second" "$T/first.gz"
same 'their grouping is nothing' "$T/merged"
omtale-aggregate --merge --partial "$T/second" "$T/first.gz" >"$T/again.state"
ok 'a merged state is the state of the whole' cmp "$T/again.state" "$T/whole.state"
{ head -n 1 "$T/tagged.csv"; tail -n +2 "$T/tagged.csv" | sort -t, -k3,3 -r; } >"$T/shuffled.csv"
omtale-aggregate -o "$T/merged" "${options[@]}" "$T/shuffled.csv"
same 'the order of the input is nothing' "$T/merged"
omtale-aggregate -o "$T/merged" "${options[@]}" "$T/tagged.csv" "$T/tagged.csv" 2>"$T/err"
like 'ids that came before are told' "$T/err" '20000 posts left out, as an earlier one has the same id'
is 'the same archive twice: its posts are set aside' "$(sed -n 's/^repeated_ids,//p' "$T/merged/quality.csv")" 20000
sed -i 's/^repeated_ids,20000/repeated_ids,0/' "$T/merged/quality.csv"
same 'and count once' "$T/merged"

# Twice as much of everything, under new ids, by new authors: counts double, ratios stay.
awk -F, -v OFS=, 'NR == 1 { print; next } { print; for (i = 4; i <= 7; i++) if ($i != "") $i = "x" $i; $1 = "x" $1; print }' "$T/tagged.csv" >"$T/double.csv"
omtale-aggregate brands "$T/tagged.csv" >"$T/once"; omtale-aggregate brands "$T/double.csv" >"$T/twice"
is 'doubled: posts and authors double, shares stay' "$(cut -d, -f1-6 "$T/twice")" "$(awk -F, -v OFS=, 'NR > 1 { $2 *= 2; $3 *= 2 } { print $1, $2, $3, $4, $5, $6 }' "$T/once")"

echo 'a,rejected' >"$T/bad.csv"; sed -n '1p' "$T/tagged.csv" >"$T/some.csv"; echo 'one,two' >>"$T/some.csv"
omtale-aggregate --partial "$T/some.csv" >"$T/some.state" 2>"$T/err"
is 'a state carries what was put aside' "$(omtale-aggregate --merge quality "$T/some.state" | sed -n 's/^rejected,//p')" 1

state=$T/whole.state
runs 'a tagged table is no state' 1 omtale-aggregate --merge -o "$T/x" "$T/tagged.csv"
like 'and it says so' "$T/err" 'tagged.csv.*not a state; omtale-aggregate --partial makes them'
sed '1s/omtale_state_1/omtale_state_9/' "$state" >"$T/other"
runs 'another version' 1 omtale-aggregate --merge -o "$T/x" "$T/other"
like 'is named as such' "$T/err" 'another version'
head -n 100 "$state" >"$T/cut"
runs 'a state cut at a line' 1 omtale-aggregate --merge -o "$T/x" "$T/cut"
like 'is cut off' "$T/err" 'cut off'
sed '77d' "$state" >"$T/less"
runs 'a state that lost a line' 1 omtale-aggregate --merge -o "$T/x" "$T/less"
like 'is damaged' "$T/err" 'damaged: it closes with other counts'
sed '77s/,neutral,\|,positive,\|,negative,/,hopeful,/' "$state" >"$T/wrong"
runs 'a state with a wrong cell' 1 omtale-aggregate --merge -o "$T/x" "$T/wrong"
like 'is damaged, and where' "$T/err" 'wrong:77: .*polarity'
gzip -n <"$state" | head -c 100000 >"$T/cut.gz"
runs 'a truncated gzip' 1 omtale-aggregate --merge -o "$T/x" "$T/cut.gz"
like 'is told' "$T/err" 'cut.gz'
: >"$T/empty"
runs 'an empty file' 1 omtale-aggregate --merge -o "$T/x" "$T/empty"
is 'none of these left reports behind' "$(find "$T/x" -type f 2>/dev/null | wc -l)" 0
done_testing
