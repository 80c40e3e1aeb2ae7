#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# strangers-scsicd.sh OTHER-IMAGE
#
# QEMU's own CD drives as the reader, on virtio-scsi and on AHCI, and their
# media changed by the host: before a job, and in the middle of one. They know
# neither READ CD nor READ TRACK INFORMATION. Started by ../strangers-scsicd.
. "$TOP/tests/vm/guest/lib.sh"

other=$1

# host DRIVE COMMAND [IMAGE]: has the host do something to a drive.
host()
{
	rm -f "$RESULTS/answer"
	echo "$*" >"$RESULTS/ask.part"
	mv "$RESULTS/ask.part" "$RESULTS/ask"
	wait_for 30 test -e "$RESULTS/answer" || return 1
	grep -q return "$RESULTS/answer"
}

# qemu_cd DRIVER: the /dev/srN whose host is run by that driver.
qemu_cd()
{
	for cd in /sys/block/sr*; do
		scsi=$(readlink -f "$cd/device" | sed 's,.*/\(host[0-9]*\)/.*,\1,')
		if [ "$(cat "/sys/class/scsi_host/$scsi/proc_name")" = "$1" ]; then
			echo "/dev/${cd##*/}"
		fi
	done
}

there() { [ -n "$(qemu_cd "$1")" ]; }

# copied NAME SOURCE IMAGE: to both recorders, which then have the image.
copied()
{
	blanks dvd+r 1 2
	run_job "$2" "$(sr 1)" "$(sr 2)"
	expect_job "$1" 0 "verified verified"
	for drive in 1 2; do
		expect_that "$1: disc $drive has the image's bytes" "equal bytes" \
			same_as "$3" "$drive"
	done
}

tower readers=1 recorders=2
modprobe virtio_scsi
modprobe ahci
wait_for 30 there virtio_scsi || bail "virtio-scsi: expected QEMU's scsi-cd"
wait_for 30 there ahci || bail "ahci: expected QEMU's ide-cd"
scsi_cd=$(qemu_cd virtio_scsi)
ide_cd=$(qemu_cd ahci)

copied "from QEMU's scsi-cd on virtio-scsi" "$scsi_cd" "$ISO"
copied "from QEMU's ide-cd on AHCI" "$ide_cd" "$ISO"

expect_that "the host changes the medium" "QMP to agree" host cd1 change "$other"
copied "after a media change the new disc is copied" "$scsi_cd" "$other"

blanks dvd+r 1 2
slow 1 2
echo 2048 >/sys/module/dsr/parameters/ring_kib
start_job "$scsi_cd" "$(sr 1)" "$(sr 2)"
wait_for 60 job_streams "$job" || not_ok "change" "expected job \"$job\" to stream"
expect_that "the host changes the medium in the middle of a job" "QMP to agree" \
	host cd1 change "$ISO"
read=$(dsrctl status --json "$job" | jq .job.read_blocks)
[ "$read" -lt $(($(stat -c %s "$other") / 2048)) ] ||
	bail "change: expected it before all was read, got it after $read blocks"
end_of "$job"
expect_job "a job whose master was changed is no copy of anything" 3 \
	"rejected/65 rejected/65"
nobody_holds "after the change in the middle all drives are given back"
copied "after the change in the middle the drive is good again" "$scsi_cd" "$ISO"

blanks dvd+r 1
expect_that "the host takes the medium out" "QMP to agree" host cd1 eject
run_job "$scsi_cd" "$(sr 1)"
expect "an empty reader is refused" 4 "$code"
finish
