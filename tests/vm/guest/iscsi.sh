# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# Devices of tgt's over iSCSI through the loopback. Sourced by suites that serve
# $TARGET.

# shellcheck disable=SC2154 # the suite says which
connect()
{
	mkdir -p /run/lock/iscsi /etc/iscsi
	echo "InitiatorName=iqn.2000-01.org.example:guest" >/etc/iscsi/initiatorname.iscsi
	modprobe iscsi_tcp || return 1
	iscsid || return 1
	iscsiadm -m discovery -t sendtargets -p 127.0.0.1 || return 1
	iscsiadm -m node -T "$TARGET" -p 127.0.0.1 --login
}

# recorder_node LUN: the /dev/srN of a recorder of tgt's.
recorder_node()
{
	for cd in /sys/block/sr*; do
		case $(readlink -f "$cd/device") in
		*/session*:"$1") echo "/dev/${cd##*/}" ;;
		esac
	done
}
