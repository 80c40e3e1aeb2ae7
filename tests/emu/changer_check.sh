# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# What the emulated changers promise. Sourced in the guest by emu-changer.sh after
# lib.sh: changer 0 is an MC-8100 with drives 1 to 4, a master in slot 1 and blanks
# in 2 to 90; changer 1 a plain one with drives 5 and 6 and discs in 1 to 599.
# $MC and $PLAIN are their sg nodes.

# ask DEVICE BYTE...: a command without data, and what it is answered with: the
# status, or K/AA/QQ of the sense.
ask()
{
	ask_dev=$1
	shift
	sg_raw -vv "$ask_dev" "$@" >"$WORK/asked" 2>&1
	answer
}

# The answer in $WORK/asked.
answer()
{
	if grep -q "Fixed format" "$WORK/asked"; then
		awk '$1 ~ /^7[01]$/ { print substr($3, 2) "/" $13 "/" $14; exit }' "$WORK/asked"
	else
		sed -n 's/^SCSI Status: *\([A-Za-z ]*[a-z]\).*/\1/p' "$WORK/asked" | head -n 1
	fi
}

# mc NAME WANTED BYTE...: to the MC; plain: to the plain one.
mc()
{
	mc_name=$1 mc_want=$2
	shift 2
	expect "$mc_name" "$mc_want" "$(ask "$MC" "$@")"
}

plain()
{
	plain_name=$1 plain_want=$2
	shift 2
	expect "$plain_name" "$plain_want" "$(ask "$PLAIN" "$@")"
}

# bytes DEVICE LENGTH BYTE...: the answer as hex digits.
bytes()
{
	bytes_dev=$1 bytes_len=$2
	shift 2
	rm -f "$WORK/answer"
	sg_raw -b -r "$bytes_len" -o "$WORK/answer" "$bytes_dev" "$@" >"$WORK/asked" 2>&1
	od -An -v -tx1 "$WORK/answer" 2>/dev/null | tr -d ' \n'
}

# move FROM TO [BYTE10 BYTE11]: MOVE MEDIUM of the MC, addresses as "40 00".
move()
{
	# shellcheck disable=SC2086 # addresses are two words
	ask "$MC" a5 00 20 00 $1 $2 00 00 "${3:-00}" "${4:-00}"
}

moves() { expect "$1" "$2" "$(shift 2; move "$@")"; }

# element ADDRESS: the MC's descriptor of one element.
element()
{
	# shellcheck disable=SC2086
	bytes "$MC" 34 b8 00 $1 00 01 00 00 00 22 00 00 | cut -c 33-
}

turs()
{
	ask "$1" 00 00 00 00 00 00 >/dev/null
	ask "$1" 00 00 00 00 00 00 >/dev/null
}

turs "$MC"
turs "$PLAIN"

# ---- identity, byte by byte ----

expect "mc: INQUIRY" \
	"08800202$(printf 1f)0000004a564320202020204a56432d434847204d432d3831303020312e3030" \
	"$(bytes "$MC" 36 12 00 00 00 24 00)"
mc "mc: INQUIRY with EVPD" 5/24/00 12 01 80 00 24 00
mc "mc: TEST UNIT READY" Good 00 00 00 00 00 00
mc "mc: an operation code it has not" 5/20/00 a6 00 00 00 00 00 00 00 00 00 00 00
mc "mc: a reserved bit" 5/24/00 07 00 00 00 01 00

# ---- READ ELEMENT STATUS ----

expect "mc: lengths of the report of all elements" "0001006c 00 0007c0" \
	"$(bytes "$MC" 8 b8 00 00 00 ff ff 00 00 00 08 00 00 | sed 's/^\(........\)\(..\)/\1 \2 /')"
bytes "$MC" 1992 b8 00 00 00 02 68 00 00 2b 80 00 00 >/dev/null
expect_that "mc: every element is told as it is" "the table of the emulator" \
	python3 "$TOP/tests/emu/changer_judge.py" status "$WORK/answer" "$EMU/changers" 0
expect "mc: a full slot" "000109000000000000000000000000000100" "$(element '00 01')"
expect "mc: an empty slot without a tray" "005f08000000000000000000000000000000" "$(element '00 5f')"
expect "mc: an empty drive has its SCSI address" \
	"3001080000002001$(printf '%020d' 0)" "$(element '30 01')"
expect "mc: the printer" "500008000000800000000000000000000000" "$(element '50 00')"
mc "mc: volume tags" 5/24/00 b8 10 00 00 00 01 00 00 00 22 00 00
mc "mc: an element type that is reserved" 5/24/00 b8 06 00 00 00 01 00 00 00 22 00 00

# ---- moves ----

moves "mc: slot to drive" Good "00 01" "30 01"
expect "mc: the disc is in the drive" "master" "$(awk '$1 == 1 { print $5 }' "$EMU/drives")"
expect "mc: the drive's element knows its source" \
	"300109000000200100800001000000000100" "$(element '30 01')"
expect_that "mc: the disc that was moved is read in its drive" "the image" sh -c "
	dd if=$(sr 1) bs=2048 count=$(($(stat -c %s "$ISO") / 2048)) status=none | cmp - $ISO"
moves "mc: empty slot, not even a tray" 5/3b/8e "00 01" "30 02"
moves "mc: full drive" 5/3b/0d "00 02" "30 01"
moves "mc: slot to slot" 5/21/01 "00 02" "00 03"
moves "mc: an address that is not there" 5/21/01 "00 02" "30 05"
moves "mc: Eject with a destination" 5/24/00 "30 01" "00 01" 00 40
emu changer 0 door open
emu changer 0 trays 95 in
emu changer 0 door close
turs "$MC"
expect "mc: a hand's doing is not seen" "00" "$(element '00 5f' | cut -c 33-34)"
moves "mc: and found by the robot" 4/80/31 "30 01" "00 5f"
mc "mc: INITIALIZE ELEMENT STATUS with range" Good e7 02 00 5f 00 5f 00 00 00 00
expect "mc: the empty tray is known then" "01" "$(element '00 5f' | cut -c 33-34)"
moves "mc: a tray without a disc to a drive" 4/80/42 "00 5f" "30 02"
mc "mc: INITIALIZE, reserved form" 5/24/00 e7 01 00 00 00 00 00 00 00 00
mc "mc: INITIALIZE, no such element" 5/21/01 e7 02 00 01 00 65 00 00 00 00
sg_prevent "$(sr 1)" >/dev/null 2>&1
moves "mc: a drive that a host has locked" 4/80/63 "30 01" "00 01"
sg_prevent --allow "$(sr 1)" >/dev/null 2>&1
moves "mc: Eject takes the disc home" Good "30 01" "00 00" 00 40
expect "mc: it is there" master "$(at 0 slot1)"
mc "mc: POSITION TO ELEMENT" Good 2b 00 20 00 00 07 00 00 00 00
mc "mc: POSITION to the printer" 5/21/01 2b 00 20 00 50 00 00 00 00 00
mc "mc: POSITION with Invert" 5/24/00 2b 00 20 00 00 07 00 00 01 00

# ---- the mail slot ----

moves "mc: to the mail slot that opens" Good "00 02" "40 00"
expect "mc: it is open, with the disc" "400039000000000000800002000000000300" \
	"$(element '40 00' | sed 's/^400031/400039/')"
moves "mc: from the open mail slot" 2/04/03 "40 00" "00 02"
emu changer 0 take mail || not_ok "hands: take from the mail slot" "expected it to be possible"
emu disc new1 new dvd+r
emu changer 0 put mail new1
emu changer 0 mail close
mc "mc: the mail slot was used" 6/28/01 00 00 00 00 00 00
moves "mc: from the mail slot" Good "40 00" "00 02"
expect "mc: the operator's disc is in the slot" new1 "$(at 0 slot2)"
moves "mc: to the mail slot that stays closed" Good "00 03" "40 01"
moves "mc: and back" Good "40 01" "00 03"
mc "mc: PREVENT" Good 1e 00 00 00 01 00
moves "mc: the mail slot is locked" 5/53/02 "00 03" "40 00"
expect "mc: a hand can't open it" "" "$(emu changer 0 mail open 2>/dev/null && echo opened)"
mc "mc: the wish is told" 6/5a/01 00 00 00 00 00 00
mc "mc: ALLOW" Good 1e 00 00 00 00 00

# ---- flip ----

emu changer 0 fill dvd+r 91-92 two-sided
moves "mc: flipped on its way" Good "00 5b" "30 02" 01
expect "mc: the drive has the other side" c0s91b "$(awk '$1 == 2 { print $5 }' "$EMU/drives")"
expect "mc: Invert is told" "c0" "$(element '30 02' | cut -c 19-20)"
moves "mc: flipped back" Good "30 02" "00 5b" 01
expect "mc: the first side is down again" c0s91 "$(at 0 slot91)"
moves "mc: a disc of one side, flipped" Good "00 04" "30 02" 01
expect "mc: the drive finds no disc" "-" "$(awk '$1 == 2 { print $5 }' "$EMU/drives")"
moves "mc: back again" Good "30 02" "00 00" 01 40

# ---- the printer ----

moves "mc: to the printer" Good "00 05" "50 00"
emu changer 0 timing on factor=10
emu changer 0 times print=30000 move=10
head -c 100000 /dev/urandom >"$WORK/label"
cat "$WORK/label" >"$EMU/changer/0/port"
expect "mc: the printer is busy" "05" "$(element '50 00' | cut -c 33-34)"
moves "mc: not while it prints" 4/81/c0 "50 00" "00 05"
printed() { [ "$(element '50 00' | cut -c 33-34)" = 09 ]; }
expect_that "mc: it finishes" "the Finish bit" wait_for 20 printed
emu changer 0 timing off
expect "mc: the label is on the disc" \
	"100000/$(python3 -c "import sys, zlib; print('%08x' % zlib.crc32(open(sys.argv[1], 'rb').read()))" "$WORK/label")" \
	"$(field 0 printer1 label)"
emu changer 0 ink 0 5 5 5
cat "$WORK/label" >"$EMU/changer/0/port"
expect "mc: no black ink" "8122 85" "$(element '50 00' | sed 's/^........\(....\).*\(..\)..$/\1 \2/')"
expect "mc: REQUEST SENSE is silent about ink" "700000000000000a0000000000000000" \
	"$(bytes "$MC" 16 03 00 00 00 10 00 | cut -c 1-32)"
emu changer 0 ink 5 5 5 5
expect "mc: new ink, and the bit stays" "89" "$(element '50 00' | cut -c 33-34)"
moves "mc: the labelled disc goes back" Good "50 00" "00 05"
expect "mc: Finish is gone" "80" "$(element '50 00' | cut -c 33-34)"
moves "mc: printer and mail slot are no pair" 5/21/01 "50 00" "40 00"

# ---- mode, log, buffer, reservation ----

expect "mc: mode page 1Dh" "170000001d1220000001000100644000000230010004""0000" \
	"$(bytes "$MC" 24 1a 08 1d 00 18 00)"
expect "mc: mode page 1Eh" "070000001e020100" "$(bytes "$MC" 8 1a 08 1e 00 08 00)"
expect "mc: mode page 1Fh" "170000001f120e00000c0a0e""000000000000000000000000" \
	"$(bytes "$MC" 24 1a 08 1f 00 18 00)"
expect "mc: mode page 00h" "03000000" "$(bytes "$MC" 4 1a 08 00 00 04 00)"
mc "mc: saved mode pages" 5/39/00 1a 08 dd 00 00 00
mc "mc: LOG SELECT without PCR" 5/24/00 4c 00 40 00 00 00 00 00 00 00
mc "mc: LOG SELECT clears" Good 4c 02 40 00 00 00 00 00 00 00
expect "mc: log page 00h" "0000000400060730" "$(bytes "$MC" 8 4d 00 40 00 00 00 00 00 08 00)"
moves "mc: one media change" Good "00 01" "30 01"
expect "mc: log page 30h counts it" "300000080000400400000001" \
	"$(bytes "$MC" 12 4d 00 70 00 00 00 00 00 0c 00)"
emu changer 0 fault sense=4/80/26 op=a5 element=0x3001
moves "mc: a fault of the mechanism" 4/80/26 "30 01" "00 01"
expect "mc: log page 06h counts it" "06000006000040020001" \
	"$(bytes "$MC" 10 4d 00 46 00 00 00 00 00 0a 00)"
bytes "$MC" 172 4d 00 47 00 00 00 00 00 ac 00 >/dev/null
expect "mc: log page 07h has the error" "070000a8800041100026000000000000000000000000000080014190" \
	"$(head -c 28 "$WORK/answer" | od -An -v -tx1 | tr -d ' \n')"
expect "mc: and the command with status and sense" "0700a500200030010001000000000204""8026" \
	"$(tail -c +29 "$WORK/answer" | head -c 144 | od -An -v -tx1 -w18 | tr -d ' ' | grep '04802[6]$')"
emu changer 0 fault sense=4/80/41 op=a5
moves "mc: a fault that leaves the disc in the carrier" 4/80/41 "30 01" "00 01"
expect "mc: there it is" "2000058041" "$(element '20 00' | cut -c 1-6,9-12 | sed 's/^\(......\)/\1/')"
moves "mc: no move while it is there" 4/80/41 "00 05" "30 02"
mc "mc: REZERO with Return" Good 01 02 00 00 00 00
expect "mc: the disc is home" master "$(at 0 slot1)"
mc "mc: Reset needs Immed" 5/24/00 01 04 00 00 00 00
mc "mc: self test" Good 1d 04 00 00 00 00
mc "mc: SEND DIAGNOSTIC without a self test" 5/24/00 1d 00 00 00 00 00
expect "mc: after the self test the disc is where it was" master "$(at 0 slot1)"
printf 'memory and bus' >"$WORK/ram"
sg_raw -s 14 -i "$WORK/ram" "$MC" 3b 02 01 00 01 00 00 00 0e 00 >"$WORK/asked" 2>&1
expect "mc: buffer" "$(od -An -v -tx1 "$WORK/ram" | tr -d ' \n')" \
	"$(bytes "$MC" 14 3c 02 01 00 01 00 00 00 0e 00)"
mc "mc: READ BUFFER, another mode" 5/24/00 3c 00 01 00 00 00 00 00 00 00
emu changer 0 other reserve
mc "mc: another initiator has it" "Reservation Conflict" 00 00 00 00 00 00
mc "mc: ALLOW is free" Good 1e 00 00 00 00 00
mc "mc: RELEASE by a stranger" Good 17 00 00 00 00 00
emu changer 0 other release
mc "mc: RESERVE" Good 16 00 00 00 00 00
mc "mc: RESERVE of an element" 5/24/00 16 01 00 00 00 00
mc "mc: RELEASE" Good 17 00 00 00 00 00
emu changer 0 other mode
mc "mc: another initiator changed mode pages" 6/2a/01 00 00 00 00 00 00
emu changer 0 door open
mc "mc: the door is open" 2/04/03 00 00 00 00 00 00
emu changer 0 door close
mc "mc: and was" 6/28/00 00 00 00 00 00 00

# ---- every row of sense and of mechanism errors ----

expect_that "mc: every code there is can be provoked" "the sense that was asked for" \
	python3 "$TOP/tests/emu/changer_judge.py" codes "$MC" "$EMU/control"
turs "$MC"

# ---- strangers ----

ch=$(node 0 scsi_changer)
expect_that "ch: has a node" "a changer device" test -c "$ch"
sg_map -i >"$WORK/map" 2>&1
expect_match "sg_map: knows it" "JVC" "$WORK/map"
dmesg | grep "ch" >"$WORK/ch"
expect_match "ch: has found the slots" "type #2 \(st\): 0x1\+100" "$WORK/ch"
expect_match "ch: has found the drives" "type #4 \(dt\): 0x3001\+4" "$WORK/ch"
mtx -f "$MC" status >"$WORK/mtx" 2>&1
expect_match "mtx: the MC's dimensions" "4 Drives, 102 Slots \( 2 Import/Export \)" "$WORK/mtx"
expect_that "mtx: loads from the MC" "exit code 0" mtx -f "$MC" load 6 0
expect "mtx: it is in the drive" c0s6 "$(awk '$1 == 1 { print $5 }' "$EMU/drives")"
expect_that "mtx: unloads" "exit code 0" mtx -f "$MC" unload 6 0

mtx -f "$PLAIN" status >"$WORK/mtx" 2>&1
expect_match "mtx: the plain one's dimensions" "2 Drives, 2002 Slots \( 2 Import/Export \)" "$WORK/mtx"
expect_match "mtx: volume tags" "Storage Element 17:Full *:VolumeTag=DSR100017" "$WORK/mtx"
expect_that "mtx: loads" "exit code 0" mtx -f "$PLAIN" load 17 1
expect "mtx: it is in the drive" c1s17 "$(awk '$1 == 6 { print $5 }' "$EMU/drives")"
expect_that "mtx: transfers from slot to slot" "exit code 0" mtx -f "$PLAIN" transfer 18 700
expect "mtx: it is in that slot" c1s18 "$(at 1 slot700)"
expect_that "mtx: unloads to another slot" "exit code 0" mtx -f "$PLAIN" unload 701 1
expect "mtx: it is there" c1s17 "$(at 1 slot701)"
expect_that "mtx: exchanges" "exit code 0" mtx -f "$PLAIN" exchange 1 2 2
expect "mtx: the one" "c1s1 c1s2" "$(at 1 slot2) $(at 1 slot1)"

# ---- what only a plain changer has ----

bytes "$PLAIN" 116 b8 14 02 00 00 01 01 00 00 74 00 00 >/dev/null
expect "plain: a drive element's descriptor has the drive's identifier" \
	"$(sg_vpd -p di -H "$(sr 5)" 2>/dev/null | python3 "$TOP/tests/emu/changer_judge.py" designator)" \
	"$(tail -c 32 "$WORK/answer" | od -An -v -tx1 | tr -d ' \n')"
plain "plain: the second picker moves" Good a5 00 00 02 10 04 02 00 00 00 00 00
expect "plain: it did" c1s5 "$(awk '$1 == 5 { print $5 }' "$EMU/drives")"
sg_prevent "$(sr 5)" >/dev/null 2>&1
plain "plain: a drive that a host has locked" 5/53/03 a5 00 00 00 02 00 10 04 00 00 00 00
sg_prevent --allow "$(sr 5)" >/dev/null 2>&1
plain "plain: back" Good a5 00 00 00 02 00 10 04 00 00 00 00
plain "plain: empty source" 5/3b/0e a5 00 00 00 02 00 10 04 00 00 00 00
plain "plain: full destination" 5/3b/0d a5 00 00 00 10 00 10 04 00 00 00 00
emu changer 1 timing on
emu changer 1 times move=3000
(sg_raw -t 1 "$PLAIN" a5 00 00 00 10 08 02 00 00 00 00 00 >"$WORK/late" 2>&1)
emu changer 1 timing off
expect "plain: an aborted move leaves the disc in the carrier" c1s9 "$(at 1 picker1)"
turs "$PLAIN"
plain "plain: and it can be moved from there" Good a5 00 00 00 00 01 10 08 00 00 00 00
