#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Changer fds against the emulated robots: map, orders, refusals, logs, signals,
# failures, events; beside the kernel's ch driver and mtx.
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
python3 "$TOP/tests/vm/guest/changer_fd.py" "$MC" "$PLAIN" || not_ok_count=$((not_ok_count + 1))
finish
