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

# session NAME [OPTION]...: genisoimage makes $WORK/NAME.iso of one file of its own.
session()
{
	volume=$1
	shift
	mkdir -p "$WORK/$volume"
	head -c 150001 /dev/urandom >"$WORK/$volume/$volume.bin"
	genisoimage -quiet -r -V "$volume" "$@" -o "$WORK/$volume.iso" "$WORK/$volume" 2>/dev/null
}

# sessions_of DRIVE: where each track of its disc lies, in which session.
sessions_of()
{
	dsrctl disc --json "$(sr "$1")" |
		jq -c '[.content.sessions, [.content.tracks[] | [.session, .start, .blocks]]]'
}

# has_files DRIVE NAME...: its newest session mounts, with the files of all.
has_files()
{
	mount -o ro "$(sr "$1")" /mnt || return 1
	shift
	ret=0
	for file; do
		cmp "/mnt/$file.bin" "$WORK/$file/$file.bin" || ret=1
	done
	umount /mnt
	return "$ret"
}

# two_sessions MEDIUM OTHERS: a master of two sessions, written by others, becomes a
# disc of two sessions; nothing between them is ever read. On media of another
# kind or with one session they have no place.
two_sessions()
{
	others=$2
	rm -f "$WORK/two.json"
	emu disc "two-$1" new "$1"
	echo "drive 1 eject" >"$EMU/control" 2>/dev/null
	emu drive 1 insert "two-$1" || bail "$1: expected a blank one"
	session early
	expect_that "$1: cdrskin writes a session" "exit code 0" \
		cdrskin dev="$(sr 1)" -tao -multi "$WORK/early.iso"
	next=$(cdrskin dev="$(sr 1)" -msinfo 2>/dev/null | grep '^[0-9]*,[0-9]*$')
	session later -C "$next" -M "$WORK/early.iso"
	expect_that "$1: and another one behind it" "exit code 0" \
		cdrskin dev="$(sr 1)" -tao "$WORK/later.iso"
	emu drive 1 eject
	emu drive 0 insert "two-$1"
	there=$(sessions_of 0)
	expect "$1: dsrctl shows both" "2 1 0 2 ${next#*,}" \
		"$(echo "$there" | jq -r '"\(.[0]) \(.[1][0][:2] + .[1][1][:2] | join(" "))"')"
	fresh "$1" 1 || bail "$1: expected a blank one"
	dsrctl copy --report "$WORK/two.json" "$(sr 0)" "$(sr 1)" >"$WORK/said" 2>&1
	expect "$1: two sessions are copied and verified: exit code" 0 $?
	expect "$1: they lie as the master's" "$there" "$(sessions_of 1)"
	expect_that "$1: the kernel mounts the newer one with all files" "equal files" \
		has_files 1 early later
	expect_that "$1: the older one has the master's bytes" "equal bytes" \
		cmp -n "$(stat -c %s "$WORK/early.iso")" "$WORK/early.iso" "$(sr 1)"
	expect_that "$1: and can be compared with the master" "exit code 0" \
		dsrctl verify "$(sr 0)" "$(sr 1)"
	expect_that "$1: and with the report" "exit code 0" \
		dsrctl verify --against "$WORK/two.json" "$(sr 1)"
	emu drive 1 fault flip op=28 lba="${next#*,}" count=0
	dsrctl verify "$(sr 0)" "$(sr 1)" >"$WORK/said" 2>&1
	expect "$1: a wrong bit in the second session ends it" 3 $?
	expect_match "$1: and its block is told" "first in block ${next#*,}" "$WORK/said"
	emu drive 1 fault clear
	for other in $others; do
		fresh "$other" 1 || bail "$other: expected a blank one"
		before=$(state_of 1)
		dsrctl copy "$(sr 0)" "$(sr 1)" >"$WORK/said" 2>&1
		expect "$1: to a $other it is refused" 4 $?
		expect_match "$1: to a $other, and why" "session.*nothing was started" "$WORK/said"
		expect "$1: the blank $other is as it was" "$before" "$(state_of 1)"
	done
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

rehearsals()
{
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
}

copies()
{
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
}

sessions()
{
	two_sessions dvd+r "dvd-r dvd+rw"
	two_sessions dvd-r "dvd+r dvd-ram"
	two_sessions dvd-rw "dvd+r dvd-rw-ro"
	two_sessions bd-r bd-re
}

films()
{
	{
		python3 "$TOP/tests/vm/guest/dvd_video.py" "$WORK/film" 1500 &&
			genisoimage -quiet -dvd-video -V FILM -o "$WORK/film.iso" "$WORK/film"
	} >"$WORK/said" 2>&1 || bail "film: expected genisoimage to take it: $(cat "$WORK/said")"
	emu disc film load dvd-rom "$WORK/film.iso" break=976 || bail "film: expected it to load"
	emu drive 0 insert film
	film dvd+r-dl 976
	film dvd-r-dl 976
	film_image
}

# film_image: an image of the film is as good as its disc.
film_image()
{
	expect_that "film: an image is made of it" "exit code 0" \
		dsrctl image "$(sr 0)" "$WORK/kept.iso"
	expect "film: beside it stands where its layers meet" "LayerBreak=976 kept.iso " \
		"$(tr -d '\r' <"$WORK/kept.dvd" | tr '\n' ' ')"
	expect "film: dsrctl shows that" "dvd 976" "$(dsrctl disc --json "$WORK/kept.dvd" |
		jq -r '"\(.kind) \(.content.layer_break)"')"
	fresh dvd+r-dl 1 size=16384 || bail "film: expected a small blank one"
	expect_that "film: the image is copied" "exit code 0" dsrctl copy "$WORK/kept.dvd" "$(sr 1)"
	expect_that "film: with the film's bytes" "equal bytes" \
		cmp -n "$(stat -c %s "$WORK/film.iso")" "$WORK/film.iso" "$(sr 1)"
	expect "film: the layers of the image's copy part where the master's do" 976 \
		"$(dsrctl disc --json "$(sr 1)" | jq -r .content.layer_break)"
	printf 'LayerBreak=4000\nkept.iso\n' >"$WORK/beyond.dvd"
	dsrctl copy "$WORK/beyond.dvd" "$(sr 1)" >"$WORK/said" 2>&1
	expect "film: a layer break behind its end is refused" 4 $?
	expect_match "film: and it is said why" "can't meet at block 4000: .*kept.iso has" "$WORK/said"
}

tower readers=1 recorders=1
sums_of_image "$ISO" >"$WORK/sums"
blocks=$(($(stat -c %s "$ISO") / 2048))
# room for the image and a little more, so that a full erase is over soon
small=$(((blocks / 32 + 8) * 32))

[ $# -gt 0 ] || set -- rehearsals copies sessions films
for step; do
	"$step"
done
nobody_holds "all drives are free again"
finish
