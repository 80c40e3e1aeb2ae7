#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# The demonstration: one disc to RECORDERS recorders. Every step is shown as the
# command that one would type.
set -u

EMU=/sys/kernel/debug/dsr_emu
recorders=${RECORDERS:-4}
# burning at 2.4x, everything four times faster than life
speed=2.4
factor=4

tell() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# do_it COMMAND-LINE: show and run it; the demonstration ends where one fails.
do_it()
{
	printf '\033[32m# %s\033[0m\n' "$1"
	sh -c "$1" && return
	code=$?
	printf '\nThe demonstration failed here (exit code %s).\n' "$code"
	exit "$code"
}

drive_node()
{
	address=$(awk -v n="$1" '$1 == n { for (i = 2; i <= NF; i++)
		if ($i ~ /^[0-9]+:[0-9]+:[0-9]+:[0-9]+$/) print $i }' "$EMU/drives")
	echo "/dev/$(ls "/sys/bus/scsi/devices/$address/block")"
}

# Until sr has looked at every drive.
settle()
{
	tries=0
	until [ "$(find /dev -name 'sr[0-9]*' -type b | wc -l)" -gt "$recorders" ]; do
		tries=$((tries + 1))
		[ "$tries" -lt 100 ] || break
		sleep 0.1
	done
}

tell "A tower without hardware: one reader, $recorders recorders (the module dsr_emu)"
modprobe -a sr_mod isofs loop
do_it "uname -r; modinfo -n dsr dsr_emu"
do_it "modprobe dsr_emu readers=1 recorders=$recorders"
settle
do_it "modprobe dsr"

tell "The master goes into the reader, a blank DVD+R into each recorder"
do_it "echo disc master load dvd-rom $ISO > $EMU/control"
do_it "echo drive 0 insert master > $EMU/control"
n=1
sinks=
while [ "$n" -le "$recorders" ]; do
	store=
	[ -z "${DEMO_STORE:-}" ] || store=" store=file=$DEMO_STORE/disc-$n.img"
	do_it "echo disc copy$n new dvd+r$store > $EMU/control"
	do_it "echo drive $n insert copy$n > $EMU/control"
	echo "drive $n timing on speed=$speed factor=$factor" >"$EMU/control"
	sinks="$sinks $(drive_node "$n")"
	n=$((n + 1))
done
do_it "dsrctl drives"

tell "One read of the master, $recorders burns, each read back and verified"
do_it "dsrctl copy $(drive_node 0)$sinks"

tell "Are the files those of the master? By the kernel's own sr and isofs:"
mkdir -p /mnt/disc
do_it "mount -o ro,loop $ISO /mnt/disc"
do_it "cd /mnt/disc && find . -type f -exec sha256sum {} + > /tmp/SHA256SUMS"
umount /mnt/disc
for sink in $sinks; do
	do_it "mount -o ro $sink /mnt/disc && cd /mnt/disc && sha256sum -c --quiet /tmp/SHA256SUMS"
	printf '%s: %s files, every SHA-256 equals the original\n' "$sink" \
		"$(wc -l </tmp/SHA256SUMS)"
	umount /mnt/disc
done

tell "Done: $recorders discs, all equal to the master."
