#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Recorders by others: DVD+R drives of tgt (STGT), reached over iSCSI through the
# loopback, as sinks. What tgt lacks of MMC is said where it shows: RESERVE TRACK,
# SEND OPC INFORMATION, GET EVENT STATUS NOTIFICATION, MODE SENSE(6), READ CD.
. "$TOP/tests/vm/guest/lib.sh"
. "$TOP/tests/vm/guest/iscsi.sh"

TARGET=iqn.2000-01.org.example:recorders
blocks=$(($(stat -c %s "$ISO") / 2048))

# tgt_drive LUN: a DVD recorder with a blank DVD+R in it.
tgt_drive()
{
	tgtimg --op new --device-type cd --type dvd+r --file "$WORK/disc$1.img" >/dev/null &&
	tgtadm --lld iscsi --mode logicalunit --op new --tid 1 --lun "$1" \
		--device-type cd --backing-store "$WORK/disc$1.img" &&
	tgtadm --lld iscsi --mode logicalunit --op update --tid 1 --lun "$1" \
		--params removable=1
}

serve()
{
	tgtd || return 1
	wait_for 10 tgtadm --lld iscsi --mode target --op show || return 1
	tgtadm --lld iscsi --mode target --op new --tid 1 --targetname "$TARGET" || return 1
	for lun in 1 2; do
		tgt_drive "$lun" || return 1
	done
	tgtadm --lld iscsi --mode target --op bind --tid 1 --initiator-address ALL
}

both_there() { [ -b "$(recorder_node 1)" ] && [ -b "$(recorder_node 2)" ]; }

read_back_equal()
{
	dd if="$1" bs=2048 count="$blocks" status=none | cmp - "$ISO"
}

mounted_equal()
{
	mount -t iso9660 -o ro "$1" /mnt || return 1
	(cd /mnt && find . -type f -exec sha256sum {} + | sort -k 2) >"$WORK/found"
	umount /mnt
	diff "$WORK/sums" "$WORK/found"
}

tower readers=1 recorders=1
sums_of_image "$ISO" >"$WORK/sums"
master dvd-rom 0
serve >"$WORK/said" 2>&1 || bail "tgt: expected two recorders, got $(cat "$WORK/said")"
connect >"$WORK/said" 2>&1 || bail "iscsi: expected a login, got $(cat "$WORK/said")"
wait_for 30 both_there || bail "iscsi: expected two /dev/sr, got $(ls /sys/block)"

dsrctl drives >"$WORK/said" 2>&1
expect_match "dsrctl drives knows tgt's recorders as blank DVD+R" \
	"$(recorder_node 1).*DVD\+R, blank" "$WORK/said"
blanks dvd+r 1
run_job "$(sr 0)" "$(recorder_node 1)" "$(recorder_node 2)" "$(sr 1)"
expect_job "two of tgt's recorders and one of the emulator's" 0 "verified verified verified"
for lun in 1 2; do
	expect_that "disc $lun of tgt's reads back as the image" "equal bytes" \
		read_back_equal "$(recorder_node "$lun")"
	expect_that "disc $lun of tgt's mounts with the image's files" "equal files" \
		mounted_equal "$(recorder_node "$lun")"
done
run_job "$(sr 0)" "$(recorder_node 1)"
expect "a written disc of tgt's is refused" "3 rejected" "$code $(outcomes | sed 's,/.*,,')"

# the network goes away in the middle: the unit is gone, the other recorder is not
blanks dvd+r 1
iscsiadm -m node -T "$TARGET" -p 127.0.0.1 --logout >"$WORK/said" 2>&1
wait_for 10 test ! -b "$(recorder_node 1)/." || true
run_job "$(sr 0)" "$(sr 1)"
expect_job "after tgt's recorders are gone the others work on" 0 "verified"
finish
