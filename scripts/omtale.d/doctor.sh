# shellcheck shell=bash disable=SC2154 # a part of scripts/omtale
#
# `omtale doctor`: whether all that a run needs is there and fits together. Each line says what was looked at; one that must be mended says how. What the stages
# know is asked of the stages themselves, on a few posts.

doctor() {
	local i brands=() bad=0
	take_options "$@"
	for ((i = 0; i < ${#chosen[@]}; i += 2)); do case ${chosen[i]} in brands) brands=(--brands "${chosen[i + 1]}") ;; esac; done
	[ ${#operands[@]} -eq 0 ] || usage "omtale doctor takes no operands, found \"${operands[0]}\""
	paint
	room=$(mktemp -d) || die 'cannot make a temporary folder: see to TMPDIR'
	trap 'rm -rf "$room"' EXIT
	printf 'id,time,author,text\n%s\n' '1,2025-04-09T08:00:00Z,a,Toget var ikke dårligt :)' '2,,b,Bussen kjem aldri når ho skal' \
		'3,,c,Jeg er veldig skuffet over dere' '4,,d,The app is great but slow' >"$room/posts.csv"
	check_programs
	check_dictionaries
	check_lexicons
	check_versions
	check_locales
	check_tools
	check_disk
	[ "$bad" -eq 0 ] || { printf '\n%s\n' 'What is marked MEND above keeps a run from its end, or makes its reports wrong.'; exit 1; }
}

# Colour on a terminal, unless NO_COLOR says otherwise (https://no-color.org).
paint() {
	good='' mend='' plain=''
	if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then good=$'\e[32m' mend=$'\e[1;31m' plain=$'\e[m'; fi
}

fine() { printf '%sok%s    %-14s %s\n' "$good" "$plain" "$1" "$2"; }
mend() { printf '%sMEND%s  %-14s %s\n' "$mend" "$plain" "$1" "$2"; bad=1; }
note() { printf 'note  %-14s %s\n' "$1" "$2"; }

check_programs() {
	local program found missing='' other=''
	for program in omtale-{read,normalise,stem,tag,aggregate,compile,languages}; do
		if [ ! -x "$here/$program" ]; then missing+=" $program"; continue; fi
		found=$("$here/$program" --version 2>&1) || found="$program does not start"
		[ "$found" = "$program $version" ] || other+=" ($found)"
	done
	if [ -n "$missing" ]; then mend programs "not in $here:$missing; run make, or install omtale again"
	elif [ -n "$other" ]; then mend programs "omtale is $version, but:$other; run make, or install omtale again"
	else fine programs "seven of version $version in $here"; fi
}

# What the stages complain of, without their names, as one line.
complaint() { sed 's/^omtale-[a-z]*: //' "$room/complaint" | head -n 3 | tr '\n' ' '; }

check_dictionaries() {
	local lang packages package found
	for lang in da:hunspell-da nb:hunspell-no nn:hunspell-no en:hunspell-en-us,hunspell-en-gb; do
		packages=${lang#*:} lang=${lang%%:*} found=''
		if ! printf 'lang,tokens\n%s,ord\n' "$lang" | "$here/omtale-stem" >"$room/lemmas" 2>"$room/complaint" || [ -s "$room/complaint" ]; then
			mend "dictionary $lang" "$(complaint)"
			continue
		fi
		for package in ${packages//,/ }; do
			found+=" $package $(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || echo '(not from a package)')"
		done
		fine "dictionary $lang" "whole, and compiled from the dictionaries and lexicons that are here:$found"
	done
	if "$here/omtale-normalise" <"$room/posts.csv" >"$room/tokens" 2>"$room/complaint" && [ ! -s "$room/complaint" ]; then
		fine languages "told apart: $(cut -d, -f5 "$room/tokens" | tail -n +2 | sort -u | tr '\n' ' ')"
	else
		mend languages "$(complaint)"
	fi
}

check_lexicons() {
	"$here/omtale-read" "$room/posts.csv" 2>/dev/null | "$here/omtale-normalise" 2>/dev/null | "$here/omtale-stem" 2>/dev/null >"$room/lemmas"
	if "$here/omtale-tag" "${brands[@]}" <"$room/lemmas" >"$room/tagged" 2>"$room/complaint" && [ ! -s "$room/complaint" ]; then
		fine lexicons "valid${OMTALE_LEXICONS:+, from OMTALE_LEXICONS=$OMTALE_LEXICONS}${brands[1]:+, and so is ${brands[1]}}"
	elif [ -s "$room/tagged" ]; then
		note lexicons "$(complaint)"
	else
		mend lexicons "$(complaint)"
	fi
}

# A run's manifest names the versions that its bytes depend on; so does this one, of a run of four posts.
check_versions() {
	local unicode
	if "$here/omtale-aggregate" -o "$room/reports" "$room/tagged" 2>"$room/complaint"; then
		unicode=$(sed -n 's/^ *"unicode": *"\(.*\)",*$/\1/p' "$room/reports/manifest.json")
		fine versions "${unicode:-not told}; other versions may give other tokens and lemmas"
	else
		mend reports "$(complaint)"
	fi
}

check_locales() {
	local locale sum first='' others=''
	for locale in C C.UTF-8 $(locale -a 2>/dev/null | grep -E '^(da_DK|nb_NO|nn_NO|tr_TR|de_DE|en_US)' | head -n 4); do
		sum=$(export LC_ALL=$locale LANG=$locale TZ=Asia/Tokyo; "$here/omtale-read" "$room/posts.csv" 2>/dev/null | "$here/omtale-normalise" 2>/dev/null |
			"$here/omtale-stem" 2>/dev/null | "$here/omtale-tag" 2>/dev/null | cksum)
		[ "${first:=$sum}" = "$sum" ] || others+=" $locale"
	done
	if [ -z "$others" ]; then fine locale 'changes not a byte'
	else mend locale "changes what the stages write:$others; please report this, with the output of omtale doctor"; fi
}

check_tools() {
	local tool missing=''
	for tool in gzip awk sed sort sha256sum; do command -v "$tool" >/dev/null 2>&1 || missing+=" $tool"; done
	[ -z "$missing" ] || mend tools "not installed:$missing"
	if command -v parallel >/dev/null 2>&1; then fine tools "gzip, awk, sha256sum; parallel for several files at once"
	else note tools 'without GNU parallel files are read one after the other; install the package parallel'; fi
}

# In MB. A state takes less room than the posts that it was made of.
check_disk() {
	local place free
	for place in "$PWD" "${TMPDIR:-/tmp}"; do
		free=$(df -Pm -- "$place" 2>/dev/null | awk 'NR == 2 { print $4 }')
		if [ -z "$free" ]; then note disk "how much room $place has cannot be told"
		elif [ "$free" -lt 100 ]; then mend disk "$free MB left in $place; make room, or work elsewhere"
		elif [ "$free" -lt 2000 ]; then note disk "$free MB left in $place: little for a large archive"
		else fine disk "$((free / 1000)) GB left in $place"; fi
	done
}
