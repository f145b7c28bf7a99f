#!/bin/bash
# scripts/spark/omtale_spark.py on real PySpark (build/spark), with a master and two workers as processes of their own: 12 shards, a worker killed on the way,
# a shard that is broken. scripts/test-spark installs it.
. tests/tap.sh
trap 'exit 1' TERM INT HUP
trap 'end_spark; rm -rf "$T"' EXIT
job=$PWD/scripts/spark/omtale_spark.py
brands=$PWD/lexicons/brands.csv
export SPARK_HOME PYSPARK_PYTHON=$PWD/build/spark/bin/python SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS=$T/spark SPARK_WORKER_DIR=$T/workers
SPARK_HOME=$("$PYSPARK_PYTHON" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
mkdir -p "$T/spark" "$T/workers" "$T/events"

# In the background and waited for, so that a signal ends this test at once.
on_spark() {
	timeout 400 "$SPARK_HOME/bin/spark-submit" --master 'local-cluster[2,1,1024]' --conf spark.ui.enabled=false --conf spark.executor.memory=512m \
		--conf spark.driver.memory=512m --conf spark.eventLog.enabled=true --conf spark.eventLog.compress=false --conf "spark.eventLog.dir=$T/events" \
		"$job" "$@" &
	wait $!
}

# What Spark started for this test, and of that what has $1 in its command line: it has this test's folder in its environment.
processes() {
	local pid
	for pid in $(grep -lzFx "SPARK_LOCAL_DIRS=$SPARK_LOCAL_DIRS" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3); do
		! grep -qa "$1" "/proc/$pid/cmdline" 2>/dev/null || echo "$pid"
	done
}
end_spark() {
	local pid
	for pid in $(processes .); do kill -KILL "$pid" 2>/dev/null; done
}

scripts/make-archive 24000 13 | omtale-read >"$T/whole.csv" # a record a line
for shard in 00 01 02 03 04 05 06 07 08 09 10 11; do
	{ head -n 1 "$T/whole.csv"; tail -n +2 "$T/whole.csv" | awk -v shard="$shard" 'NR % 12 == shard + 0'; } | gzip -n >"$T/shard $shard.csv.gz"
done
runs 'one plain run, for comparison' 0 omtale run -q -o "$T/plain" --brands "$brands" --by week "$T"/shard*.csv.gz

# ---- a worker dies ----

on_spark -o "$T/spark run" --brands "$brands" --by week "$T"/shard*.csv.gz >"$T/run.out" 2>"$T/run.err" &
started=$!
working=
for ((i = 0; i < 1200; i++)); do
	kill -0 "$started" 2>/dev/null || break
	mapfile -t busy < <(processes CoarseGrainedExecutorBackend)
	[ ${#busy[@]} -ne 2 ] || working=$(ls "$T/spark run/states"/*.tmp 2>/dev/null)
	[ -z "$working" ] || break
	sleep 0.1
done
kill -KILL "${busy[0]:-none}"
is 'two workers are processes of their own' "${#busy[@]}" 2
ok 'one of them is killed while they work' test -n "$working"
wait "$started"
is 'the run comes to its end all the same' $? 0 || tail -n 30 "$T/run.err" | note
like 'Spark had lost an executor' "$T/run.err" 'Lost (task|executor)'
ok 'every byte is that of the plain run' diff -r "$T/plain" "$T/spark run"
executor_count=$(find "$T/events" -name 'events_*' -exec cat {} + | sed -n 's/.*"Event":"SparkListenerTaskEnd".*"Executor ID":"\([^"]*\)".*/\1/p' | sort -u | wc -l)
is 'more than one of them did tasks' "$([ "$executor_count" -ge 2 ] && echo yes)" yes

# ---- a shard is broken ----

mkdir "$T/mixed"
cp "$T/shard 00.csv.gz" "$T/shard 01.csv.gz" "$T/shard 02.csv.gz" "$T/mixed/"
head -c 20000 "$T/shard 03.csv.gz" >"$T/mixed/broken.csv.gz"
runs 'a broken shard: no reports' 1 on_spark -o "$T/broken" --brands "$brands" "$T"/mixed/*.csv.gz
like 'it is named with its stage' "$T/out" 'missing: .*/mixed/broken.csv.gz: omtale-read failed'
is 'and it alone' "$(wc -l <"$T/broken/missing.txt")" 1
ok 'there is no report' test ! -e "$T/broken/brands.csv"
is 'the others were done' "$(find "$T/broken/states" -name '*.state.csv' | wc -l)" 3
cp "$T/shard 03.csv.gz" "$T/mixed/broken.csv.gz"
runs 'mended and resumed' 0 on_spark -o "$T/broken" --resume --brands "$brands" "$T"/mixed/*.csv.gz
omtale run -q -o "$T/mended" --brands "$brands" "$T"/mixed/*.csv.gz
ok 'every byte is that of a plain run' diff -r "$T/mended" "$T/broken"

runs 'an option that is not known, before Spark starts' 2 timeout 60 "$PYSPARK_PYTHON" "$job" -o "$T/x" --barnds a.csv "$T/shard 00.csv.gz"
is 'no worker is left' "$(processes org.apache.spark)" ''
done_testing
