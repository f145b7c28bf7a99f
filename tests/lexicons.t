#!/bin/bash
# The bundled lexicons keep their rules, and the checker sees a breach of each.
. tests/tap.sh
command -v python3 >/dev/null || { skip 'the rules of the lexicons' 'python3 is not installed'; done_testing; exit; }
runs 'the bundled lexicons keep their rules' 0 scripts/check-lexicons
note <"$T/out"
breach() { # NAME FILE ROW MESSAGE
	rm -rf "$T/lexicons" && cp -R lexicons "$T/lexicons"
	printf '%s\n' "$3" >>"$T/lexicons/$2"
	runs "$1" 1 scripts/check-lexicons "$T/lexicons"
	like '… is seen' "$T/out" "$2:[0-9]+: $4"
}
breach 'a word twice' da/sentiment.csv 'god,2.0,' 'god stands in line'
breach 'a score out of range' nb/sentiment.csv 'zzgod,6.0,slang' '6.0: from -5 to 5'
breach 'a score with two decimals' nb/sentiment.csv 'zzgod,1.25,slang' '1.25: from -5 to 5, with one decimal'
breach 'a function word' nn/sentiment.csv 'eg,1.0,' '"eg" is a function word'
breach 'antonyms on one side' en/antonyms.csv 'good,great' 'good .* and great .* do not have opposite signs'
breach 'an antonym without a score' en/antonyms.csv 'good,zzbad' '"zzbad" is not in sentiment.csv'
breach 'an unknown kind' en/modifiers.csv 'zznot,negative,-1' '"negative" is no kind'
breach 'an unknown topic' en/topics.csv 'zz,i like' '"zz" is no topic'
if command -v hunspell >/dev/null; then breach 'a word that no dictionary knows' en/sentiment.csv 'zzqgood,1.0,' 'no dictionary knows "zzqgood"'; fi
runs 'every bundled lexicon loads without a word' 0 omtale-tag
is '… without a warning' "$(cat "$T/err")" ''
done_testing
