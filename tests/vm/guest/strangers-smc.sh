#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# A robot by others: a jukebox of tgt (STGT) with two of its DVD recorders and twelve
# barcoded blank discs, over iSCSI through the loopback; mtx and the kernel's ch look
# at the same robot.
. "$TOP/tests/vm/guest/lib.sh"
. "$TOP/tests/vm/guest/iscsi.sh"

TARGET=iqn.2000-01.org.example:jukebox
IMAGE=$WORK/film.iso SHELF=$WORK/shelf
export DSR_LIBRARY=$WORK/library

adm() { tgtadm --lld iscsi --mode "$@"; }
lun() { adm logicalunit --op update --tid 1 --lun "$@"; }

recorder()
{
	adm logicalunit --op new --tid 1 --lun "$1" --device-type cd &&
		lun "$1" --params "vendor_id=STGT,product_id=DVD,product_rev=0010,scsi_sn=REC$1,removable=1"
}

jukebox()
{
	truncate -s 1024 "$WORK/smc" &&
	adm logicalunit --op new --tid 1 --lun 3 --backing-store "$WORK/smc" --device-type changer &&
	lun 3 --params vendor_id=STGT,product_id=JUKEBOX,product_rev=0010,scsi_sn=JUKE3,removable=1 &&
	lun 3 --params element_type=4,start_address=1,quantity=2 &&
	lun 3 --params element_type=4,address=1,tid=1,lun=1 &&
	lun 3 --params element_type=4,address=2,tid=1,lun=2 &&
	lun 3 --params element_type=1,start_address=16,quantity=1 &&
	lun 3 --params "media_home=$SHELF" &&
	lun 3 --params element_type=2,start_address=1024,quantity=20
}

fill()
{
	mkdir -p "$SHELF"
	for slot in 0 1 2 3 4 5 6 7 8 9 10 11; do
		code=$(printf 'DVD_%04d' "$slot")
		tgtimg --op new --device-type cd --type dvd+r --file "$SHELF/$code" >/dev/null &&
		lun 3 --params "element_type=2,address=$((1024 + slot)),barcode=$code,volume_tag=blank,sides=1" ||
			return 1
	done
}

serve()
{
	tgtd || return 1
	wait_for 10 adm target --op show || return 1
	adm target --op new --tid 1 --targetname "$TARGET" || return 1
	recorder 1 && recorder 2 && jukebox && fill || return 1
	adm target --op bind --tid 1 --initiator-address ALL
}

# robot_node CLASS: the robot's node of scsi_generic or scsi_changer.
robot_node()
{
	for dev in /sys/class/"$1"/*; do
		[ "$(cat "$dev/device/type" 2>/dev/null)" = 8 ] && echo "/dev/${dev##*/}"
	done
}

there() { [ -e "$(robot_node scsi_generic)" ] && [ -e "$(robot_node scsi_changer)" ]; }

# full_by_mtx, full_by_dsr: numbers of the slots with discs, and their barcodes.
full_by_mtx()
{
	mtx -f "$ROBOT" status | sed -nE 's/.*Storage Element ([0-9]+):Full :VolumeTag=([^ ]*).*/\1 \2/p'
}

full_by_dsr()
{
	dsrctl changer status --json |
		jq -r '.elements[] | select(.kind == "slot" and .full) | "\(.number) \(.tag)"'
}

# drive_node NUMBER: which recorder dsr believes it to be.
drive_node()
{
	dsrctl changer info --json | jq -r --argjson n "$1" \
		'.drives[] | select(.number == $n) | .unit.path // ""'
}

same_map()
{
	full_by_mtx >"$WORK/mtx"
	full_by_dsr >"$WORK/dsr"
	diff "$WORK/mtx" "$WORK/dsr"
}

modprobe ch || bail "modules: expected ch to load"
tower readers=0 recorders=0
serve >"$WORK/said" 2>&1 || bail "tgt: expected a jukebox, got $(cat "$WORK/said")"
connect >"$WORK/said" 2>&1 || bail "iscsi: expected a login, got $(cat "$WORK/said")"
wait_for 30 there || bail "iscsi: expected a robot, got $(ls /sys/class/scsi_generic)"
ROBOT=$(robot_node scsi_generic)

expect_that "mtx and dsrctl see the same discs and barcodes" "no difference" same_map
expect "all twelve are seen" 12 "$(wc -l <"$WORK/dsr")"
expect_that "mtx moves a disc" "exit code 0" mtx -f "$ROBOT" transfer 12 19
expect_that "dsrctl sees where it went" "no difference" same_map
expect_that "dsrctl moves it back" "exit code 0" dsrctl changer move 19 12
expect_that "mtx sees that" "no difference" same_map
expect_that "the kernel's ch opens the robot at the same time" "exit code 0" \
	sh -c "exec 3<$(robot_node scsi_changer)"
dsrctl changer move 3 4 >"$WORK/said" 2>&1
expect "a full slot is refused: exit code" 3 $?
expect_match "in words" "there is a disc in slot 4 already" "$WORK/said"

# tgt sends 8 bytes less than it tells of: the last drive's identifier is cut off
expect "the first drive is known by its identifier" "$(recorder_node 1)" "$(drive_node 1)"
expect "the second one's can't be" "" "$(drive_node 2)"
expect_that "a person can tell" "exit code 0" dsrctl changer bind drive 2 "$(recorder_node 2)"
expect "then it is known" "$(recorder_node 2)" "$(drive_node 2)"

dd if=/dev/urandom of="$WORK/payload" bs=64k count=12 2>/dev/null
genisoimage -quiet -V A_FILM -o "$IMAGE" "$WORK/payload" || bail "image: expected one"
dsrctl library copy --master "$IMAGE" --copies 3 --blanks 1-6 --out 13-18 >"$WORK/said" 2>&1
expect "a batch in tgt's jukebox: exit code" 0 $?
expect_that "mtx sees where its discs went" "no difference" same_map
for slot in 1 2 3; do
	expect_that "disc $slot of it is the image" "equal bytes" \
		cmp -n "$(stat -c %s "$IMAGE")" "$IMAGE" "$SHELF/$(printf 'DVD_%04d' $((slot - 1)))"
done
finish
