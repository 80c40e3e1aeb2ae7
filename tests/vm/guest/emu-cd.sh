#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# CDs of every kind in the emulator, read by other people's programs; sectors
# and sub-channel judged by the book (tests/emu/cd_judge.py).
. "$TOP/tests/vm/guest/lib.sh"

DISCS=$WORK/discs
JUDGE=$TOP/tests/emu/cd_judge.py

# disc NAME FILE [OPTION]: loads it as a cd-rom and puts it into drive 0.
disc()
{
	emu drive 0 eject
	emu disc "$1" load cd-rom "$DISCS/$2" ${3+"$3"} || bail "$1: expected $2 to load"
	emu drive 0 insert "$1" || bail "$1: expected it in drive 0"
	sg_turs "$SG" >/dev/null 2>&1
	sg_turs "$SG" >/dev/null 2>&1
	# so that the kernel forgets the disc before
	blockdev --flushbufs "$SR" 2>/dev/null
}

# raw NAME [sub]: exports the disc's 2352-byte blocks to $WORK/raw.
raw() { emu disc "$1" export-raw "$WORK/raw" ${2+"$2"}; }

# state_of NAME: the digest over all that is stored on a disc.
state_of() { awk -v n="$1" '$1 == n { print $2 }' "$EMU/states"; }

# files_of FOLDER: what is mounted has the files of that folder of $DISCS.
files_of() { diff -r -x '.*' "$DISCS/$1" /mnt; }

# cut FILE SIZE FIRST BLOCKS: blocks of a file.
cut() { dd if="$1" bs="$2" skip="$3" count="$4" status=none; }

# asks NAME WANTED BYTES COMMAND...: the answer as hex digits without blanks, or
# what sense says.
asks()
{
	asks_name=$1 asks_want=$2 asks_len=$3
	shift 3
	sg_raw -b -r "$asks_len" -o "$WORK/answer" "$SG" "$@" >"$WORK/asked" 2>&1
	if grep -q "Additional sense" "$WORK/asked"; then
		expect "$asks_name" "$asks_want" \
			"$(sed -n 's/.*Additional sense: //p' "$WORK/asked" | head -n 1)"
	else
		expect "$asks_name" "$asks_want" \
			"$(head -c 32 "$WORK/answer" | od -An -v -tx1 | tr -d ' \n')"
	fi
}

# readcd FILE BYTES COMMAND...: the answer of a READ CD to a file.
readcd()
{
	readcd_file=$1 readcd_len=$2
	shift 2
	sg_raw -b -r "$readcd_len" -o "$readcd_file" "$SG" "$@" >"$WORK/asked" 2>&1
}

for module in sr_mod sg isofs; do
	modprobe "$module" || bail "modules: expected $module to load"
done
modprobe dsr_emu readers=1 recorders=1 || bail "modules: expected dsr_emu to load"
wait_for 20 sr_there 0 || bail "drives: expected a /dev/sr"
SR=$(sr 0) SG=$(sg 0)
python3 "$TOP/tests/emu/cd_discs.py" "$DISCS" 2>"$WORK/said" || bail "discs: $(tail -n 1 "$WORK/said")"

. "$TOP/tests/emu/cd_check.sh"
finish
