#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# library-guest.sh COPIES FACTOR RUN...: the guest's half of `library`. The robot and
# its drives take life's times, FACTOR times faster; library_figures.py reckons.
. "$TOP/tests/vm/guest/lib.sh"

COPIES=$1 FACTOR=$2
shift 2
# A full DVD at 16x is written in 212 s: 4.7 GB at 22.16 MB/s. Here so much that 0.02x,
# which the emulator takes as 27 kB/s, needs as long.
BYTES=$((212 * 27000 / 2048 * 2048))
LOAD_MS=15000

# fresh_robot: all slots as at the beginning, nothing in the drives.
fresh_robot()
{
	emu changer 0 empty 1-600
	emu changer 0 fill dvd+r 1-120
	dsrctl changer init >/dev/null
}

# commands: how many the robot was given since reset-stats, and which.
commands() { awk '/^op_/ { n += $2; s = s " " $1 "=" $2 } END { print n s }' "$EMU/changer/0/stats"; }

# inventory NAME: all slots with the identity of every drive.
inventory()
{
	emu changer 0 reset-stats
	dsrctl changer map --json >"$WORK/map" || not_ok "$1" "expected a map"
	dsrctl changer info --json >"$WORK/info" || not_ok "$1" "expected its drives"
	said=$(commands)
	echo "$1: commands to the robot for 600 slots and the identity of every drive: $said"
	expect "$1: 600 slots, 12 drives that are known" "600 12" \
		"$(jq '[.. | objects | select(.kind? == "slot")] | length' "$WORK/map") $(
			jq '[.. | objects | select(.known_by? and .unit?)] | length' "$WORK/info")"
	if [ "${said%% *}" -le 8 ]; then
		ok "$1: at most 8 commands"
	else
		not_ok "$1: at most 8 commands" "expected 8, got $said"
	fi
}

# batch RUN [OPTION]...: one batch, and what it took.
batch()
{
	run=$1
	shift
	fresh_robot
	emu changer 0 timing on "factor=$FACTOR"
	export DSR_LIBRARY="$WORK/library-$run"
	dsrctl library copy --master "$WORK/image.iso" --copies "$COPIES" --blanks 1-120 \
		--out 201-400 --no-verify "$@" >"$RESULTS/$run.said" 2>&1
	expect "$run: dsrctl ends with 0" 0 "$?"
	cp "$DSR_LIBRARY"/batches/*/journal "$RESULTS/$run.journal"
	python3 "$TOP/tests/bench/library_figures.py" "$run" "$RESULTS/$run.journal" "$FACTOR" ||
		not_ok_count=$((not_ok_count + 1))
	emu changer 0 timing off
}

head -c 100000 /dev/urandom >"$WORK/image.iso"
truncate -s "$BYTES" "$WORK/image.iso"
echo label >"$WORK/label"
tower readers=0 recorders=12 changers=mc8600 one_host=1
for drive in $(drives); do
	emu drive "$drive" timing on "factor=$FACTOR" speed=0.02 buffer=512 "load=$LOAD_MS"
done
inventory "a robot that nobody has asked yet"
fresh_robot
inventory "one that is known"
for run in "$@"; do
	case $run in
	plain) batch plain ;;
	label) batch label --label "$WORK/label" --printer-port "$EMU/changer/0/port" ;;
	esac
done
finish
