#!/bin/bash
# The Debian package that `make deb` built, unpacked into a folder: its dictionaries are compiled there by its own script, and a pipe runs.
. tests/tap.sh
package=$(find "$BUILD/deb" -maxdepth 1 -name 'omtale_*.deb' 2>/dev/null | head -n 1)
if [ -z "$package" ]; then skip 'the Debian package' 'none is built; make deb'; done_testing; exit; fi
ok 'unpacks' dpkg-deb -x "$package" "$T/root"
ok 'holds its scripts' dpkg-deb -e "$package" "$T/control"
for wanted in hunspell-da hunspell-no hunspell-en-us hunspell-en-gb libhunspell libicu libjs-chart.js; do like "depends on $wanted" "$T/control/control" "^Depends:.* $wanted"; done
is 'ships no compiled dictionary' "$(find "$T/root" -name '*.dict')" ''
mkdir -p "$T/root/usr/share/hunspell" && cp -L /usr/share/hunspell/*.aff /usr/share/hunspell/*.dic "$T/root/usr/share/hunspell/"
runs 'postinst compiles them' 0 env DPKG_ROOT="$T/root" "$T/control/postinst" configure
printf 'id,text\n1,Viddetog er slet ikke dårligt\n' >"$T/posts.csv"
is 'which is where the programs look' "$(readlink "$T/root/usr/share/omtale/dictionaries")" /var/cache/omtale
# Policy wants that link absolute, so in a folder it leads outside.
runs 'a pipe runs' 0 env -i OMTALE_DICTIONARIES="$T/root/var/cache/omtale" PATH="$T/root/usr/bin:/usr/bin:/bin" omtale run -q -o "$T/reports" --brands lexicons/brands.csv "$T/posts.csv"
like 'and knows words and brands' "$T/reports/mentions.csv" '^1,.*viddetog.*positive'
runs 'postrm takes the compiled files away' 0 env DPKG_ROOT="$T/root" "$T/control/postrm" remove
ok 'all of them' test ! -e "$T/root/var/cache/omtale"
done_testing
