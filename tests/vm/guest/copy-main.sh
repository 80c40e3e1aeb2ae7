#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# copy-main.sh [COUNT]...
#
# The main job: one DVD to 1, 4 and 16 (or COUNT) DVD+R recorders, every page passed on as
# it came, every block of the source read once.
. "$TOP/tests/vm/guest/lib.sh"

blocks=$(($(stat -c %s "$ISO") / 2048))

# counter_everywhere NAME WANTED COUNTER DRIVE...
counter_everywhere()
{
	name=$1 wanted=$2 counter=$3
	shift 3
	got=
	for drive in "$@"; do
		value=$(stat_of "$drive" "$counter")
		[ "$value" = "$wanted" ] || got="$got drive $drive: $value"
	done
	expect "$name" "" "$got"
}

# everywhere NAME COMMAND DRIVE...: COMMAND DRIVE succeeds for each of them.
everywhere()
{
	name=$1 command=$2
	shift 2
	for drive in "$@"; do
		if ! "$command" "$drive" >"$WORK/said" 2>&1; then
			not_ok "$name" "expected it of every drive, not so of $drive: $(head -n 3 "$WORK/said")"
			return
		fi
	done
	ok "$name"
}

written_equal() { same_as "$ISO" "$1"; }
mounted_equal() { files_equal "$1" "$WORK/sums"; }

copy_to()
{
	recorders=$(seq 1 "$1")
	# shellcheck disable=SC2086 # one word per drive
	blanks dvd+r $recorders
	for drive in 0 $recorders; do
		emu drive "$drive" reset-stats
	done
	# shellcheck disable=SC2046,SC2086
	expect_that "a DVD is copied to $1 recorders" "exit code 0 of dsrctl copy" \
		dsrctl copy "$(sr 0)" $(srs $recorders)
	counter_everywhere "with $1 recorders the source is read once" 1 \
		max_reads_per_lba 0
	# shellcheck disable=SC2086
	{
	counter_everywhere "with $1 recorders no page is copied" 0 pages_other $recorders
	counter_everywhere "with $1 recorders the reader's pages arrive" \
		$(((blocks + 1) / 2)) pages_same $recorders
	everywhere "the bytes on all of $1 discs are those of the image" \
		written_equal $recorders
	everywhere "sr and isofs mount all of $1 discs with the right files" \
		mounted_equal $recorders
	}
}

tower readers=1 recorders=16
sums_of_image "$ISO" >"$WORK/sums"
[ -s "$WORK/sums" ] || bail "image: expected files in $ISO, got none"
master dvd-rom 0
[ $# -gt 0 ] || set -- 1 4 16
for count in "$@"; do
	copy_to "$count"
done
expect_no_leaks "no memory leaked by the main job"
finish
