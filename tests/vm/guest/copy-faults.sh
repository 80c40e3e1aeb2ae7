#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# One drive's fault is its own affair: the others' discs come out right, the
# drives are given back, and what happened is said.
. "$TOP/tests/vm/guest/lib.sh"

blocks=$(($(stat -c %s "$ISO") / 2048))

# others_equal NAME DRIVE...: these discs have the image's bytes.
others_equal()
{
	promise=$1
	shift
	for drive in "$@"; do
		if ! same_as "$ISO" "$drive" >"$WORK/said" 2>&1; then
			not_ok "$promise" "expected the image on disc $drive, got $(cat "$WORK/said")"
			return
		fi
	done
	ok "$promise"
}

plug_in()
{
	emu drive "$1" back
	wait_for 20 sr_there "$1" || not_ok "a drive that came back" "expected its /dev/sr"
}

# one_fails NAME REASON FAULT...: drive 2 of three has the fault.
one_fails()
{
	fault=$1 reason=$2
	shift 2
	blanks dvd+r 1 2 3
	emu drive 2 fault "$@"
	run_job "$(sr 0)" "$(sr 1)" "$(sr 2)" "$(sr 3)"
	emu drive 2 fault clear
	[ "$reason" -ne 7 ] || plug_in 2
	expect_job "$fault: it alone is rejected" 1 "verified rejected/$reason verified"
	others_equal "$fault: the others have the image's bytes" 1 3
	nobody_holds "$fault: all drives are given back"
}

case_write_faults()
{
	one_fails "a write error at the first block" 9 sense=3/0c/00 op=2a nth=1 count=0
	expect "a write error at the first block: its disc is told as touched" true \
		"$(jq ".job.sinks[1].touched" "$WORK/result")"
	one_fails "a write error in the middle" 9 sense=3/0c/00 op=2a lba=$((blocks / 2)) count=0
	one_fails "a write error at the last block" 9 sense=3/0c/00 op=2a \
		lba=$((blocks - 1)) count=0
	one_fails "a hardware error while closing" 10 sense=4/44/00 op=5b count=0
	one_fails "a byte written wrong" 13 flip op=2a lba=$((blocks / 3))
	one_fails "a disc that can't be read back" 14 sense=3/11/00 op=28 lba=64 count=0
	one_fails "a drive that goes in the middle" 7 gone op=2a nth=60
}

case_passing_faults()
{
	blanks dvd+r 1 2
	emu drive 1 fault busy op=2a nth=20 count=3
	emu drive 2 fault sense=2/04/08 op=2a nth=20 count=5
	run_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
	expect_job "BUSY and long write in progress pass by" 0 "verified verified"
}

# ended_before NAME: sink 0 had its outcome well before sink 1.
ended_before()
{
	jq '.job.sinks | map(.end_ns) | .[1] - .[0] > 2000000000' "$WORK/result" >"$WORK/said"
	expect "$1" true "$(cat "$WORK/said")"
}

parameter() { echo "$2" >"/sys/module/dsr/parameters/$1"; }

# The ring is smaller than the image: who waits for the bad drive is seen.
case_hang()
{
	blanks dvd+r 1 2
	parameter stall_ms 3000
	parameter command_ms 15000
	parameter ring_kib 1024
	emu drive 2 fault hang op=2a nth=20 count=0
	run_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
	emu drive 2 fault clear
	parameter stall_ms 120000
	parameter command_ms 120000
	parameter ring_kib 16384
	expect "a hanging drive: it alone is rejected" "1 verified rejected" \
		"$code $(outcomes | sed 's,/.*,,')"
	others_equal "a hanging drive: the other has the image's bytes" 1
	ended_before "a hanging drive: the other does not wait for it"
	nobody_holds "a hanging drive: all drives are given back"
}

# A bad disc is closed all the same, which takes its time.
case_slow_close()
{
	blanks dvd+r 1 2
	parameter ring_kib 1024
	emu drive 2 timing on factor=4
	emu drive 2 fault sense=3/0c/00 op=2a nth=20 count=0
	run_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
	emu drive 2 fault clear
	emu drive 2 timing off
	parameter ring_kib 16384
	expect_job "a bad disc that takes long to close" 1 "verified rejected/9"
	ended_before "a bad disc that takes long to close: the other does not wait"
}

# What a drive says once must be heard whatever the command was.
case_deferred()
{
	blanks dvd+rw 1 2
	emu drive 2 fault sense=3/0c/00 op=5c nth=1
	run_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
	emu drive 2 fault clear
	expect_job "a write error told to another command is heard" 1 \
		"verified rejected/9"
}

case_source()
{
	blanks dvd+r 1 2
	emu drive 0 fault sense=3/11/00 op=28 lba=$((blocks / 2)) count=0
	run_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
	emu drive 0 fault clear
	expect_job "a source that fails ends the job" 3 "rejected/65 rejected/65"
	lba=$(jq -r '.job.error.lba // .job.error.value' "$WORK/result")
	if [ "$lba" -ge $((blocks / 2 - 64)) ] && [ "$lba" -le $((blocks / 2)) ]; then
		ok "a source that fails: the job tells where"
	else
		not_ok "a source that fails: the job tells where" \
			"expected a block near $((blocks / 2)), got $lba"
	fi
	nobody_holds "a source that fails: all drives are given back"
	blanks dvd+r 1 2
	run_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
	expect_job "after a failed job the same drives do the next" 0 "verified verified"
}

case_unsuitable()
{
	blanks dvd+r 1
	fresh dvd+r 2 size=4000
	blanks dvd+r 3
	dsrctl copy --no-verify "$(sr 0)" "$(sr 3)" >/dev/null
	emu drive 4 eject
	emu drive 5 eject
	emu disc pressed load dvd-rom "$ISO"
	emu drive 5 insert pressed
	for drive in 2 3 4 5; do
		emu drive "$drive" reset-stats
	done
	run_job "$(sr 0)" "$(srs 1)" "$(sr 2)" "$(sr 3)" "$(sr 4)" "$(sr 5)"
	expect_job "too small, not blank, empty and pressed are told apart" 1 \
		"verified rejected/5 rejected/4 rejected/1 rejected/2"
	expect "only the disc that was written is told as touched" \
		"true false false false false" \
		"$(jq -r '[.job.sinks[].touched] | map(tostring) | join(" ")' "$WORK/result")"
	writes=
	for drive in 2 3 4 5; do
		writes="$writes$(stat_of "$drive" op_2a)$(stat_of "$drive" op_54)"
	done
	expect "no laser is lit in an unsuitable drive" "" "$writes"
	emu drive 5 eject
	emu disc pressed delete
}

case_cancel()
{
	blanks dvd+r 1 2
	hold 1 2
	start_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
	wait_for 60 job_streams "$job" || not_ok "cancel" "expected job \"$job\" to stream"
	dsrctl cancel "$job"
	end_of "$job"
	let_go 1 2
	expect_job "a cancelled job ends with its discs rejected" 130 "rejected/64 rejected/64"
	nobody_holds "a cancelled job gives all drives back"
}

case_killed()
{
	blanks dvd+r 1 2
	hold 1 2
	dsrctl copy "$(sr 0)" "$(sr 1)" "$(sr 2)" >/dev/null 2>&1 &
	client=$!
	wait_for 60 running_job || not_ok "killed" "expected a running job"
	wait_for 60 job_streams "$job" || not_ok "killed" "expected job $job to stream"
	kill -9 "$client"
	rmmod dsr 2>"$WORK/said"
	expect "rmmod is refused while a job runs" 1 "$?"
	let_go 1 2
	end_of "$job"
	expect_job "a job outlives a killed dsrctl" 0 "verified verified"
	others_equal "a job that outlived dsrctl: the image's bytes" 1 2

	blanks dvd+r 1
	hold 1
	dsrctl copy --cancel-on-close "$(sr 0)" "$(sr 1)" >/dev/null 2>&1 &
	client=$!
	wait_for 60 running_job && wait_for 60 job_streams "$job"
	kill -9 "$client"
	end_of "$job"
	let_go 1
	expect_job "with --cancel-on-close it ends with dsrctl" 130 "rejected/64"
}

# The job that is running, in $job.
running_job()
{
	job=$(dsrctl jobs --json | jq -r '[.jobs[] | select(.state != "done") | .job][0] // empty')
	[ -n "$job" ]
}

# exclusive NODE COMMAND: COMMAND while NODE is open with O_EXCL.
exclusive()
{
	python3 -c 'import os, subprocess, sys
fd = os.open(sys.argv[1], os.O_RDWR | os.O_EXCL | os.O_NONBLOCK)
sys.exit(subprocess.call(sys.argv[2:]))' "$@"
}

case_ownership()
{
	emu disc second load dvd-rom "$ISO"
	emu drive 6 insert second || bail "ownership: a master in drive 6"
	blanks dvd+r 1 2 3
	hold 1 2
	start_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
	first=$job
	wait_for 60 job_streams "$first" || not_ok "ownership" "expected job $first to stream"
	run_job "$(sr 6)" "$(sr 1)" "$(sr 3)"
	expect "a recorder in a second job is refused" 4 "$code"
	run_job "$(sr 0)" "$(sr 3)"
	expect "a reader in a second job is refused" 4 "$code"
	exclusive "$(sr 1)" true 2>"$WORK/said"
	expect_match "others' O_EXCL is refused while a job owns the drive" \
		"busy" "$WORK/said"
	run_job "$(sr 6)" "$(sr 3)"
	expect_job "a second job on other drives runs beside the first" 0 "verified"
	let_go 1 2
	end_of "$first"
	expect_job "the first job beside it ends well" 0 "verified verified"
	others_equal "two jobs at once: all discs have the image's bytes" 1 2 3

	blanks dvd+r 1
	exclusive "$(sr 1)" dsrctl copy "$(sr 0)" "$(sr 1)" >"$WORK/said" 2>&1
	expect "a drive that another holds with O_EXCL is refused" 4 "$?"
	run_job "$(sr 0)" "$(sr 1)"
	expect_job "and is taken when that one has let go" 0 "verified"
}

# Drive 6 is a recorder that serves as the second source.
tower readers=1 recorders=6
master dvd-rom 0
[ $# -gt 0 ] || set -- write_faults passing_faults source unsuitable cancel killed \
	ownership hang slow_close deferred
for case in "$@"; do
	"case_$case"
done
nobody_holds "in the end all drives are free"
expect_no_leaks "no memory leaked by failing jobs"
finish
