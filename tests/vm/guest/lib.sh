# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# What the guest suites share. Sourced first: . "$TOP/tests/vm/guest/lib.sh"
#
# A suite prints `ok NAME` or `not ok NAME: expected ..., got ...` per promise
# and ends with `finish`. Drives are the emulator's, by number, readers first.

EMU=/sys/kernel/debug/dsr_emu
WORK=/tmp/suite
not_ok_count=0
mkdir -p "$WORK" /mnt

ok() { echo "ok $1"; }

not_ok()
{
	echo "not ok $1: $2"
	not_ok_count=$((not_ok_count + 1))
}

# expect NAME WANTED GOT
expect()
{
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		not_ok "$1" "expected $2, got $3"
	fi
}

# expect_that NAME SENTENCE COMMAND...: COMMAND has to succeed.
expect_that()
{
	name=$1 sentence=$2
	shift 2
	if "$@" >"$WORK/said" 2>&1; then
		ok "$name"
	else
		not_ok "$name" "expected $sentence, got exit code $?"
		sed 's/^/    | /' "$WORK/said" | tail -n 20
	fi
}

# expect_match NAME PATTERN FILE: FILE has a line that matches.
expect_match()
{
	if grep -Eq -- "$2" "$3"; then
		ok "$1"
	else
		not_ok "$1" "expected a line like \"$2\", got:"
		sed 's/^/    | /' "$3" | tail -n 20
	fi
}

# The suite can't go on.
bail()
{
	echo "not ok $*"
	exit 1
}

finish()
{
	[ "$not_ok_count" -eq 0 ]
	exit
}

# wait_for SECONDS COMMAND...: until it succeeds, at most so long.
wait_for()
{
	deadline=$(($(date +%s) + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ "$(date +%s)" -lt "$deadline" ] || return 1
		sleep 0.1
	done
}

# ---- the emulated tower -------------------------------------------------

# emu COMMAND...: one line for the emulator's control file.
emu()
{
	echo "$*" >"$EMU/control" && return
	echo "emulator: \"$*\" was refused: $(cat "$EMU/control")" >&2
	return 1
}

# tower [PARAMETER]...: loads the emulator and dsr; leaves when that fails.
tower()
{
	for module in sr_mod sg isofs loop; do
		modprobe "$module" || bail "tower: expected $module to load"
	done
	modprobe dsr_emu "$@" || bail "tower: expected dsr_emu to load"
	modprobe dsr || bail "tower: expected dsr to load"
	for drive in $(drives); do
		wait_for 20 sr_there "$drive" ||
			bail "tower: expected a /dev/sr for drive $drive, got none"
	done
	wait_for 5 test -e /dev/dsr || bail "tower: expected /dev/dsr, got none"
}

# The numbers of all drives.
drives() { awk '$1 ~ /^[0-9]+$/ { print $1 }' "$EMU/drives"; }

# address DRIVE: its H:C:I:L.
address()
{
	awk -v n="$1" '$1 == n { for (i = 2; i <= NF; i++)
		if ($i ~ /^[0-9]+:[0-9]+:[0-9]+:[0-9]+$/) print $i }' "$EMU/drives"
}

# sr DRIVE, sg DRIVE: its device nodes.
sr() { echo "/dev/$(ls "/sys/bus/scsi/devices/$(address "$1")/block")"; }
sg() { echo "/dev/$(ls "/sys/bus/scsi/devices/$(address "$1")/scsi_generic")"; }
sr_there() { [ -b "$(sr "$1" 2>/dev/null)" ]; }

# srs DRIVE...: the nodes of several.
srs()
{
	for drive in "$@"; do
		sr "$drive"
	done
}

# stat_of DRIVE NAME: one counter of drive/N/stats.
stat_of()
{
	tr '=:' '  ' <"$EMU/drive/$1/stats" | awk -v n="$2" '$1 == n { print $2; exit }'
}

# blanks MEDIUM DRIVE...: a fresh disc called blankDRIVE in each, the old one gone.
blanks()
{
	medium=$1
	shift
	for drive in "$@"; do
		fresh "$medium" "$drive" || bail "blanks: a new $medium in drive $drive"
	done
}

# master MEDIUM DRIVE: the image as a disc called master, in that drive.
master()
{
	emu disc master load "$1" "$ISO" || bail "master: expected the image as a $1"
	emu drive "$2" insert master || bail "master: expected it in drive $2"
}

# fresh MEDIUM DRIVE [OPTION]...: one such disc; options as for `disc new`.
fresh()
{
	medium=$1 drive=$2
	shift 2
	emu drive "$drive" fault clear
	echo "drive $drive eject" >"$EMU/control" 2>/dev/null
	echo "disc blank$drive delete" >"$EMU/control" 2>/dev/null
	emu disc "blank$drive" new "$medium" "$@" && emu drive "$drive" insert "blank$drive"
}

# same_as FILE DRIVE: the data written in DRIVE's disc begins with FILE's bytes.
same_as()
{
	rm -f "$WORK/export"
	emu disc "blank$2" export "$WORK/export" || return 1
	cmp -n "$(stat -c %s "$1")" "$1" "$WORK/export"
	code=$?
	rm -f "$WORK/export"
	return "$code"
}

# sums FILE: mounts an image by loop and lists the SHA-256 of its files.
sums_of_image()
{
	mount -o loop,ro "$1" /mnt || return 1
	(cd /mnt && find . -type f -exec sha256sum {} + | sort -k 2)
	umount /mnt
}

# files_equal DRIVE SUMS: the disc, mounted by sr and isofs, has just those files.
files_equal()
{
	mount -t iso9660 -o ro "$(sr "$1")" /mnt || return 1
	(cd /mnt && find . -type f -exec sha256sum {} + | sort -k 2) >"$WORK/found"
	umount /mnt
	diff "$2" "$WORK/found"
}

# expect_no_leaks NAME: kmemleak finds nothing; only the debugging kernel has it.
# What it sees once may be on its way; what it sees in two scans is lost.
expect_no_leaks()
{
	[ -w /sys/kernel/debug/kmemleak ] || return 0
	sleep 6
	echo scan >/sys/kernel/debug/kmemleak
	sleep 6
	echo scan >/sys/kernel/debug/kmemleak
	cat /sys/kernel/debug/kmemleak >"$WORK/leaks"
	if [ -s "$WORK/leaks" ]; then
		not_ok "$1" "expected no leak, got:"
		head -n 60 "$WORK/leaks"
	else
		ok "$1"
	fi
}

# ---- failing allocations, of the debugging kernel ------------------------------

FAIL=/sys/kernel/debug/failslab

# fail_where MODULE: those with a function of MODULE among the callers.
fail_where()
{
	start=$(($(cat "/sys/module/$1/sections/.text")))
	size=$(awk -v m="$1" '$1 == m { print $2 }' /proc/modules)
	echo "$start" >$FAIL/require-start
	echo $((start + size)) >$FAIL/require-end
	echo 32 >$FAIL/stacktrace-depth
	echo N >$FAIL/ignore-gfp-wait
	echo 1 >$FAIL/verbose
}

# ---- jobs -----------------------------------------------------------------

# run_job SOURCE SINK...: dsrctl copy to its end; $code, $WORK/result.
run_job()
{
	dsrctl copy --yes --json "$@" >"$WORK/lines" 2>"$WORK/errors"
	code=$?
	tail -n 1 "$WORK/lines" >"$WORK/result"
}

# start_job SOURCE SINK...: begins one; $job is its number, empty when it failed.
start_job()
{
	dsrctl copy --yes --json --detach "$@" >"$WORK/lines" 2>"$WORK/errors"
	# shellcheck disable=SC2034 # for the suite
	job=$(tail -n 1 "$WORK/lines" | jq -r '.job | .id? // . // empty')
}

# end_of JOB: waits for its end; $code, $WORK/result.
end_of()
{
	timeout 120 dsrctl status --wait --json "$1" >"$WORK/lines" 2>"$WORK/errors"
	code=$?
	tail -n 1 "$WORK/lines" >"$WORK/result"
}

# outcomes: of the sinks in $WORK/result, such as "verified rejected/9", the
# number being enum dsr_reason.
outcomes()
{
	jq -r '[.job.sinks[] | .outcome +
		if .error then "/\(.error.reason_code)" else "" end] | join(" ")' \
		"$WORK/result"
}

# expect_job NAME CODE OUTCOMES: how the job in $code and $WORK/result ended.
expect_job()
{
	expect "$1" "exit code $2, $3" "exit code $code, $(outcomes)"
}

# job_streams JOB: something is written, and it is not through.
job_streams()
{
	dsrctl status --json "$1" | jq -e '.job.state != "done" and
		.job.sinks[0].written_blocks > 200' >/dev/null
}

# hold DRIVE...: from the 20th WRITE on their buffers stay full, until let_go. A job
# then runs for as long as a test needs, however slow the machine is.
hold()
{
	for drive in "$@"; do
		emu drive "$drive" fault sense=2/04/08 op=2a nth=20 count=0
	done
}

let_go()
{
	for drive in "$@"; do
		emu drive "$drive" fault clear
	done
}

# slow DRIVE...: some MB/s, everything else ten times faster than life.
slow()
{
	for drive in "$@"; do
		emu drive "$drive" timing on factor=10 speed=0.2
	done
}

# nobody_holds NAME: no drive is locked, owned or held.
nobody_holds()
{
	locked=$(awk '$1 ~ /^[0-9]+$/ && $NF != 0 { print $1 }' "$EMU/drives")
	owned=$(dsrctl drives --json | jq -r '[.drives[] | select(.job) | .job] | join(" ")')
	expect "$1" "locked: owned:" "locked:$locked owned:$owned"
}
