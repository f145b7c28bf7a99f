#!/bin/bash
# omtale slurm, on a cluster of a controller and two nodes that this test starts on this machine, in a folder of its own: 12 shards, a node that dies on the
# way, a shard that is broken. Wants root, Slurm and munge (scripts/test-cluster installs them). Every daemon started here is ended here, by its number.
. tests/tap.sh
trap 'exit 1' TERM INT HUP
trap 'end_cluster; rm -rf "$T"' EXIT
D=$T/cluster
export SLURM_CONF=$D/slurm.conf
host=$(hostname)
chmod 755 "$T"

# ---- the cluster ----

free_ports() { python3 -c 'import socket
held = [socket.socket() for _ in range(3)]
for each in held: each.bind(("127.0.0.1", 0))
print(*(each.getsockname()[1] for each in held))'; }

write_configuration() { # CONTROLLER NODE NODE: ports
	cat >"$D/slurm.conf" <<-END
		ClusterName=omtale
		SlurmctldHost=$host(127.0.0.1)
		SlurmctldPort=$1
		SlurmUser=root
		AuthInfo=socket=$D/munge.sock,cred_expire=5
		StateSaveLocation=$D/state
		SlurmdSpoolDir=$D/spool/%n
		SlurmctldPidFile=$D/controller.pid
		SlurmdPidFile=$D/%n.pid
		SlurmctldLogFile=$D/controller.log
		SlurmdLogFile=$D/%n.log
		ProctrackType=proctrack/linuxproc
		SelectType=select/cons_tres
		SelectTypeParameters=CR_CPU
		MpiDefault=none
		SlurmdParameters=config_overrides
		ReturnToService=2
		SlurmdTimeout=3
		MaxArraySize=9
		SchedulerParameters=sched_interval=2,bf_interval=2
		NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$2 CPUs=2
		NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$3 CPUs=2
		PartitionName=main Nodes=ALL Default=YES State=UP
	END
	echo 'CgroupPlugin=cgroup/v1' >"$D/cgroup.conf"
}

start_cluster() {
	local ports
	mkdir -p "$D/state" "$D/spool/n1" "$D/spool/n2" && ports=$(free_ports) || return 1
	# shellcheck disable=SC2086 # three numbers
	write_configuration $ports
	(umask 077; head -c 1024 /dev/urandom >"$D/munge.key")
	chown munge: "$D" "$D/munge.key" && chmod 755 "$D"
	timeout 10 setpriv --reuid munge --regid munge --clear-groups munged --key-file="$D/munge.key" --socket="$D/munge.sock" --pid-file="$D/munged.pid" \
		--log-file="$D/munged.log" --seed-file="$D/seed" &&
		timeout 10 slurmctld -c && timeout 10 slurmd -N n1 && timeout 10 slurmd -N n2 && both_idle
}

both_idle() {
	local i
	for ((i = 0; i < 600; i++)); do
		[ "$(timeout 5 sinfo --noheader --Node --format=%T 2>/dev/null | grep -c '^idle$')" -eq 2 ] && return
		sleep 0.2
	done
	timeout 5 sinfo
	return 1
}

# The processes of a node: its daemon, the daemon's helpers (the tasks' parents), and the tasks, which carry the names of the node and of this cluster.
processes_of() { # NODE
	local pid tasks=()
	mapfile -t tasks < <(grep -lz "^SLURMD_NODENAME=$1\$" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 |
		while read -r pid; do ! grep -qzFx "SLURM_CONF=$SLURM_CONF" "/proc/$pid/environ" 2>/dev/null || echo "$pid"; done)
	cat "$D/$1.pid" 2>/dev/null
	for pid in "${tasks[@]}"; do
		pid=$(sed 's/.*) . //' "/proc/$pid/stat" 2>/dev/null | cut -d' ' -f1)
		case $(cat "/proc/${pid:-none}/comm" 2>/dev/null) in slurmstepd*) echo "$pid" ;; esac
	done | sort -u
	[ ${#tasks[@]} -eq 0 ] || printf '%s\n' "${tasks[@]}"
}

# A stage that has not come to its end, though it was told to stop: its task has not either.
is_at_work() { # PID…
	local pid
	for pid; do
		case $(cat "/proc/$pid/comm" 2>/dev/null) in omtale-*) [ "$(state_of "$pid")" != T ] || return 0 ;; esac
	done
	return 1
}

# As when the power goes, while the node works: all of it stands still before any part can tell of another's end. Whatever began in the meantime stands too.
kill_node() { # NODE
	local i pids=() seen
	for ((i = 0; i < 1200; i++)); do
		seen=
		mapfile -t pids < <(processes_of "$1")
		while [ "${pids[*]}" != "$seen" ]; do
			kill -STOP "${pids[@]}" 2>/dev/null
			seen=${pids[*]}
			mapfile -t pids < <(processes_of "$1")
		done
		if is_at_work "${pids[@]}"; then
			kill -KILL "${pids[@]}"
			echo "# killed on $1: ${pids[*]}"
			return 0
		fi
		kill -CONT "${pids[@]}" 2>/dev/null
		sleep 0.1
	done
	return 1
}

end_cluster() {
	local pid
	for pid in $(cat "$D/controller.pid" 2>/dev/null) $(processes_of n1) $(processes_of n2) $(cat "$D/munged.pid" 2>/dev/null); do
		kill -KILL "$pid" 2>/dev/null
		gone "$pid" || echo "# process $pid is still there"
	done
	rm -f "$D"/*.pid
}

state_of() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -c1; } # PID

gone() { # PID: no such process, or one that only waits to be buried
	local i
	for ((i = 0; i < 300; i++)); do
		case $(state_of "$1") in '' | Z | X) return 0 ;; esac
		sleep 0.1
	done
	return 1
}

# ---- the archive: 12 shards; records cut between them, so that replies cross from one to another ----

brands=$PWD/lexicons/brands.csv
scripts/make-archive 48000 11 | omtale-read >"$T/whole.csv" # a record a line
for shard in 00 01 02 03 04 05 06 07 08 09 10 11; do
	{ head -n 1 "$T/whole.csv"; tail -n +2 "$T/whole.csv" | awk -v shard="$shard" 'NR % 12 == shard + 0'; } | gzip -n >"$T/shard $shard.csv.gz"
done
runs 'one plain run, for comparison' 0 omtale run -q -o "$T/plain" --brands "$brands" --by week -k "$T"/shard*.csv.gz

ok 'a controller and two nodes start' start_cluster || { tail -n 5 "$D"/*.log | note; done_testing; exit 1; }
log_of() { [ "$failed" -eq 0 ] || tail -n 20 "$D"/*.log "$1"/states/logs/*.log 2>/dev/null | note; }

# ---- a node dies ----

timeout 600 omtale slurm -o "$T/array" --slurm '--time=5 --mem=0' --wait --brands "$brands" --by week -k "$T"/shard*.csv.gz >"$T/array.out" 2>"$T/array.err" &
client=$!
node=$(cat "$D/n2.pid")
ok 'the second node is killed while it works' kill_node n2
ok 'and is gone' gone "$node"
left=$(find "$T/array/states" -name '*.tmp' 2>/dev/null | wc -l)
is 'its tasks had not come to their end' "$([ "$left" -gt 0 ] && echo yes)" yes
timeout 10 scontrol update NodeName=n2 State=DOWN Reason=killed
timeout 10 slurmd -N n2
wait "$client"
is 'the run comes to its end all the same' $? 0 || note <"$T/array.err"
like 'it tells the jobs: the arrays' "$T/array.out" '^map [0-9]+$'
is 'of which there are two, as the site allows 8 tasks in one' "$(grep -c '^map ' "$T/array.out")" 2
like 'and the merge' "$T/array.out" '^merge [0-9]+$'
like 'and where the reports are' "$T/array.err" 'the reports are in'
ok 'tasks were requeued' grep -qi 'requeue' "$D/controller.log"
ok 'every byte is that of the plain run' diff -r "$T/plain" "$T/array"
log_of "$T/array"

# ---- a shard is broken ----

ok 'both nodes are there again' both_idle
mkdir "$T/mixed"
cp "$T/shard 00.csv.gz" "$T/shard 01.csv.gz" "$T/shard 02.csv.gz" "$T/mixed/"
head -c 20000 "$T/shard 03.csv.gz" >"$T/mixed/broken.csv.gz"
# In the background and waited for, so that a signal ends this test at once.
slurm_run() { timeout 300 omtale slurm -o "$T/broken" --brands "$brands" --wait "$@" & wait $!; }
runs 'a broken shard: no reports' 1 slurm_run "$T"/mixed/*.csv.gz
like 'it is named with its stage' "$T/err" 'missing: .*/mixed/broken.csv.gz: omtale-read failed'
is 'and it alone' "$(wc -l <"$T/broken/missing.txt")" 1
ok 'there is no report' test ! -e "$T/broken/brands.csv"
is 'the others were done' "$(find "$T/broken/states" -name '*.state.csv' | wc -l)" 3
ok 'the log of its task says what was wrong' grep -rq 'the gzip data ends too early' "$T/broken/states/logs"
runs 'with --partial-ok there are reports' 0 slurm_run --resume --partial-ok "$T"/mixed/*.csv.gz
like 'that say what is missing' "$T/broken/missing.txt" 'broken.csv.gz: omtale-read failed'
like 'as does the manifest' "$T/broken/manifest.json" '"kind": "missing", "name": ".*broken.csv.gz"'
cp "$T/shard 03.csv.gz" "$T/mixed/broken.csv.gz"
runs 'mended and resumed' 0 slurm_run --resume "$T"/mixed/*.csv.gz
is 'one task was left to do' "$(sed -n 's/^omtale: \([0-9]*\) tasks.*/\1/p' "$T/err")" 1
omtale run -q -o "$T/mended" --brands "$brands" "$T"/mixed/*.csv.gz
ok 'every byte is that of a plain run' diff -r "$T/mended" "$T/broken"
log_of "$T/broken"

runs 'what sbatch refuses' 1 timeout 20 omtale slurm -o "$T/refused" --slurm '--partition=nowhere' "$T/shard 00.csv.gz"
like 'is said' "$T/err" 'sbatch refused'
is 'and nothing is left in the queue' "$(timeout 10 squeue --noheader)" ''
runs 'standard input cannot go to other machines' 1 omtale slurm -o "$T/refused" -
daemons=$(cat "$D"/*.pid)
is 'there are four daemons' "$(wc -w <<<"$daemons")" 4
end_cluster >"$T/end"
ok 'and none at the end' test ! -s "$T/end"
done_testing
