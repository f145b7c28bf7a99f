# shellcheck shell=bash disable=SC2154,SC2034 # a part of scripts/omtale
#
# The driver's commands and options, out of one table each: parsing, --help, completions for shells, and what was perhaps meant by a mistyped word. The options
# that a command hands on stand here by name only; what they are called with and what they mean is asked of the stage that they belong to.

# COMMAND|OPERANDS|what it does
commands='run|-o DIR [OPTION]… FILE…|all reports of one archive or of many
slurm|-o DIR [OPTION]… FILE…|the same on a cluster under Slurm
plan|-o DIR [OPTION]… FILE…|lists the tasks of a run, for other engines
map|[-j N] DIR TASK…|does tasks of a plan, anywhere and in any order
merge|DIR [--partial-ok]|makes the reports of a plan whose tasks are done
sql|SYSTEM [DIR]|tables, loading and views for postgresql, sqlite or duckdb
report|[OPTION]… DIR|the reports as one page to look at, DIR/report.html
try|[OPTION]… TEXT…|explains how one sentence is understood
init|DIR|lays out a small project: brands and plans to fill in, the pipe in a Makefile
verify|DIR [--rerun]|checks reports against their manifest, and what they were made from
keygen|FILE|makes a key for --pseudonymise
doctor|[OPTION]…|checks programs, dictionaries, lexicons and disk, and says what to do'

# COMMANDS|LETTER|NAME|ARGUMENT|what it means
own_options='run slurm plan|o|output|DIR|where the reports go; made when it is not there
run slurm plan|j|jobs|N|files at once, or shares of a large one (default: the number of processors; under Slurm: tasks at once, without limit)
map|j|jobs|N|deal the posts of each file out to N pipelines (default: 1)
run slurm plan|k|keep-tagged||keep the tagged table of each file in DIR/tagged (CSV, gzip)
run slurm plan||resume||redo only the files that a former run did not finish
run slurm plan merge||partial-ok||make the reports although files failed; DIR/missing.txt and the manifest say which
slurm||slurm|OPTIONS|options for sbatch, such as '\''--time=1:00:00 --mem=2G'\''
slurm||slurm-merge|OPTIONS|further options for the merge alone
slurm||wait||come back when the reports are there
report|l|lang|LANG|the language of the page: en, da, nb or nn (default: en)
report|o|output|FILE|the page (default: DIR/report.html)
report||title|TEXT|what stands above it
report||rows|N|at most so many authors of a brand, and cascades (default: 1000)
verify||rerun||make the run again from its manifest, and compare every byte
doctor|b|brands|FILE|check this brand lexicon too
run slurm plan try verify report|q|quiet||no progress, no warnings'

# COMMANDS|STAGE|NAME…: options handed on to the stage. --zone serves two: posts without a zone, and the reports' dates.
handed_on='run slurm plan|read|preset map channel keep charset zone time-format delimiter rows max-record pseudonymise brands redact forget
run slurm plan try|normalise|lang
run slurm plan try|stem|counts
run slurm plan try|tag|brands sentiment modifiers topics also
run slurm plan|aggregate|zone by from to min collected members planned brand excel near'

stages='read normalise stem tag aggregate'

# "LETTER|NAME|ARGUMENT|HELP" of command $1's own options.
own_rows() {
	local of row
	while IFS='|' read -r of row; do case " $of " in *" $1 "*) printf '%s\n' "$row" ;; esac; done <<<"$own_options"
}

# The same of the options that it hands on to stage $2.
stage_rows() {
	local of stage names row name
	while IFS='|' read -r of stage names; do
		[ "$stage" = "$2" ] || continue
		case " $of " in *" $1 "*) ;; *) continue ;; esac
		while IFS= read -r row; do
			name=${row#*|} name=${name%%|*}
			# Letters are the driver's own.
			case " $names " in *" $name "*) printf '|%s\n' "${row#*|}" ;; esac
		done < <("$here/omtale-$stage" --completions table)
	done <<<"$handed_on"
}

# What was perhaps meant by $1 among the words behind it, as the end of a message: at most two letters wrong, left out, added or swapped.
perhaps() {
	printf '%s\n' "${@//$'\n'/ }" | awk '
		function least(a, b) { return a < b ? a : b }
		NR == 1 { word = $0; n = length(word); best = 3; next }
		{
			m = length($0)
			for (i = 0; i <= n; i++) d[i, 0] = i
			for (j = 0; j <= m; j++) d[0, j] = j
			for (i = 1; i <= n; i++) for (j = 1; j <= m; j++) {
				a = substr(word, i, 1); b = substr($0, j, 1)
				d[i, j] = least(least(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a != b))
				if (i > 1 && j > 1 && a == substr($0, j - 1, 1) && b == substr(word, i - 1, 1)) d[i, j] = least(d[i, j], d[i - 2, j - 2] + 1)
			}
			if (d[n, m] < best && d[n, m] < m) { best = d[n, m]; found = $0 }
		}
		END { if (found != "") printf "; did you mean %s?", found }'
}

# ---- parsing ----

# The command line of $command: its own options into `chosen` (NAME VALUE NAME VALUE …), those of stages into STAGE_arguments, the rest into `operands`.
take_options() {
	local word name value argument owners stage
	chosen=() operands=()
	read_arguments=() normalise_arguments=() stem_arguments=() tag_arguments=() aggregate_arguments=()
	while [ $# -gt 0 ]; do
		word=$1
		shift
		case $word in
		-h | --help) command_help; exit 0 ;;
		--) operands+=("$@"); return ;;
		--*) name=${word%%=*} name=${name#--} ;;
		-?*)
			find_letter "${word:1:1}" || usage "unknown option ${word:0:2}"
			# -oDIR is --output=DIR, and -kq is -k -q.
			if [ ${#word} -gt 2 ]; then
				if [ -n "$argument" ]; then word=--$name=${word:2}; else set -- "-${word:2}" "$@"; fi
			fi ;;
		*) operands+=("$word"); continue ;;
		esac
		find_option "$name"
		value=''
		case ${argument:+value}$word in
		value--*=*) value=${word#*=} ;;
		value*) [ $# -gt 0 ] || usage "option --$name wants a value"; value=$1; shift ;;
		--*=*) usage "option --$name takes no value" ;;
		esac
		[ -n "$owners" ] || chosen+=("$name" "$value")
		for stage in $owners; do
			local -n arguments=${stage}_arguments
			arguments+=("--$name${argument:+=$value}")
		done
	done
}

# Letter $1 of the command's own: its name and argument.
find_letter() {
	local letter
	while IFS='|' read -r letter name argument _; do [ "$letter" != "$1" ] || return 0; done < <(own_rows "$command")
	return 1
}

# Option $1: its argument, and the stages that it is handed on to (none: it is the driver's own). The stages are asked only for what is not.
find_option() {
	local rows known names=()
	owners=''
	rows=$(own_rows "$command")
	find_row "$1" "$rows" && return
	mapfile -t names < <(cut -d '|' -f 2 <<<"$rows")
	for stage in $stages; do
		[ -n "${stage_options[$stage]+known}" ] || stage_options[$stage]=$(stage_rows "$command" "$stage")
		mapfile -t -O ${#names[@]} names < <(cut -d '|' -f 2 <<<"${stage_options[$stage]}")
		! find_row "$1" "${stage_options[$stage]}" || owners+="$stage "
	done
	[ -n "$owners" ] || usage "unknown option --$1$(perhaps "$1" "${names[@]}" help | sed 's/mean /mean --/')"
	for known in $owners; do find_row "$1" "${stage_options[$known]}"; done
}

declare -gA stage_options=() # -g: this part is sourced in a function

find_row() { # NAME ROWS
	local row_name row_argument
	while IFS='|' read -r _ row_name row_argument _; do
		[ "$row_name" != "$1" ] || { argument=$row_argument; return 0; }
	done <<<"$2"
	return 1
}

# ---- help ----

print_rows() { # LETTER|NAME|ARGUMENT|HELP lines
	local letter name argument help
	while IFS='|' read -r letter name argument help; do
		[ -n "$name" ] || continue
		name=$name${argument:+ $argument}
		printf '  %3s --%s%*s %s\n' "${letter:+-$letter,}" "$name" $((${#name} < 22 ? 22 - ${#name} : 0)) '' "$help" # printf alone counts bytes
	done
}

help() {
	local name operands purpose
	cat <<'END'
omtale: what is said of whom in archives of posts, and whom to talk with

Examples:
  omtale run -o reports posts.csv.gz                      one archive, all reports
  omtale run -o reports --brands ours.csv -j 4 2019/*.gz  a year of files, four at a time
  omtale try 'Toget var slet ikke dårligt'                how one sentence is understood, and why

Usage: omtale COMMAND [OPTION]… [OPERAND]…

Commands (omtale COMMAND --help shows the options of each):
END
	while IFS='|' read -r name operands purpose; do printf '  omtale %-6s %s%*s %s\n' "$name" "$operands" $((${#operands} < 24 ? 24 - ${#operands} : 0)) '' "$purpose"; done <<<"$commands"
	cat <<'END'

  -h, --help     show this
  -V, --version  show the version

Manuals: omtale(1), omtale(7), omtale-recipes(7), omtale-read(1), omtale-normalise(1), omtale-stem(1), omtale-tag(1), omtale-aggregate(1), omtale-report(1), omtale-table(5), omtale-lexicon(5).
END
}

command_help() {
	local name operands purpose stage rows
	while IFS='|' read -r name operands purpose; do
		[ "$name" != "$command" ] || printf 'omtale %s: %s\n\nUsage: omtale %s %s\n\nOptions:\n' "$name" "$purpose" "$name" "$operands"
	done <<<"$commands"
	{ own_rows "$command"; echo 'h|help||show this'; } | print_rows
	for stage in $stages; do
		rows=$(stage_rows "$command" "$stage")
		[ -z "$rows" ] || { printf '\nHanded on to omtale-%s:\n' "$stage"; print_rows <<<"$rows"; }
	done
}

# ---- completions ----

# All options of a command, each name once.
command_rows() {
	local stage
	{ own_rows "$1"; for stage in $stages; do stage_rows "$1" "$stage"; done; echo 'h|help||show this'; } | awk -F '|' '!seen[$2]++'
}

complete_bash() {
	local name rest
	printf '_omtale() {\n\tlocal words current=${COMP_WORDS[COMP_CWORD]}\n\tcase $COMP_CWORD,${COMP_WORDS[1]} in\n\t1,*) words="'
	while IFS='|' read -r name rest; do printf '%s ' "$name"; done <<<"$commands"
	printf -- '--help --version" ;;\n'
	while IFS='|' read -r name rest; do
		printf '\t*,%s) words="' "$name"
		command_rows "$name" | while IFS='|' read -r _ name rest; do printf -- '--%s ' "$name"; done
		printf '" ;;\n'
	done <<<"$commands"
	printf '\t*) words= ;;\n\tesac\n\tCOMPREPLY=()\n\tif [ "$COMP_CWORD" -eq 1 ] || [ "${current#-}" != "$current" ]; then mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"); fi\n}\n'
	printf 'complete -o default -F _omtale omtale\n'
}

quote_zsh() { sed "s/[]:\\\\[]/\\\\&/g; s/'/'\\\\''/g" <<<"$1"; }

complete_zsh() {
	local name rest purpose letter argument help
	printf '#compdef omtale\nlocal -a commands\ncommands=(\n'
	while IFS='|' read -r name rest purpose; do printf "  '%s:%s'\n" "$name" "$(quote_zsh "$purpose")"; done <<<"$commands"
	printf ')\nif (( CURRENT == 2 )); then _describe command commands; return; fi\nlocal command=$words[2]\nshift words; (( CURRENT-- ))\ncase $command in\n'
	while IFS='|' read -r name rest; do
		printf '%s) _arguments \\\n' "$name"
		command_rows "$name" | while IFS='|' read -r letter name argument help; do
			if [ -n "$letter" ]; then printf "  '(-%s --%s)'{-%s%s,--%s%s}'[" "$letter" "$name" "$letter" "${argument:++}" "$name" "${argument:+=}"
			else printf "  '--%s%s[" "$name" "${argument:+=}"; fi
			printf "%s]%s' \\\\\n" "$(quote_zsh "$help")" "${argument:+:$(quote_zsh "$argument"):_files}"
		done
		printf "  '*:file:_files' ;;\n"
	done <<<"$commands"
	printf 'esac\n'
}

quote_fish() { sed "s/[\\\\']/\\\\&/g" <<<"$1"; }

complete_fish() {
	local command rest purpose letter name argument help
	while IFS='|' read -r command rest purpose; do
		printf "complete -c omtale -n __fish_use_subcommand -f -a %s -d '%s'\n" "$command" "$(quote_fish "$purpose")"
		command_rows "$command" | while IFS='|' read -r letter name argument help; do
			printf "complete -c omtale -n '__fish_seen_subcommand_from %s' -l %s%s%s -d '%s'\n" "$command" "$name" "${letter:+ -s $letter}" "${argument:+ -r}" "$(quote_fish "$help")"
		done
	done <<<"$commands"
}

completions() {
	case ${1:-} in
	bash | zsh | fish) "complete_$1" ;;
	*) usage "--completions: expected bash, zsh or fish, found \"${1:-}\"" ;;
	esac
}
