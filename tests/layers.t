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
done_testing
