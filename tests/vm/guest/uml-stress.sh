#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# For the debugging kernel: memory that runs out below dsr, and drives that go
# away at every stage of a job. Whatever becomes of the job, it ends, nothing
# leaks, and what it calls verified is.
. "$TOP/tests/vm/guest/lib.sh"

# fail_one_in N TIMES: every N-th allocation fails where a function of dsr's is
# among the callers, so often in all (-1: for ever).
fail_one_in()
{
	fail_where dsr
	echo "$2" >$FAIL/times
	echo "$1" >$FAIL/interval
	echo 100 >$FAIL/probability
}

fail_none() { echo 0 >$FAIL/probability; }

# honest NAME DRIVE...: each disc that was called verified has the image's bytes.
honest()
{
	promise=$1
	shift
	index=0
	for drive in "$@"; do
		if [ "$(outcome "$index")" = verified ] && ! same_as "$ISO" "$drive"; then
			not_ok "$promise" "expected the image on disc $drive, which is verified"
		fi
		index=$((index + 1))
	done
}

outcome() { jq -r ".job.sinks[$1].outcome // empty" "$WORK/result" 2>/dev/null; }

# dsrctl came back: with a job that ended, or with a refusal (2 and 4: the node
# is no drive any more, or can't be used).
ended() { [ "$code" -le 4 ]; }

# tell WHAT: how the job went that WHAT was done to; $bad grows when it has no end.
tell()
{
	echo "# $1: exit code $code $(outcomes 2>/dev/null)"
	ended && return
	bad="$bad $1: exit code $code;"
	cat "$WORK/errors"
}

case_no_memory_at_start()
{
	bad=
	for nth in 1 2 3 5 8 13 21 34 55 89 144 233 377 610 987; do
		blanks dvd+r 1 2
		fail_one_in "$nth" 1
		run_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
		fail_none
		tell "allocation $nth fails"
		honest "no memory at the start: what is called verified is" 1 2
	done
	expect "no memory at the start: every job ends in order" "" "$bad"
}

case_no_memory_later()
{
	bad=
	for every in 1 2 5 11; do
		blanks dvd+r 1 2
		slow 1 2
		start_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
		wait_for 60 job_streams "$job" || bad="$bad job \"$job\" does not run;"
		fail_one_in "$every" -1
		sleep 2
		fail_none
		end_of "$job"
		tell "one allocation in $every fails for two seconds"
		honest "no memory later: what is called verified is" 1 2
	done
	expect "no memory later: every job ends in order" "" "$bad"
}

# unplug DRIVE NTH SINK...: the drive goes at its NTH command of a job to the sinks.
unplug()
{
	unit=$1 nth=$2
	shift 2
	nodes=$(srs 0 "$@")
	emu drive "$unit" fault gone nth="$nth"
	# shellcheck disable=SC2086 # one word per node
	run_job $nodes
	emu drive "$unit" fault clear
	tell "drive $unit goes at command $nth"
	honest "a drive that goes: what is called verified is" 1
	sr_there "$unit" || emu drive "$unit" back
	wait_for 20 sr_there "$unit" || bad="$bad no drive after $nth;"
}

case_unplug()
{
	bad=
	for at in 1 2 4 6 9 12 16 20 25 30 35 40 60 200 330 340; do
		blanks dvd+r 1 2
		unplug 2 "$at" 1 2
	done
	expect "a recorder that goes at any command: every job ends in order" "" "$bad"
	bad=
	for at in 1 3 6 10 20 25 30 60; do
		blanks dvd+r 1
		unplug 0 "$at" 1
	done
	expect "a source that goes at any command: every job ends in order" "" "$bad"
}

tower readers=1 recorders=2
master dvd-rom 0
case_no_memory_at_start
case_no_memory_later
expect_that "allocations were made to fail" "the kernel to say so" \
	sh -c "dmesg | grep -q 'FAULT_INJECTION: forcing a failure'"
blanks dvd+r 1 2
run_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
expect_job "with memory again the same drives work" 0 "verified verified"
nobody_holds "after running out of memory all drives are free"
case_unplug
nobody_holds "in the end all drives are free"
expect_that "in the end the module unloads" "rmmod to work" rmmod dsr
expect_no_leaks "no memory leaked by it all"
finish
