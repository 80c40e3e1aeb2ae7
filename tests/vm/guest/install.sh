#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# make install and make uninstall as the README says, on the guest's kernel: the
# headers are those of the cache, what is written is forgotten with the guest.
. "$TOP/tests/vm/guest/lib.sh"

release=$(uname -r)
headers=$1

# The guest's /lib/modules/VERSION is the host's: lay a writable one over it.
writable_modules()
{
	mkdir -p "$WORK/modules" && mount -t tmpfs modules "$WORK/modules" &&
	mkdir "$WORK/modules/upper" "$WORK/modules/work" &&
	mount -t overlay -o "lowerdir=/lib/modules/$release,upperdir=$WORK/modules/upper,workdir=$WORK/modules/work" \
		modules "/lib/modules/$release" &&
	ln -s "$headers" "/lib/modules/$release/build"
}

# What an installation leaves in the places it writes to.
traces()
{
	find /usr/local /usr/src /lib/udev /var/lib/dkms "/lib/modules/$release/updates" \
		2>/dev/null | grep -E 'dsr(ctl|_emu)?\b' | grep -v "^$TOP" | paste -sd ' '
}

writable_modules || bail "modules: expected a writable /lib/modules/$release"
expect "nothing of dsr is installed before" "" "$(traces)"
make -C "$TOP" install >"$WORK/said" 2>&1
expect "make install works" 0 "$?"
[ "$not_ok_count" -eq 0 ] || tail -n 30 "$WORK/said"
expect "dkms says that it is installed" "installed" \
	"$(dkms status dsr -k "$release" | sed 's/.*: //')"
expect "modprobe finds the module where DKMS puts it" \
	"/lib/modules/$release/updates/dkms/dsr.ko" "$(modinfo -n dsr)"
modprobe sr_mod
expect_that "modprobe dsr" "the module to load" modprobe dsr
expect_that "modprobe dsr_emu" "the emulator to load" modprobe dsr_emu discs=dvd+r
wait_for 20 test -e /dev/sr4
/usr/local/bin/dsrctl drives >"$WORK/said" 2>&1
expect_match "the installed dsrctl lists the drives" "DSR-EMU RECORDER .*blank" "$WORK/said"
expect_that "there is a manual page" "man to find it" man -w dsrctl-copy
expect_that "there is a udev rule" "a file" test -e /lib/udev/rules.d/90-dsr.rules
rmmod dsr_emu dsr
make -C "$TOP" uninstall >"$WORK/said" 2>&1
expect "make uninstall works" 0 "$?"
expect "nothing of dsr is left after make uninstall" "" "$(traces)"
modprobe dsr 2>/dev/null
expect "and there is no module any more" 1 "$?"
finish
