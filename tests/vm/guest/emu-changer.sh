#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# The emulated changers: mtx, the kernel's ch driver and sg_raw drive them; discs
# that they move are read in the drives. The MC's promises: tests/emu/changer_check.sh.
. "$TOP/tests/vm/guest/lib.sh"

# hcil CHANGER: its H:C:I:L.
hcil() { awk -v n="$1" '$1 == "changer" && $2 == n { print $4 }' "$EMU/changers"; }

# node CHANGER CLASS: its /dev node.
node() { echo "/dev/$(ls "/sys/bus/scsi/devices/$(hcil "$1")/$2")"; }

# at CHANGER ELEMENT: the disc in an element such as slot1.
at()
{
	awk -v n="$1" -v e="$2" '$1 == n && $2 == e { sub("disc=", "", $4); print $4 }' \
		"$EMU/changers"
}

# field CHANGER ELEMENT NAME: such as tray.
field()
{
	awk -v n="$1" -v e="$2" '$1 == n && $2 == e' "$EMU/changers" |
		tr ' ' '\n' | sed -n "s/^$3=//p"
}

for module in sr_mod sg ch isofs; do
	modprobe "$module" || bail "modules: expected $module to load"
done
# Recorders 1 to 4 are the MC's, 5 and 6 the plain one's.
modprobe dsr_emu readers=1 recorders=6 changers=mc8100,plain slots=2000 pickers=2 one_host=1 ||
	bail "modules: expected dsr_emu to load"
for drive in $(drives); do
	wait_for 20 sr_there "$drive" || bail "drives: expected a /dev/sr for drive $drive"
done
for changer in 0 1; do
	wait_for 20 node "$changer" scsi_generic || bail "changers: expected a /dev/sg"
done
MC=$(node 0 scsi_generic) PLAIN=$(node 1 scsi_generic)

emu disc master load dvd-rom "$ISO" || bail "master: expected the image to load"
emu changer 0 fill dvd+r 2-90 || bail "fill: expected slots to be filled"
emu changer 0 door open
emu changer 0 put 1 master || bail "put: expected the master in slot 1"
emu changer 0 door close
sg_raw "$MC" 07 00 00 00 00 00 >/dev/null 2>&1 # the unit attentions
sg_raw "$MC" 07 00 00 00 00 00 >/dev/null 2>&1
sg_raw "$MC" 07 00 00 00 00 00 >/dev/null 2>&1
emu changer 1 fill cd-r 1-600 || bail "fill: expected 600 discs"
emu changer 1 empty 600

. "$TOP/tests/emu/changer_check.sh"
finish
