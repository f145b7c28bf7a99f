# shellcheck shell=bash disable=SC2154,SC2034 # a part of scripts/omtale
#
# The plan: what there is to do, in a folder that every machine at work sees. A task is a whole file (gzip cannot be cut, and a quoted line break breaks
# whatever cuts at lines), and any engine may do the tasks, in any order and more than once. A task may use several processors: omtale-read deals out its posts.
#
#   DIR/states/files             the files and the names of their shards: FILE SHARD FILE SHARD …, each ended by a NUL
#              arguments         what the stages before the reports are called with: STAGE ARGUMENT STAGE ARGUMENT …, likewise
#              reports           what the last one is called with, and what else the merge must know
#              provenance.csv    the same for a reader of the manifest, with the checksums of the lexicons
#              running           the machine and the process of the run that is at work here
#              SHARD.state.csv   a file that is done; SHARD.failed: why it is not
#              SHARD.parts       where the rest of its state is, when several pipelines made it: names, each ended by a NUL

# The name of the shard of file number $1: the number keeps apart two files of one name.
shard_of() { printf '%04d-%s' "$1" "$(basename -- "${2/#-/standard-input}" | tr -c 'A-Za-z0-9._\n-' _ | cut -c1-150)"; }

# What a stage would refuse of every file, or the reports after hours, is refused before anything is done: options, lexicons, plans, members. With no posts at all.
foresee() {
	local room status=0
	room=$(mktemp -d) || die 'cannot make a temporary folder: see to TMPDIR'
	"$here/omtale-read" -q "${read_arguments[@]}" </dev/null >"$room/posts" &&
		"$here/omtale-normalise" -q "${normalise_arguments[@]}" </dev/null >"$room/tokens" &&
		printf 'id,time,channel,author,reply_to,repost_of,thread,reach,text,lang,lang_confidence,tokens,lemmas,corrections,unknown\n' >"$room/lemmas" &&
		"$here/omtale-tag" -q "${tag_arguments[@]}" <"$room/lemmas" >"$room/tagged" &&
		"$here/omtale-aggregate" -q "${aggregate_arguments[@]}" -o "$room/reports" "$room/tagged" || status=$?
	rm -rf "$room"
	[ "$status" -eq 0 ] || exit "$status"
}

# Of two runs into one folder at once, each would take away what the other has done.
refuse_second() {
	local machine process
	read -r machine process 2>/dev/null <"$states/running" || return 0
	[ "$machine" = "$HOSTNAME" ] && [ "$process" != $$ ] && [ -d "/proc/$process" ] || return 0
	case $(tr '\0' ' ' <"/proc/$process/cmdline") in
	*omtale*) die "another run, process $process, is at work in $output: wait for it, or choose another folder" ;;
	esac
}

# Lays out DIR/states. A resumed run finds there which files are done, in whatever order they are given now.
plan() {
	local i file next=0 row=()
	local -A former=()
	foresee
	refuse_second
	if [ -n "$resume" ] && [ -f "$states/files" ]; then
		mapfile -d '' -t row <"$states/files"
		for ((i = 0; i < ${#row[@]}; i += 2)); do former[${row[i]}]+=${row[i + 1]}/; done
		next=$(find "$states" -name '[0-9]*-*' -printf '%f\n' | sed 's/-.*//' | sort -n | tail -n 1)
		next=$((10#${next:-0} + ${#row[@]} + 1))
	else
		rm -rf "$states"
	fi
	mkdir -p "$states" && rm -rf "$states/merged" "$output/missing.txt" "$states.done" || die "cannot make the folder $states"
	[ "$command" != run ] || printf '%s %d\n' "$HOSTNAME" $$ >"$states/running" || die "cannot write into $states"
	for i in "${!files[@]}"; do
		file=${files[i]}
		if [ -n "${former[$file]:-}" ]; then
			shards[i]=${former[$file]%%/*}
			former[$file]=${former[$file]#*/}
			if [ "$file" -nt "$states/${shards[i]}.state.csv" ] && [ -s "$states/${shards[i]}.state.csv" ]; then
				say "$file has changed since it was done, and is not read again: without --resume it would be"
			fi
		else
			shards[i]=$(shard_of "$next" "$file")
			next=$((next + 1))
		fi
	done
	write_plan || die "cannot write the plan into $states"
	refuse_second # the other may have begun in the same moment
}

# The list of files comes last: a folder without it has no plan.
write_plan() {
	local i
	stage_arguments read normalise stem tag >"$states/arguments.tmp" && printf 'keep\0%s\0' "$keep" >>"$states/arguments.tmp" &&
		provenance read normalise stem tag >"$states/provenance.tmp" || return 1
	if [ -f "$states/files" ] && ! { cmp -s "$states/arguments.tmp" "$states/arguments" && cmp -s "$states/provenance.tmp" "$states/provenance.csv"; }; then
		diff "$states/provenance.csv" "$states/provenance.tmp" | sed -n 's/^</omtale: then:/p; s/^>/omtale: now: /p' >&2
		die "the run to be resumed had other options or lexicons: give the same, or leave out --resume and begin anew"
	fi
	{ stage_arguments aggregate; printf '%s\0' quiet "$quiet" partial "$partial" folder "$PWD"; } >"$states/reports" &&
		mv "$states/arguments.tmp" "$states/arguments" && mv "$states/provenance.tmp" "$states/provenance.csv" &&
		for i in "${!files[@]}"; do printf '%s\0%s\0' "${files[i]}" "${shards[i]}"; done >"$states/files.tmp" && mv "$states/files.tmp" "$states/files"
}

stage_arguments() { # STAGE…
	local stage argument
	for stage; do
		local -n arguments=${stage}_arguments
		for argument in "${arguments[@]}"; do printf '%s\0%s\0' "$stage" "$argument"; done
	done
}

csv() { # FIELD…: a record
	local field line=''
	for field; do
		case $field in *[\",$'\n\r']*) field=\"${field//\"/\"\"}\" ;; esac
		line+=,$field
	done
	printf '%s\n' "${line#,}"
}

# OpenSSL's program takes less than half the time of coreutils' own, which is a second for the dictionaries alone.
sha256=(sha256sum)
! command -v openssl >/dev/null 2>&1 || sha256=(openssl dgst -sha256 -r)

sum_of() { [ "$1" = - ] || [ ! -r "$1" ] || "${sha256[@]}" <"$1" | cut -c1-64; }

# SUM NAME, a file a line; the names from standard input, in whatever order, each ended by a NUL.
sums_of_all() { sort -z | xargs -0r "${sha256[@]}" | sed 's/^\([0-9a-f]*\) [ *]/\1 /'; }

# The file of a lexicon that an option names: FILE, LANG=FILE or NAME=FILE.
lexicon_file() { case $1 in *=*) if [ -e "$1" ]; then printf '%s' "$1"; else printf '%s' "${1#*=}"; fi ;; *) printf '%s' "$1" ;; esac; }

# What the manifest says of the stages: their options, and the checksums of the lexicons that they read.
provenance() { # STAGE…
	local stage i folder name value
	csv kind name value
	csv program omtale "$version"
	for stage; do
		local -n arguments=${stage}_arguments
		for ((i = 0; i < ${#arguments[@]}; i++)); do
			value=${arguments[i]#--} name=${value%%=*}
			value=${value#"$name"} value=${value#=}
			[ "$stage-$name" != read-brands ] || continue # as omtale-tag's
			csv option "omtale-$stage --$name" "$value"
			case $name in
			brands | sentiment | modifiers | topics | counts | also) csv lexicon "$value" "$(sum_of "$(lexicon_file "$value")")" ;;
			esac
		done
	done
	for folder in "${OMTALE_LEXICONS:-}" "$here/../lexicons" "$here/../share/omtale/lexicons"; do
		[ -n "$folder" ] && [ -d "$folder" ] || continue
		(cd "$folder" && find . -name '*.csv' -type f ! -path '*/tests/*' -print0 | sums_of_all) | while read -r value name; do csv lexicon "${name#./}" "$value"; done
		break
	done
	folder=$(dictionaries)
	[ -z "$folder" ] || (cd "$folder" && find . -maxdepth 1 -type f -print0 | sums_of_all) | while read -r value name; do csv dictionary "${name#./}" "$value"; done
}

# The folder of compiled dictionaries that the stages read.
dictionaries() {
	local folder
	for folder in "${OMTALE_DICTIONARIES:-}" "$here/dictionaries" "$here/../share/omtale/dictionaries"; do
		[ -z "$folder" ] || [ ! -d "$folder" ] || { printf '%s\n' "$folder"; return; }
	done
}

# Takes up the plan in DIR, on whatever machine.
read_plan() { # DIR
	local i row=()
	[ -f "$1/states/files" ] || die "there is no plan in $1/states: omtale plan -o $1 makes one"
	output=$(cd "$1" && pwd) states=$output/states
	read_arguments=() normalise_arguments=() stem_arguments=() tag_arguments=() aggregate_arguments=()
	mapfile -d '' -t row <"$states/files"
	for ((i = 0; i < ${#row[@]}; i += 2)); do files[i / 2]=${row[i]} shards[i / 2]=${row[i + 1]}; done
	mapfile -d '' -t row < <(cat "$states/arguments" "$states/reports")
	for ((i = 0; i < ${#row[@]}; i += 2)); do
		case ${row[i]} in
		keep) keep=${row[i + 1]} ;;
		quiet) quiet=${row[i + 1]} ;;
		partial) partial=${partial:-${row[i + 1]}} ;;
		folder) cd "${row[i + 1]}" || die "this machine does not see the folder that the files are named from" ;;
		read | normalise | stem | tag | aggregate)
			local -n arguments=${row[i]}_arguments
			arguments+=("${row[i + 1]}") ;;
		esac
	done
	[ -z "$quiet" ] || silence=(--quiet)
}

# The numbers, from 1, of the files that are not done.
to_do() { local i; for i in "${!files[@]}"; do [ -s "$states/${shards[i]}.state.csv" ] || printf '%s\n' $((i + 1)); done; }

# The same with the files' names, a task a line.
list_tasks() { local task; to_do | while read -r task; do printf '%s\t%s\n' "$task" "${files[task - 1]//$'\n'/ }"; done; }
