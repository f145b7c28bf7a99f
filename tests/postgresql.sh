# shellcheck shell=bash # a part of tests: a PostgreSQL server of the test's own
#
# start_postgresql FOLDER starts one on a socket in FOLDER/server, empty, without a network, for the user omtale; psql finds it by PGHOST, PGUSER and PGDATABASE.
# stop_postgresql ends it. False when PostgreSQL is not installed. What it said is in FOLDER/server.log.

postgresql_bin() { find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1; }
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

start_postgresql() {
	local bin
	bin=$(postgresql_bin)
	[ -x "$bin/initdb" ] || return 1
	postgresql=$1/server
	mkdir -m 700 "$postgresql"
	[ "$(id -u)" -ne 0 ] || { chown postgres "$postgresql"; chmod 755 "$1"; }
	as_postgres "$bin/initdb" -D "$postgresql/data" -E UTF8 --locale=C -A trust -U omtale >"$1/server.log" 2>&1
	as_postgres "$bin/pg_ctl" -D "$postgresql/data" -o "-k $postgresql -c listen_addresses= -c fsync=off" -w -l "$postgresql/log" start >>"$1/server.log" 2>&1
	export PGHOST=$postgresql PGUSER=omtale PGDATABASE=postgres
}

stop_postgresql() { [ -z "${postgresql:-}" ] || as_postgres "$(postgresql_bin)/pg_ctl" -D "$postgresql/data" -m immediate stop >/dev/null 2>&1; }
