# shellcheck shell=bash disable=SC2154 # a part of scripts/omtale
#
# `omtale try`: one sentence through the real stages, as a person would read it.

try() {
	local i text
	take_options "$@"
	for ((i = 0; i < ${#chosen[@]}; i += 2)); do case ${chosen[i]} in quiet) silence=(--quiet) ;; esac; done
	text=${operands[*]}
	if [ ${#operands[@]} -eq 0 ] || [ "$text" = - ]; then
		[ ! -t 0 ] || usage "no text; omtale try 'Toget var slet ikke dårligt'"
		text=$(cat)
	fi
	[ -n "${text//[[:space:]]/}" ] || usage "an empty text; omtale try 'Toget var slet ikke dårligt'"
	printf 'id,text\ntext,"%s"\n' "${text//\"/\"\"}" | "$here/omtale-read" "${silence[@]}" |
		"$here/omtale-normalise" "${silence[@]}" "${normalise_arguments[@]}" |
		"$here/omtale-stem" "${silence[@]}" "${stem_arguments[@]}" |
		"$here/omtale-tag" "${silence[@]}" "${tag_arguments[@]}" --explain
}
