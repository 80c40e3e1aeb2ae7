#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# The Sony CDU-541: its rules as seen on the wire, dsrctl reader with it, and
# copies of its discs. Drive 0 is an ordinary reader, 1 a recorder, 2 a CDU-541.
. "$TOP/tests/vm/guest/lib.sh"

discs=$WORK/discs
commands=$TOP/tests/vm/guest/reader-commands.txt

# load NAME FILE: the file as a CD, in drive 2; its unit attention is taken.
load()
{
	echo "drive 2 eject" >"$EMU/control" 2>/dev/null
	echo "disc $1 delete" >"$EMU/control" 2>/dev/null
	emu disc "$1" load cd-rom "$discs/$2" || bail "$1: expected $2 to load"
	emu drive 2 insert "$1" || bail "$1: expected it in drive 2"
	attentions
}

# Takes what waits in drive 2.
attentions()
{
	for _ in 1 2 3; do
		said 00 00 00 00 00 00 >/dev/null
	done
}

# said CDB...: what the CDU-541 says to a command: good, busy, conflict, or K/AA/QQ.
said()
{
	sg_raw -vv -t 2 "$sg" "$@" >"$WORK/raw" 2>&1
	told $?
}

# told CODE: the same of what sg_raw left in $WORK/raw, which ended with CODE.
told()
{
	[ "$1" -ne 0 ] || { echo good; return; }
	case $(sed -n 's/^SCSI Status: *//p' "$WORK/raw") in
	Busy*) echo busy; return ;;
	Reservation*) echo conflict; return ;;
	esac
	# the line of bytes behind "Raw sense data"
	awk '/[Rr]aw sense data/ { hex = 1; next }
		hex { line = line " " $0; n += NF; if (n >= 14) exit }
		END { split(line, b, " ");
			if (b[1] == "") print "nothing";
			else printf "%x/%s/%s\n", and15(b[3]), b[13], b[14] }
		function and15(h) { return index("0123456789abcdef", substr(h, 2, 1)) - 1 }' "$WORK/raw"
}

# state NAME: a line of the drive's own table.
state() { awk -v n="$1" '$1 == n { $1 = ""; print substr($0, 2) }' "$EMU/drive/2/cdu541"; }

# reader VERB [ARGUMENT]...: dsrctl reader --json; $code, $WORK/answer, $WORK/errors.
reader()
{
	verb=$1
	shift
	dsrctl reader --json "$verb" "$sr" "$@" >"$WORK/answer" 2>"$WORK/errors"
	code=$?
}

# told_by FILTER: of the last answer.
told_by() { jq -r "$1" "$WORK/answer"; }

# play_state: what status says, in a line.
play_state()
{
	reader status
	told_by '"\(.state) \(.track).\(.index)"'
}

# refuse OPCODE...: the drive does not know these any more.
refuse()
{
	emu drive 2 fault clear
	for op in "$@"; do
		emu drive 2 fault sense=5/20/00 "op=$op" count=0
	done
}

# Counters from zero; overlapped commands and operation codes are kept in mind.
reset_stats()
{
	overlaps=$((overlaps + $(stat_of 2 overlaps)))
	seen="$seen $(sed -n 's/^op_\(..\) .*/\1/p' "$EMU/drive/2/stats" | tr '\n' ' ')"
	emu drive 2 reset-stats
}

# used OPCODE: how often, since the last reset-stats.
used() { stat_of 2 "op_$1"; }

make_discs()
{
	mkdir -p "$discs"
	truncate -s $((60 * 75 * 2352)) "$discs/audio.bin"
	cat >"$discs/audio.cue" <<-CUE
		CATALOG 1234567890123
		FILE "audio.bin" BINARY
		  TRACK 01 AUDIO
		    ISRC ABCDE1234567
		    INDEX 01 00:00:00
		  TRACK 02 AUDIO
		    INDEX 00 00:10:00
		    INDEX 01 00:12:00
		    INDEX 02 00:20:00
		  TRACK 03 AUDIO
		    INDEX 01 00:30:00
	CUE
	truncate -s $((10 * 75 * 2352)) "$discs/tail.bin"
	cp "$ISO" "$discs/data.iso"
	cat >"$discs/mixed.cue" <<-CUE
		FILE "data.iso" BINARY
		  TRACK 01 MODE1/2048
		    INDEX 01 00:00:00
		FILE "tail.bin" BINARY
		  TRACK 02 AUDIO
		    PREGAP 00:02:00
		    INDEX 01 00:00:00
	CUE
}

tower readers=1 recorders=1 old_readers=1 can_queue=4
make_discs
overlaps=0 seen=
sr=$(sr 2) sg=$(sg 2)

. "$TOP/tests/vm/guest/reader-wire.sh"
. "$TOP/tests/vm/guest/reader-verbs.sh"
. "$TOP/tests/vm/guest/reader-copy.sh"
reset_stats
unused=
while read -r needs bytes_in bytes_out name op cdb; do
	case "$needs $seen " in
	yes*" $op "* | no*" $op "*) ;;
	yes* | no*) unused="$unused $name" ;;
	esac
done <"$commands"
expect "dsrctl and the module use all commands but the short forms of READ and SEEK" \
	" READ SEEK" "$unused"
expect "the CDU-541 was never sent a second command but in its own test" 1 \
	"$overlaps"
finish
