#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# CDs of several sessions: where each of them begins is the same on the copy, whatever
# wrote the master, and whatever the recorders count from.
. "$TOP/tests/vm/guest/lib.sh"
. "$TOP/tests/vm/guest/cd-lib.sh"

# burn_session FORM FOLDER [OPTION]...: one more session, track at once, left open.
burn_session()
{
	option=$1 folder=$2
	shift 2
	genisoimage -quiet -r "$@" -o "$WORK/session.iso" "$folder" >"$WORK/said" 2>&1 &&
		wodim gracetime=2 dev="$(sr 1)" -tao -multi "$option" "$WORK/session.iso" \
			>"$WORK/said" 2>&1
}

# two_sessions NAME FORM: such a disc in drive 0, written by others, track at once.
two_sessions()
{
	emu drive 0 eject
	emu drive 1 eject
	emu disc "$1" new cd-r || bail "$1: expected a new disc"
	emu drive 1 insert "$1"
	burn_session "$2" "$DISCS/tao1" || bail "$1: session 1: $(tail -n 1 "$WORK/said")"
	burn_session "$2" "$DISCS/tao2" -C "$(wodim dev="$(sr 1)" -msinfo 2>/dev/null)" ||
		bail "$1: session 2: $(tail -n 1 "$WORK/said")"
	emu drive 1 eject
	emu drive 0 insert "$1"
	toc_of 0 "$WORK/master.toc" || not_ok "$1: the master" "expected cd-info to see tracks"
	both_sessions "$1: the master" 0
}

# both_sessions NAME DRIVE: their files are there, at the addresses they tell.
both_sessions()
{
	expect_that "$1: the kernel mounts the first session" "its files" \
		mounted_session "$2" 0 tao1
	expect_that "$1: and the second" "its files" mounted_session "$2" 1 tao2
	expect_that "$1: and by itself the last one" "its files" last_session "$2" tao2
}

# as_the_master NAME DRIVE: its tracks and both its sessions.
as_the_master()
{
	toc_of "$2" "$WORK/copy.toc"
	expect_that "$1: cd-info sees the same tracks" "no difference" \
		diff "$WORK/master.toc" "$WORK/copy.toc"
	both_sessions "$1" "$2"
}

last_session()
{
	mount -t iso9660 -o ro "$(sr "$1")" /mnt || return 1
	diff -r -x '.*' "$DISCS/$2" /mnt
	code=$?
	umount /mnt
	return "$code"
}

# Sessions written track at once end with blocks that nobody reads, and count.
at_once()
{
	for n in 1 2; do
		mkdir -p "$DISCS/tao$n"
		head -c $((n * 1000000)) "$ISO" >"$DISCS/tao$n/file$n"
	done
	for form in xa data; do
		two_sessions "$form-at-once" "-$form"
		blanks cd-r 1
		blanks cd-rw 2
		expect_that "$form at once: the copies are verified" "exit code 0" \
			dsrctl copy --yes "$(sr 0)" "$(sr 1)" "$(sr 2)"
		as_the_master "$form at once: copy 1" 1
		as_the_master "$form at once: copy 2" 2
		expect "$form at once: the copy is as open as the master" "1 1" \
			"$(disc_status 0) $(disc_status 1)"
		expect_that "$form at once: an image is made" "exit code 0" \
			dsrctl image --force "$(sr 0)" "$WORK/tao.cue"
		blanks cd-r 1
		expect_that "$form at once: the image is written" "exit code 0" \
			dsrctl copy --session open "$WORK/tao.cue" "$(sr 1)"
		as_the_master "$form at once: its image" 1
	done

	blanks cd-r 1 2
	emu drive 1 without sao
	emu drive 2 without sao
	expect_that "at once: a recorder that writes so copies it" "exit code 0" \
		dsrctl copy "$(sr 0)" "$(sr 1)"
	as_the_master "at once: as the master was written" 1
	expect_that "at once: and its image" "exit code 0" \
		dsrctl copy --session open "$WORK/tao.cue" "$(sr 2)"
	as_the_master "at once: its image as it was written" 2
	sed '/POSTGAP/d' "$WORK/tao.cue" >"$WORK/tao2.cue"
	blanks cd-r 1
	before=$(state_of blank1)
	dsrctl copy "$WORK/tao2.cue" "$(sr 1)" >"$WORK/told" 2>&1
	expect "at once: sessions that it can't put there are refused" 3 $?
	expect "at once: before anything is written" "$before" "$(state_of blank1)"
	emu drive 1 without
	emu drive 2 without
	rm -f "$WORK"/tao*
	emu drive 0 eject
}

# next_of DRIVE: of READ TRACK INFORMATION of track 1: the next writable address.
next_of()
{
	sg_turs "$(sg "$1")" >/dev/null 2>&1
	sg_raw -b -r 36 "$(sg "$1")" 52 01 00 00 00 01 00 00 24 00 2>/dev/null |
		od -An -tx1 -j12 -N4 | sed 's/^ //'
}

# Left in session at once, drives tell where the pregap of what comes next goes.
next_address()
{
	disc extra extra.cue
	blanks cd-r 1
	blanks cd-rw 2
	emu drive 1 nwa gap
	emu drive 2 nwa gap
	for time in first second; do
		expect_that "from the pregap: the $time copies are verified" "exit code 0" \
			dsrctl copy --yes "$(sr 0)" "$(sr 1)" "$(sr 2)"
		blanks cd-r 1
		blanks cd-rw 2
		expect "from the pregap: the next blank disc begins there" "ff ff ff 6a" \
			"$(next_of 1)"
	done
	emu drive 1 nwa track
	emu drive 2 nwa track
	emu drive 0 eject
}

tower readers=1 recorders=2
python3 "$TOP/tests/emu/cd_discs.py" "$DISCS" 2>"$WORK/said" ||
	bail "discs: $(tail -n 1 "$WORK/said")"
[ $# -gt 0 ] || set -- at_once next_address
for case in "$@"; do
	"$case"
done
finish
