# shellcheck shell=bash disable=SC2154 # a part of scripts/omtale
#
# SQL that makes the reports' tables with types and keys, loads them from DIR, and makes views ready to ask: omtale sql postgresql reports | psql

sql() { # SYSTEM [DIR]
	[ $# -ge 1 ] && [ $# -le 2 ] || usage 'give omtale sql a system (postgresql, sqlite or duckdb) and, when it is not this one, the folder of the reports'
	exec "$here/omtale-aggregate" --sql "$@"
}
