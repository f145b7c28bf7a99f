# shellcheck shell=bash disable=SC2154 # a part of scripts/omtale
#
# A key for omtale-read --pseudonymise: 32 random bytes in hexadecimal digits, which nobody else may read, and which are never overwritten: who loses a key can
# never again give the same people the same pseudonyms.

keygen() { # FILE
	local key
	[ $# -eq 1 ] || usage 'give omtale keygen the name of one file'
	case $1 in -*) usage "unknown option $1" ;; esac
	key=$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n') && [ ${#key} -eq 64 ] || die 'the system gives no random bytes (/dev/urandom)'
	[ ! -e "$1" ] && [ ! -L "$1" ] || die "cannot make the key $1: it is there already, and who overwrites a key loses it"
	[ -d "$(dirname -- "$1")" ] || die "cannot make the key $1: there is no folder $(dirname -- "$1")"
	# With noclobber the file is made by this process or not at all.
	(umask 077 && set -o noclobber && printf '%s\n' "$key" >"$1") 2>/dev/null || die "cannot make the key $1"
	sync -- "$1"
	say "the key is in $1: keep it apart from the posts; who has it can tell whose pseudonym is whose"
}
