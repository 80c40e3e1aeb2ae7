# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# The emulator's own promises. Sourced in the guest by emu-strangers.sh after
# lib.sh, with dsr_emu loaded (1 reader with a disc in it, 5 recorders), IMAGE set.

# said: what the last command was answered with.
said()
{
	if grep -q "Additional sense" "$WORK/asked"; then
		sed -n 's/.*Additional sense: //p' "$WORK/asked" | head -n 1
	elif grep -q "SCSI Status: " "$WORK/asked"; then
		sed -n 's/.*SCSI Status: \([A-Za-z ]*[a-z]\).*/\1/p' "$WORK/asked" | head -n 1
	else
		head -n 1 "$WORK/asked"
	fi
}

# answers NAME WANTED DRIVE BYTE...: a command without data.
answers()
{
	answers_name=$1 answers_want=$2 answers_dev=$(sg "$3")
	shift 3
	sg_raw "$answers_dev" "$@" >"$WORK/asked" 2>&1
	expect "$answers_name" "$answers_want" "$(said)"
}

# writes NAME WANTED DRIVE LBA-HEX BLOCKS-HEX: WRITE(10); LBA in 4 bytes "0 0 0 1".
writes()
{
	writes_name=$1 writes_want=$2 writes_dev=$(sg "$3")
	# shellcheck disable=SC2086 # the LBA is four words
	sg_raw -s "$((0x$5 * 2048))" -i "$IMAGE" "$writes_dev" \
		2a 00 $4 00 00 "$5" 00 >"$WORK/asked" 2>&1
	expect "$writes_name" "$writes_want" "$(said)"
}

good="Good"

# ready DRIVE: takes the unit attentions of a new disc.
ready()
{
	ready_sr=$(sg "$1")
	sg_turs "$ready_sr" >/dev/null 2>&1
	sg_turs "$ready_sr" >/dev/null 2>&1
}

# ---- a medium is noticed ----

blanks dvd+r 1
answers "a new disc is a unit attention" \
	"Not ready to ready change, medium may have changed" 1 00 00 00 00 00 00
answers "and only one" "$good" 1 00 00 00 00 00 00

# ---- the rules of writing ----

writes "dvd+r: writing past the next writable address" "Invalid address for write" 1 "0 0 0 20" 10
writes "dvd+r: writing behind the disc" "Logical block address out of range" 1 "0 23 05 40" 10
writes "dvd+r: writing at the next writable address" "$good" 1 "0 0 0 0" 10
writes "dvd+r: writing the same block twice" "Invalid address for write" 1 "0 0 0 0" 10
answers "dvd+r: reserving after writing" "Command sequence error" 1 53 00 00 00 00 00 00 00 20 00
answers "dvd+r: formatting" "Cannot format medium - incompatible medium" 1 04 11 00 00 00 00
answers "dvd+r: blanking" "Cannot write medium - incompatible format" 1 a1 00 00 00 00 00 00 00 00 00 00 00
answers "dvd+r: closing with an unknown function" "Invalid field in cdb" 1 5b 00 03 00 00 01 00 00 00 00
answers "dvd+r: finalising" "$good" 1 5b 00 06 00 00 01 00 00 00 00
writes "dvd+r: writing to a finalised disc" "Write protected" 1 "0 0 0 10" 10

blanks dvd+r 1
ready 1
answers "dvd+r: reserving 33 blocks" "$good" 1 53 00 00 00 00 00 00 00 21 00
sg_raw -r 48 "$(sg 1)" 52 01 00 00 00 01 00 00 30 00 >"$WORK/asked" 2>&1
expect_match "dvd+r: a reservation is whole ECC blocks" " 10 +.* 00 00 00 30" "$WORK/asked"
writes "dvd+r: writing more than was reserved" "End of user area encountered on this track" 1 "0 0 0 0" 38
writes "dvd+r: writing what was reserved" "$good" 1 "0 0 0 0" 30

blanks cd-r 1
ready 1
writes "cd-r: writing without write parameters" "Illegal mode for this track" 1 "0 0 0 0" 10

blanks dvd+rw 1
ready 1
writes "dvd+rw: writing before formatting" "Medium not formatted" 1 "0 0 0 0" 10

emu disc pressed load dvd-rom "$IMAGE"
emu drive 1 eject
emu drive 1 insert pressed
ready 1
writes "dvd-rom: writing" "Cannot write medium - incompatible format" 1 "0 0 0 0" 10
answers "a reader does not know WRITE" "Invalid command operation code" 0 2a 00 00 00 00 00 00 00 00 00

blanks bd-r 1 || bail "bd-r"
ready 1
writes "bd-r: writing at the next writable address" "$good" 1 "0 0 0 0" 10
answers "bd-r: closing the track" "$good" 1 5b 00 01 00 00 01 00 00 00 00
sg_raw -r 48 "$(sg 1)" 52 01 00 00 00 02 00 00 30 00 >"$WORK/asked" 2>&1
expect_match "bd-r: a track is filled up to a cluster" "00 +00 2e 02 01 .* 00 00 00 20" "$WORK/asked"

fresh dvd+r 1 size=32
ready 1
writes "a small disc is full where it ends" "Logical block address out of range" 1 "0 0 0 0" 30

# ---- stores ----

fresh dvd+r 2 store=digest
fresh dvd+r 3 "file=$WORK/backing"
for drive in 2 3; do
	ready "$drive"
	writes "store of drive $drive takes blocks" "$good" "$drive" "0 0 0 0" 20
done
expect_that "digest: the SHA-256 of what was written is told" "that of the first 32 blocks" \
	grep -q "$(head -c 65536 "$IMAGE" | sha256sum | cut -d' ' -f1)" "$EMU/discs"
expect_that "file: the bytes are in the backing file" "the first 32 blocks" \
	cmp -n 65536 "$IMAGE" "$WORK/backing"
sg_raw -r 2048 "$(sg 2)" 28 00 00 00 00 00 00 00 01 00 >"$WORK/asked" 2>&1
expect "digest: the blocks can't be read" "Unrecovered read error" "$(said)"
expect "an export is as long as what was written" "65536" "$(
	emu disc blank3 export "$WORK/out" && stat -c %s "$WORK/out")"

# ---- faults ----

emu drive 0 fault sense=3/11/05 op=28 lba=20 count=1
dd if="$(sr 0)" of=/dev/null bs=2048 skip=20 count=1 iflag=direct status=none 2>/dev/null
expect_match "fault: sense at a block goes off" "lba=20 .* fired=1" "$EMU/drive/0/faults"
emu drive 0 fault clear
emu drive 0 fault sense=2/04/07 op=00 nth=2
answers "fault: not at the first command" "$good" 0 00 00 00 00 00 00
answers "fault: but at the second" "Logical unit not ready, operation in progress" 0 00 00 00 00 00 00
answers "fault: and not at the third" "$good" 0 00 00 00 00 00 00
emu drive 0 fault clear

before=$(dd if="$IMAGE" bs=2048 skip=16 count=1 status=none | od -An -tx1 -N1)
emu drive 0 fault flip op=28 lba=16
after=$(dd if="$(sr 0)" bs=2048 skip=16 count=1 iflag=direct status=none | od -An -tx1 -N1)
expect "fault: flip changes one bit" "1" "$((0x${before# } ^ 0x${after# }))"
emu drive 0 fault busy op=12 count=2
expect_that "fault: BUSY is retried by the midlayer" "an answer" sg_inq "$(sg 0)"
emu drive 0 fault garbage op=25
sg_raw -r 8 "$(sg 0)" 25 00 00 00 00 00 00 00 00 00 >"$WORK/asked" 2>&1
expect_match "fault: garbage begins with all ones" "ff ff ff ff ff ff ff ff" "$WORK/asked"
emu drive 0 fault short op=5a
sg_raw -r 16 "$(sg 0)" 5a 00 01 00 00 00 00 00 10 00 >"$WORK/asked" 2>&1
expect_match "fault: short transfers half" "Received 8 bytes" "$WORK/asked"

emu drive 0 fault hang op=2b
sg_raw -t 2 "$(sg 0)" 2b 00 00 00 00 00 00 00 00 00 >"$WORK/asked" 2>&1
expect "fault: a command that hangs is aborted" "1" "$(stat_of 0 aborts)"
answers "fault: and the drive goes on" "$good" 0 00 00 00 00 00 00

emu drive 0 fault remove-medium op=2b
answers "fault: the medium goes away" "Medium not present - tray open" 0 2b 00 00 00 00 00 00 00 00 00
emu drive 0 load
ready 0
emu drive 5 fault gone op=2b
sg_raw "$(sg 5)" 2b 00 00 00 00 00 00 00 00 00 >"$WORK/asked" 2>&1
expect_that "fault: a drive goes away" "gone in the table" \
	wait_for 5 grep -q "^5 recorder gone" "$EMU/drives"
emu drive 5 back
expect_that "and comes back" "a /dev/sr" wait_for 10 sr_there 5

# ---- the clock ----

seconds() { date +%s.%N; }
blanks dvd+r 2
ready 2
emu drive 2 timing on factor=8 speed=2 buffer=1024
emu drive 2 eject
emu drive 2 insert blank2
answers "clock: a disc takes time to load" \
	"Logical unit is in process of becoming ready" 2 00 00 00 00 00 00
sleep 2
ready 2
from=$(seconds)
sg_dd if="$IMAGE" of="$(sr 2)" bs=2048 bpt=16 count=2048 blk_sgio=1 odir=0 >"$WORK/said" 2>&1
took=$(echo "$(seconds) $from" | awk '{ printf "%d", ($1 - $2) * 10 }')
# 4 MiB less a buffer of 1 MiB at 2 x 1385 kB/s x 8 is 0.14 s, lead-in 0.75 s
expect_that "clock: 4 MiB at 2x take the time they take ($took/10 s)" "0.8 to 5 s" \
	test "$took" -ge 8 -a "$took" -le 50
sleep 1
sg_raw -r 12 "$(sg 2)" 5c 00 00 00 00 00 00 00 0c 00 >"$WORK/asked" 2>&1
expect_that "clock: a buffer that runs empty is an underrun" "at least 1" \
	test "$(stat_of 2 underruns)" -ge 1
emu drive 2 timing on factor=4
answers "clock: closing with IMMED answers at once" "$good" 2 5b 01 06 00 00 01 00 00 00 00
answers "clock: and the drive is busy" "Logical unit not ready, long write in progress" 2 00 00 00 00 00 00
expect_that "clock: until it is ready" "ready within 15 s" wait_for 15 sg_turs "$(sg 2)"
emu drive 2 timing off

# ---- the witness ----

blanks dvd+r 4
ready 4
for drive in 0 4; do emu drive "$drive" reset-stats; done
sg_dd if="$(sr 0)" of="$(sr 4)" bs=2048 bpt=16 count=512 blk_sgio=1 >"$WORK/said" 2>&1
expect "witness: pages that a reader filled are known" "256 0" \
	"$(stat_of 4 pages_same) $(stat_of 4 pages_other)"
expect "witness: every block was read once" "512 1" \
	"$(stat_of 0 blocks_read) $(stat_of 0 max_reads_per_lba)"
blanks dvd+r 4
ready 4
emu drive 4 reset-stats
dd if="$(sr 0)" bs=32k count=16 status=none | cat >"$WORK/copied"
sg_dd if="$WORK/copied" of="$(sr 4)" bs=2048 bpt=16 count=256 blk_sgio=1 >"$WORK/said" 2>&1
expect "witness: copied pages are told apart" "0 128" \
	"$(stat_of 4 pages_same) $(stat_of 4 pages_other)"

# ---- words ----

for line in "disc x new" "disc x new md" "drive 99 eject" "drive 1 fault sense=x" \
	"drive 1 timing maybe" "disc y load dvd-rom /nowhere" "fly" "disc x new dvd+r size=7"; do
	echo "$line" >"$EMU/control" 2>/dev/null &&
		not_ok "words: \"$line\" is refused" "an error, got none"
	expect_that "words: \"$line\" gets a sentence" "more than ok" \
		grep -Evq "^ok$" "$EMU/control"
done

umount /mnt 2>/dev/null
expect_that "the module unloads" "exit code 0" rmmod dsr_emu
for parameters in "one_host=1 recorders=8 can_queue=4" "max_sectors=64 sg_tablesize=8" \
	"max_segment_size=4096 dma_boundary=4095" "recorders=64 readers=2"; do
	# shellcheck disable=SC2086 # they are several words
	expect_that "it loads with $parameters" "exit code 0" modprobe dsr_emu $parameters
	emu disc master load cd-rom "$IMAGE"
	emu drive 0 insert master
	expect_that "and is read so" "the image's files" files_equal 0 "$SUMS"
	expect_that "and unloads" "exit code 0" rmmod dsr_emu
done
expect_no_leaks "the module leaks nothing"
