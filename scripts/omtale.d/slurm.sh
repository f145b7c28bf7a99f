# shellcheck shell=bash disable=SC2154 # a part of scripts/omtale
#
# `omtale slurm`: the tasks of a plan as an array of jobs, and a merge that waits for them.

# Submits a script that calls this program with the words given, $task among them being the job's place in the array; prints the job's number.
submit() { # LOG SBATCH-OPTION… -- WORD…
	local name=$1 options=() number
	shift
	while [ "$1" != -- ]; do options+=("$1"); shift; done
	shift
	number=$(sbatch --parsable --requeue --open-mode=append --job-name="omtale-${name%%-*}" --output="${logs//%/%%}/$name.log" --chdir="$PWD" \
		"${slurm_options[@]}" "${options[@]}" < <(printf '#!/bin/bash\nexec %s\n' "$*")) || return 1
	printf '%s\n' "${number%%;*}"
}

# Slurm bounds the numbers of an array (MaxArraySize, 1001 where the site says nothing): more tasks make several arrays.
largest_array() {
	local size
	size=$(scontrol show config 2>/dev/null | sed -n 's/^MaxArraySize *= *\([0-9]*\)$/\1/p')
	echo $((${size:-1001} > 1 ? ${size:-1001} - 1 : 1))
}

slurm() {
	local todo arrays=() largest number program folder logs merge_job i dependency=afterok waits=()
	command -v sbatch >/dev/null 2>&1 || die 'no sbatch on this machine: log in where jobs are submitted (Debian: slurm-client)'
	plan
	output=$(cd "$output" && pwd) states=$output/states logs=$output/states/logs
	mkdir -p "$logs" || die "cannot make the folder $logs"
	program=$(printf '%q' "$here/omtale") folder=$(printf '%q' "$output")
	mapfile -t todo < <(to_do)
	largest=$(largest_array)
	for ((i = 0; i < ${#todo[@]}; i += largest)); do
		# The array counts from 1; where some are done or the list is long, its numbers lead to the tasks.
		printf '%s\n' "${todo[@]:i:largest}" >"$states/array-$i" || die "cannot write $states/array-$i"
		number=$(submit map-%A_%a --array="1-$(wc -l <"$states/array-$i")${jobs:+%$jobs}" -- \
			"$program" map "$folder" "\$(sed -n \${SLURM_ARRAY_TASK_ID}p $folder/states/array-$i)") || give_up
		arrays+=("$number")
	done
	# A merge of less than all would refuse; without --partial-ok it is not even begun.
	[ -z "$partial" ] || dependency=afterany
	[ ${#arrays[@]} -eq 0 ] || waits=(--dependency="$dependency$(printf ':%s' "${arrays[@]}")" --kill-on-invalid-dep=yes)
	merge_job=$(submit merge-%j "${waits[@]}" "${merge_options[@]}" -- "$program" merge "$folder") || give_up
	[ ${#arrays[@]} -eq 0 ] || printf 'map %s\n' "${arrays[@]}"
	printf 'merge %s\n' "$merge_job"
	say "${#todo[@]} tasks and a merge are submitted; what they say is in $logs"
	[ -z "$wait" ] || await "$(IFS=,; printf '%s' "${arrays[*]}${arrays[*]:+,}$merge_job")"
}

give_up() {
	[ ${#arrays[@]} -eq 0 ] || scancel "${arrays[@]}"
	die 'sbatch refused; nothing is left submitted'
}

# Until all have left the queue: the merge is cancelled as soon as one task failed, and the others still finish. A controller that does not answer is asked again.
await() { # JOB,…
	local pause=1 answer
	while :; do
		if answer=$(squeue --noheader --jobs="$1" --format=%T 2>&1); then
			[ -n "$answer" ] || break
		else
			case $answer in *'Invalid job id'*) break ;; esac
		fi
		sleep "$pause"
		[ "$pause" -ge 15 ] || pause=$((pause + 1))
	done
	if [ ! -e "$states" ]; then say "the reports are in $output"; return; fi
	[ ! -e "$states/merged" ] || { say "$(cat "$states/merged")"; return; }
	refuse_if_missing
	die "the merge did not come to its end; see $logs"
}
