"""Omtale on Spark: archives become reports on the cluster that a company has.

    spark-submit omtale_spark.py -o DIR [OPTION]... FILE...
    spark-submit --master yarn --conf spark.executor.cores=2 omtale_spark.py -o /shared/reports --brands ours.csv /shared/posts/*.gz

The options are those of `omtale run`; --omtale PROGRAM says where omtale is on every machine (default: found on PATH). Files, DIR and programs are on
storage that all machines see under one name. What travels through Spark are names of files, never posts: gzip cannot be cut, and a record with a quoted
line break must not be. Each task is one file, which the stages turn into a state in DIR/states; a task that Spark does twice, or that goes on in a worker
given up for lost, does no harm. `omtale merge` makes the reports; when a file failed, it says which and at what stage, and there are no reports (exit 1)
unless --partial-ok was given. With --resume only what is missing is done.
"""

import argparse
import shlex
import shutil
import subprocess
import sys

from pyspark import SparkConf, SparkContext


def command_line():
    parser = argparse.ArgumentParser(
        prog="omtale_spark.py", usage="spark-submit omtale_spark.py -o DIR [OPTION]... FILE...",
        description="Omtale on Spark. Further options are those of omtale run.", allow_abbrev=False)
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="where the reports go; all machines see it")
    parser.add_argument("--omtale", default=shutil.which("omtale") or "omtale", metavar="PROGRAM", help="where omtale is on every machine")
    return parser.parse_known_args()


def plan(omtale, output, arguments):
    """The tasks that are left to do: lines of a number and the name of a file."""
    listed = subprocess.run([omtale, "plan", "-o", output, *arguments], stdout=subprocess.PIPE)
    if listed.returncode:
        sys.exit(listed.returncode)
    return listed.stdout.decode(errors="replace").split("\n")[:-1]


def do(tasks, omtale, output):
    """Does the tasks, one a partition. A file that cannot be read is an answer; whatever else goes wrong with a worker, Spark tries again elsewhere."""
    context = SparkContext.getOrCreate(SparkConf().setIfMissing("spark.app.name", "omtale"))
    try:
        return context.parallelize(tasks, len(tasks)).pipe(shlex.join([omtale, "map", output, "-"]), checkCode=True).collect()
    finally:
        context.stop()


def main():
    options, arguments = command_line()
    tasks = plan(options.omtale, options.output, arguments)
    answers = do(tasks, options.omtale, options.output) if tasks else []
    if len(answers) != len(tasks):
        sys.exit(f"omtale_spark.py: {len(tasks)} tasks were sent, {len(answers)} answered; --resume does the others")
    sys.exit(subprocess.run([options.omtale, "merge", options.output]).returncode)


if __name__ == "__main__":
    main()
