#!/bin/bash
# Every cmocka program built from tests/unit; its own failures are shown as they stand.
. tests/tap.sh
for source in tests/unit/test_*.c; do
	name=$(basename "$source" .c)
	if "$BUILD/tests/$name" >"$T/log" 2>&1; then
		report 0 "$name: $(sed -n 's/.*PASSED *\] *\([0-9]*\).*/\1 passed/p' "$T/log" | tail -1)"
	else
		report 1 "$name" || grep -v '^\[ *\(RUN\|OK\|====\)' "$T/log" | note
	fi
done
done_testing
