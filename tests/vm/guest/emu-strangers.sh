#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Other people's programs burn in the emulated recorders and the kernel reads the
# discs back; then the emulator's own promises, from tests/emu/check.sh.
. "$TOP/tests/vm/guest/lib.sh"

IMAGE=$WORK/image.iso
SUMS=$WORK/sums

# make_image FILE MEBIBYTES: random files; sectors are no multiple of 16.
make_image()
{
	rm -rf "$WORK/files"
	mkdir -p "$WORK/files/some/folder"
	head -c "$(($2 << 20))" /dev/urandom >"$WORK/files/some/folder/blob"
	head -c 12345 /dev/urandom >"$WORK/files/small$2"
	genisoimage -quiet -r -J -pad -o "$1" "$WORK/files" || return 1
	while [ $(($(stat -c %s "$1") / 2048 % 16)) -eq 0 ]; do
		head -c 2048 /dev/zero >>"$1"
	done
}

# reload DRIVE: tray out and in, so that the kernel looks at the disc anew.
reload() { sg_start --eject "$(sr "$1")" && emu drive "$1" load; }

# burned NAME DRIVE: what the image holds is on the disc, to the bit.
burned()
{
	expect_that "$1: the bytes are on the disc" "the image" same_as "$IMAGE" "$2"
	expect_that "$1: the kernel mounts it" "the image's files" files_equal "$2" "$SUMS"
}

for module in sr_mod sg isofs loop; do
	modprobe "$module" || bail "modules: expected $module to load"
done
modprobe dsr_emu readers=1 recorders=5 || bail "modules: expected dsr_emu to load"
for drive in $(drives); do
	wait_for 20 sr_there "$drive" || bail "drives: expected a /dev/sr for drive $drive"
done

[ -e /dev/fd ] || ln -s /proc/self/fd /dev/fd # growisofs hands one to genisoimage
make_image "$IMAGE" 3 || bail "image: expected genisoimage to make one"
sums_of_image "$IMAGE" >"$SUMS"

emu disc master load dvd-rom "$IMAGE"
emu drive 0 insert master
expect_that "dvd-rom: the kernel mounts a loaded disc" "the image's files" files_equal 0 "$SUMS"
expect_that "dvd-rom: the block device agrees with the image" "the image's bytes" sh -c "
	dd if=$(sr 0) bs=2048 count=$(($(stat -c %s "$IMAGE") / 2048)) status=none |
	cmp - $IMAGE"

blanks dvd+r 1
expect_that "dvd+r: growisofs burns" "exit code 0" growisofs -Z "$(sr 1)=$IMAGE"
burned "dvd+r by growisofs" 1

blanks dvd+rw 2
expect_that "dvd+rw: growisofs formats and burns" "exit code 0" growisofs -Z "$(sr 2)=$IMAGE"
burned "dvd+rw by growisofs" 2

blanks bd-r 3
expect_that "bd-r: growisofs formats and burns" "exit code 0" growisofs -Z "$(sr 3)=$IMAGE"
burned "bd-r by growisofs" 3

blanks cd-r 4
expect_that "cd-r: cdrskin burns track-at-once" "exit code 0" \
	cdrskin "dev=$(sr 4)" -tao -eject "$IMAGE"
emu drive 4 load
burned "cd-r by cdrskin" 4

blanks cd-r 5
expect_that "cd-r: wodim burns track-at-once" "exit code 0" \
	wodim "dev=$(sr 5)" -tao gracetime=2 -eject "$IMAGE"
emu drive 5 load
burned "cd-r by wodim" 5

blanks dvd+r 1
expect_that "dvd+r: cdrskin burns and finalises" "exit code 0" \
	cdrskin "dev=$(sr 1)" -sao tsize="$(($(stat -c %s "$IMAGE") / 2048))s" "$IMAGE"
reload 1
burned "dvd+r by cdrskin" 1

blanks bd-r 3
expect_that "bd-r: xorriso burns" "exit code 0" \
	xorriso -as cdrecord "dev=$(sr 3)" "$IMAGE"
reload 3
burned "bd-r by xorriso" 3

# Two sessions: the second one is found by the kernel through the TOC.
blanks dvd+r 1
expect_that "sessions: growisofs writes the first" "exit code 0" \
	growisofs -Z "$(sr 1)" -quiet -r "$WORK/files/some"
echo second >"$WORK/files/second"
expect_that "sessions: growisofs adds another" "exit code 0" \
	growisofs -M "$(sr 1)" -quiet -r "$WORK/files/second"
mount -o ro "$(sr 1)" /mnt
expect "sessions: the second one is what is mounted" "second" "$(cat /mnt/second)"
expect_that "sessions: the first one's file is still there" "the blob" \
	cmp /mnt/folder/blob "$WORK/files/some/folder/blob"
umount /mnt

dvd+rw-mediainfo "$(sr 1)" >"$WORK/said"
expect_match "sessions: dvd+rw-mediainfo counts them" "Number of Sessions: *3" "$WORK/said"
emu drive 5 swap blank4 2>"$WORK/said" || true
expect_match "a disc is in one drive only" "blank4 is in drive 4" "$WORK/said"
cd-info --no-cddb --no-device-info "$(sr 4)" >"$WORK/said" 2>/dev/null
expect_match "cd-r: cd-info finds a data track" "1: 00:02:00  000000 data" "$WORK/said"

. "$TOP/tests/emu/check.sh"
finish
