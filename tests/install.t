#!/bin/bash
# What is installed runs where it stands, finds its lexicons and dictionaries there, and uninstall takes all of it away again.
. tests/tap.sh
brands=$PWD/lexicons/brands.csv
export OMTALE_SETUP=no
for prefix in /usr /opt/own; do
	ok "make install, PREFIX=$prefix" make -s BUILD="$BUILD" install DESTDIR="$T/root" PREFIX="$prefix"
	installed=$T/root$prefix
	is 'the lexicons that it uses are its own' "$(find "$installed/share/omtale/lexicons" -name '*.csv' | wc -l)" "$(find lexicons -name '*.csv' | wc -l)"
	printf 'id,text\n1,Viddetog er slet ikke dårligt\n' >"$T/posts.csv"
	runs 'a pipe, with nothing else on PATH' 0 env -i PATH="$installed/bin:/usr/bin:/bin" omtale run -q -o "$T/reports$prefix" --brands "$brands" "$T/posts.csv"
	like 'knows words and brands' "$T/reports$prefix/mentions.csv" '^1,.*viddetog.*positive'
	runs 'doctor is content' 0 env -i PATH="$installed/bin:/usr/bin:/bin" HOME="$T" omtale doctor
	for page in omtale.1 omtale-read.1 omtale-compile.1; do ok "there is $page" test -s "$installed/share/man/man1/$page"; done
	ok 'completions for bash' test -s "$installed/share/bash-completion/completions/omtale-tag"
	ok 'completions for fish' test -s "$installed/share/fish/vendor_completions.d/omtale.fish"
	ok "make uninstall, PREFIX=$prefix" make -s BUILD="$BUILD" uninstall DESTDIR="$T/root" PREFIX="$prefix"
	is 'leaves nothing' "$(find "$T/root" ! -type d; find "$T/root" -name 'omtale*')" ''
done
done_testing
