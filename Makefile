# Omtale. `make help` lists the targets.
#
# The lists of objects below are the map of the house: what a program is made of, and which outside library it links.

VERSION := $(shell cat VERSION)
PREFIX  ?= /usr/local
DESTDIR ?=
BUILD   ?= build
CC      ?= cc

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion
CFLAGS   ?= -O2 -g
HARDEN   ?= -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2
LINKHARD ?= -pie -Wl,-z,relro,-z,now
SANITISE ?=
STD      := -std=c11 -D_GNU_SOURCE -DOMTALE_VERSION='"$(VERSION)"' -Ipipeline
COMPILE   = $(CC) $(STD) $(CPPFLAGS) $(WARNINGS) $(STRICT) $(CFLAGS) $(HARDEN) $(SANITISE)

# ---- what each program is made of ----

BYTES    := lib/die lib/str lib/arena lib/map lib/gzip lib/source lib/sink lib/rejects lib/table lib/writer lib/options lib/locate
UNICODE  := lib/unicode
ARCHIVE  := archive/presets archive/records archive/json archive/times archive/mending
TOKENS   := language/tokens language/entities
IDENTIFY := language/identify
WORDS    := language/dictionary language/hunspell language/lemma language/spelling
OPINION  := opinion/lexicon opinion/brands opinion/sentiment opinion/topics
REPORTS  := reports/report reports/post reports/numbers $(patsubst pipeline/%.c,%,$(filter-out pipeline/reports/report.c pipeline/reports/post.c pipeline/reports/numbers.c,$(wildcard pipeline/reports/*.c)))

omtale-read_parts      := read $(ARCHIVE) $(UNICODE) $(BYTES)
omtale-read_libs       := -lcsv -lz -ljansson -licui18n -licuuc
omtale-normalise_parts := normalise $(TOKENS) $(IDENTIFY) $(UNICODE) $(BYTES)
omtale-normalise_libs  := -lcsv -lz -licui18n -licuuc
omtale-stem_parts      := stem $(WORDS) $(UNICODE) $(BYTES)
omtale-stem_libs       := -lcsv -lz -lhunspell-1.7 -licui18n -licuuc
omtale-tag_parts       := tag $(OPINION) $(UNICODE) $(BYTES)
omtale-tag_libs        := -lcsv -lz -licui18n -licuuc -lm
omtale-aggregate_parts := aggregate $(REPORTS) $(UNICODE) $(BYTES)
omtale-aggregate_libs  := -lcsv -lz -licui18n -licuuc -lm

STAGES   := omtale-read omtale-normalise omtale-stem omtale-tag omtale-aggregate
PROGRAMS := $(STAGES:%=$(BUILD)/%) $(BUILD)/omtale

.PHONY: all test demo bench install uninstall clean dist asan lint help setup check-layers unit
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAMS)   ## build the programs into build/

help:              ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

# ---- building ----

define program
$(BUILD)/$(1): $$($(1)_parts:%=$(BUILD)/objects/%.o)
	$$(CC) $$(CFLAGS) $$(SANITISE) $$(LINKHARD) $$(LDFLAGS) -o $$@ $$^ $$($(1)_libs)
endef
$(foreach stage,$(STAGES),$(eval $(call program,$(stage))))

$(BUILD)/objects/%.o: pipeline/%.c | VERSION
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

-include $(shell find $(BUILD)/objects -name '*.d' 2>/dev/null)
