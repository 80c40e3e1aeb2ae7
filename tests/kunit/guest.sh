#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Runs dsr's KUnit suites (they run when the module is loaded) and tells their
# cases as `ok SUITE.CASE`. Runs in the debugging kernel, see tests/kunit.
. "$TOP/tests/vm/guest/lib.sh"

# cases SUITE: its KTAP results, one line a case, names with the suite in front.
cases()
{
	sed -nE "s/^    (ok|not ok) [0-9]+ ([^ ]+)( # SKIP.*)?.*/\1 $1.\2\3/p" \
		"/sys/kernel/debug/kunit/$1/results"
}

suites() { find /sys/kernel/debug/kunit -mindepth 1 -maxdepth 1 -printf '%f\n'; }

suites >"$WORK/before"
modprobe dsr || bail "kunit: expected dsr with its suites to load"
suites=$(suites | grep -vxFf "$WORK/before")
[ -n "$suites" ] || bail "kunit: expected suites in dsr.ko, got none"

for suite in $suites; do
	cases "$suite" >"$WORK/cases"
	[ -s "$WORK/cases" ] || not_ok "$suite" "expected cases, got none"
	grep '^ok ' "$WORK/cases" | grep -v '# SKIP'
	grep -E '^not ok |# SKIP' "$WORK/cases" | sed 's/^\(not \)\?ok //' |
	while read -r case; do
		echo "not ok $case: expected it to pass"
	done
	if grep -qE '^not ok |# SKIP' "$WORK/cases"; then
		not_ok_count=$((not_ok_count + 1))
		sed 's/^/    | /' "/sys/kernel/debug/kunit/$suite/results"
	fi
done

expect_that "unload after the suites" "rmmod to work" rmmod dsr
expect_no_leaks "no memory leaked by the suites"
finish
