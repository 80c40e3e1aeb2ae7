#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# What the options of copy, verify and erase give: speeds, trays, tries, shares;
# several discs and kinds in one order; masters and recorders that are refused.
. "$TOP/tests/vm/guest/lib.sh"
. "$TOP/tests/vm/guest/cd-lib.sh"

# told COMMAND...: dsrctl; $code, and what it said in $WORK/told.
told()
{
	dsrctl "$@" >"$WORK/told" 2>&1
	code=$?
}

# of_job FILTER: what jq finds in the job of the last JSON line of $WORK/told.
of_job() { tail -n 1 "$WORK/told" | jq -r ".job | $1"; }

# of DRIVE PATTERN: a line that says that of the drive, for expect_match.
of() { echo "\\($(sr "$1")\\).*$2"; }

# film NAME MEDIUM: the image as a pressed disc, in drive 0.
film()
{
	emu drive 0 fault clear
	emu drive 0 eject
	grep -q "^$1 " "$EMU/discs" || emu disc "$1" load "$2" "$ISO" ||
		bail "$1: expected the image as a $2"
	emu drive 0 insert "$1" || bail "$1: expected it in drive 0"
}

# block_device WORD...: losetup with these; the device is $loop.
block_device()
{
	loop=$(losetup --find --show "$@") || bail "losetup: expected a block device"
}

# ---- speeds -----------------------------------------------------------------

# speed_in_force DRIVE read|write: kB/s, as GET PERFORMANCE tells it.
speed_in_force()
{
	tolerance=10
	[ "$2" = read ] || tolerance=14
	sg_raw -b -r 24 "$(sg "$1")" ac "$tolerance" 00 00 00 00 00 00 00 01 00 00 2>/dev/null |
		od -An -tu1 -j12 -N4 | awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }'
}

# at_speed MEDIUM ASKED NEAREST KBS: of two speeds beside the wish the drive takes the
# slower one, the nearest is the faster one: so it has been told which.
at_speed()
{
	blanks "$1" 1
	emu drive 1 reset-stats
	told copy --no-verify --speed "$2" "$ISO" "$(sr 1)"
	expect "$1 at $2: exit code" 0 "$code"
	expect_match "$1 at $2: the nearest speed is told" \
		"${2%x}x is not offered with this disc, $3 is the nearest" "$WORK/told"
	expect "$1 at $2: the drive was told the nearest" "$4" "$(speed_in_force 1 write)"
	expect "$1 at $2: by SET STREAMING" 1 "$(stat_of 1 op_b6)"
	expect_that "$1 at $2: the copy has the image's bytes" "equal bytes" same_as "$ISO" 1
}

speeds()
{
	film dvd dvd-rom
	at_speed cd-r 30x 32x 5644
	at_speed dvd+r 11 12x 16620
	at_speed bd-r 9.4x 10x 44960

	blanks dvd+r 1
	told copy --no-verify --speed 12x "$ISO" "$(sr 1)"
	expect "a speed that is offered: exit code, notes" "0 0" \
		"$code $(grep -c "is not offered" "$WORK/told")"
	expect "a speed that is offered is taken" 16620 "$(speed_in_force 1 write)"

	blanks cd-r 1
	emu drive 1 reset-stats
	emu drive 1 fault sense=5/20/00 op=b6 count=0
	told copy --no-verify --speed 30x "$ISO" "$(sr 1)"
	expect "a drive without SET STREAMING: exit code" 0 "$code"
	expect "a drive without SET STREAMING is told by SET CD SPEED" "5644 1" \
		"$(speed_in_force 1 write) $(stat_of 1 op_bb)"
	emu drive 1 fault clear

	emu drive 0 reset-stats
	blanks dvd+r 1
	told copy --source-speed 6 "$(sr 0)" "$(sr 1)"
	expect "--source-speed: exit code" 0 "$code"
	expect "--source-speed: the reader was told" 8310 "$(speed_in_force 0 read)"
	expect_that "--source-speed: by SET STREAMING" "one at least" \
		test "$(stat_of 0 op_b6)" -ge 1
	blanks dvd+r 1
	told copy --source-speed 2770kB "$(sr 0)" "$(sr 1)"
	expect "--source-speed in kB: exit code, what the reader was told" "0 2770" \
		"$code $(speed_in_force 0 read)"
	emu drive 0 eject
}

# ---- trays ------------------------------------------------------------------

# trays: of drives 0 to 2.
trays()
{
	for drive in 0 1 2; do
		awk -v n="$drive" '$1 == n { print $4 }' "$EMU/drives"
	done | xargs
}

ejected()
{
	film dvd dvd-rom
	blanks dvd+r 1 2
	told copy "$(sr 0)" "$(sr 1)" "$(sr 2)"
	expect "a copy leaves the trays closed: exit code, trays" "0 closed closed closed" \
		"$code $(trays)"
	told verify --eject "$(sr 0)" "$(sr 1)"
	expect "verify --eject opens the tray of the disc it compared" "0 closed open closed" \
		"$code $(trays)"
	blanks dvd+r 1 2
	told copy --eject "$(sr 0)" "$(sr 1)" "$(sr 2)"
	expect "copy --eject opens the recorders' trays, not the master's" "0 closed open open" \
		"$code $(trays)"
	expect "and the discs lie in them" "blank1 blank2" \
		"$(awk '$1 == 1 || $1 == 2 { print $5 }' "$EMU/drives" | xargs)"
	nobody_holds "and nothing is locked any more"
	emu drive 0 eject
}

# ---- tries ------------------------------------------------------------------

# bad_readings: how often the fault of drive 0 went off.
bad_readings() { sed -n 's/.* fired=//p' "$EMU/drive/0/faults"; }

# tries KIND OPERATION: block 700 of the master in drive 0 fails some times, while it
# is copied to a $medium in drive 1.
tries()
{
	blanks "$medium" 1
	emu drive 0 fault sense=3/11/05 "op=$2" lba=700 count=2
	told copy "$(sr 0)" "$(sr 1)"
	expect "$1: two bad readings are put up with" 0 "$code"
	expect "$1: and both came" 2 "$(bad_readings)"
	emu drive 0 fault clear

	blanks "$medium" 1
	emu drive 0 fault sense=3/11/05 "op=$2" lba=700 count=8
	told copy "$(sr 0)" "$(sr 1)"
	expect "$1: eight end the copy" 3 "$code"
	expect "$1: with one sentence" 1 "$(grep -c "^The source failed: .*block 700" "$WORK/told")"
	expect_that "$1: after a few tries" "fewer than eight" test "$(bad_readings)" -lt 8
	emu drive 0 fault clear

	blanks "$medium" 1
	emu drive 0 fault sense=3/11/05 "op=$2" lba=700 count=8
	told copy --read-errors retry=6 "$(sr 0)" "$(sr 1)"
	expect "$1: retry=6 reads once more than six times: exit code, bad readings" "3 7" \
		"$code $(bad_readings)"
	emu drive 0 fault clear

	blanks "$medium" 1
	emu drive 0 fault sense=3/11/05 "op=$2" lba=700 count=8
	told copy --read-errors retry=10 "$(sr 0)" "$(sr 1)"
	expect "$1: retry=10 gets over eight" 0 "$code"
	expect "$1: and all of them came" 8 "$(bad_readings)"
	emu drive 0 fault clear
}

retries()
{
	film dvd dvd-rom
	medium=dvd+r
	tries "a DVD" 28
	expect_that "a DVD: the copy has the image's bytes" "equal bytes" same_as "$ISO" 1
	emu drive 0 eject
	disc album album.cue "cdtext=$DISCS/album.cdt"
	medium=cd-r
	tries "an audio CD" be
	bytes_of album "$WORK/master.raw"
	bytes_of blank1 "$WORK/copy.raw"
	expect_that "an audio CD: the copy has the master's blocks" "no difference" \
		cmp "$WORK/master.raw" "$WORK/copy.raw"
	emu drive 0 eject
}

# ---- verify -----------------------------------------------------------------

many()
{
	emu drive 0 eject
	blanks dvd+r 1 2 3
	told copy --no-verify "$ISO" "$(sr 1)" "$(sr 2)" "$(sr 3)"
	expect "three copies to compare: exit code" 0 "$code"
	block_device --read-only "$ISO"
	told verify "$loop" "$(sr 1)" "$(sr 2)" "$(sr 3)"
	expect "three discs are what the block device holds" 0 "$code"

	emu drive 2 fault flip op=28 lba=1234 count=0
	told verify "$loop" "$(sr 1)" "$(sr 2)"
	expect "one of two discs differs: exit code" 1 "$code"
	expect_match "which, and where" "$(of 2 "rejected: .*first in block 1234")" "$WORK/told"
	expect_match "the other one is good" "$(of 1 "verified, ")" "$WORK/told"
	told verify --json "$loop" "$(sr 1)" "$(sr 2)"
	expect "programs are told as well: exit code, outcomes, reason, block" \
		"1 verified rejected mismatch 1234" "$code $(of_job \
		'"\(.sinks[0].outcome) \(.sinks[1].outcome) \(.sinks[1].error.reason) \(.sinks[1].first_difference.lba)"')"

	emu drive 2 reset-stats
	emu drive 3 reset-stats
	told verify --verify nth=2 "$loop" "$(sr 1)" "$(sr 2)" "$(sr 3)"
	expect "every second disc: what is wrong with the one between is not seen" 0 "$code"
	expect_match "every second disc: the one between is named" \
		"$(of 2 "is left out")" "$WORK/told"
	expect_match "every second disc: and that is the coverage" "^Read back: the first of every 2 discs" "$WORK/told"
	expect_that "every second disc: the one between was not read" "a few blocks at most" \
		test "$(stat_of 2 blocks_read)" -lt 100
	expect_that "every second disc: the third was" "all blocks" \
		test "$(stat_of 3 blocks_read)" -ge $(($(stat -c %s "$ISO") / 2048))
	emu drive 2 fault clear

	emu drive 1 reset-stats
	told verify --json --verify share=10% "$loop" "$(sr 1)"
	expect "a tenth of a disc: exit code, coverage" \
		"0 at least 10.0 % of the blocks of every disc" "$code $(of_job .coverage)"
	blocks=$(($(stat -c %s "$ISO") / 2048))
	read=$(of_job '.sinks[0].verified_blocks')
	expect_that "a tenth of a disc: $read of $blocks blocks were compared" \
		"10 % to 20 %" test $((read * 10)) -ge "$blocks" -a $((read * 5)) -le "$blocks"
	expect_that "a tenth of a disc: no more was read" "a fifth at most" \
		test "$(stat_of 1 blocks_read)" -le $((blocks / 5 + 100))
	told verify --verify share=10% "$loop" "$(sr 1)"
	expect_match "a tenth of a disc: people are told how much" \
		"verified.* 1[0-9]\.[0-9] % of it read back" "$WORK/told"
	emu drive 1 fault flip op=28 "lba=$((blocks - 1))" count=0
	told verify --verify share=10% "$loop" "$(sr 1)"
	expect "a tenth of a disc: its last block is looked at" 3 "$code"
	emu drive 1 fault clear
	losetup -d "$loop"
}

subchannel()
{
	disc album album.cue "cdtext=$DISCS/album.cdt"
	blanks cd-r 1 2
	told copy --no-isrc "$(sr 0)" "$(sr 1)"
	expect "an album without ISRC: exit code" 0 "$code"
	told copy --no-cdtext "$(sr 0)" "$(sr 2)"
	expect "an album without CD-Text: exit code" 0 "$code"
	told verify "$(sr 0)" "$(sr 1)"
	expect "compared with its master, the one without ISRC differs" 8 "$code"
	expect_match "its audio is the same" "$(of 1 "verified, ")" "$WORK/told"
	expect_match "the MCN is named" "disc, mcn: the master has 4012345678901, the copy none" \
		"$WORK/told"
	for track in 1 2; do
		expect_match "the ISRC of track $track is named" \
			"track $track, isrc: the master has DEA23050000$track, the copy none" \
			"$WORK/told"
	done
	expect "nothing else is" 3 "$(grep -c "the master has" "$WORK/told")"
	told verify --json "$(sr 0)" "$(sr 2)"
	expect "the one without CD-Text differs, too: exit code, in what" "8 cd-text 0 packs" \
		"$code $(of_job '.sinks[0].differences | map("\(.what) \(.copy)") | join(", ")')"
	emu drive 0 eject
}

# ---- several discs ------------------------------------------------------------

erased()
{
	emu drive 0 eject
	fresh cd-rw 1 size=16384 || bail "erased: expected a small CD-RW"
	fresh dvd+rw 2 size=16384 || bail "erased: expected a small DVD+RW"
	blanks cd-r 3
	told copy --no-verify "$ISO" "$(sr 1)" "$(sr 2)" "$(sr 3)"
	expect "three kinds of discs are written: exit code" 0 "$code"
	before=$(state_of blank3)
	told erase "$(sr 1)" "$(sr 2)" "$(sr 3)" </dev/null
	expect "without --yes nothing is erased: exit code" 2 "$code"
	expect_that "and the image is still there" "equal bytes" same_as "$ISO" 1
	told erase --yes "$(sr 1)" "$(sr 2)" "$(sr 3)"
	expect "two of three are erased: exit code" 1 "$code"
	for drive in 1 2; do
		expect_match "drive $drive: erased" "$(of "$drive" erased)" "$WORK/told"
	done
	expect "the CD-RW is blank" 0 "$(disc_status 1)"
	expect_that "the DVD+RW has lost the image" "other bytes" \
		sh -c "! cmp -s -n 100000 '$ISO' $(sr 2)"
	expect_match "the CD-R can't be, which is said" "$(of 3 "a CD-R can't be erased")" "$WORK/told"
	expect "and it is as it was" "$before" "$(state_of blank3)"
	told copy "$ISO" "$(sr 1)" "$(sr 2)"
	expect "what was erased takes a copy unasked" 0 "$code"
}

kinds()
{
	emu drive 0 eject
	blanks cd-r 1
	blanks cd-rw 2
	truncate -s "$(stat -c %s "$ISO")" "$WORK/target"
	block_device "$WORK/target"
	told copy "$ISO" "$(sr 1)" "$loop" "$(sr 2)" </dev/null
	expect "a block device is not written to unasked: exit code" 2 "$code"
	expect "and the blanks are blank" "0 0" "$(disc_status 1) $(disc_status 2)"
	told copy --yes "$ISO" "$(sr 1)" "$loop" "$(sr 2)"
	expect "CD-R, CD-RW and a block device in one copy: exit code" 0 "$code"
	losetup -d "$loop"
	for drive in 1 2; do
		expect_that "disc $drive has the image's bytes" "equal bytes" same_as "$ISO" "$drive"
	done
	expect_that "the block device has the image's bytes" "equal bytes" \
		cmp "$ISO" "$WORK/target"
	rm -f "$WORK/target"
}

# ---- sources ------------------------------------------------------------------

toc()
{
	for sheet in parts form1; do
		blanks cd-r 1
		disc "$sheet-toc" "$sheet.toc"
		told copy "$DISCS/$sheet.toc" "$(sr 1)"
		expect "$sheet.toc: exit code" 0 "$code"
		bytes_of "$sheet-toc" "$WORK/master.raw"
		bytes_of blank1 "$WORK/copy.raw"
		expect_that "$sheet.toc: the copy has every block of it" "no difference" \
			cmp "$WORK/master.raw" "$WORK/copy.raw"
		toc_of 0 "$WORK/master.toc" || not_ok "$sheet.toc" "expected cd-info to see tracks"
		toc_of 1 "$WORK/copy.toc"
		expect_that "$sheet.toc: cd-info sees its tracks" "no difference" \
			diff "$WORK/master.toc" "$WORK/copy.toc"
		[ "$sheet" = form1 ] || continue
		expect_that "$sheet.toc: the kernel mounts it" "its files" \
			mounted_session 1 0 xa.iso.d
	done
	blanks cd-r 1
	told copy "$DISCS/parts.toc" "$(sr 1)"
	rm -f "$WORK/copy.q"
	cdrdao read-toc --device "$(sr 1)" --driver generic-mmc "$WORK/copy.q" >"$WORK/said" 2>&1
	expect_match "parts.toc: cdrdao reads the MCN" "^CATALOG \"4012345678901\"" "$WORK/copy.q"
	expect_match "parts.toc: cdrdao reads the ISRC" "^ISRC \"DEA230500011\"" "$WORK/copy.q"
	expect_match "parts.toc: cdrdao reads the index" "^INDEX 00:02:10" "$WORK/copy.q"
	expect_match "parts.toc: cdrdao reads the pre-emphasis" "^PRE_EMPHASIS" "$WORK/copy.q"
	expect_match "parts.toc: cdrdao reads the title" 'TITLE "a \\"quoted\\" .title.*"' "$WORK/copy.q"
	emu drive 0 eject
}

protected()
{
	for system in css cprm aacs; do
		medium=dvd-rom blank=dvd+r
		[ "$system" != aacs ] || medium=bd-rom blank=bd-r
		film "$system" "$medium"
		emu drive 0 eject
		emu disc "$system" protect "$system" || bail "$system: expected the emulator to protect it"
		emu drive 0 insert "$system"
		blanks "$blank" 1
		before=$(state_of blank1)
		told copy --yes "$(sr 0)" "$(sr 1)"
		expect "$system: a protected master is refused: exit code" 4 "$code"
		expect "$system: with one sentence" "1 1" \
			"$(wc -l <"$WORK/told") $(grep -ic "copy-protected ($system) and is not copied" "$WORK/told")"
		expect "$system: the blank is as it was" "$before" "$(state_of blank1)"
	done
	emu drive 0 eject
}

# No other way has room for them; track at once leaves them out when that is said.
graphics()
{
	disc karaoke karaoke.cue
	for lesser in "raw cdtext" "raw sao"; do
		blanks cd-r 1
		before=$(state_of blank1)
		# shellcheck disable=SC2086 # words
		emu drive 1 without $lesser || bail "graphics: expected a lesser recorder"
		for mode in auto raw; do
			case $mode in
			auto) why="it can't write the graphics .*--write-mode tao" ;;
			raw) why="it can't be written in this write mode .raw.; choose another --write-mode" ;;
			esac
			told copy --write-mode "$mode" "$(sr 0)" "$(sr 1)"
			which="CD+G in mode $mode, a recorder without $lesser"
			expect "$which: exit code" 3 "$code"
			expect_match "$which: why" "rejected: $why" "$WORK/told"
			expect "$which: the blank is as it was" "$before" "$(state_of blank1)"
		done
	done
	told copy --write-mode tao "$(sr 0)" "$(sr 1)"
	expect "CD+G, a recorder for track at once only: its music can be copied" 0 "$code"
	expect_match "and what is left out is told" \
		"^note: .*CD\+G.*which track at once does not copy" "$WORK/told"
	emu drive 1 without
	emu drive 0 eject
}

tower readers=1 recorders=3
python3 "$TOP/tests/emu/cd_discs.py" "$DISCS" 2>"$WORK/said" ||
	bail "discs: $(tail -n 1 "$WORK/said")"
[ $# -gt 0 ] || set -- speeds ejected retries many subchannel erased kinds toc protected graphics
for case in "$@"; do
	"$case"
done
finish
