# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154 # variables of reader.sh
# The CDU-541 as the master's drive; part of reader.sh.

load data data.iso
expect "dsrctl drives knows what is in it" "8 pressed $(($(stat -c %s "$ISO") / 2048))" \
	"$(dsrctl drives --json | jq -r ".drives[] | select(.path == \"$sr\").disc |
		\"\(.profile) \(.state) \(.blocks)\"")"
sums_of_image "$ISO" >"$WORK/sums"

# copied NAME: the data disc goes to a CD-R.
copied()
{
	blanks cd-r 1
	expect_that "$1: the CD-R is verified" "exit code 0 of dsrctl copy" \
		dsrctl copy --yes "$sr" "$(sr 1)"
	expect_that "$1: it has the image's bytes" "equal bytes" same_as "$ISO" 1
	expect_that "$1: it mounts with the image's files" "equal files" \
		files_equal 1 "$WORK/sums"
}

copied "a data disc"

# the kernel's queue and its polling as on a host adapter that queues
polling=/sys/block/${sr##*/}/events_poll_msecs polled=$(cat "/sys/block/${sr##*/}/events_poll_msecs")
echo 100 >"$polling"
depth=/sys/bus/scsi/devices/$(address 2)/queue_depth

# one_at_a_time NAME COMMAND...: the drive is sent nothing while a command runs.
one_at_a_time()
{
	who=$1
	shift
	echo 4 >"$depth"
	reset_stats
	expect_that "$who: goes through while the kernel polls" "exit code 0" "$@"
	expect "$who: the kernel's depth is 1, and no command was overlapped" "1 0" \
		"$(cat "$depth") $(stat_of 2 overlaps)"
}

one_at_a_time "dsrctl drives" dsrctl drives
one_at_a_time "dsrctl disc" dsrctl disc "$sr"
one_at_a_time "dsrctl disc of the sg node" dsrctl disc "$sg"
one_at_a_time "dsrctl image" dsrctl image "$sr" "$WORK/one.iso"
expect_that "dsrctl image: it has the disc's bytes" "equal bytes" cmp "$ISO" "$WORK/one.iso"
one_at_a_time "dsrctl verify" dsrctl verify "$ISO" "$sr"
blanks cd-r 1
one_at_a_time "dsrctl copy --dry-run" dsrctl copy --dry-run "$sr" "$(sr 1)"
one_at_a_time "dsrctl copy" dsrctl copy --yes "$sr" "$(sr 1)"
echo "$polled" >"$polling"

# a drive as another host left it: blocks of 512 bytes
printf '\0\0\0\10\0\0\0\0\0\0\002\0' >"$WORK/out"
sg_raw -s 12 -i "$WORK/out" "$sg" 15 10 00 00 0c 00 >/dev/null 2>&1
expect "blocks of 512 bytes" 512 "$(state block_length)"
copied "with blocks of 512 bytes"
expect "block length and retries are set for a copy" "2048 8" \
	"$(state block_length) $(state retries)"

emu drive 2 fault sense=5/20/00 op=43 count=0
copied "with READ TOC only by C1h"
emu drive 2 fault clear

emu drive 2 cdu541 diagnose=8000 power
blanks cd-r 1
expect_that "a copy waits for a drive that is BUSY" "exit code 0 of dsrctl copy --dry-run" \
	dsrctl copy --dry-run "$sr" "$(sr 1)"
emu drive 2 cdu541 diagnose=0

for disc in audio mixed; do
	load "$disc" "$disc.cue"
	blanks cd-r 1
	emu drive 1 reset-stats
	dsrctl copy --yes "$sr" "$(sr 1)" >"$WORK/answer" 2>"$WORK/errors"
	code=$?
	expect "$disc: a clear refusal" "4 1" \
		"$code $(grep -c 'too old to deliver audio' "$WORK/errors")"
	expect "$disc: and what to do" 1 "$(grep -c 'another reader' "$WORK/errors")"
	expect "$disc: the blank is untouched" 0 "$(stat_of 1 blocks_written)"
done
