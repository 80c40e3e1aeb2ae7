#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Changer fds against the emulated robots: map, orders, refusals, logs, signals,
# failures, events, every model; beside the kernel's ch driver and mtx.
. "$TOP/tests/vm/guest/lib.sh"

# node CHANGER CLASS: its /dev node.
node()
{
	echo "/dev/$(ls "/sys/bus/scsi/devices/$(awk -v n="$1" \
		'$1 == "changer" && $2 == n { print $4 }' "$EMU/changers")/$2")"
}

modprobe ch || bail "modules: expected ch to load"
tower readers=1 recorders=14 changers=mc8600,plain slots=2000 one_host=1
for changer in 0 1; do
	wait_for 20 node "$changer" scsi_generic || bail "changers: expected a /dev/sg"
done
emu changer 0 fill dvd+r 1-90 || bail "fill: expected 90 discs"
emu changer 1 fill cd-r 1-600 || bail "fill: expected 600 discs"
MC=$(node 0 scsi_generic) PLAIN=$(node 1 scsi_generic)
mtx -f "$MC" status >"$WORK/mtx.before"
expect_match "mtx sees the same slots" "12 Drives, 602 Slots \\( 2 Import/Export \\)" "$WORK/mtx.before"
expect "mtx sees the same discs" 90 "$(grep -c "Storage Element.*:Full" "$WORK/mtx.before")"
run()
{
	script=$1
	shift
	python3 -u "$TOP/tests/vm/guest/$script" "$@" || not_ok_count=$((not_ok_count + 1))
}

run changer_hard.py watch
run changer_fd.py "$MC" "$PLAIN"
wait_for 20 node 0 scsi_generic || bail "changers: expected the robot to be back"
run changer_hard.py all
expect_that "dsr unloads" "rmmod to work" rmmod dsr
expect_that "and the robots go" "rmmod to work" rmmod ch dsr_emu

tower readers=1 recorders=25 changers=mc8100,mc8200,plain slots=600 flipper=0 printer=0
emu changer 2 fill cd-r 1-600 || bail "fill: expected 600 discs"
run changer_models.py
expect_that "in the end the module unloads" "rmmod to work" rmmod dsr
finish
