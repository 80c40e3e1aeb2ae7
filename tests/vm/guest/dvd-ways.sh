#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Every DVD and BD that can be recorded: rehearsed, written and erased, or refused
# as the rules say. The source is an image file.
. "$TOP/tests/vm/guest/lib.sh"

# state_of DRIVE: of all that is stored on the disc in it.
state_of() { awk -v d="blank$1" '$1 == d' "$EMU/states"; }

# rehearsed MEDIUM: the laser stays off and the disc as it was.
rehearsed()
{
	fresh "$1" 1 || bail "$1: expected a blank one"
	before=$(state_of 1)
	expect_that "$1: a simulation goes through" "exit code 0" \
		dsrctl simulate "$ISO" "$(sr 1)"
	expect "$1: a simulation leaves the disc as it was" "$before" "$(state_of 1)"
}

# no_rehearsal MEDIUM: refused before it begins.
no_rehearsal()
{
	fresh "$1" 1 || bail "$1: expected a blank one"
	before=$(state_of 1)
	dsrctl simulate "$ISO" "$(sr 1)" >"$WORK/said" 2>&1
	expect "$1: a simulation is refused" 4 $?
	expect "$1: the disc is as it was" "$before" "$(state_of 1)"
}

# written NAME DRIVE [OPTION]
written()
{
	expect_that "$1: a copy is verified" "exit code 0" \
		dsrctl copy ${3:+"$3"} "$ISO" "$(sr "$2")"
	expect_that "$1: it has the image's bytes" "equal bytes" \
		cmp -n "$(stat -c %s "$ISO")" "$ISO" "$(sr "$2")"
	expect_that "$1: it mounts with the image's files" "equal files" \
		files_equal "$2" "$WORK/sums"
}

# erased MEDIUM [OPTION]: the disc of drive 1, then written again unasked.
erased()
{
	expect_that "$1: it is erased ${2-quickly}" "exit code 0" \
		dsrctl erase --yes ${2:+"$2"} "$(sr 1)"
	if mount -o ro "$(sr 1)" /mnt 2>/dev/null; then
		umount /mnt
		not_ok "$1: nothing is left of it" "expected no file system, got one"
	else
		ok "$1: nothing is left of it"
	fi
	written "$1, erased ${2-quickly}" 1
}

# stays MEDIUM: the disc of drive 1 can't be erased.
stays()
{
	before=$(state_of 1)
	dsrctl erase --yes "$(sr 1)" >"$WORK/said" 2>&1
	expect "$1: erasing is refused" 4 $?
	expect "$1: the disc is as it was" "$before" "$(state_of 1)"
}

# two_sessions MEDIUM: a master of two sessions, whose blocks between these can't
# be read.
two_sessions()
{
	emu disc "two-$1" new "$1"
	echo "drive 1 eject" >"$EMU/control" 2>/dev/null
	emu drive 1 insert "two-$1" || bail "$1: expected a blank one"
	for end in -multi ""; do
		# shellcheck disable=SC2086 # an option or nothing
		expect_that "$1: cdrskin writes one session of two" "exit code 0" \
			cdrskin dev="$(sr 1)" -tao $end "$ISO"
	done
	emu drive 1 eject
	emu drive 0 insert "two-$1"
	fresh "$1" 1 || bail "$1: expected a blank one"
	before=$(state_of 1)
	dsrctl copy "$(sr 0)" "$(sr 1)" >"$WORK/said" 2>&1
	expect "$1: two sessions are refused" 4 $?
	expect_match "$1: the way out is named" "between them .*--read-errors skip" "$WORK/said"
	expect "$1: the blank is as it was" "$before" "$(state_of 1)"
	emu drive 0 eject
}

tower readers=1 recorders=1
sums_of_image "$ISO" >"$WORK/sums"
blocks=$(($(stat -c %s "$ISO") / 2048))
# room for the image and a little more, so that a full erase is over soon
small=$(((blocks / 32 + 8) * 32))

for medium in dvd-r dvd-r-dl dvd-rw; do
	rehearsed "$medium"
done
for medium in dvd-rw-ro dvd+r dvd+r-dl dvd+rw dvd-ram bd-r bd-re; do
	no_rehearsal "$medium"
done
for medium in dvd-r dvd-r-dl dvd+r dvd+r-dl bd-r; do
	fresh "$medium" 1 || bail "$medium: expected a blank one"
	written "$medium" 1
	stays "$medium"
done
for medium in dvd-rw dvd-rw-ro dvd+rw dvd-ram bd-re; do
	fresh "$medium" 1 "size=$small" || bail "$medium: expected a small one"
	written "$medium" 1
	written "$medium, with data on it" 1 --yes
	erased "$medium"
	erased "$medium" --full
done
two_sessions dvd+r
nobody_holds "all drives are free again"
finish
