#!/bin/bash
# The law of the house, and that the checker sees a breach of it.
. tests/tap.sh
ok 'arrows point down only, each library has one door' scripts/check-layers
mkdir -p "$T/scripts" "$T/pipeline/lib" "$T/pipeline/opinion"
cp scripts/check-layers "$T/scripts/"
printf '#include "opinion/lexicon.h"\n' >"$T/pipeline/lib/str.c"
printf '#include <zlib.h>\n' >"$T/pipeline/opinion/lexicon.c"
printf '#include "lib/str.h"\n' >"$T/pipeline/tag.c"
runs 'a breach is an error' 1 "$T/scripts/check-layers"
like 'an arrow up is named' "$T/err" 'pipeline/lib/str.c includes "opinion/lexicon.h"'
like 'a second door is named' "$T/err" 'pipeline/opinion/lexicon.c includes <zlib'

# Of two functions with one name the linker takes the first that it finds in the archive of all objects, and says nothing.
named_twice() { nm -g --defined-only "$1" | awk 'NF == 3 { print $3 }' | sort | uniq -d; }
is 'no name stands for two things' "$(named_twice "$BUILD/omtale.a")" ''
printf 'int twice;\n' | tee "$T/one.c" >"$T/other.c"
(cd "$T" && cc -c one.c other.c && ar rc both.a one.o other.o) || exit 1
is 'a name that does would be seen' "$(named_twice "$T/both.a")" twice
done_testing
