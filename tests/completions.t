#!/bin/bash
# Completions are made of the programs' own tables: they parse, and they complete, in each shell that is here.
. tests/tap.sh
programs=$(cd "$BUILD" && for program in omtale omtale-*; do [ -f "$program" ] && [ -x "$program" ] && echo "${program##*/}"; done | grep -v '\.')
mkdir "$T/bash" "$T/zsh" "$T/fish"
for program in $programs; do
	for shell in bash zsh fish; do
		runs "$program for $shell" 0 "$program" --completions "$shell"
		cp "$T/out" "$T/$shell/$program"
		if command -v "$shell" >/dev/null 2>&1; then ok 'parses' "$shell" -n "$T/$shell/$program"; else skip 'parses' "no $shell"; fi
	done
	runs "$program for another shell" 2 "$program" --completions tcsh
	runs "$program tells its version" 0 "$program" --version
	like 'with its name' "$T/out" "^$program [0-9]"
done

bash_completes() { # WORD… : what bash offers for the last
	bash -c '. "$0/omtale"; COMP_WORDS=(omtale "$@"); COMP_CWORD=$#; _omtale; printf "%s\n" "${COMPREPLY[@]}"' "$T/bash" "$@"
}
is 'bash: a command' "$(bash_completes doc)" doctor
is 'bash: an option of a stage behind the driver' "$(bash_completes run --pres)" --preset
is 'bash: an option of the driver' "$(bash_completes run --res)" --resume
is 'bash: no option of another command' "$(bash_completes doctor --pres)" ''
if command -v fish >/dev/null 2>&1; then
	is 'fish: a command' "$(fish -c "source $T/fish/omtale; complete -C 'omtale doc'" | cut -f1)" doctor
	is 'fish: an option' "$(fish -c "source $T/fish/omtale; complete -C 'omtale run --pres'" | cut -f1)" --preset
	is 'fish: an option of a stage' "$(fish -c "source $T/fish/omtale-read; complete -C 'omtale-read --pres'" | cut -f1 | sort | tr '\n' ' ')" '--preset --presets '
else
	skip 'fish completes' 'no fish'
fi
# What --help tells of and what the manual tells of are the same options.
helped() { sed -n 's/^ *\(-[a-zA-Z], \)\{0,1\}--\([a-z][a-z-]*\).*/\2/p' | sort -u; }
told() { sed -n 's/^\.It Fl/ Fl/p' "$1" | sed 's/ Fl -/ -/g' | grep -oE ' -[a-z][a-z-]+' | sed 's/^ -*//' | sort -u; }
for page in read normalise stem tag aggregate report compile languages; do
	is "omtale-$page: its options are those of its manual" "$("omtale-$page" --help | helped)" "$(told "pipeline/$page.1")"
done
is 'omtale: its own options are those of its manual' "$(told pipeline/omtale.1)" \
	"$({ bash -c '. scripts/omtale.d/options.sh; printf "%s\n" "$own_options"' | awk -F '|' '$1 != "report" { print $3 }'; printf 'help\nversion\n'; } | sort -u)"
is 'bash: an option of verify' "$(bash_completes verify --re)" --rerun

# Every option that the driver hands on is one of its stage's own.
while IFS='|' read -r _ stage names; do
	for name in $names; do like "omtale-$stage has --$name" <("omtale-$stage" --completions table) "^.?\|$name\|"; done
done < <(bash -c '. scripts/omtale.d/options.sh; printf "%s\n" "$handed_on"')
done_testing
