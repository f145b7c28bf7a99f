#!/bin/bash
# Every fuzz target survives its seeds, and what was found by fuzzing once (tests/fuzz/seeds/TARGET).
. tests/tap.sh
export OMTALE_DICTIONARIES=$BUILD/dictionaries OMTALE_LEXICONS=lexicons
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	target=${name#fuzz_}
	is "$target has seeds" "$(find "tests/fuzz/seeds/$target" -type f 2>/dev/null | head -n 1 | wc -l)" 1
	ok "$target survives its $(find "tests/fuzz/seeds/$target" -type f 2>/dev/null | wc -l) seeds" "$BUILD/tests/$name" tests/fuzz/seeds/"$target"/*
done
done_testing
