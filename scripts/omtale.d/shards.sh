# shellcheck shell=bash disable=SC2154,SC2034 # a part of scripts/omtale
#
# The tasks of a plan, and their merge.

# File $1 through the stages into the state $2.state.csv, which stands under its name only when every stage went well; a large one through several pipelines at
# once. The names of what is under way belong to this attempt alone: a task that was given up for lost, and begun again on another machine, may still be running.
map_file() { # FILE SHARD PIPELINES
	local file=$1 shard=$2 count=$3 work what summing
	work=$shard.${SLURM_JOB_ID:+$SLURM_JOB_ID.${SLURM_RESTART_COUNT:-0}.}$HOSTNAME.$BASHPID
	if [ -f "$file" ]; then exec "${sha256[@]}" <"$file"; fi >"$work.sum.tmp" & # beside the stages, so that the disk is read once
	summing=$!
	# A file system without named pipes makes one pipeline of it.
	[ "$count" -eq 1 ] || make_pipes || count=1
	if [ "$count" -gt 1 ]; then deal; else read_file | understand 1; fi
	what=$(blame)
	[ -n "$what" ] || { wait "$summing" && settle; } || what='what was made of it could not be kept'
	[ -n "$what" ] || return 0
	kill "$summing" 2>/dev/null
	wait "$summing" 2>/dev/null
	rm -f "$work".*.tmp "$work".*.state
	printf '%s\n' "$what" >"$shard.failed"
	printf 'omtale: %s: %s\n' "$file" "$what" >&2
	return 1
}

# From the file to the table of posts; the arguments say where that goes. A part of map_file, as are all to `settle`.
read_file() {
	"$here/omtale-read" "${silence[@]}" --rejects "$work.rejects.tmp" "${progress[@]}" "${read_arguments[@]}" "$@" -- "$file"
	printf 'omtale-read:%d\n' $? >"$work.0.statuses.tmp"
}

# From the table of posts to the state of one pipeline's share.
understand() { # PIPELINE
	local share=$work.$1 stage=(omtale-normalise omtale-stem omtale-tag copying omtale-aggregate) status i
	"$here/omtale-normalise" "${silence[@]}" "${normalise_arguments[@]}" |
		"$here/omtale-stem" "${silence[@]}" "${stem_arguments[@]}" |
		"$here/omtale-tag" "${silence[@]}" "${tag_arguments[@]}" |
		if [ -n "$keep" ]; then tee >(gzip -n >"$share.tagged.tmp") && wait $!; else cat; fi |
		"$here/omtale-aggregate" "${silence[@]}" --partial >"$share.state.tmp"
	status=("${PIPESTATUS[@]}")
	for i in "${!status[@]}"; do printf '%s:%d\n' "${stage[i]}" "${status[i]}"; done >"$share.statuses.tmp"
}

make_pipes() { local i; for ((i = 1; i <= count; i++)); do mkfifo "$work.$i.pipe.tmp" 2>/dev/null || return 1; done; }

# One omtale-read deals the posts out, one to each pipeline in turn. So the file is read and unpacked once, and cut where records end, whatever its form: gzip
# cannot be cut by seeking, and where a quoted line break ends only who reads from the beginning can tell.
deal() {
	local i end ends=() to=() pids=()
	for ((i = 1; i <= count; i++)); do
		understand "$i" <"$work.$i.pipe.tmp" &
		pids+=($!)
	done
	for ((i = 1; i <= count; i++)); do
		exec {end}>"$work.$i.pipe.tmp"
		ends+=("$end") to+=(--deal "/dev/fd/$end")
	done
	read_file "${to[@]}"
	for end in "${ends[@]}"; do exec {end}>&-; done
	rm -f "$work".*.pipe.tmp
	wait "${pids[@]}"
}

# What went wrong, by the stages in their order; nothing, when all went well. 141 is SIGPIPE: ended because a later stage failed, and that one is named.
blame() {
	local i stage status what=''
	while IFS=: read -r stage status; do
		case $status in
		0) ;;
		141) [ -n "$what" ] || what="$stage was cut off" ;;
		*) what="$stage failed (exit status $status)"; break ;;
		esac
	done < <(for ((i = 0; i <= count; i++)); do cat "$work.$i.statuses.tmp" 2>/dev/null || echo 'a pipeline:255'; done)
	printf '%s' "$what"
}

# All is there: synced, then renamed, the state last. What further pipelines made stays under the attempt's own names, which the list in $shard.parts holds.
settle() {
	local i
	[ -z "$keep" ] || gather_tagged || return 1
	rm -f "$work".*.statuses.tmp "$work".*.pipe.tmp
	for ((i = 2; i <= count; i++)); do printf '%s\0' "$work.$i.state"; done >"$work.parts.tmp"
	sync -- "$work".*.tmp || return 1
	for ((i = 2; i <= count; i++)); do mv "$work.$i.state.tmp" "$work.$i.state" || return 1; done
	if [ -n "$keep" ]; then mv "$work.tagged.tmp" "$shard.tagged.csv.gz" || return 1; fi
	mv "$work.parts.tmp" "$shard.parts" && mv "$work.sum.tmp" "$shard.sum" && mv "$work.rejects.tmp" "$shard.rejects.csv" &&
		mv "$work.1.state.tmp" "$shard.state.csv" && rm -f "$shard.failed"
}

# The pipelines' tagged tables as one, in the order of the archive: a line of each in turn.
gather_tagged() {
	local i pids=() pipes=()
	if [ "$count" -eq 1 ]; then mv "$work.1.tagged.tmp" "$work.tagged.tmp"; return; fi
	make_pipes || return 1
	for ((i = 1; i <= count; i++)); do
		pipes+=("$work.$i.pipe.tmp")
		gzip -dc <"$work.$i.tagged.tmp" >"$work.$i.pipe.tmp" &
		pids+=($!)
	done
	paste -d '\n' -- "${pipes[@]}" | tail -n +"$count" | sed '/^$/d' | gzip -n >"$work.tagged.tmp" || return 1
	for i in "${pids[@]}"; do wait "$i" || return 1; done
	for ((i = 1; i <= count; i++)); do rm "$work.$i.tagged.tmp" || return 1; done
}

# Tasks by the numbers that `omtale plan` lists. With -, of the lines on standard input, each answered by a line when it is over: TASK done, or TASK failed.
map() { # [-j PIPELINES] DIR TASK…
	local task tasks=() bad=0 told='' pipelines=1
	while [ $# -gt 0 ]; do
		case $1 in
		-j | --jobs) [ $# -gt 1 ] || usage "option $1 wants a value"; pipelines=$2; shift ;;
		-j*) pipelines=${1#-j} ;;
		--jobs=*) pipelines=${1#*=} ;;
		-?*) usage "unknown option $1$(perhaps "$1" --jobs)" ;;
		*) break ;;
		esac
		shift
	done
	whole_number --jobs "$pipelines"
	[ $# -gt 1 ] || usage 'give omtale map the folder and the numbers of tasks, or - to read them'
	read_plan "$1"
	shift
	if [ "$1" = - ]; then
		mapfile -t tasks
		set -- "${tasks[@]%%$'\t'*}"
		told=yes
	fi
	for task; do
		case $task in '' | *[!0-9]* | ??????????*) die "expected the number of a task, found \"$task\"" ;; esac
		task=$((10#$task))
		[ "$task" -ge 1 ] && [ "$task" -le ${#files[@]} ] || die "there is no task $task: the plan in $states has ${#files[@]}"
		if [ -s "$states/${shards[task - 1]}.state.csv" ] || map_file "${files[task - 1]}" "$states/${shards[task - 1]}" "$pipelines" </dev/null; then
			[ -z "$told" ] || printf '%d done\n' "$task"
		else
			[ -z "$told" ] || printf '%d failed\n' "$task"
			bad=1
		fi
	done
	[ -n "$told" ] || return $bad
}

merge_plan() { # DIR [--partial-ok]
	local folder=''
	while [ $# -gt 0 ]; do
		case $1 in
		--partial-ok) partial=yes ;;
		-*) usage "unknown option $1" ;;
		*) [ -z "$folder" ] || usage 'give omtale merge one folder'; folder=$1 ;;
		esac
		shift
	done
	[ -n "$folder" ] || usage 'give omtale merge the folder'
	# Begun again after its end, as a scheduler may do: there is nothing left to do.
	if [ ! -e "$folder/states" ] && [ -s "$folder/manifest.json" ]; then say "the reports are in $folder"; return; fi
	read_plan "$folder"
	merge
}

# DIR/missing.txt: what is missing of the whole, and why as far as it is known.
list_missing() {
	local task why
	to_do | while read -r task; do
		why=$(cat "$states/${shards[task - 1]}.failed" 2>/dev/null) || why='did not come to its end'
		printf '%s: %s\n' "${files[task - 1]//$'\n'/ }" "$why" || exit 1
	done >"$states/missing.tmp" && mv "$states/missing.tmp" "$output/missing.txt"
}

# Says what is missing; without --partial-ok that is the end.
refuse_if_missing() {
	local count
	rm -f "$output/missing.txt"
	count=$(to_do | wc -l)
	[ "$count" -gt 0 ] || return 0
	list_missing || die "no reports: $count of ${#files[@]} files missing, and $output/missing.txt cannot be written"
	sed 's/^/omtale: missing: /' "$output/missing.txt" >&2
	[ "$count" -lt ${#files[@]} ] || die 'no reports: not one file was read to its end'
	[ -n "$partial" ] || die "no reports: $count of ${#files[@]} files missing, the others are done. Mend or leave out those named above, then the same again with --resume; or with --partial-ok"
}

# The reports out of all states, and the rejects of all files as one. Never takes some of the files for all of them.
merge() {
	local i rejected=0 done=() made=() further
	refuse_if_missing
	for i in "${!files[@]}"; do [ ! -s "$states/${shards[i]}.state.csv" ] || done+=("$states/${shards[i]}"); done
	for i in "${done[@]}"; do
		rejected=$((rejected + $(wc -l <"$i.rejects.csv") - 1))
		mapfile -d '' -t further <"$i.parts" || die "cannot read $i.parts"
		made+=("$i.state.csv" "${further[@]}")
	done
	rm -f -- "$output"/*.[0-9]*.tmp # what a merge that was killed had begun
	whole_provenance >"$states/whole.csv" || die "cannot write $states/whole.csv"
	"$here/omtale-aggregate" "${silence[@]}" --merge -o "$output" --rejected "$rejected" --provenance "$states/whole.csv" "${aggregate_arguments[@]}" \
		-- "${made[@]}" || die 'the reports could not be made'
	{ head -n 1 "${done[0]}.rejects.csv" && for i in "${done[@]}"; do tail -n +2 "$i.rejects.csv"; done; } >"$output/rejects.csv.tmp" &&
		mv "$output/rejects.csv.tmp" "$output/rejects.csv" || die "cannot write $output/rejects.csv"
	[ -z "$keep" ] || keep_tagged
	if [ ${#done[@]} -lt ${#files[@]} ]; then
		printf '%s\n' "the reports in $output are of ${#done[@]} files out of ${#files[@]}; missing.txt names the others, and --resume adds them" >"$states/merged"
		say "$(cat "$states/merged")"
		return
	fi
	mv "$states" "$states.done" && rm -rf "$states.done"
	if [ -t 2 ]; then say "the reports are in $output; 'omtale report $output' makes a page of them"; else say "the reports are in $output"; fi
}

whole_provenance() {
	local i
	cat "$states/provenance.csv" || return 1
	for i in "${aggregate_arguments[@]}"; do
		case $i in --planned=* | --members=*) csv lexicon "${i#*=}" "$(sum_of "${i#*=}")" || return 1 ;; esac
	done
	for i in "${!files[@]}"; do
		[ ! -s "$states/${shards[i]}.state.csv" ] || csv input "${files[i]}" "$(cut -c 1-64 "$states/${shards[i]}.sum")" || return 1
	done
	[ ! -s "$output/missing.txt" ] || while IFS= read -r i; do csv missing "${i%: *}" "${i##*: }" || return 1; done <"$output/missing.txt"
}

# Those of a former run, of other files, go: all that is in the folder is what the reports are of.
keep_tagged() {
	local i table
	local -A ours=()
	mkdir -p "$output/tagged" || die "cannot make the folder $output/tagged"
	for i in "${shards[@]}"; do ours[$output/tagged/$i.tagged.csv.gz]=yes; done
	for table in "$output"/tagged/[0-9]*-*.tagged.csv.gz; do [ -n "${ours[$table]:-}" ] || rm -f -- "$table"; done
	for i in "${done[@]}"; do [ ! -f "$i.tagged.csv.gz" ] || mv "$i.tagged.csv.gz" "$output/tagged/"; done
}
