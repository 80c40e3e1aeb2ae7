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

# no_rehearsal MEDIUM CALLED: refused before it begins.
no_rehearsal()
{
	fresh "$1" 1 || bail "$1: expected a blank one"
	before=$(state_of 1)
	dsrctl simulate "$ISO" "$(sr 1)" >"$WORK/said" 2>&1
	expect "$1: a simulation is refused" 4 $?
	expect_match "$1: and it is said why" \
		"a $2 knows no test write, so it can't be simulated; nothing was started" "$WORK/said"
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

# compared MEDIUM: the disc of drive 1 with the image, without a copy; then a bit is
# read wrongly in one block, which is said as JSON and in words.
compared()
{
	expect_that "$1: it is the image" "exit code 0" dsrctl verify "$ISO" "$(sr 1)"
	emu drive 1 fault flip op=28 lba=777 count=0
	dsrctl verify --json "$ISO" "$(sr 1)" >"$WORK/said" 2>"$WORK/errors"
	expect "$1: a wrong bit ends it" 3 $?
	expect "$1: its block is named" "mismatch 777" "$(tail -n 1 "$WORK/said" |
		jq -r '.job.sinks[0].error | "\(.reason) \(.value)"')"
	if [ "$1" = dvd-r ]; then
		dsrctl verify "$ISO" "$(sr 1)" >"$WORK/said" 2>&1
		expect_match "$1: in words, too" "777" "$WORK/said"
	fi
	emu drive 1 fault clear
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

# film MEDIUM BREAK: a DVD-Video, with its layer break where there are two; read by
# the kernel's driver and by a stranger.
film()
{
	fresh "$1" 1 size=16384 || bail "$1: expected a small one"
	expect_that "$1: a film is copied" "exit code 0" dsrctl copy "$(sr 0)" "$(sr 1)"
	expect_that "$1: it has the film's bytes" "equal bytes" \
		cmp -n "$(stat -c %s "$WORK/film.iso")" "$WORK/film.iso" "$(sr 1)"
	expect "$1: its layers part where the master's do" "$2" \
		"$(dsrctl disc --json "$(sr 1)" | jq -r '[.. | .layer_break? // empty][0]')"
	isoinfo -l -i "$(sr 1)" >"$WORK/said" 2>&1
	expect_match "$1: isoinfo finds the film in it" "VTS_01_1.VOB" "$WORK/said"
}

tower readers=1 recorders=1
sums_of_image "$ISO" >"$WORK/sums"
blocks=$(($(stat -c %s "$ISO") / 2048))
# room for the image and a little more, so that a full erase is over soon
small=$(((blocks / 32 + 8) * 32))

for medium in dvd-r dvd-r-dl dvd-rw; do
	rehearsed "$medium"
done
while read -r medium called; do
	no_rehearsal "$medium" "$called"
done <<END
dvd-rw-ro DVD-RW restricted overwrite
dvd+r DVD[+]R
dvd+r-dl DVD[+]R DL
dvd+rw DVD[+]RW
dvd-ram DVD-RAM
bd-r BD-R
bd-re BD-RE
END
for medium in dvd-r dvd-r-dl dvd+r dvd+r-dl bd-r; do
	fresh "$medium" 1 || bail "$medium: expected a blank one"
	written "$medium" 1
	compared "$medium"
	stays "$medium"
done
for medium in dvd-rw dvd-rw-ro dvd+rw dvd-ram bd-re; do
	fresh "$medium" 1 "size=$small" || bail "$medium: expected a small one"
	written "$medium" 1
	compared "$medium"
	written "$medium, with data on it" 1 --yes
	erased "$medium"
	erased "$medium" --full
done
two_sessions dvd+r
{
	python3 "$TOP/tests/vm/guest/dvd_video.py" "$WORK/film" 1500 &&
		genisoimage -quiet -dvd-video -V FILM -o "$WORK/film.iso" "$WORK/film"
} >"$WORK/said" 2>&1 || bail "film: expected genisoimage to take it: $(cat "$WORK/said")"
emu disc film load dvd-rom "$WORK/film.iso" break=976 || bail "film: expected it to load"
emu drive 0 insert film
film dvd+r-dl 976
film dvd-r-dl 976
nobody_holds "all drives are free again"
finish
