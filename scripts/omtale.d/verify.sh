# shellcheck shell=bash disable=SC2154,SC2034 # a part of scripts/omtale
#
# Whether a folder of reports is what its manifest says, and whether what it was made from is still there: reports, inputs, lexicons, dictionaries, versions. With
# --rerun the run is made again, from the manifest alone, and compared byte for byte. The manifest has one thing a line, so that this needs no JSON parser.

verify() { # DIR [--rerun]
	local folder='' rerun='' changed=0 checked=0
	part plan
	while [ $# -gt 0 ]; do
		case $1 in
		--rerun) rerun=yes ;;
		-q | --quiet) quiet=yes ;;
		-*) usage "unknown option $1$(perhaps "$1" --rerun --quiet)" ;;
		*) [ -z "$folder" ] || usage 'give omtale verify one folder'; folder=$1 ;;
		esac
		shift
	done
	[ -n "$folder" ] || usage 'give omtale verify the folder of the reports'
	[ -r "$folder/manifest.json" ] || die "there is no manifest in $folder: omtale run -o $folder makes one"
	check_reports
	check_provenance
	[ $changed -eq 0 ] || [ -z "$rerun" ] || say 'what the run was made from is no longer the same; the rerun shows what comes of it'
	[ -z "$rerun" ] || run_again
	[ $changed -eq 0 ] || { say "$changed of $checked have changed"; return 1; }
	say "all $checked are as the manifest says"
}

# The lines of a list in the manifest: $1 and $2 are its members' names, the values come with a TAB between, as JSON writes them.
manifest_pairs() { # KEY KEY [BEFORE]
	sed -n 's/^ *{'"${3:-}"'"'"$1"'": "\(.*\)", .*"'"$2"'": "\(.*\)"},\{0,1\}$/\1\t\2/p' "$folder/manifest.json"
}

# The same of the options: those of the stages before the reports, then the reports' own. One that takes no value has no such member.
manifest_options() {
	option_lines '/^  "provenance": \[/' '"kind": "option", '
	option_lines '/^  "options": \[/' ''
}

option_lines() { # FIRST-LINE BEFORE
	sed -n "$1"',/^  \]/{s/^ *{'"$2"'"name": "\([^"]*\)", "value": "\(.*\)"},\{0,1\}$/\1\t\2/p;s/^ *{'"$2"'"name": "\([^"]*\)"},\{0,1\}$/\1\t/p}' "$folder/manifest.json"
}

# The next such pair into name and value, as they were: what JSON escapes printf reads too, but for quotes.
read_pair() {
	local pair
	IFS= read -r pair || return 1
	pair=${pair//\\\"/\"}
	printf -v name '%b' "${pair%%$'\t'*}"
	printf -v value '%b' "${pair#*$'\t'}"
}

tell() { changed=$((changed + 1)); printf 'omtale: %s\n' "$*" >&2; }

same_file() { # WHAT PATH SUM
	checked=$((checked + 1))
	if [ ! -e "$2" ]; then
		case $2 in /*) tell "$1 $2: it is not there" ;; *) tell "$1 $2: it is not there, seen from here" ;; esac
	elif [ "$(sum_of "$2")" != "$3" ]; then tell "$1 $2: it is not what it was"; fi
}

check_reports() {
	local name value
	while read_pair; do
		case $name in */* | .*) tell "report $name: no name of a report" ;; *) same_file report "$folder/$name" "$value" ;; esac
	done < <(manifest_pairs name sha256)
}

check_provenance() {
	local kind name value lexicons
	local -A own=()
	for lexicons in "${OMTALE_LEXICONS:-}" "$here/../lexicons" "$here/../share/omtale/lexicons"; do [ -z "$lexicons" ] || [ ! -d "$lexicons" ] || break; done
	while read_pair; do [ -z "$value" ] || own[$value]=yes; done < <(manifest_options)
	for kind in program lexicon dictionary input; do
		while read_pair; do
			case $kind in
			program) checked=$((checked + 1)); [ "$value" = "$version" ] || tell "program $name: it was version $value, this is $version" ;;
			input) if [ "$name" = - ]; then say 'standard input cannot be checked'; else same_file input "$name" "$value"; fi ;;
			dictionary) same_file dictionary "$(dictionaries)/$name" "$value" ;;
			lexicon)
				# One that an option named comes before those that are bundled, which may be called the same.
				if [ -n "${own[$name]:-}" ]; then unset "own[\$name]"; same_file lexicon "$(lexicon_file "$name")" "$value"
				else same_file lexicon "$lexicons/$name" "$value"; fi ;;
			esac
		done < <(manifest_pairs name value '"kind": "'"$kind"'", ')
	done
}

# Makes the run once more, from what the manifest says of it.
run_again() {
	local name value words=() inputs=() again seen='' flag
	[ -z "$(manifest_pairs name value '"kind": "missing", ')" ] || die 'the run was of some files only: it cannot be made again as it was'
	while read_pair; do
		name=${name##* }
		case $name in --rejected | rejected) continue ;; --*) ;; *) name=--$name ;; esac
		case $seen in *"|$name=$value|"*) continue ;; esac # one that two stages share
		seen+="|$name=$value|"
		case $name in --redact | --excel) flag=yes ;; *) flag= ;; esac
		if [ -n "$flag" ]; then words+=("$name"); else words+=("$name" "$value"); fi
	done < <(manifest_options)
	while read_pair; do
		[ "$name" != - ] || die 'the run was of standard input: it cannot be made again'
		inputs+=("$name")
	done < <(manifest_pairs name value '"kind": "input", ')
	[ ${#inputs[@]} -gt 0 ] || die 'the manifest names no input: only what omtale run makes can be made again'
	again=$(mktemp -d) || die 'cannot make a folder to run again in'
	"$here/omtale" run -q -o "$again/reports" "${words[@]}" -- "${inputs[@]}" || { rm -rf "$again"; die 'the run could not be made again'; }
	while read_pair; do
		checked=$((checked + 1))
		cmp -s "$folder/$name" "$again/reports/$name" || tell "report $name: made again, it is another"
	done < <(manifest_pairs name sha256)
	rm -rf "$again"
}
