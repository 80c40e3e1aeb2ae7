# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# What the suites of CDs share. Sourced behind lib.sh.

DISCS=$WORK/discs

# disc NAME FILE [OPTION]: loads it as a cd-rom and puts it into drive 0.
disc()
{
	emu drive 0 eject
	grep -q "^$1 " "$EMU/discs" || emu disc "$1" load cd-rom "$DISCS/$2" ${3+"$3"} ||
		bail "$1: expected $2 to load"
	emu drive 0 insert "$1" || bail "$1: expected it in drive 0"
}

# bytes_of NAME FILE [sub]: every block of a disc of the emulator.
bytes_of() { emu disc "$1" export-raw "$2${3:+ $3}"; }

# toc_of DRIVE FILE: sessions, tracks, times and flags as cd-info has them.
toc_of()
{
	cd-info --no-cddb --no-device-info "$(sr "$1")" 2>/dev/null |
		sed -n '/^CD-ROM Track List/,/^Media Catalog/p' >"$2"
	grep -q "leadout" "$2"
}

# mounted_session DRIVE SESSION FOLDER: the session's file system has its files.
mounted_session()
{
	mount -t iso9660 -o "ro,session=$2" "$(sr "$1")" /mnt || return 1
	diff -r -x '.*' "$DISCS/$3" /mnt
	code=$?
	umount /mnt
	return "$code"
}

# state_of NAME: the digest over all that is stored on a disc.
state_of() { awk -v n="$1" '$1 == n { print $2 }' "$EMU/states"; }

# disc_status DRIVE: of READ DISC INFORMATION: 0 blank, 1 appendable, 2 complete.
disc_status()
{
	sg_raw -b -r 34 "$(sg "$1")" 51 00 00 00 00 00 00 00 22 00 2>/dev/null |
		od -An -tu1 -j2 -N1 | awk '{ print $1 % 4 }'
}
