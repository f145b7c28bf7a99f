#!/bin/bash
# kill -9 at 50 moments of omtale run, from its first steps to its last; the same run again with --resume gives the same bytes as one that nobody disturbed.
. tests/tap.sh
small_house || exit 1
brands=lexicons/brands.csv
omtale-read -q corpora/demo/archive.csv.gz | head -n 301 >"$T/all.csv"
for part in 0 1 2; do { head -n 1 "$T/all.csv"; tail -n +2 "$T/all.csv" | awk -v part="$part" 'NR % 3 == part'; } >"$T/$part.csv"; done

# All that the run started: its session.
kill_all() {
	local pids
	kill -KILL -- "-$1" 2>/dev/null
	wait "$1"
	while mapfile -t pids < <(ps -o stat=,pid= -s "$1" | awk '$1 !~ /^Z/ { print $2 }') && [ ${#pids[@]} -gt 0 ]; do kill -KILL "${pids[@]}"; sleep 0.01; done
}

# disturbed MOMENTS FILE…: the run of the files killed at so many moments, and resumed
disturbed() {
	local moments=$1 struck=0 bad=0 half=0 moment run after file resume begin length
	shift
	begin=$(date +%s%N)
	runs 'undisturbed' 0 omtale run -q -k -o "$T/whole" --brands "$brands" -j 2 "$@"
	length=$((($(date +%s%N) - begin) / 1000000))
	for moment in $(seq 1 "$moments"); do
		rm -rf "$T/now"
		setsid omtale run -q -k -o "$T/now" --brands "$brands" -j 2 "$@" 2>/dev/null &
		run=$! begin=$(date +%s%N)
		after=$((moment * length / moments))
		sleep "$((after / 1000)).$(printf %03d $((after % 1000)))"
		# A machine that has less to do than in the beginning runs faster: the moments close up to what this run took.
		if kill -0 "$run" 2>/dev/null; then struck=$((struck + 1)); elif [ -f "$T/now/manifest.json" ]; then length=$((($(date -r "$T/now/manifest.json" +%s%N) - begin) / 1000000)); fi
		kill_all "$run"
		for file in "$T"/now/*.csv; do
			[ ! -f "$file" ] || cmp -s "$file" "$T/whole/${file##*/}" || { half=$((half + 1)); echo "# moment $moment: ${file##*/} is not whole"; }
		done
		if [ -e "$T/now/manifest.json" ] && [ ! -e "$T/now/states" ]; then resume=; else resume=--resume; fi # it had come to its end
		if ! omtale run -q -k $resume -o "$T/now" --brands "$brands" -j 2 "$@" 2>"$T/err" || ! diff -r "$T/whole" "$T/now" >"$T/diff"; then
			bad=$((bad + 1))
			echo "# moment $moment: $(head -c 300 "$T/err" "$T/diff")"
		fi
	done 2>"$T/shell" # which would tell of each process that was killed
	is "killed at $moments moments and resumed: the same bytes" "$bad" 0
	is 'a report that stands under its name is whole' "$half" 0
	ok "the kill struck $struck times" test "$struck" -ge $((moments / 2))
	rm -rf "$T/whole"
}

# The sanitisers take their time.
if sanitised; then several=5 one=4; else several=50 one=10; fi
disturbed "$several" "$T/0.csv" "$T/1.csv" "$T/2.csv"
# One file, large enough for two pipelines.
omtale-read -q corpora/demo/archive.csv.gz | head -c 1400000 | head -n -1 >"$T/large.csv"
disturbed "$one" "$T/large.csv"
done_testing
