# shellcheck shell=bash disable=SC2154 # a part of scripts/omtale
#
# `omtale init DIR`: a small project of one's own. Never writes over what is there.

init() {
	local folder file
	take_options "$@"
	[ ${#operands[@]} -eq 1 ] || usage 'give omtale init one folder: omtale init ours'
	folder=${operands[0]}
	for file in brands.csv plans.csv Makefile README; do
		[ ! -e "$folder/$file" ] && [ ! -L "$folder/$file" ] || die "$folder/$file is there already, and nothing is written over it: choose another folder, or move it away"
	done
	mkdir -p "$folder/archive" || die "cannot make the folder $folder"
	{
		init_brands >"$folder/brands.csv" && init_plans >"$folder/plans.csv" && init_makefile >"$folder/Makefile" && init_readme >"$folder/README"
	} || die "cannot write into $folder"
	say "$folder is laid out; its README says in three lines what to do"
}

# Invented brands, to be replaced by one's own: what each kind is for is in omtale-lexicon(5).
init_brands() {
	cat <<'END'
brand,kind,pattern
fjordbus,name,Fjordbus
fjordbus,account,fjordbus
fjordbus,hashtag,fjordbus
fjordbus,domain,fjordbus.example
fjordbus,not,en Fjordbus
solstrom,name,Solstrøm
solstrom,name,Sol Strøm
solstrom,account,solstrom
END
}

init_plans() {
	cat <<'END'
plan,pattern
dark_theme,mørk tema
dark_theme,mørkt tema
dark_theme,dark theme
night_bus,natbus
night_bus,nattbuss
END
}

init_makefile() {
	cat <<'END'
# make        reports/ out of everything in archive/, with a page to look at; files that are done are not done again
# make -j4    four files at once
#
# Names in archive/ may not hold spaces: that is make's law. `omtale run` takes any.

SHELL := /bin/bash -o pipefail
END
	init_path
	cat <<'END'
ARCHIVES := $(wildcard archive/*)
STATES := $(ARCHIVES:archive/%=work/%.state.gz)

reports/report.html: reports/manifest.json
	omtale report reports

reports/manifest.json: $(STATES) plans.csv
	$(if $(STATES),,$(error archive/ is empty: put the files of posts there))
	omtale-aggregate --merge -o reports --planned plans.csv --zone Europe/Copenhagen $(STATES)

work/%.state.gz: archive/% brands.csv
	@mkdir -p $(@D)
	omtale-read --rejects work/$*.rejects.csv $< | omtale-normalise | omtale-stem | \
	  omtale-tag --brands brands.csv | omtale-aggregate --partial | gzip -n >$@

clean:
	rm -rf work reports

.DELETE_ON_ERROR:
.PHONY: clean
END
}

# Programs that are not on PATH are found where this one is.
init_path() {
	local folder=${here//\$/\$\$}
	[ "$(command -v omtale-read)" = "$here/omtale-read" ] || printf 'export PATH := %s:$(PATH)\n' "${folder//#/\\#}"
}

init_readme() {
	cat <<'END'
1. Write into brands.csv what your brands are called (omtale-lexicon(5) says how), into plans.csv what you plan to offer.
2. Put the archives of posts into archive/: CSV, TSV or JSON, plain or gzip. `omtale-read --describe FILE` shows what a file is taken for.
3. `make` writes the reports into reports/, and report.html among them, a page to look at. They may hold personal data: keep them as such.
END
}
