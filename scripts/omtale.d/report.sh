# shellcheck shell=bash disable=SC2154 # a part of scripts/omtale
#
# `omtale report DIR`: the reports as one page to look at. omtale-report does it.

report() { exec "$here/omtale-report" "$@"; }
