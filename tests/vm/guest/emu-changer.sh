#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# The emulated changers: mtx, the kernel's ch driver and sg_raw drive them; discs
# that they move are read in the drives. Byte by byte: tests/emu/changer_check.py.
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

disc_in() { awk -v n="$1" '$1 == n { print $5 }' "$EMU/drives"; }

for module in sr_mod sg ch isofs; do
	modprobe "$module" || bail "modules: expected $module to load"
done
# Recorders 1 to 4 are the MC's, 5 and 6 the plain one's.
modprobe dsr_emu readers=1 recorders=6 changers=mc8100,plain slots=2000 pickers=2 \
	one_host=1 max_sectors=2048 ||
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

python3 -u "$TOP/tests/emu/changer_check.py" "$ISO" || not_ok_count=1
python3 -u "$TOP/tests/emu/changer_rules.py" || not_ok_count=1

# ---- sg_raw, sg_map, ch -------------------------------------------------------

sg_raw "$MC" e7 02 00 01 00 0a 00 00 00 00 >"$WORK/said" 2>&1
expect_match "sg_raw: JVC INITIALIZE ELEMENT STATUS" "SCSI Status: Good" "$WORK/said"
sg_raw "$MC" a5 00 20 00 00 02 00 03 00 00 00 00 >"$WORK/said" 2>&1
expect_match "sg_raw: slot to slot" "Invalid element address" "$WORK/said"
sg_map -i >"$WORK/said" 2>&1
expect_match "sg_map: knows the MC" "JVC-CHG MC-8100" "$WORK/said"
dmesg >"$WORK/said"
expect_match "ch: has found the slots" "type #2 \(st\): 0x1\+100" "$WORK/said"
expect_match "ch: has found the drives" "type #4 \(dt\): 0x3001\+4" "$WORK/said"
expect_match "ch: knows which drive it is by its SCSI address" "\[ch0\] ID 1, LUN 0" "$WORK/said"

# ---- mtx ----------------------------------------------------------------------

mtx -f "$MC" status >"$WORK/said" 2>&1
expect_match "mtx: the MC's dimensions" "4 Drives, 102 Slots \( 2 Import/Export \)" "$WORK/said"
expect_that "mtx: loads from the MC" "exit code 0" mtx -f "$MC" load 6 0
expect "mtx: it is in the drive" c0s6 "$(disc_in 1)"
expect_that "mtx: unloads" "exit code 0" mtx -f "$MC" unload 6 0

mtx -f "$PLAIN" status >"$WORK/said" 2>&1
expect_match "mtx: the plain one's dimensions" "2 Drives, 2002 Slots \( 2 Import/Export \)" \
	"$WORK/said"
expect_match "mtx: volume tags" "Storage Element 17:Full *:VolumeTag=DSR100017" "$WORK/said"
expect_that "mtx: loads" "exit code 0" mtx -f "$PLAIN" load 17 1
expect "mtx: it is in that drive" c1s17 "$(disc_in 6)"
expect_that "mtx: unloads to another slot" "exit code 0" mtx -f "$PLAIN" unload 701 1
expect "mtx: it is there" c1s17 "$(at 1 slot701)"
expect_that "mtx: transfers from slot to slot" "exit code 0" mtx -f "$PLAIN" transfer 18 700
expect "mtx: it is in that slot" c1s18 "$(at 1 slot700)"
rmmod ch
expect_that "the emulator unloads with discs in changers" "exit code 0" rmmod dsr_emu
finish
