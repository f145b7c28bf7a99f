# Omtale. `make help` lists the targets.
#
# The lists of objects below are the map of the house: what a program is made of, and which outside library it links.

VERSION := $(shell cat VERSION)
PREFIX  ?= /usr/local
DESTDIR ?=
BUILD   ?= build
CC      ?= cc

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion
# -O3 takes a twentieth off the stages that are loops over bytes; link-time optimisation takes another fiftieth, and twice the time to build: left.
CFLAGS   ?= -O3 -g
ifeq ($(origin HARDEN),undefined)
HARDEN   := -fPIE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 $(shell for flag in -fstack-protector-strong -fstack-clash-protection -fcf-protection; do \
            echo 'int x;' | $(CC) -Werror $$flag -x c -c -o /dev/null - 2>/dev/null && echo $$flag; done)
endif
LINKHARD ?= -pie -Wl,-z,relro,-z,now,-z,noexecstack
SANITISE ?=
STD      := -std=c11 -D_GNU_SOURCE -DOMTALE_VERSION='"$(VERSION)"' -Ipipeline
# A line for each thing made; V=1 shows the commands, -s nothing.
ifeq ($(V)$(findstring s,$(firstword -$(MAKEFLAGS))),)
making    = @echo '  $(1) $(patsubst $(BUILD)/%,%,$(2))' &&
endif
COMPILE   = $(CC) $(STD) $(CPPFLAGS) $(WARNINGS) $(STRICT) $(CFLAGS) $(HARDEN) $(SANITISE)

# ---- what each program is made of ----

BYTES    := lib/die lib/str lib/digits lib/arena lib/hash lib/map lib/sort lib/entities lib/gzip lib/source lib/sink lib/rejects lib/table lib/written lib/fields lib/doubtful lib/writer lib/options lib/locate lib/fence
UNICODE  := lib/unicode lib/charsets lib/zones
ARCHIVE  := archive/request archive/posts archive/presets archive/meanings archive/formula archive/records archive/picks archive/format archive/documents \
            archive/json archive/nodes archive/times archive/timeformat archive/calendar archive/amounts archive/markup archive/mending \
            archive/discretion archive/forgetting archive/redaction archive/telephones archive/groups archive/personal archive/pseudonyms archive/profiles archive/accounts archive/shown archive/signs lib/digest
TOKENS   := language/tokens language/plain language/boundaries language/emoticons language/addresses language/abbreviations language/letters
IDENTIFY := language/identify language/evidence language/profile language/sources language/scripts language/elongated
WORDS    := language/lemma language/words language/store language/readings language/mending language/confusion language/compound language/spelling language/distance language/slips language/keys language/counts language/dictionary language/dictionaries language/lettered language/sounds language/hunspell language/tags
COMPILER := dictionary/affixes dictionary/conditions dictionary/vocabulary dictionary/paradigms dictionary/closed dictionary/priors dictionary/tables dictionary/image \
            language/dictionary language/dictionaries language/lettered language/sounds language/hunspell language/tags language/keys
PROFILES := dictionary/profiles dictionary/testimony dictionary/sisters dictionary/signs dictionary/affixes dictionary/conditions language/profile language/sources language/hunspell
OPINION  := opinion/tagger opinion/post opinion/words opinion/lexicon opinion/foreign opinion/also opinion/patterns opinion/edges opinion/marks opinion/clauses \
            opinion/sentiment opinion/rules opinion/scopes opinion/irony opinion/brands opinion/targets opinion/topics opinion/evidence opinion/explain
REPORTS  := $(patsubst pipeline/%.c,%,$(wildcard pipeline/reports/*.c))
PAGE     := page/json page/words page/selection page/threads page/template

omtale-read_parts      := read $(ARCHIVE) $(UNICODE) $(BYTES)
omtale-read_libs       := -lcsv -lz -ljansson -lsodium -licui18n -licuuc
omtale-normalise_parts := normalise $(TOKENS) $(IDENTIFY) $(UNICODE) $(BYTES)
omtale-normalise_libs  := -lcsv -lz -licui18n -licuuc -lm
omtale-stem_parts      := stem $(WORDS) $(UNICODE) $(BYTES)
omtale-stem_libs       := -lcsv -lz -lhunspell-1.7 -licui18n -licuuc
omtale-compile_parts   := compile $(COMPILER) $(UNICODE) $(BYTES)
omtale-compile_libs    := -lcsv -lz -lhunspell-1.7 -licui18n -licuuc -lm
omtale-languages_parts := languages $(PROFILES) $(UNICODE) $(BYTES)
omtale-languages_libs  := -lcsv -lz -lhunspell-1.7 -licui18n -licuuc -lm
omtale-tag_parts       := tag $(OPINION) $(UNICODE) $(BYTES)
omtale-tag_libs        := -lcsv -lz -licui18n -licuuc -lm
omtale-aggregate_parts := aggregate $(REPORTS) lib/checksum $(UNICODE) $(BYTES)
omtale-aggregate_libs  := -lcsv -lz -ligraph -lgomp -lcrypto -licui18n -licuuc -lm
omtale-report_parts    := report $(PAGE) $(BYTES)
omtale-report_libs     := -lcsv -lz
make-archive_parts     := $(patsubst %.c,%,$(wildcard scripts/archive/*.c)) $(BYTES)
make-archive_libs      := -lcsv -lz -lm

STAGES   := omtale-read omtale-normalise omtale-stem omtale-tag omtale-aggregate
PROGRAMS := $(STAGES:%=$(BUILD)/%) $(BUILD)/omtale
EXTRA_PROGRAMS := $(BUILD)/omtale-report $(BUILD)/omtale-compile $(BUILD)/omtale-languages
DICTIONARIES := $(patsubst %,$(BUILD)/dictionaries/%.dict,da nb nn en) $(BUILD)/dictionaries/languages

ALL_LIBS := -lcsv -lz -ljansson -lhunspell-1.7 -ligraph -lgomp -lsodium -lcrypto -licui18n -licuuc -lm

.PHONY: all programs test test-recipes deb test-deb install-files test-cluster test-spark test-web test-fast test-bi picture demo bench install uninstall clean dist asan valgrind lint fast fuzz fuzzers accuracy setup help
.DELETE_ON_ERROR:
.SECONDARY:

all: programs $(DICTIONARIES) ## build the programs into build/ (what is missing is installed first, with a word about it)

programs: setup $(PROGRAMS) $(EXTRA_PROGRAMS)

help:                              ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | sort | expand -t 24

# ---- building ----

setup:                             ## install what is missing, with the system's package manager
	@scripts/setup

# Objects wait for setup when it is asked for too, never the other way round.
define program
$(BUILD)/$(1): $$($(1)_parts:%=$(BUILD)/objects/%.o)
	$$(call making,ld,$$@) $$(CC) $$(CFLAGS) $$(SANITISE) $$(LINKHARD) $$(LDFLAGS) -o $$@ $$^ $$($(1)_libs)
endef
$(foreach stage,$(STAGES) omtale-report omtale-compile omtale-languages make-archive,$(eval $(call program,$(stage))))

.SECONDEXPANSION:
# A dictionary is made of Hunspell's and the lexicons; omtale-stem warns when it is older than these.
$(BUILD)/dictionaries/%.dict: $(BUILD)/omtale-compile $$(wildcard lexicons/$$*/*.csv)
	@mkdir -p $(@D)
	$(call making,dictionary,$*) OMTALE_LEXICONS=lexicons $< $* $@

# The table by which omtale-normalise tells languages apart.
$(BUILD)/dictionaries/languages: $(BUILD)/omtale-languages $(wildcard lexicons/frequencies.csv lexicons/other/*.csv lexicons/*/markers.csv lexicons/*/lemmas.csv)
	@mkdir -p $(@D)
	$(call making,dictionary,languages) OMTALE_LEXICONS=lexicons $< $@

$(BUILD)/objects/%.o: pipeline/%.c VERSION | setup
	@mkdir -p $(@D)
	$(call making,cc,$<) $(COMPILE) -MMD -MP -c -o $@ $<

# Never * and + in one step: where the processor can, the demo archive would have other bytes.
$(BUILD)/objects/scripts/%.o: scripts/%.c VERSION | setup
	@mkdir -p $(@D)
	$(call making,cc,$<) $(COMPILE) -ffp-contract=off -MMD -MP -c -o $@ $<

$(BUILD)/omtale: scripts/omtale $(wildcard scripts/omtale.d/*.sh) VERSION
	@mkdir -p $(@D)/omtale.d
	@cp scripts/omtale.d/*.sh $(@D)/omtale.d/
	@sed 's/@VERSION@/$(VERSION)/' $< >$@ && chmod +x $@

-include $(shell find $(BUILD)/objects $(BUILD)/tests -name '*.d' 2>/dev/null)

# Where the time goes in a run over made posts, and all files seen at once, tell gcc more than each file alone does: fewer instructions by a sixth. With the
# programs linked, what the tests link is there as well (fat objects).
TOGETHER := -flto=auto -ffat-lto-objects
PROFILE   = $(abspath $(BUILD))/profile
UNLED     = $(BUILD)/objects $(STAGES:%=$(BUILD)/%) $(EXTRA_PROGRAMS)

fast: all $(BUILD)/make-archive    ## build the programs once more, led by a run over made posts (gcc): a twentieth faster
	rm -rf $(PROFILE) && mkdir $(PROFILE)
	BUILD=$(BUILD) scripts/make-archive 30000 1 >$(PROFILE)/posts.csv
	rm -rf $(UNLED)
	$(MAKE) programs CFLAGS='$(CFLAGS) $(TOGETHER) -fprofile-generate -fprofile-dir=$(PROFILE)'
	scripts/train $(BUILD) $(PROFILE)/posts.csv
	rm -rf $(UNLED)
	$(MAKE) programs CFLAGS='$(CFLAGS) $(TOGETHER) -fprofile-use=$(PROFILE) -fprofile-partial-training -Wno-missing-profile'

# ---- testing ----

MAINS   := read normalise stem tag aggregate report compile languages
OBJECTS := $(patsubst pipeline/%.c,%,$(wildcard pipeline/lib/*.c pipeline/archive/*.c pipeline/language/*.c pipeline/dictionary/*.c pipeline/opinion/*.c pipeline/reports/*.c pipeline/page/*.c))
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/%,$(wildcard tests/fuzz/fuzz_*.c))

test: all $(UNITS) $(FUZZERS) $(BUILD)/make-archive ## every test that needs no server, engine or browser
	BUILD=$(BUILD) tests/all $(TESTS)

$(BUILD)/omtale.a: $(OBJECTS:%=$(BUILD)/objects/%.o)
	$(call making,ar,$@) rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/omtale.a
	@mkdir -p $(@D)
	$(call making,cc,$<) $(COMPILE) -MMD -MP -o $@ $< $(LINKHARD) $(BUILD)/omtale.a $(ALL_LIBS) -lcmocka

# Without a fuzzer the targets replay their seeds; `make fuzz` links libFuzzer in the place of replay.
REPLAY ?= $(BUILD)/tests/replay.o

$(BUILD)/tests/replay.o: tests/fuzz/replay.c
	@mkdir -p $(@D)
	$(call making,cc,$<) $(COMPILE) -c -o $@ $<

$(BUILD)/tests/fuzz_%: tests/fuzz/fuzz_%.c $(BUILD)/omtale.a $(REPLAY)
	@mkdir -p $(@D)
	$(call making,cc,$<) $(COMPILE) -MMD -MP -o $@ $< $(LINKHARD) $(FUZZER) $(REPLAY) $(BUILD)/omtale.a $(ALL_LIBS)

# Of its own, so that what else is tested is the plain build.
test-fast:                         ## the programs of `make fast`, by every example and every stage's test
	$(MAKE) BUILD=build-fast fast
	$(MAKE) BUILD=build-fast test TESTS='tests/golden.t tests/read.t tests/normalise.t tests/stem.t tests/tag.t tests/aggregate.t tests/merge.t'

T ?= 60
fuzz: all                          ## fuzz every reader for T seconds (make fuzz T=60)
	scripts/setup fuzz
	$(MAKE) BUILD=build-fuzz CC=clang CFLAGS='-O1 -g' HARDEN= LINKHARD= REPLAY= FUZZER=-fsanitize=fuzzer SANITISE='-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all' fuzzers
	BUILD=$(BUILD) scripts/fuzz build-fuzz $(T)

fuzzers: $(FUZZERS)

asan:                              ## the whole test suite under the address and undefined-behaviour sanitisers
	$(MAKE) BUILD=build-asan CFLAGS='-O1 -g -fno-omit-frame-pointer' HARDEN= LINKHARD= SANITISE='-fsanitize=address,undefined -fno-sanitize-recover=all' test

test-recipes: all                  ## the recipes of omtale-recipes(7) and the completions, with all the tools that they need
	scripts/setup recipes
	[ -x $(BUILD)/recipes/bin/python3 ] || /usr/bin/python3 -m venv --system-site-packages $(BUILD)/recipes
	$(BUILD)/recipes/bin/pip install --quiet duckdb
	BUILD=$(BUILD) OMTALE_RECIPES=all PATH=$(abspath $(BUILD))/recipes/bin:$$PATH tests/all tests/recipes.t tests/completions.t

valgrind: all                      ## one full pipe over 200 posts under valgrind
	scripts/setup valgrind
	scripts/valgrind $(BUILD)

lint:                              ## formatting, both compilers, static analysis, manual pages, shell
	scripts/lint

test-cluster: all                  ## the driver under Slurm, on a cluster that the test starts on this machine
	BUILD=$(BUILD) scripts/test-cluster

test-spark: all                    ## the pipeline under Spark, with workers of their own
	BUILD=$(BUILD) scripts/test-spark

test-bi: all                       ## the reports in real PostgreSQL, DuckDB and LibreOffice Calc
	BUILD=$(BUILD) scripts/test-bi

test-web: all $(BUILD)/make-archive ## the report page in a real Chromium: drawn, readable, safe, printable; screenshots in build/screenshots
	BUILD=$(BUILD) scripts/test-web

picture: all                       ## the README's picture of the report, made anew
	BUILD=$(BUILD) scripts/test-web picture

# ---- trying, measuring ----

demo: all                          ## run the pipeline on the bundled archive and show three reports
	scripts/demo $(BUILD)

accuracy: all                      ## how right the stages are on the project's own gold sets
	scripts/accuracy $(BUILD)

bench: all $(BUILD)/make-archive   ## speed of every stage as ratios to zcat, and what is used today beside it, in one run
	scripts/setup bench || echo 'bench: without its peers' >&2
	scripts/bench $(BUILD)

# ---- installing ----

install: all install-files         ## into $(DESTDIR)$(PREFIX)
	cp -R $(BUILD)/dictionaries $(DESTDIR)$(PREFIX)/share/omtale/

# All but the compiled dictionaries, which a package makes where it is installed.
install-files: programs
	install -d $(foreach folder,$(FOLDERS),$(DESTDIR)$(PREFIX)/$(folder))
	install -m 755 $(PROGRAMS) $(EXTRA_PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	cp -R lexicons scripts/omtale.d $(DESTDIR)$(PREFIX)/share/omtale/
	install -m 644 $(filter-out %.c %.h,$(wildcard pipeline/page/*)) $(DESTDIR)$(PREFIX)/share/omtale/page
	install -m 644 $(wildcard scripts/spark/omtale_spark.py) $(DESTDIR)$(PREFIX)/share/omtale/
	for page in pipeline/*.[157]; do install -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$$(scripts/page-name $$page); done
	set -e; for program in $(notdir $(PROGRAMS) $(EXTRA_PROGRAMS)); do \
		$(BUILD)/$$program --completions bash >$(DESTDIR)$(PREFIX)/$(BASH_FOLDER)/$$program; \
		$(BUILD)/$$program --completions zsh >$(DESTDIR)$(PREFIX)/$(ZSH_FOLDER)/_$$program; \
		$(BUILD)/$$program --completions fish >$(DESTDIR)$(PREFIX)/$(FISH_FOLDER)/$$program.fish; \
	done
	install -m 644 $(wildcard README.md) CHANGES.md LICENSE $(DESTDIR)$(PREFIX)/share/doc/omtale

BASH_FOLDER := share/bash-completion/completions
# Where zsh looks of itself: Debian keeps site-functions for the administrator.
ZSH_FOLDER  := share/zsh/$(if $(filter /usr,$(PREFIX)),vendor-completions,site-functions)
FISH_FOLDER := share/fish/vendor_completions.d
FOLDERS     := bin share/omtale/page share/doc/omtale share/man/man1 share/man/man5 share/man/man7 $(BASH_FOLDER) $(ZSH_FOLDER) $(FISH_FOLDER)

uninstall:                         ## take away what install put there
	for program in $(notdir $(PROGRAMS) $(EXTRA_PROGRAMS)); do \
		rm -f $(DESTDIR)$(PREFIX)/bin/$$program $(DESTDIR)$(PREFIX)/$(BASH_FOLDER)/$$program \
			$(DESTDIR)$(PREFIX)/$(ZSH_FOLDER)/_$$program $(DESTDIR)$(PREFIX)/$(FISH_FOLDER)/$$program.fish; \
	done
	for page in pipeline/*.[157]; do rm -f $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$$(scripts/page-name $$page); done
	rm -rf $(DESTDIR)$(PREFIX)/share/omtale $(DESTDIR)$(PREFIX)/share/doc/omtale

deb: programs                      ## the Debian package of what is committed, in build/deb
	scripts/setup deb
	scripts/make-deb $(BUILD)/deb
	BUILD=$(BUILD) tests/all tests/deb.t

test-deb: deb                      ## the package in a bare Debian of its own: installed by apt, used, and gone again (root)
	BUILD=$(BUILD) scripts/test-deb

dist:                              ## omtale-VERSION.tar.gz of what is committed, the same bytes each time
	@mkdir -p $(BUILD)
	git archive --format=tar --prefix=omtale-$(VERSION)/ HEAD | gzip -9n >$(BUILD)/omtale-$(VERSION).tar.gz
	@echo $(BUILD)/omtale-$(VERSION).tar.gz

clean:                             ## remove what was built
	rm -rf build build-asan build-fast build-fuzz
