#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# CDs of every kind copied to CD-R and CD-RW, from the disc and from its sheet;
# sessions left open or closed, ISRC left out, ways of writing, recorders that
# can do less. What the copies are is asked of other people's programs.
. "$TOP/tests/vm/guest/lib.sh"
. "$TOP/tests/vm/guest/cd-lib.sh"

# q_of DRIVE FILE: pre-gaps, indexes, ISRC, MCN and CD-Text as cdrdao reads them.
q_of()
{
	rm -f "$2"
	cdrdao read-toc --device "$(sr "$1")" --driver generic-mmc "$2" >"$WORK/said" 2>&1 &&
		sed -i '/^\/\//d' "$2"
}

# copied NAME MASTER [OPTION]...: what is in drive 0, or a sheet, to drives 1 and
# 2; both copies are the master, block by block and track by track.
copied()
{
	kind=$1 what=$2
	shift 2
	expect_that "$kind: both copies are verified" "exit code 0 of dsrctl copy" \
		dsrctl copy --yes "$@" "$what" "$(sr 1)" "$(sr 2)"
	bytes_of "$kind" "$WORK/master.raw"
	toc_of 0 "$WORK/master.toc" || not_ok "$kind: the master" "expected cd-info to see tracks"
	for drive in 1 2; do
		bytes_of "blank$drive" "$WORK/copy.raw"
		expect_that "$kind: copy $drive has every block of the master" \
			"no difference" cmp "$WORK/master.raw" "$WORK/copy.raw"
		toc_of "$drive" "$WORK/copy.toc"
		expect_that "$kind: cd-info sees the same tracks on copy $drive" \
			"no difference" diff "$WORK/master.toc" "$WORK/copy.toc"
	done
	rm -f "$WORK/master.raw" "$WORK/copy.raw"
}

# same_q NAME: cdrdao reads the same gaps, marks and numbers from copy 1.
same_q()
{
	q_of 0 "$WORK/master.q" || not_ok "$1: the master" "expected cdrdao to read it"
	q_of 1 "$WORK/copy.q"
	expect_that "$1: cdrdao reads the same gaps, marks, numbers and texts" \
		"no difference" diff "$WORK/master.q" "$WORK/copy.q"
}

kinds()
{
	blanks cd-r 1
	blanks cd-rw 2
	disc mixed mixed.cue
	copied mixed "$(sr 0)"
	expect_that "mixed: the kernel mounts the copy" "its files" mounted_session 1 0 mixed.iso.d

	blanks cd-r 1
	blanks cd-rw 2
	disc album album.cue "cdtext=$DISCS/album.cdt"
	copied album "$(sr 0)"
	same_q album
	icedax -D "$(sr 1)" -J -g -v all >"$WORK/info" 2>&1
	expect_match "album: icedax reads an ISRC of the copy" "ISRC: DE-A23-05-00001" "$WORK/info"
	expect_match "album: icedax reads the copy's CD-Text" "Album title: 'An album' from 'Noise'" "$WORK/info"
	expect_match "album: icedax finds the copy's indexes" "T02 I03 000450" "$WORK/info"
	cdparanoia -q -d "$(sr 1)" -r 2 "$WORK/track" >"$WORK/info" 2>&1
	cdparanoia -q -d "$(sr 0)" -r 2 "$WORK/track0" >"$WORK/info" 2>&1
	expect_that "album: cdparanoia reads the same track" "equal samples" \
		cmp "$WORK/track0" "$WORK/track"

	blanks cd-r 1
	blanks cd-rw 2
	disc extra extra.cue
	copied extra "$(sr 0)"
	expect_that "CD-Extra: the kernel mounts the copy" "its files" \
		sh -c "mount -t iso9660 -o ro $(sr 1) /mnt && diff -r -x '.*' $DISCS/extra2.iso.d /mnt; c=\$?; umount /mnt; exit \$c"
	cdrskin "dev=$(sr 1)" -toc >"$WORK/info" 2>&1
	expect_match "CD-Extra: cdrskin sees both sessions" "2 sessions, 3 tracks, closed" "$WORK/info"

	blanks cd-r 1
	blanks cd-rw 2
	disc multi multi.cue
	copied multi "$(sr 0)"
	expect_that "sessions: the kernel mounts the first by itself" "its files" \
		mounted_session 1 0 multi1.iso.d

	blanks cd-r 1
	blanks cd-rw 2
	disc xa xa.cue
	copied xa "$(sr 0)"

	blanks cd-r 1
	blanks cd-rw 2
	disc parts parts.cue
	copied parts "$DISCS/parts.cue"
}

graphics()
{
	disc karaoke karaoke.cue
	for mode in sao raw; do
		blanks cd-r 1
		blanks cd-rw 2
		copied karaoke "$(sr 0)" --write-mode "$mode"
		bytes_of karaoke "$WORK/master.raw" sub
		bytes_of blank1 "$WORK/copy.raw" sub
		python3 -c "
import sys
a, b = (open(n, 'rb').read() for n in sys.argv[1:])
assert len(a) == len(b)
for i in range(0, len(a), 2448):
    for k in range(2352, 2448):
        assert (a[i + k] ^ b[i + k]) & 63 == 0, f'block {i // 2448}'
" "$WORK/master.raw" "$WORK/copy.raw" >"$WORK/said" 2>&1
		expect "CD+G by $mode: R to W of every block are the master's" 0 $?
	done
}

# An album without graphics, raw all the same; and what can't be written so.
raw()
{
	disc album album.cue "cdtext=$DISCS/album.cdt"
	blanks cd-r 1
	blanks cd-rw 2
	copied album "$(sr 0)" --write-mode raw
	disc mixed mixed.cue
	blanks cd-r 1
	dsrctl copy --write-mode raw "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
	expect "data, raw: refused: exit code" 4 $?
	expect_match "and the track is named" "track 1 of .* is no audio" "$WORK/told"
	dsrctl copy --write-mode raw "$DISCS/album.cue" "$(sr 1)" >"$WORK/told" 2>&1
	expect "a CUE sheet without sub-channel, raw: refused: exit code" 4 $?
	expect_match "and it is said what is missing" "no sub-channel for track 1" "$WORK/told"
	disc album album.cue
	emu drive 1 without raw || bail "raw: expected the emulator to take it"
	dsrctl copy --write-mode raw "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
	expect "a recorder that does not write raw: exit code" 3 $?
	expect_match "and it is the way of writing that is named" "write mode .raw." "$WORK/told"
	expect "the disc is blank" 0 "$(disc_status 1)"
	emu drive 1 without
}

choices()
{
	disc album album.cue "cdtext=$DISCS/album.cdt"
	blanks cd-r 1 2
	expect_that "simulation of an album" "exit code 0" \
		dsrctl simulate "$(sr 0)" "$(sr 1)" "$(sr 2)"
	expect "simulation: the disc is blank as before" 0 "$(disc_status 1)"
	before=$(state_of blank1)
	blanks cd-r 1
	expect "simulation: nothing on it was touched" "$(state_of blank1)" "$before"

	disc extra extra.cue
	dsrctl simulate "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
	expect "simulation of two sessions is refused: exit code" 4 $?
	expect_match "and the sentence says why" "2 sessions can't be simulated" "$WORK/told"
	disc album album.cue "cdtext=$DISCS/album.cdt"

	blanks cd-r 1 2
	dsrctl copy --no-isrc "$(sr 0)" "$(sr 1)" >"$WORK/said" 2>&1
	expect "without ISRC: the copy succeeds" 0 $?
	q_of 1 "$WORK/copy.q"
	expect "without ISRC: none is on the copy" 0 "$(grep -c ISRC "$WORK/copy.q")"

	dsrctl copy --session open "$(sr 0)" "$(sr 2)" >"$WORK/said" 2>&1
	expect "session open: the copy succeeds" 0 $?
	expect "session open: the disc is appendable" 1 "$(disc_status 2)"
	blanks cd-r 2
	dsrctl copy --session close "$(sr 0)" "$(sr 2)" >"$WORK/said" 2>&1
	expect "session closed: the disc is complete" 2 "$(disc_status 2)"
	blanks cd-r 2
	dsrctl copy "$(sr 1)" "$(sr 2)" >"$WORK/said" 2>&1
	expect "session as the master's: the disc is complete" 2 "$(disc_status 2)"

	blanks cd-r 1
	emu drive 1 without sao || bail "a lesser recorder: expected the emulator to take it"
	disc parts parts.cue
	expect_that "a recorder without session at once writes track at once" \
		"exit code 0" dsrctl copy --write-mode tao "$DISCS/parts.cue" "$(sr 1)"
	disc album album.cue "cdtext=$DISCS/album.cdt"
	blanks cd-r 1
	dsrctl copy --write-mode sao "$(sr 0)" "$(sr 1)" >"$WORK/said" 2>&1
	expect "a recorder without session at once refuses it: exit code" 3 $?
	expect "and its disc is blank" 0 "$(disc_status 1)"
	emu drive 1 without
}

# CD-Text that can't be written is named, and can be left out.
texts()
{
	disc album album.cue "cdtext=$DISCS/album.cdt"
	blanks cd-r 1
	emu drive 1 without cdtext || bail "texts: expected the emulator to take it"
	dsrctl copy "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
	expect "CD-Text to a recorder that can't write it is refused: exit code" 3 $?
	expect_match "and it is named, with what to do" "CD-Text.*--no-cdtext" "$WORK/told"
	expect "and the disc is blank" 0 "$(disc_status 1)"
	expect_that "without it the copy succeeds" "exit code 0" \
		dsrctl copy --no-cdtext "$(sr 0)" "$(sr 1)"
	bytes_of album "$WORK/master.raw"
	bytes_of blank1 "$WORK/copy.raw"
	expect_that "and has every block" "no difference" cmp "$WORK/master.raw" "$WORK/copy.raw"
	emu drive 1 without

	{
		echo 'TITLE "Both kinds"'
		sed 's/^  TRACK 02 AUDIO/&\n    TITLE "The second"/' "$DISCS/mixed.cue"
	} >"$DISCS/titled.cue"
	blanks cd-r 1
	dsrctl copy --write-mode sao "$DISCS/titled.cue" "$(sr 1)" >"$WORK/told" 2>&1
	expect "CD-Text of a sheet with data before music: exit code" 0 $?
	expect_match "it is left out with a note" "CD-Text .* track 1 is data" "$WORK/told"
}

# What is compared, and what is refused, on a few media; dvd-ways has the rest.
media_rules()
{
	emu drive 0 eject
	for medium in cd-r cd-rw dvd-rw-ro dvd+r; do
		# small ones, because erasing in full takes its time
		fresh "$medium" 1 size=16384 || bail "$medium: expected a small one"
		before=$(state_of blank1)
		dsrctl simulate "$ISO" "$(sr 1)" >"$WORK/told" 2>&1
		code=$?
		case $medium in
		cd-* | dvd-r | dvd-rw | dvd-r-dl)
			expect "$medium: simulation runs" 0 "$code"
			;;
		*)
			expect_that "$medium: simulation is refused" "an exit code above 2" \
				test "$code" -gt 2
			expect_match "$medium: and the sentence says why" \
				"test write|simulat|laser" "$WORK/told"
			;;
		esac
		expect "$medium: the disc is untouched by simulation" "$before" "$(state_of blank1)"
		expect_that "$medium: written and verified" "exit code 0" \
			dsrctl copy "$ISO" "$(sr 1)"
		expect_that "$medium: the copy has the image's bytes" "equal bytes" same_as "$ISO" 1
		expect_that "$medium: compared with the image" "exit code 0" \
			dsrctl verify "$ISO" "$(sr 1)"
		emu drive 1 fault flip op=28 lba=777 count=0
		emu drive 1 fault flip op=be lba=777 count=0
		dsrctl verify --json "$ISO" "$(sr 1)" >"$WORK/told" 2>/dev/null
		expect "$medium: a flipped bit is found at its block" 777 \
			"$(tail -n 1 "$WORK/told" | jq -r '.job.sinks[0].error.value')"
		emu drive 1 fault clear
		before=$(state_of blank1)
		dsrctl erase --yes "$(sr 1)" >"$WORK/told" 2>&1
		code=$?
		case $medium in
		cd-r | dvd-r | dvd-r-dl | dvd+r | dvd+r-dl | bd-r)
			expect "$medium: erasing is refused" 4 "$code"
			expect "$medium: and leaves it as it was" "$before" "$(state_of blank1)"
			;;
		*)
			expect "$medium: erasing works" 0 "$code"
			expect_that "$medium: what was erased takes a copy unasked" "exit code 0" \
				dsrctl copy "$ISO" "$(sr 1)"
			expect_that "$medium: erased in full" "exit code 0" \
				dsrctl erase --full --yes "$(sr 1)"
			;;
		esac
	done
}

# A master with a layer break, on both kinds of two layers.
layers()
{
	emu drive 0 eject
	emu disc film load dvd-rom "$ISO" break=2144 || bail "layers: expected the film to load"
	emu drive 0 insert film
	for medium in dvd+r-dl dvd-r-dl; do
		fresh "$medium" 1 size=16384 || bail "$medium: expected a small one"
		expect_that "$medium: a film is copied" "exit code 0" dsrctl copy "$(sr 0)" "$(sr 1)"
		dsrctl disc --json "$(sr 1)" >"$WORK/told"
		expect "$medium: its layers part where the master's do" 2144 \
			"$(jq -r '.. | .layer_break? // empty' "$WORK/told" | head -n 1)"
	done
	emu drive 0 eject
}

# Sectors that can't be read: given up, or zeros and a list; shares of a disc.
errors()
{
	emu drive 0 eject
	emu disc iso load dvd-rom "$ISO" || bail "errors: expected the image to load"
	emu drive 0 insert iso
	emu drive 0 fault sense=3/11/05 op=28 lba=1000 count=0
	blanks dvd+r 1
	dsrctl copy --no-verify "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
	expect "an unreadable sector ends a copy" 3 $?
	blanks dvd+r 1
	dsrctl copy --read-errors skip "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
	expect "or is skipped where that was asked for" 0 $?
	expect_match "and told of" "^ *1000 \(track 1\)" "$WORK/told"
	emu disc blank1 export "$WORK/export"
	cp "$ISO" "$WORK/want"
	dd if=/dev/zero of="$WORK/want" bs=2048 seek=1000 count=1 conv=notrunc status=none
	expect_that "the copy has zeros there, and all the rest" "equal bytes" \
		cmp -n "$(stat -c %s "$ISO")" "$WORK/want" "$WORK/export"
	emu drive 0 fault clear
	other_names
	disc iso iso
	blanks dvd+r 1 2
	dsrctl copy --verify first --json "$(sr 0)" "$(sr 1)" "$(sr 2)" >"$WORK/told" 2>/dev/null
	expect "only the first disc is read back" "verified written" \
		"$(tail -n 1 "$WORK/told" | jq -r '[.job.sinks[].outcome] | join(" ")')"
	blanks dvd+r 1
	dsrctl copy --verify share=10% --json "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>/dev/null
	expect "a share of a disc is read back" "true" \
		"$(tail -n 1 "$WORK/told" | jq -r '.job.sinks[0] | .verified_blocks >= 427 and .verified_blocks < 900')"
	emu drive 0 eject
}

# other_names: a bad block is skipped by whatever name the drive calls it.
other_names()
{
	for name in 28/4/09/02 28/4/15/01 28/5/64/00 be/4/15/01 be/5/64/00; do
		case $name in
		28/*)
			disc iso iso
			blanks dvd+r 1
			;;
		be/*)
			disc album album.cue "cdtext=$DISCS/album.cdt"
			blanks cd-r 1
			;;
		esac
		emu drive 0 fault "sense=${name#*/}" "op=${name%%/*}" lba=1000 count=0
		dsrctl copy --read-errors skip --json "$(sr 0)" "$(sr 1)" \
			>"$WORK/told" 2>"$WORK/said"
		expect "a block of which is said ${name#*/} is skipped: exit code, list" "0 1 1000" \
			"$? $(of_job '"\(.bad_blocks) \(.bad[0].lba)"')"
		emu drive 0 fault clear
	done
}

# Where audio is shifted, dsrctl reads the master itself: the same rules hold there.
shifts()
{
	disc album album.cue "cdtext=$DISCS/album.cdt"
	bytes_of album "$WORK/master.raw"
	emu drive 0 fault sense=3/11/05 op=be lba=1000 count=0
	blanks cd-r 1
	before=$(state_of blank1)
	dsrctl copy --read-offset 30 --read-errors retry=2 "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
	expect "shifted: a block that can't be read ends it" 4 $?
	expect_match "shifted: and is named" "block 1000 \(track 2\) can't be read" "$WORK/told"
	expect "shifted: nothing is written" "$before" "$(state_of blank1)"
	dsrctl copy --read-offset 30 --read-errors skip --json "$(sr 0)" "$(sr 1)" \
		>"$WORK/told" 2>"$WORK/said"
	expect "shifted: or is skipped where that was asked for" 0 $?
	expect "shifted: and listed" "1 1000 1" \
		"$(of_job '"\(.bad_blocks) \(.bad[0].lba) \(.bad[0].blocks)"')"
	{
		head -c $((1000 * 2352)) "$WORK/master.raw"
		head -c 2352 /dev/zero
		tail -c +$((1001 * 2352 + 1)) "$WORK/master.raw"
		head -c 120 /dev/zero
	} | tail -c +121 >"$WORK/want"
	bytes_of blank1 "$WORK/copy.raw"
	expect_that "shifted: the copy has zeros there, 30 samples earlier" "equal bytes" \
		cmp "$WORK/want" "$WORK/copy.raw"
	emu drive 0 fault clear

	# the step of blocks fails, then the block by itself
	emu drive 0 fault sense=3/11/05 op=be lba=1000 count=3
	blanks cd-r 1
	dsrctl copy --read-offset 30 --json "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>"$WORK/said"
	expect "shifted: a block that can be read in the end: exit code, skipped" "0 0" \
		"$? $(of_job .bad_blocks)"
	{
		cat "$WORK/master.raw"
		head -c 120 /dev/zero
	} | tail -c +121 >"$WORK/want"
	bytes_of blank1 "$WORK/copy.raw"
	expect_that "shifted: its bytes are on the copy" "equal bytes" \
		cmp "$WORK/want" "$WORK/copy.raw"
	emu drive 0 fault clear
	emu drive 0 eject
}

# of_job FILTER: what jq finds in the job of the last JSON line of the copy.
of_job() { tail -n 1 "$WORK/told" | jq -r ".job | $1"; }

# same_blocks NAME DRIVE: the disc there has every block of the disc NAME.
same_blocks()
{
	bytes_of "$1" "$WORK/master.raw"
	bytes_of "blank$2" "$WORK/copy.raw"
	cmp "$WORK/master.raw" "$WORK/copy.raw"
}

# c2_copy OPTION...: the album of drive 0 with --c2 to a new CD-R in drive 1.
c2_copy()
{
	blanks cd-r 1
	dsrctl copy --c2 "$@" "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
}

# C2 errors of a master: none, some that go away, some that stay; who can't tell.
c2()
{
	disc album album.cue "cdtext=$DISCS/album.cdt"
	c2_copy
	expect "C2: a good master is copied" 0 $?
	expect_match "C2: and has no errors" "^The source told of no C2 errors" "$WORK/told"
	expect_that "C2: bit by bit" "no difference" same_blocks album 1

	blanks cd-r 1
	emu drive 0 fault flip op=be lba=700 nth=1 count=1
	dsrctl copy "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
	expect "C2: unasked, what the drive made up is copied" "0 1" \
		"$? $(same_blocks album 1 >/dev/null 2>&1; echo $?)"
	emu drive 0 fault clear
	emu drive 0 fault flip op=be lba=700 nth=1 count=1
	emu drive 0 fault c2 lba=700 count=3
	c2_copy
	expect "C2: errors that go away do not end a copy" 0 $?
	expect_match "C2: they are told" "^1 block with C2 errors could be read again without" \
		"$WORK/told"
	expect_that "C2: what is copied is the good reading" "no difference" same_blocks album 1
	emu drive 0 fault clear

	emu drive 0 fault c2 lba=700 count=0
	c2_copy --read-errors retry=2 --json
	expect "C2: errors that stay end a copy" 3 $?
	expect "C2: and their block is named" "c2-errors 700" \
		"$(of_job '.error | "\(.reason) \(.lba)"')"
	emu drive 0 fault sense=3/11/05 op=be lba=900 count=0
	c2_copy --read-errors skip --json
	expect "C2: or are skipped where that was asked for" 0 $?
	expect "C2: and listed beside what can't be read" "1 1 700 1 900" \
		"$(of_job '"\(.c2_blocks) \(.c2_kept) \(.c2_bad[0].lba) \(.bad_blocks) \(.bad[0].lba)"')"
	emu drive 0 fault clear
	bytes_of album "$WORK/want"
	dd if=/dev/zero of="$WORK/want" bs=2352 seek=900 count=1 conv=notrunc status=none
	bytes_of blank1 "$WORK/copy.raw"
	expect_that "C2: the copy has zeros where nothing was read, and all the rest" \
		"equal bytes" cmp "$WORK/want" "$WORK/copy.raw"

	emu drive 0 fault c2 lba=700 count=0
	blanks cd-r 1
	dsrctl simulate --c2 "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
	expect "C2: a simulation finds them, too" 3 $?
	expect_match "C2: and says so" "C2 errors, and again.* at block 700" "$WORK/told"
	emu drive 0 fault clear

	emu drive 0 without c2-alone
	emu drive 0 fault c2 lba=700 count=2
	c2_copy --json
	expect "C2: a drive that tells them with the blocks alone: exit code" 0 $?
	expect "C2: finds the errors as well" 1 "$(of_job .c2_blocks)"
	expect_that "C2: and its copy is the master" "no difference" same_blocks album 1
	emu drive 0 without c2
	c2_copy
	expect "C2: a drive that can't tell is refused" 3 $?
	expect_match "C2: with a sentence" "does not tell of C2 errors" "$WORK/told"
	expect "C2: and nothing is written" 0 "$(disc_status 1)"
	emu drive 0 without

	c2_copy
	dsrctl verify --c2 "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>&1
	expect "C2: a verify asks for the master's" 0 $?
	expect_match "C2: and tells of them" "^The source told of no C2 errors" "$WORK/told"

	for what in "$DISCS/parts.cue" "$ISO"; do
		dsrctl copy --c2 "$what" "$(sr 2)" >"$WORK/told" 2>&1
		expect "C2: of ${what##*/} are refused" 2 $?
		expect_match "C2: because it is a file" "only drives tell of C2 errors" "$WORK/told"
	done
	disc xa xa.cue
	dsrctl copy --c2 "$(sr 0)" "$(sr 2)" >"$WORK/told" 2>&1
	expect "C2: of a disc of data are refused" 2 $?
	expect_match "C2: because there is no audio" "no audio on the disc" "$WORK/told"

	disc karaoke karaoke.cue
	blanks cd-r 1
	emu drive 0 fault c2 lba=300 count=2
	dsrctl copy --c2 --write-mode raw --json "$(sr 0)" "$(sr 1)" >"$WORK/told" 2>/dev/null
	expect "C2: beside a sub-channel" "0 1" "$? $(of_job .c2_blocks)"
	expect_that "C2: the block that was read again is the master's" "no difference" \
		same_blocks karaoke 1
	emu drive 0 fault clear
	emu drive 0 eject
}

# A disc and the report of its copy: what drives make by themselves does not
# count, and of a disc that differs the track is named.
against()
{
	for kind in mixed karaoke xa album; do
		disc "$kind" "$kind.cue"
		blanks cd-r 1
		rm -f "$WORK/report"
		dsrctl copy --report "$WORK/report" "$(sr 0)" "$(sr 1)" >"$WORK/said" 2>&1
		expect "$kind: the copy with a report: exit code" 0 $?
		expect_that "$kind: the copy is what its report says" "exit code 0" \
			dsrctl verify --against "$WORK/report" "$(sr 1)"
		expect_that "$kind: so is the master" "exit code 0" \
			dsrctl verify --against "$WORK/report" "$(sr 0)"
	done
	emu drive 1 fault flip op=be lba=1000 count=0
	dsrctl verify --against "$WORK/report" "$(sr 1)" >"$WORK/told" 2>&1
	expect "album: a flipped bit is found: exit code" 3 $?
	expect_match "album: and where, with blocks, track and time" \
		"first in blocks 985 to 1016: track 2, 00:15:10" "$WORK/told"
	dsrctl verify --json --against "$WORK/report" "$(sr 1)" >"$WORK/told" 2>"$WORK/said"
	expect "album: programs are told as well" "2 985 00:15:10 32" \
		"$(of_job '.sinks[0].differs_in | "\(.track) \(.lba) \(.position) \(.blocks)"')"
	expect "album: the report has an extent for each 32 blocks of a track" "32 true" \
		"$(jq -r '"\(.job.extents.blocks) \(.job.extents.xxh64 | map(.[0]) |
			index(985) != null)"' "$WORK/report")"
	jq -c 'del(.job.extents)' "$WORK/report" >"$WORK/short"
	dsrctl verify --against "$WORK/short" "$(sr 1)" >"$WORK/told" 2>&1
	expect_match "album: a report without extents: the track is named" \
		"in track 2, 00:14:25, which begins at block 925" "$WORK/told"
	jq -c 'del(.job.track_sha256)' "$WORK/short" >"$WORK/shorter"
	mv "$WORK/shorter" "$WORK/short"
	dsrctl verify --against "$WORK/short" "$(sr 1)" >"$WORK/told" 2>&1
	expect_match "album: a report without tracks: it is said that the place is not known" \
		"where is not known" "$WORK/told"
	emu drive 1 fault clear
	emu drive 0 eject
}

tower readers=1 recorders=2
python3 "$TOP/tests/emu/cd_discs.py" "$DISCS" 2>"$WORK/said" ||
	bail "discs: $(tail -n 1 "$WORK/said")"
[ $# -gt 0 ] || set -- kinds graphics raw choices texts media_rules layers errors shifts c2 against
for case in "$@"; do
	"$case"
done
finish
