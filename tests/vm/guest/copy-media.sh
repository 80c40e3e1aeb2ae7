#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Every medium as a sink, every kind of source, a block device as a sink.
. "$TOP/tests/vm/guest/lib.sh"

# copied NAME SOURCE [OPTION]: to drives 1 and 2, both discs have the image's bytes
# and files.
copied()
{
	expect_that "$1: both discs are verified" "exit code 0 of dsrctl copy" \
		dsrctl copy ${3:+"$3"} "$2" "$(sr 1)" "$(sr 2)"
	for drive in 1 2; do
		expect_that "$1: disc $drive has the image's bytes" "equal bytes" \
			same_as "$ISO" "$drive"
		expect_that "$1: disc $drive mounts with the image's files" "equal files" \
			files_equal "$drive" "$WORK/sums"
	done
}

# strangers_agree MEDIUM DRIVE: what programs that are not ours say of a disc that
# was written.
strangers_agree()
{
	xorriso -indev "$(sr "$2")" -toc >"$WORK/said" 2>&1
	expect_match "$1: xorriso finds one ISO session from block 0" \
		"^ISO session *: *1 , *0 ," "$WORK/said"
	case $1 in
	cd-r)
		cd-info --no-cddb --no-device-info "$(sr "$2")" >"$WORK/said" 2>/dev/null
		expect_match "$1: cd-info finds one data track" \
			"1: 00:02:00  000000 data" "$WORK/said"
		;;
	dvd+r | bd-r)
		dvd+rw-mediainfo "$(sr "$2")" >"$WORK/said"
		expect_match "$1: dvd+rw-mediainfo finds it closed" \
			"Disc status: *complete" "$WORK/said"
		expect_match "$1: dvd+rw-mediainfo counts one session" \
			"Number of Sessions: *1" "$WORK/said"
		;;
	esac
}

tower readers=1 recorders=3
sums_of_image "$ISO" >"$WORK/sums"
[ -s "$WORK/sums" ] || bail "image: expected files in $ISO, got none"
emu disc dvd load dvd-rom "$ISO" || bail "dvd: expected the image as a disc"
emu disc cd load cd-rom "$ISO" || bail "cd: expected the image as a disc"
emu disc bd load bd-rom "$ISO" || bail "bd: expected the image as a disc"

emu drive 0 insert dvd
for medium in dvd+r dvd+rw bd-r cd-r; do
	blanks "$medium" 1 2
	copied "a DVD to $medium" "$(sr 0)"
	strangers_agree "$medium" 1
done

emu drive 0 eject
emu drive 0 insert cd
blanks cd-r 1 2
copied "a CD to cd-r" "$(sr 0)"

emu drive 0 eject
emu drive 0 insert bd
blanks bd-r 1 2
copied "a BD to bd-r" "$(sr 0)"

blanks dvd+r 1 2
copied "an ISO file to dvd+r" "$ISO"

loop=$(losetup --find --show --read-only "$ISO")
blanks dvd+r 1 2
copied "a block device to dvd+r" "$loop"
losetup -d "$loop"

# data on a rewritable disc goes only when that was said
emu drive 0 eject
emu drive 0 insert dvd
blanks dvd+rw 1 2
dsrctl copy "$(sr 0)" "$(sr 1)" "$(sr 2)" >/dev/null 2>&1
dsrctl copy "$(sr 0)" "$(sr 1)" "$(sr 2)" >/dev/null 2>&1
expect "dvd+rw with data is not written over unasked" 3 $?
copied "a DVD to dvd+rw that has one already" "$(sr 0)" --yes

truncate -s "$(stat -c %s "$ISO")" "$WORK/target"
loop=$(losetup --find --show "$WORK/target")
blanks dvd+r 1
expect_that "a block device and a recorder are sinks of one job" \
	"exit code 0 of dsrctl copy" dsrctl copy --yes "$(sr 0)" "$loop" "$(sr 1)"
losetup -d "$loop"
expect_that "the block device has the image's bytes" "equal bytes" \
	cmp "$ISO" "$WORK/target"
expect_that "the recorder beside it has the image's bytes" "equal bytes" same_as "$ISO" 1
finish
